"""Tables of web pages: those that only place texts, and those that are read by rows."""

from bs4 import Tag

from ingest.language import headings

_LONGEST_OPENING = 60
_SHORTEST_TEXT = 200
_MOST_COLUMNS = 1000
_CELLS = ["td", "th"]


def lay_tables_out(page: Tag) -> None:
    """Tables that only place texts become these texts; in others, each row has a cell in every
    column, and a table within a cell is the text of that cell."""
    for table in page("table"):
        if _is_layout(table):
            _lay_out(table)
    for table in page.select("table table"):
        _as_texts(table)
    for table in page("table"):
        _fill_spans(table)


def _is_layout(table: Tag) -> bool:
    """Whether a table only places texts on the page: a third of its rows have a cell of
    several paragraphs that are long or say how a vote went, or it has a single row or column."""
    rows = [row(_CELLS) for row in table("tr") if row.get_text(strip=True)]
    if not rows:
        return False
    long = sum(any(_holds_text(cell) for cell in row) for row in rows)
    return 3 * long >= len(rows) or len(rows) == 1 or max(map(len, rows)) == 1


def _lay_out(table: Tag) -> None:
    """The cells of a table as texts that follow each other; the short ones of a row, as a
    number or a name, open the text beside them."""
    for row in table("tr"):
        opening: list[str] = []
        for cell in row(_CELLS):
            if len(_paragraphs(cell)) <= 1 and len(cell.get_text(strip=True)) <= _LONGEST_OPENING:
                opening += [cell.get_text(" ", strip=True)]
                cell.clear()
                if cell is not row(_CELLS)[-1]:
                    continue
            first = next((part for part in cell(["p", "li", "h1", "h2"]) if part.get_text()), cell)
            first.insert(0, " ".join(text for text in [*opening, ""] if text or opening))
            opening = []
    _as_texts(table)


def _as_texts(table: Tag) -> None:
    for part in (table, *table(["tbody", "thead", "tr", "td", "th"])):
        part.name = "div"


def _holds_text(cell: Tag) -> bool:
    parts = _paragraphs(cell)
    return len(parts) > 1 and (
        sum(map(len, parts)) >= _SHORTEST_TEXT or any(map(headings.is_outcome, parts))
    )


def _paragraphs(cell: Tag) -> list[str]:
    parts = (part.get_text(" ", strip=True) for part in cell(["p", "li", "tr", "h1", "h2"]))
    return [part for part in parts if part]


def _fill_spans(table: Tag) -> None:
    """A cell that spans several rows is in the first of them, as in a PDF, and an empty one
    holds its place in the others."""
    spans: dict[int, tuple[int, int]] = {}
    for row in table("tr"):
        places: dict[int, Tag] = {}
        for column, (_, width) in spans.items():
            places[column] = Tag(name="td", attrs={"colspan": str(width)})
        spans = {column: (left - 1, w) for column, (left, w) in spans.items() if left > 1}
        column = 0
        for cell in row(_CELLS):
            while column in places:
                column += _number(places[column], "colspan")
            places[column] = cell
            if (rows := _number(cell, "rowspan")) > 1:
                spans[column] = (rows - 1, _number(cell, "colspan"))
        row.extend(places[column] for column in sorted(places))
        if not row.get_text(strip=True):
            row.decompose()


def _number(cell: Tag, name: str) -> int:
    said = str(cell.get(name, ""))
    return max(1, min(int(said), _MOST_COLUMNS)) if said.isdecimal() else 1
