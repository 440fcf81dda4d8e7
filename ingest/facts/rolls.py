"""Tables that call a roll: a row "Participants", columns "Présent" and "Excusé", "P / E / A"."""

import re
from collections.abc import Iterator, Sequence

from ingest.document import CELL, Presence
from ingest.facts.presences import Listing, is_label, is_listed, people, presence_of, style

_COLUMN = re.compile(
    r"(?:(?:membres|élus|titulaires) )?(?:présente?s?|excusée?s?|absente?s?|représentée?s?"
    r"|present|apologies|absent)(?: excusée?s?)?",
    re.I,
)
_CODES = re.compile(r"[PEAR](?:\s*/\s*[PEAR]){1,3}|présences?", re.I)
_BY_CODE = {
    "P": Presence.PRESENT,
    "E": Presence.EXCUSED,
    "A": Presence.ABSENT,
    "R": Presence.PROXY,
}
_CALLED = re.compile(r"présent|particip|absent|excus|invit|attend|apolog", re.I)
_LONGEST_MARK = 4

_Cell = tuple[int, int]
"""Where it stands in the text of its table."""


def called_in(text: str, columns: str, presence: Presence | None) -> list[Listing]:
    """Those whom a table with these titles of columns names as there or missing; nobody where it
    calls no roll. `presence` is what a label right above says of the names in it."""
    rows = [*_rows(text)]
    found = [*_by_columns(text, columns, rows)] or [*_by_rows(text, rows)]
    if found or presence is None:
        return found
    cells = (Listing(presence, *cell) for row in rows for cell in row)
    return [
        who
        for cell in cells
        if is_listed(text[cell.start : cell.end])
        for who in people(text, cell)
    ]


def _rows(text: str) -> Iterator[list[_Cell]]:
    start = 0
    for line in text.splitlines(keepends=True):
        cells: list[_Cell] = []
        for cell in line.rstrip("\n").split(CELL):
            cells.append((start, start + len(cell)))
            start += len(cell) + len(CELL)
        start += len(line) - len(line.rstrip("\n")) - len(CELL)
        yield cells


def _by_columns(text: str, columns: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[Listing]:
    """Those who are named in a column on presence, or have a mark in it beside their names."""
    titles = [title.strip() for title in columns.partition("\n")[0].split(CELL)]
    said = {
        place: presence_of(title) for place, title in enumerate(titles) if _COLUMN.fullmatch(title)
    }
    codes = {place for place, title in enumerate(titles) if _CODES.fullmatch(title)}
    if not said and not codes:
        return
    for row in rows:
        beside = (cell for place, cell in enumerate(row) if place not in said)
        named = [cell for cell in beside if is_listed(text[slice(*cell)])]
        names = max(named, key=lambda cell: "title" in style(text[slice(*cell)]), default=None)
        for place, cell in enumerate(row):
            mark = text[slice(*cell)].strip()
            presence = said.get(place) or (
                _BY_CODE.get(mark[:1].upper()) if place in codes else None
            )
            if presence is None or not mark:
                continue
            if place in said and is_listed(mark):
                yield from people(text, Listing(presence, *cell))
            elif names and len(mark) <= _LONGEST_MARK:
                yield from people(text, Listing(presence, *names))


def _by_rows(text: str, rows: Sequence[Sequence[_Cell]]) -> Iterator[Listing]:
    """Those whom a row names after its label, where one row at least is on presence."""
    labelled = [
        (text[slice(*label)], cells) for label, *cells in rows if is_label(text[slice(*label)])
    ]
    if not any(_CALLED.search(label) for label, _ in labelled):
        return
    for label, cells in labelled:
        for cell in cells:
            if is_listed(text[slice(*cell)]):
                yield from people(text, Listing(presence_of(label), *cell))
