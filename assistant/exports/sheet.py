"""What a printed page is made of, whatever prints it."""

from dataclasses import dataclass
from enum import StrEnum

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
"""What a spelling checker calls the languages of the interface."""


class Style(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"
    BODY = "body"
    SMALL = "small"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block; `is_quotation` where it is a document's own words, in their marks."""

    text: str
    is_quotation: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text; line breaks in it are kept."""

    style: Style
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, style: Style, text: str) -> "Block":
        return cls(style, (Run(text),))

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def named(character: str) -> str:
    """What stands for a character that cannot be shown: "[U+2192]"."""
    return f"[U+{ord(character):04X}]"
