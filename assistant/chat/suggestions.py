"""Questions that the documents answer, drawn from their own headings and decisions by rule.

None is offered that the assistant does not answer from the section that it comes from.
"""

import itertools
import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Answer, Citation, Language, Status
from assistant.engine import NO_FILTER, Assistant
from assistant.evidence.decisions import is_decision
from assistant.reference import meeting_of
from assistant.service.library import Library
from index.hit import Collections, Filters
from index.language.analyzer import terms
from ingest.document import Document, DocumentKind, DocumentRecord, Paragraph, ParagraphKind
from ingest.language.words import is_french_word

STARTERS = 6
NEXT = 3
_SECONDS_FIRST = 5.0
_SECONDS_NEXT = 1.5
_LEAST_CONFIDENCE = 0.9
_LENGTHS = range(8, 71)
_NUMBERING = re.compile(
    r"^(?:fiche|point|partie|annexe|article|décision)\s*(?:n\s*[°ºo]\s*)?[\dIVX.-]*\s*[:–-]\s*",
    re.I,
)
_VAGUE = re.compile(
    r"(?:points? (?:divers|restant\w*|d[’']information)|dossiers?|contexte|conclusions?|principes?"
    r"|propositions?|recommandations?|introduction|calendrier|enveloppe|état des lieux|obstacles"
    r"|ordre du jour|ce qui|où en|orientations?|critères|relevé|compte rendu|questions? diverses?"
    r"|présents?|première|décisions?|minutes|(?:si )?(?:je|nous|on|vous)|le message"
    r"|à (?:dire|ne))\b|j['’]|.*(?:[?:…]$| : )",
    re.I,
)
_NAME = re.compile(
    r"(?<=[a-zà-ÿ,] )(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]*)*|[A-Z]+\.[A-Z]+)\b(?![’'-])"
)
_ASKED = {
    Language.FRENCH: (
        "Qu'a-t-il été décidé sur {} ?",
        "{} : qu'a-t-il été décidé ?",
        "{} : que disent les documents ?",
    ),
    Language.ENGLISH: (
        "What was decided about {}?",
        "{}: what was decided?",
        "{}: what do the documents say?",
    ),
}
_OF_MEETING = {
    Language.FRENCH: "Qu'a-t-il été décidé {} ?",
    Language.ENGLISH: "What was decided {}?",
}
_FRAME = frozenset(terms(" ".join(itertools.chain(*_ASKED.values(), _OF_MEETING.values()))))
"""What questions have in common, whatever they are on."""
_OF_ALL = {
    Language.FRENCH: (
        "Quelles sont les échéances ?",
        "Quels points restent en suspens ?",
        "Quelles réunions ont eu lieu ?",
    ),
    Language.ENGLISH: (
        "What are the deadlines?",
        "Which points were left open?",
        "Which meetings took place?",
    ),
}
"""On all the minutes that there are."""
_LEAST_DECIDED = 2
"""Decisions of a meeting that is worth asking about as a whole."""


