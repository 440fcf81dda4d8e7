"""What meetings leave to do, or undecided."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answer import Nature
from assistant.evidence.bound import binds, in_words
from assistant.evidence.decisions import nature
from assistant.language.ruling import UNDECIDED
from assistant.language.sentences import Span, split_sentences
from assistant.language.speech import Paragraphs
from assistant.questions.spans import Time
from assistant.questions.whole import Whole
from assistant.quotations.orders import who_orders
from assistant.quotations.rows import with_groups
from assistant.quotations.selection import Quotation, bounds, end_of, head_of, titles_of
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.language.periods import ANY_MONTH_NUMBERS, find_periods

_LATER = (
    r"(?:à (?:la|une|l['’]) ?(?:(?:prochaine|autre) )?(?:séance|réunion|assemblée)|ultérieurement"
    r"|à une date (?:ultérieure|à (?:fixer|définir))|(?:au|à un) (?:prochain|autre)"
    r"|au (?:comité|conseil|bureau|codir|copil)|lors d(?:e la|u) prochaine?)"
)
_LEFT_OPEN = re.compile(
    rf"\b(?:aucun(?:e)? (?:arbitrage|décision)|{UNDECIDED}"
    r"|surs(?:eoir|oi[st]|is)|rien n['’]est (?:acquis|arrêté|décidé|tranché)"
    r"|pas (?:d['’]accord|de (?:consensus|suite donnée))"
    r"|à (?:l['’]étude|rediscuter)|en cours d['’](?:analyse|étude|examen|instruction)"
    r"|avant (?:toute )?décision|on en reparle"
    r"|reste(?:nt)? à (?:confirmer|déterminer|définir|chiffrer)"
    rf"|(?:report|renvoy|ajourn|différ)ée?s? {_LATER}|remise?s? {_LATER}"
    rf"|ser(?:a|ont) (?:ré)?(?:étudi|examin|tranch|arbitr|débatt|discut)(?:ée?|ue?)s? {_LATER}"
    r"|not (?:yet )?(?:been )?(?:decided|settled)|left open"
    r"|(?:postponed|deferred|adjourned) (?:to|until) (?:the|a) (?:next|later))\b",
    re.I,
)
_DATES = re.compile(
    rf"(?:19|20)\d\d|\d/\d|\b(?:{'|'.join(ANY_MONTH_NUMBERS)}|printemps|été|automne|hiver|rentrée"
    r"|(?:tri|se)mestre|(?:ce|du) (?:présent )?mois|année)",
    re.I,
)
"""Without any of these a text has no date."""
_TO_DO = (Nature.DECISION, Nature.ANNOUNCEMENT)
_TO_KEEP = re.compile(
    r"\b(?:avant|d['’]ici|au plus tard|jusqu|à (?:compter|partir)|échéance"
    r"|pour (?:le|la|fin|début|mi)|by|before|until)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A sentence that leaves something undecided, or to do by one of some days: that of the
    paragraph of this place, from 0, which starts at `start`."""

    place: int
    start: int
    days: tuple[date, ...] = ()

    def is_within(self, times: Sequence[Time]) -> bool:
        """Whether one of its days is of one of the times; any is where there are none."""
        return not times or any(
            (time.first or date.min) <= day <= (time.last or date.max)
            for day in self.days
            for time in times
        )


PendingOf = Callable[[Whole, str], Sequence[Pending]]
"""What the document of an id leaves to do, `Whole.DUE`, or undecided."""
_MINUTES_KEPT = 4_096


def pending_of(document_of: Callable[[str], Document], paragraphs_of: Paragraphs) -> PendingOf:
    """Of minutes that are read once, whatever time is asked about; of documents that do not
    change."""

    @lru_cache(maxsize=_MINUTES_KEPT)
    def found(asked: Whole, document_id: str) -> tuple[Pending, ...]:
        paragraphs = paragraphs_of(document_id)
        if asked is Whole.OPEN:
            return tuple(_left_open(paragraphs))
        return tuple(_due(document_of(document_id), paragraphs))

    return found


def _left_open(paragraphs: Sequence[Paragraph]) -> Iterator[Pending]:
    """The sentences that say that something is not decided."""
    for place, paragraph in enumerate(paragraphs):
        if paragraph.kind is not ParagraphKind.HEADING and _LEFT_OPEN.search(paragraph.text):
            for span in split_sentences(paragraph.text):
                if _LEFT_OPEN.search(paragraph.text[span.start : span.end]):
                    yield Pending(place, span.start)


def _due(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Pending]:
    """What is decided or announced for a time after the meeting."""
    met = document.date.first if document.date else None
    for place, paragraph in enumerate(paragraphs):
        if not _DATES.search(f"{paragraph.lead_in}\n{paragraph.text}"):
            continue
        told = "".join(f"{who.text}\n" for who in who_orders(paragraph, paragraphs))
        for span in split_sentences(paragraph.text):
            said = paragraph.text[span.start : span.end]
            days = tuple(_days_due(f"{told}{said}", met))
            if days and nature(document, paragraph, said) in _TO_DO:
                yield Pending(place, span.start, days)


def _days_due(said: str, met: date | None) -> Iterator[date]:
    """The last days of the times that end after the meeting, or are told as ones to keep where the
    day of the meeting is not known."""
    for period in find_periods(said, meeting=met) if _DATES.search(said) else ():
        last = period.last or period.first
        if last is not None and (last > met if met else _TO_KEEP.search(said)):
            yield last


def quoted(
    document: Document, paragraphs: Sequence[Paragraph], found: Iterable[Pending], bound: str
) -> Iterator[Quotation]:
    """The sentences with those that they cannot be read without, each once, those alone that have
    `bound` do something, where someone is named; what is to do under who is to do it, rows under
    the titles of their columns."""
    who = in_words(bound)
    place = end = -1
    for one in found:
        paragraph = paragraphs[one.place]
        if one.place == place and one.start < end:
            continue
        spans = split_sentences(paragraph.text)
        span = next(span for span in spans if span.start == one.start)
        if who and not binds(who, paragraph, paragraph.text[span.start : span.end]):
            continue
        start, end = bounds(paragraph, span)
        if one.place != place:
            yield from _above(document, paragraph, paragraphs, one, start)
        place = one.place
        for part in with_groups(paragraph, [Span(start, end)]):
            yield Quotation(document, paragraph, part.start, part.end)


def _above(
    document: Document,
    paragraph: Paragraph,
    paragraphs: Sequence[Paragraph],
    found: Pending,
    start: int,
) -> Iterator[Quotation]:
    """Who is to do it, and the titles of the columns of a row."""
    above = who_orders(paragraph, paragraphs) if found.days else []
    yield from (Quotation(document, who, 0, end_of(who)) for who in above)
    head = head_of(paragraph, paragraphs)
    if head and start > 0:
        yield titles_of(document, head)
