"""Questions on a meeting as a whole: all that it decided, all that it spoke of, its day."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.evidence.decisions import votes
from assistant.evidence.weighing import Evidence
from assistant.language.sentences import split_sentences
from assistant.language.speech import Paragraphs
from assistant.questions.meetings import Meetings, is_dated
from assistant.questions.numbered import Numbered
from assistant.questions.question import Question
from assistant.questions.whole import AT_ANY, THERE, Whole
from assistant.quotations import decided, pending
from assistant.quotations.citing import citation_of, like_their_rows
from assistant.quotations.outcomes import with_outcomes
from assistant.quotations.selection import Quotation, bounds, end_of
from index.language.analyzer import terms
from ingest.document import (
    Document,
    Paragraph,
    ParagraphKind,
    Participant,
    Presence,
)
from ingest.language import headings
from ingest.language.civilities import CIVILITY

_ASIDE = re.compile(r"\([^()]*\)")
"""Of one who is listed, "(pouvoir : M. Roux)": no label of those who follow."""
Documents = Callable[[str], Document]
"""The document of an id."""
MOST_TOLD = 40
"""Quotations of an answer on whole meetings."""
_THERE = {
    Whole.PRESENT: (Presence.PRESENT, Presence.CHAIR, Presence.SECRETARY),
    Whole.MISSING: (Presence.ABSENT, Presence.EXCUSED, Presence.PROXY),
    Whole.WHETHER_THERE: tuple(Presence),
}


def of_their_time(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """For what a meeting decided that there are no minutes of: what other minutes say of its time
    is no answer."""
    told = tuple(str(time) for time in question.times if time.is_placed)
    return tuple(
        found if is_dated(found.hit.document, question) else replace(found, unmet=told)
        for found in evidence
    )


def told(
    meetings: Meetings,
    document_of: Documents,
    paragraphs_of: Paragraphs,
    pending_of: pending.PendingOf,
) -> list[Citation]:
    """All that was decided, item by item with its outcome where the minutes vote; or the titles
    of what was spoken of, or what tells the day. In the order of the minutes, numbered from 1; no
    more is read once there are over `MOST_TOLD`."""
    citations: list[Citation] = []
    for record in meetings.minutes:
        if len(citations) > MOST_TOLD:
            break
        left: list[pending.Pending] = []
        if meetings.asked in AT_ANY:
            known = pending_of(meetings.asked, record.id)
            left = [one for one in known if one.is_within(meetings.due)]
            if not left:
                continue
        document, paragraphs = document_of(record.id), paragraphs_of(record.id)
        if meetings.asked in THERE:
            found = _attendance(document, paragraphs, _THERE[meetings.asked], meetings.person)
        elif meetings.asked is Whole.DATE:
            found = _date(document, paragraphs)
        elif meetings.asked in AT_ANY:
            found = pending.quoted(document, paragraphs, left, meetings.bound)
        elif meetings.asked is Whole.SUBJECTS:
            found = _titles(document, paragraphs)
        elif votes(document):
            found = decided.items(document, paragraphs)
        else:
            found = decided.decisions(document, paragraphs)
        asked = _of_items(meetings, paragraphs)
        of_items = (quotation for quotation in found if quotation.paragraph.id in asked)
        new = itertools.islice(of_items, MOST_TOLD + 1 - len(citations))
        citations += [citation_of(quotation, paragraphs_of) for quotation in new]
    if meetings.asked is Whole.DECISIONS:
        citations = with_outcomes(citations, paragraphs_of, asks_decision=False)
        citations = like_their_rows(citations)
        citations = [c for c in citations if c.is_decision or c.outcome or decided.is_told(c)]
    return [replace(citation, marker=marker) for marker, citation in enumerate(citations, start=1)]


def _of_items(meetings: Meetings, paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The ids of those of the items asked about, with their headings; who was there is of none."""
    if not meetings.items or meetings.asked in THERE:
        return frozenset(paragraph.id for paragraph in paragraphs)
    opened = [*paragraphs[1:], *paragraphs[-1:]]
    return frozenset(
        paragraph.id
        for paragraph, after in zip(paragraphs, opened, strict=True)
        if any(item.heads(section) for section in paragraph.sections for item in meetings.items)
        or (paragraph.kind is ParagraphKind.HEADING and _opens(meetings.items, paragraph, after))
    )


def _opens(items: Sequence[Numbered], heading: Paragraph, after: Paragraph) -> bool:
    return any(
        section.title in heading.text and item.heads(section)
        for section in after.sections
        for item in items
    )


def _date(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """The paragraph that tells the day, or else the one that opens the minutes."""
    dated = (source.start for source in document.sources if source.fact == "date")
    start = next((start for start in dated if start is not None), None)
    told = (p for p in paragraphs if start is not None and p.start <= start < p.end)
    for paragraph in itertools.islice(itertools.chain(told, paragraphs), 1):
        spans = split_sentences(paragraph.text)
        at = max(0, start - paragraph.start) if start is not None else 0
        span = next((span for span in spans if at < span.end), spans[-1])
        yield Quotation(document, paragraph, *bounds(paragraph, span))


def _titles(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """The headings of the outer sections, but for those of lists of names and of agendas."""
    for paragraph, after in itertools.pairwise(paragraphs):
        is_outer = paragraph.kind is ParagraphKind.HEADING and not paragraph.sections
        title = after.sections[0].title if is_outer and after.sections else ""
        opens = title and paragraph.text.rstrip(" :").endswith(title)
        if opens and not (headings.is_of_names(title) or headings.is_contents(title)):
            yield Quotation(document, paragraph, 0, end_of(paragraph))


def _attendance(
    document: Document,
    paragraphs: Sequence[Paragraph],
    presences: Sequence[Presence],
    called: str,
) -> Iterator[Quotation]:
    """The lists of those who were there, or were not, with what introduces them; of them, the one
    who is so `called` alone, where that is not empty."""
    names = {*terms(re.sub(rf"{CIVILITY}\s", "", called))}
    named = [
        person
        for person in document.participants
        if person.presence in presences and names.issubset(terms(person.name))
    ]
    introduction: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.ATTENDANCE:
            introduction = None
            continue
        if paragraph.text.endswith(":"):
            introduction = paragraph
            continue
        listed = [person for person in named if paragraph.start <= person.start < paragraph.end]
        if listed:
            if introduction and ":" not in _ASIDE.sub("", paragraph.text):
                yield Quotation(document, introduction, 0, end_of(introduction))
            if called:
                yield from _listed(document, paragraph, listed)
            else:
                yield Quotation(document, paragraph, 0, end_of(paragraph))
        introduction = None


def _listed(
    document: Document, paragraph: Paragraph, persons: Sequence[Participant]
) -> Iterator[Quotation]:
    """Each by name, after what the paragraph says of those whom it lists there, "Excusés :"."""
    told = _ASIDE.sub(lambda aside: " " * len(aside.group()), paragraph.text)
    for person in persons:
        start, end = person.start - paragraph.start, person.end - paragraph.start
        if colon := told.rfind(":", 0, start) + 1:
            opening = max(told.rfind(mark, 0, colon - 1) for mark in ":;.\n") + 1
            label = told[opening:colon].lstrip()
            yield Quotation(document, paragraph, colon - len(label), colon)
        yield Quotation(document, paragraph, start, end)
