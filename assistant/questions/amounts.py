"""Amounts that a question names, "le marché de 500 000 €", "une hausse de 5 %": another is no
answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.bounds import AT_LEAST, AT_MOST
from assistant.language.measures import is_same, is_within, unit_of
from assistant.language.quantities import Quantity, placed, quantities
from index.hit import Hit
from index.language.context import whole_text
from ingest.document import Paragraph, ParagraphKind

_LEAST_COUNT = 1_000
"""Of things without a unit: fewer, "les 3 décisions", tell how many are asked for."""
_TIMES = frozenset("day week month year".split())
_COMPARED = frozenset("€ % m² ha km metre minute".split()) | _TIMES
_LASTS = re.compile(r"\b(?:de|à|pour|pendant|durant|sous|sur|of|for|to)\s$|\b(?:d|l)['’]$", re.I)
"""Before a time that something lasts, not one that is counted from today."""
_JOINED = r"(?:\s+(?:de|des|à|aux|les))?\s*(?:[dl]['’])?$"
_AT_LEAST = re.compile(rf"(?:\b(?:{AT_LEAST})|[>≥]){_JOINED}", re.I)
_AT_MOST = re.compile(rf"(?:\b(?:{AT_MOST})|[<≤]){_JOINED}", re.I)
_ABOUT = re.compile(
    r"(?:\b(?:près|autour|environ|entre|quelques?|d['’]ici|depuis|dans|about|around|nearly|almost"
    rf"|between)|[~±]){_JOINED}",
    re.I,
)
"""Before an amount that others are compared with."""
_RANGE = re.compile(r"(?:\d\s?(?:et|à|and|to|-|–)|\b(?:entre|between)\b.*\b(?:et|and))\s?$", re.I)
_OR_MORE = re.compile(
    r"\s?(?:(?:ou|et|or|and) (?:plus|moins|more|less|over)\b|(?:à|to|-|–)\s?\d"
    r"|(?:environ|maximum|minimum|au (?:moins|plus))\b)",
    re.I,
)
_TITLES = {
    "€": re.compile(r"€|\b(?:euros?|montants?|prix|co[uû]ts?|HT|TTC|budgets?|sommes?)\b", re.I),
    "%": re.compile(r"%|\b(?:taux|parts?|pourcentages?)\b", re.I),
}
"""What the title of a column says of the figures under it."""
_BY_TIMES = re.compile(
    r"\b\w*(?:annue|ennal|mensue|hebdomadaire|trimestr|semestr|annual|year|monthl|weekl)", re.I
)
_FIGURE = re.compile(r"\d")
_TEXTS_KEPT = 4_096
_BEFORE = 60
"""Characters before an amount in which its bound is told."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`written` as it stands in the question."""

    quantity: Quantity
    written: str

    def __str__(self) -> str:
        return self.written

    def stands_in(self, hit: Hit) -> bool:
        """In the paragraph or above it, in any writing; times in such words as "triennal" too."""
        text = whole_text(hit.document, hit.paragraph)
        is_time = self.quantity.unit in _TIMES
        return (is_time and bool(_BY_TIMES.search(text))) or self.is_told(text, hit.paragraph)

    def is_told(self, text: str, paragraph: Paragraph) -> bool:
        """By a text of the paragraph, or within the bounds of its rule. The unit of figures in a
        table is told by the titles of its columns."""
        title = _TITLES.get(self.quantity.unit)
        is_above = bool(title and title.search(paragraph.columns))
        is_bare = not self.quantity.unit
        return any(
            is_same(self.quantity, told)
            or ((is_bare or (is_above and not told.unit)) and self.quantity.value == told.value)
            for told in _quantities(text)
        ) or any(is_within(self.quantity, *bounds) for bounds in _bounds(text))

    def gives_way_in(self, text: str, paragraph: Paragraph) -> bool:
        """Whether a sentence or a row tells another amount of the kind, and no title of its columns
        this one."""
        if self.is_told(text, paragraph) or self.is_told(paragraph.columns, paragraph):
            return False
        if paragraph.kind is ParagraphKind.TABLE:
            return bool(_FIGURE.search(text))
        unit = unit_of(self.quantity)
        return bool(unit) and any(unit_of(told) == unit for told in _quantities(text))


def amounts_in(question: str) -> Iterator[Amount]:
    """Neither the bounds of others, "plus de 40 000 €", nor times from today, "depuis deux ans"."""
    for quantity, (start, end) in placed(question):
        before, written, after = _before(question, start), question[start:end], question[end:]
        limits = (_AT_LEAST, _AT_MOST, _ABOUT, _RANGE)
        is_bound = any(limit.search(before) for limit in limits) or _OR_MORE.match(after)
        if not is_bound and _identifies(quantity, before, written):
            yield Amount(quantity, written)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _BEFORE) : start]


def _identifies(quantity: Quantity, before: str, written: str) -> bool:
    if not quantity.unit:
        return written[0].isdigit() and _is_large(quantity)
    is_article = quantity.value == "1" and not written[0].isdigit()
    is_time = quantity.unit in _TIMES
    if is_article or quantity.unit not in _COMPARED:
        return False
    return not is_time or bool(_LASTS.search(before))


def _is_large(quantity: Quantity) -> bool:
    return quantity.value.isdecimal() and int(quantity.value) >= _LEAST_COUNT


_quantities = lru_cache(maxsize=_TEXTS_KEPT)(quantities)
"""Questions on one amount find the same paragraphs."""


@lru_cache(maxsize=_TEXTS_KEPT)
def _bounds(text: str) -> tuple[tuple[Quantity | None, Quantity | None], ...]:
    """The least and the most that a rule holds for, None for no bound: "au-delà de 40 000 €", "de
    10 000 à 40 000 €"."""
    found: list[tuple[Quantity | None, Quantity | None]] = []
    last: Quantity | None = None
    for quantity, (start, _) in placed(text):
        before = _before(text, start)
        if last and _RANGE.search(before):
            found.append((replace(last, unit=last.unit or quantity.unit), quantity))
        elif _AT_MOST.search(before):
            found.append((None, quantity))
        elif _AT_LEAST.search(before):
            found.append((quantity, None))
        last = quantity
    return tuple(found)
