"""Damaged files by the thousand: each must be read or refused in one sentence, in time."""

import io
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import IngestError
from ingest.folder import find_files
from ingest.formats.child import CORES, MOST_SECONDS
from ingest.reader import read_file

_BATCH = 200
_WORD_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>',
}
_OPEN_PARTS = {
    "content.xml": '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>{}</t:p>'
    "</o:text></o:body></o:document-content>",
}


@dataclass(slots=True)
class FuzzReport:
    """`refused` counts the sentences; `broken` has what no file may do, with its seed."""

    files: int = 0
    read: int = 0
    slowest: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def fuzz(folder: Path, *, seconds: float, most: int, seed: int = 0) -> FuzzReport:
    """Damage the files of a folder for so many seconds, or until so many were tried."""
    seeds = _seeds(folder)
    report = FuzzReport()
    end = time.monotonic() + seconds
    while report.files < most and time.monotonic() < end:
        with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(CORES) as executor:
            numbers = range(report.files, min(most, report.files + _BATCH))
            paths = [_damaged(seeds, Path(temporary), seed + number) for number in numbers]
            for path, outcome in zip(paths, executor.map(_try, paths), strict=True):
                _count(report, path.name, outcome)
    return report


def format_fuzz(report: FuzzReport) -> str:
    """What was tried, and each sentence with how often it was said."""
    lines = [
        f"{report.files} damaged files: {report.read} read, {report.refused.total()} refused, "
        f"{len(report.broken)} broken; the slowest took {report.slowest:.1f} s.",
        *(f"{count:6} {sentence}" for sentence, count in report.refused.most_common()),
        *report.broken,
    ]
    return "\n".join(lines)


def _count(report: FuzzReport, name: str, outcome: tuple[str, bool, float]) -> None:
    sentence, is_clear, seconds = outcome
    report.files += 1
    report.slowest = max(report.slowest, seconds)
    if not is_clear or seconds > MOST_SECONDS:
        report.broken.append(f"{name}: {sentence} ({seconds:.1f} s)")
    elif sentence:
        report.refused[sentence] += 1
    else:
        report.read += 1


def _try(path: Path) -> tuple[str, bool, float]:
    """(the sentence, empty where all was read; whether it is a clear one; seconds)."""
    started = time.monotonic()
    said = ""
    try:
        for source in find_files([path]):
            read_file(source)
    except IngestError as error:
        said = str(error).removeprefix(path.name).lstrip(":/ ")
        said = f"{path.suffix}: {said}"
    is_clear = not said or (said.endswith(".") and "\n" not in said)
    return said, is_clear, time.monotonic() - started


def _seeds(folder: Path) -> list[tuple[str, bytes]]:
    """(suffix, content) of a whole file of each format."""
    sources = [s for s in find_files([folder]) if "scan" not in s.name]
    seeds = [(source.suffix, source.path.read_bytes()) for source in sources]
    text = next(content for suffix, content in seeds if suffix == ".txt").decode()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    word = {name: part.replace("{}", escaped) for name, part in _WORD_PARTS.items()}
    open_document = {name: part.replace("{}", escaped) for name, part in _OPEN_PARTS.items()}
    mail = f"Subject: Note\nDate: Thu, 04 Mar 2021 10:00:00 +0100\n\n{text}".encode()
    return [
        *seeds,
        (".docx", _archive(word)),
        (".odt", _archive(open_document)),
        (".zip", _archive({"a.txt": text, "b/c.md": text})),
        (".html", f"<h1>Note</h1><table><tr><td>{escaped}</td></tr></table>".encode()),
        (".eml", mail),
    ]


def _archive(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def _damaged(seeds: list[tuple[str, bytes]], folder: Path, number: int) -> Path:
    dice = random.Random(number)  # noqa: S311 (the same files for the same number)
    suffix, content = dice.choice(seeds)
    _, other = dice.choice(seeds)
    damage = dice.choice(_DAMAGES)
    path = folder / f"{number}{suffix}"
    path.write_bytes(damage(content, other, dice))
    return path


def _truncate(content: bytes, _: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def _flip(content: bytes, _: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(content)
    for _time in range(dice.choice((1, 4, 64))):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def _splice(content: bytes, other: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))] + other[dice.randrange(len(other)) :]


def _repeat(content: bytes, _: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    piece = content[start : start + dice.choice((1, 100, 5_000))]
    return content[:start] + piece * dice.choice((2, 50)) + content[start:]


_DAMAGES: list[Callable[[bytes, bytes, random.Random], bytes]] = [
    _truncate, _flip, _splice, _repeat,
]  # fmt: skip
