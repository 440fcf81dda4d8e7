"""Blocks as a PDF: the only door to reportlab."""

import io
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from assistant.exports.sheet import LOCALES, Block, Run, Style, named

_FONTS = Path(reportlab.__file__).parent / "fonts"
FONT_FILE = _FONTS / "Vera.ttf"
PAPER = A4
"""Width and height, in points."""
_FONT, _BOLD, _ITALIC = "Vera", "VeraBd", "VeraIt"
_FALLBACK = "DejaVuSans"
_STANDARD = ("Symbol", "ZapfDingbats")
"""What every reader of PDF draws without the font in the file."""
_SAME_GLYPH = {"\u202f": "\u00a0", "\u2007": "\u00a0", "\u2009": " ", "\u2010": "-", "\u2011": "-"}
_LINKED = '"#000091"'
_INK, _SOFT, _ACCENT = HexColor("#161616"), HexColor("#55555f"), HexColor("#000091")
_BODY = ParagraphStyle("body", fontName=_FONT, fontSize=10.5, leading=15, spaceAfter=3 * mm)
_STYLES = {
    Style.TITLE: ParagraphStyle(
        "title", _BODY, fontName=_BOLD, fontSize=17, leading=22, textColor=_ACCENT
    ),
    Style.HEADING: ParagraphStyle(
        "heading", _BODY, fontName=_BOLD, fontSize=12.5, leading=17, textColor=_ACCENT,
        spaceBefore=7 * mm, keepWithNext=True,
    ),
    Style.LABEL: ParagraphStyle(
        "label", _BODY, fontName=_BOLD, fontSize=9.5, spaceBefore=2 * mm, spaceAfter=mm,
        keepWithNext=True,
    ),
    Style.BODY: _BODY,
    Style.SMALL: ParagraphStyle("small", _BODY, fontSize=8.5, leading=12, textColor=_SOFT),
    Style.REFERENCE: ParagraphStyle(
        "reference", _BODY, fontSize=9, leading=13, leftIndent=5 * mm, spaceAfter=1.5 * mm
    ),
    Style.TABLE: ParagraphStyle("table", _BODY, fontSize=8, leading=10, spaceAfter=0),
}  # fmt: skip
_RULED = [
    ("GRID", (0, 0), (-1, -1), 0.5, _SOFT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), mm),
    ("RIGHTPADDING", (0, 0), (-1, -1), mm),
]
_MARKER = 12 * mm
"""Room for the marker of a row of a table."""
_OUTLINED = {Style.TITLE: 0, Style.HEADING: 1}


def pdf(blocks: Sequence[Block], *, title: str, language: str) -> bytes:
    """On A4, with bookmarks; `language` is "fr" or "en". What it does not show is named in its
    place."""
    written = io.BytesIO()
    lay_out(blocks, written, title=title, lang=LOCALES[language], author="")
    return written.getvalue()


def shows(character: str) -> bool:
    """Whether a font draws it."""
    _register_fonts()
    return bool(_font_of(character))


def lay_out(
    blocks: Sequence[Block], target: BinaryIO | Path, *, title: str, **properties: object
) -> None:
    """The same blocks give the same bytes where the property `invariant` is set."""
    _register_fonts()
    document = SimpleDocTemplate(
        str(target) if isinstance(target, Path) else target, pagesize=A4, title=title, **properties
    )
    laid_out = [_flowable(block, document.width) for block in blocks]
    outlined = {
        id(paragraph): (f"block-{number}", block)
        for number, (paragraph, block) in enumerate(zip(laid_out, blocks, strict=True))
        if block.style in _OUTLINED
    }

    def bookmark(laid: Flowable) -> None:
        if id(laid) in outlined:
            key, block = outlined[id(laid)]
            document.canv.bookmarkPage(key)
            document.canv.addOutlineEntry(block.text, key, _OUTLINED[block.style])

    document.afterFlowable = bookmark
    document.build(laid_out, onFirstPage=_number, onLaterPages=_number)


def draw_image(encoded: bytes, target: Path) -> None:
    """A page of A4 that is one image."""
    page = canvas.Canvas(str(target), pagesize=A4, invariant=1)
    page.drawImage(ImageReader(io.BytesIO(encoded)), 0, 0, *A4)
    page.save()


def _number(page: canvas.Canvas, document: SimpleDocTemplate) -> None:
    page.setFont(_FONT, 8)
    page.drawCentredString(A4[0] / 2, 12 * mm, str(page.getPageNumber()))


def _flowable(block: Block, width: float) -> Flowable:
    if not block.rows:
        return Paragraph(_markup(block), _STYLES[block.style])
    style = _STYLES[Style.TABLE]
    rows = []
    for row in block.rows:
        texts = [*row.cells, *[""] * (block.width - 1 - len(row.cells))]
        told = [_set(text, _BOLD if row.is_title else _ITALIC) for text in texts]
        rows.append([Paragraph(text, style) for text in [*told, row.marker]])
    room = width - _MARKER
    widths = [room / (block.width - 1)] * (block.width - 1) + [_MARKER]
    return Table(rows, widths, style=_RULED, splitInRow=1, spaceAfter=3 * mm)


def _markup(block: Block) -> str:
    return "".join(map(_run, block.runs))


def _run(run: Run) -> str:
    shown = _set(run.text, _ITALIC if run.is_quotation else "")
    link = quoteattr(run.link)
    return f"<a href={link} color={_LINKED}>{shown}</a>" if run.link else shown


def _set(text: str, font: str) -> str:
    """As markup, in that font where it has one of its own."""
    shown = "".join(_shown(font, "".join(group)) for font, group in groupby(text, _font_of))
    return f'<font name="{font}">{shown}</font>' if font else shown


def _shown(font: str, text: str) -> str:
    """As markup; the font of the block itself needs no name."""
    if not font:
        return "".join(map(named, text))
    escaped = escape(text).replace("\n", "<br/>")
    return escaped if font == _FONT else f'<font name="{font}">{escaped}</font>'


@lru_cache(maxsize=4096)
def _font_of(character: str) -> str:
    """The first font that draws it, empty where none does."""
    if character.isspace() or _has_glyph(_FONT, character):
        return _FONT
    if _has_fallback() and _has_glyph(_FALLBACK, character):
        return _FALLBACK
    return next((name for name in _STANDARD if _encodes(name, character)), "")


def _has_glyph(font: str, character: str) -> bool:
    return ord(character) in pdfmetrics.getFont(font).face.charToGlyph


def _encodes(font: str, character: str) -> bool:
    try:
        return bool(character.encode(pdfmetrics.getFont(font).encName))
    except UnicodeEncodeError:
        return False


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for name in (_FONT, _BOLD, _ITALIC):
        font = TTFont(name, str(_FONTS / f"{name}.ttf"))
        for character, alike in _SAME_GLYPH.items():
            font.face.charToGlyph[ord(character)] = font.face.charToGlyph[ord(alike)]
            font.face.charWidths[ord(character)] = font.face.charWidths[ord(alike)]
        pdfmetrics.registerFont(font)


@lru_cache(maxsize=1)
def _has_fallback() -> bool:
    """Whether the machine has the font that draws most scripts."""
    try:
        pdfmetrics.registerFont(TTFont(_FALLBACK, f"{_FALLBACK}.ttf"))
    except TTFError:
        return False
    return True
