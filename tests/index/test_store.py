"""The store gives back what was written, and says what is wrong with it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.errors import (
    DamagedIndexError,
    IncompatibleIndexError,
    NoIndexError,
    StorageError,
    UnknownDocumentError,
    UnknownParagraphError,
)
from index.storage.store import FILE_NAME, Manifest, Store
from index.storage.writing import StoreWriter, create_store
from index.verification import verify
from ingest.document import (
    DatePrecision,
    Document,
    DocumentDate,
    DocumentKind,
    Origin,
    Paragraph,
    ParagraphKind,
    Reading,
    Section,
)
from ingest.folder import SourceFile
from ingest.reader import read_file

TEXT = "Ordre du jour\nLe comité retient deux mesures :\n- la première ;"
DOCUMENT = Document(
    id="0123456789ab",
    title="Relevé de décisions",
    kind=DocumentKind.RELEVE,
    committee="COMITÉ",
    date=DocumentDate(date(2020, 12, 1), DatePrecision.MONTH, Origin.FILE_NAME),
    source_path="dossier/relevé.pdf",
    sha256="0123456789ab" + "0" * 52,
    media_type="application/pdf",
    text=TEXT,
    pages=2,
    ocr=True,
    skipped=((0, 3), (7, 9)),
)
HEADING = Paragraph(
    id="0123456789ab-0001",
    document_id=DOCUMENT.id,
    ordinal=1,
    sections=(),
    lead_in="",
    page=1,
    start=0,
    end=13,
    text=TEXT[:13],
    kind=ParagraphKind.HEADING,
)
BULLET = Paragraph(
    id="0123456789ab-0002",
    document_id=DOCUMENT.id,
    ordinal=2,
    sections=(Section("1", "Fiche n° 1"), Section("", "Moyens")),
    lead_in="Le comité retient deux mesures :",
    page=2,
    start=47,
    end=len(TEXT),
    text=TEXT[47:],
    kind=ParagraphKind.BULLET,
    ocr_confidence=0.875,
)
READING = Reading(DOCUMENT, (HEADING, BULLET))
VECTORS = np.array([[0.6, 0.8]], dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one document."""
    create_store(tmp_path, Manifest(encoder="two", dimension=2, analyzer="fr"))
    with closing(StoreWriter(tmp_path)) as store:
        store.add(READING, VECTORS, path="/relevé.pdf", fingerprint="f")
    return tmp_path


def test_documents_and_paragraphs_come_back_whole(folder: Path) -> None:
    with closing(Store(folder)) as store:
        assert store.documents() == (DOCUMENT,)
        assert store.document("0123456789ab") == DOCUMENT
        assert store.paragraphs("0123456789ab") == (HEADING, BULLET)
        assert store.paragraph("0123456789ab-0002") == BULLET


def test_the_sample_corpus_comes_back_as_it_was_read(
    sample_folder: Path, sample_data: Path
) -> None:
    with closing(Store(sample_data)) as store:
        for document in store.documents():
            source = SourceFile(sample_folder / document.source_path, document.source_path)
            reading = read_file(source)
            stored = (replace(p, misread=()) for p in store.paragraphs(document.id))
            assert tuple(stored) == reading.paragraphs
            assert document.text == reading.document.text


def test_vectors_come_back_and_headings_have_none(folder: Path) -> None:
    with closing(Store(folder)) as store:
        assert store.counts() == (1, 1)
        (number,) = store.changes_since(0).added
        assert store.vectors([number]).tolist() == VECTORS.tolist()
        assert store.vectors([]).shape == (0, 2)


def test_each_write_raises_the_generation_by_one(folder: Path) -> None:
    with closing(StoreWriter(folder)) as store:
        (old,) = store.changes_since(0).added
        store.add(READING, VECTORS, path="/relevé.pdf", fingerprint="g")
        (new,) = store.changes_since(1).added
        assert (store.generation, new > old) == (2, True)
        assert old in store.changes_since(1).removed


def test_what_was_written_is_durable_under_a_reader(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    opened = Path("/proc/self/fd")
    monkeypatch.setattr("os.fsync", lambda n: synced.append(str((opened / str(n)).readlink())))
    with closing(Store(folder)) as reader, closing(StoreWriter(folder)) as writer:
        reader.hold()
        writer.add(READING, VECTORS, path="/relevé.pdf", fingerprint="g")
        writer.make_durable()
    assert synced == [str(folder / f"{FILE_NAME}-wal")]


def test_a_document_without_a_date_comes_last(folder: Path) -> None:
    undated = replace(DOCUMENT, id="a" * 12, title="A", date=None)
    later = replace(
        DOCUMENT,
        id="b" * 12,
        date=DocumentDate(date(2021, 1, 1), DatePrecision.YEAR, Origin.TEXT),
    )
    with closing(StoreWriter(folder)) as store:
        for document in (undated, later):
            store.add(Reading(document, ()), VECTORS[:0], path=document.id, fingerprint="")
        assert [d.id for d in store.documents()] == [DOCUMENT.id, later.id, undated.id]


def test_a_write_that_fails_leaves_nothing(folder: Path) -> None:
    other = replace(DOCUMENT, id="c" * 12)
    twice = Reading(other, (HEADING, HEADING))
    with closing(StoreWriter(folder)) as store:
        with pytest.raises(DamagedIndexError):
            store.add(twice, VECTORS[:0], path="/autre.pdf", fingerprint="")
        assert (store.generation, store.documents()) == (1, (DOCUMENT,))
        assert list(store.sources()) == ["/relevé.pdf"]


def test_unknown_ids_are_named(folder: Path) -> None:
    with closing(Store(folder)) as store:
        with pytest.raises(UnknownDocumentError, match="'nope'"):
            store.document("nope")
        with pytest.raises(UnknownParagraphError, match="'nope-0001'"):
            store.paragraph("nope-0001")


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="python -m index build PATH --data"):
        Store(tmp_path / "absent")


def test_a_file_that_is_not_a_store_is_damaged(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but long enough to be read" * 40)
    with pytest.raises(DamagedIndexError, match="build it again in a new data folder"):
        Store(tmp_path)


def test_an_empty_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    with pytest.raises(NoIndexError, match="python -m index build"):
        Store(tmp_path)


def test_another_format_is_refused(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("UPDATE manifest SET value = '99' WHERE key = 'format_version'")
        connection.commit()
    with (
        closing(Store(folder)) as store,
        pytest.raises(IncompatibleIndexError, match=r"has format 99.*: run the one that wrote it"),
    ):
        _ = store.manifest


def test_a_folder_that_cannot_be_written_says_that_reading_takes_it(folder: Path) -> None:
    (folder / f"{FILE_NAME}-wal").mkdir()  # as where the account or the disk allows no file
    with pytest.raises(StorageError, match="reading it takes the right to write in it as well"):
        Store(folder)


def test_verify_names_the_document_of_a_paragraph_that_is_no_slice(data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute("UPDATE paragraph SET end = 1000000 WHERE number = 2")
        connection.commit()
    with closing(Store(data_dir)) as store:
        (problem,) = verify(store)
    assert problem.startswith(
        "What is kept beside the text of 2021-03-04-releve-comite-velo.md was"
    )
