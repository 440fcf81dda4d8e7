"""Two runs on the same questions, measure by measure: the only door to scipy."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from eval.errors import GoldError
from eval.lines import read_numbered
from eval.outcome import outcome
from eval.run import Row
from eval.summary import FEWER_IS_BETTER, MEASURES, NEVER_LESS, written

_RESAMPLES = 2_000
_SEED = 20
_SURE = 0.95
_CHANCE = 0.05
_FEWEST = 5
"""Of fewer questions, chance alone would lose them all more often than that."""
_NAMED = 10
LEGEND = (
    "Before and after are each run's own means over the questions that both were asked, with the "
    "number of questions that a run has the measure for where it is not n; the interval (95%) is "
    "that of the run before. The change and its p are of the n questions that both have the "
    "measure for: p is how often chance alone would part two runs of one worth so far, either way "
    "(paired permutation test)."
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of two runs. `before` and `after` are the means of each over the questions that it
    gives the measure for, `of_before` and `of_after` of them; `low` and `high` bound the first.
    `questions` are those that both give it for: `mean_change` is what
    the run after has more over these, `change` bounds it, and `p` is that of a paired permutation
    test, how often chance alone would part the two so far, either way."""

    measure: str
    questions: int
    before: float
    after: float
    of_before: int
    of_after: int
    low: float
    high: float
    mean_change: float
    change: tuple[float, float]
    p: float

    @property
    def is_less(self) -> bool:
        """Whether the change is for the worse, by chance or not."""
        return self.mean_change > 0 if self.measure in FEWER_IS_BETTER else self.mean_change < 0

    @property
    def is_worse(self) -> bool:
        """Whether chance alone would be so much for the worse in fewer than one case of twenty;
        p counts both ways."""
        return self.is_less and (self.measure in NEVER_LESS or self.p / 2 < _CHANCE)

    @property
    def is_better(self) -> bool:
        """As `is_worse`, for the better."""
        return self.mean_change != 0 and not self.is_less and self.p / 2 < _CHANCE

    @property
    def is_untold(self) -> bool:
        """Whether it is for the worse, over too few questions for any loss to be told."""
        return self.is_less and not self.is_worse and self.questions < _FEWEST

    @property
    def written_before(self) -> str:
        return self._written(self.before, self.of_before)

    @property
    def written_after(self) -> str:
        return self._written(self.after, self.of_after)

    def _written(self, mean: float, of: int) -> str:
        return f"{written(self.measure, mean)}{'' if of == self.questions else f' ({of})'}"


def read_report(path: Path) -> list[Row]:
    """The rows that `eval run` wrote. Raises GoldError."""
    try:
        rows = [_row(json.loads(line)) for _, line in read_numbered(path)]
    except (ValueError, TypeError) as error:
        raise GoldError(f"{path.name} is no report of this version: run it again.") from error
    twice = [id_ for id_, count in Counter(row.id for row in rows).items() if count > 1]
    if twice:
        raise GoldError(f"{path.name} has more than one row of {_listed(twice)}: run it again.")
    return rows


def _row(fields: object) -> Row:
    if not isinstance(fields, dict):
        raise TypeError("a row must be an object")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
    return Row(**values)


def paired(
    before: Sequence[Row], after: Sequence[Row], *, split: str = ""
) -> list[tuple[Row, Row]]:
    """By the id of the question; all splits where none is named. Raises GoldError where they
    share no question."""
    others = {row.id: row for row in after}
    pairs = [
        (row, others[row.id])
        for row in before
        if split in ("", row.split) and row.id in others and _is_same(row, others[row.id])
    ]
    if not pairs:
        raise GoldError("The two runs share no question.")
    return pairs


def missing(before: Sequence[Row], after: Sequence[Row], *, split: str = "") -> list[str]:
    """The ids of the questions of the run before that the run after was not asked. Raises
    GoldError as `paired` does."""
    both = {row.id for row, _ in paired(before, after, split=split)}
    return [row.id for row in before if split in ("", row.split) and row.id not in both]


def _is_same(one: Row, other: Row) -> bool:
    return (one.question, one.answerable) == (other.question, other.answerable)


