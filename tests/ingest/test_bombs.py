"""Files made to exhaust, mislead or phone home: one sentence each, in bounded time and memory."""

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

import docx
import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from ingest.errors import UnreadableFileError
from ingest.formats.containers import member_names
from tests.support.reading import read_bytes


def _written(writer: pypdf.PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _huge_stream() -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    content = StreamObject()
    content.set_data(b" " * 400_000_000)
    page[NameObject("/Contents")] = content.flate_encode()
    return _written(writer)


def _page_tree_in_a_circle() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    pages = writer.root_object["/Pages"].get_object()
    assert isinstance(pages, DictionaryObject)
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
    pages[NameObject("/Count")] = NumberObject(1_000_000)
    return _written(writer)


def _form_that_draws_itself() -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    form = StreamObject()
    form.set_data(b"/F Do /F Do")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 200, 200)))
    itself: IndirectObject = writer._add_object(form)
    resources = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/F"): itself})}
    )
    form[NameObject("/Resources")] = resources
    page[NameObject("/Resources")] = resources
    content = StreamObject()
    content.set_data(b"/F Do")
    page[NameObject("/Contents")] = content
    return _written(writer)


def _deep_nesting() -> bytes:
    opened = b"[" * 2_000_000
    return b"%PDF-1.7\n1 0 obj " + opened + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def _packed(name: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "bomb",
    [_huge_stream, _page_tree_in_a_circle, _form_that_draws_itself, _deep_nesting],
    ids=lambda make: make.__name__.strip("_"),
)
def test_a_pdf_bomb_is_refused(tmp_path: Path, bomb: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableFileError, match=r"^bomb\.pdf: .+\.$"):
        read_bytes(tmp_path, "bomb.pdf", bomb())


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = _packed("bombe.txt", b"0" * 300 * 1024**2)
    assert len(bomb) < 500_000
    with pytest.raises(UnreadableFileError, match="larger than 200 MiB once unpacked"):
        read_bytes(tmp_path, "bombe.zip", bomb)


def test_archives_that_swell_together_are_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("annexe.txt", b"a" * 150_000_000)
    with zipfile.ZipFile(tmp_path / "lot.zip", "w") as archive:
        for number in range(8):
            archive.writestr(f"annexes-{number}.zip", inner.getvalue())
    assert (tmp_path / "lot.zip").stat().st_size < 2_000_000
    with pytest.raises(UnreadableFileError, match="1024 MiB together"):
        member_names(str(tmp_path / "lot.zip"), ())


def test_archives_nested_without_end_are_not_followed(tmp_path: Path) -> None:
    nested = _packed("texte.txt", b"Le comite adopte.")
    for _ in range(6):
        nested = _packed("suite.zip", nested)
    with pytest.raises(UnreadableFileError, match="it is within 3 other archives; unpack them"):
        read_bytes(tmp_path, "poupees.zip", nested)


_BILLION = "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "Le comité adopte. " * 10}">'
    for level in range(10)
)


def _word_with(declared: str, said: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Le comité adopte la charte.")
    document.add_paragraph("ICI")
    plain = io.BytesIO()
    document.save(plain)
    written = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(written, "w") as copy:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                text = data.decode().replace("<w:document", f"<!DOCTYPE d [{declared}]><w:document")
                data = text.replace("ICI", said).encode()
            copy.writestr(info.filename, data)
    return written.getvalue()


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY x SYSTEM "secret.txt">', _BILLION.replace("l9 ", "x ")],
    ids=["external", "billion"],
)
def test_a_word_file_that_declares_entities_is_refused(tmp_path: Path, declared: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"^note\.docx: (it declares XML|the DOCX is)"):
        read_bytes(tmp_path, "note.docx", _word_with(declared, "&x;"))


def test_nothing_that_a_file_names_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        page = (
            f'<link rel="stylesheet" href="{address}a.css"><img src="{address}b.png">'
            f'<iframe src="{address}c"></iframe><p>Le comité adopte la charte.</p>'
        )
        assert read_bytes(tmp_path, "page.html", page.encode()).paragraphs[0].text == (
            "Le comité adopte la charte."
        )
        entity = f'<!ENTITY x SYSTEM "{address}d">'
        with pytest.raises(UnreadableFileError):
            read_bytes(tmp_path, "note.docx", _word_with(entity, "&x;"))
        with pytest.raises(TimeoutError):
            server.accept()


def test_libreoffice_fetches_nothing_either(tmp_path: Path) -> None:
    if which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        picture = f'<draw:frame><draw:image xlink:href="{address}"/></draw:frame>'
        assert read_bytes(tmp_path, "note.doc", _flat(picture)).paragraphs[0].text == (
            "Le comité adopte la charte."
        )
        with pytest.raises(TimeoutError):
            server.accept()


def _flat(held: str) -> bytes:
    """A text in one file of XML, which LibreOffice opens under any name."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    named = {"office": f"{oasis}:office:1.0", "text": f"{oasis}:text:1.0"}
    named |= {"draw": f"{oasis}:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink"}
    declared = " ".join(f'xmlns:{name}="{address}"' for name, address in named.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {declared} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"<text:p>Le comité adopte la charte.{held}</text:p>"
        "</office:text></office:body></office:document>"
    ).encode()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<ul><li>", "</li></ul>"),
        ("<div>", "</div>"),
        ("<blockquote>", ""),
        ("<table><tr><td>", "</td></tr></table>"),
    ],
)
def test_a_page_is_read_however_deep_it_nests(tmp_path: Path, opening: str, closing: str) -> None:
    page = f"<p>Le début.</p>{opening * 1_000}Le fond.{closing * 1_000}<p>La suite.</p>"
    reading = read_bytes(tmp_path, "a.html", page.encode())
    text = "\n".join(paragraph.text for paragraph in reading.paragraphs)
    assert [text.count(said) for said in ("Le début.", "Le fond.", "La suite.")] == [1, 1, 1]


@pytest.mark.parametrize("deep", ["<ul><li>Le fond.", "<table><tr><td>Le fond."])
def test_a_table_after_what_nests_too_deep_is_read_row_by_row(tmp_path: Path, deep: str) -> None:
    rows = "<tr><th>Lot</th><th>Prix</th></tr><tr><td>Toit</td><td>3 euros</td></tr>"
    table = f"<h2>Prix</h2><ul><li>un</li><li>deux</li></ul><table>{rows}</table><p>La suite.</p>"
    page = f"{'<div>' * 150}{deep}{'</div>' * 150}{table}"
    texts = [
        paragraph.text for paragraph in read_bytes(tmp_path, "a.html", page.encode()).paragraphs
    ]
    assert texts[-4:] == ["un", "deux", "Lot | Prix\nToit | 3 euros", "La suite."]


def test_a_page_that_is_named_as_a_text_of_word_is_read_as_one(tmp_path: Path) -> None:
    page = "<html><body><h1>Relevé</h1><p>Le comité décide de fermer Zoom.</p></body></html>"
    reading = read_bytes(tmp_path, "a.doc", page.encode())
    assert reading.paragraphs[-1].text == "Le comité décide de fermer Zoom."
