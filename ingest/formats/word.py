"""Word files as web pages, with the text that their readers see."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import mammoth
from bs4 import BeautifulSoup

from ingest.formats.formulas import write_formulas
from ingest.formats.numbers import mark_titles
from ingest.formats.package import (
    MOST_XML,
    Element,
    W,
    as_bytes,
    new_element,
    remove,
    unwrap,
    usual_names,
    xml,
)
from ingest.formats.titles import TITLE, raise_title
from ingest.formats.word_numbers import unlink_lost_lists, write_numbers
from ingest.formats.word_styles import Styles, is_on

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_READ = {
    *map(
        W.__add__,
        "document body footnotes footnote endnotes endnote p r t tbl tr tc hyperlink sdt "
        "sdtContent ins moveTo customXml smartTag object pict txbxContent".split(),
    ),
    *map(_V.__add__, "group rect roundrect shape textbox".split()),
}
"""Whose text mammoth reads; it leaves out all that any other holds."""
_LEFT_OUT = {W + "del", W + "moveFrom", W + "rt"}
_DINGBATS = re.compile(r"Symbol|Wingdings|Webdings|ZapfDingbats")
_PRIVATE = range(0xE000, 0xF900)
_MOST_COLUMNS = 63
_PARTS = ("styles", "numbering", "footnotes", "endnotes")
_STYLES = f"p[style-name='Title'] => p.{TITLE}:fresh"
_NOTE_MARKS = ", ".join(f'a[href^="#{kind}-"]' for kind in ("footnote", "endnote"))


def docx_to_html(content: bytes, *, fresh_dates: bool) -> str:
    """`numbers.NUMBER_END` stands after the numbers that Word counts for its items.

    Raises UnreadableFileError, and the errors of `package.DAMAGE`.
    """
    shown = io.BytesIO(_as_shown(content, fresh_dates=fresh_dates))
    html: str = mammoth.convert_to_html(shown, style_map=_STYLES).value
    page = BeautifulSoup(html, "html.parser")
    for mark in page.select(_NOTE_MARKS):
        mark.decompose()
    for note in page.select('ol > li[id*="note-"]'):
        note.name = "div"
        if note.parent is not None:
            note.parent.name = "div"
    mark_titles(page)
    raise_title(page)
    return str(page)


def _as_shown(content: bytes, *, fresh_dates: bool) -> bytes:
    """A DOCX without what Word does not show or shows struck, and with all that it shows where
    mammoth reads it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        main = _named_by(archive, "").get("officeDocument", "word/document.xml")
        named = _named_by(archive, main)
        parts = {k: named.get(k, f"word/{k}.xml") for k in _PARTS}
        there = set(archive.namelist())
        roots = {k: xml(archive, parts[k]) for k in _PARTS[:2] if parts[k] in there}
        styles = Styles(roots.get("styles"))
        made = {}
        for name in {main, *({parts["footnotes"], parts["endnotes"]} & there)}:
            made[name] = root = xml(archive, name)
            _leave_out(root, styles, fresh_dates=fresh_dates)
            _bring_in(root)
        write_numbers(made[main], roots.get("numbering"), styles)
        if "numbering" in roots:
            made[parts["numbering"]] = roots["numbering"]
            unlink_lost_lists(roots["numbering"], styles)
        for info in archive.infolist():
            if info.filename not in made and info.file_size <= MOST_XML:
                data = archive.read(info)
                is_xml = info.filename.endswith((".xml", ".rels"))
                copy.writestr(info.filename, usual_names(data) if is_xml else data)
        for name, root in made.items():
            copy.writestr(name, as_bytes(root))
    return written.getvalue()


