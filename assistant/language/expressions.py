"""Expressions of several words, and what else may be said for each: "lettre d'information" for
"newsletter", "agent" for "civil servant"."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from assistant.language.acronyms import Phrase
from assistant.language.english import english_stems
from assistant.language.glossary import Glossary
from index.language.analyzer import terms


@dataclass(frozen=True, slots=True)
class Expression:
    """`phrase` is French or English; `words` are French terms, `others` French expressions, each
    of which says the same."""

    phrase: Phrase
    words: frozenset[str]
    others: tuple[Phrase, ...]


_ByFirst: TypeAlias = Mapping[str, tuple[Expression, ...]]


@dataclass(frozen=True, slots=True)
class Expressions:
    """`standing_for` gives those that say the same as a French word, by its stems joined by a
    space; `in_french` and `in_english` those that may be read in a question, by their first
    stem. An English word alone is one where the French say it in several: "minutes"."""

    standing_for: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    in_french: _ByFirst = field(default_factory=dict)
    in_english: _ByFirst = field(default_factory=dict)

    @classmethod
    def of(cls, glossaries: Iterable[Glossary]) -> "Expressions":
        standing_for: dict[str, tuple[Phrase, ...]] = defaultdict(tuple)
        in_french: dict[str, tuple[Expression, ...]] = defaultdict(tuple)
        in_english: dict[str, tuple[Expression, ...]] = defaultdict(tuple)
        for french, english in (group for glossary in glossaries for group in glossary.groups):
            phrases = tuple(Phrase.of(expression) for expression in french if " " in expression)
            stems = [terms(word) for word in french if " " not in word]
            words = frozenset(stem for (stem, *more) in stems if not more)
            for own in stems:
                standing_for[" ".join(own)] += phrases
            for phrase in phrases:
                others = tuple(other for other in phrases if other != phrase)
                in_french[phrase.stems[0]] += (Expression(phrase, words, others),)
            for expression in english:
                is_one = expression.isalnum()
                if is_one and not phrases:
                    continue
                phrase = Phrase.of(expression, english_stems)
                if phrase.stems:
                    met_by = frozenset[str]() if is_one else words
                    in_english[phrase.stems[0]] += (Expression(phrase, met_by, phrases),)
        return cls(dict(standing_for), dict(in_french), dict(in_english))

    def read_in(self, text: str, *, english: bool) -> list[Expression]:
        """Those of a question, but for what is a part of a longer one: no "fire" in "fire station".
        The French ones are read in English too, where they are quoted."""
        found = _read(self.in_french, text, terms(text))
        if english:
            found += _read(self.in_english, text, english_stems(text))
        read = {frozenset(expression.phrase.stems) for expression in found}
        return [e for e in found if not any(frozenset(e.phrase.stems) < other for other in read)]

    def saying(self, stems: Sequence[str], held: Iterable[Expression]) -> tuple[Phrase, ...]:
        """Those that say the same as a word or as the expressions that hold it."""
        others = (expression.others for expression in held)
        return (*self.standing_for.get(" ".join(stems), ()), *itertools.chain.from_iterable(others))


def _read(beginning: _ByFirst, text: str, stems: Sequence[str]) -> list[Expression]:
    own = frozenset(stems)
    candidates = (e for stem in sorted(own) for e in beginning.get(stem, ()))
    return [expression for expression in candidates if expression.phrase.stands_in(text, own)]
