"""Gold pairs against a data folder: what is found, quoted, and rightly refused."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from eval.gold import GoldQuestion
from index.fusion import Fusion
from index.hit import Hit
from index.snapshot import Snapshot
from ingest.document import ParagraphKind

_DEPTH = 10
CUTS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it went. `ranks` are those of its evidence among the first ten hits,
    0 where it is not there. `exact` says that every quotation is in its paragraph.
    `cited_evidence` counts the pieces of evidence that are quoted; `calls_decided` says whether
    what is only discussed is called decided, None where nothing such is quoted."""

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


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over the questions, in [0, 1]. recall@k is the share of the evidence within the
    first k hits and RR@10 the reciprocal rank of the first, over answerable questions;
    citation precision and recall and answer match are over those that were answered; refusals
    are right over the unanswerable, wrong over the answerable; `decided_wrongly` is the share of
    the answers that quote what was only discussed which call it decided, None without any."""

    name: str
    questions: int
    recall: dict[int, float]
    reciprocal_rank: float
    citation_precision: float
    citation_recall: float
    decided_wrongly: float | None
    answer_match: float
    right_refusals: float
    wrong_refusals: float
    exact: float


def run(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[Row]:
    """Each question asked in order, a follow-up after the question that it follows."""
    understood: dict[str, str] = {}
    rows: list[Row] = []
    for question in questions:
        answer = assistant.ask(question.question, previous=understood.get(question.follows, ""))
        understood[question.id] = answer.understood
        hits = assistant.search(answer.understood, k=_DEPTH).hits
        rows.append(_row(assistant.snapshot, question, hits, answer))
    return rows


def run_bm25(snapshot: Snapshot, questions: Iterable[GoldQuestion]) -> list[Row]:
    """The baseline without a model: the words of the question, BM25 alone, and the best
    paragraph quoted whole, whatever it is worth."""
    rows: list[Row] = []
    for question in questions:
        hits = snapshot.search(question.question, k=_DEPTH, fusion=Fusion(lexical=1, dense=0))
        cited = [(hit.paragraph.id, hit.paragraph.text) for hit in hits[:1]]
        rows.append(_score(snapshot, question, hits, cited, exact=True, confidence=1.0))
    return rows


def summarise(name: str, rows: Sequence[Row]) -> Summary:
    asked = [row for row in rows if row.answerable]
    silent = [row for row in rows if not row.answerable]
    answered = [row for row in asked if row.answered]
    told = [row for row in answered if row.calls_decided is not None]
    return Summary(
        name=name,
        questions=len(rows),
        recall={k: _mean(asked, _recall_at(k)) for k in CUTS},
        reciprocal_rank=_mean(asked, lambda row: reciprocal_rank(row.ranks)),
        citation_precision=_mean(
            [row for row in answered if row.citations],
            lambda row: row.right_citations / row.citations,
        ),
        citation_recall=_mean(answered, lambda row: row.cited_evidence / len(row.ranks)),
        decided_wrongly=_mean(told, lambda row: bool(row.calls_decided)) if told else None,
        answer_match=_mean(answered, lambda row: row.matched),
        right_refusals=_mean(silent, lambda row: not row.answered),
        wrong_refusals=_mean(asked, lambda row: not row.answered),
        exact=_mean(rows, lambda row: row.exact),
    )


def _recall_at(k: int) -> Callable[[Row], float]:
    return lambda row: recall(row.ranks, k)


def recall(ranks: Sequence[int], k: int) -> float:
    """Share of the evidence within the first k hits. Ranks count from 1; 0 is not found."""
    return sum(0 < rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Sequence[int]) -> float:
    found = [rank for rank in ranks if rank]
    return 1 / min(found) if found else 0.0


def write_report(rows: Sequence[Row], path: Path) -> None:
    """One JSON object a question."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def table(summaries: Sequence[Summary]) -> str:
    """The summaries as a Markdown table."""
    names = [f"recall@{k}" for k in CUTS]
    names += ["RR@10", "citation precision", "citation recall", "answer match"]
    names += ["rightly refused", "wrongly refused", "discussed as decided", "exact"]
    lines = [f"| | n | {' | '.join(names)} |", f"|---|{'---|' * (len(names) + 1)}"]
    for s in summaries:
        values = [f"{s.recall[k]:.1%}" for k in CUTS]
        values += [f"{s.reciprocal_rank:.3f}", f"{s.citation_precision:.1%}"]
        values += [f"{s.citation_recall:.1%}", f"{s.answer_match:.1%}"]
        values += [f"{s.right_refusals:.1%}", f"{s.wrong_refusals:.1%}"]
        values += ["–" if s.decided_wrongly is None else f"{s.decided_wrongly:.1%}"]
        values += [f"{s.exact:.0%}"]
        lines.append(f"| {s.name} | {s.questions} | {' | '.join(values)} |")
    return "\n".join(lines)


def _row(snapshot: Snapshot, question: GoldQuestion, hits: Sequence[Hit], answer: Answer) -> Row:
    cited = [(citation.paragraph.id, citation.quote) for citation in answer.citations]
    exact = all(
        citation.quote and citation.paragraph.text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    )
    answered = answer.status is Status.ANSWERED
    return _score(
        snapshot,
        question,
        hits,
        cited if answered else [],
        exact=exact,
        confidence=answer.confidence,
        text=answer.text,
        decided=frozenset(c.paragraph.id for c in answer.citations if c.is_decision),
    )


def _score(
    snapshot: Snapshot,
    question: GoldQuestion,
    hits: Sequence[Hit],
    cited: Sequence[tuple[str, str]],
    *,
    exact: bool,
    confidence: float,
    text: str = "",
    decided: frozenset[str] = frozenset(),
) -> Row:
    order = [hit.paragraph.id for hit in hits]
    right = _supporting(snapshot, question)
    quoted = {paragraph for paragraph, _ in cited}.intersection(question.evidence)
    is_discussed = decided is not None and bool(quoted) and question.decides is False
    quotes = "\n".join(quote for _, quote in cited)
    return Row(
        id=question.id,
        split=question.split,
        language=question.language,
        tags=question.tags,
        question=question.question,
        answerable=question.is_answerable,
        answered=bool(cited),
        ranks=tuple(order.index(e) + 1 if e in order else 0 for e in question.evidence),
        citations=len(cited),
        right_citations=sum(paragraph in right for paragraph, _ in cited),
        matched=bool(question.answer) and all(piece in quotes for piece in question.answer),
        exact=exact,
        confidence=round(confidence, 3),
        answer=text or quotes,
        cited_evidence=len(quoted),
        calls_decided=bool(quoted & (decided or set())) if is_discussed else None,
    )


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


def _mean(rows: Sequence[Row], value: Callable[[Row], float]) -> float:
    return fmean(map(value, rows)) if rows else 0.0
