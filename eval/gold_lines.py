"""The format of gold files, as anyone may write them: the table of eval/README.md in types."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from assistant.answer import Language
from assistant.errors import InvalidQuestionError
from assistant.questions.question import analyse
from eval.errors import GoldError
from eval.lines import Fields, Line, LineFault, Parsed, Text, parse


def _asked(text: str) -> str:
    try:
        analyse(text)
    except InvalidQuestionError as error:
        raise _wrong(str(error)) from error
    return text


def _wrong(told: str) -> PydanticCustomError:
    return PydanticCustomError("gold", "{told}", {"told": told})


class Piece(Fields):
    """Words of one paragraph of a document, by the path that the index shows."""

    document: Text
    text: Text
    section: str = ""
    paragraph: str = ""


class GoldLine(Line):
    """A question, and what answers it."""

    language: Language
    tags: tuple[Text, ...]
    question: Annotated[str, AfterValidator(_asked)]
    evidence: tuple[Piece, ...]
    answer: tuple[Text, ...]
    follows: str = ""
    decides: bool | None = None
    twin: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _evidence_and_answer(self) -> Self:
        if self.evidence and not self.answer:
            raise _wrong('"evidence" without "answer"; give the words that a right answer quotes')
        if self.answer and not self.evidence:
            raise _wrong('"answer" without "evidence"; give the passage it stands in, or neither')
        if len(set(self.evidence)) < len(self.evidence):
            raise _wrong("a piece of evidence is there twice; take one away")
        return self


def parse_gold(path: Path) -> Parsed[GoldLine]:
    """The lines of a gold file, and the faults of each and between them. Raises GoldError for a
    file that cannot be read at all, or that has no line."""
    parsed = parse(path, GoldLine)
    if not parsed.lines and not parsed.faults:
        raise GoldError(f"{path.name} is empty: it has no question with evidence, nor any other.")
    return Parsed(path, parsed.lines, [*parsed.faults, *_between(parsed)])


def _between(parsed: Parsed[GoldLine]) -> Iterator[LineFault]:
    seen: dict[str, int] = {}
    refused = {fault.id for fault in parsed.faults}
    for number, line in parsed.lines.items():
        if line.id in seen:
            what = f"line {seen[line.id]} has the same id; give each question its own"
            yield LineFault(number, line.id, what)
        if line.follows and line.follows not in {*seen, *refused}:
            what = f'"follows" is {line.follows!r}, the id of no line before; name one'
            yield LineFault(number, line.id, what)
        seen.setdefault(line.id, number)
