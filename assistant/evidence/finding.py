"""What a search shows beside its paragraphs: the words that match, and counts to narrow it by."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from assistant.reference import reference
from index.hit import Hit
from index.language.analyzer import ARTICLE, GROUPED_NUMBER, terms
from index.language.misreading import places
from ingest.document import Paragraph

LEAST_SIMILARITY = 0.3
FIRST_WEIGHED = 30
"""Hits that a search weighs together: what comes after is weighed apart, and costs more."""
_WORD = re.compile(r"[^\W_]+")
_WHOLE = re.compile(rf"{ARTICLE}|{GROUPED_NUMBER}")


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of paragraphs over the `counted` that were found: years from the newest, "" for
    documents without a date; kinds, committees, "" for none, and documents from the most counted.
    `titles` name the documents, by id."""

    counted: int
    years: Mapping[str, int]
    kinds: Mapping[str, int]
    committees: Mapping[str, int]
    documents: Mapping[str, int]
    titles: Mapping[str, str]


def facets(hits: Sequence[Hit]) -> Facets:
    years = Counter(map(year, hits))
    return Facets(
        counted=len(hits),
        years=dict(sorted(years.items(), reverse=True)),
        kinds=dict(Counter(hit.document.kind.value for hit in hits).most_common()),
        committees=dict(Counter(hit.document.committee for hit in hits).most_common()),
        documents=dict(Counter(hit.document.id for hit in hits).most_common()),
        titles={hit.document.id: reference(hit.document) for hit in hits},
    )


def is_near(hit: Hit) -> bool:
    """Whether a paragraph shares words with what is asked, or means something like it."""
    return hit.lexical > 0 or hit.dense >= LEAST_SIMILARITY


def year(hit: Hit) -> str:
    """Of its document, empty where that has no date."""
    return hit.document.date.iso[:4] if hit.document.date else ""


def highlights(paragraph: Paragraph, looked_up: AbstractSet[str]) -> list[tuple[int, int]]:
    """The slices of its text whose words give one of these index terms, as they are read or as
    they may be printed, in order and apart."""
    written = ((word, word[0]) for word in _WORD.finditer(paragraph.text))
    found = [*written, *places(paragraph.text, paragraph.misread)]
    met = [place.span() for place, word in found if not looked_up.isdisjoint(_of(word))]
    met += [w.span() for w in _WHOLE.finditer(paragraph.text) if terms(w[0])[-1] in looked_up]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(met, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


@lru_cache(maxsize=50_000)
def _of(word: str) -> frozenset[str]:
    return frozenset(terms(word))
