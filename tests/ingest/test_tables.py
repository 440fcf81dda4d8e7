"""Tables with rules in PDFs made for it: rows, cells, titles of columns, pages, boxes."""

from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, PageBreak, Table
from reportlab.platypus import Paragraph as Text
from reportlab.platypus.doctemplate import SimpleDocTemplate

from ingest.document import Paragraph, ParagraphKind
from ingest.folder import find_files
from ingest.formats.layout import PlacedLine
from ingest.formats.tables import in_rows
from ingest.page import Edges
from ingest.reader import read_file
from tests.support.reading import read_path

LOTS = [
    ["Lot", "Entreprise", "Montant HT"],
    ["1", "Bâtir", "41 720,50"],
    ["2", "Peindre\net fils", "7 521,41"],
]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
BODY = getSampleStyleSheet()["Normal"]
PROSE = "Le comité examine les travaux que la direction a conduits depuis sa dernière séance. "


def _read(folder: Path, *flowables: Flowable, rotation: int = 0) -> tuple[Paragraph, ...]:
    path = folder / "note.pdf"

    def turn(page: canvas.Canvas, _: Any) -> None:  # noqa: ANN401 (the template)
        page.setPageRotation(rotation)

    SimpleDocTemplate(str(path), pagesize=A4).build(
        [Text(PROSE * 4, BODY), *flowables], onFirstPage=turn, onLaterPages=turn
    )
    [source] = find_files([path])
    reading = read_file(source)
    text = reading.document.text
    assert all(text[p.start : p.end] == p.text for p in reading.paragraphs)
    return reading.paragraphs


def _tables(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [p.text for p in paragraphs if p.kind is ParagraphKind.TABLE]


def test_each_row_is_a_line_and_each_cell_whole(tmp_path: Path) -> None:
    paragraphs = _read(tmp_path, Table(LOTS, style=[GRID]), Text("La séance est levée.", BODY))
    assert _tables(paragraphs) == [
        "Lot | Entreprise | Montant HT\n1 | Bâtir | 41 720,50\n2 | Peindre et fils | 7 521,41"
    ]
    assert [p.kind for p in paragraphs][-2:] == [ParagraphKind.TABLE, ParagraphKind.PROSE]


def test_a_table_knows_where_it_stands(tmp_path: Path) -> None:
    [table] = [
        p
        for p in _read(tmp_path, Table(LOTS, style=[GRID], hAlign="LEFT"))
        if p.kind is ParagraphKind.TABLE
    ]
    [box] = table.boxes
    assert 0.1 < box.left < 0.2
    assert box.bottom - box.top > 0.05


def test_a_turned_page_has_the_same_rows(tmp_path: Path) -> None:
    turned = _read(tmp_path, Table(LOTS, style=[GRID]), rotation=90)
    assert _tables(turned)[0].startswith("Lot | Entreprise | Montant HT\n1 | Bâtir | 41 720,50")


def test_what_introduces_a_table_is_its_lead_in(tmp_path: Path) -> None:
    introduction = Text("Les marchés sont attribués comme suit :", BODY)
    [table] = _read(tmp_path, introduction, Table(LOTS, style=[GRID]))[-1:]
    assert table.lead_in == "Les marchés sont attribués comme suit :"


def test_a_cell_over_two_columns_is_in_the_first(tmp_path: Path) -> None:
    rows = [["Durée", "", "Article"], ["mini", "maxi", ""], ["2", "5", "205"]]
    spans = [("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 0), (2, 1))]
    assert _tables(_read(tmp_path, Table(rows, style=[GRID, *spans]))) == [
        "Durée |  | Article\nmini | maxi |\n2 | 5 | 205"
    ]


def test_an_empty_first_cell_keeps_the_columns(tmp_path: Path) -> None:
    rows = [["", "2009", "2010"], ["Lot 1", "90 000", "40 000"]]
    assert _tables(_read(tmp_path, Table(rows, style=[GRID]))) == [
        "| 2009 | 2010\nLot 1 | 90 000 | 40 000"
    ]


def test_coloured_backgrounds_are_no_rules(tmp_path: Path) -> None:
    colours = [("BACKGROUND", (c, r), (c, r), "lightgrey") for c in range(3) for r in (0, 2)]
    assert _tables(_read(tmp_path, Table(LOTS, style=[*colours, GRID]))) == [
        "Lot | Entreprise | Montant HT\n1 | Bâtir | 41 720,50\n2 | Peindre et fils | 7 521,41"
    ]


def test_over_the_page_a_table_keeps_its_titles_and_its_rows_their_page(tmp_path: Path) -> None:
    rows = [["Parcelle", "Surface"], *([f"SC {n}", f"{n} m2"] for n in range(60))]
    first, second = _read(tmp_path, Table(rows, style=[GRID]))[-2:]
    assert (first.page, second.page) == (1, 2)
    assert second.lead_in == "Parcelle | Surface"
    assert second.text.endswith("SC 59 | 59 m2")
    assert first.text.count("\n") + second.text.count("\n") + 2 == 61


def test_a_row_cut_open_by_the_page_is_still_a_row(tmp_path: Path) -> None:
    sides = [("INNERGRID", (0, 0), (-1, -1), 0.5, "black"), ("BOX", (0, 0), (-1, -1), 0.5, "black")]
    rows = Table([["Camions", "4", "8"], ["Mobilier", "10", "15"]], style=sides)
    path = tmp_path / "note.pdf"
    page = canvas.Canvas(str(path), pagesize=A4)
    rows.wrapOn(page, 400, 400)
    rows.drawOn(page, 100, 700)
    top = 700 + 36
    page.setFillColor("white")
    page.rect(90, top - 1, 400, 3, stroke=0, fill=1)
    page.save()
    [table] = read_path(path).paragraphs
    assert table.text == "Camions | 4 | 8\nMobilier | 10 | 15"


def test_two_tables_are_two_paragraphs(tmp_path: Path) -> None:
    tables = Table(LOTS, style=[GRID], spaceAfter=40), Table(LOTS[::-1], style=[GRID])
    first, second = _tables(_read(tmp_path, *tables))
    assert first.startswith("Lot")
    assert second.endswith("Montant HT")


def test_a_frame_around_prose_is_no_table(tmp_path: Path) -> None:
    frame = Table([[Text(PROSE * 3, BODY)]], style=[GRID])
    letter = Table([[Text(PROSE * 6, BODY), Text(PROSE * 6, BODY)]] * 2, style=[GRID])
    paragraphs = _read(tmp_path, frame, PageBreak(), letter)
    assert _tables(paragraphs) == []
    assert "".join(p.text for p in paragraphs).count("séance.") == 4 + 3 + 24


def test_drawings_without_end_are_no_table() -> None:
    hatching = [(0.0, 5.0 * n, 500.0, 5.0 * n) for n in range(160)]
    hatching += [(5.0 * n, 0.0, 5.0 * n, 800.0) for n in range(160)]
    lines = [PlacedLine(f"{n}   {n}", 11, 11 + 20 * n, 39, 14 + 20 * n) for n in range(3)]
    letters = [(11.0 + 7 * n, 14.0 + 7 * n) for n in range(5)]

    def places(position: int) -> list[Edges]:
        top, bottom = lines[position].top, lines[position].bottom
        return [(left, top, right, bottom) for left, right in letters]

    few = [rule for rule in hatching if max(rule[0], rule[1]) < 100]
    assert [line.table for line in in_rows(lines, few, places)] == [1, 1, 1]
    assert in_rows(lines, hatching, places) == lines
