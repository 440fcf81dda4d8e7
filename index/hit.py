"""What a search takes and what it finds."""

from dataclasses import dataclass
from datetime import date

from ingest.document import Document, DocumentKind, Paragraph

Collections = frozenset[str] | None
"""Names of collections; None for all."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts a search to documents; all the given conditions hold together.

    A document whose period touches [since, until] passes; one without a date fails any
    date condition. `document_ids` keeps any of several; empty, it sets no condition.
    `collections` keeps what is in one of them; `committee` what is of it, in any case and with
    or without accents, "" what is of none. A filter that matches no document finds nothing.
    """

    since: date | None = None
    until: date | None = None
    kind: DocumentKind | None = None
    document_id: str | None = None
    document_ids: tuple[str, ...] = ()
    collections: Collections = None
    committee: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found. `rank` counts from 1; higher `score` is better.

    `lexical` is the BM25 score (0 where no word is shared) and `dense` the cosine
    similarity, both as they were before fusion.
    """

    paragraph: Paragraph
    document: Document
    score: float
    rank: int
    lexical: float
    dense: float
