"""What the page answers to its readers: plain values in, plain values out.

A mapping among what is returned are properties of a part of the page to change, such as
`visible`; anything else is its new value.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Language, Status
from assistant.chat import page
from assistant.chat.actions import actions
from assistant.chat.search_page import search_page
from assistant.chat.shelf import (
    EVERY,
    Field,
    committees,
    filters_in_words,
    listed,
    read_filters,
)
from assistant.chat.suggestions import STARTERS, Starters, next_questions
from assistant.chat.uploads import Added, Uploads
from assistant.engine import Assistant
from assistant.errors import AssistantError, InvalidQuestionError
from assistant.interface import counted, say
from assistant.questions.conversation import Talk, talk
from assistant.questions.question import LONGEST_QUESTION
from assistant.schemas.order import Order
from assistant.service.library import Library
from assistant.spacing import bound
from assistant.wording.framing import for_example
from index.errors import IndexStoreError
from index.hit import Collections, Filters
from ingest.errors import IngestError

Messages = list[dict[str, str]]
Ids = list[str]
Searched = list[Field]
"""Words, then the fields of the filters as they were."""
Shown = tuple[Messages, str | None, str | None, str | None, str | None, Ids | None, str | None]
"""The conversation, what stands in the box, and the rest of the page; None leaves a part as it is:
what is typed while an answer comes stays."""
_ERRORS = (AssistantError, IndexStoreError)
_HIDDEN = {"visible": False}
_LONGEST_SHOWN = 200
"""Characters of a question that is too long, so that the reason stands in sight."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the page: in which language, and `readable`, which tells the collections that
    may be read as things stand now or raises AccessError. `name` is empty where no one signs in."""

    language: Language
    readable: Callable[[], Collections]
    name: str = ""


class Chat:
    """`fields` are those that `assistant.chat.shelf.read_filters` reads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._starters = Starters(library)

    def _open(self, reader: Reader) -> AbstractContextManager[Assistant]:
        return self._library.assistant(collections=reader.readable())

    def reply(
        self,
        reader: Reader,
        text: str,
        shown: Messages,
        previous: str,
        given: Ids,
        *fields: Field,
    ) -> Generator[Shown, None, None]:
        """The conversation with one more turn, as the answer grows; what was typed stays where
        it cannot be answered. `given` are the ids of the answers before. Last comes what is told
        to those who do not see it."""
        turn = [*shown, _asked(text)]
        if text.strip():
            yield turn, "", None, None, None, None, None
        latest: Shown | None = None
        try:
            chosen = read_filters(fields)
            for answer in self._library.answers(
                text, collections=reader.readable(), previous=previous, filters=chosen
            ):
                is_talk = answer.status is Status.TALK
                if is_talk and talk(text) is not Talk.THANKS:
                    answer = self._with_example(answer, reader, chosen)
                said = page.said(answer, reader.language)
                before = previous if is_talk else answer.understood
                beside = page.sources(answer, reader.language)
                if self._library.writes:
                    writing = _said(f"{said}\n\n{say('writing', reader.language)}")
                    yield [*turn, writing], None, beside, "", before, given, ""
                ids = given if is_talk else [*given, answer.id]
                offered = self._actions(answer, ids, reader)
                told = say(f"said_{answer.status}", reader.language)
                left = page.unanswered(answer, reader.language)
                told = f"{told} {escape(left, quote=False)}".strip()
                latest = [*turn, _said(said)], None, beside, offered, before, ids, told
        except _ERRORS as error:
            kept = turn if text.strip() else shown
            said = escape(page.sorry(text, error, reader.language), quote=False)
            beside = page.no_sources(reader.language)
            offered = self._actions(None, given, reader)
            latest = [*kept, _said(said)], text, beside, offered, previous, given, said
        if latest:
            yield latest

    def _with_example(self, answer: Answer, reader: Reader, filters: Filters) -> Answer:
        """With the first of the questions to begin with, where documents answer one."""
        for question in self._starters.of(answer.language, reader.readable(), filters)[:1]:
            example = for_example(bound(question), answer.language)
            return replace(answer, text=f"{answer.text} {example}")
        return answer

    def _actions(self, answer: Answer | None, ids: Ids, reader: Reader) -> str:
        keeps = self._library.keeps
        return actions(answer, ids, reader.language, keeps=keeps, reader=reader.name)

    def past(self, reader: Reader) -> list[Any]:
        """Where the questions of this reader stand, which only the browser knows."""
        return [page.past_questions(reader.name, reader.language)]

    def cleared(self, reader: Reader) -> list[Any]:
        """Sources, what can be done with the answer, the question before, the ids of answers and
        the turns, once the conversation is emptied."""
        return [page.no_sources(reader.language), "", "", [], []]

    def busy(self, reader: Reader) -> list[Any]:
        """The button that asks and the questions offered, while an answer comes."""
        said = {"value": say("busy", reader.language), "interactive": False}
        return [said, *([{"interactive": False}] * STARTERS)]

    def ready(self, reader: Reader) -> list[Any]:
        """The same once another question may be asked."""
        said = {"value": say("ask", reader.language), "interactive": True}
        return [said, *([{"interactive": True}] * STARTERS)]

    def stopped(self, reader: Reader, log: Messages) -> list[Any]:
        """What `cleared` and `ready` give, once an answer was stopped: it may have written its end
        after the conversation was emptied, which is told by its log."""
        emptied = [{}] * 5 if log else self.cleared(reader)
        return [*emptied, *self.ready(reader)]

    def narrowed(self, reader: Reader, *fields: Field) -> list[Any]:
        """The filters in words, each with what removes it, the same for those who do not see them,
        and whether there are any to remove."""
        try:
            filters = read_filters(fields)
            with self._open(reader) as assistant:
                of = filters, assistant.snapshot, reader.language
                said = filters_in_words(*of)
                shown = filters_in_words(*of, removable=True)
        except _ERRORS as error:
            said = shown = page.hinted(page.sorry(" ", error, reader.language))
        return [shown, said, {"visible": bool(said)}]

    def shelf(self, reader: Reader, words: str, ticked: Sequence[str]) -> list[Any]:
        """How many documents there are, those to choose from, and the committees, where there
        are several."""
        with self._open(reader) as assistant:
            said, choices = listed(assistant.snapshot, words or "", ticked or (), reader.language)
            of = committees(assistant.snapshot, reader.language)
        documents = {"choices": choices, "visible": bool(choices)}
        return [said, documents, {"choices": of, "visible": len(of) > 2}]

    def add(self, reader: Reader, uploads: Uploads, dropped: Sequence[str]) -> Iterator[str]:
        """What becomes of the files that a reader dropped, as it is known, as HTML."""
        found: list[Added] = []
        waiting = say(
            "add_reading", reader.language, counted("file", reader.language, len(dropped))
        )
        yield page.added(found, waiting, reader.language)
        try:
            for added in uploads.add([Path(name) for name in dropped]):
                found.append(added)
                yield page.added(found, waiting, reader.language)
        except (IndexStoreError, IngestError) as error:
            yield page.added(found, page.sorry(" ", error, reader.language), reader.language)
            return
        self._library.look_again()
        with self._open(reader) as assistant:
            scans = [d for d in assistant.snapshot.records() if d.ocr]
        marks = {mark for scan in scans for mark in (scan.source_path, scan.sha256)}
        read = {file.name for file in found if marks & {file.name, file.sha256}}
        done = say("add_done", reader.language)
        yield page.added(found, done, reader.language, recognised=read)

    def offers(self, reader: Reader, previous: str, *fields: Field) -> list[Any]:
        """A title and the questions under it, that the filters let answer: near the last answer,
        else to begin with."""
        title = "starters"
        questions: tuple[str, ...] = ()
        with suppress(*_ERRORS):
            filters = read_filters(fields)
            questions = self._next(reader, previous, filters)
            if questions:
                title = "next"
            else:
                questions = self._starters.of(reader.language, reader.readable(), filters)
        offered = [{"value": bound(question), "visible": True} for question in questions]
        hidden = [_HIDDEN] * (STARTERS - len(questions))
        return [page.titled(say(title, reader.language)) if questions else "", *offered, *hidden]

    def _next(self, reader: Reader, previous: str, filters: Filters) -> tuple[str, ...]:
        with suppress(InvalidQuestionError), self._open(reader) as assistant:
            return next_questions(assistant, previous, language=reader.language, filters=filters)
        return ()

    def search(self, reader: Reader, text: str, order: str, *fields: Field) -> list[Any]:
        """What was searched, as the other searches take it; the years and kinds to choose from,
        the order, the paragraphs, the number of their page from 0, the buttons of the page before
        and after it, what is told to those who do not see it."""
        return self._found(reader, [text, *fields], EVERY, EVERY, order, 0)

    def search_again(
        self, reader: Reader, searched: Searched, order: str, *fields: Field
    ) -> list[Any]:
        """The same words by other filters; nothing changes where none were searched."""
        if not searched or not str(searched[0] or "").strip():
            return [searched, {}, {}, {}, {}, 0, {}, {}, {}]
        return self._found(reader, [searched[0], *fields], EVERY, EVERY, order, 0)

    def search_within(
        self, reader: Reader, searched: Searched, year: str, kind: str, order: str, _: int
    ) -> list[Any]:
        """The same for a year and a kind, in an order."""
        return self._found(reader, searched, year, kind, order, 0)

    def page_before(
        self, reader: Reader, searched: Searched, year: str, kind: str, order: str, number: int
    ) -> list[Any]:
        return self._found(reader, searched, year, kind, order, max(0, number - 1))

    def page_after(
        self, reader: Reader, searched: Searched, year: str, kind: str, order: str, number: int
    ) -> list[Any]:
        return self._found(reader, searched, year, kind, order, number + 1)

    def _found(
        self, reader: Reader, searched: Searched, year: str, kind: str, order: str, number: int
    ) -> list[Any]:
        text, *fields = searched
        words = str(text or "")
        try:
            with self._open(reader) as assistant:
                at = search_page(
                    assistant,
                    words,
                    filters=read_filters(fields),
                    language=reader.language,
                    only=(year, kind),
                    order=Order(order),
                    number=number,
                )
        except _ERRORS as error:
            told = page.hinted(page.sorry(words, error, reader.language, empty="sorry_no_words"))
            unseen = say("said_no_search", reader.language)
            return [searched, *[_HIDDEN] * 3, told, 0, _HIDDEN, _HIDDEN, unseen]
        return [
            searched,
            {"choices": at.years, "value": year, "visible": len(at.years) > 2},
            {"choices": at.kinds, "value": kind, "visible": len(at.kinds) > 2},
            {"visible": at.is_sorted},
            at.html,
            at.number,
            {"visible": at.number > 0},
            {"visible": at.has_next},
            at.said,
        ]


def _asked(text: str) -> dict[str, str]:
    """The chat shows HTML even where Markdown is off, so that text is escaped first."""
    shown = text if len(text) <= LONGEST_QUESTION else f"{text[:_LONGEST_SHOWN]}…"
    return {"role": "user", "content": escape(shown, quote=False)}


def _said(html: str) -> dict[str, str]:
    return {"role": "assistant", "content": html}
