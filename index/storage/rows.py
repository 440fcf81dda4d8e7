"""The tables, and the way of documents and paragraphs to and from their rows."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from functools import lru_cache
from typing import Any

from ingest.document import (
    Box,
    DatePrecision,
    Document,
    DocumentDate,
    DocumentKind,
    DocumentRecord,
    FactSource,
    Misread,
    Origin,
    Paragraph,
    ParagraphKind,
    Participant,
    Presence,
    Section,
)

SEAL_TABLE = "CREATE TABLE IF NOT EXISTS seal (document INTEGER PRIMARY KEY, sha256 TEXT NOT NULL)"
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS document (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        kind TEXT NOT NULL, committee TEXT NOT NULL, date TEXT, date_last TEXT,
        date_precision TEXT, date_origin TEXT, source_path TEXT NOT NULL, sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL, text TEXT NOT NULL, pages INTEGER NOT NULL,
        ocr INTEGER NOT NULL, skipped TEXT NOT NULL, participants TEXT NOT NULL,
        sources TEXT NOT NULL, collection TEXT NOT NULL, text_sha256 TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS document_sha256 ON document (sha256)",
    """CREATE TABLE IF NOT EXISTS source (
        path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES document)""",
    "CREATE INDEX IF NOT EXISTS source_document ON source (document)",
    """CREATE TABLE IF NOT EXISTS paragraph (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        ordinal INTEGER NOT NULL, sections TEXT NOT NULL, lead_in TEXT NOT NULL, page INTEGER,
        start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, ocr_confidence REAL,
        boxes TEXT NOT NULL, misread TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES document, vector BLOB,
        generation INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS paragraph_document ON paragraph (document, ordinal)",
    "CREATE INDEX IF NOT EXISTS paragraph_generation ON paragraph (generation)",
    """CREATE TABLE IF NOT EXISTS quarantine (
        path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, reason TEXT NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS removed (number INTEGER NOT NULL, generation INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS unwanted (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL)",
    SEAL_TABLE,
    "CREATE TABLE IF NOT EXISTS mark (generation INTEGER PRIMARY KEY, mark TEXT NOT NULL)",
)
DOCUMENT_COLUMNS = (
    "id, title, kind, committee, date, date_last, date_precision, date_origin, source_path, "
    "sha256, media_type, text, pages, ocr, skipped, participants, sources, collection, "
    "text_sha256"
)
RECORD_COLUMNS = (
    "id, title, kind, committee, date, date_precision, date_origin, source_path, sha256, "
    "media_type, pages, ocr, collection"
)
PARAGRAPH_COLUMNS = (
    "id, ordinal, sections, lead_in, page, start, end, kind, ocr_confidence, boxes, misread"
)
SEAL = (
    f"sha256(CAST(json_array({DOCUMENT_COLUMNS.replace(' text,', '')}) || coalesce(("  # noqa: S608
    "SELECT group_concat(one, '') FROM ("
    f"SELECT json_array({PARAGRAPH_COLUMNS.replace(', misread', '')}) AS one FROM paragraph "
    "WHERE paragraph.document = document.number ORDER BY ordinal)), '') AS BLOB))"
)
"""The hash of all that a document and its paragraphs were written with: the text by its own hash,
without what they are searched by, which is held against the indexes made from it."""
INTACT = "text_sha256 = sha256(CAST(text AS BLOB))"
"""Holds of a document whose text is what was written."""
WHOLE = (
    f"({INTACT} AND {SEAL} IS (SELECT seal.sha256 FROM seal WHERE seal.document = document.number))"  # noqa: S608
)
"""The same of all that is sealed."""

Row = Sequence[Any]
"""What sqlite3 gives: a value of any type a column."""


def document_row(document: Document) -> tuple[object, ...]:
    when = document.date
    return (
        document.id,
        document.title,
        document.kind.value,
        document.committee,
        when.first.isoformat() if when else None,
        when.last.isoformat() if when else None,
        when.precision.value if when else None,
        when.origin.value if when else None,
        document.source_path,
        document.sha256,
        document.media_type,
        document.text,
        document.pages,
        int(document.ocr),
        json.dumps(document.skipped),
        _json(document.participants),
        _json(document.sources),
        document.collection,
        hashlib.sha256(document.text.encode()).hexdigest(),
    )


def document_from_row(row: Row) -> Document:
    """From the columns of DOCUMENT_COLUMNS."""
    id_, title, kind, committee, first, _, precision, origin, path, sha256, media, text, *rest = row
    pages, ocr, skipped, participants, sources, collection, _ = rest
    return Document(
        id=id_,
        title=title,
        kind=DocumentKind(kind),
        committee=committee,
        date=_date(first, precision, origin),
        source_path=path,
        sha256=sha256,
        media_type=media,
        text=text,
        pages=pages,
        ocr=bool(ocr),
        skipped=tuple((start, end) for start, end in json.loads(skipped)),
        participants=tuple(
            Participant(name, Presence(presence), *place)
            for name, presence, *place in json.loads(participants)
        ),
        sources=tuple(
            FactSource(fact, Origin(origin), *rest) for fact, origin, *rest in json.loads(sources)
        ),
        collection=collection,
    )


def record_from_row(row: Row) -> DocumentRecord:
    """From the columns of RECORD_COLUMNS."""
    id_, title, kind, committee, *dated, path, sha256, media, pages, ocr, collection = row
    return DocumentRecord(
        id=id_,
        title=title,
        kind=DocumentKind(kind),
        committee=committee,
        date=_date(*dated),
        source_path=path,
        sha256=sha256,
        media_type=media,
        pages=pages,
        ocr=bool(ocr),
        collection=collection,
    )


def _date(first: str | None, precision: str, origin: str) -> DocumentDate | None:
    if first is None:
        return None
    return DocumentDate(date.fromisoformat(first), DatePrecision(precision), Origin(origin))


def _json(records: Sequence[Any]) -> str:
    """Frozen dataclasses as lists of their fields."""
    return json.dumps([astuple(record) for record in records], ensure_ascii=False)


def paragraph_row(paragraph: Paragraph) -> tuple[object, ...]:
    return (
        paragraph.id,
        paragraph.ordinal,
        json.dumps([(s.number, s.title) for s in paragraph.sections], ensure_ascii=False),
        paragraph.lead_in,
        paragraph.page,
        paragraph.start,
        paragraph.end,
        paragraph.kind.value,
        paragraph.ocr_confidence,
        _json(paragraph.boxes),
        misread_json(paragraph.misread),
    )


def misread_json(misread: Misread) -> str:
    return json.dumps(misread, ensure_ascii=False)


def paragraph_from_row(row: Row, document: Document) -> Paragraph:
    """From the columns of PARAGRAPH_COLUMNS; the text is cut from the document's."""
    id_, ordinal, sections, lead_in, page, start, end, kind, confidence, boxes, misread = row
    return Paragraph(
        id=id_,
        document_id=document.id,
        ordinal=ordinal,
        sections=_sections(sections),
        lead_in=lead_in,
        page=page,
        start=start,
        end=end,
        text=document.text[start:end],
        kind=ParagraphKind(kind),
        ocr_confidence=confidence,
        boxes=() if boxes == "[]" else tuple(Box(*edges) for edges in json.loads(boxes)),
        misread=() if misread == "[]" else tuple((r, p) for r, p in json.loads(misread)),
    )


@lru_cache(maxsize=4_096)
def _sections(written: str) -> tuple[Section, ...]:
    """The same for all the paragraphs under a heading."""
    return tuple(Section(number, title) for number, title in json.loads(written))
