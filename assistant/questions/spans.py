"""Times that a question names, "le 5 avril 2014", "depuis 2021": another is no answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.answer import Language
from assistant.language.acts import without_acts
from assistant.questions.english_dates import dates_in, in_french
from assistant.questions.relative import words_beside
from assistant.reference import written_day, written_month
from index.hit import Hit
from index.language.context import whole_text
from ingest.document import DocumentDate
from ingest.language.bounds import BEFORE, bound_before
from ingest.language.periods import ANY_MONTH_NUMBERS, ENGLISH_MONTHS, Period, find_periods

_ANY_MONTH = "|".join(ANY_MONTH_NUMBERS)
_DAY = re.compile(
    rf"(?<![\w/.,])(?P<day>[0-3]?\d)(?:er|st|nd|rd|th)? (?:of )?(?P<month>{_ANY_MONTH})\b"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<before>{'|'.join(ENGLISH_MONTHS)}) (?P<after>3\d)(?:st|nd|rd|th)?\b"
    r"|(?<![\w/.,])(?P<slashed>[0-3]?\d)/(?P<number>0?[1-9]|1[0-2])/(?P<full>(?:19|20)\d\d)\b",
    re.I,
)
_MONTH_FIRST = re.compile(r"(?<![\w/])(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/((?:19|20)\d\d)(?![\w/])")
_LEAP_YEAR = 2000
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNPLACED = re.compile(
    r"(?<!\bà )(?<!\bde )(?<!\bque )(?<!\bthan )\b(?P<told>l['’]an(?:née)? (?:d['’]avant|d['’]après"
    r"|précédente?|suivante?)|the (?:year (?:before|after)|(?:previous|following) year))\s*\?*$",
    re.I,
)
_FROM = re.compile(r"\b(?:entre|de|du)\s+(?:le\s+|la\s+|l['’])?$", re.I)
_TO = re.compile(r"\s+(?:et|à|au)\s+(?:le\s+|la\s+|l['’])?", re.I)
_BESIDE = re.compile(r"\s*,?\s+(?:et|ou|and|or)\s+(?:(?:en|au|le|in|on|the)\s+|à l['’])?", re.I)
_BEFORE = re.compile(BEFORE, re.I)
_ONE = timedelta(days=1)
"""What is to be done before a day may be done to the eve of it, what comes after it from the next
on."""
_LONGEST = timedelta(days=31)
"""A month is a time that a day may stand for; "début 2021" is not."""
_TEXTS_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Time:
    """From `first` to `last`, None on the side where it is open; on both for what no calendar
    has, or the question does not place. `written` are its words, in French where they are read. One
    that is `of_meetings` is when they decided or spoke, which what they foresee does not tell."""

    first: date | None
    last: date | None
    language: Language
    written: str
    of_meetings: bool = False

    def __str__(self) -> str:
        if self.first and self.last:
            return _from_to(self.first, self.last, self.language)
        if not self.is_placed:
            return self.written
        (told,) = _told(self.first, self.last, self.language)
        if self.language is Language.ENGLISH:
            return f"{'from' if self.first else 'until'} {told}"
        if told[0].isdigit() and not told.isdigit():
            return f"à partir du {told}" if self.first else f"jusqu'au {told}"
        if self.first:
            return f"à partir d'{told}" if told[0] in "ao" else f"à partir de {told}"
        return f"jusqu'en {told}"

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def is_placed(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def is_long(self) -> bool:
        """Whether it is open, or more than a month."""
        return not (self.first and self.last) or self.last - self.first > _LONGEST

    def covers(self, dated: DocumentDate) -> bool:
        """Whether a meeting of that date may have been in it."""
        return self.is_placed and self._overlaps(dated.first, dated.last)

    def stands_in(self, hit: Hit) -> bool:
        """Whether the document is of that time, or the paragraph holds the words of it, or speaks
        of it or of a part of it; not the last of a long time of meetings."""
        dated = hit.document.date
        if dated and self.covers(dated):
            return True
        text = without_acts(whole_text(hit.document, hit.paragraph))
        if re.search(rf"(?<!\w){re.escape(self.written)}(?!\w)", in_french(text), re.I):
            return True
        if not self.is_placed or (dated and self.of_meetings and self.is_long):
            return False
        periods = _periods(text, dated.first if dated else None)
        return any(self._holds(period) for period in periods)

    def _overlaps(self, first: date, last: date) -> bool:
        return (self.first or date.min) <= last and first <= (self.last or date.max)

    def _holds(self, period: Period) -> bool:
        """What is asked for before a day may be due by the end of it."""
        if self.last and not self.first and period.last == self.last + _ONE:
            return bool(_BEFORE.match(self.written))
        if period.first and period.last:
            length = (self.last or date.max) - (self.first or date.min)
            is_short = period.last - period.first <= max(_LONGEST - _ONE, length)
            return is_short and self._overlaps(period.first, period.last)
        first, last = self.first or date.min, self.last or date.max
        if period.first:
            return first <= period.first <= (last + _ONE if self.last else last)
        eve = first - _ONE if self.first else first
        return period.last is not None and eve <= period.last <= last


def times_in(question: str, language: Language, *, of_meetings: bool) -> tuple[Time, ...]:
    """Those of a year, in order, one that is told in two dates as one; then what is no time."""
    text = in_french(question)
    groups: list[list[Period]] = []
    for period in _periods(question, None):
        if groups and _is_one(text, groups[-1][-1], period):
            groups[-1].append(period)
        elif period.first or period.last:
            groups.append([period])
    placed = (
        Time(group[0].first, group[-1].last, language, _written(text, group), of_meetings)
        for group in groups
    )
    return (*placed, *(Time(None, None, language, told) for told in _placeless(question)))


def words_of_times(question: str) -> str:
    """The words of a question by which it tells times, and those that they are read as."""
    text = in_french(question)
    periods = _periods(question, None)
    told = [_written(text, [period]) for period in periods]
    dates = [text[period.start : period.end] for period in periods]
    return " ".join([*told, *dates, *dates_in(question), "entre"] if told else [])


def in_words(question: str, language: Language) -> str:
    """With its days as minutes write them: "05/04/2014" is 5 avril 2014, and so is "04/15/2014" the
    15th, which can be no other."""
    if "/" not in question:
        return question
    question = _MONTH_FIRST.sub(r"\2/\1/\3", question)
    periods = (p for p in find_periods(question) if "/" in question[p.start : p.end])
    for period in sorted(periods, key=lambda period: -period.start):
        if period.first is not None and period.first == period.last:
            written = written_day(period.first, language)
            question = f"{question[: period.start]}{written}{question[period.end :]}"
    return question


@lru_cache(maxsize=_TEXTS_KEPT)
def _periods(text: str, meeting: date | None) -> tuple[Period, ...]:
    """Questions on one day find the same paragraphs."""
    return find_periods(in_french(text), meeting=meeting)


def _is_one(text: str, before: Period, after: Period) -> bool:
    """Whether two dates tell one time: "entre mai 2020 et fin 2021", "en 2019 ou en 2021"."""
    if not (before.first and before.last and after.first and after.last):
        return False
    between = text[before.end : after.start]
    is_span = _FROM.search(text[: before.start]) and _TO.fullmatch(between)
    are_days = before.first == before.last and after.first == after.last
    is_one = is_span or (_BESIDE.fullmatch(between) and not are_days)
    return bool(is_one) and before.first <= after.last


def _written(text: str, periods: Sequence[Period]) -> str:
    """Their words, with those that bound them; those told from today that they stand beside."""
    if beside := words_beside(text, periods[0].start):
        return beside
    _, start = bound_before(text, periods[0].start)
    return text[start : periods[-1].end]


def _placeless(question: str) -> Iterator[str]:
    """Days that are in no calendar, and a year beside one that is not named."""
    for found in _DAY.finditer(question):
        month = found["number"] or ANY_MONTH_NUMBERS[(found["month"] or found["before"]).lower()]
        day = found["day"] or found["after"] or found["slashed"]
        year = found["year"] or found["full"]
        try:
            date(int(year or _LEAP_YEAR), int(month), int(day))
        except ValueError:
            yield found.group()
    beside = _UNPLACED.search(question)
    if beside and len(set(_YEAR.findall(question))) != 1:
        yield beside["told"]


def _from_to(first: date, last: date, language: Language) -> str:
    """ "2020", "mai à juillet 2023", "mars 2023 à mai 2024"."""
    if first == last:
        return written_day(first, language)
    told = _told(first, last, language)
    if told[0] == told[1]:
        return told[0]
    if first.year == last.year:
        told[0] = told[0].removesuffix(f" {first.year}")
    return (" à " if language is Language.FRENCH else " to ").join(told)


def _told(first: date | None, last: date | None, language: Language) -> list[str]:
    """The days that bound a time, as the years or the months that they begin and end, where they
    all do."""
    days = [day for day in (first, last) if day]
    edges = [*([first] if first else []), *([last + _ONE] if last else [])]
    if all((edge.month, edge.day) == (1, 1) for edge in edges):
        return [str(day.year) for day in days]
    if all(edge.day == 1 for edge in edges):
        return [written_month(day, language) for day in days]
    return [written_day(day, language) for day in days]
