"""What a question yields."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.hit import Hit
from ingest.document import Document, Paragraph

EXTRACTIVE = "extractive"
"""The generator of answers that are made of quotations."""


class Status(StrEnum):
    """`TALK` is the reply to a greeting, thanks or a question on the assistant itself."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    TALK = "talk"


class Language(StrEnum):
    FRENCH = "fr"
    ENGLISH = "en"


class Nature(StrEnum):
    """What minutes do in a quotation: they decide, tell what was put to the vote, announce what
    will be, or only mention."""

    DECISION = "decision"
    PROPOSAL = "proposal"
    ANNOUNCEMENT = "announcement"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and where it stands: `paragraph.text[start:end] == quote`, always.

    `outcome` is what the meeting made of the item that the quotation belongs to ("Adopté à
    l'unanimité."), empty where its minutes do not say; `is_outcome` says that it is quoted here.
    `speaker` is who says it, as the minutes name them, where the quotation leaves it out.
    """

    marker: int
    paragraph: Paragraph
    document: Document
    quote: str
    start: int
    end: int
    nature: Nature
    outcome: str = ""
    is_outcome: bool = False
    speaker: str = ""

    @property
    def is_decision(self) -> bool:
        return self.nature is Nature.DECISION


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph that came close to a question. `marked` are slices of its text: the sentence
    that meets most of the question, nothing where none shares a word with it."""

    hit: Hit
    marked: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` frames the quotations, each followed by its marker, in `language`. `understood` is
    the question as it was searched, other than what was asked where that leaned on the question
    before.

    `confidence` is in [0, 1]. `nearest` holds what came close, offered as such, where
    the status is not found. `timings_ms` names each step. `id` is of this answer alone;
    `retrieved` are the ids of the paragraphs that were read for it, best first. `generator` is
    "extractive", or the language model that wrote the text; `notice` says where that failed.
    `is_whole` is said of all that meetings decided or spoke of, which no model is to shorten.
    `unanswered` are the things that the question asked besides, in its words, and that nothing
    tells, "Combien coûte-t-elle ?"; the text ends with `untold`, which says so.
    """

    question: str
    understood: str
    status: Status
    language: Language
    text: str
    citations: tuple[Citation, ...]
    nearest: tuple[Near, ...]
    confidence: float
    generator: str
    timings_ms: Mapping[str, float]
    id: str
    retrieved: tuple[str, ...] = ()
    notice: str = ""
    is_whole: bool = False
    unanswered: tuple[str, ...] = ()
    untold: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`terms` are the index terms that were looked up: those of the query, and those of like
    meaning. `understood` is the query as it was searched, its typing errors mended."""

    query: str
    hits: tuple[Hit, ...]
    timings_ms: Mapping[str, float]
    terms: frozenset[str] = frozenset()
    understood: str = ""


_SECONDS_A_DAY = 86_400
_FIRST_DAY = date(1970, 1, 1).toordinal()


def new_id() -> str:
    """16 hexadecimal digits: four of the day, counted from 1970 in UTC, and twelve of chance."""
    return f"{int(time.time()) // _SECONDS_A_DAY:04x}{secrets.token_hex(6)}"


def day_of(id_: str) -> date:
    """The day that an id was made, in UTC. Raises ValueError for what is none."""
    return date.fromordinal(_FIRST_DAY + int(id_[:4], 16))
