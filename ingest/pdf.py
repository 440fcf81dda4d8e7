"""PDF to the text of its pages, laid out as on paper: the only door to PDFium."""

import itertools
import re
import statistics
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.page import Edges

MOST_PAGES = 2_000
_GAP = 1.4
_FEWEST_LETTERS = 30
_SCAN_SHARE = 0.5
_MOST_INDENT = 40
_COLUMN = 40.0
_TOP = 0.15
_FINE = 100_000
_LONGEST_STAMP = 10
_DAMAGED = "the PDF is damaged or cut short."
_ERRORS = {
    "password": "it is protected by a password; give a copy without one.",
    "security": "it is protected by a security scheme; give a copy without one.",
}
_CUT = "\ufffe"
"""What PDFium has for a hyphen at the end of a line, which it does not end otherwise."""
_LINE = re.compile(rf"[^\r\n{_CUT}]+{_CUT}?")
_UNPRINTABLE = dict.fromkeys([*range(9), *range(11, 32), 0xFFFF])


@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line and where it stands on its page as it is shown, in points from the top left."""

    text: str
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


def read_pdf(content: bytes) -> list[dict[str, Any]]:
    """For each page the fields of a `Page`, and whether it is "scanned": an image with next
    to no text. A blank line stands where the paper has a gap, and spaces where a line is
    indented.

    Raises UnreadableFileError for what is no PDF, is encrypted, truncated or too long.
    """
    with open_pdf(content) as document:
        try:
            pages = [_lines(page) for page in document]
            scanned = [_is_scanned(*pair) for pair in zip(document, pages, strict=True)]
            sizes = [page.get_size() for page in document]
        except pdfium.PdfiumError as error:
            raise UnreadableFileError(_DAMAGED) from error
    pitch = _pitch([line for page in pages for line in page])
    following = [*pages[1:], []]
    return [
        {
            "text": _laid_out(lines, pitch),
            "full": _full(lines, after),
            "asides": _asides(lines, size[1]),
            "boxes": _boxes(lines, size),
            "scanned": is_scanned,
        }
        for lines, after, size, is_scanned in zip(pages, following, sizes, scanned, strict=True)
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


def _is_scanned(page: pdfium.PdfPage, lines: list[_TextLine]) -> bool:
    """A logo beside a short title is no scan: the image covers half of the page or more."""
    if sum(letter.isalpha() for line in lines for letter in line.text) >= _FEWEST_LETTERS:
        return False
    width, height = page.get_size()
    bounds = (image.get_bounds() for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered >= _SCAN_SHARE * width * height)


def _lines(page: pdfium.PdfPage) -> list[_TextLine]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    placed = _units(text) == text_page.count_chars()
    lines = []
    for found in _LINE.finditer(text):
        line = found.group().strip()
        first = _units(text[: found.end() - len(found.group().lstrip())])
        edges = _edges(page, text_page, first, _units(line)) if line and placed else ()
        if line:
            lines.append(_TextLine(_clean(line), *edges))
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


def _boxes(lines: list[_TextLine], size: tuple[float, float]) -> list[Edges]:
    """The edges of each line as shares of the page; empty where they are not known."""
    width, height = size
    if not any(line.right for line in lines):
        return []
    return [
        (
            round(line.left / width, 4),
            round(line.top / height, 4),
            round(line.right / width, 4),
            round(line.bottom / height, 4),
        )
        for line in lines
    ]


def _clean(text: str) -> str:
    return text.replace(_CUT, "-").translate(_UNPRINTABLE)


def _full(lines: list[_TextLine], following: list[_TextLine]) -> list[bool]:
    """For each line whether the first word of the next one would not have fitted on it."""
    margins: dict[int, float] = {}
    for line in lines:
        column = round(line.left / _COLUMN)
        for near in (column - 1, column, column + 1):
            margins[near] = max(margins.get(near, 0), line.right)
    full: list[bool] = []
    end = following[:1] or lines[-1:]
    for line, after in itertools.pairwise([*lines, *end]):
        margin = margins[round(line.left / _COLUMN)]
        width = (after.right - after.left) / max(1, len(after.text))
        word = after.text.split(maxsplit=1)[0]
        full.append(line.right + (len(word) + 1) * width > margin)
    return full if any(line.right for line in lines) else []


def _asides(lines: list[_TextLine], height: float) -> list[int]:
    """Positions of the lines that were laid on the page after its text, at its very top: the
    stamps of whoever received the document."""
    position = len(lines)
    while position and lines[position - 1].bottom < _TOP * height:
        position -= 1
    is_stamp = position > 0 and len(lines) - position <= _LONGEST_STAMP
    return list(range(position, len(lines))) if is_stamp else []


def _pitch(lines: list[_TextLine]) -> float:
    """The usual distance from a line to the next, in points; 0 where none is usual."""
    steps = [b.bottom - a.bottom for a, b in itertools.pairwise(lines)]
    down = [round(step, 1) for step in steps if step > 1]
    return statistics.median(down) if down else 0


def _laid_out(lines: list[_TextLine], pitch: float) -> str:
    margin = min((line.left for line in lines), default=0)
    widths = [(line.right - line.left) / len(line.text) for line in lines if line.text]
    width = max(1.0, statistics.median(widths)) if widths else 1.0
    parts: list[str] = []
    for position, line in enumerate(lines):
        above = lines[position - 1].bottom if position else line.bottom
        if pitch and line.bottom - above > _GAP * pitch:
            parts.append("")
        parts.append(" " * min(_MOST_INDENT, round((line.left - margin) / width)) + line.text)
    return "\n".join(parts)
