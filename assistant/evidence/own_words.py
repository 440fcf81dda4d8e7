"""Whether a text has the words that are asked themselves."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.matching import FAMILY, Term, match
from index.language.analyzer import terms


def says_itself(asked: Sequence[Term], text: str) -> bool:
    """Whether a text has one of the words, or what it is short for, and none of like meaning."""
    stems = frozenset(terms(text))
    itself = (replace(term, related={}, expressions=()) for term in asked)
    return any(match(term, stems, text) >= FAMILY for term in itself)
