"""Gold pairs against a data folder: what is found, quoted, and rightly refused."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from eval.gold import GoldQuestion, place
from eval.lines import write
from index.hit import Hit
from index.retrieval.fusion import Fusion
from index.snapshot import Snapshot
from ingest.document import ParagraphKind

DEPTH = 10
_FIRST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it went. `ranks` are those of its evidence among the first ten hits,
    0 where it is not there. `exact` says that every quotation is in its paragraph.
    `cited_evidence` counts the pieces of evidence that are quoted; `calls_decided` says whether
    what is only discussed is called decided, None where nothing such is quoted. `expected` are
    the strings that a right answer quotes, `evidence` the paragraphs that hold it, each after its
    document; `candidates` are the places of these among all the paragraphs that were read for
    the answer, from 1, 0 where one was not read. `quotes` are the quotations, `milliseconds` is
    what the answer took. `offered` counts the pieces of evidence among the passages that are
    shown beside a refusal, `cited` says which of its pieces are quoted, `documents` are those that
    hold it. `sources` are the places of the quotations, `first` the paragraphs that come first in
    the search. What is empty unless it is given is so in reports of runs before it."""

    id: str
    split: str
    language: str
    tags: tuple[str, ...]
    question: str
    answerable: bool
    answered: bool
    ranks: tuple[int, ...]
    citations: int
    right_citations: int
    matched: bool
    exact: bool
    confidence: float
    answer: str
    cited_evidence: int
    calls_decided: bool | None
    expected: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    candidates: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()
    milliseconds: float = 0.0
    offered: int = 0
    cited: tuple[bool, ...] = ()
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def assistant_of(snapshot: Snapshot) -> Assistant:
    """One that answers as on the day of the newest document: "cette année" must not depend on when
    it is measured."""
    newest = max((r.date.last for r in snapshot.records() if r.date), default=date.today())
    return Assistant(snapshot, today=lambda: newest)


def run(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[Row]:
    """Each question asked in order, a follow-up after the question that it follows; the first once
    before the clock, so that loading is in no figure."""
    understood: dict[str, str] = {}
    rows: list[Row] = []
    for question in questions:
        if not rows:
            assistant.ask(question.question)
        answer = assistant.ask(question.question, previous=understood.get(question.follows, ""))
        understood[question.id] = answer.understood
        hits = assistant.search(answer.understood, k=DEPTH).hits
        rows.append(_row(assistant.snapshot, question, hits, answer))
    return rows


def run_bm25(snapshot: Snapshot, questions: Iterable[GoldQuestion]) -> list[Row]:
    """The baseline without a model: the words of the question, BM25 alone, and the best
    paragraph quoted whole, whatever it is worth."""
    return _best_paragraphs(snapshot, questions, Fusion(lexical=1, dense=0))


def run_dense(snapshot: Snapshot, questions: Iterable[GoldQuestion]) -> list[Row]:
    """The same by the vectors of the encoder alone."""
    return _best_paragraphs(snapshot, questions, Fusion(lexical=0, dense=1))


def _best_paragraphs(
    snapshot: Snapshot, questions: Iterable[GoldQuestion], fusion: Fusion
) -> list[Row]:
    rows: list[Row] = []
    for question in questions:
        hits = snapshot.search(question.question, k=DEPTH, fusion=fusion)
        cited = [(hit.paragraph.id, hit.paragraph.text) for hit in hits[:1]]
        rows.append(_scored(snapshot, question, hits, cited))
    return rows


def write_report(rows: Sequence[Row], path: Path) -> None:
    """One JSON object a question. Raises EvalError."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    write(path, "".join(f"{line}\n" for line in lines))


def _row(snapshot: Snapshot, question: GoldQuestion, hits: Sequence[Hit], answer: Answer) -> Row:
    quoted = answer.citations if answer.status is Status.ANSWERED else ()
    row = _scored(snapshot, question, hits, [(c.paragraph.id, c.quote) for c in quoted])
    decided = any(c.is_decision for c in quoted if c.paragraph.id in question.evidence)
    is_discussed = any(row.cited) and question.decides is False
    nearest = {near.hit.paragraph.id for near in answer.nearest}
    return replace(
        row,
        exact=all(
            c.quote and c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations
        ),
        confidence=answer.confidence,
        answer=answer.text or row.answer,
        calls_decided=decided if is_discussed else None,
        candidates=_places(question.evidence, answer.retrieved) if answer.retrieved else row.ranks,
        milliseconds=round(answer.timings_ms["total"], 2),
        offered=len(nearest.intersection(question.evidence)),
    )


def _scored(
    snapshot: Snapshot,
    question: GoldQuestion,
    hits: Sequence[Hit],
    cited: Sequence[tuple[str, str]],
) -> Row:
    """By what was found, and by what is quoted of it: the ids of paragraphs and the quotations."""
    ranks = _places(question.evidence, [hit.paragraph.id for hit in hits])
    right = _supporting(snapshot, question)
    quoted = {paragraph for paragraph, _ in cited}
    documents = tuple(dict.fromkeys(_document(snapshot, id_) for id_ in question.evidence))
    quotes = "\n".join(quote for _, quote in cited)
    told = "\n".join(quote for id_, quote in cited if _document(snapshot, id_) in documents)
    return Row(
        id=question.id,
        split=question.split,
        language=question.language,
        tags=question.tags,
        question=question.question,
        answerable=question.is_answerable,
        answered=bool(cited),
        ranks=ranks,
        citations=len(cited),
        right_citations=sum(paragraph in right for paragraph, _ in cited),
        matched=bool(question.answer) and all(place(p, told) >= 0 for p in question.answer),
        exact=True,
        confidence=1.0,
        answer=quotes,
        cited_evidence=len(quoted.intersection(question.evidence)),
        calls_decided=None,
        expected=question.answer,
        evidence=tuple(_located(snapshot, id_) for id_ in question.evidence),
        candidates=ranks,
        quotes=tuple(quote for _, quote in cited),
        cited=tuple(id_ in quoted for id_ in question.evidence),
        documents=documents,
        sources=tuple(_where(snapshot, id_) for id_, _ in cited),
        first=tuple(_located(snapshot, hit.paragraph.id) for hit in hits[:_FIRST]),
    )


def _places(ids: Sequence[str], order: Sequence[str]) -> tuple[int, ...]:
    """From 1, 0 where one is not there."""
    return tuple(order.index(id_) + 1 if id_ in order else 0 for id_ in ids)


def _located(snapshot: Snapshot, paragraph_id: str) -> str:
    return f"{_where(snapshot, paragraph_id)}: {snapshot.paragraph(paragraph_id).text}"


def _where(snapshot: Snapshot, paragraph_id: str) -> str:
    return f"{_document(snapshot, paragraph_id)}, ¶ {snapshot.paragraph(paragraph_id).ordinal}"


def _document(snapshot: Snapshot, paragraph_id: str) -> str:
    return snapshot.document(snapshot.paragraph(paragraph_id).document_id).source_path


def _supporting(snapshot: Snapshot, question: GoldQuestion) -> frozenset[str]:
    """The evidence, and where it introduces a list or is of one, the rest of that list."""
    right = set(question.evidence)
    for paragraph in map(snapshot.paragraph, question.evidence):
        if not paragraph.text.endswith(":"):
            continue
        for item in snapshot.paragraphs(paragraph.document_id)[paragraph.ordinal :]:
            if item.kind is not ParagraphKind.BULLET:
                break
            right.add(item.id)
    return frozenset(right)
