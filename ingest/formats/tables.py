"""Tables drawn with rules: the lines of a page to the rows of its tables."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pdfplumber import table as grids

from ingest.formats.layout import PlacedLine
from ingest.page import CELL_BREAK, Edges

_TOLERANCE = 3.0
_MOST_CROSSINGS = 20_000
_MOST_GAP = 30.0
_LONGEST_CELL = 400
_WITHIN_WORD = 1.0
_FEWEST_ENDS = 3

Cell = tuple[int, Edges]
"""The number of a table on its page, and the edges of the cell."""


def in_rows(
    lines: Sequence[PlacedLine], rules: Sequence[Edges], places: Callable[[int], Iterable[Edges]]
) -> list[PlacedLine]:
    """The lines of a page, with each ruled table as its rows, in Markdown, where its first line
    stood.

    A rule is its edges in points, of no width or of no height; `places` gives the edges of the
    characters of a line by its position, those of white space being of no width.
    """
    tables = _find_tables(rules)
    pieces = [
        [*pieces_in(line, partial(places, position), tables)] for position, line in enumerate(lines)
    ]
    texts: dict[int, dict[Edges, list[str]]] = {}
    for cell, piece in itertools.chain(*pieces):
        if cell:
            texts.setdefault(cell[0], {}).setdefault(cell[1], []).append(piece.text)
    rows = {table: _rows(table, held) for table, held in texts.items() if _is_table(held)}
    laid: list[PlacedLine] = []
    met: set[int] = set()
    for line, parts in zip(lines, pieces, strict=True):
        if not any(cell and cell[0] in rows for cell, _ in parts):
            laid.append(line)
            continue
        for cell, piece in parts:
            if not cell or cell[0] not in rows:
                laid.append(piece)
            elif cell[0] not in met:
                met.add(cell[0])
                laid += rows[cell[0]]
    return laid


def _find_tables(rules: Sequence[Edges]) -> list[list[Edges]]:
    """The cells of each grid that the rules make. Grids side by side on the same rows are one."""
    merged = _merged([*rules, *_cut_sides(_merged(rules))])
    ways = Counter(edge["orientation"] for edge in merged)
    if ways["h"] * ways["v"] > _MOST_CROSSINGS:
        return []
    crossings = grids.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    found = grids.cells_to_tables(grids.intersections_to_cells(crossings))
    tables: list[list[Edges]] = []
    for cells in sorted(found, key=min):
        beside = next((table for table in tables if _are_beside(table, cells)), None)
        if beside is None:
            tables.append([*cells])
        else:
            beside += cells
    return tables


def _merged(rules: Iterable[Edges]) -> list[dict[str, Any]]:
    return grids.merge_edges([*map(_edge, rules)], *[_TOLERANCE] * 4)


def _cut_sides(edges: Sequence[dict[str, Any]]) -> Iterator[Edges]:
    """The rules that would close a table cut by the end of the page: where at least three of
    its upright rules end on a level."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for side in ("top", "bottom"):
        ends: dict[int, list[float]] = {}
        for edge in upright:
            ends.setdefault(round(edge[side]), []).append(edge["x0"])
        for level, across in ends.items():
            if len(across) >= _FEWEST_ENDS:
                yield min(across), level, max(across), level


def _edge(rule: Edges) -> dict[str, Any]:
    left, top, right, bottom = rule
    width, height = right - left, bottom - top
    return {
        "x0": left, "top": top, "x1": right, "bottom": bottom, "width": width, "height": height,
        "orientation": "h" if width > height else "v",
    }  # fmt: skip


def _are_beside(left: Sequence[Edges], right: Sequence[Edges]) -> bool:
    gap = min(cell[0] for cell in right) - max(cell[2] for cell in left)
    tops, others = {cell[1] for cell in left}, {cell[1] for cell in right}
    return 0 <= gap <= _MOST_GAP and 2 * len(tops & others) > max(len(tops), len(others))


def pieces_in(
    line: PlacedLine, places: Callable[[], Iterable[Edges]], tables: Sequence[Sequence[Edges]]
) -> Iterator[tuple[Cell | None, PlacedLine]]:
    """What of a line stands in each cell, and outside any; a word that runs over the edge of its
    cell is whole in it."""
    near = [
        (number, cell)
        for number, cells in enumerate(tables)
        for cell in cells
        if line.top < cell[3] and cell[1] < line.bottom
    ]
    if not near:
        yield None, line
        return
    holders: list[Cell | None] = []
    around = [*places()]
    reached = -_MOST_GAP
    for left, top, right, bottom in around:
        x, y = (left + right) / 2, (top + bottom) / 2
        held = (c for c in near if c[1][0] <= x < c[1][2] and c[1][1] <= y < c[1][3])
        goes_on = right == left or left - reached < _WITHIN_WORD
        holders.append(holders[-1] if holders and goes_on else next(held, None))
        reached = right if right > left else -_MOST_GAP
    start = 0
    for holder, group in itertools.groupby(holders):
        end = start + len([*group])
        if text := line.text[start:end].strip():
            yield holder, PlacedLine(text, *_around(around[start:end]))
        start = end


def _around(edges: Sequence[Edges]) -> Edges:
    shown = [edge for edge in edges if edge[2] > edge[0]] or edges
    lefts, tops, rights, bottoms = zip(*shown, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_table(texts: Mapping[Edges, Sequence[str]]) -> bool:
    """Whether two rows and two columns hold text, and few rows a whole paragraph, as those of a
    grid that only places texts on the page do."""
    rows, columns = {cell[1] for cell in texts}, {cell[0] for cell in texts}
    long = {cell[1] for cell, lines in texts.items() if sum(map(len, lines)) > _LONGEST_CELL}
    return len(rows) >= 2 and len(columns) >= 2 and 3 * len(long) < len(rows)


def _rows(table: int, texts: Mapping[Edges, Sequence[str]]) -> list[PlacedLine]:
    """The rows that hold text. A cell that spans several is in the first of them; columns
    without text are left out."""
    lefts = sorted({cell[0] for cell in texts})
    rows = []
    for _, group in itertools.groupby(sorted(texts, key=lambda c: (c[1], c[0])), lambda c: c[1]):
        cells = {cell[0]: cell for cell in group}
        written = [CELL_BREAK.join(texts[cells[left]]) if left in cells else "" for left in lefts]
        text = f"| {' | '.join(written)} |"
        rows.append(PlacedLine(text, *_around([*cells.values()]), table=table + 1))
    return rows
