"""Which clause of a source a sentence tells, and whether it tells it with what stands elsewhere."""

from assistant.language.bounds import is_day
from assistant.language.quantities import dates
from assistant.language.sentences import clauses_in
from index.language.analyzer import terms

_LEAST_TOLD = 2
"""Words shared with a clause of the source where that one is told too."""
_SHORT = 3


def clause_told(words: frozenset[str], source: str) -> tuple[str, list[str]]:
    """The clause of a source that has most of the words, and the others; nothing where that is not
    half, and there are others."""
    parts = clauses_in(source)
    most = max(parts, key=lambda part: len(_shared(words, part)), default="")
    if parts[1:] and 2 * len(_shared(words, most)) < len(words):
        return "", []
    return most, [part for part in parts if part is not most]


def is_elsewhere(part: str, words: frozenset[str]) -> bool:
    """Whether a clause of the source is not told by these words: a short one is by one."""
    least = min(_LEAST_TOLD, max(1, len(frozenset(terms(part))) // _SHORT))
    return len(_shared(words, part)) < least


def dates_otherwise(sentence: str, words: frozenset[str], source: str) -> bool:
    """Whether a sentence of these words has a date that its source has only in clauses that it does
    not tell, where the one that it tells has its own."""
    part, others = clause_told(words, source)
    own = dates(part)
    for day in dates(sentence) if own else ():
        held = [other for other in others if any(is_day(day, there) for there in dates(other))]
        is_own = any(is_day(day, there) for there in own)
        if held and not is_own and all(is_elsewhere(other, words) for other in held):
            return True
    return False


def _shared(words: frozenset[str], part: str) -> frozenset[str]:
    return words & frozenset(terms(part))
