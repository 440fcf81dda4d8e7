"""What the rows of a run come to: means by measure, split and slice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

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
    "rightly refused": lambda row: None if row.answerable else float(not row.answered),
    "wrongly refused": _of_answerable(lambda row: not row.answered),
    "offered then": _offered,
    "discussed as decided": _calls_decided,
    "exact": lambda row: float(row.exact),
}
"""recall@k is the share of the evidence within the first k hits, RR@10 the reciprocal rank of
the first; citations and matches are over what was answered; refusals are right over the
unanswerable, wrong over the answerable; "offered then" is how often the evidence is among the
passages shown beside a wrong refusal; "discussed as decided" is over the answers that quote
what was only discussed. All in [0, 1]."""
FEWER_IS_BETTER = frozenset({"wrongly refused", "discussed as decided"})


@dataclass(frozen=True, slots=True)
class Summary:
    """`means` by name of measure, None where no question is what it is about."""

    name: str
    questions: int
    means: Mapping[str, float | None]


def summarise(name: str, rows: Sequence[Row]) -> Summary:
    means: dict[str, float | None] = {}
    for measure, of in MEASURES.items():
        values = [value for row in rows if (value := of(row)) is not None]
        means[measure] = fmean(values) if values else None
    return Summary(name, len(rows), means)


def by_split(runs: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Each split of each run, runs side by side, under the name of both."""
    splits = sorted({row.split for rows in runs.values() for row in rows})
    return {
        f"{split}: {name}": [row for row in rows if row.split == split]
        for split in splits
        for name, rows in runs.items()
    }


def slices(rows: Sequence[Row]) -> list[Summary]:
    """By split, then by language and by tag within it."""
    found: list[Summary] = []
    for split in sorted({row.split for row in rows}):
        kept = [row for row in rows if row.split == split]
        names = [{row.language, *row.tags} for row in kept]
        for name in sorted(set().union(*names)):
            of_name = [row for row, own in zip(kept, names, strict=True) if name in own]
            found.append(summarise(f"{split}: {name}", of_name))
    return found


def written(measure: str, mean: float | None) -> str:
    if mean is None:
        return "–"
    return f"{mean:.3f}" if measure.startswith("RR") else f"{mean:.1%}"


def table(summaries: Sequence[Summary]) -> str:
    """The summaries as a Markdown table."""
    lines = [f"| | n | {' | '.join(MEASURES)} |", f"|---|{'---|' * (len(MEASURES) + 1)}"]
    for summary in summaries:
        cells = [written(measure, mean) for measure, mean in summary.means.items()]
        lines.append(f"| {summary.name} | {summary.questions} | {' | '.join(cells)} |")
    return "\n".join(lines)
