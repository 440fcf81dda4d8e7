"""PDF to the text of its pages, laid out as on paper: the only door to PDFium."""

import re
from ctypes import c_int
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.layout import PlacedLine, lay_out
from ingest.page import Edges

MOST_PAGES = 2_000
_FEWEST_LETTERS = 30
_SCAN_SHARE = 0.5
_STAMPS = 0.15
_FINE = 100_000
_DAMAGED = "the PDF is damaged or cut short."
_ERRORS = {
    "password": "it is protected by a password; give a copy without one.",
    "security": "it is protected by a security scheme; give a copy without one.",
}
_CUT = "\ufffe"
"""What PDFium has for a hyphen at the end of a line, which it does not end otherwise."""
_LINE = re.compile(rf"[^\r\n{_CUT}]+{_CUT}?")
_UNPRINTABLE = dict.fromkeys([*range(9), *range(11, 32), 0xFFFF])


def read_pdf(content: bytes) -> list[dict[str, Any]]:
    """For each page the fields of a `Page`, and whether it is "scanned": an image with next
    to no text.

    Raises UnreadableFileError for what is no PDF, is encrypted, truncated or too long.
    """
    with open_pdf(content) as document:
        try:
            pages = [_lines(page) for page in document]
            scanned = [_is_scanned(*pair) for pair in zip(document, pages, strict=True)]
            sizes = [page.get_size() for page in document]
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


def _is_scanned(page: pdfium.PdfPage, lines: list[PlacedLine]) -> bool:
    """Whether an image covers half of the page or more, and next to no text stands between
    its margins, where stamps are: a logo beside a short title is no scan."""
    width, height = page.get_size()
    text = [line.text for line in lines if _STAMPS * height < line.bottom < (1 - _STAMPS) * height]
    if not any(line.right for line in lines):
        text = [line.text for line in lines]
    if sum(letter.isalpha() for line in text for letter in line) >= _FEWEST_LETTERS:
        return False
    bounds = (image.get_bounds() for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered >= _SCAN_SHARE * width * height)


def _lines(page: pdfium.PdfPage) -> list[PlacedLine]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    placed = _units(text) == text_page.count_chars()
    lines = []
    for found in _LINE.finditer(text):
        line = found.group().strip()
        first = _units(text[: found.end() - len(found.group().lstrip())])
        edges = _edges(page, text_page, first, _units(line)) if line and placed else ()
        if line:
            lines.append(PlacedLine(_clean(line), *edges))
    return lines


def _units(text: str) -> int:
    """How many characters PDFium counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _edges(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, first: int, length: int) -> Edges:
    """Left, top, right and bottom of characters in a row, however the page is turned."""
    width, height = page.get_size()
    left, bottom, _, top = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(first + length - 1, loose=True)[2]
    corners = [_shown(page, left, top), _shown(page, right, bottom)]
    (left, right), (top, bottom) = map(sorted, zip(*corners, strict=True))
    return left * width, top * height, right * width, bottom * height


def _shown(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of a page as shares of its width and height from the top left."""
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _clean(text: str) -> str:
    return text.replace(_CUT, "-").translate(_UNPRINTABLE)
