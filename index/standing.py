"""Whether what is indexed still stands in the files that there are."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from ingest.folder import SourceFile


def holding(sources: Sequence[SourceFile]) -> Callable[[str], SourceFile | None]:
    """Tells the source that an indexed path is, or the container that cannot be opened and may
    hold it still."""
    named = {source.key: source for source in sources}
    closed = {source.key: source for source in sources if source.is_closed}

    def holder(path: str) -> SourceFile | None:
        above = accumulate(path.split("/"), "{}/{}".format)
        return named.get(path) or next((closed[key] for key in above if key in closed), None)

    return holder


def standing(sources: Sequence[SourceFile]) -> Callable[[str], bool]:
    """Tells whether an indexed path is held by one of the sources, or lies in a file that these
    are not of."""
    holder = holding(sources)
    files = {source.path for source in sources}

    def stands(path: str) -> bool:
        if holder(path):
            return True
        file = next(filter(Path.is_file, (*reversed(Path(path).parents), Path(path))), None)
        return file is not None and file not in files

    return stands
