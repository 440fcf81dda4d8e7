"""On which side of its dates and of its numbers a text stands, French or English: until or from,
less or more."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from assistant.language.quantities import (
    Day,
    Quantity,
    dated,
    placed,
    says_date,
    says_quantity,
)

_Told = TypeVar("_Told", Day, Quantity)
_REACH = 40
_UPON = r"\s*(?:(?:le|la|les|du|des|de|en|the|of|une?|a)\s+|l['’]|d['’]){0,2}(?:fin|début|mi)?\W*$"
"""What stands between the word and the date or the number."""
_SIDES = tuple(
    (re.compile(rf"\b(?:{before}){_UPON}", re.I), re.compile(rf"\W*(?:{after})\b", re.I))
    for before, after in (
        (
            r"avant|jusqu['’](?:à|au|en|aux)|d['’]ici(?: à| au)?|au plus tard|before|until|till"
            r"|by|up to|no later than|moins(?: d['’e])?|(?:au|un) (?:plus|maximum)(?: d['’e])?"
            r"|less than|fewer than|at most|maximum(?: d['’e])?|inférieure?s? à|below|within"
            r"|n['’]excède\w*|sous|dans",
            r"au (?:plus|maximum)|maximum|ou moins|et moins|at (?:the )?most|or (?:less|fewer)",
        ),
        (
            r"à (?:partir|compter|dater) d[eu]|après|depuis|dès|passé|from|since|after|starting"
            r"|plus(?: d['’e])?|(?:au|un) (?:moins|minimum)(?: d['’e])?|more than|at least"
            r"|minimum(?: d['’e])?|supérieure?s? à|above|au-delà d[eu]|dépass\w*|exceed\w*"
            r"|over(?!.*\b(?:days|weeks|months|years)\b)",
            r"au (?:moins|minimum)|minimum|ou plus|et plus|at (?:the )?least|or more",
        ),
    )
)


def crosses(sentence: str, source: str) -> bool:
    """Whether a date or a number of the sentence stands on the other side than wherever its
    source has it."""
    days, numbers = [*_placed(source, dated(source))], [*_placed(source, placed(source))]
    return any(
        side is not None and {there for other, there in days if _is_day(day, other)} == {not side}
        for day, side in _placed(sentence, dated(sentence))
    ) or any(
        side is not None
        and {there for other, there in numbers if says_quantity(number, [other])} == {not side}
        for number, side in _placed(sentence, placed(sentence))
    )


def _is_day(day: Day, other: Day) -> bool:
    """Whether it is the same, the year left out where one leaves it out."""
    return says_date(replace(day, year=other.year and day.year), [other])


def _placed(
    text: str, places: Iterable[tuple[_Told, tuple[int, int]]]
) -> Iterator[tuple[_Told, bool | None]]:
    """Each with its side, True for from and more, None where no word tells it."""
    for told, (start, end) in places:
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        sides = (bool(one.search(before) or two.match(after)) for one, two in _SIDES)
        until, since = sides
        yield told, None if until == since else since
