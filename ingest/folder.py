"""Which files there are to read under the paths that were given."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.catalog import CatalogEntry, read_catalog
from ingest.errors import NothingToReadError

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`path` is absolute; `name` is the path shown to readers, relative to the folder given."""

    path: Path
    name: str
    entry: CatalogEntry | None = None


def find_files(paths: Sequence[Path]) -> list[SourceFile]:
    """The readable files under the paths, each once, sorted by name.

    Hidden files and folders are left out, and so are links to folders. Raises
    NothingToReadError for a path that does not exist or where nothing can be read, and
    CatalogError.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path} does not exist; check the path.")
        for source in _under(path):
            found.setdefault(source.path, source)
    if not found:
        kinds = ", ".join(MEDIA_TYPES)
        raise NothingToReadError(
            f"Nothing to read in {', '.join(map(str, paths))}: no file ends in {kinds}."
        )
    return sorted(found.values(), key=lambda source: source.name)


def _under(path: Path) -> Iterator[SourceFile]:
    if path.is_file():
        if path.suffix.lower() not in MEDIA_TYPES:
            kinds = ", ".join(MEDIA_TYPES)
            raise NothingToReadError(f"{path} cannot be read: only {kinds} files can, for now.")
        entry = read_catalog(path.parent).get(path.name)
        yield SourceFile(path.resolve(), path.name, entry)
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        here = Path(folder)
        catalog = read_catalog(here)
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES:
                shown = (here / name).relative_to(path).as_posix()
                yield SourceFile((here / name).resolve(), shown, catalog.get(name))
