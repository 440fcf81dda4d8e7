"""What a question takes to be so, where the documents say the opposite."""

import re
from functools import lru_cache

from assistant import lexicon

_TAKES_FOR_GRANTED = re.compile(r"\b(?:pourquoi|why|quand|when)\b", re.I)


def contradicts(question: str, sentence: str) -> bool:
    """ "Pourquoi X a-t-il été choisi ?", where the minutes exclude it."""
    granted = _taken_for_granted(question)
    if granted is None:
        return False
    asked, opposite = granted
    return lexicon.has_stem(opposite, sentence) and not lexicon.has_stem(asked, sentence)


@lru_cache(maxsize=64)
def _taken_for_granted(question: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The stems of what a question takes to be so, and those of the opposite."""
    if not _TAKES_FOR_GRANTED.search(question):
        return None
    for taken, opposite in (
        (lexicon.GRANTS, lexicon.REFUSES),
        (lexicon.REFUSES, lexicon.GRANTS),
    ):
        asked = tuple(stem for stem in taken if lexicon.has_stem([stem], question))
        if asked and not lexicon.has_stem(opposite, question):
            return asked, opposite
    return None
