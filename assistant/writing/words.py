"""How far the words of a written sentence stand in a source, in their own form or in another."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.language.contraries import answers
from assistant.language.english import english_stems
from assistant.language.lexicon import FRAME
from assistant.language.polarity import is_scope
from assistant.language.quantities import dates, quantities
from assistant.language.quoting import quotations_in
from assistant.language.related import related_words
from assistant.language.sentences import sentences_in
from index.language.analyzer import fold, terms
from ingest.language.periods import ENGLISH_MONTHS, MONTHS
from ingest.language.words import is_english_word, is_french_word

WORD = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*")
_YES = re.compile(r"^\W*(?:oui|non|yes|no)\s?[,:]\s", re.I)
_REPHRASED = 0.4
_SHORTEST_FAMILY = 5
_TELLS = frozenset(
    terms(
        "comité relevé fiche réunion séance minutes note committee meeting briefing selon indique "
        "précise rappelle souligne prévoit annonce demande decided according states requires "
        "voit voient bénéficie effectue procède réalise consiste figure demeure intervient "
        "retient prié"
    )
)
"""Words that say who speaks, and not what is said."""


@dataclass(frozen=True, slots=True)
class Source:
    """The index terms of a French text, as words of French are held against them, or of English."""

    stems: frozenset[str]
    english: bool

    @classmethod
    def of(cls, text: str, language: Language) -> "Source":
        return cls(frozenset(terms(text)), language is Language.ENGLISH)

    def term_of(self, word: str) -> str:
        """The one that a word stands for, empty where none."""
        own = terms(word)
        if own and (own[-1] in self.stems or not self.english):
            return own[-1]
        linked = related_words().of(word, english=True)
        return max(linked.keys() & self.stems, key=lambda term: linked[term], default="")

    def has_name(self, name: str) -> bool:
        """As it is, or in French words where it is English."""
        own = terms(name)
        if not own or own[-1] in self.stems or self.stems.issuperset(own[:-1] or own):
            return True
        return self.english and (self._has_related(name) or self._has_family(fold(name)))

    def share_of(self, sentence: str, quoted: str = "") -> float:
        """Share of the words that stand in the source, in their own form, as one of their family,
        of like meaning, or as their contrary, which is told apart elsewhere; each counts by how
        rare it is in everyday sentences. One that does not may be said for one that the sentence
        leaves out of what it tells of `quoted`, and counts by a part then."""
        told = [word for word in WORD.findall(sentence) if _tells(word, english=self.english)]
        weights = [related_words().rarity(word, english=self.english) for word in told]
        met = [self._has(word) or answers(word, quoted, whole=False) for word in told]
        total = sum(weights)
        if not total:
            return (
                1.0 if dates(sentence) or quantities(sentence) or quotations_in(sentence) else 0.0
            )
        found = sum(itertools.compress(weights, met))
        left = self._left_out(told, quoted) if quoted else 0.0
        return (found + _REPHRASED * min(total - found, left)) / total

    def _has(self, word: str) -> bool:
        own = terms(word)
        if own and (own[-1] in self.stems or self._has_family(own[-1])):
            return True
        return self._has_related(word)

    def _has_related(self, word: str) -> bool:
        return not self.stems.isdisjoint(related_words().of(word, english=self.english))

    def _has_family(self, word: str) -> bool:
        head = word[:_SHORTEST_FAMILY]
        return len(head) == _SHORTEST_FAMILY and any(stem.startswith(head) for stem in self.stems)

    def _left_out(self, told: Sequence[str], quoted: str) -> float:
        """The weight of the words of the source's sentence that is told which are not said."""
        linked = (related_words().of(word, english=self.english) for word in told)
        said = frozenset(itertools.chain(terms(" ".join(told)), *linked))
        best = (0.0, 0.0)
        for sentence in sentences_in(quoted):
            words = [word for word in WORD.findall(sentence) if _tells(word, english=False)]
            weights = [related_words().rarity(word, english=False) for word in words]
            used = sum(w for w, word in zip(weights, words, strict=True) if said & {*terms(word)})
            best = max(best, (used, sum(weights) - used))
        return best[1]


def without_yes(sentence: str) -> str:
    """Without the yes or no that opens it."""
    return _YES.sub("", sentence)


def names_in(sentence: str, *, english: bool) -> list[str]:
    """Capitalised words; the first of all only where it is no word of the language."""
    is_word = is_english_word if english else is_french_word
    words = [word for word in WORD.findall(without_yes(sentence)) if word not in ENGLISH_MONTHS]
    capitalised = [word for word in words if any(map(str.isupper, word))]
    if capitalised and capitalised[0] == words[0] and is_word(words[0].lower()):
        return capitalised[1:]
    return capitalised


def _tells(word: str, *, english: bool) -> bool:
    own = english_stems(word) if english else terms(word)
    is_frame = word.lower() in FRAME or bool(_TELLS.intersection(terms(word)))
    is_dated = word.lower() in MONTHS or word in ENGLISH_MONTHS
    is_number = any(map(str.isdigit, word)) or bool(quantities(word))
    return bool(own) and not (is_frame or is_dated or is_number or is_scope(word))
