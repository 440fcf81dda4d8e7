"""Questions on a meeting as a whole: all that it decided, all that it spoke of, its day."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.evidence.decisions import votes
from assistant.evidence.weighing import Evidence
from assistant.language.acronyms import Acronyms, Phrase, acronym_of
from assistant.language.sentences import split_sentences
from assistant.language.speech import Paragraphs
from assistant.questions.question import Question, subject_words
from assistant.questions.spans import Time, times_in
from assistant.questions.whole import AT_ANY, LAST, THERE, Whole, is_of_meeting, whole_asked
from assistant.quotations import decided, pending
from assistant.quotations.citing import citation_of, like_their_rows
from assistant.quotations.outcomes import with_outcomes
from assistant.quotations.selection import Quotation, bounds, end_of
from index.language.analyzer import terms
from ingest.document import (
    Document,
    DocumentKind,
    DocumentRecord,
    Paragraph,
    ParagraphKind,
    Presence,
)
from ingest.language import bodies, headings
from ingest.language.periods import ANY_MONTH_NUMBERS, find_periods


@dataclass(frozen=True, slots=True)
class Meetings:
    """Those that are asked about, by their minutes, the newest first, those that readers added
    last; how many minutes are `undated` besides and may be of one of them, or of a later one where
    the last is asked about, `is_last`; the newest of those that readers added, where these are
    `later` than that. `due` are the times by which something is to be done, where these are asked
    about."""

    asked: Whole
    minutes: tuple[DocumentRecord, ...]
    undated: int = 0
    later: DocumentRecord | None = None
    is_last: bool = False
    due: tuple[Time, ...] = ()


Documents = Callable[[str], Document]
"""The document of an id."""
MOST_TOLD = 40
"""Quotations of an answer on whole meetings."""
_MEETING = re.compile(
    rf"\b(?:s[ée]ances?|r[ée]unions?|meetings?|sessions?|(?P<body>{bodies.NOUN})"
    rf"|(?-i:{bodies.ACRONYM}))\b",
    re.I,
)
_THERE = {
    Whole.PRESENT: (Presence.PRESENT, Presence.CHAIR, Presence.SECRETARY),
    Whole.MISSING: (Presence.ABSENT, Presence.EXCUSED, Presence.PROXY),
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = frozenset(
    terms(
        "prises adoptées votées voté délibérations actées abordés traités évoqués discutés examinés"
        " inscrits actions ordre jour ensemble toutes complète principales résumé synthèse"
        " compte rendu procès-verbal contient passé retenir essentiel bilan happened"
        " tenue dernière last latest recent made taken agenda topics discussed séance réunion"
        " session meeting présents absents excusés participé assisté participants attended"
        " present absent excused there comité conseil commission assemblée bureau membres"
        f" {' '.join(ANY_MONTH_NUMBERS)}"
    )
)
"""What such a question may have beside the name of a body."""
_BESIDE_OF = {
    Whole.DATE: (
        "combien date fois held lieu liste many meet met nombre often place relevé réunie tenir"
        " times took"
    ),
    Whole.DUE: (
        "attendues butoir by calendrier date deadlines due échéance échéancier faire fixées"
        " indiquées limite liste mesures ministères plus prévues rappelle tard venir"
    ),
    Whole.OPEN: (
        "ajournés arbitrés conclus décider dossiers laissés left open ouverts pending points"
        " projets questions réglés renvoyés reportés reste sujets suspens tranchés trancher"
        " undecided unresolved"
    ),
}
"""What those on one thing may have besides."""
_ENGLISH_NOUNS = {"assembl": "assembly", "comit": "committ", "conseil": "council"}
_NOUNS = frozenset(
    terms(
        "assemblée bureau collège comité commission conférence conseil directoire formation groupe"
        " jury réunion assembly board committee council group"
    )
)
"""What bodies are called: what has none of them in its name may be called by any."""


def meetings_asked(
    question: Question,
    records: Callable[[], Sequence[DocumentRecord]],
    *,
    committees: Iterable[str],
    acronyms: Acronyms,
) -> Meetings | None:
    """None for a question with a subject of its own, or on no meeting that there are minutes of;
    without minutes for a time that a body is asked about and did not meet in. `committees` are
    those that some minutes are of; `records` is called where the question may be on one."""
    asked = whole_asked(question)
    if asked is None:
        return None
    meant, dateless = _MEETING.search(question.text), _without_dates(question)
    named = frozenset(terms(" ".join(subject_words(dateless)))) - _BESIDE
    named = named.difference(terms(_BESIDE_OF.get(asked, "")))
    if not (named or meant or dateless != question.text or asked in AT_ANY):
        return None
    own = {committee: _words_of(committee, acronyms) for committee in committees}
    spelt_out = {word: acronyms.of(word) for word in question.subject}
    fit = {committee for committee in own if not _strange(named, spelt_out, own[committee])}
    if not fit:
        return None
    if meant and meant["body"]:
        noun = frozenset(terms(meant["body"]))
        fit = {committee for committee in fit if _is_called(noun, own[committee])}
    minutes = [d for d in records() if d.kind is DocumentKind.RELEVE and d.committee in fit]
    due = _due(question) if asked is Whole.DUE else ()
    met = [document for document in minutes if due or _is_dated(document, question)]
    met.sort(key=_day, reverse=True)
    newest = met[:1]
    met.sort(key=lambda d: d.is_added)
    undated = sum(not d.date for d in minutes) if asked is Whole.DATE else 0
    is_last, later = bool(met) and (asked in THERE or bool(LAST.search(question.text))), None
    if is_last:
        undated = sum(not d.date for d in met) if met[0].date else 0
        later = newest[0] if _day(newest[0]) > _day(met[0]) else None
        met = [d for d in met if _day(d) == _day(met[0])]
    if asked is Whole.DATE:
        met = _one_a_meeting(d for d in met if d.date)
    is_asked = bool(met or _own_times(question, asked))
    return Meetings(asked, tuple(met), undated, later, is_last, due) if is_asked else None


def _one_a_meeting(minutes: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """Deliberations are a document each."""
    first: dict[tuple[str, str], DocumentRecord] = {}
    for document in minutes:
        first.setdefault((document.committee, _day(document)), document)
    return [*first.values()]


def _day(document: DocumentRecord) -> str:
    return document.date.first.isoformat() if document.date else ""


def of_their_time(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """For what a meeting decided that there are no minutes of: what other minutes say of its time
    is no answer."""
    told = tuple(str(time) for time in question.times if time.is_placed)
    return tuple(
        found if _is_dated(found.hit.document, question) else replace(found, unmet=told)
        for found in evidence
    )


def told(meetings: Meetings, document_of: Documents, paragraphs_of: Paragraphs) -> list[Citation]:
    """All that was decided, item by item with its outcome where the minutes vote; or the titles
    of what was spoken of, or what tells the day. In the order of the minutes, numbered from 1; no
    more is read once there are over `MOST_TOLD`."""
    citations: list[Citation] = []
    for record in meetings.minutes:
        if len(citations) > MOST_TOLD:
            break
        document, paragraphs = document_of(record.id), paragraphs_of(record.id)
        if meetings.asked in THERE:
            found = _attendance(document, paragraphs, _THERE[meetings.asked])
        elif meetings.asked is Whole.DATE:
            found = _date(document, paragraphs)
        elif meetings.asked is Whole.DUE:
            found = pending.due(document, paragraphs, meetings.due)
        elif meetings.asked is Whole.OPEN:
            found = pending.left_open(document, paragraphs)
        elif meetings.asked is Whole.SUBJECTS:
            found = _titles(document, paragraphs)
        elif votes(document):
            found = decided.items(document, paragraphs)
        else:
            found = decided.decisions(document, paragraphs)
        new = itertools.islice(found, MOST_TOLD + 1 - len(citations))
        citations += [citation_of(quotation, paragraphs_of) for quotation in new]
    if meetings.asked is Whole.DECISIONS:
        citations = with_outcomes(citations, paragraphs_of, asks_decision=False)
        citations = like_their_rows(citations)
        citations = [c for c in citations if c.is_decision or c.outcome or decided.is_told(c)]
    return [replace(citation, marker=marker) for marker, citation in enumerate(citations, start=1)]


def _own_times(question: Question, asked: Whole) -> list[Time]:
    """But for a year, which may be that of what was decided: "pour 2020"."""
    placed = [time for time in question.times if time.is_placed]
    return [t for t in placed if asked is not Whole.DECISIONS or not str(t).isdigit()]


def _due(question: Question) -> tuple[Time, ...]:
    """The times by which something is to be done, which are not those of a meeting."""
    if is_of_meeting(question):
        return ()
    years = " ".join(f"en {year}" for year in _YEAR.findall(question.text))
    return question.times or times_in(years, question.language, of_meetings=False)


def _without_dates(question: Question) -> str:
    text = question.text
    for word in question.timing.split():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text)
    return _YEAR.sub(" ", text)


def _words_of(committee: str, acronyms: Acronyms) -> frozenset[str]:
    """The terms of the name of a body, of its acronym, and of what it is short for."""
    phrases = (phrase for word in committee.split() for phrase in acronyms.of(word))
    return frozenset(terms(f"{committee} {acronym_of(committee)}")).union(
        *(phrase.stems for phrase in phrases)
    )


def _strange(
    named: frozenset[str], spelt_out: Mapping[str, Sequence[Phrase]], own: frozenset[str]
) -> frozenset[str]:
    """The terms of a question that are not of the name of a body, "CODIR" being of that of a
    comité de direction."""
    short = [word for word, phrases in spelt_out.items() if any(own >= {*p.stems} for p in phrases)]
    return named.difference(own, terms(" ".join(short)))


def _is_called(noun: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a body may be meant by "le comité", in the terms of its name."""
    in_english = {_ENGLISH_NOUNS.get(term, term) for term in noun}
    return noun <= own or in_english <= own or own.isdisjoint(_NOUNS)


def _is_dated(document: DocumentRecord, question: Question) -> bool:
    """A date without a year may be of any."""
    if document.date is None:
        return not _YEAR.search(question.text) and not question.times
    if question.times:
        return any(time.covers(document.date) for time in question.times)
    first, last = document.date.first, document.date.last
    periods = [p for p in find_periods(question.text, meeting=first) if p.first or p.last]
    if periods:
        return any((p.first or first) <= last and first <= (p.last or last) for p in periods)
    years = {int(year) for year in _YEAR.findall(question.text)}
    return not years or first.year in years


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
    document: Document, paragraphs: Sequence[Paragraph], presences: Sequence[Presence]
) -> Iterator[Quotation]:
    """The lists of those who were there, or were not, with what introduces them."""
    named = [person for person in document.participants if person.presence in presences]
    introduction: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is not ParagraphKind.ATTENDANCE:
            introduction = None
            continue
        if paragraph.text.endswith(":"):
            introduction = paragraph
            continue
        if any(paragraph.start <= person.start < paragraph.end for person in named):
            if introduction and ":" not in paragraph.text:
                yield Quotation(document, introduction, 0, end_of(introduction))
            yield Quotation(document, paragraph, 0, end_of(paragraph))
        introduction = None
