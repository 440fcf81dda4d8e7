"""Texts cut where they quote rows of a table, which are shown as one."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.language.quoting import pieces, quoted
from ingest.document import CELL

_NEAR = 5
"""Pieces after a quotation among which the next is: its marker, and space."""
MARKER = re.compile(r"\[\d{1,3}\]")


@dataclass(slots=True)
class Row:
    """Its cells, and the marker of the quotation that it ends; `is_title` of titles of columns."""

    cells: list[str]
    is_title: bool
    marker: str = ""


Rows = list[Row]


def cells(row: str) -> list[str]:
    """The texts of a row of a table, with the spaces around them."""
    return f" {row} ".split(CELL)


def own_words(piece: str) -> str:
    """A quotation without its marks."""
    return piece.removeprefix("« ").removesuffix(" »")


def with_tables(
    text: str, quotes: Sequence[str], tables: Sequence[str], titles: Collection[str]
) -> Iterator[str | Rows]:
    """The pieces of a text as `quoting.pieces` cuts it, but for quotations that are of `tables`:
    the rows of those that follow one another are one table, which titles of columns open. A cell
    that spans the row after it is a row there."""
    own = quoted(tables)
    table: Rows = []
    told = [*pieces(text, quotes)]
    for place, piece in enumerate(told):
        after = next((p for p in told[place + 1 : place + _NEAR] if p in own), "")
        spans_next = bool(table) and own_words(after).startswith(CELL.strip())
        if piece in own and (CELL in piece or spans_next):
            rows = _rows(own_words(piece), titles)
            if rows[0].is_title and table:
                yield table
                table = []
            table += rows
        elif table and not table[-1].marker and MARKER.fullmatch(piece):
            table[-1].marker = piece
        elif not table or piece.strip():
            if table:
                yield table
                table = []
            yield piece
    if table:
        yield table


def _rows(quote: str, titles: Collection[str]) -> Rows:
    """Those of a quotation, which may begin with the titles of its columns, of one line or two."""
    told = next((t for t in titles if t and f"{quote}\n".startswith(f"{t}\n")), "")
    above = len(told.splitlines())
    lines = enumerate(quote.split("\n"))
    return [Row([*map(str.strip, cells(row))], number < above) for number, row in lines]
