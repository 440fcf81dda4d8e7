"""The JSON objects that the command line prints and that the HTTP API speaks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from assistant.answer import Answer, Citation, Language, Nature, SearchResult, Status
from assistant.evidence.finding import Facets, facets, highlights
from assistant.questions.question import LONGEST_QUESTION
from assistant.reference import references
from assistant.schemas.documents import FileObject
from assistant.schemas.offsets import OFFSETS, Offset
from index.hit import Filters, Hit
from index.snapshot import MOST_HITS
from ingest.document import Document, DocumentKind, Paragraph

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)
]
Name = Annotated[str, StringConstraints(max_length=64)]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written(value: object) -> object:
    """A number would be taken for the seconds since 1970."""
    if value is not None and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise ValueError("a day is written 2020-12-03")
    return value


def _whole(value: object) -> object:
    """JSON has one kind of number: 5.0 is 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[date, BeforeValidator(_written)]
_QUESTION = "Qu'a-t-il été décidé sur Zoom ?"


class HitObject(FileObject):
    """A paragraph found. Ranks count from 1; `kind` is that of the document."""

    rank: int
    score: float = Field(description="Higher is better, among the hits of one search: no share.")
    paragraph_id: str
    document_id: str
    document_title: str
    document_date: str | None
    kind: DocumentKind
    section: str
    page: int | None
    text: str
    highlights: list[tuple[int, int]] = Field(
        [],
        description="In a search, the slices of `text` that the query's words match; of what came "
        f"near a question, the sentence that meets most of it. {OFFSETS}",
    )

    @classmethod
    def of(cls, hit: Hit, highlights: Sequence[tuple[int, int]] = ()) -> Self:
        return cls.model_validate(
            {
                **_source(hit.document, hit.paragraph),
                "rank": hit.rank,
                "score": round(hit.score, 6),
                "kind": hit.document.kind,
                "text": hit.paragraph.text,
                "highlights": highlights,
            }
        )


class CountObject(BaseModel):
    """How many paragraphs there are of a year, of a kind, or of the document of an id."""

    value: str = Field(description="2020, releve or an id; empty for documents without a date.")
    label: str
    count: int


class FacetsObject(BaseModel):
    """Counts over the `counted` best paragraphs that were found, those of other pages too: the
    100 best at most, and no count over all documents."""

    counted: int
    years: list[CountObject]
    kinds: list[CountObject]
    documents: list[CountObject]

    @classmethod
    def of(cls, facets: Facets) -> Self:
        return cls(
            counted=facets.counted,
            years=[CountObject(value=y, label=y, count=n) for y, n in facets.years.items()],
            kinds=[CountObject(value=k, label=k, count=n) for k, n in facets.kinds.items()],
            documents=[
                CountObject(value=id_, label=facets.titles[id_], count=n)
                for id_, n in facets.documents.items()
            ],
        )


class SearchObject(BaseModel):
    """`hits` are near the query, by words or by meaning, each text once; none where none is."""

    id: str | None = None
    query: str
    offset: int
    hits: list[HitObject]
    facets: FacetsObject | None = Field(None, description="Where they are asked for.")
    timings_ms: dict[str, float]

    @classmethod
    def of(
        cls, result: SearchResult, *, id_: str | None = None, asked: "SearchRequest | None" = None
    ) -> Self:
        """The page that is asked for, all where none is; the facets are those of all."""
        first, k = (asked.offset, asked.k) if asked else (0, MOST_HITS)
        return cls(
            id=id_,
            query=result.query,
            offset=first,
            hits=[
                HitObject.of(hit, highlights(hit.paragraph, result.terms))
                for hit in result.hits[first : first + k]
            ],
            facets=FacetsObject.of(facets(result.hits)) if not asked or asked.facets else None,
            timings_ms=_rounded(result.timings_ms),
        )


_QUOTED = "marker quote start end is_decision nature outcome is_outcome speaker".split()


