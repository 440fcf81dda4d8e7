"""What readers see of a PDF is what is read: fields and notes, nothing cut off or invisible."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from ingest.formats.pdf import page_image
from tests.support.reading import read_path

LINES = [
    "Le comité décide de retenir la navette",
    "du soir, et il en informe les communes",
    "du parc.",
]
DECIDED = " ".join(LINES)


def _decided(page: canvas.Canvas) -> None:
    for row, text in enumerate(LINES):
        page.drawString(70, 780 - 14 * row, text)


def _form(path: Path) -> pypdf.PdfWriter:
    page = canvas.Canvas(str(path), pagesize=(595, 842))
    _decided(page)
    page.drawString(70, 720, "Avis du comité :")
    page.acroForm.textfield(name="avis", value="favorable aux pins", x=200, y=715, height=20)
    page.drawString(70, 660, "La subvention est de" + 20 * " " + "euros.")
    page.acroForm.textfield(name="montant", value="12 500", x=187, y=655, width=50, height=20)
    page.acroForm.textfield(name="motif", value="Un motif loin de tout", x=70, y=400, height=20)
    page.save()
    return pypdf.PdfWriter(clone_from=path)


def test_what_is_written_in_a_form_stands_where_it_is_drawn(tmp_path: Path) -> None:
    _form(tmp_path / "a.pdf")
    read = read_path(tmp_path / "a.pdf").paragraphs
    assert [paragraph.text for paragraph in read] == [
        DECIDED,
        "Avis du comité : favorable aux pins",
        "La subvention est de 12 500 euros.",
        "Un motif loin de tout",
    ]
    [box] = read[1].boxes
    assert 0.11 < box.left < 0.13 < 0.45 < box.right < 0.55
    assert 0.13 < box.top < box.bottom < 0.16


def test_the_fields_of_a_form_are_shown_as_they_are_read(tmp_path: Path) -> None:
    writer = _form(tmp_path / "a.pdf")
    filled = page_image((tmp_path / "a.pdf").read_bytes(), 1)
    writer.remove_annotations(None)
    bare = io.BytesIO()
    writer.write(bare)
    assert filled != page_image(bare.getvalue(), 1)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_note_on_a_page_is_read_where_it_is_shown(tmp_path: Path, *, hidden: bool) -> None:
    writer = _form(tmp_path / "a.pdf")
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(name) for key, name in names.items()})
    drawn = StreamObject()
    drawn.set_data(b"BT /F 12 Tf 4 10 Td (Rectificatif : rien ne change.) Tj ET")
    drawn[NameObject("/Subtype")] = NameObject("/Form")
    drawn[NameObject("/BBox")] = RectangleObject((0, 0, 330, 40))
    fonts = DictionaryObject({NameObject("/F"): font})
    drawn[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    look = DictionaryObject({NameObject("/N"): writer._add_object(drawn)})
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): RectangleObject((70, 500, 400, 540)),
            NameObject("/Contents"): TextStringObject("Rectificatif : rien ne change."),
            NameObject("/F"): NumberObject(2 if hidden else 4),
            NameObject("/AP"): look,
        }
    )
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.write(tmp_path / "a.pdf")
    texts = [paragraph.text for paragraph in read_path(tmp_path / "a.pdf").paragraphs]
    assert texts[0] == DECIDED
    assert ("Rectificatif : rien ne change." in texts) is not hidden


def test_what_is_cut_off_a_page_is_not_read(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    _decided(page)
    page.drawString(70, 100, "Le comité décide en secret.")
    page.save()
    writer = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.pages[0].cropbox = RectangleObject((0, 300, 595, 842))
    writer.write(tmp_path / "a.pdf")
    assert [paragraph.text for paragraph in read_path(tmp_path / "a.pdf").paragraphs] == [DECIDED]


def _invisible(page: canvas.Canvas, left: float, bottom: float, text: str) -> None:
    written = page.beginText(left, bottom)
    written.setTextRenderMode(3)
    written.textLine(text)
    page.drawText(written)


def test_invisible_letters_are_read_only_over_an_image(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    _decided(page)
    _invisible(page, 70, 700, "Le comité décide sans que personne ne le voie.")
    page.drawImage(ImageReader(Image.new("L", (400, 100), 200)), 60, 100, 400, 100)
    _invisible(page, 70, 150, "Ce que dit l'image d'un tampon.")
    page.save()
    texts = [paragraph.text for paragraph in read_path(tmp_path / "a.pdf").paragraphs]
    assert texts == [DECIDED, "Ce que dit l'image d'un tampon."]


def test_the_recognised_text_of_a_scan_is_read(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    page.drawImage(ImageReader(Image.new("L", (595, 842), 250)), 0, 0, 595, 842)
    for row, text in enumerate(LINES):
        _invisible(page, 70, 700 - 14 * row, text)
    page.drawString(70, 500, "Copie conforme")
    page.save()
    texts = [paragraph.text for paragraph in read_path(tmp_path / "a.pdf").paragraphs]
    assert texts == [DECIDED, "Copie conforme"]
