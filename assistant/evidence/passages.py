"""The words of passages, as they were read and as they may be printed: many questions find the
same ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.evidence.matching import Term, match
from assistant.evidence.wanted import told_by_vote
from assistant.language.sentences import Span, parts_of, split_sentences
from index.language.analyzer import terms
from index.language.misreading import as_printed
from ingest.document import CELL, Misread, Paragraph, ParagraphKind
from ingest.language import headings

_KEPT = 8_192
"""Some 30 MiB where all are."""
_COUNTS_VOTES = re.compile(
    r"\b\d+ voix (?:pour|contre)\b"
    r"|\b\d+ pour\b[^.;]{0,100}\b(?:contre|abst)"
    r"|\b\d+ (?:contre|abstentions?)\b[^.;]{0,100}\b(?:pour|contre|abst)",
    re.I,
)
_CELLS = re.compile(r"[|\n]")
_TITLE = re.compile(r"[^\W_]{3}")
BARE_CELL = CELL.strip()
"""What a row begins with whose first cell is empty."""
_MOST_SENTENCES = 1_000
"""Of a paragraph; more are a text that was not written to be read."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its stems, as it was read and as it may be printed."""

    text: str
    read: frozenset[str]
    printed: frozenset[str]


@lru_cache(maxsize=_KEPT)
def sentences_of(text: str, misread: Misread) -> tuple[tuple[Span, ...], tuple[Words, ...]]:
    """The sentences of a paragraph and the words of each."""
    spans = split_sentences(text)[:_MOST_SENTENCES]
    return spans, tuple(_words(text[span.start : span.end], misread) for span in spans)


def matches_of(asked: Sequence[Term], words: Words) -> list[float]:
    """Names as they were read only: what may be printed in their place may be another name."""
    return [
        match(term, words.read if term.is_name else words.printed, words.text) for term in asked
    ]


def in_groups(
    asked: Sequence[Term], table: Paragraph, rows: Sequence[Words], own: list[list[float]]
) -> list[list[float]]:
    """The rows of a table whose first cell is empty, since it spans them and the row above, are on
    what that one is on."""
    if table.kind is not ParagraphKind.TABLE or "\n|" not in table.text:
        return own
    told: list[list[float]] = []
    group = [0.0] * len(asked)
    for row, matches in zip(rows, own, strict=True):
        if row.text.startswith(BARE_CELL):
            told.append([*map(max, matches, group)])
            continue
        title = "" if row.text == table.columns else row.text.partition(CELL)[0]
        group = matches_of(asked, words_above(title, table.misread))
        told.append(matches)
    return told


def under_titles(
    asked: Sequence[Term], table: Paragraph, own: list[list[float]]
) -> list[list[float]]:
    """The rows of a table that are on the question at all tell what the titles of their figures say
    in the words of the question: that of 2024 stands in the row of the thing, under "2024". The
    title over what the rows are called tells none of them from another."""
    titles = [*filter(_TITLE.search, _CELLS.split(table.columns))][1:]
    if not titles:
        return own
    told = matches_of(asked, words_above(CELL.join(titles), table.misread))
    exact = [strength if strength == 1.0 else 0.0 for strength in told]
    return [[*map(max, row, exact)] if any(row) else row for row in own]


def around_each(
    text: str, own: Sequence[Sequence[float]], *, elsewhere: list[float], beside: Sequence[float]
) -> list[list[float]]:
    """For each sentence, what stands `elsewhere` in and above its paragraph; but of one that runs
    over several subjects, no more than stands `beside` it of what only others of them tell."""
    parts = parts_of(text)[: len(own)]
    if not any(parts):
        return [elsewhere] * len(own)
    best = [*map(max, zip(*own, strict=True))]
    told: list[list[float]] = []
    for part in parts:
        near = [matches for of, matches in zip(parts, own, strict=True) if of in (0, part)]
        is_near = [
            max(tells) == most for tells, most in zip(zip(*near, strict=True), best, strict=True)
        ]
        told.append(
            [
                strength if near_by else at_least
                for strength, at_least, near_by in zip(elsewhere, beside, is_near, strict=True)
            ]
        )
    return told


def _words(text: str, misread: Misread) -> Words:
    read = frozenset(terms(text))
    if headings.is_outcome(text) or _counts_votes(text):
        read |= told_by_vote(text)
    printed = as_printed(text, misread)
    return Words(text, read, read if printed == text else read | frozenset(terms(printed)))


def _counts_votes(text: str) -> bool:
    """Few texts have the words, and all are asked."""
    told = text.lower()
    may = "voix" in told or "contre" in told or "abst" in told
    return may and _COUNTS_VOTES.search(text) is not None


words_above = lru_cache(maxsize=_KEPT)(_words)
"""Paragraphs of one section share what stands above them."""
