"""Which files there are to read under the paths that were given, those in archives too."""

import base64
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from ingest.catalog import (
    CATALOG_NAME,
    CatalogEntry,
    Catalogs,
    check_met,
    entry_of,
    read_catalog,
    settled,
    within,
)
from ingest.document import PUBLIC
from ingest.errors import (
    NothingToReadError,
    PassingFailureError,
    Reason,
    UnreadableFileError,
    UnreadableFolderError,
)
from ingest.formats.child import run_in_child
from ingest.formats.containers import MOST_BYTES
from ingest.formats.containers import SUFFIXES as CONTAINERS
from ingest.plain import in_plain

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
_BYTES = re.compile(r"[\udc80-\udcff]")
"""As Python reads those of a name that are not in UTF-8."""
_KINDS = ", ".join(sorted(MEDIA_TYPES.keys() | CONTAINERS))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or one within it: `members` are the names that lead to it from the outermost
    container. `path` is absolute; `name` is shown to readers, relative to the folder given, in
    plain; `is_closed` is said of a container whose files cannot be told."""

    path: Path
    name: str
    entry: CatalogEntry | None = None
    members: tuple[str, ...] = ()
    is_closed: bool = False

    @property
    def key(self) -> str:
        """Tells this source from every other, in plain."""
        return in_plain("/".join((str(self.path), *self.members)))

    @property
    def collection(self) -> str:
        return (self.entry.collection if self.entry else None) or PUBLIC

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def read_content(source: SourceFile) -> bytes:
    """Raises UnreadableFileError."""
    if source.members:
        packed = run_in_child("ingest.formats.containers:member", str(source.path), source.members)
        return base64.b64decode(packed)
    try:
        if source.path.stat().st_size > MOST_BYTES:
            raise UnreadableFileError(Reason.TOO_LARGE, MOST_BYTES >> 20)
        return source.path.read_bytes()
    except OSError as error:
        raise PassingFailureError(Reason.SYSTEM, error.strerror) from error


def find_files(
    paths: Sequence[Path], besides: Sequence[Path] = (), *, is_all: bool = False
) -> list[SourceFile]:
    """The readable files under the paths, each once, sorted by name; and those `besides`, of
    which there may be none. Where these are to be all that there is, each path must have some: a
    share that is not mounted is an empty folder.

    Hidden files and folders are left out, and so are links to folders. A container that
    cannot be opened is listed itself. Raises NothingToReadError for a path that does not
    exist or where nothing can be read, UnreadableFolderError and CatalogError.
    """
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path} does not exist; check the path.")
    catalogs = lru_cache(maxsize=None)(read_catalog)
    by_path = {path: _found([path], catalogs) for path in paths}
    empty = [str(path) for path, found in by_path.items() if not found]
    if len(empty) == len(by_path):
        raise NothingToReadError(
            f"Nothing to read in {', '.join(empty)}: no file ends in {_KINDS}."
        )
    if empty and is_all:
        raise NothingToReadError(
            f"Nothing to read in {', '.join(empty)}, whose documents would all be dropped: mount "
            "it again if it is a share, or leave it out of the paths to have them dropped."
        )
    found = {key: file for files in reversed(by_path.values()) for key, file in files.items()}
    every = _found(besides, catalogs) | found
    return sorted(every.values(), key=lambda source: source.name)


def _found(paths: Sequence[Path], catalogs: Catalogs) -> dict[str, SourceFile]:
    """By their keys; those that the first path gives."""
    found: dict[str, SourceFile] = {}
    for path in paths:
        for file in _under(path, catalogs):
            for source in _with_members(file):
                found.setdefault(source.key, source)
    return found


def skipped_files(paths: Sequence[Path]) -> list[str]:
    """The names of the files under the paths that are of no kind that is read, hidden ones
    left out."""
    return [
        _shown((folder / name).relative_to(path).as_posix())
        for path in paths
        for folder, names in _walked(path)
        for name in names
        if not name.startswith(".") and name != CATALOG_NAME and not _is_readable(name)
    ]


def _under(path: Path, catalogs: Catalogs) -> Iterator[SourceFile]:
    if path.is_file():
        if not _is_readable(path.name):
            raise NothingToReadError(f"{path} cannot be read: only {_KINDS} files can.")
        if catalogs(path.parent).entries:
            for folder, names in islice(_walked(path.parent), 1):
                check_met(folder, names, catalogs)
        yield SourceFile(settled(path), _shown(path.name), entry_of(path, catalogs))
        return
    for here, names in _walked(path):
        check_met(here, names, catalogs)
        for name in names:
            if _is_readable(name) and not _is_special(here / name):
                shown = _shown((here / name).relative_to(path).as_posix())
                entry = entry_of(here / name, catalogs)
                yield SourceFile(settled(here / name), shown, entry)


def _walked(path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder that is not hidden, and the names of its files in order."""
    for folder, subfolders, names in os.walk(path, onerror=_tell):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        yield Path(folder), sorted(names)


def _tell(error: OSError) -> None:
    """Of a folder that cannot be walked; what has gone meanwhile, or is a file, holds none."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise UnreadableFolderError(
            f"The folder {in_plain(str(error.filename))} cannot be listed ({error.strerror}); "
            "have its owner let this account read it, or name the other folders."
        ) from error


def _shown(name: str) -> str:
    """In plain; bytes that are not in UTF-8 are letters of the encoding that was used before."""
    return in_plain(_BYTES.sub(lambda byte: chr(ord(byte[0]) & 0xFF), name))


def _is_special(path: Path) -> bool:
    """A pipe, a socket or a device, which may have no end."""
    try:
        return not S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # reading it says why


def _is_readable(name: str) -> bool:
    shown = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in shown.parts)
    return not hidden and shown.suffix.lower() in MEDIA_TYPES.keys() | CONTAINERS


def _ways(file: SourceFile) -> tuple[list[list[str]], list[list[str]]]:
    """The names that lead to each readable file within one, and to the containers that cannot be
    opened, itself by none: reading them will say why."""
    if file.suffix not in CONTAINERS:
        return [], []
    try:
        ways, closed = run_in_child("ingest.formats.containers:member_names", str(file.path), ())
    except UnreadableFileError:
        return [], [[]]
    return [way for way in ways if all(map(_is_readable, way))], closed


def _with_members(file: SourceFile) -> Iterator[SourceFile]:
    """The file and those within it, which are of its collection; left out are those that do
    nothing but hold others that can be read."""
    entry = within(None, file.entry.collection if file.entry else None)
    ways, closed = _ways(file)
    members = [
        SourceFile(
            file.path,
            _shown("/".join((file.name, *way))),
            entry,
            tuple(way),
            is_closed=way in closed,
        )
        for way in ways
    ]
    holders = {member.members[:-1] for member in members}
    for source in (replace(file, is_closed=[] in closed), *members):
        if source.suffix in MEDIA_TYPES or source.members not in holders:
            yield source
