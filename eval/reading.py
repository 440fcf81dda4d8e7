"""What reading a folder yields: files, facts, structure, and how fast."""

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.speed import Figure
from ingest.document import ParagraphKind, Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.pipeline import read_files

_FEWEST_ITEMS = 10
_DELIBERATION = re.compile(r"Délibération n° \d{4}/\d+ : \S")


def measure_reading(folder: Path) -> list[Figure]:
    """Read all once, then the PDFs again by the clock, those with text and those recognised
    apart. Raises NothingToReadError."""
    sources = find_files([folder])
    read = {
        source: reading
        for source, reading in read_files(sources)
        if not isinstance(reading, UnreadableFileError)
    }
    pdfs = [source for source in read if source.suffix == ".pdf"]
    typed = [source for source in pdfs if not read[source].document.ocr]
    scanned = [source for source in pdfs if read[source].document.ocr]
    return [
        Figure("files", len(sources), ""),
        Figure("files read", len(read), "", "all"),
        *_facts(list(read.values())),
        *_structure(list(read.values())),
        *_pace("PDF pages with text", typed, "100 or more"),
        *_pace("pages recognised", scanned, "0.5 or more"),
    ]


def counted_items(reading: Reading) -> tuple[int, int]:
    """(items found as sections, the highest number among them) of minutes that number their
    items; (0, 0) of others."""
    numbers = {
        int(section.number)
        for paragraph in reading.paragraphs
        for section in paragraph.sections
        if section.number.isdigit()
    }
    highest = max(numbers, default=0)
    is_counted = highest >= _FEWEST_ITEMS and 2 * len(numbers) >= highest
    return (len(numbers), highest) if is_counted else (0, 0)


def _facts(readings: Sequence[Reading]) -> Iterator[Figure]:
    documents = [reading.document for reading in readings]
    yield Figure("recognised, wholly or in part", sum(d.ocr for d in documents), "")
    yield Figure("with a title", sum(bool(d.title) for d in documents), "")
    yield Figure("with a day", sum(d.date is not None for d in documents), "")
    yield Figure("with a committee", sum(bool(d.committee) for d in documents), "")
    yield Figure("with participants", sum(bool(d.participants) for d in documents), "")
    numbered = sum(bool(_DELIBERATION.match(d.title)) for d in documents)
    yield Figure("deliberations with number and subject", numbered, "")


def _structure(readings: Sequence[Reading]) -> Iterator[Figure]:
    kinds = Counter(paragraph.kind for reading in readings for paragraph in reading.paragraphs)
    for kind in ParagraphKind:
        yield Figure(f"paragraphs: {kind}", kinds[kind], "")
    items = [counted_items(reading) for reading in readings]
    highest = sum(high for _, high in items)
    if highest:
        yield Figure("numbered items of minutes", highest, "")
        yield Figure("of them sections", sum(found for found, _ in items), "")


def _pace(name: str, sources: Sequence[SourceFile], target: str) -> Iterator[Figure]:
    if not sources:
        return
    started = time.perf_counter()
    pages = sum(
        reading.document.pages
        for _, reading in read_files(sources)
        if not isinstance(reading, UnreadableFileError)
    )
    yield Figure(name, pages, "")
    yield Figure(f"{name}, speed", pages / (time.perf_counter() - started), "pages/s", target)
