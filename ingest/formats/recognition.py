"""Scanned pages to text, by Tesseract: the only door to it."""

import io
import itertools
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from ingest.errors import PassingFailureError, Reason, SlowFileError, UnreadableFileError
from ingest.formats.pdf import open_pdf, render
from ingest.formats.tools import LANGUAGE
from ingest.page import Edges, Page

PAGE_SECONDS = 90.0
_DPI = 300
_MOST_PIXELS = 40_000_000
_WIDEST_SKEW = 4.0
_CELLS = 12
_ROWS_LAYOUT, _COLUMNS_LAYOUT, _LINE_LAYOUT = "4", "3", "7"
_PADDING = 12
_MOST_MISSED = 30
_LEAST_ROW_INK = 0.003
_LEAST_HEIGHT = 0.5
_FEWEST_SIGNS = 3
_SUREST_NOISE = 0.6
_DARK = 128
_LEAST_INK = 0.01
_LEAST_GUTTER = 30
_FEWEST_LABELS = 3
_MOST_INDENT = 40


@dataclass(frozen=True, slots=True)
class _Word:
    """`place` is its block, paragraph and line; edges are in pixels, confidence from 0 to 1."""

    text: str
    place: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def recognise(content: bytes, number: int) -> dict[str, object]:
    """The fields of a `Page`: the text of page `number` (from 0) of a PDF, how sure each of
    its lines is, and where it stands.

    Raises UnreadableFileError.
    """
    with open_pdf(content) as document:
        width, height = document[number].get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image = render(document, number, scale=scale)
    angle = skew(image)
    if angle:
        image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    columns = has_columns(image)
    words = list(_words(_tesseract(image, _COLUMNS_LAYOUT if columns else _ROWS_LAYOUT)))
    read = _page(words if columns else _with_missed(image, words))
    boxes = [_turned_back(edges, angle, image.size) for edges in read.boxes]
    return {"text": read.text, "confidences": read.confidences, "boxes": boxes}


def _turned_back(edges: Edges, angle: float, size: tuple[int, int]) -> Edges:
    """A rectangle of a page that was turned by `angle`, in pixels, to the one around it on
    the page as it was, in shares of its width and height."""
    left, top, right, bottom = edges
    half = np.array(size) / 2
    corners = np.array([(left, top), (right, top), (left, bottom), (right, bottom)]) - half
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    shares = (corners @ np.array([[cos, sin], [-sin, cos]]) + half) / size
    (left, top), (right, bottom) = shares.min(axis=0), shares.max(axis=0)
    left, top, right, bottom = (
        round(float(np.clip(e, 0, 1)), 4) for e in (left, top, right, bottom)
    )
    return left, top, right, bottom


def skew(image: Image.Image) -> float:
    """The angle in degrees, counter-clockwise, that levels the lines of a grey page: the one
    at which rows of ink and rows of paper differ most."""
    small = image.copy()
    small.thumbnail((900, 900))
    ink = Image.fromarray(255 - np.asarray(small))

    def sharpness(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR)).sum(axis=1, dtype=np.int64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.1, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.4, coarse + 0.5, 0.1), key=sharpness)
    return round(float(fine), 1)


def has_columns(image: Image.Image) -> bool:
    """Whether a white gutter parts the middle of a level page into two columns of text."""
    small = image.copy()
    small.thumbnail((900, 900))
    ink = np.asarray(small) < _DARK
    rows = ink[ink.any(axis=1)]
    if len(rows) < small.height / 4:
        return False
    middle = slice(int(0.4 * small.width), int(0.6 * small.width))
    gutters = (rows[:, middle].mean(axis=0) < _LEAST_INK).astype(int)
    widest = max((len(run) for run in "".join(map(str, gutters)).split("0")), default=0)
    both = (rows[:, : middle.start].any(axis=1) & rows[:, middle.stop :].any(axis=1)).mean()
    return widest >= 0.012 * small.width and bool(both > 0.5)


def _with_missed(image: Image.Image, words: list[_Word]) -> list[_Word]:
    """The words with those of the lines that the analysis of the page left out."""
    words = list(words)
    missed = itertools.islice(_missed_lines(image, words), _MOST_MISSED)
    for number, (top, bottom) in enumerate(missed, start=1):
        line = image.crop((0, max(0, top - _PADDING), image.width, bottom + _PADDING))
        found = [
            replace(word, place=(-number, 0, 0), top=top, bottom=bottom)
            for word in _words(_tesseract(line, _LINE_LAYOUT))
            if word.confidence >= _SUREST_NOISE and word.text.strip("|_~")
        ]
        letters = sum(character.isalnum() for word in found for character in word.text)
        if letters >= _FEWEST_SIGNS:
            after = (p for p, word in enumerate(words) if word.top > bottom)
            position = next(after, len(words))
            words[position:position] = found
    return words


