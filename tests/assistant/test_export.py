"""Answers as files: read back with other readers, no character of a quotation lost."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from assistant.engine import Assistant
from assistant.exports import paper
from assistant.exports.export import exported, file_name
from assistant.language.quoting import find_quotation
from assistant.schemas.given import ExportFormat, GivenAnswerObject
from assistant.service.journal import Journal, given
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from ingest.folder import find_files
from ingest.reader import read_file
from tests.support.documents import assistant_over

SITE = "https://releve.exemple.fr"
DAY = date(2026, 11, 1)
ODD = (
    "l’œuvre coûte 12\u202f000 € – dont ≥ 50 % (« bouquet », ŒUVRE, week\u2011end, ½, n°\u00a03), "
    "*pas* _moins_ <b>x</b> &amp; | a \\ [1] #1\n- deux → ✓ ■ ● α Ω\n1. trois `code` ~~non~~"
)
TABLE = """# Relevé de décisions du comité des serres du 11 avril 2029

## 1. Bulbes

| Fleur | Semis | Crédits |
|---|---|---|
| Tulipes <b>x</b> | 12 bacs | 4 000 € |
| Narcisses | 9 bacs | 2 500 € |
"""
ROWS = [
    ["Fleur", "Semis", "Crédits", ""],
    ["Tulipes <b>x</b>", "12 bacs", "4 000 €", ""],
    ["Narcisses", "9 bacs", "2 500 €", "[1]"],
]
HOSTILE_NAME = "<script>x</script> & [lien](http://example.org).md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journal")


@pytest.fixture(scope="module")
def zoom(sample_snapshot: Snapshot, folder: Path) -> GivenAnswerObject:
    return kept("Qu'a-t-il été décidé sur Zoom ?", sample_snapshot, folder)


@pytest.fixture(scope="module")
def refusal(sample_snapshot: Snapshot, folder: Path) -> GivenAnswerObject:
    return kept("Et pour Teams ?", sample_snapshot, folder, "Qu'a-t-il été décidé sur Zoom ?")


@pytest.fixture(scope="module")
def english(sample_snapshot: Snapshot, folder: Path) -> GivenAnswerObject:
    return kept("What was decided about online accessibility?", sample_snapshot, folder)


@pytest.fixture(scope="module")
def table(
    tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder, folder: Path
) -> GivenAnswerObject:
    """The rows of a table, under the titles of its columns."""
    texts = {"releve.md": TABLE}
    with assistant_over(texts, tmp_path_factory.mktemp("table"), default_encoder) as assistant:
        return kept("Que dit-on des tulipes ?", assistant.snapshot, folder)


def kept(question: str, snapshot: Snapshot, folder: Path, previous: str = "") -> GivenAnswerObject:
    answer = Assistant(snapshot).ask(question, previous=previous)
    Journal(folder, days=1).record(answer, snapshot)
    return given(folder, answer.id, days=1, collections=None, may_read=lambda _: True)


@pytest.fixture(scope="module")
def odd(sample_snapshot: Snapshot, folder: Path) -> GivenAnswerObject:
    """An answer whose source holds what is hard to print, and would be markup."""
    answer = Assistant(sample_snapshot).ask("Qu'a-t-il été décidé sur Zoom ?")
    (cited,) = answer.citations
    changed = replace(
        cited,
        paragraph=replace(cited.paragraph, text=ODD),
        document=replace(cited.document, source_path=HOSTILE_NAME),
        quote=ODD, start=0, end=len(ODD),
    )  # fmt: skip
    text = answer.text.replace(cited.quote, ODD)
    told = replace(answer, text=text, citations=(changed,))
    Journal(folder, days=1).record(told, sample_snapshot)
    return given(folder, told.id, days=1, collections=None, may_read=lambda _: True)


def pdf_text(content: bytes, folder: Path) -> str:
    """As this project reads a PDF."""
    (folder / "export.pdf").write_bytes(content)
    [found] = find_files([folder / "export.pdf"])
    return read_file(found).document.text


def word(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def word_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in word(content).paragraphs)


def markdown_text(content: bytes) -> str:
    """What a reader of Markdown shows."""
    inline = [token for token in MarkdownIt().parse(content.decode()) if token.type == "inline"]
    leaves = [child for token in inline for child in token.children or ()]
    shown = {"hardbreak": "\n", "softbreak": "\n"}
    return "".join(shown.get(leaf.type, leaf.content) for leaf in leaves)


def test_a_quotation_is_whole_in_every_format(odd: GivenAnswerObject) -> None:
    assert pdf_has(ODD, exported([odd], ExportFormat.PDF, day=DAY))
    assert f"«\u00a0{ODD}\u00a0»" in word_text(exported([odd], ExportFormat.DOCX, day=DAY))
    shown = markdown_text(exported([odd], ExportFormat.MARKDOWN, day=DAY))
    assert f"«\u00a0{ODD}\u00a0»" in shown
    assert HOSTILE_NAME in shown


def pdf_has(quotation: str, content: bytes) -> bool:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return find_quotation(quotation, text) is not None


def test_the_project_reads_its_own_pdf(zoom: GivenAnswerObject, tmp_path: Path) -> None:
    text = " ".join(pdf_text(exported([zoom], ExportFormat.PDF, day=DAY), tmp_path).split())
    assert find_quotation(zoom.citations[0].quote, text)
    assert "Relevés de décisions : réponse" in text and "Exporté le 1er novembre 2026." in text
    assert "Les citations entre guillemets « » sont exactes" in text
    assert f"Identifiant : {zoom.id}." in text
    (reference,) = zoom.references
    assert reference in text


@pytest.fixture
def only_own_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where no font is installed but the one that comes with the library."""
    monkeypatch.setattr(paper, "_FALLBACK", "NoSuchFont")
    caches = paper._has_fallback, paper._font_of
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("only_own_fonts")
def test_a_quotation_is_whole_without_fonts_of_the_machine(odd: GivenAnswerObject) -> None:
    assert pdf_has(ODD, exported([odd], ExportFormat.PDF, day=DAY))


