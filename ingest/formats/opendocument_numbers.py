"""The numbers that OpenDocument texts have their items counted by, which are not in their text."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from ingest.formats.numbers import Count, Level
from ingest.formats.package import Element, local_name, whole_number

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{{{NAMES}style:1.0}}"
TEXT = f"{{{NAMES}text:1.0}}"
_FORMAT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMS = {form: form for form in ("", "1", "a", "A", "i", "I")} | {"01, 02, 03, ...": "01"}
_COUNTED = re.compile(r"%(\d{1,2})%")
_COUNTING = (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style")
_DEPTHS = range(10)
_OUTLINE = "Outline"
Levels = Mapping[int, Level]


@dataclass(slots=True)
class _Open:
    """A list that is being read. `is_due` says that its item has had no paragraph yet."""

    style: str
    item_style: str = ""
    restart: int | None = None
    is_due: bool = False


@dataclass(slots=True)
class Numbers:
    """What is printed before the paragraphs of a text, which are told in their order."""

    styles: Mapping[str, Levels]
    _open: list[_Open] = field(default_factory=list)
    _count: Count = field(default_factory=Count)
    _headings: Count = field(default_factory=Count)
    _by_id: dict[str, Count] = field(default_factory=dict)
    _by_style: dict[str, Count] = field(default_factory=dict)

    @contextmanager
    def within(self, element: Element) -> Iterator[str]:
        """In a list or an item of one, with its tag in a web page: none where the number names
        what stands there."""
        name = local_name(element)
        if name == "list":
            style = element.get(f"{TEXT}style-name") or (self._open[-1].style if self._open else "")
            if not self._open:
                self._count = self._continued(element, style)
            self._open.append(_Open(style))
        elif self._open:
            last = self._open[-1]
            last.item_style, last.is_due = element.get(f"{TEXT}style-override") or "", True
            last.restart = whole_number(element.get(f"{TEXT}start-value"), 0) or None
        level = self._level()
        tags = ("ol", "li") if level.pieces else ("ul", "li")
        yield "" if level.is_named else tags[name != "list"]
        if name == "list":
            self._open.pop()

    def _continued(self, element: Element, style: str) -> Count:
        other = element.get(f"{TEXT}continue-list") or ""
        if other in self._by_id:
            count = self._by_id[other]
        elif element.get(f"{TEXT}continue-numbering") == "true":
            count = self._by_style.get(style, Count())
        else:
            count = Count()
        self._by_style[style] = count
        if own := element.get(_ID):
            self._by_id[own] = count
        return count

    def _level(self) -> Level:
        if not self._open:
            return Level()
        last = self._open[-1]
        levels = self.styles.get(last.item_style or last.style, {})
        return levels.get(len(self._open) - 1, Level())

    def before(self, paragraph: Element, *, is_outlined: bool) -> str:
        """The number of a paragraph or heading, empty for none; `is_outlined`, whether its style
        leaves it among the headings that are counted."""
        depth = len(self._open) - 1
        count, style, restart = self._headings, _OUTLINE, None
        if self._open:
            last = self._open[-1]
            count, style, restart = self._count, last.item_style or last.style, last.restart
            due, last.restart = last.is_due, None
            for above in self._open:
                above.is_due = False
        else:
            is_header = paragraph.get(f"{TEXT}is-list-header") == "true"
            due = local_name(paragraph) == "h" and is_outlined and not is_header
            depth = whole_number(paragraph.get(f"{TEXT}outline-level"), 1) - 1
        levels = self.styles.get(style, {})
        if not due or depth not in levels:
            return ""
        number = count.number(depth, levels, restart=restart)
        is_empty = not "".join(map(str, paragraph.itertext())).strip()
        return "" if is_empty and not levels[depth].is_named else number


def read_numbers(roots: list[Element]) -> Numbers:
    """Of the parts of a text that hold its styles."""
    styles: dict[str, Levels] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            is_outline = local_name(style) == "outline-style"
            name = _OUTLINE if is_outline else style.get(f"{STYLE}name") or ""
            styles.setdefault(name, _levels(style))
    return Numbers(styles)


def _levels(style: Element) -> Levels:
    levels = dict.fromkeys(_DEPTHS, Level())
    for element in style.iterchildren(*_COUNTING):
        depth = whole_number(element.get(f"{TEXT}level"), 0) - 1
        if depth in _DEPTHS:
            form = _FORMS.get(element.get(f"{STYLE}num-format") or "")
            start = whole_number(element.get(f"{TEXT}start-value"), 1)
            levels[depth] = Level(_pieces(element, depth, levels), form, start)
    return levels


def _pieces(element: Element, depth: int, levels: Levels) -> tuple[str | int, ...]:
    """As newer files tell them whole, else between what stands before and after."""
    if whole := element.get(_FORMAT):
        parts = _COUNTED.split(whole)
        pieces = (int(part) - 1 if at % 2 else part for at, part in enumerate(parts))
        return tuple(p for p in pieces if isinstance(p, str) or p in _DEPTHS)
    first = depth + 1 - whole_number(element.get(f"{TEXT}display-levels"), 1)
    above = (d for d in range(max(0, first), depth) if levels[d].pieces and levels[d].form != "")
    counted = [piece for d in above for piece in (d, ".")]
    before, after = (element.get(f"{STYLE}num-{side}") or "" for side in ("prefix", "suffix"))
    return (before, *counted, depth, after)