def _missed_lines(image: Image.Image, words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Top and bottom, in pixels, of the rows of ink as high as a line where no word is."""
    if not words:
        return
    ink = np.asarray(image) < _DARK
    left, right = min(word.left for word in words), max(word.right for word in words)
    height = float(np.median([word.bottom - word.top for word in words]))
    inked = ink[:, left:right].mean(axis=1) > _LEAST_ROW_INK
    for word in words:
        inked[max(0, word.top - 2) : word.bottom + 2] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inked, [False]]).astype(int)))
    for top, bottom in edges.reshape(-1, 2).tolist():
        if _LEAST_HEIGHT * height <= bottom - top <= 2 * height:
            yield top, bottom


def _tesseract(image: Image.Image, layout: str) -> str:
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "--dpi", str(_DPI),
             "tsv"],
            input=written.getvalue(),
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SlowFileError(Reason.OCR_SLOW, f"{PAGE_SECONDS:.0f}") from error
    except subprocess.CalledProcessError as error:
        was_killed = error.returncode == -signal.SIGKILL
        failure = PassingFailureError if was_killed else UnreadableFileError
        raise failure(Reason.OCR_FAILED) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> Iterator[_Word]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _CELLS and cells[0] == "5" and cells[11].strip():
            block, paragraph, line, _, left, top, width, height = map(int, cells[2:10])
            yield _Word(
                cells[11].strip(),
                (block, paragraph, line),
                left,
                top,
                left + width,
                top + height,
                float(cells[10]) / 100,
            )


def _page(words: list[_Word]) -> Page:
    """Lines, with a blank one between paragraphs and the indents of the paper, and boxes in
    pixels. The words of a narrow first column, which name who reports, come before the text
    beside them."""
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.place, []).append(word)
    rows = list(lines.values())
    edge = _label_edge(rows)
    margin = min((word.left for word in words if word.left >= edge), default=0)
    parts: list[str] = []
    confidences: list[float] = []
    boxes: list[Edges] = []
    paragraph = None
    for row, body in zip(rows, _beside_labels(rows, edge), strict=True):
        if not body:
            continue
        if paragraph not in (None, row[-1].place[:2]):
            parts.append("")
        paragraph = row[-1].place[:2]
        indent = max(0, body[0].left - margin) * 72 // (_DPI * 6)
        parts.append(" " * min(_MOST_INDENT, indent) + " ".join(word.text for word in body))
        confidences.append(round(sum(word.confidence for word in body) / len(body), 3))
        boxes.append(_around(body))
    return Page("\n".join(parts), tuple(confidences), boxes=tuple(boxes))


def _around(words: list[_Word]) -> Edges:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def _beside_labels(rows: list[list[_Word]], edge: int) -> list[list[_Word]]:
    """The rows, with the labels of rows in a row gathered on the first of them."""
    gathered: list[list[_Word]] = []
    first = None
    for row in rows:
        labels = [word for word in row if word.right <= edge]
        gathered.append([word for word in row if word.right > edge])
        if labels and first is None:
            first, count = len(gathered) - 1, 0
        if labels and first is not None:
            gathered[first][count:count] = labels
            count += len(labels)
        else:
            first = None
    return gathered


def _label_edge(lines: list[list[_Word]]) -> int:
    """Where a narrow first column of labels ends, in pixels; 0 where there is none."""
    width = max((word.right for line in lines for word in line), default=0)
    found: dict[int, int] = {}
    for edge in range(int(0.08 * width), int(0.3 * width), 10):
        crossing = sum(any(w.left < edge < w.right for w in line) for line in lines)
        beside = sum(line[0].right <= edge < line[-1].left for line in lines)
        wide = sum(
            before.right <= edge <= after.left and after.left - before.right >= _LEAST_GUTTER
            for line in lines
            for before, after in itertools.pairwise(line)
        )
        if crossing <= 0.1 * len(lines) and beside >= _FEWEST_LABELS and wide >= 0.8 * beside:
            found[edge] = beside
    return max(found, key=lambda edge: (found[edge], -edge), default=0)
