"""What the rows of a run come to: means by measure, split and slice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.service.feedback import CANDIDATE
from eval.run import Row

CUTS = (1, 3, 5)
Measure = Callable[[Row], float | None]
"""Of one row; None where the question is none that it is about."""


def recall(ranks: Sequence[int], k: int) -> float:
    """Share of the evidence within the first k hits. Ranks count from 1; 0 is not found."""
    return sum(0 < rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Sequence[int]) -> float:
    found = [rank for rank in ranks if rank]
    return 1 / min(found) if found else 0.0


def _of_answerable(value: Callable[[Row], float]) -> Measure:
    return lambda row: value(row) if row.answerable else None


def _of_answered(value: Callable[[Row], float]) -> Measure:
    """Of the answerable questions that were answered."""
    return lambda row: value(row) if row.answerable and row.answered else None


def _answered(*, rightly: bool) -> Measure:
    """Of the answerable questions, answered or not."""
    return _of_answerable(lambda row: row.answered and row.matched is rightly)


def _recall_at(k: int) -> Measure:
    return _of_answerable(lambda row: recall(row.ranks, k))


def _precision(row: Row) -> float | None:
    cites = row.answerable and row.answered and row.citations
    return row.right_citations / row.citations if cites else None


def _calls_decided(row: Row) -> float | None:
    is_told = row.answerable and row.answered and row.calls_decided is not None
    return float(bool(row.calls_decided)) if is_told else None


def _offered(row: Row) -> float | None:
    return float(row.offered > 0) if row.answerable and not row.answered else None


MEASURES: Mapping[str, Measure] = {
    **{f"recall@{k}": _recall_at(k) for k in CUTS},
    "RR@10": _of_answerable(lambda row: reciprocal_rank(row.ranks)),
    "citation precision": _precision,
    "citation recall": _of_answered(lambda row: row.cited_evidence / len(row.ranks)),
    "answer match": _of_answered(lambda row: row.matched),
    "rightly answered": _answered(rightly=True),
    "wrongly answered": _answered(rightly=False),
    "rightly refused": lambda row: None if row.answerable else float(not row.answered),
    "wrongly refused": _of_answerable(lambda row: not row.answered),
    "offered then": _offered,
    "discussed as decided": _calls_decided,
    "exact": lambda row: float(row.exact),
}
"""What they mean is in `MEANINGS`. All in [0, 1]."""
MEANINGS: Mapping[str, str] = {
    **{f"recall@{k}": f"share of the evidence within the first {k} of a search" for k in CUTS},
    "RR@10": "1 where evidence comes first in the search, 1/2 second, 1/3 third, 0 after the tenth",
    "citation precision": "of what an answer quotes, the share that is evidence",
    "citation recall": "of the evidence, the share that the answer quotes",
    "answer match": "answers that quote all the wanted words from a document of the evidence",
    "rightly answered": "of the questions with an answer, those with such an answer",
    "wrongly answered": "of the same, those with another answer",
    "rightly refused": "of the questions without an answer, those that are refused",
    "wrongly refused": "of the questions with an answer, those that are refused",
    "offered then": "of these, those where the passages shown beside the refusal hold the evidence",
    "discussed as decided": "answers that call decided what was only discussed (`decides` false)",
    "exact": "questions all of whose quotations are in their paragraph, character for character",
}
FEWER_IS_BETTER = frozenset({"wrongly answered", "wrongly refused", "discussed as decided"})
NEVER_LESS = frozenset({"exact"})
"""Held for every question: one that is lost is no matter of chance."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`means` by name of measure, None where no question is what it is about; `counts` are the
    questions that are."""

    name: str
    questions: int
    means: Mapping[str, float | None]
    counts: Mapping[str, int]

    def written(self, measure: str) -> str:
        """The mean, and over how many questions where these are not all."""
        count = self.counts[measure]
        of = f" ({count})" if count not in (0, self.questions) else ""
        return f"{written(measure, self.means[measure])}{of}"


def summarise(name: str, rows: Sequence[Row]) -> Summary:
    means: dict[str, float | None] = {}
    counts: dict[str, int] = {}
    for measure, of in MEASURES.items():
        values = [value for row in rows if (value := of(row)) is not None]
        means[measure] = fmean(values) if values else None
        counts[measure] = len(values)
    return Summary(name, len(rows), means, counts)


def by_split(runs: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Each split of each run, runs side by side, under the name of both."""
    splits = sorted({row.split for rows in runs.values() for row in rows})
    return {
        f"{split}: {name}": [row for row in rows if row.split == split]
        for split in splits
        for name, rows in runs.items()
    }


def slices(rows: Sequence[Row]) -> list[Summary]:
    """By split, then by language, tag and document within it; a document's are the questions that
    it answers, alone or with others."""
    found: list[Summary] = []
    for split in sorted({row.split for row in rows}):
        kept = [row for row in rows if row.split == split]
        names = [{row.language, *row.tags, *row.documents} for row in kept]
        for name in sorted(set().union(*names)):
            of_name = [row for row, own in zip(kept, names, strict=True) if name in own]
            found.append(summarise(f"{split}: {name}", of_name))
    return found


def digest(name: str, rows: Sequence[Row]) -> str:
    """The rows in a sentence, or two where they are of candidates that nobody confirmed."""
    asked = [row for row in rows if row.answerable]
    right = sum(row.answered and row.matched for row in asked)
    refused = sum(not row.answered for row in asked)
    silent = [row for row in rows if not row.answerable]
    unsure = (
        " Their evidence is what was shown, right or wrong: confirm each, and name its split."
        if any(row.split == CANDIDATE for row in rows)
        else ""
    )
    return (
        f"{name}: of {len(asked)} questions with an answer {right} rightly answered, "
        f"{len(asked) - right - refused} wrongly, {refused} refused; of {len(silent)} without one "
        f"{sum(not row.answered for row in silent)} refused.{unsure}"
    )


def written(measure: str, mean: float | None) -> str:
    if mean is None:
        return "–"
    return f"{mean:.3f}" if measure.startswith("RR") else f"{mean:.1%}"


def table(summaries: Sequence[Summary]) -> str:
    """The summaries as a Markdown table; a figure over fewer than n says over how many."""
    lines = [f"| | n | {' | '.join(MEASURES)} |", f"|---|{'---|' * (len(MEASURES) + 1)}"]
    for summary in summaries:
        cells = map(summary.written, MEASURES)
        lines.append(f"| {summary.name} | {summary.questions} | {' | '.join(cells)} |")
    return "\n".join(lines)
