"""Files of JSON lines, written by anyone: read whole or refused, every fault with its line."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import GoldError, MisfitError

_SHOWN = 50
_AT = re.compile(r" at line 1 column \d+$")
_LONGEST = 60
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
    """The lines of a file in UTF-8. Raises GoldError."""
    try:
        content = path.read_bytes()
        return numbered(content.decode("utf-8-sig"))
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise GoldError(
            f"{path.name}, line {number}: it is not in UTF-8; save the file in that encoding."
        ) from error


def parse(path: Path, model: type[LineT]) -> Parsed[LineT]:
    """Each line as a `model`. Raises GoldError for a file that cannot be read at all."""
    lines: dict[int, LineT] = {}
    faults: list[LineFault] = []
    for number, text in read_numbered(path):
        try:
            lines[number] = model.model_validate_json(text)
        except ValidationError as error:
            faults += [LineFault(number, _id(text), _told(found)) for found in error.errors()]
    return Parsed(path, lines, faults)


def _id(text: str) -> str:
    """Of a line that was refused."""
    try:
        row = json.loads(text)
    except ValueError:
        return ""
    return str(row.get("id", "")) if isinstance(row, dict) else ""


def _told(found: Mapping[str, Any]) -> str:
    """What is wrong, and what to do, without a full stop."""
    name = ".".join(map(str, found["loc"]))
    if found["type"] == "missing":
        return f'"{name}" is missing; add it'
    if found["type"] == "extra_forbidden":
        return f'"{name}" is no field; spell it as eval/README.md does, or take it away'
    told = _AT.sub("", str(found["msg"])).rstrip(".")
    told = f"{told[:1].lower()}{told[1:]}"
    if not name:
        return told
    given = repr(found["input"])
    return f'"{name}" is {given if len(given) <= _LONGEST else f"{given[:_LONGEST]}…"}; {told}'
