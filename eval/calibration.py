"""From which confidence on to answer: what each choice refuses, rightly and wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.engine import Assistant
from eval.gold import GoldQuestion

_STEPS = tuple(step / 20 for step in range(1, 20))


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure the assistant was of the best that it found for a question."""

    split: str
    is_answerable: bool
    value: float


def confidences(assistant: Assistant, questions: Sequence[GoldQuestion]) -> list[Confidence]:
    """Follow-ups are asked after the question before them."""
    understood: dict[str, str] = {}
    found: list[Confidence] = []
    for question in questions:
        answer = assistant.ask(question.question, previous=understood.get(question.follows, ""))
        understood[question.id] = answer.understood
        found.append(Confidence(question.split, question.is_answerable, answer.confidence))
    return found


def refusals(found: Sequence[Confidence], least: float) -> tuple[float, float]:
    """(share of the unanswerable refused, share of the answerable refused)."""
    refused = [
        [one.value < least for one in found if one.is_answerable is answerable]
        for answerable in (False, True)
    ]
    right, wrong = (fmean(group) if group else 0.0 for group in refused)
    return right, wrong


def best(found: Sequence[Confidence]) -> float:
    """The least confidence that parts the two kinds best, each counted alike; the middle of
    those that do it as well."""
    gains = {}
    for least in _STEPS:
        right, wrong = refusals(found, least)
        gains[least] = right - wrong
    kept = [least for least, gain in gains.items() if gain == max(gains.values())]
    return kept[len(kept) // 2]


def format_refusals(found: Sequence[Confidence]) -> str:
    """By least confidence, what is refused of each split: rightly, then wrongly."""
    splits = sorted({one.split for one in found})
    head = " | ".join(f"{split}: rightly | wrongly" for split in splits)
    lines = [f"| least confidence | {head} |", f"|---|{'---|---|' * len(splits)}"]
    for least in _STEPS:
        shares = (refusals([o for o in found if o.split == split], least) for split in splits)
        cells = " | ".join(f"{right:.1%} | {wrong:.1%}" for right, wrong in shares)
        lines.append(f"| {least:.2f} | {cells} |")
    return "\n".join(lines)
