"""What a meeting made of an item: "Adopté à l'unanimité", beside what is quoted of its report."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Nature
from assistant.evidence.decisions import is_for_opinion, nature, votes
from assistant.language.sentences import Span, split_sentences
from assistant.language.speech import Paragraphs, ruled_aloud
from assistant.quotations import votes as counts
from assistant.quotations.places import is_told_by, stands_between
from assistant.quotations.selection import (
    ITEMS,
    LONGEST,
    MOST_LIST_ITEMS,
    Quotation,
    bounds,
    end_of,
)
from index.language.analyzer import terms
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind, Section
from ingest.language import headings, labels, registers
from ingest.language.civilities import CIVILITY

_MOST_CLOSING = 3
_FEW_WORDS = 2
"""Of a subject, all of which the title of its section must hold; of more, one may be left out."""
_ASKS = re.compile(
    r"\b(?:(?:demand|propos|sollicit|souhait|réclam|suggér)(?:e|ons|ent|ai(?:en)?t)\b|suggère(?:nt)?\b"
    r"|voudrai(?:en)?t\b|(?:est|sont) (?:proposé|demandé)e?s?\b|demande d|amendement visant"
    r"|(?<!vous )\bn(?:e |['’])\w+ez pas\b"
    r"|(?:requests?|proposes?|proposed|asks?|asked)\b)|^(?:résolution|motion)\b|\?\s*[»”]?$",
    re.I,
)
"""What someone wants, which is not yet what was made of it."""
_ANSWERED = re.compile(
    r"\bn['’](?:y|est pas)\b|\bne\b[^.;]{0,20}\bpas\b|\b(?:renvoie|renvoyé|accept|répond|refus"
    r"|rejet|retir|ajourn|report)",
    re.I,
)
_RESOLUTION = re.compile(r"(?:résolution|motion|vœu) n\s?[°ºo]", re.I)
_VARIOUS = re.compile(r"\bdivers(?:es)?\b|\binformations?\b|\btour de table\b", re.I)
"""Sections whose paragraphs have nothing to do with each other."""
_INTERVENES = re.compile(rf"{CIVILITY}\s+[A-ZÀ-Ý]")
_REPLIES = re.compile(rf"{_INTERVENES.pattern}[^.;:]{{0,60}}? (?:répond|rétorque|réplique)")
_LONGEST_SETTLING = 150
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
        if any(is_told_by(citation, other) for other in told):
            continue
        item = _item(citation, paragraphs_of)
        if not item:
            closed = _with_closing(citation, paragraphs_of, subject, asks_decision=asks_decision)
            after = (
                n for n in range(1, len(told)) if stands_between(citation, told[n - 1], told[n])
            )
            place = next(after, len(told))
            told[place:place] = [c for c in closed if not any(is_told_by(c, o) for o in told)]
            continue
        outcome = item[-1]
        last = next((c for c in told if c.paragraph.id == outcome.id), None)
        closing = replace(_of(citation, outcome), is_outcome=True)
        quoted = replace(citation, outcome=closing.quote)
        if last:
            told.insert(told.index(last), quoted)
            continue
        resolutions = _resolutions(quoted, item) if asks_decision and not told else []
        settled = [
            replace(_of(citation, p), is_outcome=True, outcome=closing.quote)
            for p in item[:-1]
            if p.ordinal > citation.paragraph.ordinal and labels.settles(p.text)
        ]
        told += [quoted, *resolutions, *settled, replace(closing, outcome=closing.quote)]
    return [replace(citation, marker=marker) for marker, citation in enumerate(told, start=1)]


def _with_closing(
    citation: Citation,
    paragraphs_of: Paragraphs,
    subject: frozenset[str],
    *,
    asks_decision: bool,
) -> list[Citation]:
    """A mention, and what closes its section without naming it, where a decision is asked for;
    all the decisions of a section whose title is the subject. What someone asks or proposes never
    goes without what was made of it, the first sentence that decides after it, nor what is put to
    the vote without its withdrawal."""
    asked = _ASKS.search(citation.quote)
    is_asked = asked is not None and not _ANSWERED.search(citation.quote, asked.end())
    is_open = not citation.is_decision and citation.document.kind is DocumentKind.RELEVE
    is_voted, own = votes(citation.document), citation.paragraph
    is_title = own.kind is ParagraphKind.HEADING
    is_presented = is_for_opinion(own) and not _REPLIES.match(citation.quote)
    if not is_open or not (
        is_asked or is_presented or is_voted or is_title or (asks_decision and subject)
    ):
        return [citation]
    paragraphs = paragraphs_of(citation.document.id)
    sections = _sections(own, paragraphs)
    is_subject = asks_decision and not is_voted and _is_title(sections, subject)
    is_item = bool(sections) and not _VARIOUS.search(sections[-1].title)
    closing: list[Citation] = []
    for sentence, quotation in _after(citation, sections, paragraphs):
        if _is_beside(quotation, citation, is_asked=is_asked):
            continue
        is_listed = own.kind in ITEMS or quotation.paragraph.kind in ITEMS
        is_near = quotation.paragraph is own or (is_item and not is_listed)
        is_said = _INTERVENES.match(quotation.text) and not ruled_aloud(quotation.text)
        is_ruling = is_near and not is_said and ((is_asked and not closing) or is_presented)
        closes = (asks_decision or is_ruling) and labels.closes(sentence)
        settles = is_voted and labels.settles(sentence)
        if closes or settles or is_ruling or is_subject:
            told = _slice(citation, quotation.paragraph, quotation.start, quotation.end)
            is_new = not any(is_told_by(told, other) for other in closing)
            if is_new and (closes or settles or told.is_decision):
                closing.append(told)
    closing = closing[:_MOST_CLOSING]
    if is_subject or is_title:
        counted = (_of(citation, p) for p in _left_open(sections, paragraphs))
        closing += [vote for vote in counted if not any(is_told_by(vote, c) for c in closing)]
    outcome = " ".join(closed.quote for closed in closing)
    settled = [replace(closed, is_outcome=True) for closed in closing]
    return [replace(one, outcome=outcome) for one in (citation, *settled)]


def _is_beside(quotation: Quotation, citation: Citation, *, is_asked: bool) -> bool:
    """Whether it is what became of an amendment that what is quoted says nothing of."""
    is_named = is_asked or "amend" in citation.quote.lower()
    return labels.is_of_amendment(quotation.text) and not is_named


def _left_open(sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The votes of the sections, where these are all that is told of what became of an item."""
    ids = counts.left_open(paragraphs) if sections else frozenset()
    return [p for p in paragraphs if p.id in ids and p.sections == sections][:MOST_LIST_ITEMS]


