"""Expressions of several words, and what else may be said for each: "lettre d'information" for
"newsletter", "civil servant" for "agent"."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.language.acronyms import Phrase
from assistant.language.glossary import Glossary
from index.analyzer import terms


@dataclass(frozen=True, slots=True)
class Expression:
    """`words` are French terms, `others` expressions, each of which says the same."""

    phrase: Phrase
    words: frozenset[str]
    others: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Expressions:
    """`standing_for` gives those that say the same as a word, by its stems joined by a space;
    `beginning` those that may be read in a question, by their first stem."""

    standing_for: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    beginning: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, glossaries: Iterable[Glossary]) -> "Expressions":
        standing_for: dict[str, tuple[Phrase, ...]] = defaultdict(tuple)
        beginning: dict[str, tuple[Expression, ...]] = defaultdict(tuple)
        for french, _ in (group for glossary in glossaries for group in glossary.groups):
            phrases = [Phrase.of(expression) for expression in french if " " in expression]
            stems = [terms(word) for word in french if " " not in word]
            words = frozenset(stem for (stem, *more) in stems if not more)
            for own in stems:
                standing_for[" ".join(own)] += tuple(phrases)
            for phrase in phrases:
                others = tuple(other for other in phrases if other != phrase)
                beginning[phrase.stems[0]] += (Expression(phrase, words, others),)
        return cls(dict(standing_for), dict(beginning))

    def read_in(self, text: str) -> list[Expression]:
        stems = frozenset(terms(text))
        return [
            expression
            for stem in sorted(stems)
            for expression in self.beginning.get(stem, ())
            if expression.phrase.stands_in(text, stems)
        ]

    def saying(self, stems: Sequence[str], held: Iterable[Expression]) -> tuple[Phrase, ...]:
        """Those that say the same as a word or as the expressions that hold it."""
        others = (expression.others for expression in held)
        return (*self.standing_for.get(" ".join(stems), ()), *itertools.chain.from_iterable(others))
