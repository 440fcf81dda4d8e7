"""What the styles of a Word file make of its runs."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from ingest.formats.package import Element, W, whole_number

_OFF = ("0", "false", "off")
_GROUNDED = {f"{W}tbl", f"{W}txbxContent"}
_POINT = 2
"""In halves of a point."""


def is_on(properties: Element | None, name: str) -> bool | None:
    """None where the properties do not say."""
    said = properties.find(f"{W}{name}") if properties is not None else None
    return None if said is None else said.get(f"{W}val") not in _OFF


def is_white(colour: str) -> bool:
    """Whether six figures are those of white, or of what no one tells from it."""
    parts = re.fullmatch("#?(..)(..)(..)", colour)
    return parts is not None and all(
        re.fullmatch("[Ff][89A-Fa-f]", part) for part in parts.groups()
    )


class Styles:
    """The styles of a file, of `styles.xml` where it has one."""

    def __init__(self, root: Element | None) -> None:
        all_styles = [] if root is None else [*root.iterfind(f"{W}style")]
        self._styles = {style.get(f"{W}styleId"): style for style in all_styles}
        self._usual = {
            style.get(f"{W}type"): style.get(f"{W}styleId")
            for style in all_styles
            if style.get(f"{W}default") not in (None, *_OFF)
        }
        path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
        self._defaults = None if root is None else root.find(path)
        # Asked for each run; where nothing is said, all that a paragraph holds is gone through.
        self._named = lru_cache(maxsize=64)(_value)

    def is_on(self, run: Element, name: str) -> bool:
        """What the run says itself, else what its styles do: those of the paragraph, of the
        character and of the table each turn it over (ISO/IEC 29500-1, 17.7.3)."""
        properties = run.find(f"{W}rPr")
        said = is_on(properties, name)
        if said is not None:
            return said
        turned = sum(self._says(style, name) for style in self._applied(run, properties))
        return bool(is_on(self._defaults, name)) or turned % 2 == 1

    def is_unseen(self, run: Element) -> bool:
        """Whether its letters are white on the white of the page, which tables and boxes may not
        have, or no larger than a point."""
        size = self._said(run, "sz")
        if size is not None and 0 < whole_number(size.get(f"{W}val")) <= _POINT:
            return True
        colour = self._said(run, "color")
        if colour is None or not is_white(colour.get(f"{W}val") or ""):
            return False
        around = {above.tag for above in run.iterancestors()}
        root = run.getroottree().getroot()
        if around & _GROUNDED or root.find(f"{W}background") is not None:
            return False
        highlight = self._said(run, "highlight")
        grounds = [highlight.get(f"{W}val")] if highlight is not None else []
        grounds += [shade.get(f"{W}fill") for shade in self._shades(run)]
        return all(ground in (None, "none", "auto") or is_white(ground) for ground in grounds)

    def _shades(self, run: Element) -> Iterator[Element]:
        """Of the run and of its paragraph, whose properties come before all its runs."""
        if (shade := self._said(run, "shd")) is not None:
            yield shade
        for paragraph in islice(run.iterancestors(f"{W}p"), 1):
            first = next(paragraph.iterchildren(), None)
            if first is not None and first.tag == f"{W}pPr":
                yield from first.iterfind(f"{W}shd")
            for style in self._basis(self.of_paragraph(paragraph)):
                yield from style.iterfind(f"{W}pPr/{W}shd")

    def _said(self, run: Element, name: str) -> Element | None:
        """What the run says, else its styles, else the defaults."""
        properties = run.find(f"{W}rPr")
        of_styles = (
            style.find(f"{W}rPr")
            for style_id in self._applied(run, properties)
            for style in self._basis(style_id)
        )
        for one in (properties, *of_styles, self._defaults):
            if one is not None and (said := one.find(f"{W}{name}")) is not None:
                return said
        return None

    def _applied(self, run: Element, properties: Element | None) -> Iterator[str | None]:
        paragraph = next(run.iterancestors(f"{W}p"), None)
        table = next(run.iterancestors(f"{W}tbl"), None)
        for kind, holder, path in (
            ("character", properties, f"{W}rStyle"),
            ("paragraph", paragraph, f"{W}pPr/{W}pStyle"),
            ("table", table, f"{W}tblPr/{W}tblStyle"),
        ):
            named = self._named(holder, path) if holder is not None else None
            if named is not None:
                yield named
            elif holder is not None or kind == "character":
                yield self._usual.get(kind)

    def _says(self, style_id: str | None, name: str) -> bool:
        """What a style says, or the nearest of those that it is based on."""
        said = (is_on(style.find(f"{W}rPr"), name) for style in self._basis(style_id))
        return next((one for one in said if one is not None), False)

    def of_paragraph(self, paragraph: Element) -> str:
        return self._named(paragraph, f"{W}pPr/{W}pStyle") or self._usual.get("paragraph") or ""

    def numbering(self, paragraph: Element) -> tuple[str, int | None]:
        """The list of a paragraph, empty where it is in none, and its depth there, from 0, None
        where only the list can tell."""
        styles = self._basis(self.of_paragraph(paragraph))
        said = [*paragraph.iterfind(f"{W}pPr/{W}numPr"), *self._numberings(styles)]
        list_ids = (list_id for one in said if (list_id := _value(one, f"{W}numId")))
        list_id = next(list_ids, "0")
        depth = next((value for one in said if (value := _value(one, f"{W}ilvl"))), None)
        is_of_styles = paragraph.find(f"{W}pPr/{W}numPr/{W}numId") is None
        if depth is None:
            return list_id.removeprefix("0"), None if is_of_styles else 0
        return list_id.removeprefix("0"), int(depth) if depth.isdecimal() else 0

    def list_of(self, style_id: str) -> str:
        """The list that a style of lists is made of; empty where there is none."""
        said = self._numberings(self._basis(style_id))
        return next((_value(one, f"{W}numId") or "" for one in said), "")

    def _numberings(self, styles: Iterable[Element]) -> Iterator[Element]:
        for style in styles:
            yield from style.iterfind(f"{W}pPr/{W}numPr")

    def _basis(self, style_id: str | None) -> Iterator[Element]:
        """A style and those that it is based on."""
        seen: set[str | None] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _value(self._styles[style_id], f"{W}basedOn")


def _value(element: Element, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(f"{W}val")