def _sections(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Sequence[Section]:
    """Those that a paragraph stands in; for a heading, those that it opens."""
    is_title = paragraph.kind is ParagraphKind.HEADING
    return (
        (paragraphs[paragraph.ordinal :] or paragraphs)[0].sections
        if is_title
        else paragraph.sections
    )


def _after(
    citation: Citation, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[str, Quotation]]:
    """The sentences that come after a citation in its paragraph, then in its sections, each with
    what is quoted for it."""
    own = citation.paragraph
    later = paragraphs[own.ordinal :]
    within = itertools.takewhile(
        lambda p: bool(sections) and p.sections == sections and not _is_apart(p), later
    )
    for paragraph in itertools.chain([own], within):
        is_table = paragraph.kind is ParagraphKind.TABLE
        whole = (Span(0, end_of(paragraph)),)
        for span in whole if is_table else split_sentences(paragraph.text):
            start, end = (0, span.end) if is_table else bounds(paragraph, span)
            if paragraph is own:
                start = max(start, span.start)
            if paragraph is not own or start >= citation.end:
                sentence = paragraph.text[span.start : span.end]
                yield sentence, Quotation(citation.document, paragraph, start, end)


def _is_title(sections: Sequence[Section], subject: frozenset[str]) -> bool:
    """Whether the title of the innermost section holds the subject, of many words but for one."""
    beside = subject.difference(terms(sections[-1].title)) if sections else subject
    return len(beside) <= (1 if len(subject) > _FEW_WORDS else 0)


def item_of(paragraph: Paragraph) -> Section | None:
    """The numbered item of a meeting that a paragraph stands in, if any does."""
    return next(iter(_items(paragraph)), None)


def _items(paragraph: Paragraph) -> Sequence[Section]:
    """The numbered sections of a paragraph, the outermost first."""
    return [section for section in paragraph.sections if _is_item(section)]


def _closes(document: Document, paragraph: Paragraph, items: Sequence[Section]) -> bool:
    """Whether it is the outcome of one of the items, and of none within or beside it."""
    own = _items(paragraph)
    return _ends(document, paragraph.text) and bool(own) and set(own) <= set(items)


def _ends(document: Document, text: str) -> bool:
    """ "Adopté à l'unanimité."; in minutes that vote, "Le rapport est retiré." too, but not what
    became of an amendment."""
    if headings.tells_outcome(text):
        return True
    is_short = len(text) <= _LONGEST_SETTLING and not labels.is_of_amendment(text)
    return is_short and labels.settles(text) and votes(document)


def _is_apart(paragraph: Paragraph) -> bool:
    """Whether it is put to the vote on its own, beside others of its item: "Résolution n° 2"."""
    return bool(_RESOLUTION.match(paragraph.text))


def _is_item(section: Section) -> bool:
    """ "3. Salle serveurs", "Point 3 – Salle serveurs", "2024-031 – Salle serveurs"."""
    is_titled = headings.agenda_item(section.title) or registers.is_item(section.title)
    return bool(section.number or is_titled)


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
        of_items = itertools.takewhile(
            lambda other: items[0] in other.sections and not _is_apart(other), later
        )
        outcome = next((p for p in of_items if _closes(citation.document, p, items)), None)
        own = _items(outcome)[-1] if outcome else items[-1]
        of_item = [p for p in paragraphs if own in p.sections]
        return _until(citation.document, outcome, of_item)
    outcomes = [other for other in later if headings.tells_outcome(other.text)]
    outcome = outcomes[0] if len(outcomes) == 1 else None
    if outcome and outcome.sections and not any(inside.sections for inside in within):
        return ()  # who met, and when
    return _until(citation.document, outcome, paragraphs)


def _until(
    document: Document, outcome: Paragraph | None, paragraphs: Sequence[Paragraph]
) -> Sequence[Paragraph]:
    """Those down to an outcome, from the one before it."""
    if outcome is None:
        return ()
    until = [p for p in paragraphs if p.ordinal < outcome.ordinal]
    after = itertools.takewhile(lambda p: not _ends(document, p.text), reversed(until))
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
        is_told = headings.is_outcome(paragraph.text) or labels.settles(paragraph.text)
        if is_told or not (resolves or is_listed):
            is_open = False
            continue
        is_open = is_open or introduces
        if len(paragraph.text) <= LONGEST and paragraph.id != quoted.paragraph.id:
            found.append(paragraph)
    return [_of(quoted, paragraph) for paragraph in found[:MOST_LIST_ITEMS]]


def _of(quoted: Citation, paragraph: Paragraph) -> Citation:
    return _slice(quoted, paragraph, headings.length_of_mark(paragraph.text), end_of(paragraph))


def _slice(quoted: Citation, paragraph: Paragraph, start: int, end: int) -> Citation:
    quote = paragraph.text[start:end]
    told = nature(quoted.document, paragraph, quote)
    return replace(quoted, paragraph=paragraph, quote=quote, start=start, end=end, nature=told)
