"""Files that hold files: ZIP archives, and e-mails with their attachments."""

import base64
import email
import email.policy
import io
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage

from ingest.errors import UnreadableFileError

SUFFIXES = {".zip", ".eml"}
MOST_MEMBERS = 2_000
MOST_BYTES = 200 * 1024**2
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1


def member_names(content: bytes, suffix: str) -> list[str]:
    """The names of the files in a container, in order. Raises UnreadableFileError."""
    if suffix == ".eml":
        return [name for name, _ in _attachments(message(content))]
    with _archive(content) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MOST_MEMBERS:
            raise UnreadableFileError(
                f"it holds {len(infos)} files and {MOST_MEMBERS} is the most; unpack it."
            )
        return [_name(info) for info in infos]


def member(content: bytes, suffix: str, name: str) -> str:
    """The content of one file in a container, in base 64. Raises UnreadableFileError."""
    return base64.b64encode(_member(content, suffix, name)).decode()


def _member(content: bytes, suffix: str, name: str) -> bytes:
    if suffix == ".eml":
        found = next((part for n, part in _attachments(message(content)) if n == name), None)
        payload = found.get_payload(decode=True) if found else None
        return payload if isinstance(payload, bytes) else b""
    with _archive(content) as archive:
        info = next((info for info in archive.infolist() if _name(info) == name), None)
        if info is None:
            raise UnreadableFileError("it is no longer in its archive.")
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFileError("it is protected by a password; give a copy without one.")
        try:
            with archive.open(info) as opened:
                data = opened.read(MOST_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise UnreadableFileError("its archive is damaged.") from error
        if len(data) > MOST_BYTES:
            raise UnreadableFileError(f"larger than {MOST_BYTES >> 20} MiB once unpacked.")
        return data


def message(content: bytes) -> EmailMessage:
    """Raises UnreadableFileError."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFileError("it is not an e-mail, whatever its name says.")
    return message


def _attachments(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    for part in message.iter_attachments():
        name = part.get_filename()
        if name and isinstance(part, EmailMessage):
            yield name.replace("/", "_"), part


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise UnreadableFileError("the ZIP archive is damaged or cut short.") from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: old archives hold UTF-8 or DOS names unsaid."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")
