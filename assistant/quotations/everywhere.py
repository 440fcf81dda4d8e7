"""All that documents have of a subject, from the last to the first."""

from collections.abc import Sequence
from datetime import date

from assistant.evidence.fitting import all_of_a_kind
from assistant.evidence.matching import Term
from assistant.evidence.weighing import Evidence
from assistant.questions.question import Question
from assistant.quotations.selection import is_told

MOST_ANYWHERE = 12
_LEAST_SHARE = 0.7
"""Of what the best tells: what stands under a heading that has all words of the question."""


def everywhere(
    question: Question,
    asked: Sequence[Term],
    fit: Sequence[Evidence],
    items: Sequence[Evidence],
) -> list[Evidence]:
    """The best first: the `items` of a list that answers, then of each other document the sentence
    that tells most, of all those that tell about as much as the best; one a paragraph where
    decisions are asked for, all of which count, but once where two documents of a meeting have
    it. `fit` is not empty."""
    chosen = [*items]
    of_lists = {item.hit.document.id for item in items}
    least = _LEAST_SHARE * fit[0].coverage
    for found in all_of_a_kind(question, asked, fit):
        document = found.hit.document
        same = [e for e in chosen if e.hit.document.id == document.id]
        met = [e for e in chosen if _day(e) == _day(found)]
        is_there = document.id in of_lists or any(is_told(found, e) for e in met)
        is_there |= bool(same) and not question.asks_decision
        if found.coverage >= least and not is_there:
            chosen.append(found)
    return chosen


def _day(found: Evidence) -> date | None:
    return found.hit.document.date.first if found.hit.document.date else None


def from_the_last(chosen: Sequence[Evidence]) -> list[Evidence]:
    """In the order of each document; those without a date after those that have one, those that
    readers added last."""

    def place(found: Evidence) -> tuple[bool, int, str, int]:
        document, day = found.hit.document, _day(found)
        newest = -day.toordinal() if day else 0
        return document.is_added, newest, document.id, found.hit.paragraph.ordinal

    return sorted(chosen, key=place)
