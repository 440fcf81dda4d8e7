"""What a meeting made of an item: "Adopté à l'unanimité", beside what is quoted of its report."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Citation, Nature
from assistant.decisions import nature
from assistant.selection import LONGEST, MOST_LIST_ITEMS, end_of
from ingest import headings
from ingest.document import DocumentKind, Paragraph, ParagraphKind, Section

_RESOLVES = (Nature.PROPOSAL, Nature.DECISION)


def with_outcomes(
    citations: Sequence[Citation],
    paragraphs_of: Callable[[str], Sequence[Paragraph]],
    *,
    asks_decision: bool,
) -> list[Citation]:
    """The citations, and after what is quoted of an item its outcome, where its minutes give
    one apart; where a decision is asked for, what was put to the vote or elected too, of the item
    that answers best. `paragraphs_of` gives the paragraphs of a document, in order."""
    told: list[Citation] = []
    for citation in citations:
        if any(_overlap(citation, other) for other in told):
            continue
        item = _item(citation, paragraphs_of)
        if not item:
            told.append(citation)
            continue
        outcome = item[-1]
        last = next((c for c in told if c.paragraph.id == outcome.id), None)
        closing = replace(_of(citation, outcome), is_outcome=True)
        quoted = replace(citation, outcome=closing.quote)
        if last:
            told.insert(told.index(last), quoted)
            continue
        resolutions = _resolutions(quoted, item) if asks_decision and not told else []
        told += [quoted, *resolutions, replace(closing, outcome=closing.quote)]
    return [replace(citation, marker=marker) for marker, citation in enumerate(told, start=1)]


def item_of(paragraph: Paragraph) -> Section | None:
    """The numbered item of a meeting that a paragraph stands in, if any does."""
    return next((section for section in paragraph.sections if section.number.isdigit()), None)


def _item(
    citation: Citation, paragraphs_of: Callable[[str], Sequence[Paragraph]]
) -> Sequence[Paragraph]:
    """The paragraphs of the item that is quoted, down to its outcome; none where it has none."""
    if citation.document.kind is not DocumentKind.RELEVE or citation.is_decision:
        return ()
    paragraph = citation.paragraph
    paragraphs = paragraphs_of(citation.document.id)
    later = paragraphs[paragraph.ordinal :]
    within = later[:1] if paragraph.kind is ParagraphKind.HEADING else [paragraph]
    if item := next(filter(None, map(item_of, within)), None):
        of_item = itertools.takewhile(lambda other: item in other.sections, later)
        outcome = next((p for p in of_item if headings.tells_outcome(p.text)), None)
        return _until(outcome, [p for p in paragraphs if item in p.sections])
    outcomes = [other for other in later if headings.tells_outcome(other.text)]
    outcome = outcomes[0] if len(outcomes) == 1 else None
    if outcome and outcome.sections and not any(inside.sections for inside in within):
        return ()  # who met, and when
    return _until(outcome, paragraphs)


def _until(outcome: Paragraph | None, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Those down to an outcome, from the one before it."""
    if outcome is None:
        return ()
    until = [p for p in paragraphs if p.ordinal < outcome.ordinal]
    after = itertools.takewhile(lambda p: not headings.tells_outcome(p.text), reversed(until))
    return [*reversed([*after]), outcome]


def _resolutions(quoted: Citation, item: Sequence[Paragraph]) -> list[Citation]:
    """What was put to the vote, or who was elected, with the lists that these introduce;
    nothing where what is quoted is of it."""
    if quoted.nature is Nature.PROPOSAL:
        return []
    found: list[Paragraph] = []
    is_open = False
    for paragraph in item:
        introduces = paragraph.text.endswith(":")
        is_listed = is_open and (introduces or paragraph.kind is ParagraphKind.BULLET)
        resolves = nature(quoted.document, paragraph, paragraph.text) in _RESOLVES
        if headings.is_outcome(paragraph.text) or not (resolves or is_listed):
            is_open = False
            continue
        is_open = is_open or introduces
        if len(paragraph.text) <= LONGEST and paragraph.id != quoted.paragraph.id:
            found.append(paragraph)
    return [_of(quoted, paragraph) for paragraph in found[:MOST_LIST_ITEMS]]


def _overlap(citation: Citation, other: Citation) -> bool:
    same = citation.paragraph.id == other.paragraph.id
    return same and citation.start < other.end and other.start < citation.end


def _of(quoted: Citation, paragraph: Paragraph) -> Citation:
    start, end = headings.length_of_mark(paragraph.text), end_of(paragraph)
    quote = paragraph.text[start:end]
    told = nature(quoted.document, paragraph, quote)
    return replace(quoted, paragraph=paragraph, quote=quote, start=start, end=end, nature=told)
