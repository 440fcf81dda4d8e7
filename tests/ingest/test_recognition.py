"""Scans: real pages, recognised by the real Tesseract."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.formats.pdf import open_pdf, render
from ingest.formats.recognition import (
    _tesseract,
    _with_missed,
    _words,
    has_columns,
    recognise,
    skew,
)
from ingest.formats.tools import missing_ocr
from tests.support.places import ROOT, SAMPLE
from tests.support.reading import read_path

SCAN = SAMPLE / "2019-04-11-releve-cosinum-scan.pdf"
TYPED = SAMPLE / "2021-05-20-releve-cosinum.pdf"


@pytest.fixture(autouse=True)
def _has_tesseract() -> None:
    assert missing_ocr() == "", "make test installs Tesseract, or apt install tesseract-ocr-fra"


def _page(path: Path, scale: float = 2.0) -> Image.Image:
    with open_pdf(path.read_bytes()) as document:
        return render(document, 0, scale=scale)


def _pdf(*images: Image.Image) -> bytes:
    written = io.BytesIO()
    images[0].save(written, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return written.getvalue()


def test_a_scan_is_read_with_its_facts_and_confidences() -> None:
    reading = read_path(SCAN)
    assert reading.document.ocr
    assert reading.document.date is not None
    assert reading.document.date.iso == "2019-04-11"
    assert "Le COSINUM lance le programme TECH.GOUV pour trois ans." in [
        p.text for p in reading.paragraphs
    ]
    assert all(p.ocr_confidence and 0.8 < p.ocr_confidence <= 1 for p in reading.paragraphs)
    assert {p.page for p in reading.paragraphs} == {1}
    assert reading.notices == ()


def test_only_pages_without_text_are_recognised(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=TYPED)
    writer.append(SCAN)
    writer.write(tmp_path / "mixed.pdf")
    reading = read_path(tmp_path)
    last = reading.document.pages
    assert reading.document.ocr
    assert {p.page for p in reading.paragraphs if p.ocr_confidence is not None} == {last}
    assert {p.page for p in reading.paragraphs if p.ocr_confidence is None} == set(range(1, last))


def test_typed_text_has_no_confidence() -> None:
    reading = read_path(TYPED)
    assert not reading.document.ocr
    assert {p.ocr_confidence for p in reading.paragraphs} == {None}


@pytest.mark.parametrize("angle", [-3.0, -1.2, 0.0, 0.7, 2.5])
def test_the_skew_of_a_page_is_measured(angle: float) -> None:
    turned = _page(TYPED).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(turned) == pytest.approx(-angle, abs=0.2)


def test_a_skewed_noisy_page_is_read() -> None:
    page = _page(TYPED, scale=200 / 72).rotate(1.5, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(7).normal(0, 12, (page.height, page.width))
    noisy = Image.fromarray(np.clip(np.asarray(page) + noise, 0, 255).astype(np.uint8))
    text = " ".join(str(recognise(_pdf(noisy), 0)["text"]).split())
    assert "Le COSINUM valide la suite des travaux" in text


def _columns(left: str, right: str) -> Image.Image:
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for row in range(40):
        draw.text((120, 150 + 50 * row), f"{left} {row}", font=font, fill=0)
        draw.text((900, 150 + 50 * row), f"{right} {row}", font=font, fill=0)
    return page


def test_two_columns_are_read_one_after_the_other() -> None:
    page = _columns("Le texte de la colonne de gauche", "Le texte de la colonne de droite")
    assert has_columns(page)
    text = str(recognise(_pdf(page), 0)["text"])
    assert text.rindex("gauche") < text.index("droite")


def test_a_page_of_one_column_has_no_gutter() -> None:
    assert not has_columns(_page(TYPED))
    assert not has_columns(Image.new("L", (800, 1100), 255))


def test_labels_beside_a_text_come_before_it() -> None:
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for row in range(6):
        top = 200 + 260 * row
        draw.text((100, top), "Serge", font=font, fill=0)
        draw.text((100, top + 45), "FLEURY", font=font, fill=0)
        draw.text(
            (420, top), f"{row + 1} Convention de partenariat entre la Ville", font=font, fill=0
        )
        draw.text((420, top + 45), "et le port de commerce de la rive", font=font, fill=0)
        draw.text((420, top + 130), "Pour : 54", font=font, fill=0)
    text = str(recognise(_pdf(page), 0)["text"])
    assert text.count("Serge FLEURY") == 6
    assert "FLEURY et le port" not in text


def test_a_blank_scan_says_so(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(_pdf(Image.new("L", (800, 1100), 255)))
    done = subprocess.run(
        [sys.executable, "-m", "ingest", tmp_path], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "blank.pdf: no text was recognised in it."


def test_without_tesseract_a_scan_is_named_with_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(SCAN.read_bytes())
    (tmp_path / "typed.pdf").write_bytes(TYPED.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "ingest", tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "scan.pdf: page(s) 1 are scans and were not read: Tesseract is not on this machine; "
        "install it (Debian: apt install tesseract-ocr-fra).",
        "1 file(s) read, 0 of them by OCR; 0 skipped, 1 failed.",
    ]


def test_a_logo_beside_a_short_title_is_no_scan(tmp_path: Path) -> None:
    target = tmp_path / "title.pdf"
    page = canvas.Canvas(str(target))
    page.drawImage(ImageReader(Image.new("L", (60, 60), 90)), 40, 760, 60, 60)
    page.drawString(200, 700, "Note de la ville")
    page.save()
    reading = read_path(target)
    assert [p.text for p in reading.paragraphs] == ["Note de la ville"]
    assert not reading.document.ocr


@pytest.mark.parametrize("angle", [0.0, 2.0])
def test_the_boxes_of_a_scan_are_those_of_the_page_as_it_was(tmp_path: Path, angle: float) -> None:
    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(["Le comité adopte la charte.", "Le comité retient le projet."]):
        draw.text((200, 400 + 1200 * row), text, font=ImageFont.load_default(40), fill=0)
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    (tmp_path / "scan.pdf").write_bytes(_pdf(page))
    ink = np.asarray(page) < 128
    boxes = [box for p in read_path(tmp_path).paragraphs for box in p.boxes]
    assert len(boxes) == 2
    for box, rows in zip(boxes, (slice(0, 1100), slice(1100, None)), strict=True):
        down, across = np.nonzero(ink[rows])
        down = down + (rows.start or 0)
        around = (across.min(), down.min(), across.max(), down.max())
        edges = (box.left * 1654, box.top * 2339, box.right * 1654, box.bottom * 2339)
        assert np.abs(np.array(edges) - np.array(around)).max() < 30


def test_a_scan_that_was_stamped_is_still_recognised(tmp_path: Path) -> None:
    target = tmp_path / "stamped.pdf"
    page = canvas.Canvas(str(target), pagesize=(595, 842))
    page.drawImage(ImageReader(_page(SCAN, scale=200 / 72)), 0, 0, 595, 842)
    page.drawString(300, 825, "Reçu en préfecture le 12 avril 2019 - identifiant 034-2019")
    page.save()
    reading = read_path(target)
    assert reading.document.ocr
    assert "Le COSINUM lance le programme TECH.GOUV" in reading.document.text


def test_a_line_that_the_page_analysis_left_out_is_read_again() -> None:
    page = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(page)
    said = ["Le comité adopte la charte.", "Pour : 47", "Le comité retient le projet."]
    for row, text in enumerate(said):
        draw.text((300, 500 + 90 * row), text, font=ImageFont.load_default(50), fill=0)
    words = list(_words(_tesseract(page, "4")))
    left_out = [word for word in words if not 580 < word.top < 660]
    assert len(left_out) == len(words) - 3
    found = _with_missed(page, left_out)
    assert [word.text for word in found] == [word.text for word in words]
    assert "Pour : 47" in " ".join(word.text for word in found)
    assert _with_missed(page, words) == words
    draw.line((300, 1000, 2200, 1000), fill=0, width=5)
    assert _with_missed(page, words) == words
