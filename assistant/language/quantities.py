"""Numbers and dates of a sentence, French or English, in a form that can be compared."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from index.language.analyzer import terms
from ingest.language.periods import ANY_MONTH_NUMBERS, ENGLISH_MONTHS, MONTH_NUMBERS

_MONTH = rf"(?:{'|'.join(MONTH_NUMBERS)}|(?-i:{'|'.join(ENGLISH_MONTHS)}))"
_YEAR = r"(?:19|20)\d\d"
_PARTS = {
    "early": "start", "beginning of": "start", "start of": "start", "début": "start",
    "debut": "start", "mid": "middle", "middle of": "middle", "mi": "middle",
    "late": "end", "end of": "end", "fin": "end", "fin de l'année": "end",
    "fin du mois": "end", "fin de l’année": "end",
}  # fmt: skip
_THIRDS = ("start", "middle", "end")
_QUARTERS = {
    "1er": 1, "2e": 2, "3e": 3, "4e": 4, "2ème": 2, "3ème": 3, "4ème": 4,
    "premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "dernier": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4,
}  # fmt: skip
_PART = "|".join(map(re.escape, sorted(_PARTS, key=len, reverse=True)))
_NO_YEAR = r"(?![.,]\d|\s?(?:[€%]|[kM]€|(?:euros?|eur|ht|ttc|m²|m2|ha|hectares?|km)\b))"
_DATE = re.compile(
    rf"""(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<slashes>\d{{1,2}}/\d{{1,2}}/\d{{4}}
     |(?<=\b(?:le|du|au|by|on)\s)(?:0?[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])(?!/))
    |(?:T|Q)(?P<t>[1-4])\s+(?P<tyear>{_YEAR})
    |(?P<quarter>{"|".join(_QUARTERS)})\s+(?:trimestre|quarter)
     (?:\s+(?:de\s+|of\s+)?(?P<qyear>{_YEAR}))?
    |(?P<emonth>(?-i:{"|".join(ENGLISH_MONTHS)}))\s+(?P<eday>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
     (?:,?\s+(?P<eyear>{_YEAR}))?
    |(?:(?P<part>{_PART})[\s-]+(?:de\s+|d['’])?)?
     (?:(?:(?P<day>[12]?\d|3[01])(?:er|st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})
        (?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?|(?<!\d)(?P<alone>{_YEAR}){_NO_YEAR}))(?!\w)""",
    re.I | re.X,
)
_WORDS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "un": 1, "une": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1_000, "thousand": 1_000, "k": 1_000,
    "million": 10**6, "millions": 10**6, "m": 10**6, "milliard": 10**9, "milliards": 10**9,
    "md": 10**9, "mds": 10**9, "billion": 10**9, "billions": 10**9,
}  # fmt: skip
_FRACTIONS = {
    "moitié": 2, "half": 2, "tiers": 3, "third": 3, "thirds": 3, "quart": 4, "quarts": 4,
    "quarter": 4, "quarters": 4,
}  # fmt: skip
"""By how much they divide."""
_PARTS_OF = {"deux": 2, "two": 2, "trois": 3, "three": 3}
_FRACTION = (
    r"(?<![\w.,])(?:(?:(?P<parts>deux|trois|two|three)[\s-]+)?(?P<fraction>tiers|quarts?|moitié"
    r"|half|(?<=two[\s-])thirds|(?<=three[\s-])quarters|(?<=one[\s-])third"
    r"|(?<=a\s)(?:third|quarter)(?=\sof\b)|(?<=one[\s-])quarter(?=\sof\b)))\b"
)
_HOUR = (
    r"(?<![\w.,])(?P<hour>\d{1,2})(?:(?:\s?(?:h|heures?)\s?|:)(?P<minutes>[0-5]\d)(?!\w)"
    r"|\s?h(?!\w))"
)
_UNITS = {
    "%": "%", "pour cent": "%", "percent": "%", "per cent": "%",
    "€": "€", "euro": "€", "euros": "€", "eur": "€", "ht": "€", "ttc": "€",
    "jour": "day", "jours": "day", "day": "day", "days": "day",
    "semaine": "week", "semaines": "week", "week": "week", "weeks": "week",
    "mois": "month", "month": "month", "months": "month",
    "an": "year", "ans": "year", "année": "year", "années": "year",
    "year": "year", "years": "year",
    "heure": "hour", "heures": "hour", "hour": "hour", "hours": "hour",
    "minute": "minute", "minutes": "minute", "points": "point", "percentage points": "point",
    "m²": "m²", "m2": "m²", "mètres carrés": "m²", "square metres": "m²",
    "ha": "ha", "hectare": "ha", "hectares": "ha",
    "km": "km", "kilomètre": "km", "kilomètres": "km", "kilometre": "km", "kilometres": "km",
    "mètre": "metre", "mètres": "metre", "metre": "metre", "metres": "metre",
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[ .,\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_LARGE = "mille|thousand|millions?|milliards?|billions?"
_WORD = rf"(?:{'|'.join([*_WORDS, 'cents?', 'hundred', 'mille', 'thousand'])})"
_WORD_NUMBER = rf"{_WORD}(?:(?:[\s-]|\set\s|\sand\s)(?:{_WORD}|(?:{_LARGE})\b))*"
_NAMED_UNIT = "|".join(sorted((w for w in _UNITS if len(w) > 1), key=len, reverse=True))
_SHORT_SCALE = r"(?-i:[kKM]|Mds?)(?=\s?(?:€|eur(?:os?)?\b|d['’]\s?(?:€|euros?\b)))"
_NUMBER = re.compile(
    rf"{_FRACTION}|{_HOUR}|(?:(?<=[ \u00a0(])(?<!\d[ \u00a0])(?P<sign>[-−])(?=\d)|(?<![\w.,]))"
    rf"(?:(?P<before>€|EUR\b)\s?(?=\d))?(?P<value>{_DIGITS}|{_WORD_NUMBER})"
    rf"(?:(?=[€%])|(?!\w)|(?={_SHORT_SCALE}))"
    rf"(?:\s*(?P<scale>{_SHORT_SCALE}|(?:{_LARGE})\b))?"
    rf"(?:(?<=s|n)\s(?P<rest>\d{{3}}\s\d{{3}})(?=\s?(?:€|euros?\b)))?"
    rf"(?:\s*(?:d['’]|de\s|of\s)?(?P<unit>[%€]|(?:{_NAMED_UNIT})\b))?",
    re.I,
)
_COUNTED = re.compile(r"\s+(?:d['’]|de\s)?([^\W\d_]+)(?:[ \u00a0-]([^\W\d_]+))?")
"""The word or two that follow a number."""


def whole_number(word: str) -> int:
    """Of one word or of figures, 0 where it is neither."""
    return int(word) if word.isdecimal() else _WORDS.get(word.lower(), 0)


@dataclass(frozen=True, slots=True)
class Day:
    """What a date says, None where it does not. `part` is that of the month or of the year:
    start, middle, end, or a quarter, Q1 to Q4."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` is written without separators, "1/2" for a half, "14:30" for an hour with minutes;
    `unit` is empty where none of those that are compared follows; `counted` are then the terms
    of what is counted, none where no word of its own follows."""

    value: str
    unit: str
    counted: frozenset[str] = field(default=frozenset(), compare=False)


def dates(text: str) -> list[Day]:
    return [day for day, _ in dated(text)]


def unread(text: str) -> str:
    """The text without its dates and its numbers, blanks in their places."""
    bare = _blanked(text, [place for _, place in dated(text)])
    return _blanked(bare, [found.span() for found in _NUMBER.finditer(bare)])


def quantities(text: str) -> list[Quantity]:
    """Those that are no part of a date. "Un" and "one" are articles
    but before a unit."""
    return [quantity for quantity, _ in placed(text)]


def placed(text: str) -> list[tuple[Quantity, tuple[int, int]]]:
    """These with the slices that they stand in."""
    return [*_quantities(_blanked(text, [place for _, place in dated(text)]))]


def dated(text: str) -> Iterator[tuple[Day, tuple[int, int]]]:
    """The dates with the slices that they stand in."""
    for found in _DATE.finditer(text):
        yield _day(found.groupdict()), found.span()


def says_date(day: Day, others: list[Day]) -> bool:
    """Whether one of the others gives all that `day` gives; a year that it leaves out is taken
    from any of them, as minutes leave out their own."""
    years = {other.year for other in others if other.year}
    return any(
        all(
            given is None
            or given == told
            or (name == "year" and told is None and given in years)
            or (name == "part" and given == _part(other))
            for name, given, told in (
                (field.name, getattr(day, field.name), getattr(other, field.name))
                for field in fields(Day)
            )
        )
        for other in others
    )


def _part(day: Day) -> str | None:
    """The third of its month or of its year that a date stands in."""
    if day.day:
        return _THIRDS[min(day.day - 1, 29) // 10]
    return _THIRDS[(day.month - 1) // 4] if day.month else None


def says_quantity(quantity: Quantity, others: list[Quantity]) -> bool:
    """Whether one of the others has its value and may count the same: it must, or stand alone,
    where what is counted has a number among them."""
    same = [other for other in others if _counts_alike(quantity, other)]
    alone = [other for other in others if not (other.unit or other.counted)]
    free = [] if same else [o for o in others if not (quantity.unit and o.unit)]
    return any(other.value == quantity.value for other in (*same, *alone, *free))


def _counts_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit if one.unit else bool(one.counted & other.counted)


def _day(given: dict[str, str | None]) -> Day:
    if iso := given["iso"]:
        year, month, day = map(int, iso.split("-"))
        return Day(year, month, day)
    if slashes := given["slashes"]:
        parts = [*map(int, slashes.split("/"))]
        return Day(parts[2] if len(parts) > 2 else None, parts[1], parts[0])
    if quarter := given["t"] or _QUARTERS.get((given["quarter"] or "").lower()):
        return Day(_int(given["tyear"] or given["qyear"]), part=f"Q{quarter}")
    named = given["month"] or given["emonth"]
    part = given["part"]
    return Day(
        year=_int(given["year"] or given["eyear"] or given["alone"]),
        month=ANY_MONTH_NUMBERS[named.lower()] if named else None,
        day=_int(given["day"] or given["eday"]),
        part=_PARTS[part.lower()] if part else None,
    )


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _quantities(text: str) -> Iterator[tuple[Quantity, tuple[int, int]]]:
    for found in _NUMBER.finditer(text):
        place = found.span()
        if fraction := found["fraction"]:
            parts = _PARTS_OF.get((found["parts"] or "").lower(), 1)
            yield Quantity(f"{parts}/{_FRACTIONS[fraction.lower()]}", ""), place
            continue
        if hour := found["hour"]:
            minutes = f":{found['minutes']}" if (found["minutes"] or "00") != "00" else ""
            yield Quantity(f"{int(hour)}{minutes}", "hour"), place
            continue
        unit = _UNITS.get((found["unit"] or found["before"] or "").lower(), "")
        value = _value(found["value"], is_scaled=bool(found["scale"]))
        if found["scale"]:
            value = value * _SCALES[found["scale"].lower()] + _value(found["rest"] or "0")
        if value == 1 and not unit and not found["value"][0].isdigit():
            continue
        sign = "-" if found["sign"] else ""
        counted = frozenset() if unit else _counted(text, found.end())
        yield Quantity(f"{sign}{value.normalize():f}", unit, counted), place


def _counted(text: str, end: int) -> frozenset[str]:
    """The terms of what stands after a number, none where that is a small word or a unit."""
    found = _COUNTED.match(text, end)
    words = [word for word in found.groups() if word] if found else []
    if not words or not terms(words[0]) or any(word.lower() in _UNITS for word in words):
        return frozenset()
    return frozenset(terms(" ".join(words)))


def _value(written: str, *, is_scaled: bool = False) -> Decimal:
    """ "1,250" is a thousand and more, unless millions follow; "0,125" never is."""
    if written[0].isdigit():
        grouped = written
        if not is_scaled or not re.fullmatch(r"\d+[.,]\d+", written):
            grouped = re.sub(r"(?:(?<!^0)[.,]|\s)(?=\d{3}(?!\d))", "", written)
        return Decimal(grouped.replace(",", "."))
    total = current = 0
    for word in re.findall(r"[^\W\d]+", written.lower()):
        scale = _SCALES.get(word, 0)
        if scale == 100:
            current = max(current, 1) * scale
        elif scale:
            total += max(current, 1) * scale
            current = 0
        elif word.startswith("vingt") and current % 100 == 4:
            current += 76
        else:
            current += _WORDS.get(word, 0)
    return Decimal(total + current)
