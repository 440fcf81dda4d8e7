"""PDF to the text of its pages, laid out as on paper: the only door to PDFium."""

import base64
import io
import itertools
import math
from collections.abc import Iterator, Set
from contextlib import suppress
from ctypes import c_float, c_int, c_void_p, cast
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.errors import Reason, UnreadableFileError
from ingest.formats.layout import PlacedLine, lay_out
from ingest.formats.overlays import (
    SCAN_SHARE,
    Spelled,
    between,
    in_frames,
    is_scan,
    seen,
    set_in,
    unseen_of,
)
from ingest.formats.pdf_text import LINE, UNPRINTABLE, clean, masked, units
from ingest.formats.tables import in_rows
from ingest.page import Edges

MOST_PAGES = 2_000
_FINE = 10_000
_STRAIGHT = 3.0
_MOST_RULES = 5_000
_WRITTEN = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
"""What is laid over a page with words of its own: fields of forms, notes and stamps."""
_ERRORS = {
    "password": Reason.PASSWORD,
    "security": Reason.SECURITY,
}
_SHOWN = 1.7
"""Pixels a point of a page as readers see it."""
_WIDEST = 2_000


def read_pdf(content: bytes) -> list[dict[str, Any]]:
    """For each page the fields of a `Page`, and whether it is "scanned": an image, next to no text.

    Raises UnreadableFileError for what is no PDF, is encrypted, truncated or too long.
    """
    pages, scanned, sizes = [], [], []
    with open_pdf(content) as document:
        try:
            for number, page in enumerate(document):
                covered = _covered(page)
                pages.append(_lines(page, document, number, covered))
                scanned.append(is_scan(pages[-1], page.get_size(), covered))
                sizes.append(page.get_size())
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(Reason.CUT_PDF) from error
    laid_out = lay_out(pages, sizes)
    return [
        {**fields, "scanned": is_scanned}
        for fields, is_scanned in zip(laid_out, scanned, strict=True)
    ]


