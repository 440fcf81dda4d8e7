"""Which files there are to read under the paths that were given, those in archives too."""

import base64
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ingest.catalog import (
    CATALOG_NAME,
    CatalogEntry,
    Catalogs,
    entry_of,
    read_catalog,
    within,
)
from ingest.child import run_in_child
from ingest.containers import MOST_BYTES
from ingest.containers import SUFFIXES as CONTAINERS
from ingest.document import PUBLIC
from ingest.errors import NothingToReadError, UnreadableFileError

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".html": "text/html",
    ".htm": "text/html",
    ".eml": "message/rfc822",
}
DEEPEST = 3
"""Containers within containers that are opened."""
_KINDS = ", ".join(sorted(MEDIA_TYPES.keys() | CONTAINERS))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or one within it: `members` are the names that lead to it from the outermost
    container. `path` is absolute; `name` is shown to readers, relative to the folder given."""

    path: Path
    name: str
    entry: CatalogEntry | None = None
    members: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Tells this source from every other."""
        return "/".join((str(self.path), *self.members))

    @property
    def collection(self) -> str:
        return (self.entry.collection if self.entry else None) or PUBLIC

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def read_content(source: SourceFile) -> bytes:
    """Raises UnreadableFileError."""
    if source.members:
        packed = run_in_child("ingest.containers:member", str(source.path), source.members)
        return base64.b64decode(packed)
    try:
        if source.path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(f"larger than {MOST_BYTES >> 20} MiB.")
        return source.path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{error.strerror}.") from error


def find_files(paths: Sequence[Path]) -> list[SourceFile]:
    """The readable files under the paths, each once, sorted by name.

    Hidden files and folders are left out, and so are links to folders. A container that
    cannot be opened is listed itself. Raises NothingToReadError for a path that does not
    exist or where nothing can be read, and CatalogError.
    """
    found: dict[str, SourceFile] = {}
    catalogs = lru_cache(maxsize=None)(read_catalog)
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path} does not exist; check the path.")
        for file in _under(path, catalogs):
            for source in _with_members(file):
                found.setdefault(source.key, source)
    if not found:
        raise NothingToReadError(
            f"Nothing to read in {', '.join(map(str, paths))}: no file ends in {_KINDS}."
        )
    return sorted(found.values(), key=lambda source: source.name)


def skipped_files(paths: Sequence[Path]) -> list[str]:
    """The names of the files under the paths that are of no kind that is read, hidden ones
    left out."""
    return [
        (folder / name).relative_to(path).as_posix()
        for path in paths
        for folder, names in _walked(path)
        for name in names
        if not name.startswith(".") and name != CATALOG_NAME and not _is_readable(name)
    ]


def _under(path: Path, catalogs: Catalogs) -> Iterator[SourceFile]:
    if path.is_file():
        if not _is_readable(path.name):
            raise NothingToReadError(f"{path} cannot be read: only {_KINDS} files can.")
        yield SourceFile(path.resolve(), path.name, entry_of(path, catalogs))
        return
    for here, names in _walked(path):
        for name in names:
            if _is_readable(name):
                shown = (here / name).relative_to(path).as_posix()
                entry = entry_of(here / name, catalogs)
                yield SourceFile((here / name).resolve(), shown, entry)


def _walked(path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder that is not hidden, and the names of its files in order."""
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield Path(folder), sorted(names)


def _is_readable(name: str) -> bool:
    shown = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in shown.parts)
    return not hidden and shown.suffix.lower() in MEDIA_TYPES.keys() | CONTAINERS


def _member_names(source: SourceFile) -> list[str]:
    """Empty where the source holds none, or where reading it will say why they are not told."""
    if source.suffix not in CONTAINERS or len(source.members) == DEEPEST:
        return []
    try:
        names: list[str] = run_in_child(
            "ingest.containers:member_names", str(source.path), source.members
        )
    except UnreadableFileError:
        return []
    return names


def _with_members(source: SourceFile) -> Iterator[SourceFile]:
    """The source, unless it does nothing but hold others that can be read, and those, which
    are of its collection."""
    names = list(filter(_is_readable, _member_names(source)))
    if source.suffix in MEDIA_TYPES or not names:
        yield source
    entry = within(None, source.entry.collection if source.entry else None)
    for name in names:
        member = SourceFile(source.path, f"{source.name}/{name}", entry, (*source.members, name))
        yield from _with_members(member)
