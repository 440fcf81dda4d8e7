"""OpenDocument texts as web pages, with the text that their readers see."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import ClassVar

from bs4 import BeautifulSoup, Tag

from ingest.errors import Reason, UnreadableFileError
from ingest.formats.numbers import NUMBER_END, mark_titles
from ingest.formats.opendocument_numbers import NAMES, STYLE, TEXT, Numbers, read_numbers
from ingest.formats.package import Element, local_name, xml
from ingest.formats.titles import TITLE, raise_title
from ingest.formats.word_styles import is_white

_TABLE = f"{{{NAMES}table:1.0}}"
_FO = f"{{{NAMES}xsl-fo-compatible:1.0}}"
_LINE_THROUGH = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_PARAGRAPHS = ("p", "h")
_LISTS = ("list", "list-item")
_COUNTED_HEADINGS = ", ".join(f"li > h{level}" for level in range(1, 7))
_PARTS = ("content.xml", "styles.xml")


def odt_to_html(content: bytes) -> str:
    """Raises UnreadableFileError, and the errors of `package.DAMAGE`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = set(archive.namelist()) | {_PARTS[0]}
        roots = [xml(archive, name) for name in _PARTS if name in there]
    body = roots[0].find(".//{*}body/{*}text")
    if body is None:
        raise UnreadableFileError(Reason.NO_TEXT_IN_ODT)
    page = _Page(_Styles(roots), read_numbers(roots))
    page.copy(body, page.soup, {})
    for note in page.notes:
        page.copy(note, page.soup, {})
    for heading in page.soup.select(_COUNTED_HEADINGS):
        for around in heading.find_parents(["ol", "ul", "li"]):
            around.name = "div"
    mark_titles(page.soup)
    raise_title(page.soup)
    return str(page.soup)


