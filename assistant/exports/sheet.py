"""What a printed page is made of, whatever prints it."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.language.quoted_rows import Rows
from ingest.document import CELL

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
"""What a spelling checker calls the languages of the interface."""


class Style(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"
    BODY = "body"
    SMALL = "small"
    REFERENCE = "reference"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; `is_quotation` where it is a document's own words, in their marks.
    `link` is the address that it leads to."""

    text: str
    is_quotation: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text, where line breaks are kept, or the `rows` of a table."""

    style: Style
    runs: tuple[Run, ...] = ()
    rows: Rows = field(default_factory=list)

    @classmethod
    def of(cls, style: Style, text: str) -> "Block":
        return cls(style, (Run(text),))

    @property
    def text(self) -> str:
        if self.rows:
            return "\n".join(CELL.join([*row.cells, row.marker]) for row in self.rows)
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> int:
        """Cells in the longest row of a table, its markers among them."""
        return 1 + max(len(row.cells) for row in self.rows)


def named(character: str) -> str:
    """What stands for a character that cannot be shown: "[U+2192]"."""
    return f"[U+{ord(character):04X}]"
