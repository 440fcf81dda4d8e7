"""What meetings leave to do, or undecided."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from assistant.answer import Nature
from assistant.evidence.bound import binds
from assistant.evidence.decisions import nature
from assistant.language.sentences import Span, split_sentences
from assistant.questions.spans import Time
from assistant.quotations.orders import who_orders
from assistant.quotations.rows import with_groups
from assistant.quotations.selection import Quotation, bounds, end_of, head_of, titles_of
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.language.periods import ANY_MONTH_NUMBERS, Period, find_periods

_LATER = (
    r"(?:à (?:la|une|l['’]) ?(?:(?:prochaine|autre) )?(?:séance|réunion|assemblée)|ultérieurement"
    r"|à une date (?:ultérieure|à (?:fixer|définir))|(?:au|à un) (?:prochain|autre)"
    r"|au (?:comité|conseil|bureau|codir|copil)|lors d(?:e la|u) prochaine?)"
)
_LEFT_OPEN = re.compile(
    r"\b(?:aucun(?:e)? (?:arbitrage|décision)|(?:arbitrage|décision) ultérieure?"
    r"|surs(?:eoir|oi[st]|is)|rien n['’]est (?:acquis|arrêté|décidé|tranché)"
    r"|pas (?:d['’]accord|de (?:consensus|suite donnée))"
    r"|à (?:l['’]étude|rediscuter)|en cours d['’](?:analyse|étude|examen|instruction)"
    r"|avant (?:toute )?décision|décision (?:tombera|interviendra|sera (?:prise|rendue|connue))"
    r"|on en reparle"
    r"|(?:choix|débat|discussion|point|question|sujet)s?\b[^.;:]{0,60} reste(?:nt)? ouverte?s?"
    r"|reste(?:nt)? (?:posée?s?|en suspens"
    r"|à (?:trancher|arbitrer|préciser|décider|confirmer|déterminer|définir|chiffrer))"
    r"|(?:n['’]est|n['’]a|ne sont|n['’]ont) pas (?:encore )?(?:été )?"
    r"(?:tranché|arbitré|décidé|conclu)e?s?"
    rf"|(?:report|renvoy|ajourn|différ)ée?s? {_LATER}|remise?s? {_LATER}"
    rf"|ser(?:a|ont) (?:ré)?(?:étudi|examin|tranch|arbitr|débatt|discut)(?:ée?|ue?)s? {_LATER}"
    r"|not (?:yet )?(?:been )?(?:decided|settled)|left open"
    r"|(?:postponed|deferred|adjourned) (?:to|until) (?:the|a) (?:next|later))\b",
    re.I,
)
_DATES = re.compile(
    rf"\d|\b(?:{'|'.join(ANY_MONTH_NUMBERS)}|printemps|été|automne|hiver|rentrée|(?:tri|se)mestre"
    r"|semaine|mois|année)",
    re.I,
)
"""Without any of these a text has no date."""
_TO_KEEP = re.compile(
    r"\b(?:avant|d['’]ici|au plus tard|jusqu|à (?:compter|partir)|échéance"
    r"|pour (?:le|la|fin|début|mi)|by|before|until)\b",
    re.I,
)


def left_open(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """The sentences that say that something is not decided, with those that they cannot be read
    without."""
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.HEADING:
            yield from _sentences(document, paragraph, _is_left_open, paragraphs)


def _is_left_open(said: str) -> bool:
    return bool(_LEFT_OPEN.search(said))


def due(
    document: Document, paragraphs: Sequence[Paragraph], times: Sequence[Time], bound: str
) -> Iterator[Quotation]:
    """What is decided or announced for a time after the meeting, one of `times` where there are
    any, under who is to do it; what has `bound` do something, where someone is named."""
    met = document.date.first if document.date else None
    if met and times and all(time.last and time.last <= met for time in times):
        return
    for paragraph in paragraphs:
        if not _DATES.search(f"{paragraph.lead_in}\n{paragraph.text}"):
            continue
        above = who_orders(paragraph, paragraphs)
        told = "".join(f"{who.text}\n" for who in above)

        def is_told(said: str, paragraph: Paragraph = paragraph, told: str = told) -> bool:
            if bound and not binds(bound, paragraph, said):
                return False
            periods = find_periods(f"{told}{said}", meeting=met)
            return any(_is_due(p, f"{told}{said}", met, times) for p in periods) and nature(
                document, paragraph, said
            ) in (Nature.DECISION, Nature.ANNOUNCEMENT)

        for quotation in _sentences(document, paragraph, is_told, paragraphs):
            yield from (Quotation(document, who, 0, end_of(who)) for who in above)
            above = []
            yield quotation


def _sentences(
    document: Document,
    paragraph: Paragraph,
    is_told: Callable[[str], bool],
    paragraphs: Sequence[Paragraph],
) -> Iterator[Quotation]:
    """With what they cannot be read without, rows under the titles of their columns."""
    head = head_of(paragraph, paragraphs)
    end = 0
    for span in split_sentences(paragraph.text):
        if span.start >= end and is_told(paragraph.text[span.start : span.end]):
            start, end = bounds(paragraph, span)
            if head and start > 0:
                yield titles_of(document, head)
                head = None
            for part in with_groups(paragraph, [Span(start, end)]):
                yield Quotation(document, paragraph, part.start, part.end)


def _is_due(period: Period, said: str, met: date | None, times: Sequence[Time]) -> bool:
    """Whether it ends after the meeting, or is told as one to keep where the day of the meeting is
    not known, and in one of the times."""
    last = period.last or period.first
    if last is None or (last <= met if met else not _TO_KEEP.search(said)):
        return False
    return not times or any(
        (time.first or date.min) <= last <= (time.last or date.max) for time in times
    )