def open_pdf(content: bytes) -> pdfium.PdfDocument:
    """To be closed by its user. Raises UnreadableFileError."""
    if not content[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableFileError(Reason.NO_PDF)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        known = (said for word, said in _ERRORS.items() if word in str(error).lower())
        raise UnreadableFileError(next(known, Reason.CUT_PDF)) from error
    with suppress(pdfium.PdfiumError):  # without its form a damaged file is still read
        document.init_forms()
    if len(document) > MOST_PAGES:
        raise UnreadableFileError(Reason.TOO_MANY_PAGES, len(document), MOST_PAGES)
    return document


def render(document: pdfium.PdfDocument, number: int, *, scale: float) -> Image.Image:
    """Page `number`, from 0, in grey; `scale` is in pixels a point."""
    image: Image.Image = document[number].render(scale=scale, grayscale=True).to_pil()
    return image.convert("L")


def page_image(content: bytes, number: int) -> str:
    """Page `number`, from 1, as a PNG in base64. Raises UnreadableFileError."""
    with open_pdf(content) as document:
        if not 1 <= number <= len(document):
            raise UnreadableFileError(Reason.NO_PAGE, number)
        try:
            page = document[number - 1]
            scale = min(_SHOWN, _WIDEST / max(page.get_size()))
            image: Image.Image = page.render(scale=scale).to_pil()
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(Reason.CUT_PDF) from error
    png = io.BytesIO()
    image.save(png, "PNG")
    return base64.b64encode(png.getvalue()).decode()


def _lines(
    page: pdfium.PdfPage, document: pdfium.PdfDocument, number: int, covered: float
) -> list[PlacedLine]:
    """The lines in the order of the file, those of ruled tables as rows; what is written in a
    field stands where it is drawn. `covered` is the share of the page that images cover."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    if units(text) != text_page.count_chars():
        return [PlacedLine(clean(line.strip())) for line in LINE.findall(text) if line.strip()]
    shown = _as_shown(page)
    unseen = set() if covered >= SCAN_SHARE else _unseen(page, text_page, shown)
    spelled = _spelled(text_page, shown, unseen)
    told = [(line, _is_invisible(text_page, first)) for first, line in spelled]
    images = (
        between(shown.on_point(left, top), shown.on_point(right, bottom))
        for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])
        for left, bottom, right, top in (image.get_bounds(),)
    )
    lines = seen(told, page.get_size(), images)
    for field in _fields(page, document, number, shown):
        set_in(lines, field)
    return in_rows([line for line, _ in lines], _rules(page, shown), lambda at: lines[at][1]())


def _covered(page: pdfium.PdfPage) -> float:
    """The share of a page that its images cover."""
    bounds = (image.get_bounds() for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return float(covered / math.prod(page.get_size()))


def _unseen(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, shown: pdfium.PdfMatrix
) -> set[int]:
    """Positions of the characters that the page looks the same without: in the colour of their
    ground, or under what is drawn later; those said to be invisible are not among them."""
    drawn: dict[int | None, tuple[Any, list[int]]] = {}
    for index in range(text_page.count_chars()):
        one = raw.FPDFText_GetTextObject(text_page, index)
        is_blank = chr(raw.FPDFText_GetUnicode(text_page, index)).isspace()
        if one and not is_blank and not _is_invisible(text_page, index):
            drawn.setdefault(cast(one, c_void_p).value, (one, []))[1].append(index)
    before = page.render(may_draw_forms=False, draw_annots=False).to_pil()
    modes = [raw.FPDFTextObj_GetTextRenderMode(one) for one, _ in drawn.values()]
    for one, _ in drawn.values():
        raw.FPDFTextObj_SetTextRenderMode(one, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    after = page.render(may_draw_forms=False, draw_annots=False).to_pil()
    for (one, _), mode in zip(drawn.values(), modes, strict=True):
        raw.FPDFTextObj_SetTextRenderMode(one, mode)
    groups = [indices for _, indices in drawn.values()]
    return unseen_of(before, after, groups, lambda index: _edges(text_page, shown, index, 1))


def _spelled(
    text_page: pdfium.PdfTextPage, shown: pdfium.PdfMatrix, unseen: Set[int] = frozenset()
) -> Iterator[tuple[int, Spelled]]:
    """Each line, without the characters that are not seen, with the position of its first one."""
    text = text_page.get_text_range()
    read = first = 0
    for found in LINE.finditer(text):
        if not (line := found.group().strip()):
            continue
        start = found.end() - len(found.group().lstrip())
        first += units(text[read:start])
        read = start
        edges = _edges(text_page, shown, first, units(line))
        line = masked(line, first, unseen) if unseen else line
        if clean(line).strip():
            places = partial(_places, text_page, shown, first, line)
            yield first, (PlacedLine(clean(line), *edges), places)


def _places(
    text_page: pdfium.PdfTextPage, shown: pdfium.PdfMatrix, index: int, line: str
) -> Iterator[Edges]:
    for letter in line:
        if ord(letter) not in UNPRINTABLE:
            yield (0, 0, 0, 0) if letter.isspace() else _edges(text_page, shown, index, 1)
        index += units(letter)


def _is_invisible(text_page: pdfium.PdfTextPage, index: int) -> bool:
    drawn = raw.FPDFText_GetTextObject(text_page, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else None
    return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _fields(
    page: pdfium.PdfPage, document: pdfium.PdfDocument, number: int, shown: pdfium.PdfMatrix
) -> list[PlacedLine]:
    """The lines of what is laid over a page, as PDFium draws it into the page: a line a field."""
    framed = [*_frames(page, shown)]
    if not framed or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return []
    flat = document[number]
    for _ in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(flat, 0)
        raw.FPDFPage_RemoveObject(flat, drawn)
        raw.FPDFPageObj_Destroy(drawn)
    laid = (spelled for _, spelled in _spelled(flat.get_textpage(), shown))
    return [*in_frames(laid, framed)]


def _frames(page: pdfium.PdfPage, shown: pdfium.PdfMatrix) -> Iterator[Edges]:
    """The edges of what is laid over a page with words of its own; takes the rest off it, of which
    PDFium cannot draw what is damaged."""
    corners = raw.FS_RECTF()
    for position in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        laid = raw.FPDFPage_GetAnnot(page, position)
        has_words = raw.FPDFAnnot_GetSubtype(laid) in _WRITTEN
        if has_words and raw.FPDFAnnot_GetRect(laid, corners):
            start = shown.on_point(corners.left, corners.top)
            yield between(start, shown.on_point(corners.right, corners.bottom))
        raw.FPDFPage_CloseAnnot(laid)
        if not has_words:
            raw.FPDFPage_RemoveAnnot(page, position)


def _rules(page: pdfium.PdfPage, shown: pdfium.PdfMatrix) -> list[Edges]:
    """The straight lines that are drawn along the edges of a page, each as its edges in points,
    and not the backgrounds of cells or words; none where too many are drawn for a table."""
    rules: list[Edges] = []
    for number in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        path = pdfium.PdfObject(drawn, page=page)
        if not _is_drawn(path):
            continue
        for start, end in itertools.pairwise(_corners(path)):
            if start and end:
                left, top, right, bottom = between(shown.on_point(*start), shown.on_point(*end))
                if min(right - left, bottom - top) < _STRAIGHT:
                    rules.append((left, top, right, bottom))
        if len(rules) > _MOST_RULES:
            return []
    return rules


def _is_drawn(path: pdfium.PdfObject) -> bool:
    """Whether a path is stroked, or so thin that its filling is a line."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    left, bottom, right, top = path.get_bounds()
    return bool(stroke.value or (fill.value and min(right - left, top - bottom) < _STRAIGHT))


def _corners(path: pdfium.PdfObject) -> list[tuple[float, float] | None]:
    """The points that straight lines join on the page, None where the pen is lifted."""
    matrix = path.get_matrix()
    corners: list[tuple[float, float] | None] = []
    opened: tuple[float, float] | None = None
    x, y = c_float(), c_float()
    for number in range(min(raw.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        point = matrix.on_point(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            opened = point
        if kind != raw.FPDF_SEGMENT_LINETO:
            corners.append(None)
        corners.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            corners += [opened, None]
    return corners


def _edges(
    text_page: pdfium.PdfTextPage, shown: pdfium.PdfMatrix, first: int, length: int
) -> Edges:
    """Around characters in a row."""
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(first + length - 1, loose=True)[2]
    return between(shown.on_point(left, top), shown.on_point(right, bottom))


def _as_shown(page: pdfium.PdfPage) -> pdfium.PdfMatrix:
    """From points of the page to those from its top left corner, however it is turned."""
    width, height = page.get_size()
    (x, y), (right, right_down), (up_across, up) = (
        _device(page, *point) for point in ((0, 0), (_FINE, 0), (0, _FINE))
    )
    return pdfium.PdfMatrix(
        (right - x) / _FINE, (right_down - y) / _FINE,
        (up_across - x) / _FINE, (up - y) / _FINE, x, y,
    ).scale(width / _FINE, height / _FINE)  # fmt: skip


def _device(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value, down.value
