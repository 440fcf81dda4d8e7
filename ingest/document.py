"""What reading a file yields: a `Document` and its `Paragraph`s, the unit of citation."""

import calendar
import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

CELL = " | "
"""What parts the cells of a row."""
ADDED = "ajouté par un lecteur/"
"""What the names of the files that readers added begin with, which the index gives them."""
PUBLIC = "public"
"""The collection of what is in no other: all who may enter may read it."""


def document_id(sha256: str, collection: str) -> str:
    """The id that a content of this SHA-256 has in a collection."""
    named = f"{collection} {sha256}".encode()
    return (sha256 if collection == PUBLIC else hashlib.sha256(named).hexdigest())[:12]


class DocumentKind(StrEnum):
    """What a document is; the values are those of the command line and of the API."""

    RELEVE = "releve"
    FICHE = "fiche"
    OTHER = "autre"


class Provenance(StrEnum):
    """Who put a file among the others: the team that keeps them, or a reader, for whose word it
    is not taken."""

    TEAM = "team"
    READER = "reader"


def provenance(source_path: str) -> Provenance:
    """Told by the name that the file is shown by."""
    return Provenance.READER if source_path.startswith(ADDED) else Provenance.TEAM


class ParagraphKind(StrEnum):
    PROSE = "prose"
    BULLET = "bullet"
    TABLE = "table"
    HEADING = "heading"
    ATTENDANCE = "attendance"
    SIGNATURE = "signature"
    FOOTNOTE = "footnote"


class DatePrecision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Origin(StrEnum):
    """Where a fact about the document was read."""

    TEXT = "text"
    HEADER = "header"
    FILE_NAME = "file name"
    CATALOG = "documents.yaml"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date of the meeting or of the note, no more precise than it was written.

    `first` is the first day of the period: 2020-12-01 for "décembre 2020".
    """

    first: date
    precision: DatePrecision
    origin: Origin

    @property
    def last(self) -> date:
        """Last day of the period, for filters on a range of dates."""
        if self.precision is DatePrecision.DAY:
            return self.first
        month = self.first.month if self.precision is DatePrecision.MONTH else 12
        return date(self.first.year, month, calendar.monthrange(self.first.year, month)[1])

    @property
    def iso(self) -> str:
        """ISO 8601 with the precision it has: 2020-12-03, 2020-12 or 2020."""
        length = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
        return self.first.isoformat()[: length[self.precision]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading above a paragraph. `number` is empty where the heading has none."""

    number: str
    title: str

    @property
    def label(self) -> str:
        """ "1. Fiche n° 1 : poste de travail", or the bare title."""
        return f"{self.number}. {self.title}" if self.number else self.title


class Presence(StrEnum):
    PRESENT = "present"
    PROXY = "proxy"
    EXCUSED = "excused"
    ABSENT = "absent"
    CHAIR = "chair"
    SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone whom the document lists: `document.text[start:end] == name`."""

    name: str
    presence: Presence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact ("title", "kind", "committee", "date") was read: what is written there,
    and its slice of the document's text where it stands in it."""

    fact: str
    origin: Origin
    written: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What is told of a file that was read where its text is not: `id` depends on the content
    of the file and on its `collection` alone, not on its name: the same file in two collections
    is two documents. `pages` is 0 where the format has none.
    """

    id: str
    title: str
    kind: DocumentKind
    committee: str
    date: DocumentDate | None
    source_path: str
    sha256: str
    media_type: str
    pages: int = field(default=0, kw_only=True)
    ocr: bool = field(default=False, kw_only=True)
    collection: str = field(default=PUBLIC, kw_only=True)

    @property
    def is_added(self) -> bool:
        """Whether a reader added it."""
        return provenance(self.source_path) is Provenance.READER


@dataclass(frozen=True, slots=True)
class Document(DocumentRecord):
    """A file as it was read.

    `text` is the whole text with line breaks and Markdown marks mended: blocks are
    separated by newlines, accents are composed with their letters (NFC), and nothing else but
    white space, marks and line-end hyphens differs from the source. `skipped` are the (start,
    end) slices of `text` that are in no paragraph: page numbers, tables of contents. `sources`
    say where each fact was read.
    """

    text: str
    skipped: tuple[tuple[int, int], ...] = ()
    participants: tuple[Participant, ...] = ()
    sources: tuple[FactSource, ...] = ()


Misread = tuple[tuple[str, str], ...]
"""Words as they were read, each with what may stand on the paper in its place."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown, its edges as shares of the page's width and
    height from its top left corner; `page` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of citation: `document.text[start:end] == text`, always.

    `ordinal` counts from 1 in reading order. `sections` goes from the outermost heading
    to the nearest. `lead_in` is the text that introduces a bullet: the sentence before
    its list, then the bullets it is nested under, joined by newlines. `page` counts
    from 1, None where the format has no pages. `boxes` are where it stands on the paper, one
    a column of a page, in order; there are none where the file is no PDF. `misread` are words of
    it, or of what stands above it, that recognition seems to have misread: it is told when the
    paragraph is indexed.
    """

    id: str
    document_id: str
    ordinal: int
    sections: tuple[Section, ...]
    lead_in: str
    page: int | None
    start: int
    end: int
    text: str
    kind: ParagraphKind
    ocr_confidence: float | None = None
    boxes: tuple[Box, ...] = ()
    misread: Misread = ()

    @property
    def section(self) -> str:
        """The path of headings as readers see it, empty before the first heading."""
        return " › ".join(section.label for section in self.sections)

    @property
    def columns(self) -> str:
        """The titles of a table's columns: in the lead-in where it goes on from the page
        before, else its first row, and the second where a title of the first spans several.
        Empty where nothing tells its cells apart."""
        if self.kind is not ParagraphKind.TABLE or CELL not in self.text:
            return ""
        above = [line for line in self.lead_in.splitlines() if CELL in line]
        rows = above or self.text.splitlines()
        is_whole = all(cell.strip() for cell in f"{rows[0].lstrip('| ')} ".split(CELL))
        return "\n".join(rows[: 1 if is_whole else 2])


@dataclass(frozen=True, slots=True)
class Reading:
    """One file read: the document and all its paragraphs, headings included, in order.

    `notices` are sentences on what could not be read in it: pages without text.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    notices: tuple[str, ...] = ()
