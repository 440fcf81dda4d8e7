from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Language
from assistant.chat.page import found
from assistant.dates import first_day, last_day
from assistant.reference import place, reference
from index.hit import Hit
from ingest.document import (
    DatePrecision,
    Document,
    DocumentDate,
    DocumentKind,
    Origin,
    Paragraph,
    ParagraphKind,
    Section,
)


def _document(title: str, dated: DocumentDate | None) -> Document:
    return Document(
        "d", title, DocumentKind.RELEVE, "COSINUM", dated, "a.txt", "0" * 64, "text/plain", ""
    )


def _dated(day: date, precision: DatePrecision) -> DocumentDate:
    return DocumentDate(day, precision, Origin.TEXT)


@pytest.mark.parametrize(
    ("document", "language", "written"),
    [
        pytest.param(
            _document("Relevé de décisions", _dated(date(2020, 12, 3), DatePrecision.DAY)),
            Language.FRENCH,
            "Relevé de décisions, COSINUM, 3 décembre 2020",
            id="day",
        ),
        pytest.param(
            _document("", _dated(date(2020, 5, 1), DatePrecision.MONTH)),
            Language.ENGLISH,
            "Minutes, COSINUM, May 2020",
            id="month-in-english",
        ),
        pytest.param(
            _document("Relevé", None),
            Language.FRENCH,
            "Relevé, COSINUM, date non indiquée",
            id="undated",
        ),
    ],
)
def test_reference(document: Document, language: Language, written: str) -> None:
    assert reference(document, language) == written


def test_place_names_section_page_and_paragraph() -> None:
    sections = (Section("", "Relevé"), Section("1", "Fiche n° 1 : poste de travail"))
    paragraph = Paragraph("d-0012", "d", 12, sections, "", 2, 0, 1, "x", ParagraphKind.PROSE)
    assert place(paragraph) == "§ 1 « Fiche n° 1 : poste de travail », page 2, paragraphe 12"


def test_place_tells_recognised_text() -> None:
    typed = Paragraph("d-0012", "d", 12, (), "", 2, 0, 1, "x", ParagraphKind.PROSE)
    sure, unsure = replace(typed, ocr_confidence=0.95), replace(typed, ocr_confidence=0.6)
    assert place(sure) == "page 2, paragraphe 12, texte reconnu (OCR)"
    assert place(unsure) == "page 2, paragraphe 12, texte reconnu (OCR), à vérifier"
    assert place(sure, Language.ENGLISH) == "page 2, paragraph 12, recognised text (OCR)"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-12-03", date(2020, 12, 3), date(2020, 12, 3)),
        ("03/12/2020", date(2020, 12, 3), date(2020, 12, 3)),
        ("12/2020", date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_bounds_of_a_period(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "hier", "2020-13", "2020-02-30", "20-12-03"])
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|no day of the calendar"):
        first_day(text)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", DocumentKind)
def test_a_document_without_a_title_has_the_name_of_its_kind(
    language: Language, kind: DocumentKind
) -> None:
    """Which stands once on the cards of the page."""
    document = replace(_document("", None), kind=kind, committee="")
    paragraph = Paragraph("d-0001", "d", 1, (), "", None, 0, 1, "x", ParagraphKind.PROSE)
    hit = Hit(paragraph, document, score=1, rank=1, lexical=0, dense=1)
    name = reference(document, language).split(",")[0]
    card = found(hit, (), language)
    assert (card.count(name), f"<h3>{name}" in card) == (1, True)
