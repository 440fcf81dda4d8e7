"""Which files there are to read under the paths that were given, those in archives too."""

import base64
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.catalog import CatalogEntry, read_catalog
from ingest.child import run_in_child
from ingest.containers import MOST_BYTES
from ingest.containers import SUFFIXES as CONTAINERS
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
_DEEPEST = 3
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
        return str(self.path.joinpath(*self.members))

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
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path} does not exist; check the path.")
        for file in _under(path):
            for source in _with_members(file):
                found.setdefault(source.key, source)
    if not found:
        raise NothingToReadError(
            f"Nothing to read in {', '.join(map(str, paths))}: no file ends in {_KINDS}."
        )
    return sorted(found.values(), key=lambda source: source.name)


def _under(path: Path) -> Iterator[SourceFile]:
    if path.is_file():
        if not _is_readable(path.name):
            raise NothingToReadError(f"{path} cannot be read: only {_KINDS} files can.")
        entry = read_catalog(path.parent).get(path.name)
        yield SourceFile(path.resolve(), path.name, entry)
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        here = Path(folder)
        catalog = read_catalog(here)
        for name in sorted(names):
            if _is_readable(name):
                shown = (here / name).relative_to(path).as_posix()
                yield SourceFile((here / name).resolve(), shown, catalog.get(name))


def _is_readable(name: str) -> bool:
    shown = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in shown.parts)
    return not hidden and shown.suffix.lower() in MEDIA_TYPES.keys() | CONTAINERS


def _with_members(source: SourceFile) -> Iterator[SourceFile]:
    """The source, unless it does nothing but hold others, and those that it holds."""
    is_document = source.suffix in MEDIA_TYPES
    if is_document:
        yield source
    if source.suffix not in CONTAINERS or len(source.members) == _DEEPEST:
        return
    try:
        names = run_in_child("ingest.containers:member_names", str(source.path), source.members)
    except UnreadableFileError:
        if not is_document:
            yield source
        return
    for name in filter(_is_readable, names):
        member = SourceFile(source.path, f"{source.name}/{name}", None, (*source.members, name))
        yield from _with_members(member)
