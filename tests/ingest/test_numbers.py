"""The numbers that word processors count are read as they are printed, or not at all."""

import io
import re
import subprocess
from pathlib import Path
from shutil import which

import docx
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import Reading
from tests.support.reading import read_path

NUMBERINGS: list[list[tuple[str, str, str]]] = [
    [("decimal", "Article %1", ""), ("decimal", "%1.%2", ""), ("lowerLetter", "%3)", "")],
    [("upperRoman", "%1 -", ""), ("upperLetter", "%2.", ""), ("lowerRoman", "(%3)", "")],
    [("decimalZero", "%1.", '<w:start w:val="5"/>'), ("bullet", "•", ""), ("none", "Suite", "")],
    [("decimal", "%1", '<w:pStyle w:val="Heading1"/>'),
     ("decimal", "%1.%2", '<w:pStyle w:val="Heading2"/>')],
    [("ordinal", "%1", ""), ("upperRoman", "%2.", ""), ("decimal", "%2.%3", "<w:isLgl/>")],
]  # fmt: skip
"""By list, from number 100, and by level: the form, the text, and what else is said."""


def _minutes() -> WordDocument:
    """A file with these lists, the fourth being that of its headings."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for id_, levels in enumerate(NUMBERINGS, start=100):
        said = "".join(
            f'<w:lvl w:ilvl="{depth}">{more if "start" in more else _val("start", 1)}'
            f"{_val('numFmt', form)}{'' if 'start' in more else more}{_val('lvlText', text)}"
            "</w:lvl>"
            for depth, (form, text, more) in enumerate(levels)
        )
        root.insert(0, _xml(f'abstractNum w:abstractNumId="{id_}"', said))
        root.append(_xml(f'num w:numId="{id_}"', _val("abstractNumId", id_)))
    again = f'<w:lvlOverride w:ilvl="0">{_val("startOverride", 1)}</w:lvlOverride>'
    root.append(_xml('num w:numId="200"', _val("abstractNumId", 100) + again))
    for name, depth in (("Heading 1", 0), ("Heading 2", 1)):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(_xml("numPr", _val("ilvl", depth) + _val("numId", 103)))
    document.add_paragraph("Relevé de décisions")
    return document


def _val(name: str, value: object) -> str:
    return f'<w:{name} w:val="{value}"/>'


def _xml(tag: str, inside: str) -> "docx.oxml.xmlchemy.BaseOxmlElement":
    opened = f"<w:{tag} {nsdecls('w')}>"
    return parse_xml(f"{opened}{inside}</w:{tag.split()[0]}>")


def _add(document: WordDocument, text: str, list_id: int, depth: int = 0, mark: str = "") -> None:
    """A paragraph of a list; `mark` is what is said of its end."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(_xml("numPr", _val("ilvl", depth) + _val("numId", list_id)))
    properties.append(_xml("rPr", mark))


