"""From which confidence on to answer: what each choice refuses, rightly and wrongly."""

from collections.abc import Sequence
from statistics import fmean

from eval.gold import GoldQuestion
from eval.run import Row, assistant_of, run
from index.snapshot import Snapshot

_STEPS = tuple(step / 20 for step in range(1, 20))


def run_unsure(snapshot: Snapshot, questions: Sequence[GoldQuestion]) -> list[Row]:
    """The rows of a snapshot for which no answer is sure enough: its sentences are looked at again
    by words of like meaning whatever is met at first, so that no confidence depends on the least
    one that is stored."""
    snapshot.least_confidence = 1.0
    return run(assistant_of(snapshot), questions)


def refusals(found: Sequence[Row], least: float) -> tuple[float, float]:
    """(share of the unanswerable refused, share of the answerable refused)."""
    refused = [
        [row.confidence < least for row in found if row.answerable is answerable]
        for answerable in (False, True)
    ]
    right, wrong = (fmean(group) if group else 0.0 for group in refused)
    return right, wrong


def best(found: Sequence[Row]) -> float:
    """The least confidence that parts the two kinds best, each counted alike; the middle of
    those that do it as well."""
    gains = {}
    for least in _STEPS:
        right, wrong = refusals(found, least)
        gains[least] = right - wrong
    kept = [least for least, gain in gains.items() if gain == max(gains.values())]
    return kept[len(kept) // 2]


def format_refusals(found: Sequence[Row]) -> str:
    """By least confidence, what is refused of each split: rightly, then wrongly."""
    splits = sorted({row.split for row in found})
    head = " | ".join(f"{split}: rightly | wrongly" for split in splits)
    lines = [f"| least confidence | {head} |", f"|---|{'---|---|' * len(splits)}"]
    for least in _STEPS:
        shares = (refusals([row for row in found if row.split == split], least) for split in splits)
        cells = " | ".join(f"{right:.1%} | {wrong:.1%}" for right, wrong in shares)
        lines.append(f"| {least:.2f} | {cells} |")
    return "\n".join(lines)
