"""Minutes that are older than what a question asks of as done can but foretell it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from assistant.evidence.weighing import Evidence
from assistant.language.lexicon import PARTICIPLE
from assistant.questions.question import Question
from ingest.language import bodies
from ingest.language.periods import Period, find_periods

_BETWEEN = r"(?:(?:pas|déjà|bien|enfin|finalement|été|\w{3,}ment) )*"
_DONE = re.compile(
    rf"\b(?:a|ont)-(?:t-)?(?:ils?|elles?|on) |\b(?:a|ont) {_BETWEEN}{PARTICIPLE}\b", re.I
)
_ABOUT = r"(?<!\bsur )(?<!\bpour )(?<!\bavant )(?<!\bde )(?<!\bconcernant )"
_MEETING = re.compile(
    rf"{_ABOUT}\b(?:l[ae] |l['’]|aux? |lors d[eu] (?:la |l['’])?|cette |ce )(?:séance|réunion"
    rf"|{bodies.NOUN}|(?-i:[A-ZÀ-Ý]{{2,}}))(?: (?!du |de |le )[\w’'-]+){{0,3}} (?:du |de |d['’])$",
    re.I,
)
_THAT_DAY = re.compile(
    r"(?<!\bpour )(?<!\bici )(?<!\bavant )(?<!\bdès )(?<!\bdepuis )(?<!\baprès )\ble $", re.I
)
_PLANNED = re.compile(r"\b(?:fix|prév|programm|convoqu|annonc|report|décal|inscri)\w*", re.I)
_LONGEST = 31
"""Days of a month: what is done in a year is told before it, "le budget 2025 a été voté"."""


def foretells(question: Question, evidence: Evidence) -> bool:
    """Whether the document is of before the day, or the month, on which a meeting decided what is
    asked, or something was done: what it says of that day is to come."""
    dated = evidence.hit.document.date
    asked = _days_of_deeds(question.text)
    if dated is None or not asked:
        return False
    titles = " ".join(section.title for section in evidence.hit.paragraph.sections)
    if find_periods(titles):
        return False  # several meetings in one document
    return any(
        day > dated.last if day else _is_to_come(written, evidence.text, dated.first, dated.last)
        for day, written in asked
    )


def _is_to_come(written: str, sentence: str, meeting: date, last: date) -> bool:
    return any(
        period.first is not None and period.first > last
        for period in find_periods(sentence, meeting=meeting)
        if sentence[period.start : period.end].lower() == written
    )


@lru_cache(maxsize=64)
def _days_of_deeds(text: str) -> tuple[tuple[date | None, str], ...]:
    """The first day of each with what is written, None where no year is told: "le 5 avril"."""
    if not _DONE.search(text) or _PLANNED.search(text):
        return ()
    return tuple((p.first, text[p.start : p.end].lower()) for p in _of_deeds(text))


def _of_deeds(text: str) -> Iterator[Period]:
    for period in find_periods(text):
        before = text[: period.start]
        is_long = period.first and period.last and (period.last - period.first).days >= _LONGEST
        is_open = (period.first is None) != (period.last is None)
        if not (is_long or is_open) and (_MEETING.search(before) or _THAT_DAY.search(before)):
            yield period
