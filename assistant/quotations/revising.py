"""What a later meeting made of a decision: the older is never quoted alone, nor what readers added
where the team's minutes decide."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from assistant.evidence.decisions import is_decision
from assistant.evidence.weighing import Evidence
from assistant.language import lexicon
from assistant.questions.question import Question
from index.language.analyzer import terms
from index.language.context import context
from ingest.document import Document, DocumentKind, DocumentRecord
from ingest.language import bodies, headings
from ingest.language.periods import MONTH_NUMBERS, MONTHS, find_periods

_MOST = 2
_AS_MUCH = 0.6
"""Of the question, that a later word on the same thing meets, as a share of what the older does."""
_HALF = 0.5
"""The same of what another meeting makes of a subject that was left to it."""
_REFERS = re.compile(
    r"\b(?:renvoyée?s?|soumise?s?|transmise?s?) (?:à l['’]|à la|aux?|devant|pour (?:avis|décision))"
    r"|\bsera(?:ont)? soumise?s?\b|\b(?:referred|submitted) to\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:renonc|abandonn|annul|supprim|suspend|rempla[cç]|modifi|assoupli|reconsid|ajourn)\w*"
    r"|\b(?:est|sont|a été|ont été) (?:\w+ ){0,2}(?:ramen|port|report|repouss|maintenu|lev|confirm"
    r"|prolong|prorog|accord|refus)\w*",
    re.I,
)
"""What is done to a thing that stood."""
_NUMBERED = re.compile(
    r"\b(?:arrêtés?|décisions?|délibérations?)\s+(?:n\s?[°ºo]\s?)?(?P<number>\w[\w./-]+\d)\b", re.I
)
_MONTH = re.compile(
    rf"\b(?:en |de |d['’])(?P<month>{'|'.join(MONTH_NUMBERS)})\b(?! (?:19|20)\d\d)", re.I
)
_MEETING = rf"(?:séance|réunion|{bodies.NOUN}|(?-i:{bodies.ACRONYM}))"
_THE_LAST = re.compile(
    rf"\b(?:derni[eè]re?|précédente?) {_MEETING}\b|\b{_MEETING} précédente?\b", re.I
)
_A_MONTH = timedelta(days=31)
_ANY = frozenset(
    terms(
        "décision délibération consigne mesure séance réunion comité conseil commission assemblée"
        f" bureau décide décidé revient approuve adopte valide {' '.join(MONTHS)}"
    )
)
"""What two decisions may share that are on other subjects."""
_SEVERAL = 2
_SHORTEST = 4


def with_revisions(
    question: Question,
    chosen: Sequence[Evidence],
    evidence: Sequence[Evidence],
    records: Callable[[], Sequence[DocumentRecord]],
) -> list[Evidence]:
    """The chosen sentences, after those by which a later meeting goes back on one of them, which
    it names by its day, its month or its number, or as the last one, and after what the same
    committee made later of a thing that the question names; `evidence` are all that were weighed,
    the best first; `records` is called where the days of a committee are to be known."""
    later = [
        sentence
        for sentence in evidence
        if any(_is_later(sentence.hit.document, older.hit.document) for older in chosen)
    ]
    back = (
        sentence
        for sentence in later
        if lexicon.GOES_BACK.search(sentence.text)
        and any(_is_on(sentence, older, records) for older in chosen)
    )
    found = [*itertools.islice(back, _MOST)]
    if not found and not question.bound:  # what others are to do later revises nothing
        met = {sentence.hit.paragraph.id for sentence in chosen}
        of_it = (
            sentence
            for sentence in later
            if sentence.hit.paragraph.id not in met
            and any(_is_of_the_same(question, sentence, older) for older in chosen)
        )
        found = [*itertools.islice(of_it, 1)]
    told = {sentence.hit.paragraph.id for sentence in found}
    return [*found, *(sentence for sentence in chosen if sentence.hit.paragraph.id not in told)]


def _is_of_the_same(question: Question, later: Evidence, older: Evidence) -> bool:
    """Whether a later meeting of the committee decides of a thing that is named, or changes it, in
    what is asked of it; beside what a reader added, whether any that the team holds does."""
    after, before = later.hit.document, older.hit.document
    if _is_referred(later, older):
        return True
    if before.is_added is after.is_added:
        if not (question.names and before.committee and before.committee == after.committee):
            return False
    elif later.unmet:
        return False
    if not _is_later(after, before) or later.coverage < _AS_MUCH * older.coverage:
        return False
    if later.unmet and headings.is_outcome(later.text):
        return False  # the vote on something else
    told = f"{context(after, later.hit.paragraph)} {later.hit.paragraph.text}"
    is_named = all(re.search(rf"\b{re.escape(name)}\b", told, re.I) for name in question.names)
    return is_named and (
        bool(_CHANGES.search(later.text)) or is_decision(after, later.hit.paragraph, later.text)
    )


def _is_referred(later: Evidence, older: Evidence) -> bool:
    """Whether another meeting, later, is on a subject that was left to others."""
    after, before = later.hit.document, older.hit.document
    return (
        before.is_added is after.is_added
        and _is_later(after, before)
        and bool(_REFERS.search(older.hit.paragraph.text))
        and later.coverage >= _HALF * older.coverage
        and len(_subject(_around(later)) & _subject(_around(older))) >= _SEVERAL
    )


def _is_later(after: Document, before: Document) -> bool:
    """What the team keeps goes after all that readers added, which changes nothing of it."""
    if not (before.kind is after.kind is DocumentKind.RELEVE):
        return False
    if before.is_added is not after.is_added:
        return before.is_added
    if not (before.date and after.date):
        return False
    return after.date.first > before.date.last


def _is_on(
    later: Evidence, older: Evidence, records: Callable[[], Sequence[DocumentRecord]]
) -> bool:
    after, before = later.hit.document, older.hit.document
    if not (_is_later(after, before) and before.date and after.date):
        return False
    told = f"{context(before, older.hit.paragraph)} {older.text}"
    numbers = (found["number"] for found in _NUMBERED.finditer(later.text))
    if any(re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", told) for number in numbers):
        return True
    return _is_of_one_subject(later, older) and _names_meeting(later.text, after, before, records)


def _is_of_one_subject(later: Evidence, older: Evidence) -> bool:
    """Whether the sentences have a word in common, or their paragraphs and titles have several."""
    if not _subject(later.text).isdisjoint(_subject(older.text)):
        return True
    return len(_subject(_around(later)) & _subject(_around(older))) >= _SEVERAL


def _around(evidence: Evidence) -> str:
    paragraph = evidence.hit.paragraph
    titles = (section.title for section in paragraph.sections[-1:])
    return " ".join((*titles, paragraph.text))


def _names_meeting(
    text: str, after: Document, before: Document, records: Callable[[], Sequence[DocumentRecord]]
) -> bool:
    """Whether a text of a meeting names an earlier one: by its day; by its month, where the
    committee met on no other day of it; or as the last one."""
    if not (after.date and before.date):
        return False
    day = before.date.first
    spans = [(p.first, p.last) for p in find_periods(text, meeting=after.date.first)]
    if (day, day) in spans:
        return True
    if not before.committee or before.committee != after.committee:
        return False
    months = {(day.year, day.month) for day in _months(text, after.date.first)}
    months |= {(s.year, s.month) for s, e in spans if s and e and e - s < _A_MONTH}
    is_of_month = (day.year, day.month) in months
    if not (is_of_month or _THE_LAST.search(text)):
        return False
    met = (d for d in records() if d.committee == after.committee and d.is_added <= after.is_added)
    days = {d.date.first for d in met if d.date}
    if is_of_month and not any((d.year, d.month) == (day.year, day.month) for d in days - {day}):
        return True
    last = max((d for d in days if d < after.date.first), default=None)
    return bool(_THE_LAST.search(text)) and last == day


def _months(text: str, meeting: date) -> Iterator[date]:
    """The first days of the months that a text names without a day or a year: the last such before
    the meeting."""
    for found in _MONTH.finditer(text):
        month = MONTH_NUMBERS[found["month"].lower()]
        yield date(meeting.year - (month > meeting.month), month, 1)


def _subject(text: str) -> frozenset[str]:
    told: Iterator[str] = (t for t in terms(text) if len(t) >= _SHORTEST and t.isalpha())
    return frozenset(told) - _ANY
