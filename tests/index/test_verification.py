"""What `verify` sees: each thing that may be wrong, and nothing where all is well."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.builder import build
from index.errors import DamagedIndexError
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, FORMAT_VERSION, Store
from index.storage.writing import StoreWriter
from index.verification import verify
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder


def _execute(data_dir: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute(statement, values)
        connection.commit()


def _vectors_of(length: float) -> Callable[[Path], None]:
    vector = np.zeros(64, dtype=np.float32)
    vector[0] = length
    statement = "UPDATE paragraph SET vector = ? WHERE vector IS NOT NULL"
    return lambda data_dir: _execute(data_dir, statement, vector.tobytes())


def _one_less(data_dir: Path) -> None:
    _execute(data_dir, "DELETE FROM paragraph WHERE number = (SELECT max(number) FROM paragraph)")


BIKES = next(iter(LIBRARY))
ALTERING = {
    "words": "UPDATE document SET text = replace(text, 'douze', 'trente') WHERE source_path = ?",
    "no UTF-8": "UPDATE document SET text = CAST(x'e9' || text AS TEXT) WHERE source_path = ?",
}

BESIDE = "What is kept beside the text"
ALTERED = (
    "The text of {name} was altered in the index after it was written: run `python -m index build` "
    "on that file, or, where it is gone, `python -m index remove {id}`."
)


@pytest.mark.parametrize("statement", ALTERING.values(), ids=ALTERING)
def test_a_text_that_was_altered_is_told_never_shown_and_read_again(
    library: Path, data_dir: Path, encoder: HashingEncoder, statement: str
) -> None:
    with closing(Store(data_dir)) as store:
        document = next(d for d in store.documents() if d.source_path == BIKES)
    _execute(data_dir, statement, BIKES)
    said = ALTERED.format(name=BIKES, id=document.id)
    with closing(Store(data_dir)) as store:
        assert verify(store) == [said]
    with (
        closing(Snapshot.open(data_dir, encoder)) as snapshot,
        pytest.raises(DamagedIndexError) as raised,
    ):
        assert {record.source_path for record in snapshot.records()} == {*LIBRARY}
        assert snapshot.paragraphs(snapshot.records()[-1].id)
        snapshot.search("arceaux")
    assert str(raised.value) == said
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        assert verify(store) == []
        assert store.document(document.id) == document


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET title = 'Autre titre' WHERE source_path = ?",
        "UPDATE document SET date = '2001-01-01' WHERE source_path = ?",
        "UPDATE document SET collection = 'autre' WHERE source_path = ?",
        "UPDATE paragraph SET start = start + 1 WHERE document = "
        "(SELECT number FROM document WHERE source_path = ?) AND ordinal = 2",
        'UPDATE paragraph SET sections = \'[["", "Autre"]]\' WHERE document = '
        "(SELECT number FROM document WHERE source_path = ?)",
        "DELETE FROM seal WHERE document = (SELECT number FROM document WHERE source_path = ?)",
    ],
    ids=["title", "date", "collection", "slice", "sections", "hash"],
)
def test_what_is_kept_beside_a_text_and_was_altered_is_told_and_read_again(
    library: Path, data_dir: Path, encoder: HashingEncoder, statement: str
) -> None:
    with closing(Store(data_dir)) as store:
        document = next(d for d in store.documents() if d.source_path == BIKES)
        paragraphs = store.paragraphs(document.id)
    _execute(data_dir, statement, BIKES)
    said = ALTERED.format(name=BIKES, id=document.id).replace("The text", BESIDE)
    with closing(Store(data_dir)) as store:
        assert verify(store) == [said]
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        assert verify(store) == []
        assert (store.document(document.id), store.paragraphs(document.id)) == (
            document, paragraphs,
        )  # fmt: skip


def test_a_text_that_was_altered_can_be_removed(data_dir: Path) -> None:
    _execute(data_dir, ALTERING["words"], BIKES)
    with closing(StoreWriter(data_dir)) as store:
        (said,) = store.altered().values()
        store.remove_document(said.split()[-1].rstrip("`."))
        assert len(store.documents()) == 2


def test_a_store_without_hashes_or_marks_is_brought_to_this_format(data_dir: Path) -> None:
    (manifest,) = data_dir.glob("derived-*/manifest.json")
    made = manifest.stat().st_mtime_ns
    for statement in (
        "INSERT INTO manifest SELECT 'identity', mark FROM mark WHERE generation = 3",
        "ALTER TABLE document DROP COLUMN text_sha256",
        "DROP TABLE mark",
        "DROP TABLE unwanted",
        "UPDATE manifest SET value = '4' WHERE key = 'format_version'",
    ):
        _execute(data_dir, statement)
    with closing(Store(data_dir)) as store:
        assert verify(store) == []
        assert (store.manifest.format_version, store.unwanted()) == (FORMAT_VERSION, [])
    assert manifest.stat().st_mtime_ns == made


REMOVE = "remove {} and run `python -m index build` on any file."


@pytest.mark.parametrize(
    ("damage", "problems"),
    [
        (lambda _: None, []),
        (
            _vectors_of(0.1),
            [
                "5 paragraphs have a vector that is not of length 1: build their files again in a "
                "new data folder.",
                f"5 paragraphs are searched by other vectors than those stored: {REMOVE}",
            ],
        ),
        (
            _vectors_of(1),
            [f"5 paragraphs are searched by other vectors than those stored: {REMOVE}"],
        ),
        (
            _one_less,
            [
                ALTERED.format(name="fiche-compost.md", id="a30112f44789").replace(
                    "The text", BESIDE
                ),
                f"BM25 is over 5 paragraphs of 4: {REMOVE}",
                f"1 paragraphs are not both in the store and among the vectors searched: {REMOVE}",
            ],
        ),
    ],
    ids=["well", "lengths", "vectors", "paragraphs"],
)
def test_what_is_wrong_is_said(
    data_dir: Path, damage: Callable[[Path], None], problems: list[str]
) -> None:
    damage(data_dir)
    with closing(Store(data_dir)) as store:
        assert verify(store) == [said.format(data_dir / "derived-3") for said in problems]


def test_a_line_of_marks_alone_has_no_word_to_know(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / "marques.txt").write_text("|\n\nLe bac\n", encoding="utf-8")
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        marks, words = store.paragraphs(store.records()[4].id)
    for paragraph, told in (
        (marks, []),
        (words, [f"Paragraphs of which the encoder knows no word: {words.id}."]),
    ):
        statement = "UPDATE paragraph SET vector = zeroblob(length(vector)) WHERE id = ?"
        _execute(data_dir, statement, paragraph.id)
        with closing(Store(data_dir)) as store:
            assert [said for said in verify(store) if "knows" in said] == told


def test_what_it_says_to_do_mends_it(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    _one_less(data_dir)
    (folder,) = data_dir.glob("derived-*")
    folder.rename(data_dir.parent / "removed")
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        assert verify(store) == []


def test_what_was_removed_is_forgotten_once_no_index_needs_it(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    for number in range(4):
        (library / "fiche-compost.md").write_text(f"# Fiche\n\nLe bac numéro {number}.\n")
        build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        assert len(store.changes_since(-1).removed) == 2  # of the last round: heading and text
        assert verify(store) == []
