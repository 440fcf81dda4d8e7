"""Collections: told by the folder, kept with the document, and unknown to other readers."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.errors import UnknownAnswerError
from assistant.service.library import Library
from index.__main__ import main as index_main
from index.builder import build
from index.errors import UnknownDocumentError, UnknownParagraphError
from index.hit import Collections, Filters
from index.retrieval.lexical import LexicalEntry, LexicalIndex
from index.retrieval.readable import ReadableWords
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, FORMAT_VERSION, Store
from ingest.document import Reading
from ingest.errors import CatalogError
from ingest.folder import SourceFile, find_files
from tests.support.hashing import HashingEncoder

PUBLIC = frozenset({"public"})
BOARD = PUBLIC | {"direction"}
HIDDEN = "Le comité décide de fermer le gymnase Sérendipité le 3 mai.\n"


@pytest.fixture
def restricted(library: Path) -> Path:
    """The library, with minutes and an archive that only the board may read."""
    board = library / "direction" / "2023"
    board.mkdir(parents=True)
    (board.parent / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    (board / "secret.md").write_text(f"# Relevé de décisions\n\n{HIDDEN}", encoding="utf-8")
    with zipfile.ZipFile(board / "annexes.zip", "w") as archive:
        archive.writestr("annexe.md", "# Annexe\n\nLe gymnase coûte 40 000 euros par an.\n")
    return library


@pytest.fixture
def whole(restricted: Path, tmp_path: Path, encoder: HashingEncoder) -> Iterator[Snapshot]:
    build([restricted], data_dir=tmp_path / "data", encoder=encoder)
    with closing(Snapshot.open(tmp_path / "data", encoder)) as opened:
        yield opened


@dataclass(frozen=True)
class Served:
    """A server that told from a note who distributes compost, and what it reads."""

    folder: Path
    data_dir: Path
    encoder: HashingEncoder
    library: Library
    answer: Answer

    @property
    def note(self) -> Path:
        return self.folder / "fiche-compost.md"

    def build(self, *, prune: bool = False) -> None:
        build([self.folder], data_dir=self.data_dir, encoder=self.encoder, prune=prune)
        self.library.look_again()

    def gives(self, collections: Collections) -> bool:
        try:
            return self.library.given(self.answer.id, collections=collections).id == self.answer.id
        except UnknownAnswerError:
            return False


@pytest.fixture
def served(restricted: Path, tmp_path: Path, encoder: HashingEncoder) -> Iterator[Served]:
    data = tmp_path / "data"
    build([restricted], data_dir=data, encoder=encoder)
    with closing(Library(data, encoder, journal_days=1)) as library:
        answer = library.ask("Qui distribue le compost ?", collections=PUBLIC)
        served = Served(restricted, data, encoder, library, answer)
        assert served.note.name in {c.document.source_path for c in answer.citations}
        assert served.gives(PUBLIC)
        yield served


def names(snapshot: Snapshot) -> set[str]:
    listed = [record.id for record in snapshot.records()]
    assert listed == [document.id for document in snapshot.documents()]
    return {record.source_path for record in snapshot.records()}


def test_a_folder_gives_its_collection_to_all_below_it(restricted: Path) -> None:
    (restricted / "documents.yaml").write_text("fiche-compost.md:\n  collection: régie\n")
    expected = {
        "2021-03-04-releve-comite-velo.md": "public",
        "2022-09-15-releve-comite-eau.md": "public",
        "direction/2023/annexes.zip/annexe.md": "direction",
        "direction/2023/secret.md": "direction",
        "fiche-compost.md": "régie",
    }
    assert {file.name: file.collection for file in find_files([restricted])} == expected


def test_a_part_of_a_folder_keeps_its_collection(restricted: Path) -> None:
    alone = find_files([restricted / "direction" / "2023" / "secret.md"])
    below = find_files([restricted / "direction" / "2023"])
    assert {file.collection for file in (*alone, *below)} == {"direction"}


def test_a_link_keeps_the_collection_of_its_file(restricted: Path) -> None:
    (restricted / "lien.md").symlink_to(restricted / "direction" / "2023" / "secret.md")
    collections = {file.name: file.collection for file in find_files([restricted])}
    assert "public" not in {collections.get("lien.md"), collections.get("direction/2023/secret.md")}


def test_what_may_not_be_read_does_not_exist(whole: Snapshot) -> None:
    reader = whole.readable_by(PUBLIC)
    hidden = next(d for d in whole.documents() if d.collection == "direction")
    inside = whole.paragraphs(hidden.id)[-1]
    assert (len(names(whole)), len(names(reader)), reader.document_count) == (5, 3, 3)
    assert whole.paragraph_count - reader.paragraph_count == 2
    for read in (reader.document, reader.paragraphs):
        with pytest.raises(UnknownDocumentError) as refused:
            read(hidden.id)
        with pytest.raises(UnknownDocumentError) as missing:
            read("0" * 12)
        assert str(refused.value).replace(hidden.id, "0" * 12) == str(missing.value)
    with pytest.raises(UnknownParagraphError):
        reader.paragraph(inside.id)
    assert reader.files(hidden.id) == ()
    assert whole.readable_by(BOARD).paragraph(inside.id) == inside


def test_search_finds_what_may_be_read_and_only_that(whole: Snapshot) -> None:
    everyone, board = whole.readable_by(PUBLIC), whole.readable_by(BOARD)
    assert [h for h in everyone.search("gymnase") if h.document.collection != "public"] == []
    assert board.search("gymnase")[0].document.collection == "direction"
    only = Filters(collections=frozenset({"direction"}))
    assert everyone.search("gymnase", filters=only) == []
    assert {h.document.collection for h in board.search("comité", filters=only)} == {"direction"}
    assert everyone.search("gymnase", filters=Filters(collections=frozenset())) == []


def test_a_word_of_others_is_a_word_of_no_one(whole: Snapshot) -> None:
    everyone = whole.readable_by(PUBLIC)
    assert whole.document_frequency("gymnas") == 2
    assert everyone.document_frequency("gymnas") == 0
    question = "Qu'a-t-il été décidé sur le gymnase Sérendipité ?"
    answer = Assistant(everyone).ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert "3 documents" in answer.text
    assert HIDDEN.strip() in Assistant(whole.readable_by(BOARD)).ask(question).text


def test_the_same_answers_as_from_an_index_of_its_own(
    whole: Snapshot, library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    alone = tmp_path / "alone"
    build([*library.glob("*.md")], data_dir=alone, encoder=encoder)
    with closing(Snapshot.open(alone, encoder)) as own:
        reader = whole.readable_by(PUBLIC)
        for question in ("Que décide le comité ?", "arceaux devant la gare", "fontaines publiques"):
            found = [hit.paragraph.id for hit in reader.search(question)]
            assert found == [hit.paragraph.id for hit in own.search(question)]


def test_words_weigh_as_in_an_index_of_the_same_documents(tmp_path: Path) -> None:
    texts = ["eau vélo", "eau gare eau", "eau parc", "vélo " * 90, "vélo parc " * 30, "vélo rue"]
    entries = [LexicalEntry(n, n, text, text[:9]) for n, text in enumerate(texts, start=1)]
    both, own = LexicalIndex(tmp_path / "both"), LexicalIndex(tmp_path / "own")
    both.update([*entries, LexicalEntry(7, 7, "eau", "")], [])
    both.update([LexicalEntry(8, 8, "rue du parc", "")], [7])
    own.update(entries[:4], [])
    words = ReadableWords(both, [1, 2, 3, 4])
    asked = {"eau": 1.0, "velo": 1.0, "gare": 0.5}
    expected = dict(own.search(asked, limit=10))
    assert dict(words.search(asked, limit=10, documents=[1, 2, 3, 4])) == pytest.approx(expected)
    within = words.search(asked, limit=10, documents=[2, 4], required=["eau"])
    assert dict(within) == pytest.approx({2: expected[2]})
    assert [words.frequency(term) for term in ("eau", "velo", "ru")] == [3, 2, 0]


def test_a_document_changes_collection(
    restricted: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    data, note = tmp_path / "data", restricted / "fiche-compost.md"
    build([restricted], data_dir=data, encoder=encoder)
    (restricted / "documents.yaml").write_text("fiche-compost.md:\n  collection: direction\n")
    build([restricted], data_dir=data, encoder=encoder)
    with closing(Snapshot.open(data, encoder)) as opened:
        assert "fiche-compost.md" in names(opened)
        assert "fiche-compost.md" not in names(opened.readable_by(PUBLIC))
    (restricted / "documents.yaml").unlink()
    note.rename(restricted / "direction" / note.name)
    build([restricted], data_dir=data, encoder=encoder)
    with closing(Snapshot.open(data, encoder)) as opened:
        assert "direction/fiche-compost.md" in names(opened)
        assert "fiche-compost.md" not in names(opened)


@pytest.mark.parametrize("how", ["entry", "moved", "copied", "renamed and pruned"])
def test_what_was_closed_and_is_for_all_to_read_is_told(
    restricted: Path, tmp_path: Path, encoder: HashingEncoder, how: str
) -> None:
    data, secret = tmp_path / "data", restricted / "direction" / "2023" / "secret.md"
    assert build([restricted], data_dir=data, encoder=encoder).notices == []
    name = "avis.md"
    if how == "entry":
        (secret.parent / "documents.yaml").write_text("secret.md:\n  collection: public\n")
        name = "direction/2023/secret.md"
    elif how == "copied":
        (restricted / name).write_bytes(secret.read_bytes())
    else:
        secret.rename(restricted / name)
    report = build([restricted], data_dir=data, encoder=encoder, prune="pruned" in how)
    assert report.notices == [
        f"{name} was in the collection direction and is now public, for all to read: if it "
        "should not be, give it a collection in documents.yaml and build again."
    ]
    assert build([restricted], data_dir=data, encoder=encoder).notices == []


def test_an_answer_is_withdrawn_with_its_document(served: Served) -> None:
    catalog = served.folder / "documents.yaml"
    catalog.write_text(f"{served.note.name}:\n  collection: direction\n")
    served.build()
    assert (served.gives(PUBLIC), served.gives(BOARD)) == (False, True)
    served.note.unlink()
    gone = rf"names {served.note.name}, which is not there: .* gone"
    with pytest.raises(CatalogError, match=gone):
        served.build(prune=True)
    catalog.unlink()
    served.build(prune=True)
    assert not any(map(served.gives, (PUBLIC, BOARD, None)))


def test_an_answer_goes_with_what_is_removed_and_stays_with_what_is_mended(served: Served) -> None:
    served.note.write_text(served.note.read_text() + "\nAjout.\n")
    served.build()
    assert served.gives(PUBLIC)
    with closing(Store(served.data_dir)) as store:
        (mended,) = (d.id for d in store.documents() if d.source_path == served.note.name)
    assert index_main(["remove", mended, "--data", str(served.data_dir)]) == 0
    served.library.look_again()
    assert not any(map(served.gives, (PUBLIC, None)))


def test_an_answer_is_withdrawn_with_a_document_that_moves_and_changes(served: Served) -> None:
    moved = served.note.rename(served.folder / "direction" / "autre.md")
    moved.write_text(moved.read_text() + "\nAjout.\n")
    served.build(prune=True)
    assert not served.gives(PUBLIC)


def test_an_answer_is_withdrawn_with_a_document_that_moves(served: Served) -> None:
    copy = served.folder / "direction" / "copie.md"
    copy.write_bytes(served.note.read_bytes())
    served.build()
    assert served.gives(PUBLIC)
    served.note.unlink()
    served.build(prune=True)
    assert (served.gives(PUBLIC), served.gives(BOARD)) == (False, True)


def test_a_file_of_the_same_name_elsewhere_withdraws_nothing(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    data, board = tmp_path / "data", tmp_path / "board"
    board.mkdir()
    (board / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    (board / "fiche-compost.md").write_text(f"# Fiche\n\n{HIDDEN}", encoding="utf-8")
    build([library, board], data_dir=data, encoder=encoder)
    with closing(Library(data, encoder, journal_days=1)) as served:
        answer = served.ask("Qui distribue le compost ?", collections=PUBLIC)
        assert "fiche-compost.md" in {c.document.source_path for c in answer.citations}
        assert served.given(answer.id, collections=PUBLIC).id == answer.id


def test_what_cannot_be_read_again_is_withdrawn(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    build([library], data_dir=tmp_path / "data", encoder=encoder)
    (library / "documents.yaml").write_text("collection: direction\n")
    (library / "fiche-compost.md").write_bytes(b"")
    report = build([library], data_dir=tmp_path / "data", encoder=encoder)
    assert list(report.failed) == ["fiche-compost.md"]
    with closing(Snapshot.open(tmp_path / "data", encoder)) as opened:
        assert names(opened.readable_by(PUBLIC)) == set()


def test_what_changed_collection_is_withdrawn_before_anything_is_read(
    restricted: Path, tmp_path: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    build([restricted], data_dir=data, encoder=encoder)
    (restricted / "documents.yaml").write_text("fiche-compost.md:\n  collection: direction\n")
    with closing(Snapshot.open(data, encoder)) as before:

        def look(_: object) -> Iterator[tuple[SourceFile, Reading]]:
            assert not before.is_current()
            with closing(Snapshot.open(data, encoder)) as during:
                assert during.is_current()
                assert "fiche-compost.md" not in names(during)
            return iter(())

        monkeypatch.setattr("index.builder.read_files", look)
        build([restricted], data_dir=data, encoder=encoder)


def test_the_same_file_in_two_collections_is_two_documents(
    restricted: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    copy = restricted / "direction" / "copie.md"
    copy.write_bytes((restricted / "fiche-compost.md").read_bytes())
    build([restricted], data_dir=tmp_path / "data", encoder=encoder)
    with closing(Snapshot.open(tmp_path / "data", encoder)) as opened:
        assert {"fiche-compost.md", "direction/copie.md"} <= names(opened)
        assert "fiche-compost.md" in names(opened.readable_by(PUBLIC))
        assert "direction/copie.md" not in names(opened.readable_by(PUBLIC))


def test_an_older_data_folder_opens_with_all_public(
    data_dir: Path, encoder: HashingEncoder
) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute("ALTER TABLE document DROP COLUMN collection")
        connection.execute("ALTER TABLE paragraph DROP COLUMN misread")
        connection.execute("ALTER TABLE document DROP COLUMN text_sha256")
        connection.execute("UPDATE manifest SET value = '2' WHERE key = 'format_version'")
        connection.commit()
    with closing(Snapshot.open(data_dir, encoder)) as opened:
        assert len(names(opened.readable_by(PUBLIC))) == 3
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        row = connection.execute("SELECT value FROM manifest WHERE key = 'format_version'")
        assert row.fetchone() == (str(FORMAT_VERSION),)
