"""Acronyms that no document explains, met by words in a row that have their initials."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.evidence.matching import Term
from assistant.language.acronyms import Phrase
from index.hit import Hit
from index.language.analyzer import unaccented
from index.language.context import context

_SHORTEST, _LONGEST = 3, 12
_TELLING = 4
"""Letters that words in a row hardly have by chance."""
_SMALL_WORDS = r"(?:(?:de|du|des|d|la|le|les|l|a|au|aux|et|en|pour|sur|par)[^\w.;:!?]{1,3}){0,2}"


def has_initials(word: str, text: str) -> bool:
    """Whether words in a row have the initials of one in capitals: "commission médicale
    d'établissement" is CME."""
    return _is_acronym(word) and next(_spelt_out(word, text), "") != ""


def with_spelt_out(asked: Sequence[Term], hits: Sequence[Hit]) -> tuple[Term, ...]:
    """The terms, those acronyms that no document uses with what has their initials among the
    paragraphs found: of three letters, in a title or in two of them."""
    return tuple(
        replace(term, phrases=_phrases(term.word, hits))
        if _is_acronym(term.word) and not (term.phrases or term.in_corpus)
        else term
        for term in asked
    )


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and _SHORTEST <= len(word) <= _LONGEST


def _phrases(word: str, hits: Sequence[Hit]) -> tuple[Phrase, ...]:
    told = defaultdict[Phrase, set[str]](set)
    titled: set[Phrase] = set()
    for hit in hits:
        titled.update(map(Phrase.of, _spelt_out(word, context(hit.document, hit.paragraph))))
        for words in _spelt_out(word, hit.paragraph.text):
            told[Phrase.of(words)].add(hit.paragraph.id)
    often = (p for p, where in told.items() if len(where) > 1 or len(word) >= _TELLING)
    return tuple(sorted({*titled, *often}, key=lambda phrase: phrase.line))


def _spelt_out(word: str, text: str) -> Iterator[str]:
    """Without accents."""
    return (found.group() for found in _pattern(word).finditer(unaccented(text)))


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    parts = (rf"{letter}\w{{2,}}" for letter in unaccented(word).lower())
    between = rf"[^\w.;:!?]{{1,3}}{_SMALL_WORDS}"
    return re.compile(rf"\b{between.join(parts)}\b", re.I)
