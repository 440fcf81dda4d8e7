"""Documents and their paragraphs as the JSON objects of the HTTP API."""

from dataclasses import asdict
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, computed_field

from assistant.schemas.offsets import Offset
from ingest.document import (
    Document,
    DocumentKind,
    DocumentRecord,
    Origin,
    Paragraph,
    ParagraphKind,
    Presence,
    Provenance,
    provenance,
)
from ingest.language.periods import find_periods

MOST_AROUND = 20
TOTAL = "X-Total-Count"
"""The header that tells how many documents there are in all."""


class FileObject(BaseModel):
    """By the name of its file."""

    source_path: str

    @computed_field(description="Whether the team keeps it, or a reader added it.")  # type: ignore[prop-decorator]
    @property
    def provenance(self) -> Provenance:
        return provenance(self.source_path)


class DocumentObject(FileObject):
    id: str
    title: str
    kind: DocumentKind
    committee: str
    date: str | None
    media_type: str
    pages: int
    sha256: str
    collection: str

    @classmethod
    def of(cls, document: DocumentRecord) -> Self:
        return cls.model_validate(_document(document))


class BoxObject(BaseModel):
    """A rectangle on a page, its edges as shares of the page from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class ParticipantObject(BaseModel):
    """`start` and `end` are the slice of the document's text that names them."""

    name: str
    presence: Presence
    start: Offset
    end: Offset


class FactSourceObject(BaseModel):
    """Where a fact about the document was read, and the words that say it."""

    fact: str
    origin: Origin
    written: str
    start: Offset | None
    end: Offset | None


class PeriodObject(BaseModel):
    """A date in a paragraph, at `start` to `end` of its text, and its first and last day: null
    where it is open, or where nothing tells the year."""

    start: Offset
    end: Offset
    first: date | None
    last: date | None


class ParagraphObject(BaseModel):
    """`start` to `end` is its slice of the text of the document."""

    id: str
    document_id: str
    ordinal: int
    kind: ParagraphKind
    section: str
    lead_in: str
    page: int | None
    start: Offset
    end: Offset
    text: str
    ocr_confidence: float | None
    boxes: list[BoxObject]
    dates: list[PeriodObject]

    @classmethod
    def of(cls, document: Document, paragraph: Paragraph) -> Self:
        meeting = document.date.first if document.date else None
        return cls(
            id=paragraph.id,
            document_id=paragraph.document_id,
            ordinal=paragraph.ordinal,
            kind=paragraph.kind,
            section=paragraph.section,
            lead_in=paragraph.lead_in,
            page=paragraph.page,
            start=paragraph.start,
            end=paragraph.end,
            text=paragraph.text,
            ocr_confidence=paragraph.ocr_confidence,
            boxes=[BoxObject(**asdict(box)) for box in paragraph.boxes],
            dates=[
                PeriodObject(**asdict(period))
                for period in find_periods(paragraph.text, meeting=meeting)
            ],
        )


class WholeDocumentObject(DocumentObject):
    """A document with its paragraphs in order, headings included, whom it lists, and where
    each fact about it was read."""

    participants: list[ParticipantObject]
    sources: list[FactSourceObject]
    paragraphs: list[ParagraphObject]

    @classmethod
    def with_paragraphs(cls, document: Document, paragraphs: tuple[Paragraph, ...]) -> Self:
        more = {
            "participants": [asdict(participant) for participant in document.participants],
            "sources": [asdict(source) for source in document.sources],
            "paragraphs": [ParagraphObject.of(document, paragraph) for paragraph in paragraphs],
        }
        return cls.model_validate(_document(document) | more)


class PassageObject(BaseModel):
    """A paragraph among those around it, headings included, in order."""

    document: DocumentObject
    before: list[ParagraphObject]
    paragraph: ParagraphObject
    after: list[ParagraphObject]

    @classmethod
    def of(
        cls, document: Document, paragraphs: tuple[Paragraph, ...], shown: Paragraph, around: range
    ) -> Self:
        """`around` are the ordinals of those to be given."""
        given = [ParagraphObject.of(document, p) for p in paragraphs if p.ordinal in around]
        return cls(
            document=DocumentObject.of(document),
            before=[paragraph for paragraph in given if paragraph.ordinal < shown.ordinal],
            paragraph=ParagraphObject.of(document, shown),
            after=[paragraph for paragraph in given if paragraph.ordinal > shown.ordinal],
        )


class PassageRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    paragraph_id: str = Field(max_length=64, description="As hits and citations give it.")
    before: int = Field(2, ge=0, le=MOST_AROUND, strict=True, description="How many before it.")
    after: int = Field(2, ge=0, le=MOST_AROUND, strict=True, description="How many after it.")


def _document(document: DocumentRecord) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "committee": document.committee,
        "date": document.date.iso if document.date else None,
        "source_path": document.source_path,
        "media_type": document.media_type,
        "pages": document.pages,
        "sha256": document.sha256,
        "collection": document.collection,
    }
