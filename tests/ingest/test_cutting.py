"""A paragraph without end is cut in pieces that are read, found and quoted as others are."""

import pytest

from ingest.structure.cutting import LONGEST
from tests.support.reading import read_text

SENTENCES = [f"Le comité adopte la mesure n° {number} sans réserve." for number in range(2_000)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(SENTENCES), id="one-line"),
        pytest.param("\n".join(SENTENCES), id="lines-without-a-break"),
        pytest.param("mesure " * 12_000, id="no-sentence"),
        pytest.param("x" * 50_000, id="no-word"),
    ],
)
def test_what_has_no_end_is_cut(text: str) -> None:
    reading = read_text(f"# Relevé de décisions\n\n{text}\n")
    paragraphs = reading.paragraphs
    assert len(paragraphs) > 2
    assert max(len(paragraph.text) for paragraph in paragraphs) <= LONGEST
    whole = reading.document.text
    assert all(whole[p.start : p.end] == p.text for p in paragraphs)
    assert "".join(whole.split()).endswith("".join(text.split()))


def test_it_is_cut_between_sentences() -> None:
    paragraphs = read_text(" ".join(SENTENCES)).paragraphs
    assert len(paragraphs) > 2
    assert all(p.text.startswith("Le comité") and p.text.endswith("réserve.") for p in paragraphs)
    assert " ".join(p.text for p in paragraphs) == " ".join(SENTENCES)


def test_a_long_paragraph_stays_whole() -> None:
    text = " ".join(SENTENCES)[: LONGEST - 100]
    assert [p.text for p in read_text(text).paragraphs] == [text.strip()]