def _bytes(document: WordDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _read(path: Path) -> Reading:
    return read_path(path)


def _texts(folder: Path, document: WordDocument) -> list[str]:
    (folder / "a.docx").write_bytes(_bytes(document))
    return [paragraph.text for paragraph in _read(folder / "a.docx").paragraphs][1:]


def _numbered() -> WordDocument:
    document = _minutes()
    for text, list_id, depth in [
        ("Le conseil siège en mai.", 100, 0), ("Il vote le budget.", 100, 1),
        ("le lundi ;", 100, 2), ("le mardi.", 100, 2), ("Le quorum est de dix.", 100, 0),
        ("Il est vérifié.", 100, 1), ("Le bureau prépare l'ordre du jour.", 200, 0),
        ("Il siège en juin.", 200, 0), ("Le contexte est tendu.", 101, 0),
        ("Les prix montent.", 101, 1), ("l'énergie ;", 101, 2), ("le papier.", 101, 2),
        ("Les moyens baissent.", 101, 0), ("Les postes sont gelés.", 101, 1),
        ("Le point est reporté.", 102, 0), ("sans vote ;", 102, 1), ("en juin.", 102, 2),
    ]:  # fmt: skip
        _add(document, text, list_id, depth)
    for text, level in [("Budget", 1), ("Recettes", 2), ("Dépenses", 2), ("Emploi", 1)]:
        document.add_heading(text, level=level)
        document.add_paragraph(f"Le comité adopte ce qui touche à : {text.lower()}.")
    return document


PRINTED = [
    "Article 1 Le conseil siège en mai.", "1.1 Il vote le budget.", "a) le lundi ;",
    "b) le mardi.", "Article 2 Le quorum est de dix.", "2.1 Il est vérifié.",
    "Article 1 Le bureau prépare l'ordre du jour.", "Article 2 Il siège en juin.",
    "I - Le contexte est tendu.", "A. Les prix montent.", "(i) l'énergie ;", "(ii) le papier.",
    "II - Les moyens baissent.", "A. Les postes sont gelés.", "05. Le point est reporté.",
    "sans vote ;", "Suite en juin.",
    "1 Budget", "Le comité adopte ce qui touche à : budget.",
    "1.1 Recettes", "Le comité adopte ce qui touche à : recettes.",
    "1.2 Dépenses", "Le comité adopte ce qui touche à : dépenses.",
    "2 Emploi", "Le comité adopte ce qui touche à : emploi.",
]  # fmt: skip


def test_the_numbers_of_a_word_file_are_those_of_its_page(tmp_path: Path) -> None:
    assert _texts(tmp_path, _numbered()) == PRINTED


def test_headings_are_known_by_the_numbers_that_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_bytes(_numbered()))
    last = _read(tmp_path / "a.docx").paragraphs[-3]
    assert [(section.number, section.title) for section in last.sections] == [
        ("1", "Budget"), ("1.2", "Dépenses"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["odt", "rtf", "doc"])
def test_libreoffice_prints_the_numbers_that_are_read(tmp_path: Path, suffix: str) -> None:
    if which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "a.docx").write_bytes(_bytes(_numbered()))
    _convert(tmp_path, "a.docx", suffix)
    _convert(tmp_path, f"a.{suffix}", "pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as printed:
        pages = " ".join(page.get_textpage().get_text_range() for page in printed)
    page = re.sub(r"\s|[•\ue000-\uf8ff]", "", pages)
    texts = [paragraph.text for paragraph in _read(tmp_path / f"a.{suffix}").paragraphs]
    assert page == re.sub(r"\s+", "", "".join(texts))


def _convert(folder: Path, name: str, suffix: str) -> None:
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
         "--outdir", folder, folder / name],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        pytest.param([(104, 0, "")], ["un."], id="a-form-of-each-program"),
        pytest.param([(104, 1, ""), (104, 2, "")], ["I. un.", "deux."], id="in-figures-or-not"),
        pytest.param(
            [(101, 1, ""), (101, 0, "")], ["A. un.", "deux."], id="what-stands-above-a-deeper-one"
        ),
        pytest.param(
            [(100, 0, ""), (100, 0, "<w:vanish/>"), (100, 0, "")],
            ["Article 1 un.", "deux.", "trois."], id="after-one-that-is-hidden",
        ),
        pytest.param(
            [(100, 0, ""), (100, 0, '<w:del w:id="1" w:author="x"/>'), (100, 0, "")],
            ["Article 1 un.", "deux.trois."], id="after-one-that-was-removed",
        ),
        pytest.param([(999, 0, ""), (100, 9, "")], ["un.", "deux."], id="of-no-list"),
    ],
)  # fmt: skip
def test_numbers_that_programs_do_not_agree_on_are_not_told(
    tmp_path: Path, items: list[tuple[int, int, str]], shown: list[str]
) -> None:
    document = _minutes()
    for word, (list_id, depth, mark) in zip(("un.", "deux.", "trois."), items, strict=False):
        _add(document, word, list_id, depth, mark)
    assert _texts(tmp_path, document) == shown


def test_items_without_a_text_are_counted(tmp_path: Path) -> None:
    document = _minutes()
    for text in ("Zoom.", "", "Tchap."):
        _add(document, text, 101)
    _add(document, "", 100)
    document.add_paragraph("Le conseil siège en mai.")
    assert _texts(tmp_path, document) == [
        "I - Zoom.", "III - Tchap.", "Article 1", "Le conseil siège en mai.",
    ]  # fmt: skip


def test_an_item_alone_above_its_text_is_a_title_with_its_number(tmp_path: Path) -> None:
    document = _minutes()
    for text, depth in [("Cadre", 0), ("Budget", 0), ("Recettes", 1)]:
        _add(document, text, 101, depth)
        document.add_paragraph("Le comité décide de porter le budget à 40 000 euros.")
    (tmp_path / "a.docx").write_bytes(_bytes(document))
    last = _read(tmp_path / "a.docx").paragraphs[-1]
    assert [(section.number, section.title) for section in last.sections] == [
        ("II", "Budget"), ("A", "Recettes"),
    ]  # fmt: skip


def test_a_list_of_a_style_that_is_not_there_is_read_without_its_numbers(tmp_path: Path) -> None:
    document = _minutes()
    root = document.part.numbering_part.element
    root.insert(0, _xml('abstractNum w:abstractNumId="300"', _val("numStyleLink", "Absent")))
    root.append(_xml('num w:numId="300"', _val("abstractNumId", 300)))
    for text, list_id in [("Zoom.", 300), ("Tchap.", 101)]:
        _add(document, text, list_id)
    assert _texts(tmp_path, document) == ["Zoom.", "I - Tchap."]
