"""Files that hold files: ZIP archives, and e-mails with their attachments."""

import base64
import email
import email.policy
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from itertools import chain, count
from pathlib import Path, PurePosixPath

from ingest.catalog import is_catalog
from ingest.errors import PassingFailureError, Reason, UnreadableFileError, is_of_machine

SUFFIXES = {".zip", ".eml"}
MOST_MEMBERS = 2_000
"""In one file, those of the containers within it counted."""
DEEPEST = 3
"""Containers within containers that are opened."""
MOST_BYTES, MOST_BYTES_IN_ALL = 200 * 1024**2, 1024**3
"""Of a file that is held, and of all that one container holds, once unpacked."""
_FORWARDED = "message/rfc822"
_TEXTS = ("text/plain", "text/html")
_AS_WRITTEN = email.policy.default.clone(refold_source="none")
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, OSError, RuntimeError, ValueError)


def member_names(path: str, members: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """The names that lead to each file in a container and in those within it, in order, and to
    each of those that cannot be opened; it is the one on the disk, or the one within it that
    `members` lead to. Raises UnreadableFileError."""
    ways: list[list[str]] = []
    closed: list[list[str]] = []
    unpacked = 0
    for way, size in _ways(*_unpacked(path, members), members, closed):
        ways.append(way)
        unpacked += size
        if len(ways) > MOST_MEMBERS:
            raise UnreadableFileError(Reason.TOO_MANY_FILES, MOST_MEMBERS)
        if unpacked > MOST_BYTES_IN_ALL:
            raise UnreadableFileError(Reason.TOO_LARGE_TOGETHER, MOST_BYTES_IN_ALL >> 20)
    return ways, closed


def member(path: str, members: Sequence[str]) -> str:
    """The content of the file that `members` lead to, in base 64. Raises UnreadableFileError."""
    return base64.b64encode(_bytes(_unpacked(path, members)[0])).decode()


def _ways(
    container: Path | bytes, suffix: str, above: Sequence[str], closed: list[list[str]]
) -> Iterator[tuple[list[str], int]]:
    """Each with the bytes it leads to, of the container that the names `above` lead to; one that
    it holds and cannot be opened is a file, and told in `closed`."""
    for name, size in _sizes(container, suffix):
        way = [*above, name]
        yield way, size
        inner = PurePosixPath(name).suffix.lower()
        if inner in SUFFIXES and len(way) < DEEPEST:
            try:
                yield from _ways(_member(container, suffix, name), inner, way, closed)
            except UnreadableFileError:
                closed.append(way)


def _sizes(container: Path | bytes, suffix: str) -> list[tuple[str, int]]:
    """The names of its files, each with its bytes; those of an e-mail are no larger than it."""
    if suffix == ".eml":
        return [(name, 0) for name, _ in _attachments(message(_bytes(container)))]
    with _archive(container) as archive:
        files = [(_name(i), i.file_size) for i in archive.infolist() if not i.is_dir()]
    for name, _ in files:
        if is_catalog(PurePosixPath(name).name):
            raise UnreadableFileError(Reason.HOLDS_CATALOG, name)
    return files


def _unpacked(path: str, members: Sequence[str]) -> tuple[Path | bytes, str]:
    """What `members` lead to and its suffix, from one container to the next within it."""
    container: Path | bytes = Path(path)
    suffix = Path(path).suffix.lower()
    for name in members:
        container = _member(container, suffix, name)
        suffix = PurePosixPath(name).suffix.lower()
    return container, suffix


def _member(container: Path | bytes, suffix: str, name: str) -> bytes:
    if suffix == ".eml":
        parts = _attachments(message(_bytes(container)))
        found = next((part for n, part in parts if n == name), None)
        return payload(found) if found else b""
    with _archive(container) as archive:
        info = next((info for info in archive.infolist() if _name(info) == name), None)
        if info is None:
            raise UnreadableFileError(Reason.GONE)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(Reason.PASSWORD)
        try:
            with archive.open(info) as opened:
                data = opened.read(MOST_BYTES + 1)
        except (*_DAMAGE, zlib.error, EOFError) as error:
            raise _failure(error, Reason.CUT_ARCHIVE) from error
        if len(data) > MOST_BYTES:
            raise UnreadableFileError(Reason.TOO_LARGE_UNPACKED, MOST_BYTES >> 20)
        return data


def message(content: bytes) -> EmailMessage:
    """Raises UnreadableFileError."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFileError(Reason.NO_MAIL)
    return message


def texts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that are its text, in order: those that are neither attached nor named, and of
    alternatives one, that in plain text if there is one."""
    if message.get_content_type() in _TEXTS:
        return [message]
    if message.get_content_subtype() == "alternative":
        told = [found for part in _parts(message) if (found := texts(part))]
        return min(told, key=lambda found: found[0].get_content_type() != _TEXTS[0], default=[])
    own = (p for p in _parts(message) if not p.is_attachment() and not _given_name(p))
    return [*chain.from_iterable(map(texts, own))]


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Those of a part that is nothing but them; an e-mail that is forwarded is a file."""
    if message.get_content_maintype() != "multipart":
        return []
    return [part for part in message.iter_parts() if isinstance(part, EmailMessage)]


def _attachments(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    """Each by a name that no other has."""
    taken: set[str] = set()
    for part in _held(message):
        path = PurePosixPath(given := _given_name(part))
        others = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
        name = next(name for name in chain([given], others) if name not in taken)
        taken.add(name)
        yield name, part


def _held(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts with names, but for those that are the whole of an alternative."""
    is_choice = message.get_content_subtype() == "alternative"
    for part in _parts(message):
        if _given_name(part) and not (is_choice and part.get_content_type() in _TEXTS):
            yield part
        yield from _held(part)


def _given_name(part: EmailMessage) -> str:
    """Empty where there is none, and for what only holds parts; an e-mail that is forwarded needs
    none."""
    if part.get_content_maintype() == "multipart":
        return ""
    name = (part.get_filename() or "").replace("/", "_")
    if part.get_content_type() == _FORWARDED and not name.lower().endswith(".eml"):
        return f"{name or 'message'}.eml"
    return name


def payload(part: EmailMessage) -> bytes:
    """What a part holds; an e-mail that is forwarded, as it was written."""
    if part.get_content_type() == _FORWARDED:
        forwarded: EmailMessage = part.get_content()
        return forwarded.as_bytes(policy=_AS_WRITTEN)
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _bytes(container: Path | bytes) -> bytes:
    try:
        return container if isinstance(container, bytes) else container.read_bytes()
    except OSError as error:
        raise PassingFailureError(Reason.SYSTEM, error.strerror) from error


def _archive(container: Path | bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(container) if isinstance(container, bytes) else container)
    except _DAMAGE as error:
        raise _failure(error, Reason.CUT_ZIP) from error


def _failure(error: Exception, damaged: Reason) -> UnreadableFileError:
    if isinstance(error, OSError) and is_of_machine(error):
        return PassingFailureError(Reason.SYSTEM, error.strerror)
    return UnreadableFileError(damaged)


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: old archives hold UTF-8 or DOS names unsaid."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")
