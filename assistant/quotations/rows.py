"""Rows of a table whose outcome is what is asked for: "Quels dossiers ont été refusés ?"."""

import re

from assistant.language.ruling import DONE, RULED, agreeing, one_of
from index.language.analyzer import terms
from ingest.language.labels import rulings_beside

_WHICH = re.compile(r"\W*(?:(?:les)?quel(?:le)?s|which|what)\b", re.I)
_OUTCOME = re.compile(rf"\b(?:{agreeing(RULED)}|{one_of(DONE)})\b", re.I)


def outcomes_asked(question: str) -> frozenset[str]:
    """The index terms of what became of the things that a question asks for all of."""
    return frozenset(terms(" ".join(_OUTCOME.findall(question)) if _WHICH.match(question) else ""))


def begins_with(outcomes: frozenset[str], columns: str, row: str) -> bool:
    """Whether the outcome of a row is one of these, not one that only speaks of it: "Attribué sous
    réserve du refus du rang 1" is of what was attributed."""
    cells = rulings_beside(columns, row) if outcomes else []
    return any(not outcomes.isdisjoint(terms(cell)[:1]) for cell in cells)