class CitationObject(FileObject):
    """`text` is the paragraph, and its slice from `start` to `end` is `quote`, to the character.
    `ocr_confidence` is from 0 to 1 where the text was recognised on a scan."""

    marker: int
    paragraph_id: str
    document_id: str
    document_title: str
    document_date: str | None
    section: str
    page: int | None
    quote: str
    start: Offset
    end: Offset
    text: str
    is_decision: bool
    nature: Nature = Field(description="What the minutes do in it; is_decision where they decide.")
    outcome: str = Field(description="What became of the item it belongs to; empty if not said.")
    is_outcome: bool = Field(description="Whether it is that outcome, quoted.")
    speaker: str = Field(description="Who says it, where the quotation leaves it out; else empty.")
    ocr_confidence: float | None

    @classmethod
    def of(cls, citation: Citation) -> Self:
        return cls.model_validate(
            {
                **_source(citation.document, citation.paragraph),
                **{field: getattr(citation, field) for field in _QUOTED},
                "text": citation.paragraph.text,
                "ocr_confidence": citation.paragraph.ocr_confidence,
            }
        )


class AnswerObject(BaseModel):
    """`understood` is the question as it was searched, to give as `previous` of the next.
    `nearest` are the paragraphs that came close, where the status is not_found."""

    id: str | None = None
    question: str
    understood: str
    status: Status
    language: Language
    answer: str
    unanswered: list[str] = Field(
        description="Of several things that were asked, those that nothing answers, as asked."
    )
    notice: str = Field(description="Where a language model failed: what the answer is instead.")
    citations: list[CitationObject]
    references: list[str] = Field(description="Where the quotations stand, one a paragraph.")
    nearest: list[HitObject]
    confidence: float
    generator: str
    timings_ms: dict[str, float]

    @classmethod
    def of(cls, answer: Answer, *, id_: str | None = None) -> Self:
        return cls(
            id=id_ or answer.id,
            question=answer.question,
            understood=answer.understood,
            status=answer.status,
            language=answer.language,
            answer=answer.text,
            unanswered=[*answer.unanswered],
            notice=answer.notice,
            citations=[CitationObject.of(citation) for citation in answer.citations],
            references=references(answer),
            nearest=[HitObject.of(near.hit, near.marked) for near in answer.nearest],
            confidence=round(answer.confidence, 4),
            generator=answer.generator,
            timings_ms=_rounded(answer.timings_ms),
        )


class FiltersObject(BaseModel):
    """All the conditions given hold together; one that no document meets finds nothing."""

    model_config = ConfigDict(extra="forbid")

    since: Day | None = Field(None, description="First day, 2020-12-03.")
    until: Day | None = Field(None, description="Last day, included.")
    kind: DocumentKind | None = Field(None, description="releve, fiche or autre.")
    document_id: str | None = Field(None, max_length=64)
    document_ids: list[Name] | None = Field(
        None, min_length=1, max_length=1_000, description="Any of several documents."
    )
    collections: list[Name] | None = Field(None, max_length=64, description="In one of them.")

    @property
    def filters(self) -> Filters:
        chosen = tuple(self.document_ids or ())
        named = None if self.collections is None else frozenset(self.collections)
        return Filters(self.since, self.until, self.kind, self.document_id, chosen, named)


class SearchRequest(FiltersObject):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"query": "adresse de messagerie", "k": 5}]}
    )

    query: Words
    k: Annotated[int, BeforeValidator(_whole)] = Field(10, ge=1, le=MOST_HITS, strict=True)
    offset: Annotated[int, BeforeValidator(_whole)] = Field(
        0, ge=0, le=MOST_HITS, strict=True, description=f"Past the {MOST_HITS}th, there is none."
    )
    facets: StrictBool = Field(False, description="Count what is found; takes longer.")

    @property
    def found(self) -> int:
        """How many hits to find: all where they are counted."""
        return MOST_HITS if self.facets else min(self.offset + self.k, MOST_HITS)


class AskRequest(FiltersObject):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": _QUESTION, "kind": "releve"}]}
    )

    question: Words
    previous: str = Field(
        "",
        max_length=LONGEST_QUESTION,
        description="The question before, as it was understood: a follow-up leans on it.",
    )


class HealthObject(BaseModel):
    """All but the status is for administrators."""

    status: str
    version: str = ""
    generation: int = 0
    documents: int = 0
    paragraphs: int = 0
    encoder: str = ""


class ReadyObject(BaseModel):
    status: str


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


def _source(document: Document, paragraph: Paragraph) -> dict[str, object]:
    return {
        "paragraph_id": paragraph.id,
        "document_id": document.id,
        "document_title": document.title,
        "document_date": document.date.iso if document.date else None,
        "section": paragraph.section,
        "page": paragraph.page,
        "source_path": document.source_path,
    }


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in timings.items()}
