"""The numbers that word processors count for the items of a text, as they print them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import Tag

from ingest.language import headings

NUMBER_END = "\ufdd1"
"""Stands between the number that was counted for an item and its text."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 3999
_WORD = re.compile(r"[^\W\d_]{3}")
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,9}\s*")
_STYLE = re.compile(r"\blist-style(?:-type)?\s*:[^;]{0,60}?\b((?:low|upp)er-\w+)", re.I)
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "lower-roman": "i",
    "upper-alpha": "A", "upper-latin": "A", "upper-roman": "I",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of a level are numbered: `pieces` are what is printed, the numbers of levels,
    from 0, among words; `form` is "1", "01", "a", "A", "i", "I", empty for one that is not
    printed, None for one that programs print each in its own way."""

    pieces: tuple[str | int, ...] = ()
    form: str | None = None
    start: int = 1

    @property
    def is_named(self) -> bool:
        """Whether a word is printed with the number: "Article 3"."""
        return any(isinstance(piece, str) and _WORD.search(piece) for piece in self.pieces)


class Count:
    """The numbers of the items of a list, in order."""

    def __init__(self) -> None:
        self._values: dict[int, int | None] = {}

    def number(self, depth: int, levels: Mapping[int, Level], *, restart: int | None = None) -> str:
        """What is printed before the next item, which is at that depth, from 0; empty where that
        is nothing, or not certain: programs differ on what stands above an item that skips one."""
        for above in range(depth):
            self._values.setdefault(above, None)
        value = self._values.get(depth, levels[depth].start - 1)
        if restart is not None:
            value = restart
        elif value is not None:
            value += 1
        self._values = {d: v for d, v in self._values.items() if d < depth} | {depth: value}
        printed = [
            piece if isinstance(piece, str) else _printed(self._values.get(piece), levels[piece])
            for piece in levels[depth].pieces
        ]
        return "" if None in printed else "".join(filter(None, printed)).strip()

    def skip(self, depth: int) -> None:
        """An item that some programs count and others do not: from there none is certain."""
        self._values = {d: v for d, v in self._values.items() if d < depth} | {depth: None}


def _printed(value: int | None, level: Level) -> str | None:
    """A number in the form of its level; None where that is not known."""
    if level.form == "":
        return ""
    if value is None or level.form is None or not 0 < value <= _LARGEST:
        return None
    if level.form in ("1", "01"):
        return str(value).zfill(len(level.form))
    if level.form in "aA":
        return chr(ord(level.form) + value - 1) if value <= 26 else None
    roman = ""
    for worth, letters in _ROMAN:
        roman += letters * (value // worth)
        value %= worth
    return roman if level.form == "i" else roman.upper()


def print_numbers(page: Tag) -> None:
    """Those of the lists of a web page that Markdown does not print as browsers do: in letters,
    backwards, or with a number of their own."""
    for items in page("ol"):
        own = items("li", recursive=False)
        style = _STYLE.search(str(items.get("style", "")))
        form = _STYLES.get(style[1].lower() if style else "", str(items.get("type", "1")))
        step = -1 if items.has_attr("reversed") else 1
        if form not in "aAiI" and step == 1 and not any(item.has_attr("value") for item in own):
            continue
        value = _whole(items.get("start"), len(own) if step < 0 else 1)
        for item in own:
            value = _whole(item.get("value"), value)
            if printed := _printed(value, Level(form=form if form in "aAiI" else "1")):
                first = next((child for child in item.children if str(child).strip()), item)
                place = first if isinstance(first, Tag) and first.name == "p" else item
                place.insert(0, f"{printed}.{NUMBER_END}")
            value += step
        items.name = "ul"


def _whole(told: object, otherwise: int) -> int:
    found = _WHOLE.fullmatch(str(told))
    return int(found[0]) if found else otherwise


def mark_titles(page: Tag) -> None:
    """The numbers of counted lists are in their items; an item alone above its text is a title
    where it would be one with a number that is written, below all others, and one of a deeper
    list below that."""
    for items in page("ol"):
        items.name = "ul"
        outer, found = _outermost(items), items("li")
        after = outer.find_next_sibling()
        if len(found) != 1 or outer.find_parent("li") or after is None or after.name != "p":
            continue
        text = items.get_text(strip=True).rpartition(NUMBER_END)[2]
        if headings.numbered(f"1. {text}"):
            items.name, found[0].name = "h5" if items is outer else "h6", "span"
            if items is not outer:
                outer.replace_with(items)


def _outermost(items: Tag) -> Tag:
    """The list that holds nothing but these."""
    item = items.parent
    around = item.parent if item is not None and item.name == "li" else None
    if item is None or around is None or len(item.contents) > 1 or len(around.contents) > 1:
        return items
    return _outermost(around)
