"""Answers that a language model writes, each sentence checked against what it cites."""

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from assistant.answer import Answer, Citation, Language, Status
from assistant.engine import NO_FILTER, Assistant
from assistant.errors import ModelError, ModelTimeoutError
from assistant.questions.conversation import talk, understood
from assistant.questions.courtesy import composed
from assistant.wording.framing import Notice, noticed
from assistant.writing import prompt
from assistant.writing.checks import Fault, exact, faults
from assistant.writing.model import ChatModel, Generator
from assistant.writing.replies import begun, joined, marked, sentences_of, spoken
from assistant.writing.restating import restates
from index.hit import Filters
from index.settings import Settings

_log = logging.getLogger(__name__)
MOST_AT_ONCE = 16
"""Answers that are written at a time; others are given in quotations."""
_GROWN = 20
"""Characters that come before a reply is looked at again."""
_FOLLOW_UP = 8
"""Words of a question that may lean on the one before."""
_RESTATED_WITHIN = 5.0
"""Seconds that the quotations wait at most for the model's reading of a follow-up."""
_MAY_END = re.compile(r"[.!?…\n\]]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """As it was written; `text` without its markers, `cited` what they point to."""

    written: str
    text: str
    cited: tuple[Citation, ...]
    faults: tuple[Fault, ...]


def answers(
    assistant: Assistant,
    writer: "Writer | None",
    question: str,
    *,
    previous: str = "",
    filters: Filters = NO_FILTER,
) -> Iterator[Answer]:
    """The answer in quotations; with a writer, then as it is written, the last one whole.

    Raises InvalidQuestionError.
    """
    if writer is None:
        yield assistant.ask(question, previous=previous, filters=filters)
        return
    alone = writer.understood(composed(question), composed(previous))
    found = replace(assistant.ask(alone, filters=filters), question=question)
    yield found
    if found.status is Status.ANSWERED and not found.is_whole:
        yield from writer.write(found, assistant.extracts(found, filters=filters))


class Writer:
    """Usable from threads."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self._turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def write(self, found: Answer, extracts: Sequence[Citation]) -> Iterator[Answer]:
        """`found` written out from the extracts, which are numbered from 1: longer each time,
        the last one whole; `found` itself, with a notice that says why, where the model gives
        nothing that holds."""
        if not self._turns.acquire(blocking=False):
            yield _instead(found, Notice.BUSY)
            return
        try:
            yield from self._write(found, extracts)
        finally:
            self._turns.release()

    def _write(self, found: Answer, extracts: Sequence[Citation]) -> Iterator[Answer]:
        sentences: Sequence[_Sentence] = ()
        try:
            for sentences in self._sentences(found, extracts):
                if sentences and not sentences[-1].faults:
                    yield self._answer(found, sentences)
        except ModelError as error:
            _log.warning("%s", error)
            is_begun = any(not sentence.faults for sentence in sentences)
            unsaid = Notice.LATE if isinstance(error, ModelTimeoutError) else Notice.FAILED
            yield _instead(found, Notice.CUT if is_begun else unsaid)
            return
        whole = self._repaired(found, extracts, sentences)
        if not whole:
            yield _instead(found, Notice.SILENT)
        elif all(sentence.faults for sentence in whole):
            yield _instead(found, Notice.UNSUPPORTED)
        else:
            yield self._answer(found, whole, is_whole=True)

    def understood(self, question: str, previous: str) -> str:
        """A follow-up made to stand alone by the model, in words of the two questions only and
        with all that the new one says; by rules where it does not, where sixteen write already,
        and where it takes its time. Raises InvalidQuestionError."""
        if talk(question):
            return question
        by_rules = understood(question, previous)
        is_long = len(question.split()) > _FOLLOW_UP and by_rules == " ".join(question.split())
        if not previous or is_long or not self._turns.acquire(blocking=False):
            return by_rules
        try:
            asked = prompt.restatement(question, previous)
            reply = self._reply(prompt.RESTATE, asked, seconds=_RESTATED_WITHIN).strip()
        except ModelError as error:
            _log.warning("%s", error)
            return by_rules
        finally:
            self._turns.release()
        return reply if restates(reply, question, previous) else by_rules

    def stop(self) -> None:
        """What is being written ends here, as if the model had failed."""
        self._generator.stop()

    def close(self) -> None:
        self._generator.close()

    def _reply(self, instructions: str, asked: str, *, seconds: float | None = None) -> str:
        return joined(spoken(self._generator.generate(instructions, asked, seconds=seconds)))

    def _sentences(
        self, found: Answer, extracts: Sequence[Citation]
    ) -> Iterator[Sequence[_Sentence]]:
        """All that are written, each time that another begins; those of a thought are gone once
        its end tells it."""
        pieces = self._generator.generate(
            prompt.instructions(found.language), prompt.request(found.understood, extracts)
        )
        check = cache(partial(_checked, extracts=extracts, language=found.language))
        reply, seen = "", 0
        told: list[str] = []
        for piece in spoken(pieces):
            reply = joined([reply, piece])
            seen = min(seen, len(reply))
            if len(reply) - seen < _GROWN or not _MAY_END.search(reply, seen):
                continue
            seen = len(reply)
            if (written := [*begun(sentences_of(reply))]) != told:
                told = written
                yield [*map(check, written)]
        whole = [text for text in sentences_of(reply) if not prompt.is_nothing(text)]
        if whole != told:
            yield [*map(check, whole)]

    def _repaired(
        self, found: Answer, extracts: Sequence[Citation], sentences: Sequence[_Sentence]
    ) -> Sequence[_Sentence]:
        """The sentences, those that failed as the model wrote them again where that holds."""
        failed = [sentence for sentence in sentences if sentence.faults]
        if not failed:
            return sentences
        asked = prompt.repair(
            found.understood, extracts, [(s.written, s.faults) for s in failed], found.language
        )
        try:
            reply = self._reply(prompt.instructions(found.language), asked)
        except ModelError as error:
            _log.warning("%s", error)
            return sentences
        lines = [line for line in reply.splitlines() if line.strip()]
        if len(lines) != len(failed):
            return sentences
        again = iter(map(sentences_of, lines))
        return [
            _checked(rewritten[0], extracts, found.language)
            if sentence.faults and len(rewritten := next(again)) == 1
            else sentence
            for sentence in sentences
        ]

    def _answer(
        self, found: Answer, sentences: Sequence[_Sentence], *, is_whole: bool = False
    ) -> Answer:
        kept = [
            *{sentence.text: sentence for sentence in sentences if not sentence.faults}.values()
        ]
        cited = {citation.marker: citation for s in kept for citation in s.cited}
        markers = {given: shown for shown, given in enumerate(cited, start=1)}
        text = " ".join(
            _with_markers(s.text, [markers[citation.marker] for citation in s.cited]) for s in kept
        )
        dropped = sum(bool(sentence.faults) for sentence in sentences) if is_whole else 0
        return replace(
            found,
            text="\n".join(filter(None, [text, found.untold])),
            citations=tuple(replace(c, marker=markers[given]) for given, c in cited.items()),
            generator=self._generator.name,
            notice=noticed(Notice.DROPPED, found.language, dropped) if dropped else "",
        )


def _instead(found: Answer, notice: Notice) -> Answer:
    return replace(found, notice=noticed(notice, found.language))


def _checked(written: str, extracts: Sequence[Citation], language: Language) -> _Sentence:
    told = marked(written)
    by_marker = {citation.marker: citation for citation in extracts}
    if not told.numbers or not by_marker.keys() >= set(told.numbers):
        return _Sentence(written, told.text, (), (Fault.MARKER,))
    cited = tuple(by_marker[number] for number in told.numbers)
    return _Sentence(written, exact(told.text, cited), cited, faults(told.text, cited, language))


def _with_markers(text: str, markers: Sequence[int]) -> str:
    shown = "".join(f"[{marker}]" for marker in markers)
    bare = text.rstrip(" .")
    return f"{bare} {shown}{text[len(bare) :].strip() or '.'}"


def load_writer(model: str, url: str) -> Writer | None:
    """With the key and the limits of the settings; None where no model is named. Raises
    ModelError."""
    if not model:
        return None
    settings = Settings()
    return Writer(
        ChatModel(
            model,
            url=url,
            key=settings.model_key,
            seconds=settings.model_seconds,
            tokens=settings.model_tokens,
        )
    )
