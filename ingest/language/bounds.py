"""The words before a date that leave it open on one side: "avant le", "jusqu'en", "depuis"."""

import re
from enum import StrEnum

BEFORE = "avant"
AFTER = "après"
UNTIL = r"d['’]ici|jusqu['’](?:à|aux?|en)|au plus tard"
SINCE = r"à\s+(?:compter|partir|dater)\s+d(?:u|e|['’])|dès|des(?=\s+l)|depuis"
"""Patterns of these words, in French."""
_LONGEST = 40
_THE = r"(?:(?:le|la|l['’])\s*)?(?:ann[ée]e\s+|mois\s+d(?:e\s+|['’]))?$"


class Bound(StrEnum):
    """Which days are meant: those up to the eve of the date or to its end, or those from the day
    after it or from its beginning."""

    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    SINCE = "since"


_WORDS = {
    Bound.BEFORE: rf"\b{BEFORE}\s+{_THE}",
    Bound.AFTER: rf"\b{AFTER}\s+{_THE}",
    Bound.UNTIL: (
        rf"(?:{BEFORE}|{UNTIL})\s*"
        r"(?:(?:le|la|l['’]|à|au|en|fin\s+de|du|de|d['’]|ann[ée]e|mois)\s*)*$"
    ),
    Bound.SINCE: rf"\b(?:{SINCE})\s*{_THE}",
}
_BOUNDS = {bound: re.compile(words, re.I) for bound, words in _WORDS.items()}
_IS_END = re.compile(r"fin\b", re.I)


def bound_before(text: str, place: int) -> tuple[Bound | None, int]:
    """What bounds a date that stands there, and where its words begin; "avant fin mars" goes to
    the end of March."""
    start = max(0, place - _LONGEST)
    before = text[start:place]
    is_end = _IS_END.match(text, place)
    for bound, words in _BOUNDS.items():
        found = words.search(before)
        if found and not (bound is Bound.BEFORE and is_end):
            return bound, start + found.start()
    return None, place
