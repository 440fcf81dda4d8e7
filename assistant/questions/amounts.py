"""Amounts that a question names, "le marché de 500 000 €", "une hausse de 5 %": another is no
answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.quantities import Quantity, is_same, placed, quantities
from index.hit import Hit
from index.language.context import whole_text
from ingest.document import Paragraph, ParagraphKind

_LEAST_COUNT = 1_000
"""Of things without a unit: fewer, "les 3 décisions", tell how many are asked for."""
_TIMES = frozenset("day week month year".split())
_COMPARED = frozenset("€ % m² ha km metre minute".split()) | _TIMES
_LASTS = re.compile(r"\b(?:de|à|pour|pendant|durant|sous|sur|of|for|to)\s$|\b(?:d|l)['’]$", re.I)
"""Before a time that something lasts, not one that is counted from today."""
_LIMITS = re.compile(
    r"(?:\b(?:plus|moins|au-dessus|au-delà|en dessous|au-dessous|à partir|à compter|près|autour"
    r"|(?:supérieur|inférieur)e?s?(?: ou éga(?:l|le|les|ux))?|jusqu|dépass\w+"
    r"|exc[éè]d\w+|atteign\w+|environ|entre|quelques?|minimum|maximum|au (?:moins|plus)"
    r"|d['’]ici|depuis|dans|over|under|above|below|about|around|nearly|almost|at (?:least|most)"
    r"|(?:more|less) than|up to|exceed\w*|between|within)(?:\s+(?:de|des|à|aux|les))?|jusqu['’]à"
    r"|[<>≥≤~±])\s*(?:[dl]['’])?$",
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
_FIGURE = re.compile(r"\d")
_TEXTS_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Amount:
    """`written` as it stands in the question."""

    quantity: Quantity
    written: str

    def __str__(self) -> str:
        return self.written

    def stands_in(self, hit: Hit) -> bool:
        """In the paragraph or above it, in any writing."""
        return self.is_told(whole_text(hit.document, hit.paragraph), hit.paragraph)

    def is_told(self, text: str, paragraph: Paragraph) -> bool:
        """By a text of the paragraph. The unit of the figures of a table is told by the titles of
        its columns."""
        title = _TITLES.get(self.quantity.unit)
        is_above = bool(title and title.search(paragraph.columns))
        is_bare = not self.quantity.unit
        return any(
            is_same(self.quantity, told)
            or ((is_bare or (is_above and not told.unit)) and self.quantity.value == told.value)
            for told in _quantities(text)
        )

    def gives_way_in(self, text: str, paragraph: Paragraph) -> bool:
        """Whether a sentence or a row tells another amount of the kind."""
        if self.is_told(text, paragraph):
            return False
        if paragraph.kind is ParagraphKind.TABLE:
            return bool(_FIGURE.search(text))
        unit = self.quantity.unit
        return bool(unit) and any(told.unit == unit for told in _quantities(text))


def amounts_in(question: str) -> Iterator[Amount]:
    """Neither the bounds of others, "plus de 40 000 €", nor times from today, "depuis deux ans"."""
    for quantity, (start, end) in placed(question):
        before, written, after = question[:start], question[start:end], question[end:]
        is_bound = _LIMITS.search(before) or _RANGE.search(before) or _OR_MORE.match(after)
        if not is_bound and _identifies(quantity, before, written):
            yield Amount(quantity, written)


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
