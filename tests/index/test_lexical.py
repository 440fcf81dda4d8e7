"""tantivy against BM25 written out."""

import math
from pathlib import Path

import pytest

from index.language.analyzer import terms
from index.retrieval.lexical import LexicalEntry, LexicalIndex

K1, B = 1.2, 0.75
CONTEXT_FACTOR = 0.5

ENTRIES = [
    LexicalEntry(3, 1, "Le comité décide d'exclure la messagerie privée.", "Relevé. Messagerie"),
    LexicalEntry(4, 1, "La messagerie, la messagerie interne, est étendue.", "Relevé. Messagerie"),
    LexicalEntry(7, 2, "Un budget de douze millions est voté pour le cloud.", "Fiche. Budget"),
    LexicalEntry(8, 2, "Le cloud interne héberge les données sensibles du comité.", "Fiche. Cloud"),
    LexicalEntry(9, 3, "Rien à voir.", ""),
]


def _bm25(query: str, entry: LexicalEntry) -> float:
    """Robertson and Zaragoza (2009), one field after the other, with tantivy's constants."""
    return sum(
        factor * _field(term, name, entry)
        for name, factor in (("text", 1.0), ("context", CONTEXT_FACTOR))
        for term in set(terms(query))
    )


def _field(term: str, name: str, entry: LexicalEntry) -> float:
    lists = [terms(getattr(other, name)) for other in ENTRIES]
    words = terms(getattr(entry, name))
    holding = sum(term in other for other in lists)
    average = sum(map(len, lists)) / len(lists)
    idf = math.log(1 + (len(lists) - holding + 0.5) / (holding + 0.5))
    frequency = words.count(term)
    return idf * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * len(words) / average))


@pytest.fixture
def lexical(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "lexical")
    index.update(ENTRIES, [])
    return index


def _weights(query: str) -> dict[str, float]:
    return dict.fromkeys(terms(query), 1.0)


@pytest.mark.parametrize(
    "query",
    ["messagerie interne", "budget du cloud", "comité", "relevé de la messagerie du comité"],
)
def test_scores_and_ranks_are_those_of_bm25(lexical: LexicalIndex, query: str) -> None:
    scores = {entry.number: _bm25(query, entry) for entry in ENTRIES}
    expected = sorted(((n, s) for n, s in scores.items() if s > 0), key=lambda p: -p[1])
    found = lexical.search(_weights(query), limit=10)
    assert [number for number, _ in found] == [number for number, _ in expected]
    assert [s for _, s in found] == pytest.approx([s for _, s in expected], rel=1e-4)


def test_a_weight_multiplies_the_score_of_its_term(lexical: LexicalIndex) -> None:
    (once,) = lexical.search({"million": 1.0}, limit=1)
    (half,) = lexical.search({"million": 0.5}, limit=1)
    assert half[0] == once[0]
    assert half[1] == pytest.approx(once[1] / 2)


def test_some_documents_only_keep_their_scores(lexical: LexicalIndex) -> None:
    everywhere = dict(lexical.search(_weights("comité cloud"), limit=10))
    within = lexical.search(_weights("comité cloud"), limit=10, documents=[2])
    assert dict(within) == pytest.approx({n: everywhere[n] for n in (8, 7)})


def test_many_documents_give_what_few_do(lexical: LexicalIndex) -> None:
    many = list(range(2, 200))
    few = lexical.search(_weights("comité cloud"), limit=1, documents=[2, 3])
    assert lexical.search(_weights("comité cloud"), limit=1, documents=many) == few


def test_no_document_and_no_term_find_nothing(lexical: LexicalIndex) -> None:
    assert lexical.search(_weights("comité"), limit=5, documents=[]) == []
    assert lexical.search({}, limit=5) == []
    assert lexical.search({"zoom": 1.0}, limit=5) == []


def test_frequency_counts_words_and_context(lexical: LexicalIndex) -> None:
    assert {t: lexical.frequency(t) for t in terms("cloud relevé zoom")} == {
        "cloud": 2,
        **{terms("relevé")[0]: 2},
        "zoom": 0,
    }


def test_removed_paragraphs_are_gone(lexical: LexicalIndex) -> None:
    lexical.update([LexicalEntry(10, 4, "Un cloud nouveau.", "")], [7, 8, 1234])
    assert len(lexical) == 4
    assert [number for number, _ in lexical.search({"cloud": 1.0}, limit=10)] == [10]


def test_another_reader_keeps_what_it_opened(lexical: LexicalIndex, tmp_path: Path) -> None:
    reader = LexicalIndex(tmp_path / "lexical")
    lexical.update([], [entry.number for entry in ENTRIES])
    assert (len(lexical), len(reader)) == (0, 5)
    assert reader.search({"cloud": 1.0}, limit=1)[0][0] in {7, 8}


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("messager", [3, 4]),
        ("messagr", [3, 4]),
        ("mesasger", [3, 4]),
        ("cluod", [7, 8]),
        ("messig", []),
        ("", []),
    ],
)
def test_terms_one_letter_away(lexical: LexicalIndex, term: str, found: list[int]) -> None:
    assert sorted(lexical.near(term, limit=10)) == found


def test_terms_one_letter_away_in_some_documents(lexical: LexicalIndex) -> None:
    assert lexical.near("cluod", limit=10, documents=[1]) == []
