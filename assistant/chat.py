"""What the page answers to its readers: plain values in, plain values out.

A mapping among what is returned are properties of a part of the page to change, such as
`visible`; anything else is its new value.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from assistant import page
from assistant.answer import Language, Status
from assistant.errors import AssistantError
from assistant.interface import say
from assistant.library import Library
from assistant.search_page import search_page
from assistant.shelf import EVERY, Field, filters_in_words, listed, read_filters
from assistant.suggestions import STARTERS, Starters, next_questions
from assistant.uploads import Added, Uploads
from index.errors import IndexStoreError
from ingest.errors import IngestError

Messages = list[dict[str, str]]
Shown = tuple[Messages, str, str, str, str, str]
_ERRORS = (AssistantError, IndexStoreError, ValueError)
_HIDDEN = {"visible": False}


class Chat:
    """`fields` are those that `assistant.shelf.read_filters` reads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._starters = Starters(library)

    def reply(
        self, language: Language, text: str, shown: Messages, previous: str, *fields: Field
    ) -> Iterator[Shown]:
        """The conversation with one more turn, as the answer grows; what was typed stays where
        it cannot be answered. Last comes what is told to those who do not see it."""
        turn = [*shown, _asked(text)]
        latest: Shown | None = None
        try:
            chosen = read_filters(fields)
            for answer in self._library.answers(text, previous=previous, filters=chosen):
                said = page.said(answer, language)
                before = previous if answer.status is Status.TALK else answer.understood
                beside = page.sources(answer, language), page.copied(answer), before
                if self._library.writes:
                    yield [*turn, _said(f"{said}\n\n{page.WRITING}")], "", *beside, ""
                told = say(f"said_{answer.status}", language)
                latest = [*turn, _said(said)], "", *beside, told
        except _ERRORS as error:
            kept = turn if text.strip() else shown
            said = escape(page.sorry(text, error, language), quote=False)
            beside = page.no_sources(language), "", previous
            latest = [*kept, _said(said)], text, *beside, say("said_error", language)
        if latest:
            yield latest

    def cleared(self, language: Language) -> list[Any]:
        """Sources, answer and question before, once the conversation is emptied."""
        return [page.no_sources(language), "", ""]

    def narrowed(self, language: Language, *fields: Field) -> list[Any]:
        """The filters in words, and whether there are any to remove."""
        try:
            with self._library.assistant() as assistant:
                said = filters_in_words(read_filters(fields), assistant.snapshot, language)
        except _ERRORS as error:
            said = page.hinted(page.sorry(" ", error, language))
        return [said, {"visible": bool(said)}]

    def shelf(self, language: Language, words: str, ticked: Sequence[str]) -> list[Any]:
        """How many documents there are, and those to choose from."""
        with self._library.assistant() as assistant:
            said, choices = listed(assistant.snapshot, words or "", ticked or (), language)
        return [said, {"choices": choices, "visible": bool(choices)}]

    def add(self, language: Language, uploads: Uploads, dropped: Sequence[str]) -> Iterator[str]:
        """What becomes of the files that a reader dropped, as it is known, as HTML."""
        found: list[Added] = []
        waiting = say("add_reading", language, len(dropped))
        yield page.added(found, waiting, language)
        try:
            for added in uploads.add([Path(name) for name in dropped]):
                found.append(added)
                yield page.added(found, waiting, language)
        except (IndexStoreError, IngestError) as error:
            yield page.added(found, page.sorry(" ", error, language), language)
            return
        self._library.look_again()
        with self._library.assistant() as assistant:
            read = {d.source_path for d in assistant.snapshot.documents() if d.ocr}
        done = say("add_done", language)
        yield page.added(found, done, language, recognised=read)

    def offers(self, language: Language, previous: str, *fields: Field) -> list[Any]:
        """A title and the questions under it: near the last answer, else to begin with."""
        questions: tuple[str, ...] = ()
        with suppress(*_ERRORS), self._library.assistant() as assistant:
            filters = read_filters(fields)
            questions = next_questions(assistant, previous, language=language, filters=filters)
        title = "next" if questions else "starters"
        with suppress(IndexStoreError):
            questions = questions or self._starters.of(language)
        offered = [{"value": question, "visible": True} for question in questions]
        hidden = [_HIDDEN] * (STARTERS - len(questions))
        return [page.titled(say(title, language)) if questions else "", *offered, *hidden]

    def search(
        self, language: Language, text: str, year: str, kind: str, number: int, *fields: Field
    ) -> list[Any]:
        """The years and kinds to choose from, the paragraphs, the number of their page from 0,
        the buttons of the page before and after it, what is told to those who do not see it."""
        return self._found(language, 0, text, EVERY, EVERY, *fields)

    def search_within(
        self, language: Language, text: str, year: str, kind: str, _: int, *fields: Field
    ) -> list[Any]:
        """The same for a year and a kind."""
        return self._found(language, 0, text, year, kind, *fields)

    def page_before(
        self, language: Language, text: str, year: str, kind: str, number: int, *fields: Field
    ) -> list[Any]:
        return self._found(language, max(0, number - 1), text, year, kind, *fields)

    def page_after(
        self, language: Language, text: str, year: str, kind: str, number: int, *fields: Field
    ) -> list[Any]:
        return self._found(language, number + 1, text, year, kind, *fields)

    def _found(
        self, language: Language, number: int, text: str, year: str, kind: str, *fields: Field
    ) -> list[Any]:
        try:
            with self._library.assistant() as assistant:
                at = search_page(
                    assistant,
                    text or "",
                    filters=read_filters(fields),
                    language=language,
                    only=(year, kind),
                    number=number,
                )
        except _ERRORS as error:
            said = page.hinted(page.sorry(text or "", error, language))
            return [_HIDDEN, _HIDDEN, said, 0, _HIDDEN, _HIDDEN, say("said_error", language)]
        return [
            {"choices": at.years, "value": year, "visible": len(at.years) > 2},
            {"choices": at.kinds, "value": kind, "visible": len(at.kinds) > 2},
            at.html,
            number,
            {"visible": number > 0},
            {"visible": at.has_next},
            at.said,
        ]


def _asked(text: str) -> dict[str, str]:
    """The chat shows HTML even where Markdown is off, so that text is escaped first."""
    return {"role": "user", "content": escape(text, quote=False)}


def _said(html: str) -> dict[str, str]:
    return {"role": "assistant", "content": html}
