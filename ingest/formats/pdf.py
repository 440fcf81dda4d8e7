"""PDF to the text of its pages, laid out as on paper: the only door to PDFium."""

import base64
import io
import itertools
import re
from collections.abc import Iterator
from ctypes import c_float, c_int
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.formats.layout import PlacedLine, lay_out
from ingest.formats.tables import in_rows
from ingest.page import Edges

MOST_PAGES = 2_000
_FEWEST_LETTERS = 30
_SCAN_SHARE = 0.5
_STAMPS = 0.15
_FINE = 10_000
_STRAIGHT = 3.0
_MOST_RULES = 5_000
_DAMAGED = "the PDF is damaged or cut short."
_ERRORS = {
    "password": "it is protected by a password; give a copy without one.",
    "security": "it is protected by a security scheme; give a copy without one.",
}
_SHOWN = 1.7
"""Pixels a point of a page as readers see it."""
_WIDEST = 2_000
_CUT = "\ufffe"
"""What PDFium has for a hyphen at the end of a line, which it does not end otherwise."""
_LINE = re.compile(rf"[^\r\n{_CUT}]+{_CUT}?")
_UNPRINTABLE = dict.fromkeys([*range(9), *range(11, 32), 0xFFFF])


def read_pdf(content: bytes) -> list[dict[str, Any]]:
    """For each page the fields of a `Page`, and whether it is "scanned": an image with next
    to no text.

    Raises UnreadableFileError for what is no PDF, is encrypted, truncated or too long.
    """
    pages, scanned, sizes = [], [], []
    with open_pdf(content) as document:
        try:
            for page in document:
                pages.append(_lines(page))
                scanned.append(_is_scanned(page, pages[-1]))
                sizes.append(page.get_size())
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(_DAMAGED) from error
    laid_out = lay_out(pages, sizes)
    return [
        {**fields, "scanned": is_scanned}
        for fields, is_scanned in zip(laid_out, scanned, strict=True)
    ]


def open_pdf(content: bytes) -> pdfium.PdfDocument:
    """To be closed by its user. Raises UnreadableFileError."""
    if not content[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableFileError("it is not a PDF, whatever its name says.")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        known = (said for word, said in _ERRORS.items() if word in str(error).lower())
        raise UnreadableFileError(next(known, _DAMAGED)) from error
    if len(document) > MOST_PAGES:
        raise UnreadableFileError(f"it has {len(document)} pages and {MOST_PAGES} is the most.")
    return document


def render(document: pdfium.PdfDocument, number: int, *, scale: float) -> Image.Image:
    """Page `number`, from 0, in grey; `scale` is in pixels a point."""
    image: Image.Image = document[number].render(scale=scale, grayscale=True).to_pil()
    return image.convert("L")


def page_image(content: bytes, number: int) -> str:
    """Page `number`, from 1, as a PNG in base64. Raises UnreadableFileError."""
    with open_pdf(content) as document:
        if not 1 <= number <= len(document):
            raise UnreadableFileError(f"it has no page {number}.")
        try:
            page = document[number - 1]
            scale = min(_SHOWN, _WIDEST / max(page.get_size()))
            image: Image.Image = page.render(scale=scale).to_pil()
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(_DAMAGED) from error
    png = io.BytesIO()
    image.save(png, "PNG")
    return base64.b64encode(png.getvalue()).decode()


def _is_scanned(page: pdfium.PdfPage, lines: list[PlacedLine]) -> bool:
    """Whether an image covers half of the page or more, and next to no text stands between
    its margins, where stamps are: a logo beside a short title is no scan."""
    width, height = page.get_size()
    text = [line.text for line in lines if _STAMPS * height < line.bottom < (1 - _STAMPS) * height]
    if not any(line.right for line in lines):
        text = [line.text for line in lines]
    letters = filter(str.isalpha, itertools.chain(*text))
    if sum(1 for _ in itertools.islice(letters, _FEWEST_LETTERS)) == _FEWEST_LETTERS:
        return False
    bounds = (image.get_bounds() for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered >= _SCAN_SHARE * width * height)


def _lines(page: pdfium.PdfPage) -> list[PlacedLine]:
    """The lines in the order of the file, those of ruled tables as rows."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    if _units(text) != text_page.count_chars():
        return [PlacedLine(_clean(line.strip())) for line in _LINE.findall(text) if line.strip()]
    shown = _as_shown(page)
    lines, sources = [], []
    read = first = 0
    for found in _LINE.finditer(text):
        if not (line := found.group().strip()):
            continue
        start = found.end() - len(found.group().lstrip())
        first += _units(text[read:start])
        lines.append(PlacedLine(_clean(line), *_edges(text_page, shown, first, _units(line))))
        sources.append((first, line))
        read = start

    def places(position: int) -> Iterator[Edges]:
        index, line = sources[position]
        for letter in line:
            if ord(letter) not in _UNPRINTABLE:
                yield (0, 0, 0, 0) if letter.isspace() else _edges(text_page, shown, index, 1)
            index += _units(letter)

    return in_rows(lines, _rules(page, shown), places)


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
                left, top, right, bottom = _between(shown.on_point(*start), shown.on_point(*end))
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


def _units(text: str) -> int:
    """How many characters PDFium counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _edges(
    text_page: pdfium.PdfTextPage, shown: pdfium.PdfMatrix, first: int, length: int
) -> Edges:
    """Around characters in a row."""
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(first + length - 1, loose=True)[2]
    return _between(shown.on_point(left, top), shown.on_point(right, bottom))


def _between(corner: tuple[float, float], other: tuple[float, float]) -> Edges:
    (left, right), (top, bottom) = map(sorted, zip(corner, other, strict=True))
    return left, top, right, bottom


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


def _clean(text: str) -> str:
    return text.replace(_CUT, "-").translate(_UNPRINTABLE)