def test_a_character_that_cannot_be_shown_is_named(zoom: GivenAnswerObject) -> None:
    asked = zoom.model_copy(update={"understood": "Zoom \u4e2d \x0b ?"})
    drawn = PdfReader(io.BytesIO(exported([asked], ExportFormat.PDF, day=DAY))).pages[0]
    assert "Zoom [U+4E2D]" in drawn.extract_text()
    assert "ne peut pas montrer" in drawn.extract_text()
    written = word_text(exported([asked], ExportFormat.DOCX, day=DAY))
    assert "Zoom \u4e2d [U+000B]" in written and "ne peut pas montrer" in written
    assert "ne peut pas montrer" not in word_text(exported([zoom], ExportFormat.DOCX, day=DAY))


def test_a_pdf_has_title_language_and_bookmarks(
    zoom: GivenAnswerObject, refusal: GivenAnswerObject
) -> None:
    reader = PdfReader(io.BytesIO(exported([zoom, refusal], ExportFormat.PDF, day=DAY)))
    assert reader.metadata
    assert reader.metadata.title == "Relevés de décisions\u00a0: 2 réponses"
    assert str(reader.root_object["/Lang"]) == "fr-FR"
    _, questions = reader.outline
    assert isinstance(questions, list)
    assert [str(mark["/Title"]) for mark in questions if isinstance(mark, dict)] == [
        "Qu'a-t-il été décidé sur Zoom\u00a0?", "Qu'a-t-il été décidé sur Teams\u00a0?",
    ]  # fmt: skip


def test_a_word_file_has_styles_and_language(zoom: GivenAnswerObject) -> None:
    document = word(exported([zoom], ExportFormat.DOCX, day=DAY))
    assert [paragraph.style.name for paragraph in document.paragraphs if paragraph.style] == [
        "Title", "Caption", "Heading 1", "Normal", "Heading 2", "List Paragraph", "Caption",
        "Caption",
    ]  # fmt: skip
    quoted = [run.text for p in document.paragraphs for run in p.runs if run.italic]
    assert quoted == [f"«\u00a0{zoom.citations[0].quote}\u00a0»"]
    properties = document.core_properties
    assert (properties.title, properties.language) == ("Relevés de décisions\u00a0: réponse", "fr")
    assert "python-docx" not in properties.author + properties.comments


