"""What a meeting made of an item: "Adopté à l'unanimité", beside what is quoted of its report."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Nature
from assistant.decisions import nature, votes
from assistant.selection import LONGEST, MOST_LIST_ITEMS, end_of
from assistant.speech import Paragraphs
from index.analyzer import terms
from ingest import headings, labels
from ingest.document import DocumentKind, Paragraph, ParagraphKind, Section

_MOST_CLOSING = 3
_FEW_WORDS = 2
"""Of a subject, all of which the title of its section must hold; of more, one may be left out."""
_RESOLVES = (Nature.PROPOSAL, Nature.DECISION)


def with_outcomes(
    citations: Sequence[Citation],
    paragraphs_of: Paragraphs,
    *,
    asks_decision: bool,
    subject: frozenset[str] = frozenset(),
) -> list[Citation]:
    """The citations, and after what is quoted of an item its outcome, where its minutes give
    one apart; where a decision is asked for, what was put to the vote or elected too, of the item
    that answers best, or what closes it in minutes that do not vote. `paragraphs_of` gives the
    paragraphs of a document, in order; `subject` are the terms of what is asked about."""
    told: list[Citation] = []
    for citation in citations:
        if any(_overlap(citation, other) for other in told):
            continue
        item = _item(citation, paragraphs_of)
        if not item:
            closed = (
                _with_closing(citation, paragraphs_of, subject) if asks_decision else [citation]
            )
            told += [one for one in closed if not any(_overlap(one, other) for other in told)]
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


def _with_closing(
    citation: Citation,
    paragraphs_of: Paragraphs,
    subject: frozenset[str],
) -> list[Citation]:
    """A mention, and the decisions or the tasks that close its section without naming it, in
    minutes that do not vote; all the decisions of a section whose title is the subject."""
    document, paragraph = citation.document, citation.paragraph
    decides = citation.is_decision or document.kind is not DocumentKind.RELEVE or votes(document)
    if decides or not paragraph.sections or not subject:
        return [citation]
    later = paragraphs_of(document.id)[paragraph.ordinal :]
    within = itertools.takewhile(lambda other: other.sections == paragraph.sections, later)
    beside = subject.difference(terms(paragraph.sections[-1].title))
    is_subject = len(beside) <= (1 if len(subject) > _FEW_WORDS else 0)
    closing = [
        closed
        for other in within
        if labels.closes((closed := _of(citation, other)).quote)
        or (is_subject and closed.is_decision)
    ]
    outcome = " ".join(closed.quote for closed in closing[:_MOST_CLOSING])
    told = [replace(closed, is_outcome=True) for closed in closing[:_MOST_CLOSING]]
    return [replace(one, outcome=outcome) for one in (citation, *told)]


def item_of(paragraph: Paragraph) -> Section | None:
    """The numbered item of a meeting that a paragraph stands in, if any does."""
    return next(iter(_items(paragraph)), None)


def _items(paragraph: Paragraph) -> Sequence[Section]:
    """The numbered sections of a paragraph, the outermost first."""
    return [section for section in paragraph.sections if _is_item(section)]


def _closes(paragraph: Paragraph, items: Sequence[Section]) -> bool:
    """Whether it is the outcome of one of the items, and of none within or beside it."""
    own = _items(paragraph)
    return headings.tells_outcome(paragraph.text) and bool(own) and set(own) <= set(items)


def _is_item(section: Section) -> bool:
    """ "3. Salle serveurs", "I.3 – Salle serveurs", "Point 3 – Salle serveurs"."""
    return bool(section.number) or headings.agenda_item(section.title) is not None


def _item(citation: Citation, paragraphs_of: Paragraphs) -> Sequence[Paragraph]:
    """The paragraphs of the item that is quoted, down to its outcome; none where it has none."""
    if citation.document.kind is not DocumentKind.RELEVE or citation.is_decision:
        return ()
    paragraph = citation.paragraph
    paragraphs = paragraphs_of(citation.document.id)
    later = paragraphs[paragraph.ordinal :]
    within = later[:1] if paragraph.kind is ParagraphKind.HEADING else [paragraph]
    items = [section for inside in within for section in _items(inside)]
    if items:
        of_items = itertools.takewhile(lambda other: items[0] in other.sections, later)
        outcome = next((p for p in of_items if _closes(p, items)), None)
        own = _items(outcome)[-1] if outcome else items[-1]
        return _until(outcome, [p for p in paragraphs if own in p.sections])
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
