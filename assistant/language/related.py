"""Words of like meaning: English to French, and French to French.

Three sources: `related_words.tsv`, learned by `related_training`; `glossary.txt`, the vocabulary of
administrations, written by hand; that of an installation: see `glossary`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.language.english import english_stems
from assistant.language.expressions import Expressions
from assistant.language.glossary import EMPTY, Glossary, parse
from index.language.analyzer import fold, terms

LEARNED = Path(__file__).parent / "related_words.tsv"
_GLOSSARY = Path(__file__).parent / "glossary.txt"
ENGLISH, FRENCH = "en", "fr"
_GLOSSARY_WEIGHT = 0.8
_DENIES = re.compile(r"\b(?:ne|pas|sans|non|hors|peu|moins|aucune?|jamais)\b|\bn['’]", re.I)
"""Small words that leave "possible" of "pas possible"."""


@dataclass(frozen=True, slots=True)
class RelatedWords:
    """`products` are names of products, folded, which stand for themselves alone, with the
    terms of what they are used for.
    `links`: (language, stems joined by a space) -> French terms with a weight in (0, 1].
    `commonness`: (language, stem) -> share of everyday sentences that hold it.
    `expressions` are those of several words."""

    links: Mapping[tuple[str, str], Mapping[str, float]]
    commonness: Mapping[tuple[str, str], float]
    sentences: int
    products: Mapping[str, Mapping[str, float]]
    expressions: Expressions

    def of(self, word: str, *, english: bool) -> dict[str, float]:
        """French terms of like meaning, those of the word itself left out."""
        own = terms(word)
        found = dict(self.links.get((FRENCH, " ".join(own)), {}))
        found |= self.products.get(fold(word), {})
        if english:
            found |= self.links.get((ENGLISH, " ".join(english_stems(word))), {})
        return {term: weight for term, weight in found.items() if term not in own}

    def knows(self, term: str) -> bool:
        """Whether words of like meaning are known of a French one, by its index term."""
        return (FRENCH, term) in self.links

    def is_used(self, word: str) -> bool:
        """In French, by its index terms: typed without accents too."""
        return any(self.knows(term) or (FRENCH, term) in self.commonness for term in terms(word))

    def is_product(self, word: str) -> bool:
        """As it is written: "signale" is not Signal."""
        return fold(word) in self.products

    def rarity(self, word: str, *, english: bool) -> float:
        """0 for a word of every everyday sentence, 1 for one of none; in [0, 1]."""
        stems = english_stems(word) if english else terms(word)
        language = ENGLISH if english else FRENCH
        share = min((self.commonness.get((language, stem), 0.0) for stem in stems), default=1.0)
        return math.log(1 + 1 / (share + 1 / self.sentences)) / math.log(1 + self.sentences)


@lru_cache(maxsize=4)
def related_words(added: Glossary = EMPTY) -> RelatedWords:
    """Of the box, with those of an installation."""
    links, counts, sentences = _learned()
    products: dict[str, dict[str, float]] = defaultdict(dict)
    glossaries = (box_glossary(), added)
    for glossary in glossaries:
        _add_glossary(glossary, links, products)
    commonness = {word: count / sentences for word, count in counts.items()}
    return RelatedWords(links, commonness, sentences, products, Expressions.of(glossaries))


def product_stems() -> frozenset[str]:
    """Those of the box."""
    return frozenset(stem for names, _ in box_glossary().products for stem in _stems(names))


@lru_cache(maxsize=1)
def box_glossary() -> Glossary:
    """The vocabulary of administrations."""
    return parse(_GLOSSARY.read_text(encoding="utf-8"), name=_GLOSSARY.name)


def _learned() -> tuple[dict[tuple[str, str], dict[str, float]], dict[tuple[str, str], float], int]:
    """Links, counts and the number of everyday sentences in which these were counted."""
    links: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    counts: dict[tuple[str, str], float] = {}
    sentences = 1
    for line in LEARNED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, word, term, value = line.split("\t")
        if kind == "sentences":
            sentences = int(value)
        elif kind == "frequency":
            counts[term, word] = float(value)
        else:
            links[kind, word][term] = float(value)
    return links, counts, sentences


def _add_glossary(
    glossary: Glossary,
    links: dict[tuple[str, str], dict[str, float]],
    products: dict[str, dict[str, float]],
) -> None:
    for french, english in glossary.groups:
        told = [(terms(expression), _DENIES.search(expression)) for expression in french]
        group = [stems for stems, denies in told if len(stems) > 1 or not denies]
        singles = {stems[0] for stems in group if len(stems) == 1}
        for stems in group:
            _link(links[FRENCH, " ".join(stems)], singles - set(stems))
        for expression in english:
            if len(stems := english_stems(expression, small_words=True)) == 1:
                _link(links[ENGLISH, stems[0]], singles)
    for names, uses in glossary.products:
        for name in names:
            _link(products[fold(name)], _stems(uses))


def _stems(expressions: Iterable[str]) -> set[str]:
    return {stem for expression in expressions for stem in terms(expression)}


def _link(links: dict[str, float], targets: set[str]) -> None:
    for term in targets:
        links[term] = max(links.get(term, 0.0), _GLOSSARY_WEIGHT)
