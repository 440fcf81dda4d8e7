"""Names of several words: what is said of dances in Rouen is not said of "Rouen Danse"."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.language.analyzer import unaccented
from ingest.language.civilities import without_civilities

_SAINT = re.compile(r"(?:saint|st)(?=e?s?\Z)", re.I)
_SAINT_OR_SHORT = r"(?:saint|st)(?:e?s?)\.?"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’-][^\W_]+)*"
_RUN = re.compile(rf"\b{_CAPITALISED}(?:[ \u00a0]{_CAPITALISED})+")
_SHORTEST_INFLECTED = 6
_MOST_WORDS = 6
"""More are a title that someone capitalises."""
_SPACE = r"[\s'’–-]{1,3}"
_SMALL_WORDS = rf"(?:\w{{1,3}}{_SPACE}){{0,2}}"
_BESIDE = _SPACE + _SMALL_WORDS
_NAMES = rf"(?:(?-i:[A-Z]\w+){_SPACE}){{2}}"
_NEAR = rf"{_BESIDE}(?:(?:\w+{_SPACE}|{_NAMES}){_SMALL_WORDS})?"
"""What stands between two words of a name: "ZAC de Malbosc", "Baromètre numérique de l'Agent",
"ZAC Port Marianne – Rive gauche"."""


@dataclass(frozen=True, slots=True)
class FullName:
    """`words` as they are written."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)

    def stands_in(self, text: str) -> bool:
        """Whatever the capitals: "FLEURENCE Serge" is he too."""
        return bool(_pattern(self.words).search(unaccented(text)))


def full_names_in(question: str, subject: Container[str]) -> Iterator[FullName]:
    """Words with a capital side by side, titles of persons aside."""
    for run in _RUN.finditer(without_civilities(question)):
        named = tuple(run.group().split())
        if 1 < len(named) <= _MOST_WORDS and all(word in subject for word in named):
            yield FullName(named)


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    plain = [_inflected(unaccented(word)) for word in words]
    return re.compile(rf"\b(?:{_NEAR.join(plain)}|{_BESIDE.join(plain[::-1])})\b", re.I)


def _inflected(word: str) -> str:
    """ "Secrétaire Générale" is an office that a "Secrétaire général" holds too."""
    root = word[:-1] if len(word) >= _SHORTEST_INFLECTED and word.endswith("e") else word
    parts = (_SAINT_OR_SHORT if _SAINT.match(p) else re.escape(p) for p in root.split("-"))
    return "[- ]".join(parts) + "(?:e?s?)"
