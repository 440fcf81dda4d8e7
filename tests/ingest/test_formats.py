"""Office files, web pages, e-mails and archives: what their readers see, in order."""

import io
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path
from random import Random
from shutil import which

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from ingest.document import DocumentKind, Origin, Reading
from ingest.errors import UnreadableFileError
from ingest.folder import find_files
from ingest.reader import read_file
from tests.support.containers import ODT_NAMESPACES, zipped
from tests.support.places import ROOT
from tests.support.reading import read_bytes, read_path


def _texts(reading: Reading) -> list[str]:
    return [paragraph.text for paragraph in reading.paragraphs]


def _hide(run: WordParagraph, text: str) -> None:
    hidden = run.add_run(text)
    hidden.font.hidden = True


def _add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown),
                       ("end", "")):  # fmt: skip
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = text
            run._r.append(element)
        elif kind != "shown":
            element = OxmlElement("w:fldChar")
            element.set(docx.oxml.ns.qn("w:fldCharType"), kind)
            run._r.append(element)


@pytest.fixture
def minutes() -> bytes:
    """Minutes as Word writes them."""
    document = docx.Document()
    document.add_heading("Relevé de décisions du 4 mars 2021", level=1)
    document.add_heading("1. Outils", level=2)
    document.add_paragraph("Le comité a_b retient *deux* outils [sic] :")
    document.add_paragraph("la messagerie ;", style="List Bullet")
    document.add_paragraph("la visioconférence.", style="List Bullet")
    _hide(document.add_paragraph("Le budget est stable."), "<CHAMP>")
    document.add_heading("2. Budget", level=2)
    table = document.add_table(rows=0, cols=2)
    for label, amount in (("Poste", "Montant"), ("Messagerie", "5 000 €"), ("Salles", "800 €")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, amount
    dated = document.add_paragraph("Fait le ")
    _add_field(dated, ' DATE \\@ "d MMMM yyyy" ', "9 avril 2021")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_word_file(tmp_path: Path, minutes: bytes) -> None:
    reading = read_bytes(tmp_path, "releve.docx", minutes)
    assert _texts(reading) == [
        "Relevé de décisions du 4 mars 2021",
        "1. Outils",
        "Le comité a_b retient *deux* outils [sic] :",
        "la messagerie ;",
        "la visioconférence.",
        "Le budget est stable.",
        "2. Budget",
        "Poste | Montant\nMessagerie | 5 000 €\nSalles | 800 €",
        "Fait le 9 avril 2021",
    ]
    assert [p.section for p in reading.paragraphs][3:6] == ["1. Outils"] * 3
    assert reading.paragraphs[3].lead_in == reading.paragraphs[2].text
    assert reading.paragraphs[7].section == "2. Budget"
    document = reading.document
    assert (document.title, document.kind) == (
        "Relevé de décisions du 4 mars 2021",
        DocumentKind.RELEVE,
    )
    assert document.date is not None
    assert document.date.iso == "2021-03-04"
    assert document.pages == 0


def test_what_is_bold_within_a_word_leaves_no_mark(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("La ")
    paragraph.add_run("B").bold = True
    paragraph.add_run("ourse coûte 3 500")
    paragraph.add_run(" ").italic = True
    paragraph.add_run("euros * par an.")
    written = io.BytesIO()
    document.save(written)
    assert _texts(read_bytes(tmp_path, "a.docx", written.getvalue())) == [
        "La Bourse coûte 3 500 euros * par an."
    ]


def test_a_table_that_only_places_texts_is_read_as_texts(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row, (who, number, title) in zip(
        table.rows, [("Anne DUPRÉ", "1", "Outils"), ("Max LEROI", "2", "Achats")], strict=True
    ):
        row.cells[0].text, row.cells[1].text, row.cells[2].text = who, number, title
        row.cells[2].add_paragraph("Pour : 12")
        row.cells[2].add_paragraph("Adopté à l'unanimité")
    written = io.BytesIO()
    document.save(written)
    assert _texts(read_bytes(tmp_path, "a.docx", written.getvalue())) == [
        "Anne DUPRÉ 1 Outils", "Pour : 12", "Adopté à l'unanimité",
        "Max LEROI 2 Achats", "Pour : 12", "Adopté à l'unanimité",
    ]  # fmt: skip


def _odt(body: str, styles: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ODT_NAMESPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return written.getvalue()


def test_an_opendocument_text(tmp_path: Path) -> None:
    hidden = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    body = (
        '<text:h text:outline-level="1">Relevé de décisions</text:h>'
        '<text:h text:outline-level="2">1. Outils</text:h>'
        "<text:tracked-changes><text:p>Ancienne version.</text:p></text:tracked-changes>"
        "<text:p>Le comité<text:s/>décide<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>À l'essai.</text:p></text:note-body></text:note> :"
        '<text:span text:style-name="T1">&lt;CHAMP&gt;</text:span></text:p>'
        "<text:list><text:list-item><text:p>un bilan ;</text:p></text:list-item>"
        "<text:list-item><text:p>une suite.</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Poste</text:p>"
        "</table:table-cell><table:table-cell><text:p>Montant</text:p></table:table-cell>"
        "</table:table-row><table:table-row><table:table-cell><text:p>Salles</text:p>"
        "</table:table-cell><table:table-cell><text:p>800 €</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>Encadré.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )
    assert _texts(read_bytes(tmp_path, "releve.odt", _odt(body, hidden))) == [
        "Relevé de décisions", "1. Outils", "Le comité décide :", "un bilan ;", "une suite.",
        "Poste | Montant\nSalles | 800 €", "Encadré.", "À l'essai.",
    ]  # fmt: skip


def test_entities_are_not_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CONFIDENTIEL")
    xml = (
        f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY a "{"x" * 1000}">'
        f'<!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'
        f"<office:document-content {ODT_NAMESPACES}><office:body><office:text>"
        "<text:p>Avant &e; &c; après.</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("content.xml", xml)
    try:
        text = read_bytes(tmp_path, "a.odt", written.getvalue()).document.text
    except UnreadableFileError as error:
        assert "damaged" in str(error)
    else:
        assert "CONFIDENTIEL" not in text
        assert len(text) < 100


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_web_page(tmp_path: Path, charset: str) -> None:
    page = (
        f'<html><head><meta charset="{charset}"><title>Relevé</title><style>p {{}}</style></head>'
        '<body><nav>Accueil</nav><p class="breadcrumbs">Accueil</p><h1>Relevé de décisions</h1>'
        "<script>alert(1)</script>"
        "<p>Le comité <b>retient</b> deux   outils<br>à l'essai&nbsp;:</p>"
        "<ul><li>Tchap ;<ul><li>mobile</li></ul></li><li>Webconf.</li></ul>"
        '<p>Voir <a href="https://exemple.fr/a_b">la liste</a>.</p><footer>Mentions</footer>'
        "</body></html>"
    )
    reading = read_bytes(tmp_path, "page.html", page.encode(charset))
    assert _texts(reading) == [
        "Relevé de décisions",
        "Le comité retient deux outils à l'essai\u00a0:",
        "Tchap ;",
        "mobile",
        "Webconf.",
        "Voir la liste (https://exemple.fr/a_b).",
    ]
    assert reading.paragraphs[3].lead_in.endswith("Tchap ;")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<ol type="a" start="3"><li>Un<li>Deux<li value="10">Dix</ol>', "c. Un/d. Deux/j. Dix"),
        ("<ol reversed><li>Trois<li>Deux<li>Un</ol>", "3. Trois/2. Deux/1. Un"),
        ('<ol start="4"><li>Quatre</li><li value="2">Deux</li></ol>', "4. Quatre/2. Deux"),
        ("<ol type=I><li><p>Un</p></li><li>Deux<ol type=i><li>x</ol></ol>", "I. Un/II. Deux/i. x"),
        ('<ol style="list-style: inside upper-alpha"><li>Un<li>Deux</ol>', "A. Un/B. Deux"),
        ('<ol type="a" start="27"><li>Un<li value="x">Deux</ol>', "Un/Deux"),
        ("<ul><li>Un<ul><li>Deux<li>Trois</ul><li>Quatre</ul>", "Un/Deux/Trois/Quatre"),
        ("<dl><dt>Un<dd>Deux<dt>Trois<dd>Quatre</dl><p>Fin.</p>", "Un : Deux/Trois : Quatre/Fin."),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A | B\n1 | 2"),
    ],
    ids=["letters", "reversed", "values", "roman", "style", "beyond z", "items", "terms", "cells"],
)
def test_a_page_is_read_as_browsers_show_it(tmp_path: Path, html: str, shown: str) -> None:
    """Whose numbers are of many kinds, and whose elements need not be ended."""
    page = f"<html><body><p>Le comité retient :</p>{html}</body></html>"
    first, *rest = _texts(read_bytes(tmp_path, "page.html", page.encode()))
    assert (first, rest) == ("Le comité retient :", shown.split("/"))


def _mail(body: str, subtype: str = "plain", **attachments: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Décisions du comité des outils"
    message["From"] = "agent@exemple.gouv.fr"
    message["Date"] = "Thu, 04 Mar 2021 10:00:00 +0100"
    message.set_content(body, subtype=subtype)
    for name, content in attachments.items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream",
            filename=name.replace("_", "."),
        )  # fmt: skip
    return message.as_bytes()


@pytest.mark.parametrize(
    ("body", "subtype"),
    [("Le comité retient Tchap.\n", "plain"), ("<p>Le comité <i>retient</i> Tchap.</p>", "html")],
)
def test_an_email(tmp_path: Path, body: str, subtype: str) -> None:
    reading = read_bytes(tmp_path, "mail.eml", _mail(body, subtype))
    assert _texts(reading) == ["Le comité retient Tchap."]
    assert reading.document.title == "Décisions du comité des outils"
    assert reading.document.date is not None
    assert (reading.document.date.iso, reading.document.date.origin) == (
        "2021-03-04",
        Origin.HEADER,
    )


def test_archives_and_attachments_are_files_of_their_own(tmp_path: Path) -> None:
    mail = _mail("Ci-joint la note.", note_txt="Le comité valide la note.".encode())
    inner = zipped({"annexe.md": b"# Annexe\n\nTexte.\n"})
    archive = {
        "été/avis.txt": b"Avis favorable.", "mail.eml": mail, "inner.zip": inner,
        "__MACOSX/._avis.txt": b"x", "image.png": b"\x89PNG", "../../evade.txt": b"Dehors.",
    }  # fmt: skip
    (tmp_path / "envoi.zip").write_bytes(zipped(archive))
    sources = find_files([tmp_path])
    assert [source.name for source in sources] == [
        "envoi.zip/inner.zip/annexe.md", "envoi.zip/mail.eml",
        "envoi.zip/mail.eml/note.txt", "envoi.zip/été/avis.txt",
    ]  # fmt: skip
    texts = [read_file(source).paragraphs[-1].text for source in sources]
    assert texts == [
        "Texte.", "Ci-joint la note.", "Le comité valide la note.", "Avis favorable.",
    ]  # fmt: skip
    assert len({source.key for source in sources}) == len(sources)
    assert list(tmp_path.iterdir()) == [tmp_path / "envoi.zip"]


def test_a_damaged_archive_is_one_sentence(tmp_path: Path) -> None:
    whole = zipped({"a.txt": b"Texte. " * 1000})
    with pytest.raises(UnreadableFileError, match=r"^a\.zip: the ZIP archive is damaged"):
        read_bytes(tmp_path, "a.zip", whole[: len(whole) // 2])


def test_an_archive_bomb_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"a" * 300_000_000}))
    source = find_files([tmp_path])[0]
    with pytest.raises(UnreadableFileError, match=r"a\.zip/a\.txt: larger than 200 MiB"):
        read_file(source)


def test_an_archive_of_too_many_files(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": b"x" for n in range(2_001)}))
    with pytest.raises(UnreadableFileError, match="it holds more than 2000 files"):
        read_path(tmp_path)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_damaged_office_file_is_one_sentence(tmp_path: Path, name: str, minutes: bytes) -> None:
    whole = minutes if name == "a.docx" else _odt("<text:p>Texte.</text:p>")
    for content in (whole[: len(whole) // 2], b"Bonjour.", zipped({"mimetype": b"x"})):
        with pytest.raises(UnreadableFileError, match=rf"^{name}: the \w+ is damaged or cut"):
            read_bytes(tmp_path, name, content)


def test_old_word_and_rich_text_files(tmp_path: Path) -> None:
    if which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg1252 {\b Relev\'e9 de d\'e9cisions}\par "
        rb"Le comit\'e9 retient Tchap.\par}"
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", "doc", "--outdir", tmp_path, tmp_path / "a.rtf"],
        check=True, capture_output=True,
    )  # fmt: skip
    for name in ("a.rtf", "a.doc"):
        reading = read_path(tmp_path / name)
        assert _texts(reading) == ["Relevé de décisions", "Le comité retient Tchap."]


@pytest.mark.parametrize("name", ["a.doc", "a.rtf"])
def test_what_only_wears_the_name_of_a_document_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFileError, match="it is no text document, whatever its name"):
        read_bytes(tmp_path, name, Random(7).randbytes(3_000))


def test_without_libreoffice_the_sentence_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    done = subprocess.run(
        [sys.executable, "-m", "ingest", tmp_path],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("a.doc: .doc files are read through LibreOffice, which is not")
    assert "libreoffice-writer-nogui" in done.stderr


def test_reading_needs_no_guard_in_a_script(tmp_path: Path, minutes: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(minutes)
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\nfrom ingest.folder import find_files\n"
        "from ingest.reader import read_file\n"
        f"print(len(read_file(find_files([Path({str(tmp_path / 'a.docx')!r})])[0]).paragraphs))\n"
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.stdout, done.stderr) == ("9\n", "")


def test_the_boxes_of_a_typed_pdf_hold_its_words(tmp_path: Path) -> None:
    turned = pypdf.PdfWriter(clone_from=ROOT / "eval/sample/2021-05-20-releve-cosinum.pdf")
    for page in turned.pages:
        page.rotate(90)
    turned.write(tmp_path / "turned.pdf")
    upright = read_path(ROOT / "eval/sample/2021-05-20-releve-cosinum.pdf")
    sideways = read_path(tmp_path / "turned.pdf")
    assert all(p.boxes for p in upright.paragraphs)
    for paragraph in upright.paragraphs:
        assert {box.page for box in paragraph.boxes} >= {paragraph.page}
        for box in paragraph.boxes:
            assert 0 <= box.left < box.right <= 1
            assert 0 <= box.top < box.bottom <= 1
    first = upright.paragraphs[0].boxes[0]
    same = next(p for p in sideways.paragraphs if p.text == upright.paragraphs[0].text).boxes[0]
    assert (same.left, same.right) == pytest.approx((1 - first.bottom, 1 - first.top), abs=0.01)
    assert (same.top, same.bottom) == pytest.approx((first.left, first.right), abs=0.01)
