"""Names of several words: what is said of dances in Rouen is not said of "Rouen Danse"."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.analyzer import unaccented
from index.context import context
from index.hit import Hit

_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’-][^\W_]+)*"
_RUN = re.compile(rf"\b{_CAPITALISED}(?:[ \u00a0]{_CAPITALISED})+")
_TITLES = frozenset(("madame", "mme", "monsieur", "mr", "mrs", "ms", "mlle", "maitre", "docteur"))
_APART = r"\W{1,3}(?:\w{1,3}\W{1,2}){0,2}"
"""What stands between two words of a name: "ZAC de Malbosc", "l'Agence du Numérique"."""


@dataclass(frozen=True, slots=True)
class FullName:
    """`words` without accents, as they are written."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.words)

    def is_used_in(self, hit: Hit) -> bool:
        """Whether the words stand there side by side with capitals."""
        pattern = _pattern(self.words)
        return any(
            all(part[0].isupper() for part in re.findall(r"\w{4,}", found.group()))
            for found in pattern.finditer(_read(hit))
        )

    def stands_in(self, hit: Hit) -> bool:
        """In the paragraph or above it, whatever the capitals: "FLEURENCE Serge" is he too."""
        return bool(_pattern(self.words).search(_read(hit)))


def full_names_in(question: str, subject: Container[str]) -> Iterator[FullName]:
    """Words with a capital side by side, titles of persons aside."""
    for run in _RUN.finditer(question):
        words = [word for word in run.group().split() if word in subject]
        named = [word for word in map(unaccented, words) if word.lower() not in _TITLES]
        if len(named) > 1 and len(words) == len(run.group().split()):
            yield FullName(tuple(named))


def names_at_stake(asked: Sequence[FullName], hits: Sequence[Hit]) -> list[FullName]:
    """Those that the documents use as names: others are words that a question capitalises."""
    return [name for name in asked if any(name.is_used_in(hit) for hit in hits)]


def _read(hit: Hit) -> str:
    return unaccented(f"{context(hit.document, hit.paragraph)}. {hit.paragraph.text}")


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = (_APART.join(map(re.escape, order)) for order in (words, words[::-1]))
    return re.compile("|".join(rf"\b{order}\b" for order in either), re.I)
