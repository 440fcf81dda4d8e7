"""One file in, one `Reading` out."""

import hashlib
import re
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from ingest.document import (
    DatePrecision,
    Document,
    DocumentDate,
    DocumentKind,
    FactSource,
    Origin,
    ParagraphKind,
    Reading,
    document_id,
)
from ingest.errors import PassingFailureError, Reason, UnreadableFileError
from ingest.facts.attendance import mark_attendance
from ingest.facts.document_facts import Facts, read_facts, told_by_name
from ingest.folder import MEDIA_TYPES, SourceFile, read_content
from ingest.formats.child import CORES, run_in_child
from ingest.formats.containers import DEEPEST
from ingest.formats.encoding import DAMAGED, decode
from ingest.formats.tools import missing, missing_ocr
from ingest.language.words import is_french_word
from ingest.page import Extraction, Page
from ingest.structure.blocks import split_blocks
from ingest.structure.lines import split_lines
from ingest.structure.outline import mark_headings
from ingest.structure.paragraphs import build_structure

READER_VERSION = 19
"""Raised when the same bytes would give other paragraphs, so that they are read again."""
READ_HERE = (".txt", ".md")
"""Formats that need no parser, and so no child."""
_LONGEST_FAULT = 200
_TO_MARKDOWN = {
    ".docx": "ingest.formats.office:docx_to_markdown",
    ".odt": "ingest.formats.office:odt_to_markdown",
    ".html": "ingest.formats.office:html_to_markdown",
    ".htm": "ingest.formats.office:html_to_markdown",
}


def fingerprints(source: SourceFile) -> tuple[str, str]:
    """The SHA-256 of the content, and what changes when that, the catalog entry, the reader or
    what it needs does. Hexadecimal.

    Raises UnreadableFileError, whose text names the file.
    """
    with _told(source):
        digest = hashlib.sha256(read_content(source))
    sha256, lacking = digest.hexdigest(), missing(source.suffix)
    digest.update(f"{READER_VERSION} {source.name} {source.entry!r} {lacking}".encode())
    return sha256, digest.hexdigest()


def is_read_alike(document: Document, name: str) -> bool:
    """Whether the file of a document would be read the same under another name: what names tell
    counts where the text does not."""
    before, after = (PurePosixPath(normalize("NFC", told)) for told in (document.source_path, name))
    if before.suffix.lower() != after.suffix.lower():
        return False
    origins = {source.fact: source.origin for source in document.sources}
    stated = {fact for fact, origin in origins.items() if origin is not Origin.FILE_NAME}
    is_minutes = document.kind is DocumentKind.RELEVE and origins.get("kind") is Origin.TEXT
    kinds, dates = zip(told_by_name(before.stem), told_by_name(after.stem), strict=True)
    return before.stem == after.stem or (
        "title" in stated
        and (is_minutes or kinds[0] == kinds[1])
        and ("date" in stated or dates[0] == dates[1])
    )


def read_file(source: SourceFile) -> Reading:
    """Raises UnreadableFileError, whose text names the file."""
    with _told(source):
        content = read_content(source)
        extraction = _extract(content, source)
        return read_extraction(
            extraction, source=source, sha256=hashlib.sha256(content).hexdigest()
        )


def read_extraction(extraction: Extraction, *, source: SourceFile, sha256: str) -> Reading:
    """The pure part: pages of text to a document with paragraphs."""
    pages, markdown = extraction.pages, extraction.markdown
    lines = split_lines(pages, markdown=markdown)
    blocks = split_blocks(lines, markdown=markdown)
    mark_headings(blocks)
    id_ = document_id(sha256, source.collection)
    structure = build_structure(
        blocks, document_id=id_, paged=extraction.paged, is_word=is_french_word
    )
    if not structure.paragraphs:
        raise UnreadableFileError(Reason.NO_PARAGRAPH)
    named = (b for b in blocks if b.kind is ParagraphKind.HEADING and b.section is None)
    by_mark = sorted(named, key=lambda block: not (block.lines[0].level or block.is_large))
    titles = [block.raw for block in by_mark]
    paragraphs, participants = mark_attendance(structure.paragraphs)
    facts = read_facts(
        lines,
        titles=titles,
        text=structure.text,
        name=normalize("NFC", source.name),
        subject=normalize("NFC", extraction.title),
    )
    document = Document(
        id=id_,
        title=facts.title,
        kind=facts.kind,
        committee=facts.committee,
        date=_said(extraction.date) or facts.date,
        source_path=source.name,
        sha256=sha256,
        media_type=MEDIA_TYPES[source.suffix],
        text=structure.text,
        pages=len(pages) if extraction.paged else 0,
        ocr=any(page.confidences for page in pages),
        skipped=structure.skipped,
        participants=participants,
        sources=_sources(facts, structure.text, extraction),
        collection=source.collection,
    )
    damaged = structure.text.count(DAMAGED)
    told = [f"{damaged} damaged character(s), shown as {DAMAGED}."] if damaged else []
    notices = tuple(f"{source.name}: {notice}" for notice in (*extraction.notices, *told))
    return Reading(_corrected(document, source), paragraphs, notices)


def _sources(facts: Facts, text: str, extraction: Extraction) -> tuple[FactSource, ...]:
    said = {"title": extraction.title, "date": extraction.date}
    headers = [FactSource(fact, Origin.HEADER, words) for fact, words in said.items() if words]
    found = [_located(text, *read) for read in facts.sources if not said.get(read[0])]
    return (*headers, *found)


