"""The five real documents, where they are: their structure is read as a person reads it."""

from collections.abc import Mapping

import pytest

from ingest.document import DocumentKind, ParagraphKind, Reading
from ingest.folder import find_files
from ingest.reader import read_file
from tests.support.places import ROOT

CORPUS = ROOT.parent / "shared" / "corpus" / "cosinum"
NUMBERS = {
    "000": ["1", "2", "3", "4", "5", ""],
    "001": ["1", "2", "3", "4", "5", "6", "7", ""],
    "002": ["1", "2", "3", "4", "5", ""],
    "003": ["1", "2", "3", "4", ""],
    "004": ["1", "2", "3", "4", ""],
}


@pytest.fixture(scope="module")
def real() -> Mapping[str, Reading]:
    if not CORPUS.is_dir():
        pytest.skip(f"the real documents are not here: no {CORPUS.name} folder beside the project")
    return {source.name[:3]: read_file(source) for source in find_files([CORPUS])}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_heading_is_found_and_nothing_else(real: Mapping[str, Reading], number: str) -> None:
    sections = [p.sections[-1] for p in real[number].paragraphs if p.sections]
    assert [section.number for section in dict.fromkeys(sections)] == NUMBERS[number]


def test_facts_are_read_where_they_stand_and_nowhere_else(real: Mapping[str, Reading]) -> None:
    dates = {n: reading.document.date for n, reading in real.items()}
    assert {n: date.iso for n, date in dates.items() if date} == {"002": "2020-12-03"}
    assert {reading.document.committee for reading in real.values()} == {"COSINUM"}
    kinds = {n: reading.document.kind for n, reading in real.items()}
    assert kinds.pop("004") is DocumentKind.FICHE
    assert set(kinds.values()) == {DocumentKind.RELEVE}


def test_the_contents_of_the_december_minutes_are_skipped(real: Mapping[str, Reading]) -> None:
    document = real["002"].document
    skipped = [document.text[start:end] for start, end in document.skipped]
    assert len(skipped) == 6
    assert skipped[-1] == "Conclusion..... 3"


def test_the_flattened_table_is_one_paragraph(real: Mapping[str, Reading]) -> None:
    tables = [
        paragraph
        for reading in real.values()
        for paragraph in reading.paragraphs
        if paragraph.kind is ParagraphKind.TABLE
    ]
    assert len(tables) == 1
    assert tables[0].sections[-1].title == "Moyens à mobiliser"
    rows = tables[0].text.splitlines()
    assert rows[0].startswith("Projet ETP nécessaires")
    assert all(any(letter.isdigit() for letter in row) for row in rows[1:])


def test_nested_decisions_come_under_theirs(real: Mapping[str, Reading]) -> None:
    nested = [p for p in real["002"].paragraphs if p.text.startswith("Equiper 100%")]
    assert len(nested) == 1
    introduction, parent = nested[0].lead_in.split("\n")
    assert introduction == "Le COSINUM adopte les décisions suivantes :"
    assert parent.endswith(":")


def test_words_cut_by_lines_are_whole(real: Mapping[str, Reading]) -> None:
    for reading in real.values():
        for paragraph in reading.paragraphs:
            assert not paragraph.text.endswith("-")
            assert "- " not in paragraph.text.replace(" - ", "")


def test_paragraphs_end_where_sentences_do(real: Mapping[str, Reading]) -> None:
    """Blank lines and page breaks within sentences leave no half paragraph."""
    for number in ("000", "001", "003", "004"):
        prose = [p.text for p in real[number].paragraphs if p.kind is ParagraphKind.PROSE]
        cut = [text for text in prose if text[0].islower()]
        assert cut == []
