"""What the paper says beyond its words: columns, footnotes, gaps, in PDFs made for it."""

from pathlib import Path
from typing import Literal
from unicodedata import normalize

from reportlab.pdfgen import canvas

from ingest.document import Paragraph, ParagraphKind
from ingest.folder import SourceFile
from ingest.formats.layout import PlacedLine, lay_out
from ingest.page import Extraction, Page
from ingest.reader import read_extraction
from tests.support.reading import read_path

LEFT = [
    "Le comité adopte la charte de la visio-",
    "conférence dans sa version du mois der-",
    "nier. Elle vaut pour tous les ministères",
    "et pour leurs établissements, qui feront",
    "connaître leurs besoins avant la fin du",
    "printemps au secrétariat du comité, par",
]
RIGHT = [
    "la messagerie. Le plan de formation est",
    "reporté à la séance suivante, faute d'un",
    "avis de la direction du budget. Elle est",
    "invitée à le rendre sous un mois, et les",
    "membres du comité en auront copie dès sa",
    "réception, avec la note du secrétariat.",
]


def test_two_columns_are_one_text(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "colonnes.pdf"), pagesize=(595, 842))
    page.setFont("Courier", 9)
    for left, lines in ((320, RIGHT), (50, LEFT)):
        for row, line in enumerate(lines):
            page.drawString(left, 700 - 12 * row, line)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(120, 760, "Relevé de décisions du comité du numérique")
    page.save()
    title, text = read_path(tmp_path / "colonnes.pdf").paragraphs
    assert title.text == "Relevé de décisions du comité du numérique"
    assert "par la messagerie. Le plan de formation" in text.text
    assert [(box.left < 0.5, box.page) for box in text.boxes] == [(True, 1), (False, 1)]


def test_the_two_cells_of_a_row_stay_side_by_side() -> None:
    rows = [
        line
        for row in range(8)
        for line in (
            PlacedLine(f"Poste {row}", 60, 100 + 20 * row, 60 + 8 * (row + 3), 110 + 20 * row),
            PlacedLine(f"{row} 000 €", 330, 100 + 20 * row, 370 + 20 * (row % 4), 110 + 20 * row),
        )
    ]
    [page] = lay_out([rows], [(595.0, 842.0)])
    assert page["text"].split("\n")[0].startswith("Poste 0")
    assert page["text"].replace("\n\n", "\n").split("\n")[1].strip() == "0 000 €"


def _draw_note(page: canvas.Canvas, first: str, *notes: str) -> None:
    page.setFont("Helvetica", 11)
    text = "Le comité examine les travaux que la direction a conduits depuis sa dernière séance."
    for row in range(10):
        page.drawString(50, 700 - 14 * row, text if row < 9 else first)
    page.setFont("Helvetica", 8)
    for row, note in enumerate(notes):
        page.drawString(50, 80 - 10 * row, note)
    page.setFont("Helvetica", 11)
    page.drawString(290, 30, "1")
    page.showPage()


def test_a_footnote_does_not_cut_the_sentence_above_it(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "notes.pdf"), pagesize=(595, 842))
    _draw_note(
        page,
        "La charte de la visioconférence et celle de la messagerie instantanée entreront en",
        "1 Voir la fiche de la séance du 3 mars,",
        "qui en donne le détail.",
        "2 Hors opérateurs.",
    )
    page.setFont("Helvetica", 11)
    page.drawString(50, 780, "vigueur au printemps.")
    page.drawString(50, 740, "La séance est levée.")
    page.save()
    paragraphs = read_path(tmp_path / "notes.pdf").paragraphs
    assert [p.text for p in paragraphs if p.kind is ParagraphKind.FOOTNOTE] == [
        "1 Voir la fiche de la séance du 3 mars, qui en donne le détail.",
        "2 Hors opérateurs.",
    ]
    assert any(p.text.endswith("entreront en vigueur au printemps.") for p in paragraphs)


def test_small_print_without_a_mark_is_no_footnote(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "notes.pdf"), pagesize=(595, 842))
    _draw_note(page, "La charte est adoptée.", "Le détail est en annexe.")
    page.save()
    kinds = {p.kind for p in read_path(tmp_path / "notes.pdf").paragraphs}
    assert ParagraphKind.FOOTNOTE not in kinds


def test_a_large_title_on_two_lines_is_one(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "titre.pdf"), pagesize=(595, 842))
    page.setFont("Helvetica-Bold", 20)
    page.drawString(50, 760, "Relevé de décisions de la")
    page.drawString(50, 736, "séance du 3 mars 2021")
    page.setFont("Helvetica", 10)
    for row in range(8):
        page.drawString(50, 690 - 12 * row, "Le comité examine les travaux que la direction mène.")
    page.save()
    assert read_path(tmp_path / "titre.pdf").paragraphs[0].text == (
        "Relevé de décisions de la séance du 3 mars 2021"
    )


