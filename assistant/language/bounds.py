"""On which side of its dates and of its numbers a text stands, French or English: until or from,
less or more; and which way a number goes."""

import itertools
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
from ingest.language.bounds import AFTER, BEFORE, SINCE, UNTIL

_OR_EQUAL = r"(?: ou éga(?:l|le|les|ux))?"
AT_MOST = (
    r"(?:au|pas) plus|(?<!\bau )moins|maximum|en dessous|au-dessous"
    rf"|inférieure?s?{_OR_EQUAL}|limite|plafond|plafonnée?s?|(?:dépass|exc[éè]d|atteign)\w+ pas"
    r"|n['’]exc[éè]d\w+|jusqu['’](?:à|aux?)|under|below|at most|(?:no more|less|fewer) than|up to"
    r"|not exceed\w*|within"
)
AT_LEAST = (
    r"au moins|(?<!\bau )(?<!\bpas )plus|minimum|au-dessus|au-delà"
    rf"|à partir|à compter|supérieure?s?{_OR_EQUAL}|dépass\w+|(?<!n['’])exc[éè]d\w+|atteign\w+"
    r"|over|above|at least|(?<!\bno )more than|(?<!\bnot )exceed\w*"
)
"""Patterns of the words before a number that others may not go over, or under."""
_Told = TypeVar("_Told", Day, Quantity)
_REACH = 40
_UPON = (
    r"\s*(?:(?:à|aux?|le|la|les|du|des|de|en|the|of|une?|a)\s+|l['’]|d['’]){0,2}"
    r"(?:fin|début|mi)?\W*$"
)
"""What stands between the word and the date or the number."""
_SIDES = tuple(
    (re.compile(rf"\b(?:{before}){_UPON}", re.I), re.compile(rf"\W*(?:{after})\b", re.I))
    for before, after in (
        (
            rf"{AT_MOST}|{BEFORE}|{UNTIL}|before|until|till|by|no later than|sous|dans",
            r"au (?:plus|maximum)|maximum|ou moins|et moins|at (?:the )?most|or (?:less|fewer)",
        ),
        (
            rf"{AT_LEAST}|{AFTER}|{SINCE}|passé|from|since|after|starting",
            r"au (?:moins|minimum)|minimum|ou plus|et plus|at (?:the )?least|or more",
        ),
    )
)
_FROM = re.compile(r"\b(?:de|du|from)\s(?:la |the )?$", re.I)
_UP_TO = re.compile(r"\s?\w*\s?(?:à|to)\s(?:la |the )?", re.I)
_INSTEAD = re.compile(
    r"\b(?:from|contre|et non|au lieu d[eu]|instead of|rather than|plutôt que|against|compared)\b"
    r"[^.;]{0,15}$",
    re.I,
)
"""What stands before the number that was, where it is told after the one that is."""


def turns_back(sentence: str, source: str) -> bool:
    """Whether a number goes from one value to another in the sentence, and in its source, which
    has each once, the other way."""
    held = [*placed(source)]
    for (one, (begin, end)), (other, (start, _)) in itertools.pairwise(placed(sentence)):
        if not (_FROM.search(sentence[:begin]) and _UP_TO.fullmatch(sentence, end, start)):
            continue
        old, new = (
            [at for told, (at, _) in held if says_quantity(number, [told])]
            for number in (one, other)
        )
        if len(old) == len(new) == 1:
            is_first, second = old < new, max(old[0], new[0])
            if is_first is bool(_INSTEAD.search(source, 0, second)):
                return True
    return False


def crosses(sentence: str, source: str) -> bool:
    """Whether a date or a number of the sentence stands on the other side than wherever its
    source has it."""
    days, numbers = [*_placed(source, dated(source))], [*_placed(source, placed(source))]
    return any(
        side is not None and {there for other, there in days if is_day(day, other)} == {not side}
        for day, side in _placed(sentence, dated(sentence))
    ) or any(
        side is not None
        and {there for other, there in numbers if says_quantity(number, [other])} == {not side}
        for number, side in _placed(sentence, placed(sentence))
    )


def is_day(day: Day, other: Day) -> bool:
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
