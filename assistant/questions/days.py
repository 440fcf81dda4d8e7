"""Days and months that a question names, "le conseil du 5 avril 2014": another is no answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.answer import Language
from assistant.reference import written_day
from index.hit import Hit
from index.language.context import whole_text
from ingest.language.periods import ENGLISH_MONTHS, MONTH_NUMBERS, MONTHS, Period, find_periods

_MONTH = "|".join(ENGLISH_MONTHS)
_ENGLISH_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<before>{_MONTH}) (?P<after>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?:(?P<first>{_MONTH}) (?:and|to) )?(?P<alone>{_MONTH})),? (?P<year>\d{{4}})\b",
    re.I,
)
_ANY_MONTH = re.compile(rf"\b(?:{'|'.join((*MONTH_NUMBERS, *ENGLISH_MONTHS))})\b", re.I)
_BEFORE = timedelta(days=1)
"""What is to be done before a day may be done to the eve of it."""
_LONGEST = timedelta(days=31)
"""A month is a time that a day may stand for; "début 2021" is not."""
_TEXTS_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, in the language of the question that names it."""

    day: date
    language: Language

    def __str__(self) -> str:
        return written_day(self.day, self.language)

    def stands_in(self, hit: Hit) -> bool:
        """Whether the document is of that day, or the paragraph speaks of it."""
        return _is_told(hit, self.day, self.day)


@dataclass(frozen=True, slots=True)
class Months:
    """A month of a year, or those from one to another, in the language of the question."""

    first: date
    last: date
    language: Language

    def __str__(self) -> str:
        french = self.language is Language.FRENCH
        names = MONTHS if french else ENGLISH_MONTHS
        told = dict.fromkeys(names[day.month - 1] for day in (self.first, self.last))
        return f"{(' à ' if french else ' to ').join(told)} {self.last.year}"

    def stands_in(self, hit: Hit) -> bool:
        """Whether the document is of that time, or the paragraph speaks of it or of a part."""
        return _is_told(hit, self.first, self.last)


def days_in(question: str) -> Iterator[Day]:
    """Those of a year; not the bounds of a time, "depuis le 5 avril 2014"."""
    in_french = _in_french(question)
    language = Language.FRENCH if in_french == question else Language.ENGLISH
    for period in find_periods(in_french):
        if period.first is not None and period.first == period.last:
            yield Day(period.first, language)


def months_in(question: str) -> Months | None:
    """Where no other month is named, which may bound another time: "de mars 2023 à mai 2024"."""
    in_french = _in_french(question)
    language = Language.FRENCH if in_french == question else Language.ENGLISH
    named = len(_ANY_MONTH.findall(in_french))
    for period in find_periods(in_french):
        told = in_french[period.start : period.end]
        is_whole = _ANY_MONTH.match(told) and len(_ANY_MONTH.findall(told)) == named
        if is_whole and period.first and period.last:
            return Months(period.first, period.last, language)
    return None


def in_words(question: str) -> str:
    """With its days as minutes write them: "05/04/2014" is 5 avril 2014."""
    if "/" not in question:
        return question
    periods = (p for p in find_periods(question) if "/" in question[p.start : p.end])
    for period in sorted(periods, key=lambda period: -period.start):
        if period.first is not None and period.first == period.last:
            written = written_day(period.first, Language.FRENCH)
            question = f"{question[: period.start]}{written}{question[period.end :]}"
    return question


@lru_cache(maxsize=_TEXTS_KEPT)
def _periods(text: str, meeting: date | None) -> tuple[Period, ...]:
    """Questions on one day find the same paragraphs."""
    return find_periods(_in_french(text), meeting=meeting)


def _in_french(text: str) -> str:
    """With its English dates of a year as French ones are read: "from 1 mars 2024"."""
    return _ENGLISH_DATE.sub(_date_in_french, text)


def _date_in_french(found: re.Match[str]) -> str:
    month = (found["month"] or found["before"] or found["alone"]).title()
    day = found["day"] or found["after"] or ""
    if found["first"]:
        day = f"{MONTHS[ENGLISH_MONTHS.index(found['first'].title())]} à"
    return f"{day} {MONTHS[ENGLISH_MONTHS.index(month)]} {found['year']}".lstrip()


def _is_told(hit: Hit, first: date, last: date) -> bool:
    """Whether the document is of that time, or the paragraph speaks of it or of a part of it."""
    dated = hit.document.date
    if dated and dated.first <= last and first <= dated.last:
        return True
    periods = _periods(whole_text(hit.document, hit.paragraph), dated.first if dated else None)
    return any(_is_of(period, first, last) for period in periods)


def _is_of(period: Period, first: date, last: date) -> bool:
    if period.first and period.last:
        is_short = period.last - period.first < max(_LONGEST, last - first + _BEFORE)
        return is_short and period.first <= last and first <= period.last
    bound = period.first or period.last
    return bound is not None and first - _BEFORE <= bound <= last
