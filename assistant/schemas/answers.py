"""The JSON objects that the command line prints and that the HTTP API speaks."""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic import BaseModel, Field, computed_field

from assistant.answer import Answer, Citation, Language, Nature, SearchResult, Status
from assistant.evidence.finding import Facets, facets, highlights
from assistant.interface import say
from assistant.reference import passage_address, place, reference, references
from assistant.schemas.documents import FileObject
from assistant.schemas.offsets import OFFSETS, Offset
from assistant.schemas.order import Order, by_date
from assistant.schemas.requests import SearchRequest
from index.hit import Hit
from index.snapshot import MOST_HITS
from ingest.document import Document, DocumentKind, Paragraph

_URL = "Where the passage is read in its document, on this server: an address that stays."


class PassageSource(FileObject):
    """Where a paragraph stands."""

    paragraph_id: str
    document_id: str
    document_title: str
    document_date: str | None
    committee: str = Field("", description="Whose document it is; empty where nothing says.")
    reference: str = Field("", description="Its document and its place there, in words to show.")
    section: str
    page: int | None


class HitObject(PassageSource):
    """A paragraph found. Ranks count from 1; `kind` is that of the document."""

    rank: int
    score: float = Field(description="Higher is better, among the hits of one search: no share.")
    kind: DocumentKind
    text: str
    highlights: list[tuple[int, int]] = Field(
        [],
        description="In a search, the slices of `text` that the query's words match; of what came "
        f"near a question, the sentence that meets most of it. {OFFSETS}",
    )

    @computed_field(description=_URL)  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return passage_address(self.paragraph_id)

    @classmethod
    def of(
        cls,
        hit: Hit,
        highlights: Sequence[tuple[int, int]] = (),
        language: Language = Language.FRENCH,
    ) -> Self:
        return cls.model_validate(
            {
                **_source(hit.document, hit.paragraph, language),
                "rank": hit.rank,
                "score": round(hit.score, 6),
                "kind": hit.document.kind,
                "text": hit.paragraph.text,
                "highlights": highlights,
            }
        )


class CountObject(BaseModel):
    """How many paragraphs there are of a year, of a kind, of a committee, or of the document of
    an id."""

    value: str = Field(
        description="2020, releve, COSINUM or an id; empty for documents without date or committee."
    )
    label: str = Field(description="The same in words to show, in French.")
    count: int


class FacetsObject(BaseModel):
    """Counts over the `counted` best paragraphs that were found, those of other pages too: the
    100 best at most, and no count over all documents."""

    counted: int
    years: list[CountObject]
    kinds: list[CountObject]
    committees: list[CountObject]
    documents: list[CountObject]

    @classmethod
    def of(cls, facets: Facets) -> Self:
        return cls(
            counted=facets.counted,
            years=_counts(facets.years, {"": _say("undated")}),
            kinds=_counts(facets.kinds, {kind: _say(f"kind_{kind}") for kind in facets.kinds}),
            committees=_counts(facets.committees, {"": _say("committee_none")}),
            documents=_counts(facets.documents, facets.titles),
        )


class SearchObject(BaseModel):
    """`hits` are near the query, by words or by meaning, each text once; none where none is.
    `understood` is the query as it was searched, its typing errors mended."""

    id: str | None = None
    query: str
    understood: str
    offset: int
    hits: list[HitObject]
    has_more: bool = Field(description="Whether there are hits after these.")
    facets: FacetsObject | None = Field(None, description="Where they are asked for.")
    timings_ms: dict[str, float]

    @classmethod
    def of(
        cls, result: SearchResult, *, id_: str | None = None, asked: SearchRequest | None = None
    ) -> Self:
        """The page that is asked for, all where none is; the facets are those of all."""
        first, k = (asked.offset, asked.k) if asked else (0, MOST_HITS)
        order = asked.sort if asked else Order.NEAREST
        hits = by_date(result.hits, order, lambda hit: hit.document.date)
        return cls(
            id=id_,
            query=result.query,
            understood=result.understood,
            offset=first,
            hits=[
                HitObject.of(hit, highlights(hit.paragraph, result.terms))
                for hit in hits[first : first + k]
            ],
            has_more=len(hits) > first + k,
            facets=FacetsObject.of(facets(result.hits)) if not asked or asked.facets else None,
            timings_ms=_rounded(result.timings_ms),
        )


_QUOTED = "marker quote start end is_decision nature outcome is_outcome speaker".split()


class CitationObject(PassageSource):
    """`text` is the paragraph, and its slice from `start` to `end` is `quote`, to the character.
    `ocr_confidence` is from 0 to 1 where the text was recognised on a scan."""

    marker: int
    quote: str
    start: Offset
    end: Offset
    text: str
    columns: str = Field(
        "", description="Of a table, the titles of its columns: `text` begins with them."
    )
    is_decision: bool
    nature: Nature = Field(description="What the minutes do in it; is_decision where they decide.")
    outcome: str = Field(description="What became of the item it belongs to; empty if not said.")
    is_outcome: bool = Field(description="Whether it is that outcome, quoted.")
    speaker: str = Field(description="Who says it, where the quotation leaves it out; else empty.")
    ocr_confidence: float | None

    @computed_field(description=_URL)  # type: ignore[prop-decorator]
    @property
    def url(self) -> str:
        return passage_address(self.paragraph_id, self.start, self.end)

    @classmethod
    def of(cls, citation: Citation, language: Language) -> Self:
        return cls.model_validate(
            {
                **_source(citation.document, citation.paragraph, language),
                **{field: getattr(citation, field) for field in _QUOTED},
                "text": citation.paragraph.text,
                "columns": citation.paragraph.columns,
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
            citations=[CitationObject.of(one, answer.language) for one in answer.citations],
            references=references(answer),
            nearest=[HitObject.of(n.hit, n.marked, answer.language) for n in answer.nearest],
            confidence=round(answer.confidence, 4),
            generator=answer.generator,
            timings_ms=_rounded(answer.timings_ms),
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


def _source(document: Document, paragraph: Paragraph, language: Language) -> dict[str, object]:
    return {
        "paragraph_id": paragraph.id,
        "document_id": document.id,
        "document_title": document.title,
        "document_date": document.date.iso if document.date else None,
        "committee": document.committee,
        "reference": f"{reference(document, language)}, {place(paragraph, language)}",
        "section": paragraph.section,
        "page": paragraph.page,
        "source_path": document.source_path,
    }


def _say(key: str) -> str:
    return say(key, Language.FRENCH)


def _counts(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[CountObject]:
    return [
        CountObject(value=value, label=labels.get(value, value), count=count)
        for value, count in counts.items()
    ]


def _rounded(timings: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in timings.items()}
