"""The numbers of acts, "n° 2022-57", which hold years and tell none."""

import re

_MOST_YEARS = 10
_NUMBER = re.compile(
    r"(?:\bn\s?[°º]s?\s?|\b(?:nos?|d[ée]lib[ée]rations?|d[ée]cisions?|d[ée]crets?|lois?|arr[êe]t[ée]s?"
    r"|ordonnances?|circulaires?|decrees?|acts?)\s(?=\S*\d[-/]\d))(?!\d{4}[-/]\d{4}\b)"
    r"[\w./-]*\d[\w./-]*"
    r"|\b(?:19|20)\d\d[-/](?!(?:0\d|1[0-2]|(?:19|20)\d\d)\b)(?P<number>\d{1,5})\b",
    re.I,
)
"""May be years too, "2022-25"."""


def without_acts(text: str) -> str:
    """The text without these numbers: what it tells of years."""
    return _NUMBER.sub(_unless_years, text)


def _unless_years(found: re.Match[str]) -> str:
    if not found["number"]:
        return " "
    more = int(found["number"]) - int(found[0][2:4])
    return found[0] if len(found["number"]) == 2 and 0 < more <= _MOST_YEARS else " "
