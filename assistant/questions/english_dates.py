"""Dates in English as French ones are written, to be read by the same rules."""

import re
from functools import lru_cache

from ingest.language.periods import ENGLISH_MONTHS, MONTHS

_MONTH = "|".join(ENGLISH_MONTHS)
_NTH = r"(?:st|nd|rd|th)?"
_DAY_MONTH = (
    rf"(?-i:\b\d{{1,2}}{_NTH} (?:of )?(?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}{_NTH})\b(?!,? \d)"
)
"""Months have a capital: "section 3 may" is no day."""
_YEAR = r"(?:19|20)\d\d"
_TEXTS_KEPT = 1_024
_PARTS = {"early": "début", "beginning": "début", "start": "début", "mid": "mi", "middle": "mi",
          "late": "fin", "end": "fin"}  # fmt: skip
_RANKS = {"first": "premier", "second": "deuxième", "third": "troisième", "fourth": "quatrième",
          "last": "dernier"}  # fmt: skip
_FRACTIONS = {"half": "semestre", "quarter": "trimestre"}
_BOUNDS = {"before": "avant", "after": "après", "since": "depuis", "until": "jusqu'à",
           "till": "jusqu'à", "by": "d'ici", "from": "à partir de", "in": "en"}  # fmt: skip
_DATE = re.compile(
    rf"\b(?:(?:(?P<part>early|mid|late)[ -]|(?:the )?(?P<of>beginning|start|middle|end) of )?"
    rf"(?:(?P<day>\d{{1,2}}){_NTH} (?:of )?(?P<month>{_MONTH})"
    rf"|(?P<before>{_MONTH}) (?P<after>\d{{1,2}}){_NTH}"
    rf"|(?:(?P<first>{_MONTH}) (?:and|to) )?(?P<alone>{_MONTH})),? (?P<year>{_YEAR})"
    rf"|(?:(?P<early>early|mid|late)[ -]|(?:the )?(?P<early_of>beginning|start|middle|end) of )"
    rf"(?P<part_year>{_YEAR})"
    rf"|(?:the )?(?:(?P<rank>first|second|third|fourth|last) (?P<fraction>half|quarter) of"
    rf"|Q(?P<number>[1-4])) (?P<fraction_year>{_YEAR}))\b"
    rf"|(?P<yearless>{_DAY_MONTH})",
    re.I,
)
_MAY_DATE = re.compile(rf"{_YEAR}|{_MONTH}")
_FRENCH_DATE = (
    rf"(?:(?:début |mi-|fin |\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: {_YEAR})?"
    rf"|\w+ [st]\w+mestre {_YEAR}|(?:début |mi-|fin )?{_YEAR})"
)
_SPAN = re.compile(
    rf"\b(?P<link>between|from) (?:the )?(?P<first>{_FRENCH_DATE}) (?:and|to|until)"
    rf" (?:the )?(?P<last>{_FRENCH_DATE})(?!\w)",
    re.I,
)
_BOUNDED = re.compile(
    rf"\b(?P<bound>{'|'.join(_BOUNDS)}) (?:the )?(?=(?P<date>{_FRENCH_DATE})(?!\w))", re.I
)


@lru_cache(maxsize=_TEXTS_KEPT)
def in_french(text: str) -> str:
    """Its days, and the dates of a year, with what bounds them.

    >>> in_french("What was decided between May 2020 and the end of 2021?")
    'What was decided entre mai 2020 et fin 2021?'
    """
    dated = _DATE.sub(_date, text) if _MAY_DATE.search(text) else text
    return _BOUNDED.sub(_bounded, _SPAN.sub(_spanned, dated))


def dates_in(text: str) -> list[str]:
    """As they are written."""
    return [found.group() for found in _DATE.finditer(text)]


def _date(found: re.Match[str]) -> str:
    if found["yearless"]:
        (number,) = re.findall(r"\d+", found.group())
        (name,) = re.findall(_MONTH, found.group(), re.I)
        return f"{number} {_month(name)}"
    if found["fraction_year"]:
        if found["number"]:
            return f"T{found['number']} {found['fraction_year']}"
        rank, fraction = _RANKS[found["rank"].lower()], _FRACTIONS[found["fraction"].lower()]
        return f"{rank} {fraction} {found['fraction_year']}"
    if found["part_year"]:
        return f"{_part(found['early'] or found['early_of'])}{found['part_year']}"
    month = _month(found["month"] or found["before"] or found["alone"])
    day = found["day"] or found["after"] or ""
    if found["first"]:
        day = f"{_month(found['first'])} à"
    part = found["part"] or found["of"]
    told = f"{day} {month} {found['year']}".lstrip()
    return f"{_part(part)}{told}" if part else told


def _part(word: str) -> str:
    part = _PARTS[word.lower()]
    return "mi-" if part == "mi" else f"{part} "


def _month(name: str) -> str:
    return MONTHS[ENGLISH_MONTHS.index(name.title())]


def _spanned(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    is_day = first[0].isdigit() and not first.isdigit()
    if found["link"].lower() == "between":
        return f"entre le {first} et le {last}" if is_day else f"entre {first} et {last}"
    return f"du {first} au {last}" if is_day else f"de {first} à {last}"


def _bounded(found: re.Match[str]) -> str:
    bound, date = _BOUNDS[found["bound"].lower()], found["date"]
    if bound == "en" and not date.isdigit():
        return found.group()
    is_day = date[0].isdigit() and not date.isdigit()
    if is_day and bound == "à partir de":
        return "à partir du "
    return f"{bound} {'le ' if is_day and bound in ('avant', 'après', 'depuis') else ''}"
