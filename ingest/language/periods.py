"""French dates in a text, each as the days it spans: "1er juillet 2021", "mi-2021", "avant l'été".

A part of a period is a third of it: "fin 2022" is September to December. A date without a
year takes it from the meeting: what is to be done by then is the next such day, what was
done the last one, and any other the one of that year.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.language.bounds import Bound, bound_before

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_UNACCENTED = str.maketrans("éèêûô", "eeeuo")
MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in {month, month.translate(_UNACCENTED)}
}
ANY_MONTH_NUMBERS = MONTH_NUMBERS | {
    name.lower(): number for number, name in enumerate(ENGLISH_MONTHS, start=1)
}
"""French and English, in lower case."""
_ORDINALS = {
    "1": 1, "premier": 1, "2": 2, "deuxième": 2, "second": 2, "3": 3, "troisième": 3,
    "4": 4, "quatrième": 4, "dernier": 0,
}  # fmt: skip
_SEASONS = {
    "printemps": ((3, 20), (6, 20)),
    "été": ((6, 21), (9, 22)),
    "automne": ((9, 23), (12, 20)),
    "hiver": ((12, 21), (3, 19)),
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>{'|'.join(MONTH_NUMBERS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:\s?er)?"
_FIRST_MONTH = rf"(?P<first_month>{'|'.join(MONTH_NUMBERS)})"
_FIRST_YEAR = r"(?P<first_year>(?:19|20)\d\d)"
_PART = r"(?P<part>d[ée]but|mi|fin|courant)"
_OF = r"(?:\s+(?:de\s+(?:l['’]ann[ée]e\s+)?|d['’]))?"
_PAST = re.compile(
    r"\b(?:depuis|dernière?|passée?|lors|a|ont|avait|avaient|était|étaient|fut)\b", re.I
)
_DUE = re.compile(
    r"\b(?:avant|d['’]ici|jusqu|au plus tard|à compter|à partir|dès|échéance|pour|prochaine?|"
    r"\w+(?:era|eront|ra|ront))\b",
    re.I,
)
_DONE = re.compile(
    r"(?<!\bsera )(?<!\bseront )(?<!\bêtre )"
    r"\b(?:(?:rem|transm|prom|pr|m)ise?s?|(?:reç|parv|ven|rend|interromp)ue?s?"
    r"|(?:présent|sign|livr|commenc|lanc|engag|ouvr|termin|achev|notifi|résili|vot|adopt|approuv"
    r"|publi|envoy|install)ée?s?)\s+(?:(?:en|le)\s+)?$",
    re.I,
)
"""What was done then: "le diagnostic remis en"."""
_EFFECTIVE = re.compile(r"\bau\s+$", re.I)
"""When what was fixed takes effect: "a porté le tarif à 4 € au"."""
_SENTENCE = re.compile(r"[.!?;\n]")
_NEXT_WORDS = re.compile(r"\W?(?:\s*\b\w+\b){0,2}")


@dataclass(frozen=True, slots=True)
class Period:
    """A date as written at `start` to `end` of a text, and its first and last day: None on
    the side where it is open, and on both where nothing tells the year."""

    start: int
    end: int
    first: date | None
    last: date | None


_Days = tuple[date, date]
_Groups = Mapping[str, str]


def find_periods(text: str, *, meeting: date | None = None) -> tuple[Period, ...]:
    """The dates of a text in order; `meeting` is the day of what it reports.

    >>> [p.last for p in find_periods("Livraison avant le 30 juin.", meeting=date(2020, 12, 3))]
    [datetime.date(2021, 6, 29)]
    """
    found: list[Period] = []
    for match in _matches(text):
        groups = {name: value for name, value in match.groupdict().items() if value}
        rule = next(name for name in groups if name in _RULES)
        own = {name.removesuffix(f"_{rule}"): value.lower() for name, value in groups.items()}
        period = Period(match.start(), match.end(), None, None)
        try:
            days = _days(rule, own, _around(text, match), meeting)
        except ValueError:
            days = None  # a day that is in no calendar
        if days:
            period = _opened(replace(period, first=days[0], last=days[1]), text)
        found.append(period)
    return tuple(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """In order; a number that could only begin a span backwards is left out: "classe 3 au 1er
    mars"."""
    position = 0
    while match := _ANY.search(text, position):
        first, last = match["first_day_days"], match["day_days"]
        is_backwards = first and not match["first_month_days"] and int(first) >= int(last)
        position = match.end("first_day_days") if is_backwards else match.end()
        if not is_backwards:
            yield match


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The words of the sentence that stand before a date, and the two after it."""
    before = text[max(0, match.start() - 200) : match.start()]
    after = _NEXT_WORDS.match(text, match.end())
    return _SENTENCE.split(before)[-1], after.group() if after else ""


def _days(
    rule: str, groups: _Groups, around: tuple[str, str], meeting: date | None
) -> _Days | None:
    resolve = _RULES[rule][1]
    if "year" in groups or "first_year" in groups:
        return resolve(groups, full_year(groups.get("year") or groups["first_year"]))
    if meeting is None:
        return None
    days = resolve({"month": str(meeting.month), **groups}, meeting.year)
    if rule == "day_of_this_month":
        return days
    before, near = around[0], "".join(around)
    is_due = _DUE.search(near) and not _DONE.search(before)
    if is_due and days[1] < meeting:
        return resolve(groups, meeting.year + 1)
    if rule == "day" and days[0].day == 1 and _EFFECTIVE.search(before):
        return days
    if not is_due and _PAST.search(near) and days[0] > meeting:
        return resolve(groups, meeting.year - 1)
    return days


def full_year(year: str) -> int:
    """2024 for "24", 1998 for "98"."""
    return int(year) if len(year) > 2 else int(year) + (2000 if int(year) < 70 else 1900)


def _opened(period: Period, text: str) -> Period:
    """The period without the end that the words before it leave open."""
    first, last, one = period.first, period.last, timedelta(days=1)
    bound, _ = bound_before(text, period.start)
    if bound is Bound.BEFORE and first:
        return replace(period, first=None, last=first - one)
    if bound is Bound.AFTER and last:
        return replace(period, first=last + one, last=None)
    if bound is Bound.UNTIL:
        return replace(period, first=None)
    return replace(period, last=None) if bound is Bound.SINCE else period


def _day(groups: _Groups, year: int) -> _Days:
    day = date(year, _month(groups["month"]), int(groups["day"]))
    return day, day


def _days_to(groups: _Groups, year: int) -> _Days:
    last = date(year, _month(groups["month"]), int(groups["day"]))
    month = _month(groups["first_month"]) if "first_month" in groups else last.month
    first = date(int(groups.get("first_year", year)), month, int(groups["first_day"]))
    return _in_order(first, last, is_whole="first_year" in groups)


def _month_part(groups: _Groups, year: int) -> _Days:
    month = _month(groups["month"])
    end = monthrange(year, month)[1]
    first, last = {"d": (1, 10), "m": (11, 20), "f": (21, end)}.get(
        groups.get("part", "courant")[0], (1, end)
    )
    return date(year, month, first), date(year, month, last)


def _months_to(groups: _Groups, year: int) -> _Days:
    last = _month(groups["month"])
    first = date(int(groups.get("first_year", year)), _month(groups["first_month"]), 1)
    end = date(year, last, monthrange(year, last)[1])
    return _in_order(first, end, is_whole="first_year" in groups)


def _in_order(first: date, last: date, *, is_whole: bool) -> _Days:
    """A first day whose year is not told is of the year before, where it would come after."""
    if is_whole and first > last:
        raise ValueError("no span of days")
    return first if first <= last else first.replace(year=last.year - 1), last


def _year_part(groups: _Groups, year: int) -> _Days:
    first, last = {"d": (1, 4), "m": (5, 8), "f": (9, 12)}.get(
        groups.get("part", "courant")[0], (1, 12)
    )
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _fraction(groups: _Groups, year: int) -> _Days:
    parts = 2 if groups["fraction"].startswith("s") else 4
    number = _ORDINALS[groups["rank"]] or parts
    if number > parts:
        raise ValueError("no such part of a year")
    length = 12 // parts
    last = number * length
    return date(year, last - length + 1, 1), date(year, last, monthrange(year, last)[1])


def _years(groups: _Groups, year: int) -> _Days:
    first = int(groups["first_year"])
    if not first < year <= first + 30:
        raise ValueError("no span of years")
    if groups.get("school"):
        return date(first, 9, 1), date(year, 8, 31)
    return date(first, 1, 1), date(year, 12, 31)


def _season(groups: _Groups, year: int) -> _Days:
    (month, day), (last_month, last_day) = _SEASONS[groups["season"]]
    return date(year, month, day), date(year + (last_month < month), last_month, last_day)


def _autumn_term(_: _Groups, year: int) -> _Days:
    return date(year, 9, 1), date(year, 9, 30)


def _beside(groups: _Groups, year: int) -> _Days:
    year += 1 if groups["shift"] == "prochaine" else -1
    return date(year, 1, 1), date(year, 12, 31)


def _month(text: str) -> int:
    return MONTH_NUMBERS.get(text) or int(text)


_RULES: dict[str, tuple[str, Callable[[_Groups, int], _Days]]] = {
    "iso": (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _day),
    "slashed": (rf"(?<![\d/]){_DAY}/(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)?\d\d)(?!/)", _day),
    "dotted": (rf"(?<![\d.]){_DAY}\.(?P<month>0?[1-9]|1[0-2])\.{_YEAR}(?!\.\d)", _day),
    "days": (r"(?P<first_day>0?[1-9]|[12]\d|3[01])(?:\s?er)?"
             rf"(?:\s+(?:au|et)|\s+{_FIRST_MONTH}(?:\s+{_FIRST_YEAR})?\s+au)"
             rf"\s+{_DAY}\s+{_MONTH}(?:\s+{_YEAR})?", _days_to),
    "between_days": (r"(?<=entre le )(?P<first_day>0?[1-9]|[12]\d|3[01])(?:\s?er)?"
                     rf"(?:\s+{_FIRST_MONTH}(?:\s+{_FIRST_YEAR})?)?\s+et le\s+{_DAY}\s+{_MONTH}"
                     rf"(?:\s+{_YEAR})?", _days_to),
    "day": (rf"{_DAY}\s+{_MONTH}(?:\s+{_YEAR})?", _day),
    "day_of_this_month": (rf"{_DAY}\s+(?:de ce mois|du (?:mois courant|présent mois))", _day),
    "months": (rf"{_FIRST_MONTH}\s+(?:(?:à|et|-|–)|{_FIRST_YEAR}\s+à)\s+{_MONTH}\s+{_YEAR}",
               _months_to),
    "between_months": (rf"(?<=entre ){_FIRST_MONTH}\s+{_FIRST_YEAR}\s+et\s+{_MONTH}\s+{_YEAR}",
                       _months_to),
    "month": (rf"(?:{_PART}[\s-]+)?{_MONTH}\s+{_YEAR}", _month_part),
    "bare_month": (r"(?:(?<=en )|(?<=dès )|(?<=mois de )|(?<=mois d['’])|(?<=d['’]ici )|"
                   rf"(?<=avant )|(?<=après )|(?<=depuis )|(?={_PART.replace('part', 'next')}))"
                   rf"(?:{_PART}[\s-]+)?{_MONTH}", _month_part),
    "fraction": (r"(?P<rank>1|2|3|4|premier|deuxième|second|troisième|quatrième|dernier)"
                 r"(?:er|e|ème|ième|nd)?\s+(?P<fraction>trimestre|semestre)"
                 rf"(?:{_OF}\s*{_YEAR})?", _fraction),
    "short_fraction": (rf"(?P<fraction>[TS])(?P<rank>[1-4])\s*(?:[-/]\s*)?{_YEAR}", _fraction),
    "years": (r"(?P<school>ann[ée]e (?:scolaire|universitaire) )?"
              rf"(?<![\d/.-])(?P<first_year>(?:19|20)\d\d)\s?[-–/]\s?{_YEAR}(?![\d/-])", _years),
    "between_years": (r"(?:(?<=entre )(?=\d{4} et )|(?<=de )(?=\d{4} à ))"
                      rf"{_FIRST_YEAR} (?:et|à) {_YEAR}(?![\d/-])", _years),
    "season": (rf"(?P<season>printemps|été|automne|hiver)(?:{_OF}\s*{_YEAR})", _season),
    "bare_season": (r"(?:(?<=l['’])|(?<=au )|(?<=le )|(?<=cet ))"
                    r"(?P<season>printemps|été|automne|hiver)", _season),
    "term": (rf"rentrée(?:\s+(?:de\s+)?(?:septembre\s+)?{_YEAR})?", _autumn_term),
    "year_part": (rf"{_PART}[\s-]+(?:de\s+(?:l['’]année\s+)?)?{_YEAR}", _year_part),
    "this_year": (r"(?P<part>d[ée]but|fin)\s+(?:d['’]|de\s+l['’])année", _year_part),
    "relative": (r"année\s+(?P<shift>prochaine|dernière|passée)", _beside),
    "year": (r"(?:(?<=en )|(?<=dès )|(?<=pour )|(?<=depuis )|(?<=d['’]ici )|(?<=avant )|"
             r"(?<=après )|(?<=partir de )|(?<=compter de )|"
             r"(?<=année )|(?<=exercice )|(?<=budget )|(?<=courant )|(?<=à )|"
             rf"(?<=horizon )){_YEAR}(?![\d/.-]*\d)", _year_part),
}  # fmt: skip
"""Kind of date -> how it is written, and the days it means in a year."""


def _pattern() -> Iterator[str]:
    for rule, (written, _) in _RULES.items():
        own = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{rule}>", written)
        own = re.sub(r"\(\?P=(\w+)\)", rf"(?P=\1_{rule})", own)
        yield rf"(?P<{rule}>{own})"


_ANY = re.compile(rf"(?<!\w)(?:{'|'.join(_pattern())})(?!\w)", re.I)