def test_a_long_title_in_large_type_names_the_document(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "note.pdf"), pagesize=(595, 842))
    page.setFont("Helvetica", 10)
    page.drawString(50, 800, "Bureau des mobilités")
    page.setFont("Helvetica-Bold", 18)
    page.drawString(50, 760, "Présentation du décret du 7 avril 2025 portant")
    page.drawString(50, 738, "création d'un congé d'engagement dans les territoires")
    page.setFont("Helvetica", 10)
    for row in range(8):
        page.drawString(50, 690 - 12 * row, "Le comité examine les travaux que la direction mène.")
    page.save()
    reading = read_path(tmp_path / "note.pdf")
    assert reading.document.title == (
        "Présentation du décret du 7 avril 2025 portant création d'un congé d'engagement dans les "
        "territoires"
    )


def test_a_line_in_large_type_is_a_heading_whatever_follows(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "cr.pdf"), pagesize=(595, 842))
    rows = [
        ("Helvetica", 10, "Le comité examine les travaux que la direction a menés depuis mars."),
        ("Helvetica", 10, "Il en prend acte."),
        ("Helvetica-Bold", 14, "Qualité des services"),
        ("Helvetica", 10, "Anne DURAND"),
        ("Helvetica", 10, "Le comité adopte la charte des services, qui vaut pour trois ans."),
    ]
    for row, (font, size, text) in enumerate(rows):
        page.setFont(font, size)
        page.drawString(50, 700 - 30 * row, text)
    page.save()
    paragraphs = read_path(tmp_path / "cr.pdf").paragraphs
    assert [p.section for p in paragraphs if "charte" in p.text] == ["Qualité des services"]


def _over_two_pages(*pages: str) -> list[str]:
    read = [Page(text, full=(True,) * 9, rows=_rows_of(text)) for text in pages]
    path = Path("/note.pdf")
    source = SourceFile(path, path.name)
    extraction = Extraction(tuple(read), paged=True)
    return [p.text for p in read_extraction(extraction, source=source, sha256="0").paragraphs]


def _rows_of(text: str) -> tuple[int, ...]:
    lines = [line for line in text.splitlines() if line.strip()]
    return tuple(place for place, line in enumerate(lines) if line.startswith("|"))


def test_the_rest_of_a_row_on_the_next_page_is_in_its_row() -> None:
    first = "| N° | Objet | Pilote |\n| 1 | La halle est | M. Sow |"
    assert _over_two_pages(first, "|  | fermée |  |\n| 2 | Rien | Mme Roux |") == [
        "N° | Objet | Pilote\n1 | La halle est fermée | M. Sow",
        "2 | Rien | Mme Roux",
    ]
    apart = _over_two_pages(first, "|  | fermée | Mme Roux |\n| 2 | Rien | M. Sow |")
    assert apart[1] == "| fermée | Mme Roux\n2 | Rien | M. Sow"


def test_a_sentence_goes_on_below_the_head_of_the_next_page() -> None:
    head = "Conseil – 3 mai 2021\n\n"
    texts = _over_two_pages(
        f"{head}Adopté par 9 voix contre 3 (M. Sow, M. Petit,",
        f"{head}Mme Roux).\n\nLa séance est levée.",
    )
    assert texts == [
        "Adopté par 9 voix contre 3 (M. Sow, M. Petit, Mme Roux).",
        "La séance est levée.",
    ]


def test_the_places_of_lines_hold_where_accents_are_composed() -> None:
    lines = ["Le comité a décidé, le 3 février :", "- d'été : rien ;", "- d'année : rien."]
    boxes = tuple((0.1, row / 10, 0.9, row / 10 + 0.05) for row in range(1, 4))

    def read(form: Literal["NFC", "NFD"]) -> tuple[Paragraph, ...]:
        page = Page(normalize(form, "\n".join(lines)), boxes=boxes)
        source = SourceFile(Path("/a.pdf"), "a.pdf")
        return read_extraction(
            Extraction((page,), paged=True), source=source, sha256="0" * 64
        ).paragraphs

    assert read("NFD") == read("NFC")
    assert [(p.kind, p.boxes[0].top) for p in read("NFD")] == [
        (ParagraphKind.PROSE, 0.1),
        (ParagraphKind.BULLET, 0.2),
        (ParagraphKind.BULLET, 0.3),
    ]