def _located(text: str, fact: str, origin: Origin, written: str) -> FactSource:
    words = r"\s+".join(map(re.escape, written.split()))
    found = re.search(words, text, re.I) if origin is Origin.TEXT else None
    if found is None:
        return FactSource(fact, origin, written)
    return FactSource(fact, origin, found.group(), found.start(), found.end())


def _extract(content: bytes, source: SourceFile) -> Extraction:
    suffix = source.suffix
    if not content.strip():
        raise UnreadableFileError(Reason.EMPTY)
    if suffix in READ_HERE:
        pages = tuple(map(Page, decode(content).split("\f")))
        return Extraction(pages, markdown=suffix == ".md", paged=len(pages) > 1)
    if suffix == ".pdf":
        return _extract_pdf(content)
    if suffix == ".eml":
        mail = run_in_child("ingest.formats.email_text:read_email", content=content)
        text = Page(mail.pop("text"))
        return Extraction((text,), **mail)
    if suffix == ".zip":
        if len(source.members) == DEEPEST:
            raise UnreadableFileError(Reason.TOO_DEEP, DEEPEST)
        run_in_child("ingest.formats.containers:member_names", str(source.path), source.members)
        raise UnreadableFileError(Reason.NO_FILE)
    if function := _TO_MARKDOWN.get(suffix):
        text = run_in_child(function, content=content)
    else:
        text = run_in_child("ingest.formats.office:through_libreoffice", suffix, content=content)
    return Extraction((Page(text),), markdown=True)


def _extract_pdf(content: bytes) -> Extraction:
    """The text layer of each page, and the recognised text of those that are only images."""
    read = run_in_child("ingest.formats.pdf:read_pdf", content=content)
    pages = {
        number: Page(
            page["text"],
            full=tuple(page["full"]),
            asides=tuple(page["asides"]),
            rows=tuple(page["rows"]),
            notes=tuple(page["notes"]),
            large=tuple(page["large"]),
            boxes=tuple(map(tuple, page["boxes"])),
        )
        for number, page in enumerate(read)
    }
    scans = [number for number, page in enumerate(read) if page["scanned"]]
    empty = [n for n, page in pages.items() if not page.text.strip() and n not in scans]
    faults = [UnreadableFileError(Reason.NO_TEXT_ON_PAGES, _numbers(empty))] if empty else []
    lacking = missing_ocr() if scans else ""
    if lacking:
        faults.append(UnreadableFileError(Reason.SCANS, _numbers(scans), lacking))
    else:
        pages |= _recognised(content, scans)
    if not any(page.text.strip() for page in pages.values()):
        raise faults[-1] if faults else UnreadableFileError(Reason.NONE_RECOGNISED)
    notices = tuple(map(str, faults))
    return Extraction(tuple(pages.values()), paged=True, notices=notices)


def _recognised(content: bytes, numbers: list[int]) -> dict[int, Page]:
    def recognise(number: int) -> Page:
        fields = run_in_child("ingest.formats.recognition:recognise", number, content=content)
        boxes = tuple(map(tuple, fields["boxes"]))
        return Page(fields["text"], tuple(fields["confidences"]), boxes=boxes)

    with ThreadPoolExecutor(CORES) as executor:
        return dict(zip(numbers, executor.map(recognise, numbers), strict=True))


def _numbers(pages: list[int]) -> str:
    return ", ".join(str(page + 1) for page in pages)


def _said(day: str) -> DocumentDate | None:
    """The date that the format itself gives."""
    return DocumentDate(date.fromisoformat(day), DatePrecision.DAY, Origin.HEADER) if day else None


def _corrected(document: Document, source: SourceFile) -> Document:
    """The document with what its catalog entry gives."""
    entry = source.entry
    if entry is None:
        return document
    given = {
        "title": entry.title,
        "kind": entry.kind,
        "committee": entry.committee,
        "date": entry.date.iso if entry.date else None,
    }
    said = {fact: words for fact, words in given.items() if words is not None}
    kept = [source for source in document.sources if source.fact not in said]
    corrections = [FactSource(fact, Origin.CATALOG, words) for fact, words in said.items()]
    return replace(
        document,
        title=document.title if entry.title is None else entry.title,
        kind=document.kind if entry.kind is None else entry.kind,
        committee=document.committee if entry.committee is None else entry.committee,
        date=document.date if entry.date is None else entry.date,
        sources=(*corrections, *kept),
    )


@contextmanager
def _told(source: SourceFile) -> Iterator[None]:
    """Whatever goes wrong within is this file's failure, and no other's: a fault of the program
    too, which is told with its place.

    Raises UnreadableFileError, whose text names the file.
    """
    try:
        yield
    except UnreadableFileError as error:
        raise type(error)(error.reason, *error.values, name=source.name) from error
    except (OSError, MemoryError) as error:
        raise PassingFailureError(Reason.FAULT, *_fault(error), name=source.name) from error
    except Exception as error:
        raise UnreadableFileError(Reason.FAULT, *_fault(error), name=source.name) from error


def _fault(error: Exception) -> tuple[str, str]:
    """What it says, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(f"{type(error).__name__} {error}".split())[:_LONGEST_FAULT]
    return said, f"{Path(place.filename).name}, line {place.lineno}"
