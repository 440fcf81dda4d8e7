"""The date that a text or a file name gives its document."""

import re
from collections.abc import Sequence
from datetime import date

from ingest.document import DatePrecision, DocumentDate, DocumentKind, Origin
from ingest.language import bodies
from ingest.language.bounds import bound_before
from ingest.language.periods import ANY_MONTH_NUMBERS, ENGLISH_MONTHS, MONTH_NUMBERS, full_year

_TO = rf"(?:(?:[-–]|\s(?:et|au|and|to)\s(?:(?:{'|'.join(bodies.DAYS)})\s)?)\d{{1,2}})?"
"""The last day of a meeting of several, which is that of the first."""
_FRENCH_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er)?{_TO}\s+)?(?P<month>{'|'.join(MONTH_NUMBERS)})\s+"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_ENGLISH_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_TO}\s+(?P<month>{'|'.join(ENGLISH_MONTHS)})\s+"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_NUMERIC_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"
    r"|/(?P<short_month>\d{1,2})/(?P<short_year>\d\d)(?![\w/]))"
)
_DATES = (_FRENCH_DATE, _ENGLISH_DATE, _NUMERIC_DATE)
_NAME_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.](?P<month>\d\d)(?:[-_.](?P<day>\d\d))?(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d\d)[-_.](?P<month>\d\d)[-_.](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
)
_LETTER, _REFERENCE = 2, 3
OPENING = 800
"""Characters in which minutes name their meeting."""
_LETTER_DATE = re.compile(r"[A-ZÀ-Ý][\w'’ -]{2,40}, le\b|(?:date|envoyé(?: le)?)\s*:", re.I)
REFERRED = re.compile(r"\W*(?:(?:nos |vos |v/|n/)?r[ée]f(?:[ée]rences?)?\b|vue?\b|p\.? ?j\b)", re.I)
"""What a document refers to at its head, with a date that is not its own."""
MEETING = re.compile(rf"s[ée]ance|r[ée]union|relev[ée]|{bodies.NOUN}", re.I)
_VERSION = re.compile(
    r"\b(?:version|v\s?\d+(?:\.\d+)*|mis(?:e|es)? à jour|actualisée?s?|[ée]tat|updated|revised)"
    r"(?:\s+(?:n\s*°\s*)?\d+(?:\.\d+)*)?\s*(?::|du|le|au|en date du|on|as of)?\s+(?=\w)",
    re.I,
)


def is_date(text: str) -> bool:
    return any(date.fullmatch(text.strip(" .")) for date in _DATES)


def told_date(
    head: Sequence[str], text: str, kind: DocumentKind
) -> tuple[DocumentDate, str] | None:
    """That of the meeting rather than that of the letter or the mail that reports it; of a note,
    the day that it was written."""
    written = [line for line in head if _date_rank(line) == _LETTER]
    if kind is DocumentKind.FICHE and (told := _text_date(written)):
        return told
    of_meeting = [line for line in head if _date_rank(line) < _LETTER]
    return _text_date(of_meeting) or _met_on(text) or _text_date(head) or _brought_up_to(text)


def name_date(stem: str) -> tuple[DocumentDate, str] | None:
    for pattern in (*_NAME_DATES, _FRENCH_DATE):
        found = pattern.search(stem.replace("_", " " if pattern is _FRENCH_DATE else "-"))
        if read := _read(found, Origin.FILE_NAME):
            return read
    return None


def _text_date(head: Sequence[str]) -> tuple[DocumentDate, str] | None:
    """The first date in the lines of the head, those that name a meeting first and those
    that date a letter last; a running text does not give one, nor a term, "avant le 30 juin"."""
    head = sorted(head, key=_date_rank)
    for pattern in _DATES:
        for line in head:
            found = pattern.search(line)
            is_term = found is not None and bound_before(line, found.start())[0] is not None
            if not is_term and (read := _read(found)):
                return read
    return None


def _brought_up_to(text: str) -> tuple[DocumentDate, str] | None:
    """The day of the version that the opening of a document says it is: "mise à jour le"."""
    for said in _VERSION.finditer(text[:OPENING]):
        for pattern in _DATES:
            if read := _read(pattern.match(text, said.end())):
                return read
    return None


def _met_on(text: str) -> tuple[DocumentDate, str] | None:
    """The day of a meeting that the opening sentence of its minutes names with its body."""
    return _read(_FRENCH_DATE.search(bodies.day_in(text[:OPENING])))


def _date_rank(line: str) -> int:
    if REFERRED.match(line):
        return _REFERENCE
    if _LETTER_DATE.match(line):
        return _LETTER
    return 0 if MEETING.search(line) else 1


def _read(
    found: re.Match[str] | None, origin: Origin = Origin.TEXT
) -> tuple[DocumentDate, str] | None:
    """With the words that tell it."""
    read = _date(found, origin) if found else None
    return (read, found.group()) if found and read else None


def _date(found: re.Match[str], origin: Origin) -> DocumentDate | None:
    """None for a day or a month that does not exist."""
    said = {name: value for name, value in found.groupdict().items() if value}
    named = (said.get("month") or said["short_month"]).lower()
    month = ANY_MONTH_NUMBERS.get(named) or int(named)
    year = full_year(said.get("year") or said["short_year"])
    precision = DatePrecision.DAY if "day" in said else DatePrecision.MONTH
    try:
        return DocumentDate(date(year, month, int(said.get("day", 1))), precision, origin)
    except ValueError:
        return None
