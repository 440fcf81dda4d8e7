"""What a reader finds, and that nothing moves under it."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.builder import build
from index.derived import refresh, writer_lock
from index.encoders.encoder import Encoder
from index.errors import InvalidQueryError, NoIndexError
from index.hit import Filters
from index.language.analyzer import terms
from index.retrieval.found import FoundParagraphs
from index.retrieval.fusion import Fusion
from index.snapshot import LONGEST_QUERY, Snapshot
from index.storage.writing import StoreWriter
from ingest.document import DocumentKind, DocumentRecord, ParagraphKind
from ingest.folder import find_files
from ingest.reader import read_file
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder

BIKES, WATER, COMPOST = LIBRARY


def test_the_paragraph_asked_for_comes_first(snapshot: Snapshot) -> None:
    hit = snapshot.search("Combien d'arceaux devant la gare ?")[0]
    assert hit.paragraph.text == "Le comité décide d'installer douze arceaux devant la gare."
    assert (hit.rank, hit.document.source_path) == (1, BIKES)


def test_hits_are_ranked_by_falling_score(sample_snapshot: Snapshot) -> None:
    hits = sample_snapshot.search("accessibilité des démarches en ligne", k=20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_each_hit_carries_its_cosine(sample_snapshot: Snapshot, default_encoder: Encoder) -> None:
    query = "doctrine d'hébergement en nuage"
    store, dense = sample_snapshot._store, sample_snapshot._derived.dense
    numbers = store.changes_since(-1).added
    vectors = store.vectors(numbers)
    cosines = vectors @ default_encoder.encode([query], query=True)[0]
    expected = {store.by_numbers([n])[n][1].id: c for n, c in zip(numbers, cosines, strict=True)}
    assert len(dense) == len(numbers)
    for hit in sample_snapshot.search(query, k=50):
        assert hit.dense == pytest.approx(float(expected[hit.paragraph.id]), abs=1e-5)


def test_dense_alone_is_brute_force(sample_snapshot: Snapshot, default_encoder: Encoder) -> None:
    query = "télétravail des agents"
    store = sample_snapshot._store
    numbers = np.array(store.changes_since(-1).added)
    cosines = store.vectors(numbers.tolist()) @ default_encoder.encode([query], query=True)[0]
    best = [store.by_numbers([int(n)])[int(n)][1].id for n in numbers[np.argsort(-cosines)][:10]]
    hits = sample_snapshot.search(query, k=10, fusion=Fusion(lexical=0, dense=1))
    assert [hit.paragraph.id for hit in hits] == best


def test_headings_are_never_hits(sample_snapshot: Snapshot) -> None:
    hits = sample_snapshot.search("Ordre du jour Points divers Conclusion Fiche", k=100)
    assert {hit.paragraph.kind for hit in hits} & {ParagraphKind.HEADING} == set()


def test_every_hit_is_a_slice_of_its_document(sample_snapshot: Snapshot) -> None:
    for hit in sample_snapshot.search("le comité décide", k=100):
        start, end = hit.paragraph.start, hit.paragraph.end
        assert hit.document.text[start:end] == hit.paragraph.text


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        (Filters(since=date(2021, 3, 4), until=date(2021, 3, 4)), {BIKES}),
        (Filters(since=date(2021, 3, 5)), {WATER}),
        (Filters(until=date(2022, 9, 14)), {BIKES}),
        (Filters(kind=DocumentKind.FICHE), {COMPOST}),
        (Filters(kind=DocumentKind.RELEVE, since=date(2022, 1, 1)), {WATER}),
        (Filters(committee="Comité vélo"), {BIKES}),
        (Filters(committee=""), {COMPOST}),
    ],
    ids=["one day", "since", "until excludes undated", "kind", "both", "committee", "of none"],
)
def test_filters_keep_their_documents(
    snapshot: Snapshot, filters: Filters, sources: set[str]
) -> None:
    hits = snapshot.search("comité quartier fontaines arceaux", filters=filters)
    assert {hit.document.source_path for hit in hits} == sources


def test_a_filter_on_a_document_gives_it_alone(snapshot: Snapshot) -> None:
    chosen = snapshot.documents()[0]
    hits = snapshot.search("fontaines publiques", filters=Filters(document_id=chosen.id))
    assert {hit.document for hit in hits} == {chosen}
    assert len(hits) == 2


@pytest.mark.parametrize(
    "filters",
    [
        Filters(document_id="0" * 12),
        Filters(kind=DocumentKind.OTHER),
        Filters(since=date(2030, 1, 1)),
        Filters(since=date(2022, 1, 1), until=date(2021, 1, 1)),
    ],
    ids=["document", "kind", "date", "empty range"],
)
def test_a_filter_that_matches_nothing_gives_nothing(snapshot: Snapshot, filters: Filters) -> None:
    assert snapshot.search("comité", filters=filters) == []


@pytest.mark.parametrize(
    ("query", "k", "message"),
    [
        ("", 10, "empty"),
        (" \n\t", 10, "empty"),
        ("a" * (LONGEST_QUERY + 1), 10, "2,001 characters"),
        ("comité", 0, "k is 0"),
        ("comité", -1, "k is -1"),
        ("comité", 101, "from 1 to 100"),
    ],
)
def test_a_wrong_query_is_one_sentence(
    snapshot: Snapshot, query: str, k: int, message: str
) -> None:
    with pytest.raises(InvalidQueryError, match=message):
        snapshot.search(query, k=k)


def test_a_query_without_a_known_word_has_no_lexical_score(snapshot: Snapshot) -> None:
    assert {hit.lexical for hit in snapshot.search("xyzzy")} == {0.0}
    assert [hit.lexical for hit in snapshot.search("???", k=3)] == [0.0] * 3


def test_k_and_the_longest_query_are_within_bounds(snapshot: Snapshot) -> None:
    assert len(snapshot.search("comité", k=1)) == 1
    assert len(snapshot.search("comité " * (LONGEST_QUERY // 7), k=100)) == 5


def test_weights_take_the_place_of_the_words_of_the_query(snapshot: Snapshot) -> None:
    (term,) = terms("compost")
    hit = snapshot.search("arceaux", weights={term: 1.0}, fusion=Fusion(lexical=1, dense=0))[0]
    assert hit.document.source_path == COMPOST


def test_document_frequency_counts_paragraphs(snapshot: Snapshot) -> None:
    assert snapshot.document_frequency(terms("relevé")[0]) == 4  # in the titles above them
    assert snapshot.document_frequency(terms("arceaux")[0]) == 1
    assert snapshot.document_frequency("zoom") == 0


def test_a_reader_keeps_the_snapshot_it_opened(
    snapshot: Snapshot, library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    before = snapshot.search("fontaines arceaux compost")
    assert snapshot.is_current()
    (library / WATER).unlink()
    (library / BIKES).write_text("# Relevé\n\nPlus aucun arceau.\n", encoding="utf-8")
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert not snapshot.is_current()
    assert snapshot.search("fontaines arceaux compost") == before
    assert [d.source_path for d in snapshot.documents()] == [BIKES, WATER, COMPOST]
    with closing(Snapshot.open(data_dir, encoder)) as newer:
        assert [d.source_path for d in newer.documents()] == [BIKES, COMPOST]


def test_a_list_of_documents_tells_what_each_tells_of_itself(snapshot: Snapshot) -> None:
    facts = [field.name for field in fields(DocumentRecord)]
    for filters in (Filters(), Filters(kind=DocumentKind.RELEVE)):
        for record in snapshot.records(filters):
            document = snapshot.document(record.id)
            assert [getattr(record, fact) for fact in facts] == [
                getattr(document, fact) for fact in facts
            ]
    assert [r.source_path for r in snapshot.records(filters)] == [BIKES, WATER]


def test_threads_may_share_a_snapshot(sample_snapshot: Snapshot) -> None:
    queries = [document.title for document in sample_snapshot.documents()] * 4
    expected = [sample_snapshot.search(query) for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(sample_snapshot.search, queries)) == expected


def test_an_index_moves_with_its_folder(
    data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    shutil.move(data_dir, tmp_path / "elsewhere")
    with closing(Snapshot.open(tmp_path / "elsewhere", encoder)) as moved:
        assert moved.search("compost")[0].document.source_path == COMPOST


def test_no_folder_is_no_index(tmp_path: Path, encoder: HashingEncoder) -> None:
    with pytest.raises(NoIndexError, match="python -m index build"):
        Snapshot.open(tmp_path / "absent", encoder)
    assert not (tmp_path / "absent").exists()


def test_filters_are_values() -> None:
    assert replace(Filters(), kind=DocumentKind.FICHE) == Filters(kind=DocumentKind.FICHE)


def test_what_one_reader_found_is_not_found_by_all(snapshot: Snapshot) -> None:
    found = FoundParagraphs(snapshot._store)
    numbers = snapshot._store.changes_since(-1).added
    assert found.of(numbers, None)
    assert found.of(numbers, frozenset()) == {}
    assert found.of([0, -1], None) == {}


def test_a_snapshot_is_current_while_a_build_goes_on(
    snapshot: Snapshot, library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / COMPOST).write_text("# Fiche : compost\n\nLe compost est suspendu.\n")
    (source,) = find_files([library / COMPOST])
    reading = read_file(source)
    vectors = encoder.encode([reading.paragraphs[-1].text])
    with closing(StoreWriter(data_dir)) as store, writer_lock(data_dir):
        store.add(reading, vectors, path=source.key, fingerprint="")
        assert (store.generation, snapshot.is_current()) == (4, True)
        refresh(store)
    assert not snapshot.is_current()


def test_a_snapshot_is_not_current_once_a_document_is_withdrawn(
    snapshot: Snapshot, library: Path, data_dir: Path
) -> None:
    with closing(StoreWriter(data_dir)) as store, writer_lock(data_dir):
        store.remove_path(str(library / COMPOST))
        assert not snapshot.is_current()


def test_a_snapshot_of_another_store_is_not_current(
    snapshot: Snapshot, library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    shutil.move(data_dir, library.parent / "old")
    build([library], data_dir=data_dir, encoder=encoder)
    assert not snapshot.is_current()