def test_markers_of_a_file_lead_to_their_passages(zoom: GivenAnswerObject) -> None:
    told = f"{SITE}{zoom.citations[0].url}"
    files = {kind: exported([zoom], kind, day=DAY, site=SITE) for kind in ExportFormat}
    links = [link for p in word(files[ExportFormat.DOCX]).paragraphs for link in p.hyperlinks]
    assert [(link.text, link.url) for link in links] == [("[1]", told)] * 2
    pages = PdfReader(io.BytesIO(files[ExportFormat.PDF])).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    assert [note["/A"]["/URI"] for note in notes] == [told] * 2
    inline = [t for t in MarkdownIt().parse(files[ExportFormat.MARKDOWN].decode()) if t.children]
    opened = [c for t in inline for c in t.children or () if c.type == "link_open"]
    assert [leaf.attrs["href"] for leaf in opened] == [told] * 2


def test_quoted_rows_are_a_table_in_word(table: GivenAnswerObject) -> None:
    document = word(exported([table], ExportFormat.DOCX, day=DAY))
    [shown] = document.tables
    assert [[cell.text for cell in row.cells] for row in shown.rows] == ROWS
    assert "Tulipes" not in word_text(exported([table], ExportFormat.DOCX, day=DAY))


def test_quoted_rows_are_a_table_in_markdown(table: GivenAnswerObject) -> None:
    text = exported([table], ExportFormat.MARKDOWN, day=DAY).decode()
    tokens = MarkdownIt().enable("table").parse(text)
    [opened] = [place for place, token in enumerate(tokens) if token.type == "table_open"]
    told = [t for t in tokens[opened:] if t.type == "inline"][: 3 * len(ROWS[0])]
    assert [leaf(t) for t in told] == [cell for row in ROWS for cell in row]


def leaf(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def test_quoted_rows_are_a_table_in_a_pdf(table: GivenAnswerObject, tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    path.write_bytes(exported([table], ExportFormat.PDF, day=DAY))
    [found] = find_files([path])
    text = read_file(found).document.text
    assert all(" | ".join(filter(None, row)) in text for row in ROWS)


@pytest.mark.parametrize("columns", [10, 60])
def test_wide_rows_fit_a_page(table: GivenAnswerObject, columns: int) -> None:
    wide = " | ".join(f"col. {'très ' * 400}{number}" for number in range(columns))
    cited = table.citations[0].model_copy(update={"quote": wide, "columns": wide})
    told = {"answer": f"Examiné : « {wide} » [1]", "citations": [cited]}
    content = exported([table.model_copy(update=told)], ExportFormat.PDF, day=DAY)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert text.count("col.") == columns


@pytest.mark.parametrize("kind", ExportFormat)
def test_a_row_wider_than_the_titles_of_its_columns_is_written(
    table: GivenAnswerObject, kind: ExportFormat
) -> None:
    quote = f"Ville | Vote\n{' | '.join(f'voix {number}' for number in range(300))}"
    cited = table.citations[0].model_copy(update={"quote": quote, "columns": "Ville | Vote"})
    told = {"answer": f"Examiné : « {quote} » [1]", "citations": [cited]}
    assert exported([table.model_copy(update=told)], kind, day=DAY)


def test_a_refusal_is_exported_as_one(refusal: GivenAnswerObject) -> None:
    shown = markdown_text(exported([refusal], ExportFormat.MARKDOWN, day=DAY))
    assert "Question posée\u00a0: Et pour Teams\u00a0?" in shown
    assert "Je n'ai trouvé aucune décision sur Teams" in shown
    assert "Sources" not in shown and "citations" not in shown


def test_an_english_answer_is_exported_in_english(english: GivenAnswerObject) -> None:
    shown = markdown_text(exported([english], ExportFormat.MARKDOWN, day=DAY))
    assert shown.startswith("Minutes of decisions: answerExported on 1 November 2026.")
    assert (
        "What was decided about online accessibility?Decided most recently at the COSINUM of "
        in shown
    )
    assert "The quotations between « » are exact" in shown
    assert all(reference in shown for reference in english.references)


def test_each_answer_of_a_conversation_keeps_its_language(
    zoom: GivenAnswerObject, english: GivenAnswerObject
) -> None:
    shown = markdown_text(exported([zoom, english], ExportFormat.MARKDOWN, day=DAY))
    assert "Relevés de décisions\u00a0: 2 réponses" in shown
    assert "Réponse donnée le" in shown and "Answer given on" in shown
    assert file_name([zoom, english], ExportFormat.PDF, day=DAY) == "reponses-2026-11-01.pdf"
    assert file_name([english], ExportFormat.DOCX, day=DAY) == "answer-2026-11-01.docx"
