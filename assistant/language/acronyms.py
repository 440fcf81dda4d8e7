"""Acronyms in questions and texts, and the phrases that they are short for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol, TypeAlias

from index.language.acronym_list import acronym_key
from index.language.acronyms import Acronym
from index.language.analyzer import fold, terms, words
from ingest.language.words import is_english_word, is_french_word

_TOKEN = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*")
_LINKS = frozenset("d de des du en et l la le les pour sur à".split())
"""Words of a name that its acronym leaves out."""
_TELLING = 3
_WORDS_KEPT = 16_384


class Stems(Protocol):
    """The stems of a text in order, those of the small words where they are asked for."""

    def __call__(self, text: str, *, small_words: bool = False) -> list[str]: ...
    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand for one thing together and in this order, and for nothing apart: `stems`
    are those that tell, index terms unless the language is another, which `stems_of` reads. Where
    these are fewer than three, as in "Dites-le-nous une fois", the small words count too."""

    stems: tuple[str, ...]
    line: str
    stems_of: Stems = words

    @classmethod
    def of(cls, text: str, stems_of: Stems = words) -> "Phrase":
        stems = tuple(stems_of(text))
        return cls(stems, _line(text, stems_of, small_words=len(stems) < _TELLING), stems_of)

    def holds(self, word: str) -> bool:
        own = self.stems_of(word)
        return bool(own) and set(own).issubset(self.stems)

    def stands_in(self, text: str, stems: frozenset[str]) -> bool:
        """`stems` are those of the text."""
        if not stems.issuperset(self.stems):
            return False
        return self.line in _line(text, self.stems_of, small_words=len(self.stems) < _TELLING)


_Phrases: TypeAlias = Mapping[str, tuple[Phrase, ...]]


@lru_cache(maxsize=1_024)
def _line(text: str, stems_of: Stems, *, small_words: bool) -> str:
    return f" {' '.join(stems_of(text, small_words=small_words))} "


@dataclass(frozen=True, slots=True)
class Acronyms:
    """By index term, as `acronym_key` gives it. `implied` are initials that no document uses.
    `beginning` are the phrases with their keys by the first stem of each."""

    phrases: _Phrases = field(default_factory=lambda: MappingProxyType({}))
    implied: _Phrases = field(default_factory=lambda: MappingProxyType({}))
    beginning: Mapping[str, tuple[tuple[Phrase, str], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @classmethod
    def known(cls, acronyms: Iterable[Acronym], implied: Iterable[Acronym] = ()) -> "Acronyms":
        phrases = _by_key(acronyms)
        beginning: dict[str, tuple[tuple[Phrase, str], ...]] = {}
        for key, found in phrases.items():
            for phrase in found:
                first = next(iter(phrase.stems), "")
                beginning[first] = (*beginning.get(first, ()), (phrase, key))
        return cls(phrases, _by_key(implied), beginning)

    def of(self, word: str, *, is_used: bool = True) -> tuple[Phrase, ...]:
        """What a word of a question is short for. It may be typed in small letters where no
        dictionary knows it: "cap" is no acronym, and "dinum" is. One in capitals that the
        documents do not use may be the initials of what they name."""
        found = self.phrases.get(_key(word), ())
        if found and not _is_written_as_acronym(word) and _is_word(word):
            found = ()
        return found or (() if is_used else self._implied_by(word))

    def knows(self, key: str) -> bool:
        """Whether an index term is that of an acronym, implied or not."""
        return key in self.phrases or key in self.implied

    def _implied_by(self, word: str) -> tuple[Phrase, ...]:
        return self.implied.get(_key(word), ()) if word.isupper() else ()

    def spelt_out_in(self, text: str) -> dict[Phrase, frozenset[str]]:
        """The phrases of a question with the terms of their acronyms; none that is but a part
        of another."""
        stems = frozenset(terms(text))
        found: dict[Phrase, set[str]] = defaultdict(set)
        for stem in sorted(stems):
            for phrase, key in self.beginning.get(stem, ()):
                if phrase.stands_in(text, stems):
                    found[phrase].add(key)
        return {
            phrase: frozenset(keys)
            for phrase, keys in found.items()
            if not any(set(phrase.stems) < set(other.stems) for other in found)
        }


def acronym_of(name: str) -> str:
    """ "CME" of a commission médicale d'établissement; empty for a name of one word."""
    told = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _LINKS]
    return fold("".join(word[0] for word in told)).upper() if len(told) > 1 else ""


def _by_key(acronyms: Iterable[Acronym]) -> _Phrases:
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for acronym in acronyms:
        phrases[acronym_key(acronym.short)].append(Phrase.of(acronym.expansion))
    return {key: tuple(dict.fromkeys(found)) for key, found in phrases.items()}


def stands_alone(word: str) -> bool:
    """Whether a word of a phrase tells by itself what it is on: "Dites-le" does not."""
    return len(words(word, small_words=True)) == len(words(word))


def has_acronym(key: str, text: str) -> bool:
    """Whether a text has it, in capitals where it is a word too: "le pacte" is not PACTE."""
    return any(
        _is_written_as_acronym(word) or not _is_word(word)
        for word in _TOKEN.findall(text)
        if _key(word) == key
    )


@lru_cache(maxsize=_WORDS_KEPT)
def _key(word: str) -> str:
    """The index term by which an acronym is known, empty for a small word."""
    return next(iter(terms(word)[-1:]), "")


def _is_word(word: str) -> bool:
    return is_french_word(word.lower()) or is_english_word(word.lower())


def _is_written_as_acronym(word: str) -> bool:
    return sum(map(str.isupper, word)) >= 2
