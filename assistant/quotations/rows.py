"""Rows of a table: those whose outcome is what is asked for, "Quels dossiers ont été refusés ?",
those that are on the thing asked about, and the unit of their figures."""

import re
from collections.abc import Collection, Sequence

from assistant.evidence.passages import BARE_CELL
from assistant.language.ruling import DONE, RULED, agreeing, one_of
from assistant.language.sentences import Span, split_sentences
from assistant.questions.asking import asks_which
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms
from ingest.document import CELL, Paragraph, ParagraphKind
from ingest.language.labels import rulings_beside

_WORDS = re.compile(r"[^\W\d_]{2,}")
_UNIT = re.compile(
    r"\b(?:en|in) (?:(?:centaines|milliers|millions|milliards|thousands|millions)"
    r"(?: (?:d['’]|of )euros?)?\b|euros\b|[kM]?€|(?P<named>ETPT?|pourcentages?)\b|%)",
    re.I,
)
_OUTCOME = re.compile(rf"\b(?:{agreeing(RULED)}|{one_of(DONE)})\b", re.I)


def outcomes_asked(question: Question) -> frozenset[str]:
    """The index terms of what became of the things that a question asks for all of."""
    told = _OUTCOME.findall(question.text) if asks_which(question.text) else ()
    return frozenset(terms(" ".join(told)))


def words_of_one(question: Question) -> frozenset[str]:
    """The index terms of the thing asked about, where not all of a kind are asked for."""
    return frozenset() if asks_which(question.text) else subject_terms(question.subject)


def begins_with(outcomes: frozenset[str], columns: str, row: str) -> bool:
    """Whether the outcome of a row is one of these, not one that only speaks of it: "Attribué sous
    réserve du refus du rang 1" is of what was attributed."""
    cells = rulings_beside(columns, row) if outcomes else []
    return any(not outcomes.isdisjoint(terms(cell)[:1]) for cell in cells)


def titled_with(stems: frozenset[str], rows: Sequence[str]) -> list[bool]:
    """Whether each row has one of these index terms in its own title, the first cell in words: the
    step "Recette", and not the one whose product is a "version de recette"."""
    titles = (next(filter(_WORDS.search, row.split(CELL)), "") for row in rows)
    return [not stems.isdisjoint(terms(title)) for title in titles]


def with_groups(table: Paragraph, rows: Collection[Span]) -> list[Span]:
    """The rows in order, each after the cell that spans it and rows above, where its own place for
    who or what it is on is empty."""
    groups = filter(None, (_group_of(table, row) for row in rows))
    return sorted({*rows, *groups}, key=lambda span: span.start)


def _group_of(table: Paragraph, row: Span) -> Span | None:
    if not table.text.startswith(BARE_CELL, row.start):
        return None
    above = (s for s in reversed(split_sentences(table.text)) if s.start < row.start)
    first = next((s for s in above if not table.text.startswith(BARE_CELL, s.start)), None)
    if first is None or table.text[first.start : first.end] == table.columns:
        return None
    end = table.text.find(CELL, first.start, first.end)
    return Span(first.start, end) if end > 0 else None


def unit_beside(table: Paragraph, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, Span] | None:
    """The sentence right above a table, or right below, or its title, that tells the unit of its
    figures: "Les crédits sont en millions d'euros.", "Coût des options (en M€)"."""
    if _UNIT.search(table.columns):
        return None
    place = table.ordinal - 1
    above = paragraphs[place - 1] if place else table
    if above.kind is ParagraphKind.HEADING and _UNIT.search(above.text):
        return above, Span(0, len(above.text))
    for beside in (*paragraphs[max(place - 1, 0) : place], *paragraphs[place + 1 : place + 2]):
        if beside.kind is ParagraphKind.PROSE and beside.sections == table.sections:
            for span in split_sentences(beside.text):
                unit = _UNIT.search(beside.text, span.start, span.end)
                if unit and not (unit["named"] and unit["named"] in table.text):
                    return beside, span
    return None
