"""What holds for every text, whatever it holds: exact slices, no word lost, stable names."""

import itertools
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.document import Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.formats.encoding import decode
from ingest.formats.pdf import read_pdf
from ingest.formats.recognition import recognise
from ingest.reader import read_file
from tests.support.places import ROOT, SAMPLE
from tests.support.reading import read_path, read_text

REAL = ROOT.parent / "shared" / "corpus" / "cosinum"
_BETWEEN_SLICES = re.compile(r"\s*(?:[^\w\s]|[.o](?= ))?\s*")
PIECES = [
    "Le comité décide de retenir deux outils.",
    "1. Fiche n° 1 : poste de travail",
    "4, Fiche n°4 : grands projets",
    "Conclusion",
    "Ordre du jour",
    "Calendrier ....... 12",
    "- équiper les agents ;",
    "  o avant l'été,",
    ". et ensuite",
    "Les agents demandent :",
    "la fin d'une phrase qui est assez longue pour toucher le bord de la page et qui continue",
    "télé-",
    "travail et visio-",
    "l'",
    "Projet 12 30",
    "Total 4 5",
    "a\u00adb c\u00ad",
    "# Titre",
    "## **1. Outils** ##",
    "| a | 1 |",
    "|---|---|",
    "> cité *fort* et _doux_",
    "[lien](https://exemple.fr/a_b)",
    "---",
    "```",
    "`a` \\* **",
    "titre: valeur",
    "Page 3 / 12",
    "7",
    "\t",
    "",
    "\f",
]
texts_of_pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join)


def _letters(text: str) -> str:
    """Letters and digits alone, in order: what may never be lost, added or moved."""
    return "".join(filter(str.isalnum, text))


def assert_faithful(reading: Reading, source: str) -> None:
    """The paragraphs are slices of the text, in the order of the source, and hold all of it
    with the skipped slices; accents are composed."""
    text, source = reading.document.text, normalize("NFC", source)
    assert Counter(_letters(text)) == Counter(_letters(source))
    rest = iter(source)
    assert all(letter in rest for p in reading.paragraphs for letter in _letters(p.text))
    for paragraph in reading.paragraphs:
        assert text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text.strip() == paragraph.text != ""
    slices = sorted([(p.start, p.end) for p in reading.paragraphs] + [*reading.document.skipped])
    edges = [0, *itertools.chain.from_iterable(slices), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert start <= end
        assert _BETWEEN_SLICES.fullmatch(text[start:end]), text[start:end]


def _readings(folder: Path) -> Iterator[tuple[Reading, str]]:
    for source in find_files([folder]):
        yield read_file(source), _source_text(source)


def _source_text(source: SourceFile) -> str:
    content = source.path.read_bytes()
    if "scan" in source.name:
        return str(recognise(content, 0)["text"])
    if source.path.suffix == ".pdf":
        return "\n".join(str(page["text"]) for page in read_pdf(content))
    return decode(content)


def test_nothing_is_lost_of_the_sample_corpus() -> None:
    readings = list(_readings(SAMPLE))
    assert len(readings) >= 10
    for reading, source in readings:
        assert_faithful(reading, source)


def test_nothing_is_lost_of_the_real_documents() -> None:
    if not REAL.is_dir():
        pytest.skip(f"the real documents are not here: no {REAL.name} folder beside the project")
    readings = list(_readings(REAL))
    assert len(readings) == 5
    for reading, source in readings:
        assert_faithful(reading, source)


@given(texts_of_pieces, st.sampled_from(["a.txt", "a.md"]))
def test_nothing_is_lost_of_any_layout(text: str, name: str) -> None:
    try:
        reading = read_text(text, name=name)
    except UnreadableFileError as error:
        assert "no paragraph" in str(error)
        return
    assert_faithful(reading, text)


@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md"]))
@example("re\u0301union, 300 \u212a", "a.md")
def test_nothing_is_lost_of_any_text(text: str, name: str) -> None:
    try:
        reading = read_text(text, name=name)
    except UnreadableFileError as error:
        assert "no paragraph" in str(error)
        return
    assert_faithful(reading, text)


@given(texts_of_pieces)
def test_paragraphs_are_numbered_in_reading_order(text: str) -> None:
    try:
        found = read_text(text).paragraphs
    except UnreadableFileError:
        assert not re.search(r"[A-Z]\w+ \w+ décide", text)
        return
    assert [p.ordinal for p in found] == list(range(1, len(found) + 1))
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert len({p.id for p in found}) == len(found)


def test_ids_come_from_the_content_alone(tmp_path: Path) -> None:
    original = SAMPLE / "2020-12-03-releve-cosinum.txt"
    renamed = tmp_path / "sous" / "autre nom.txt"
    renamed.parent.mkdir()
    shutil.copy(original, renamed)
    first, second = (read_path(path) for path in (original, renamed))
    assert first.document.id == second.document.id
    assert [p.id for p in first.paragraphs] == [p.id for p in second.paragraphs]
    renamed.write_bytes(original.read_bytes() + b"\nAjout.\n")
    assert read_path(renamed).document.id != first.document.id


def test_pages_of_a_pdf_start_where_the_source_does() -> None:
    source = find_files([SAMPLE / "2021-05-20-releve-cosinum.pdf"])[0]
    pages = [str(page["text"]) for page in read_pdf(source.path.read_bytes())]
    reading = read_file(source)
    assert reading.document.pages == len(pages) > 1
    assert {p.page for p in reading.paragraphs} == set(range(1, len(pages) + 1))
    for paragraph in reading.paragraphs:
        assert paragraph.page is not None
        opening = _letters(paragraph.text)[:20]
        assert opening in _letters("".join(pages[paragraph.page - 1 : paragraph.page + 1]))
