"""Two runs on the same questions, measure by measure: the only door to scipy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from eval.errors import GoldError
from eval.run import Row
from eval.summary import FEWER_IS_BETTER, MEASURES, written

_RESAMPLES = 2_000
_SEED = 20
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure over the questions that both runs give it for. `low` and `high` bound the mean
    of the run before (percentile bootstrap, 95%); `p` is that of a paired permutation test, how
    often chance alone would part the two so far."""

    measure: str
    questions: int
    before: float
    after: float
    low: float
    high: float
    p: float

    @property
    def is_worse(self) -> bool:
        """Whether the run after falls out of the interval of the one before."""
        if self.measure in FEWER_IS_BETTER:
            return self.after > self.high
        return self.after < self.low


def read_report(path: Path) -> list[Row]:
    """The rows that `eval run` wrote. Raises GoldError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_row(json.loads(line)) for line in lines]
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise GoldError(f"{path.name} is no report of this version: run it again.") from error


def _row(fields: dict[str, Any]) -> Row:
    return Row(**{**fields, "tags": tuple(fields["tags"]), "ranks": tuple(fields["ranks"])})


def compare(before: Sequence[Row], after: Sequence[Row], *, split: str = "") -> list[Difference]:
    """Paired by the id of the question; all splits where none is named. Raises GoldError where
    they share no question."""
    others = {row.id: row for row in after}
    pairs = [
        (row, others[row.id])
        for row in before
        if row.id in others and split in ("", row.split) and row.question == others[row.id].question
    ]
    if not pairs:
        raise GoldError("The two runs share no question.")
    found: list[Difference] = []
    for measure, of in MEASURES.items():
        values = [(of(one), of(other)) for one, other in pairs]
        both = [(a, b) for a, b in values if a is not None and b is not None]
        if both:
            found.append(_difference(measure, *zip(*both, strict=True)))
    return found


def _difference(measure: str, before: Sequence[float], after: Sequence[float]) -> Difference:
    low, high = interval(before)
    p = _p_value(before, after)
    return Difference(measure, len(before), fmean(before), fmean(after), low, high, p)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Bounds of the mean: percentile bootstrap, 95%."""
    from scipy import stats

    if len(set(values)) == 1:
        return values[0], values[0]
    found = stats.bootstrap(
        (values,), fmean, vectorized=False, n_resamples=_RESAMPLES,
        confidence_level=_SURE, method="percentile", rng=_SEED,
    ).confidence_interval  # fmt: skip
    return float(found.low), float(found.high)


def _p_value(before: Sequence[float], after: Sequence[float]) -> float:
    from scipy import stats

    if tuple(before) == tuple(after):
        return 1.0
    found = stats.permutation_test(
        (before, after), lambda a, b: fmean(b) - fmean(a), permutation_type="samples",
        vectorized=False, n_resamples=_RESAMPLES, rng=_SEED,
    )  # fmt: skip
    return float(found.pvalue)


def format_differences(differences: Sequence[Difference]) -> str:
    lines = ["| measure | n | before | 95% interval | after | p |", "|---|---|---|---|---|---|"]
    for d in differences:
        low, high, before, after = (
            written(d.measure, mean) for mean in (d.low, d.high, d.before, d.after)
        )
        mark = " (worse)" if d.is_worse else ""
        lines.append(
            f"| {d.measure} | {d.questions} | {before} | {low} to {high} | {after}{mark} "
            f"| {d.p:.3f} |"
        )
    return "\n".join(lines)
