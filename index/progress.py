"""A progress bar on stderr: files, paragraphs, time left. The only door to rich."""

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)


class BuildProgress:
    """Shows nothing until there is a file to read."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("Indexing"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[paragraphs]} paragraphs"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None
        self._paragraphs = 0

    def __enter__(self) -> "BuildProgress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._bar.stop()

    def start(self, files: int) -> None:
        self._bar.start()
        self._task = self._bar.add_task("", total=files, paragraphs=0, name="")

    def advance(self, name: str, paragraphs: int) -> None:
        if self._task is not None:
            self._paragraphs += paragraphs
            self._bar.update(self._task, advance=1, paragraphs=self._paragraphs, name=name)