class Starters:
    """Questions to begin with, worked out once a generation for those who read one language and
    the same collections, and each time where filters narrow them. Usable from threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._generation = -1
        self._found: dict[tuple[Language, Collections], tuple[str, ...]] = {}

    def of(
        self, language: Language, collections: Collections, filters: Filters = NO_FILTER
    ) -> tuple[str, ...]:
        """At most six: one from a document, the first such that may be on all that a meeting
        decided, then one on all the minutes, and so on; from the newest minutes on, then from the
        newest of the other documents."""
        if filters != NO_FILTER:  # of one reader, whom no other waits for
            with self._library.assistant(collections=collections) as assistant:
                return tuple(_starters(assistant, language, filters))
        key = language, collections
        with self._lock, self._library.assistant(collections=collections) as assistant:
            snapshot = assistant.snapshot
            if snapshot.generation != self._generation:
                self._generation, self._found = snapshot.generation, {}
            if key not in self._found:
                self._found[key] = tuple(_starters(assistant, language, filters))
            return self._found[key]


def next_questions(
    assistant: Assistant, question: str, *, language: Language, filters: Filters = NO_FILTER
) -> tuple[str, ...]:
    """At most three that the document cited first answers beside this one: on its whole meeting,
    then from the sections nearest to what was quoted. Empty where the question has no answer.

    Raises InvalidQuestionError.
    """
    answer = assistant.ask(question, filters=filters)
    if answer.status is not Status.ANSWERED:
        return ()
    cited = answer.citations[0]
    told = {c.paragraph.sections for c in answer.citations} if cited.paragraph.sections else set()
    near = sorted(
        (p for p in assistant.snapshot.paragraphs(cited.document.id) if p.sections not in told),
        key=lambda paragraph: abs(paragraph.ordinal - cited.paragraph.ordinal),
    )
    known = {answer.understood, *_names(cited.paragraph)}
    found = _answered(
        assistant, cited.document, near, language, filters, until=time.monotonic() + _SECONDS_NEXT
    )
    new = (q for q in found if not any(word in q for word in known))
    whole = _on_meeting(assistant, cited.document, language, filters, known=answer.citations)
    return tuple(_first(NEXT, itertools.chain(whole, new)))


def _starters(
    assistant: Assistant, language: Language, filters: Filters = NO_FILTER
) -> Iterator[str]:
    until = time.monotonic() + (_SECONDS_FIRST if filters == NO_FILTER else _SECONDS_NEXT)
    ways = (_of_documents, _of_all)
    in_turn = itertools.zip_longest(*(way(assistant, language, filters, until) for way in ways))
    return itertools.islice(filter(None, itertools.chain.from_iterable(in_turn)), STARTERS)


def _of_all(
    assistant: Assistant, language: Language, filters: Filters, until: float
) -> Iterator[str]:
    """The questions on all the minutes that these answer."""
    for question in _OF_ALL[language]:
        if time.monotonic() > until:
            return
        answer = assistant.ask(question, filters=filters)
        kinds = {citation.document.kind for citation in answer.citations}
        if answer.confidence >= _LEAST_CONFIDENCE and kinds == {DocumentKind.RELEVE}:
            yield question


def _of_documents(
    assistant: Assistant, language: Language, filters: Filters, until: float
) -> Iterator[str]:
    """One question a document, the whole of a meeting once."""
    is_whole_offered, offered = False, list[str]()
    newest = reversed(assistant.snapshot.records(filters))
    for record in sorted(newest, key=lambda d: d.kind is not DocumentKind.RELEVE):
        if time.monotonic() > until:
            return
        whole = [] if is_whole_offered else _on_meeting(assistant, record, language, filters)
        is_whole_offered = is_whole_offered or bool(whole)
        document = assistant.snapshot.document(record.id)
        paragraphs = assistant.snapshot.paragraphs(record.id)
        decisions_first = sorted(paragraphs, key=lambda p: not is_decision(document, p, p.text))
        found = _answered(assistant, document, decisions_first, language, filters, until=until)
        new = (q for q in itertools.chain(whole, found) if not _is_like_any(q, offered))
        for question in itertools.islice(new, 1):
            offered.append(question)
            yield question


def _on_meeting(
    assistant: Assistant,
    document: DocumentRecord,
    language: Language,
    filters: Filters,
    *,
    known: Sequence[Citation] = (),
) -> list[str]:
    """The question on all that the meeting of some minutes decided; none where that is little,
    or known."""
    if document.kind is not DocumentKind.RELEVE or not document.committee or not document.date:
        return []
    question = _OF_MEETING[language].format(meeting_of(document, language))
    told = assistant.ask(question, filters=filters).citations
    is_all = {c.document.date for c in told} == {document.date}
    decided = {c.paragraph.id for c in told if c.document.id == document.id and c.is_decision}
    is_new = not decided <= {citation.paragraph.id for citation in known}
    return [question] if is_all and is_new and len(decided) >= _LEAST_DECIDED else []


def _first(most: int, questions: Iterable[str]) -> Iterator[str]:
    """The first different ones."""
    told: list[str] = []
    for question in questions:
        if not _is_like_any(question, told):
            told.append(question)
            yield question
        if len(told) == most:
            return


def _is_like_any(question: str, others: Sequence[str]) -> bool:
    """Whether it shares half of its words, or of theirs, with another."""
    words = _own_words(question)
    return question in others or any(
        2 * len(words & own) >= max(1, min(len(words), len(own))) for own in map(_own_words, others)
    )


def _own_words(question: str) -> frozenset[str]:
    return frozenset(terms(question)) - _FRAME


def _answered(
    assistant: Assistant,
    document: Document,
    paragraphs: Sequence[Paragraph],
    language: Language,
    filters: Filters,
    *,
    until: float,
) -> Iterator[str]:
    """The questions of the paragraphs that are answered from the section they come from, one a
    section, until that time of the monotonic clock."""
    done: set[object] = set()
    for paragraph in paragraphs:
        for question in _questions(document, paragraph, language):
            if time.monotonic() > until:
                return
            if paragraph.sections in done or question in done:
                continue
            done.add(question)
            if _is_answered_from(assistant.ask(question, filters=filters), paragraph):
                done.add(paragraph.sections)
                yield question


def _is_answered_from(answer: Answer, paragraph: Paragraph) -> bool:
    return answer.confidence >= _LEAST_CONFIDENCE and any(
        citation.document.id == paragraph.document_id
        and citation.paragraph.sections == paragraph.sections
        for citation in answer.citations
    )


def _questions(document: Document, paragraph: Paragraph, language: Language) -> Iterator[str]:
    """On the names of a decision, then on the heading above it."""
    if paragraph.kind is ParagraphKind.HEADING:
        return
    decides = is_decision(document, paragraph, paragraph.text)
    on_name, on_decision, on_subject = _ASKED[language]
    if decides:
        yield from map(on_name.format, _names(paragraph))
    if paragraph.sections:
        title = _NUMBERING.sub("", paragraph.sections[-1].title).strip(" .")
        if len(title) in _LENGTHS and not _VAGUE.match(title):
            subject = f"{title[:1].upper()}{title[1:]}"
            yield (on_decision if decides else on_subject).format(subject)


def _names(paragraph: Paragraph) -> list[str]:
    """Names that no article goes before: those of tools and programmes."""
    found = dict.fromkeys(_NAME.findall(paragraph.text))
    return [name for name in found if "." in name or not is_french_word(name.lower())]
