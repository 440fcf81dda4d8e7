"""The bounds of a filter on dates, as people write them."""

import calendar
import re
from datetime import date

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FRENCH_DAY = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


def first_day(text: str) -> date:
    """The first day of 2020, 2020-12, 2020-12-03 or 03/12/2020. Raises ValueError."""
    return _day(text, last=False)


def last_day(text: str) -> date:
    """The last day of the same. Raises ValueError."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date:
    if found := _PERIOD.fullmatch(text.strip()):
        year, month, day = found.groups()
    elif found := _FRENCH_DAY.fullmatch(text.strip()):
        day, month, year = found.groups()
    else:
        raise ValueError(f"{text[:40]!r} is not a date; write 2020, 2020-12 or 2020-12-03.")
    try:
        number = int(month or (12 if last else 1))
        end = calendar.monthrange(int(year), number)[1] if last else 1
        return date(int(year), number, int(day or end))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"{text[:40]!r} is no day of the calendar.") from error
