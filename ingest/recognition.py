"""Scanned pages to text, by Tesseract: the only door to it."""

import io
import os
import subprocess
from collections.abc import Iterator
from shutil import which

import numpy as np
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.page import Page
from ingest.pdf import open_pdf

LANGUAGE = "fra"
PAGE_SECONDS = 90.0
INSTALL = "install it (Debian: apt install tesseract-ocr-fra)"
_DPI = 300
_MOST_PIXELS = 40_000_000
_WIDEST_SKEW = 4.0
_COLUMNS = 12
_LEAST_CONFIDENCE = 0.0


def missing(_: bytes = b"") -> str:
    """What to install before scans can be read; empty where all is there."""
    if which("tesseract") is None:
        return f"Tesseract is not on this machine; {INSTALL}"
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    return "" if LANGUAGE in listed.stdout.split() else f"Tesseract has no French; {INSTALL}"


def recognise(content: bytes, number: int) -> dict[str, object]:
    """The fields of a `Page`: the text of page `number` (from 0) of a PDF, and how sure
    each of its lines is.

    Raises UnreadableFileError.
    """
    with open_pdf(content) as document:
        page = document[number]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    page = _page(list(_words(_tesseract(straightened(image)))))
    return {"text": page.text, "confidences": page.confidences}


def straightened(image: Image.Image) -> Image.Image:
    """A grey page turned so that its lines are level."""
    angle = skew(image)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else image


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


def _tesseract(image: Image.Image) -> str:
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_DPI), "tsv"],
            input=written.getvalue(),
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UnreadableFileError("Tesseract could not read a page.") from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> Iterator[tuple[tuple[str, ...], int, float, str]]:
    """(block, paragraph and line), left edge in pixels, confidence from 0 to 1, word."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[0] == "5" and cells[11].strip():
            yield tuple(cells[2:5]), int(cells[6]), float(cells[10]) / 100, cells[11].strip()


def _page(words: list[tuple[tuple[str, ...], int, float, str]]) -> Page:
    """Lines, with a blank one between paragraphs and the indents of the paper."""
    lines: dict[tuple[str, ...], list[tuple[int, float, str]]] = {}
    for place, left, confidence, word in words:
        lines.setdefault(place, []).append((left, confidence, word))
    margin = min((line[0][0] for line in lines.values()), default=0)
    parts: list[str] = []
    before: tuple[str, ...] = ()
    for place, line in lines.items():
        if before and place[:2] != before[:2]:
            parts.append("")
        indent = min(40, (line[0][0] - margin) * 72 // (_DPI * 6))
        parts.append(" " * indent + " ".join(word for _, _, word in line))
        before = place
    confidences = tuple(round(sum(c for _, c, _ in line) / len(line), 3) for line in lines.values())
    return Page("\n".join(parts), confidences)
