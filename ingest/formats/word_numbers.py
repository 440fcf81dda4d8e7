"""The numbers that Word counts for the paragraphs of a file, which are not in their text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.formats.numbers import NUMBER_END, Count, Level
from ingest.formats.package import Element, W, new_element, remove, whole_number
from ingest.formats.word_styles import Styles, is_on

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORMS = {
    "decimal": "1", "decimalZero": "01", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I", "none": "",
}  # fmt: skip
_COUNTED = re.compile(r"%([1-9])")
_DEPTHS = range(9)


@dataclass(slots=True)
class _List:
    """What paragraphs of one number of list have; those of the same `count` go on from each
    other. `restarts` holds the starts that it has of its own, until they are met."""

    levels: dict[int, Level]
    by_style: dict[str, int]
    count: Count
    restarts: dict[int, int]


def write_numbers(root: Element, numbering: Element | None, styles: Styles) -> None:
    """Each paragraph with the number that is printed before it; one that its number names, as an
    article, is no item of a list, and is there without a text too."""
    lists = _Lists(numbering, styles)
    for paragraph in root.iter(f"{W}p"):
        list_id, depth = styles.numbering(paragraph)
        found = lists.of(list_id) if list_id else None
        if found is None:
            continue
        if depth is None:
            depth = found.by_style.get(styles.of_paragraph(paragraph), 0)
        if depth not in _DEPTHS:
            continue
        if _may_be_gone(paragraph, styles):
            found.count.skip(depth)
            continue
        restart = found.restarts.pop(depth, None)
        number = found.count.number(depth, found.levels, restart=restart)
        is_named = found.levels[depth].is_named
        if number and (is_named or next(paragraph.iter(f"{W}t"), None) is not None):
            _write(paragraph, number, is_named=is_named)


def unlink_lost_lists(numbering: Element, styles: Styles) -> None:
    """Without the links of lists to styles that make none, over which mammoth fails."""
    for abstract in numbering.iterfind(f"{W}abstractNum"):
        for link in [*abstract.iterfind(f"{W}numStyleLink")]:
            if not styles.list_of(link.get(f"{W}val") or ""):
                remove(link)


def _may_be_gone(paragraph: Element, styles: Styles) -> bool:
    """Whether its end is hidden, or was removed by someone whose changes are still told."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return False
    removed = (properties.find(f"{W}rPr/{W}{name}") for name in ("del", "moveFrom"))
    return any(mark is not None for mark in removed) or styles.is_on(properties, "vanish")


def _write(paragraph: Element, number: str, *, is_named: bool) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = new_element(paragraph, 0, f"{W}pPr")
    run = new_element(paragraph, paragraph.index(properties) + 1, f"{W}r")
    text = new_element(run, 0, f"{W}t")
    text.text = number + NUMBER_END
    text.set(_XML_SPACE, "preserve")
    if is_named:
        for said in [*properties.iterfind(f"{W}numPr")]:
            remove(said)
        of_none = new_element(properties, len(properties), f"{W}numPr")
        new_element(of_none, 0, f"{W}ilvl").set(f"{W}val", "0")
        new_element(of_none, 1, f"{W}numId").set(f"{W}val", "0")


class _Lists:
    """The lists of a file, of `numbering.xml` where it has one."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._numbers = _by_id(root, "num", "numId")
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._counts: dict[str, Count] = {}
        self._lists: dict[str, _List | None] = {}

    def of(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: str) -> _List | None:
        number = self._numbers.get(list_id)
        abstract_id = self._abstract_of(list_id)
        if number is None or abstract_id is None:
            return None
        levels = dict.fromkeys(_DEPTHS, Level())
        by_style: dict[str, int] = {}
        restarts: dict[int, int] = {}
        own = [*number.iterfind(f"{W}lvlOverride")]
        replaced = (lvl for override in own for lvl in override.iterfind(f"{W}lvl"))
        for lvl in (*self._abstract[abstract_id].iterfind(f"{W}lvl"), *replaced):
            depth = whole_number(lvl.get(f"{W}ilvl"), 0)
            levels[depth] = _level(lvl, depth, levels)
            by_style[_value(lvl, "pStyle") or ""] = depth
        for override in own:
            if start := _value(override, "startOverride"):
                restarts[whole_number(override.get(f"{W}ilvl"), 0)] = whole_number(start, 1)
        count = self._counts.setdefault(abstract_id, Count())
        return _List(levels, by_style, count, restarts)

    def _abstract_of(self, list_id: str) -> str | None:
        """Its own, or that of the style that its own is linked to."""
        seen: set[str] = set()
        while list_id in self._numbers and list_id not in seen:
            seen.add(list_id)
            abstract_id = _value(self._numbers[list_id], "abstractNumId")
            if abstract_id not in self._abstract:
                return None
            style = _value(self._abstract[abstract_id], "numStyleLink")
            if style is None:
                return abstract_id
            list_id = self._styles.list_of(style)
        return None


def _level(lvl: Element, depth: int, above: Mapping[int, Level]) -> Level:
    """Nothing is printed where it is hidden. Its form is unknown where programs differ: levels not
    begun again, or shown in figures here and not there."""
    parts = _COUNTED.split(_value(lvl, "lvlText") or "")
    pieces = [int(part) - 1 if at % 2 else part for at, part in enumerate(parts)]
    form = _FORMS.get(_value(lvl, "numFmt") or "decimal")
    counted = [piece for piece in pieces if isinstance(piece, int)]
    shown = [form if piece == depth else above[piece].form for piece in counted]
    in_figures = is_on(lvl, "isLgl") and set(shown) != {"1"}
    if in_figures or _value(lvl, "lvlRestart") not in (None, str(depth)):
        form = None
    if is_on(lvl.find(f"{W}rPr"), "vanish") or _value(lvl, "numFmt") == "bullet":
        pieces = []
    return Level(tuple(pieces), form, whole_number(_value(lvl, "start"), 0))


def _by_id(root: Element | None, tag: str, name: str) -> dict[str, Element]:
    found = [] if root is None else [*root.iterfind(f"{W}{tag}")]
    return {element.get(f"{W}{name}") or "": element for element in found}


def _value(element: Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "")
