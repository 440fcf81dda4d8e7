"""Files of JSON lines, or of a table, written by anyone: read whole or refused, every fault with
its line."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import EvalError, GoldError, MisfitError
from eval.table_lines import SUFFIX, table_lines

_SHOWN = 50
_LONGEST = 60
_WANTED = {
    "tuple_type": 'a list is wanted, in brackets: ["…"]',
    "string_type": "a text is wanted, between double quotes",
    "string_too_short": "write it",
    "bool_type": "true or false is wanted, without quotes",
    "model_type": 'an object is wanted, in braces: {"…": …}',
}
"""By the name that pydantic gives a fault."""
Text = Annotated[str, Field(min_length=1)]


class Fields(BaseModel):
    """Fields as they are told and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Line(Fields):
    """What a line holds: what it is called by, and what it is for."""

    id: Text
    split: Text


LineT = TypeVar("LineT", bound=Line)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line, and what to do. `id` is empty where the line does not tell it."""

    number: int
    id: str
    what: str

    def told(self, name: str) -> str:
        return f"{name}, line {self.number}{f' ({self.id})' if self.id else ''}: {self.what}."


@dataclass(frozen=True, slots=True)
class Parsed(Generic[LineT]):
    """The lines that are as they should be, by number from 1, and the faults of the others."""

    path: Path
    lines: Mapping[int, LineT]
    faults: Sequence[LineFault]

    def checked(self, more: Sequence[LineFault] = ()) -> list[LineT]:
        """The lines in order. Raises GoldError where there are faults, these or `more`."""
        faults = sorted([*self.faults, *more], key=lambda fault: fault.number)
        told = [fault.told(self.path.name) for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            told.append(f"{self.path.name} has {len(faults) - _SHOWN} more faults.")
        if told:
            raise GoldError("\n".join(told))
        return [*self.lines.values()]

    def made(self, make: Callable[[LineT], Made], *, split: str = "") -> list[Made]:
        """What is made of each line, or of those of a split, in order. Raises GoldError for faults
        and for what `make` finds to be a misfit."""
        made: list[Made] = []
        misfits: list[LineFault] = []
        for number, line in self.lines.items():
            if split not in ("", line.split):
                continue
            try:
                made.append(make(line))
            except MisfitError as error:
                misfits.append(LineFault(number, line.id, str(error)))
        self.checked(misfits)
        return made


def numbered(content: str) -> list[tuple[int, str]]:
    """The lines that are not blank, from 1. They end at a line feed alone: a text may hold what
    else `str.splitlines` cuts at."""
    return [(n, line) for n, line in enumerate(content.split("\n"), start=1) if line.strip()]


def read_numbered(path: Path) -> list[tuple[int, str]]:
    """The lines of a file in UTF-8, or the rows of a table, each as one. Raises GoldError."""
    is_table = path.suffix.lower() == SUFFIX
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        return table_lines(path.name, text) if is_table else numbered(text)
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        mend = "save the file in that encoding"
        mend += ', which Excel calls "CSV UTF-8"' if is_table else ""
        raise GoldError(f"{path.name}, line {number}: it is not in UTF-8; {mend}.") from error


def parse(path: Path, model: type[LineT]) -> Parsed[LineT]:
    """Each line as a `model`, its accents composed with their letters as in the index (NFC).
    Raises GoldError for a file that cannot be read at all."""
    lines: dict[int, LineT] = {}
    faults: list[LineFault] = []
    numbered = read_numbered(path)
    if len(numbered) > 1 and all(_object(text) is None for _, text in numbered):
        raise GoldError(
            f"{path.name} is not in JSON lines: no line of it is an object. Write one a line, "
            '{"id": …}, as eval/README.md shows; one long list is not read, and a table where its '
            "name ends in .csv."
        )
    for number, text in numbered:
        try:
            lines[number] = model.model_validate_json(normalize("NFC", text))
        except ValidationError as error:
            id_ = str((_object(text) or {}).get("id", ""))
            faults += [LineFault(number, id_, _told(found)) for found in error.errors()]
    return Parsed(path, lines, faults)


def _object(text: str) -> dict[str, Any] | None:
    """None where a line is no object."""
    try:
        row = json.loads(text)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def _told(found: Mapping[str, Any]) -> str:
    """What is wrong, and what to do, without a full stop."""
    name = ".".join(map(str, found["loc"]))
    if found["type"] == "missing":
        return f'"{name}" is missing; add it'
    if found["type"] == "extra_forbidden":
        return f'"{name}" is no field; spell it as eval/README.md does, or take it away'
    if found["type"] == "json_invalid":
        reason = str(found["ctx"]["error"]).replace(" line 1", "")
        return f"it is no JSON: {reason}; write it as eval/README.md shows"
    told = _WANTED.get(found["type"], str(found["msg"]).rstrip("."))
    told = f"{told[:1].lower()}{told[1:]}"
    if not name:
        return told
    given = json.dumps(found["input"], ensure_ascii=False)
    return f'"{name}" is {given if len(given) <= _LONGEST else f"{given[:_LONGEST]}…"}; {told}'


def write(path: Path, content: str) -> None:
    """In a folder that is made where it is not there. Raises EvalError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise EvalError(
            f"{path} is not written: {error.strerror}. Name another place, or mend this one."
        ) from error
