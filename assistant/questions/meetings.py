"""Which meetings a question is on, and what it asks of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.acronyms import Acronyms, Phrase, acronym_of
from assistant.questions.english_dates import in_french
from assistant.questions.numbered import Numbered, items_in
from assistant.questions.question import Question, subject_words
from assistant.questions.spans import Time, times_in
from assistant.questions.whole import (
    AT_ANY,
    LAST,
    THERE,
    Whole,
    is_of_meeting,
    person_asked,
    whole_asked,
)
from index.language.analyzer import terms
from ingest.document import DocumentKind, DocumentRecord
from ingest.language import bodies
from ingest.language.periods import ANY_MONTH_NUMBERS, find_periods


@dataclass(frozen=True, slots=True)
class Meetings:
    """Those that are asked about, by their minutes, the newest first, those that readers added
    last, and the `items` of them, all where there are none; how many minutes are `undated`
    besides and may be of one of them, or of a later one where the last is asked about, `is_last`;
    the newest of those that readers added, where these are `later` than that. `due` are the times
    by which something is to be done, where these are asked about, `bound` who is to do it, "la
    DINUM", where it is one, `person` of whom it is asked whether they were there."""

    asked: Whole
    minutes: tuple[DocumentRecord, ...]
    items: tuple[Numbered, ...] = ()
    undated: int = 0
    later: DocumentRecord | None = None
    is_last: bool = False
    due: tuple[Time, ...] = ()
    bound: str = ""
    person: str = ""


_MEETING = re.compile(
    rf"\b(?:s[ée]ances?|r[ée]unions?|meetings?|sessions?|(?P<body>{bodies.NOUN})"
    rf"|(?-i:{bodies.ACRONYM}))\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = frozenset(
    terms(
        "prises adoptées votées voté délibérations actées abordés traités évoqués discutés examinés"
        " inscrits actions ordre jour ensemble toutes complète principales résumé synthèse"
        " compte rendu procès-verbal contient passé retenir essentiel bilan happened"
        " tenue dernière last latest recent made taken agenda topics subjects items issues points"
        " discussed covered raised addressed examined dealt main key sum summary summarise"
        " summarize recap overview takeaways séance réunion"
        " session meeting présents absents excusés participé assisté participants attended"
        " present absent excused attend there comité conseil commission assemblée bureau membres"
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
        " indiquées limite liste mesures ministères plus prévues rappelle tard venir ministries"
        " measures tasks need needs required expected planned completed delivered coming upcoming"
        " set fixed"
    ),
    Whole.OPEN: (
        "ajournés arbitrés conclus décider dossiers laissés left open ouverts pending points"
        " projets questions réglés renvoyés reportés reste sujets suspens tranchés trancher"
        " ultérieure ultérieurement undecided unresolved unsettled outstanding issues matters items"
        " remain remains settled resolved"
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
    those that some minutes are of; those that are of none are known by their title, for a day.
    `records` is called where the question may be on one."""
    asked = whole_asked(question)
    if asked is None:
        return None
    person = person_asked(question)
    meant, dateless = _MEETING.search(question.text), _without_dates(question)
    items = tuple(items_in(question.text))
    beside = " ".join([_BESIDE_OF.get(asked, ""), *map(str, items)])
    is_of_one = asked is Whole.DUE and not {*terms(beside)}.issuperset(terms(question.bound))
    bound = question.bound if is_of_one else ""
    named = frozenset(terms(" ".join(subject_words(dateless)))).difference(
        _BESIDE, terms(f"{beside} {bound} {person}")
    )
    if not (named or meant or person or dateless != question.text or asked in AT_ANY):
        return None
    own = {committee: _words_of(committee, acronyms) for committee in committees}
    minutes = _minutes(question, records, own, named=named, meant=meant, acronyms=acronyms)
    if minutes is None:
        return None
    due = _due(question) if asked is Whole.DUE else ()
    met = [document for document in minutes if due or is_dated(document, question)]
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
    told = Meetings(asked, tuple(met), items, undated, later, is_last, due, bound, person)
    return told if is_asked else None


def _minutes(
    question: Question,
    records: Callable[[], Sequence[DocumentRecord]],
    own: Mapping[str, frozenset[str]],
    *,
    named: frozenset[str],
    meant: re.Match[str] | None,
    acronyms: Acronyms,
) -> list[DocumentRecord] | None:
    """Those of the bodies that may be meant, by the words of each, and for a day those of none
    whose title may be; None where no body may be, nor any title."""
    spelt_out = {word: acronyms.of(word) for word in question.subject}
    noun = frozenset(terms(meant["body"])) if meant and meant["body"] else frozenset()

    def is_called(words: frozenset[str]) -> bool:
        return not _strange(named, spelt_out, words) and (not noun or _is_called(noun, words))

    def is_titled(document: DocumentRecord) -> bool:
        may_be = not document.committee and is_dated(document, question)
        return may_be and is_called(_words_of(document.title, acronyms))

    fit = {committee for committee in own if not _strange(named, spelt_out, own[committee])}
    is_of_day = bool(meant and question.times)
    if not (fit or is_of_day):
        return None
    of_body = {committee for committee in fit if is_called(own[committee])}
    kept = [d for d in records() if d.kind is DocumentKind.RELEVE]
    minutes = [d for d in kept if d.committee in of_body or (is_of_day and is_titled(d))]
    return minutes if fit or minutes else None


def _one_a_meeting(minutes: Iterable[DocumentRecord]) -> list[DocumentRecord]:
    """Deliberations are a document each."""
    first: dict[tuple[str, str], DocumentRecord] = {}
    for document in minutes:
        first.setdefault((document.committee, _day(document)), document)
    return [*first.values()]


def _day(document: DocumentRecord) -> str:
    return document.date.first.isoformat() if document.date else ""


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


def is_dated(document: DocumentRecord, question: Question) -> bool:
    """A date without a year may be of any."""
    if document.date is None:
        return not _YEAR.search(question.text) and not question.times
    if question.times:
        return any(time.covers(document.date) for time in question.times)
    first, last = document.date.first, document.date.last
    told = in_french(question.text)
    periods = [p for p in find_periods(told, meeting=first) if p.first or p.last]
    if periods:
        return any((p.first or first) <= last and first <= (p.last or last) for p in periods)
    years = {int(year) for year in _YEAR.findall(question.text)}
    return not years or first.year in years
