"""A progress bar on stderr: files, paragraphs, pages, speed, time left. The only door to rich."""

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    track,
)

Item = TypeVar("Item")


def counted(items: Sequence[Item], what: str) -> Iterable[Item]:
    """The same, each counted once it is done with, on a terminal."""
    shown = Console(stderr=True)
    return track(items, what, console=shown, transient=True, disable=not sys.stderr.isatty())


class ReadingProgress:
    """Shows nothing until there is a file to read."""

    def __init__(self, what: str) -> None:
        self._bar = Progress(
            TextColumn(what),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[paragraphs]} paragraphs, {task.fields[pages]} pages"),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}", markup=False),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None
        self._paragraphs = self._pages = 0

    def __enter__(self) -> "ReadingProgress":
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
        self._task = self._bar.add_task("", total=files, paragraphs=0, pages=0, speed="", name="")

    def advance(self, name: str, paragraphs: int, pages: int) -> None:
        if self._task is None:
            return
        self._paragraphs += paragraphs
        self._pages += pages
        speed = self._bar.tasks[self._task].speed
        self._bar.update(
            self._task, advance=1, paragraphs=self._paragraphs, pages=self._pages, name=name,
            speed=f"{speed:.1f} files/s" if speed else "",
        )  # fmt: skip
