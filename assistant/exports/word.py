"""Blocks as a Word document: the only door to python-docx."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import docx as word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from assistant.exports.sheet import LOCALES, Block, Style, named

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.run import Run as WordRun

_STYLES = {
    Style.TITLE: "Title",
    Style.HEADING: "Heading 1",
    Style.LABEL: "Heading 2",
    Style.BODY: "Normal",
    Style.SMALL: "Caption",
    Style.REFERENCE: "List Paragraph",
}
_SIZES = {
    Style.TITLE: 20, Style.HEADING: 14, Style.LABEL: 11,
    Style.BODY: 11, Style.SMALL: 9, Style.REFERENCE: 10,
}  # fmt: skip
_INK, _SOFT, _ACCENT = RGBColor(0x16, 0x16, 0x16), RGBColor(0x55, 0x55, 0x5F), RGBColor(0, 0, 0x91)
_COLOURS = {Style.BODY: _INK, Style.SMALL: _SOFT, Style.REFERENCE: _INK}
_FONT = "Arial"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def docx(blocks: Sequence[Block], *, title: str, language: str) -> bytes:
    """On A4; `language` is "fr" or "en". What it does not show is named in its place."""
    document = word.Document()
    _set_up(document, title, language)
    for block in blocks:
        if block.rows:
            _add_table(document, block)
            continue
        paragraph = document.add_paragraph(style=_STYLES[block.style])
        for run in block.runs:
            written_run = paragraph.add_run(_shown(run.text))
            written_run.italic = run.is_quotation or None
            if run.link:
                _lead(written_run, run.link)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_table(document: "Document", block: Block) -> None:
    """With a line of room below; each cell is a quotation, but for the markers."""
    table = document.add_table(len(block.rows), block.width, style="Table Grid")
    for row, filled in zip(block.rows, table.rows, strict=True):
        for text, cell in zip(row.cells, filled.cells, strict=False):
            run = cell.paragraphs[0].add_run(_shown(text))
            run.italic, run.bold = True, row.is_title or None
        filled.cells[-1].paragraphs[0].add_run(row.marker)
    document.add_paragraph(style=_STYLES[Style.SMALL])


def _lead(run: "WordRun", address: str) -> None:
    """Make a link of the last run of its paragraph."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), run.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline, run.font.color.rgb = True, _ACCENT
    run.element.addprevious(link)
    link.append(run.element)


def _shown(text: str) -> str:
    return "".join(c if shows(c) else named(c) for c in text)


def shows(character: str) -> bool:
    """Whether XML holds it."""
    return not _NOT_IN_XML.match(character)


def _set_up(document: "Document", title: str, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, language
    properties.author = properties.comments = properties.last_modified_by = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(25)
    for block_style, name in _STYLES.items():
        style = document.styles[name]
        style.font.size = Pt(_SIZES[block_style])
        style.font.color.rgb = _COLOURS.get(block_style, _ACCENT)
        style.font.bold = block_style in (Style.TITLE, Style.HEADING, Style.LABEL)
        _set_font(style, language)
    document.styles["List Paragraph"].paragraph_format.left_indent = Mm(5)


def _set_font(style: "ParagraphStyle", language: str) -> None:
    """One font for all scripts, and the language that a spelling checker takes."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES[language])
    properties.append(spoken)