def _named_by(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part relates to, the file itself for an empty one: what for -> which."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    there = set(archive.namelist())
    found: dict[str, str] = {}
    for relation in xml(archive, path) if path in there else ():
        target = posixpath.join(folder, relation.get("Target") or "").lstrip("/")
        kind = (relation.get("Type") or "").removeprefix(_RELATION)
        if target in there:
            found.setdefault(kind, target)
    return found


def _leave_out(root: Element, styles: Styles, *, fresh_dates: bool) -> None:
    """Without the text that is hidden, struck or cannot be seen, and that which fields are told to
    make."""
    write_formulas(root)
    for row in [*root.iter(f"{W}tr")]:
        if is_on(row.find(f"{W}trPr"), "hidden"):
            remove(row)
    for run in [*root.iter(f"{W}r")]:
        is_off = any(styles.is_on(run, name) for name in ("vanish", "strike", "dstrike"))
        if is_off or styles.is_unseen(run):
            _remove_text(run)
    for element in [*_unseen_in_fields(root, fresh_dates=fresh_dates)]:
        remove(element)


def _remove_text(run: Element) -> None:
    """A run is left with its marks of fields, between which others stand."""
    for child in [*run]:
        if child.tag not in (f"{W}fldChar", f"{W}instrText", f"{W}rPr"):
            remove(child)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_result: bool = False
    unseen: list[Element] = field(default_factory=list)


def _unseen_in_fields(root: Element, *, fresh_dates: bool) -> Iterator[Element]:
    """The texts in the instructions of fields and, without `fresh_dates`, what one of the date
    of the day was last computed to."""
    if not fresh_dates:
        for simple in root.iter(f"{W}fldSimple"):
            if _is_of_day(simple.get(f"{W}instr") or ""):
                yield simple
    fields: list[_Field] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].is_result = True
        elif kind == "end" and fields:
            yield from fields.pop().unseen
        elif element.tag == f"{W}instrText" and fields:
            fields[-1].instruction += element.text or ""
        elif element.tag == f"{W}t":
            for around in fields:
                if not (around.is_result and (fresh_dates or not _is_of_day(around.instruction))):
                    around.unseen.append(element)


def _is_of_day(instruction: str) -> bool:
    return instruction.split()[:1] in (["DATE"], ["TIME"])


def _bring_in(root: Element) -> None:
    """With what Word shows in elements that mammoth passes over."""
    for either in [*root.iter(f"{_MC}AlternateContent")]:
        forms = [*either.iterfind(f"{_MC}Fallback"), *either.iterfind(f"{_MC}Choice")]
        kept = next((form for form in forms if _has_text(form)), None)
        for form in forms:
            if form is not (forms[0] if kept is None else kept):
                either.remove(form)
    for drawing in [*root.iter(f"{W}drawing")]:
        if _has_text(drawing):
            drawing.tag = f"{W}pict"
    for end_of_line in [*root.iter(f"{W}cr")]:
        end_of_line.tag = f"{W}br"
    for tab in [*root.iter(f"{W}ptab")]:
        tab.tag = f"{W}tab"
    for symbol in [*root.iter(f"{W}sym")]:
        code = int(symbol.get(f"{W}char") or "0", 16)
        if code not in _PRIVATE and not _DINGBATS.match(symbol.get(f"{W}font") or ""):
            symbol.tag, symbol.text = f"{W}t", chr(code)
    for row in [*root.iter(f"{W}tr")]:
        _fill_before(row)
    around = [{above.tag for above in text.iterancestors()} for text in root.iter(f"{W}t")]
    passed_over = {tag for tags in around if not tags & _LEFT_OUT for tag in tags - _READ}
    unwrap(root, f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback", *passed_over)


def _has_text(element: Element) -> bool:
    return next(element.iter(f"{W}t"), None) is not None


def _fill_before(row: Element) -> None:
    """A cell for the columns that a row leaves free before its first."""
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    first = row.find(f"{W}tc")
    if skipped is None or first is None:
        return
    columns = min(int(skipped.get(f"{W}val") or "0"), _MOST_COLUMNS)
    if columns > 0:
        cell = new_element(row, row.index(first), f"{W}tc")
        span = new_element(new_element(cell, 0, f"{W}tcPr"), 0, f"{W}gridSpan")
        span.set(f"{W}val", str(columns))
        new_element(cell, 1, f"{W}p")
