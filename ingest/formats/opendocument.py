"""OpenDocument texts as web pages, with the text that their readers see."""

import io
import zipfile
from collections.abc import Mapping
from typing import ClassVar

from bs4 import BeautifulSoup, Tag

from ingest.errors import Reason, UnreadableFileError
from ingest.formats.package import Element, local_name, xml

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE = f"{{{_NAMES}style:1.0}}"
_TEXT = f"{{{_NAMES}text:1.0}}"
_TABLE = f"{{{_NAMES}table:1.0}}"
_LINE_THROUGH = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_PARAGRAPHS = ("p", "h")
_PARTS = ("content.xml", "styles.xml")


def odt_to_html(content: bytes) -> str:
    """Raises UnreadableFileError, and the errors of `package.DAMAGE`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = set(archive.namelist()) | {_PARTS[0]}
        roots = [xml(archive, name) for name in _PARTS if name in there]
    body = roots[0].find(".//{*}body/{*}text")
    if body is None:
        raise UnreadableFileError(Reason.NO_TEXT_IN_ODT)
    page = _Page(_Styles(roots))
    page.copy(body, page.soup, {})
    for note in page.notes:
        page.copy(note, page.soup, {})
    return str(page.soup)


class _Styles:
    """Whether styles hide their text or strike it, by family and name."""

    def __init__(self, roots: list[Element]) -> None:
        """`roots` hold the automatic styles, then those that have a name for readers."""
        self._styles: dict[tuple[str, str], Element] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style", f"{_STYLE}default-style"):
                family, name = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
                self._styles.setdefault((family, name), style)

    def effects(self, family: str, name: str) -> dict[str, bool]:
        """What a style says, or those that it comes from; the default is that without a name."""
        said: dict[str, bool] = {}
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is not None:
                for properties in style.iterfind(f"{_STYLE}text-properties"):
                    said = _effects(properties) | said
            name = style.get(f"{_STYLE}parent-style-name", "") if style is not None else ""
        return said


def _effects(properties: Element) -> dict[str, bool]:
    said = {}
    if display := properties.get(f"{_TEXT}display"):
        said["hidden"] = display == "none"
    lines = [line for name in _LINE_THROUGH if (line := properties.get(name))]
    if lines:
        said["struck"] = "none" not in lines
    return said


class _Page:
    """An OpenDocument text as a web page. `notes` are those met on the way, for its end."""

    _TAGS: ClassVar = {
        "p": "p", "list": "ul", "list-item": "li", "line-break": "br",
        "table": "table", "table-row": "tr", "table-cell": "td",
    }  # fmt: skip
    _LEFT_OUT: ClassVar = set(
        "tracked-changes annotation annotation-end sequence-decls forms note-citation "
        "covered-table-cell binary-data object object-ole title desc".split()
    )

    def __init__(self, styles: _Styles) -> None:
        self.soup = BeautifulSoup("", "html.parser")
        self._styles = styles
        self._boxes: list[tuple[Element, Mapping[str, bool]]] = []
        self.notes: list[Element] = []

    def copy(self, element: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        """The content of an element of OpenDocument into one of the page; `effects` are those
        of the styles around it."""
        is_shown = not any(effects.values())
        target.append(element.text or "" if is_shown else "")
        for child in element:
            self._copy_child(child, target, effects)
            target.append(child.tail or "" if is_shown else "")

    def _copy_child(self, child: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        name = local_name(child)
        if not name or name in self._LEFT_OUT or _is_hidden(child):
            return
        if name == "note-body":
            if not any(effects.values()):
                self.notes.append(child)
        elif name == "s":
            target.append(" " * min(100, int(child.get(f"{_TEXT}c") or 1)))
        elif name == "tab":
            target.append("\t")
        elif name == "text-box" and target.name != "[document]":
            self._boxes.append((child, effects))
        else:
            self._copy_styled(child, target, effects)

    def _copy_styled(self, child: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        """A paragraph is followed by the boxes that are anchored in it."""
        name = local_name(child)
        family = "paragraph" if name in _PARAGRAPHS else "text"
        style = child.get(f"{_TEXT}style-name")
        if name in _PARAGRAPHS or style:
            effects = {**effects, **self._styles.effects(family, style or "")}
        level = min(6, int(child.get(f"{_TEXT}outline-level") or 1))
        tag = f"h{level}" if name == "h" else self._TAGS.get(name)
        inside = self.soup.new_tag(tag) if tag else target
        if tag:
            target.append(inside)
        for span in ("rows", "columns"):
            if number := child.get(f"{_TABLE}number-{span}-spanned"):
                inside[f"{span[:3]}span"] = number
        self.copy(child, inside, effects)
        if name in _PARAGRAPHS:
            boxes, self._boxes = self._boxes, []
            for box, around in boxes:
                self.copy(box, target, around)


def _is_hidden(element: Element) -> bool:
    """Whether an element hides what it holds: a section, a text, a paragraph by a mark in it."""
    marked = element.iterfind(f"{_TEXT}hidden-paragraph")
    elements = (element, *(marked if local_name(element) in _PARAGRAPHS else ()))
    return any(
        one.get(f"{_TEXT}is-hidden") == "true" or one.get(f"{_TEXT}display") == "none"
        for one in elements
    )
