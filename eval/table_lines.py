"""Gold files that a spreadsheet wrote, as CSV: each row as a line of JSON."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from eval.errors import GoldError

SUFFIX = ".csv"
_SEPARATORS = (";", ",", "\t")
_EVIDENCE = "evidence."
_LISTS = {"tags", "answer"}
_BOOLEANS = {"true": True, "vrai": True, "false": False, "faux": False}
_MOST_CHARACTERS = 1_000_000


def table_lines(name: str, content: str) -> list[tuple[int, str]]:
    """The rows under the names of the columns that are not blank, by number from 1, the names
    being the first. Raises GoldError for what is no table."""
    csv.field_size_limit(_MOST_CHARACTERS)
    separator = max(_SEPARATORS, key=content.partition("\n")[0].count)
    rows = csv.reader(StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        return [*_lines([*rows])]
    except csv.Error as error:
        raise GoldError(
            f"{name} is no table: near line {rows.line_num}, {error}; save it again as CSV."
        ) from error


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    widest = max(map(len, rows), default=0)
    columns = [f"column {n}" for n in range(1, widest + 1)]
    for n, name in enumerate(rows[0] if rows else []):
        columns[n] = name.strip() or columns[n]
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if any(cells):
            told = _object(dict(zip(columns, cells, strict=False)))
            yield number, json.dumps(told, ensure_ascii=False)


def _object(told: Mapping[str, str]) -> dict[str, object]:
    """What a list holds stands in its cell line by line, and so do the fields of the evidence, of
    which one that has a single line tells it of all. What is empty is not told."""
    row: dict[str, object] = {}
    evidence: dict[str, list[str]] = {}
    for name, cell in told.items():
        lines = [line.strip() for line in cell.splitlines() if line.strip()]
        if name in _LISTS:
            row[name] = lines
        elif name.startswith(_EVIDENCE):
            evidence[name.removeprefix(_EVIDENCE)] = lines
        elif cell:
            row[name] = _BOOLEANS.get(cell.lower(), cell) if name == "decides" else cell
    if evidence:
        row["evidence"] = [*_pieces(evidence)]
    return row


def _pieces(evidence: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    for number in range(max(map(len, evidence.values()))):
        of = {name: 0 if len(lines) == 1 else number for name, lines in evidence.items()}
        yield {name: lines[of[name]] for name, lines in evidence.items() if of[name] < len(lines)}