class _Styles:
    """Whether styles hide their text or strike it, by family and name."""

    def __init__(self, roots: list[Element]) -> None:
        """`roots` hold the automatic styles, then those that have a name for readers."""
        self._styles: dict[tuple[str, str], Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
                family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
                self._styles.setdefault((family, name), style)

    def effects(self, family: str, name: str) -> dict[str, bool]:
        """What a style says, or those that it comes from; the default is that without a name."""
        said: dict[str, bool] = {}
        for style in self._basis(family, name):
            for properties in style.iterfind(f"{STYLE}text-properties"):
                said = _effects(properties) | said
            for properties in style.iterfind(f"{STYLE}paragraph-properties"):
                said = _ground(properties) | said
        return said

    def is_outlined(self, name: str) -> bool:
        """Whether a style of headings says of no list: they are counted among themselves."""
        lists = (s.get(f"{STYLE}list-style-name") for s in self._basis("paragraph", name))
        return all(one is None for one in lists)

    def is_title(self, name: str) -> bool:
        """Whether a style is the one of titles of documents, or comes from it."""
        styles = self._basis("paragraph", name)
        return any(style.get(f"{STYLE}name") == "Title" for style in styles)

    def _basis(self, family: str, name: str) -> Iterator[Element]:
        """A style and those that it comes from."""
        seen: set[str] = set()
        while name not in seen:
            seen.add(name)
            style = self._styles.get((family, name))
            name = ""
            if style is not None:
                yield style
                name = style.get(f"{STYLE}parent-style-name") or ""


def _effects(properties: Element) -> dict[str, bool]:
    said = {}
    if display := properties.get(f"{TEXT}display"):
        said["hidden"] = display == "none"
    lines = [line for name in _LINE_THROUGH if (line := properties.get(name))]
    if lines:
        said["struck"] = "none" not in lines
    if colour := properties.get(f"{_FO}color"):
        said["white"] = is_white(colour)
    return said | _ground(properties)


def _ground(properties: Element) -> dict[str, bool]:
    """Whether there is another ground than the white of the page."""
    ground = properties.get(f"{_FO}background-color")
    return {"ground": ground != "transparent" and not is_white(ground)} if ground else {}


def _within(effects: Mapping[str, bool], own: Mapping[str, bool]) -> dict[str, bool]:
    """What holds of an element: what it says, and what is said around it; a ground stays."""
    is_grounded = effects.get("ground", False) or own.get("ground", False)
    return {**effects, **own, "ground": is_grounded}


def _is_shown(effects: Mapping[str, bool]) -> bool:
    is_white_on_white = effects.get("white", False) and not effects.get("ground", False)
    return not (effects.get("hidden") or effects.get("struck") or is_white_on_white)


class _Page:
    """An OpenDocument text as a web page. `notes` are those met on the way, for its end."""

    _TAGS: ClassVar = {
        "list-header": "li", "line-break": "br",
        "table": "table", "table-row": "tr", "table-cell": "td",
    }  # fmt: skip
    _LEFT_OUT: ClassVar = set(
        "tracked-changes annotation annotation-end sequence-decls forms note-citation "
        "covered-table-cell binary-data object object-ole title desc".split()
    )

    def __init__(self, styles: _Styles, numbers: Numbers) -> None:
        self.soup = BeautifulSoup("", "html.parser")
        self._styles, self._numbers = styles, numbers
        self._boxes: list[tuple[Element, Mapping[str, bool]]] = []
        self.notes: list[Element] = []

    def copy(self, element: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        """The content of an element of OpenDocument into one of the page; `effects` are those
        of the styles around it."""
        is_shown = _is_shown(effects)
        target.append(element.text or "" if is_shown else "")
        for child in element:
            self._copy_child(child, target, effects)
            target.append(child.tail or "" if is_shown else "")

    def _copy_child(self, child: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        name = local_name(child)
        if not name or name in self._LEFT_OUT or _is_hidden(child):
            return
        if name == "note-body":
            if _is_shown(effects):
                self.notes.append(child)
        elif name == "s":
            target.append(" " * min(100, int(child.get(f"{TEXT}c") or 1)))
        elif name == "tab":
            target.append("\t")
        elif name == "text-box" and target.name != "[document]":
            self._boxes.append((child, {**effects, "ground": True}))
        elif name in _LISTS:
            with self._numbers.within(child) as tag:
                self.copy(child, self._inside(target, tag), effects)
        else:
            self._copy_styled(child, target, effects)

    def _inside(self, target: Tag, tag: str) -> Tag:
        """A new element there; the target itself without a tag."""
        inside = self.soup.new_tag(tag) if tag else target
        if tag:
            target.append(inside)
        return inside

    def _copy_styled(self, child: Element, target: Tag, effects: Mapping[str, bool]) -> None:
        name = local_name(child)
        style = child.get(f"{TEXT}style-name") or ""
        if name in _PARAGRAPHS:
            around = _within(effects, self._styles.effects("paragraph", style))
            self._copy_paragraph(child, target, around, style)
            return
        inside = self._inside(target, self._TAGS.get(name, ""))
        for span in ("rows", "columns"):
            if number := child.get(f"{_TABLE}number-{span}-spanned"):
                inside[f"{span[:3]}span"] = number
        own = self._styles.effects("text", style) if style else {}
        if name == "table":
            own["ground"] = True
        self.copy(child, inside, _within(effects, own))

    def _copy_paragraph(
        self, child: Element, target: Tag, effects: Mapping[str, bool], style: str
    ) -> None:
        """After its number, and before the boxes that are anchored in it. One without a text has
        only the number that names it."""
        level = min(6, int(child.get(f"{TEXT}outline-level") or 1))
        number = self._numbers.before(child, is_outlined=self._styles.is_outlined(style))
        inside = self._inside(target, f"h{level}" if local_name(child) == "h" else "p")
        if inside.name == "p" and self._styles.is_title(style):
            inside["class"] = TITLE
        self.copy(child, inside, effects)
        if number and (inside.get_text(strip=True) or not any(child.itertext())):
            inside.insert(0, number + NUMBER_END)
        boxes, self._boxes = self._boxes, []
        for box, around in boxes:
            self.copy(box, target, around)


def _is_hidden(element: Element) -> bool:
    """Whether an element hides what it holds: a section, a text, a paragraph by a mark in it."""
    marked = element.iterfind(f"{TEXT}hidden-paragraph")
    elements = (element, *(marked if local_name(element) in _PARAGRAPHS else ()))
    return any(
        one.get(f"{TEXT}is-hidden") == "true" or one.get(f"{TEXT}display") == "none"
        for one in elements
    )
