"""What gold pairs give away: whether a question is answerable, told without reading any answer.

Who writes questions that have no answer puts them in ways of their own ("Pourquoi…", "Combien…"),
and what refuses by the way of asking would refuse them and the reader's next question alike
(Gururangan et al. 2018, "Annotation Artifacts in Natural Language Inference Data"). So each
answerable question is asked again over the index without the documents that answer it: one wording,
once to be answered and once to be refused.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Status
from assistant.engine import Assistant
from eval.gold import GoldQuestion
from index.encoders.encoder import Encoder
from index.hit import Filters
from index.training.records import read_records

_RIDGE = 1.0
_EVERY = 3
"""One record in so many is learnt from, for time."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question over all the documents and over those that do not hold its evidence: how sure
    the answer is each time, and whether it is given."""

    id: str
    split: str
    sure: float
    answered: bool
    sure_without: float
    answered_without: bool


def withhold(assistant: Assistant, questions: Iterable[GoldQuestion]) -> list[Pair]:
    """The answerable questions that open a conversation; not those that all documents answer."""
    snapshot = assistant.snapshot
    every = {document.id for document in snapshot.records()}
    pairs: list[Pair] = []
    for question in questions:
        others = every - {snapshot.paragraph(id_).document_id for id_ in question.evidence}
        if not question.is_answerable or question.follows or not others:
            continue
        told = assistant.ask(question.question)
        filters = Filters(document_ids=tuple(sorted(others)))
        without = assistant.ask(question.question, filters=filters)
        pairs.append(
            Pair(
                question.id,
                question.split,
                told.confidence,
                told.status is Status.ANSWERED,
                without.confidence,
                without.status is Status.ANSWERED,
            )
        )
    return pairs


def told_by_wording(encoder: Encoder, questions: Iterable[GoldQuestion]) -> dict[str, float]:
    """By split, the area under the curve of a line drawn through the vectors of questions alone,
    between those that the records of `index.training` answer and the others; 0.5 where the way of
    asking tells nothing. Splits with questions of one kind only are left out."""
    line = _line(encoder)
    opening = [question for question in questions if not question.follows]
    found: dict[str, float] = {}
    for split in sorted({question.split for question in opening}):
        kept = [question for question in opening if question.split == split]
        answerable = np.array([question.is_answerable for question in kept])
        if 0 < answerable.sum() < len(kept):
            told = _with_one(encoder.encode([q.question for q in kept], query=True)) @ line
            found[split] = _higher(told[answerable][:, None], told[~answerable])
    return found


def format_bias(pairs: Sequence[Pair], told: Mapping[str, float]) -> str:
    """By split: how many questions were asked twice; the share answered, that refused without the
    documents that answer, and that surer with them than without; and what the wording tells."""
    lines = [
        "| | questions | answered | refused where withheld | surer where not | told by wording |",
        "|---|---|---|---|---|---|",
    ]
    for split in sorted({pair.split for pair in pairs}):
        kept = [pair for pair in pairs if pair.split == split]
        answered = sum(pair.answered for pair in kept) / len(kept)
        refused = sum(not pair.answered_without for pair in kept) / len(kept)
        surer = _higher(*np.array([(pair.sure, pair.sure_without) for pair in kept]).T)
        wording = f"{told[split]:.3f}" if split in told else "–"
        lines.append(
            f"| {split} | {len(kept)} | {answered:.1%} | {refused:.1%} | {surer:.1%} | {wording} |"
        )
    return "\n".join(lines)


def _line(encoder: Encoder) -> NDArray[np.float64]:
    """By least squares, each kind counted alike."""
    records = itertools.islice(read_records(), None, None, _EVERY)
    asked = [question for record in records for question in record.questions]
    kind = np.array([1.0 if places else -1.0 for _, places in asked])
    vectors = _with_one(encoder.encode([question for question, _ in asked], query=True))
    weights = np.where(kind > 0, 1 / (kind > 0).mean(), 1 / (kind < 0).mean())
    weighted = vectors * weights[:, None]
    ridge = _RIDGE * np.eye(vectors.shape[1])
    line: NDArray[np.float64] = np.linalg.solve(weighted.T @ vectors + ridge, weighted.T @ kind)
    return line


def _with_one(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.column_stack([vectors, np.ones(len(vectors))]).astype(np.float64)


def _higher(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """How often the one is the higher, even ones counted half; of every pair of two kinds, the area
    under their curve (Mann and Whitney 1947)."""
    return float((np.sign(one - other).mean() + 1) / 2)
