"""The bounds of a filter on dates, as people write them."""

import calendar
import re
from datetime import date

from ingest.language.periods import find_periods

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FRENCH_DAY = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


def first_day(text: str) -> date:
    """The first day of 2020, 2020-12, 03/12/2020, "fin 2020" or "3 décembre 2020". Raises
    ValueError."""
    return _day(text.strip(), last=False)


def last_day(text: str) -> date:
    """The last day of the same. Raises ValueError."""
    return _day(text.strip(), last=True)


def _day(text: str, *, last: bool) -> date:
    if found := _PERIOD.fullmatch(text):
        year, month, day = found.groups()
    elif found := _FRENCH_DAY.fullmatch(text):
        day, month, year = found.groups()
    else:
        return _day_in_words(text, last=last)
    try:
        number = int(month or (12 if last else 1))
        end = calendar.monthrange(int(year), number)[1] if last else 1
        return date(int(year), number, int(day or end))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text[:40]!r} is no day of the calendar.") from error


def _day_in_words(text: str, *, last: bool) -> date:
    for period in find_periods(text[:100]):
        day = period.last if last else period.first
        if day and period.end - period.start == len(text):
            return day
    raise ValueError(f"{text[:40]!r} is not a date; write 2020, 2020-12 or 2020-12-03.")