def compare(before: Sequence[Row], after: Sequence[Row], *, split: str = "") -> list[Difference]:
    """Every measure that both runs have values of. Raises GoldError as `paired` does."""
    pairs = paired(before, after, split=split)
    found: list[Difference] = []
    for measure, of in MEASURES.items():
        values = [(of(one), of(other)) for one, other in pairs]
        both = [(a, b) for a, b in values if a is not None and b is not None]
        if both:
            own = (
                [value for value in side if value is not None] for side in zip(*values, strict=True)
            )
            found.append(_difference(measure, *own, *zip(*both, strict=True)))
    return found


def _difference(
    measure: str,
    before: Sequence[float],
    after: Sequence[float],
    paired_before: Sequence[float],
    paired_after: Sequence[float],
) -> Difference:
    changes = [b - a for a, b in zip(paired_before, paired_after, strict=True)]
    low, high = bounds(before)
    return Difference(
        measure=measure,
        questions=len(changes),
        before=fmean(before),
        after=fmean(after),
        of_before=len(before),
        of_after=len(after),
        low=low,
        high=high,
        mean_change=fmean(changes),
        change=interval(changes),
        p=_p_value(paired_before, paired_after),
    )


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """What bounds the mean of a measure, 95%: of one that is met or not, by Wilson's score, since a
    bootstrap of few questions that went alike would bound it to what it is; else by a bootstrap.
    Questions are drawn, documents are not: it is for other questions on the same documents."""
    from scipy import stats

    if not set(values) <= {0.0, 1.0}:
        return interval(values)
    found = stats.binomtest(round(sum(values)), len(values)).proportion_ci(_SURE, method="wilson")
    return float(found.low), float(found.high)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """What bounds the mean, of differences of pairs for instance (percentile bootstrap, 95%)."""
    from scipy import stats

    if len(set(values)) == 1:
        return values[0], values[0]
    found = stats.bootstrap(
        (values,), np.mean, vectorized=True, n_resamples=_RESAMPLES,
        confidence_level=_SURE, method="percentile", rng=_SEED,
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high)


def _p_value(before: Sequence[float], after: Sequence[float]) -> float:
    from scipy import stats

    if tuple(before) == tuple(after) or len(before) == 1:
        return 1.0
    found = stats.permutation_test(
        (before, after), lambda a, b: fmean(b) - fmean(a), permutation_type="samples",
        vectorized=False, n_resamples=_RESAMPLES, rng=_SEED,
    )  # fmt: skip
    return float(found.pvalue)


def format_differences(differences: Sequence[Difference]) -> str:
    lines = [
        "| measure | n | before | 95% interval | after | change | p |",
        "|---|---|---|---|---|---|---|",
    ]
    for d in differences:
        low, high, change = (written(d.measure, mean) for mean in (d.low, d.high, d.mean_change))
        mark = " (worse)" if d.is_worse else ""
        lines.append(
            f"| {d.measure} | {d.questions} | {d.written_before} | {low} to {high} "
            f"| {d.written_after}{mark} | {change} | {d.p:.3f} |"
        )
    return "\n".join([*lines, "", LEGEND])


def verdict(differences: Sequence[Difference], pairs: Sequence[tuple[Row, Row]]) -> str:
    """What the comparison comes to, for who reads no p: the questions that went otherwise, and
    whether chance alone explains it."""
    turns = {
        turn: [b.id for a, b in pairs if outcome(b).is_right - outcome(a).is_right == turn]
        for turn in (1, -1)
    }
    better, worse = (f"{len(ids)}{f' ({_listed(ids)})' if ids else ''}" for ids in turns.values())
    told = [
        f"{name} {', '.join(kept)}"
        for name, kept in (
            ("better in", [d.measure for d in differences if d.is_better]),
            ("worse in", [d.measure for d in differences if d.is_worse]),
        )
        if kept
    ]
    said = (
        f"By more than chance the run after is {', and '.join(told)}."
        if told
        else "No measure is apart by more than chance: these questions do not tell which is better."
    )
    return f"Of {len(pairs)} questions {better} went right that had not, {worse} no more. {said}"


def format_missing(ids: Sequence[str], both: int) -> str:
    """`both` questions are in the two runs, those of `ids` in the first alone."""
    return f"{both} of {both + len(ids)} questions are in both; missing: {_listed(ids)}."


def _listed(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED
    return ", ".join(ids[:_NAMED]) + (f" and {more} more" if more > 0 else "")
