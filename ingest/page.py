"""What a format yields of a file, before its structure is read."""

from dataclasses import dataclass

Edges = tuple[float, float, float, float]
CELL_BREAK = "\x1f"
"""Stands where a line ends within a cell of a table."""
BAR = "\ufdd0"
"""Stands for a bar that is text of a cell of a table, and parts no cells."""


@dataclass(frozen=True, slots=True)
class Page:
    """The raw text of a page, and what is known of its lines, blank ones not counted:
    `confidences`, from 0 to 1, where they were recognised on an image; `full`, whether the
    next word would not have fitted on them; `asides`, the positions of those that stand
    outside the text, as stamps do; `rows`, those of rows of tables, in
    Markdown; `notes`, those of footnotes; `large`, those in larger type
    than the text; `boxes`, their left, top, right and bottom edges as shares of the page from
    its top left corner. Each is empty where it is not known."""

    text: str
    confidences: tuple[float, ...] = ()
    full: tuple[bool, ...] = ()
    asides: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    large: tuple[int, ...] = ()
    boxes: tuple[Edges, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """The pages of a file. `markdown` says that marks stand for structure; `paged`, that the
    pages are those of the paper. `title` and `date` (ISO 8601) are what a format says of the
    document itself, empty where it does not. `notices` are sentences on what was not read."""

    pages: tuple[Page, ...]
    markdown: bool = False
    paged: bool = False
    title: str = ""
    date: str = ""
    notices: tuple[str, ...] = ()
