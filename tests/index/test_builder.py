"""Building: what changes is embedded and written, and nothing else."""

import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from index.builder import build
from index.derived import newest_generation
from index.snapshot import Snapshot
from index.storage.store import Store
from index.storage.writing import StoreWriter
from index.verification import verify
from ingest.document import Reading
from ingest.errors import NothingToReadError
from ingest.folder import SourceFile
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder

BIKES, WATER, COMPOST = LIBRARY


def test_first_build_reports_every_file(library: Path, tmp_path: Path) -> None:
    report = build([library], data_dir=tmp_path / "data", encoder=HashingEncoder())
    assert report.added == [BIKES, WATER, COMPOST]
    assert (report.paragraphs, report.generation, report.failed) == (5, 3, {})


def test_unchanged_files_are_not_embedded_again(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert report.unchanged == [BIKES, WATER, COMPOST]
    assert (report.added, report.generation, encoder.encoded) == ([], 3, [])


def test_adding_a_file_does_not_touch_the_others(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    before = _paragraph_rows(data_dir)
    (library / "fiche-bruit.md").write_text("# Fiche : bruit\n\nLe bruit est mesuré la nuit.\n")
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert report.added == ["fiche-bruit.md"]
    assert [text.split(". ")[-1] for text in encoder.encoded] == ["Le bruit est mesuré la nuit."]
    assert _paragraph_rows(data_dir)[: len(before)] == before


def test_a_changed_file_takes_the_place_of_the_old(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / COMPOST).write_text("# Fiche : compost partagé\n\nLe compost est suspendu.\n")
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert (report.added, len(report.unchanged)) == ([COMPOST], 2)
    assert _texts("bac de compost", data_dir, encoder)[0] == "Le compost est suspendu."
    assert "quartier" not in " ".join(_texts("quartier", data_dir, encoder))


def test_prune_drops_what_is_gone_from_every_answer(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / WATER).unlink()
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert report.removed == [WATER]
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert (snapshot.paragraph_count, snapshot.document_frequency("fontain")) == (3, 0)
        assert {hit.document.source_path for hit in snapshot.search("fontaines comité")} <= {
            BIKES,
            COMPOST,
        }
    assert encoder.encoded == ["fontaines comité"]


def test_prune_drops_nothing_where_a_share_is_not_mounted(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    share, data = tmp_path / "share", tmp_path / "both"
    share.mkdir()
    (share / "note.txt").write_text("Le comité retient une date.\n")
    build([library, share], data_dir=data, encoder=encoder, prune=True)
    (share / "note.txt").unlink()
    with pytest.raises(NothingToReadError, match=f"^Nothing to read in {share}, whose documents"):
        build([library, share], data_dir=data, encoder=encoder, prune=True)
    assert _document_count(data) == 4
    assert build([library, share], data_dir=data, encoder=encoder).removed == []
    assert build([library], data_dir=data, encoder=encoder, prune=True).removed == ["note.txt"]


def test_what_is_new_can_be_searched_before_what_is_gone_is_withdrawn(
    library: Path, data_dir: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []
    remove_path = StoreWriter.remove_path

    def look(store: StoreWriter, path: str) -> None:
        found.append(newest_generation(data_dir) == store.generation == 4)
        remove_path(store, path)

    monkeypatch.setattr(StoreWriter, "remove_path", look)
    (library / WATER).unlink()
    (library / COMPOST).write_text("# Fiche : compost partagé\n\nLe compost est suspendu.\n")
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert found == [True]


def test_without_prune_files_outside_the_paths_stay(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    report = build([library / BIKES], data_dir=data_dir, encoder=encoder)
    assert (report.removed, _document_count(data_dir)) == ([], 3)


def test_one_content_under_two_names_is_one_document(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    shutil.copy(library / COMPOST, library / "zz-copie.md")
    build([library], data_dir=data_dir, encoder=encoder)
    assert _document_count(data_dir) == 3
    assert _texts("compost", data_dir, encoder).count(_texts("compost", data_dir, encoder)[0]) == 1


def test_the_last_name_of_a_content_takes_its_document_away(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    shutil.copy(library / COMPOST, library / "zz-copie.md")
    build([library], data_dir=data_dir, encoder=encoder)
    (library / COMPOST).unlink()
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert _document_count(data_dir) == 3
    (library / "zz-copie.md").unlink()
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert _document_count(data_dir) == 2


def test_a_renamed_file_shows_its_new_name(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / COMPOST).rename(library / "fiche-bacs.md")
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    with closing(Store(data_dir)) as store:
        assert [d.source_path for d in store.documents()] == [BIKES, WATER, "fiche-bacs.md"]


def test_a_copy_of_what_is_in_an_archive_leaves_it_there(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    text, elsewhere = "# Note\n\nLe comité ferme la halle.\n", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "copie.md").write_text(text, encoding="utf-8")
    (library / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    with zipfile.ZipFile(library / "envoi.zip", "w") as archive:
        archive.writestr("note.md", text)
    for folder in (library, elsewhere):
        build([folder], data_dir=tmp_path / "data", encoder=encoder)
    with closing(Store(tmp_path / "data")) as store:
        found = {d.source_path: d.collection for d in store.documents()}
    assert found["envoi.zip/note.md"] == "direction"
    assert found["copie.md"] == "public"


def test_what_is_renamed_in_an_archive_shows_its_new_name(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    for name in ("note.md", "notes/halle.md"):
        with zipfile.ZipFile(library / "envoi.zip", "w") as archive:
            archive.writestr(name, "# Note\n\nLe comité ferme la halle.\n")
        build([library], data_dir=data_dir, encoder=encoder)
    with closing(Store(data_dir)) as store:
        assert {d.source_path for d in store.documents()} == {*LIBRARY, "envoi.zip/notes/halle.md"}


def test_a_bad_file_does_not_stop_the_others(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    (library / "vide.md").write_bytes(b"")
    (library / "faux.pdf").write_bytes(b"not a PDF")
    report = build([library], data_dir=tmp_path / "data", encoder=encoder)
    assert sorted(report.failed) == ["faux.pdf", "vide.md"]
    assert report.added == [BIKES, WATER, COMPOST]


def test_a_file_that_becomes_bad_keeps_what_was_indexed_of_it(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / COMPOST).write_bytes(b"")
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert (list(report.failed), report.removed) == ([COMPOST], [])
    assert _document_count(data_dir) == 3


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


NOTE = b"# Note\n\nLe comite ferme la halle.\n"
INNER = _zip({"note.md": NOTE})
DAMAGED: dict[str, tuple[bytes, bytes]] = {
    "half copied": (INNER, INNER[:40]),
    "within another": (_zip({"lot.zip": INNER}), _zip({"lot.zip": INNER[:40]})),
}


@pytest.mark.parametrize(("whole", "damaged"), DAMAGED.values(), ids=DAMAGED)
def test_what_is_in_an_archive_stays_while_it_cannot_be_opened(
    library: Path, data_dir: Path, encoder: HashingEncoder, whole: bytes, damaged: bytes
) -> None:
    archive = library / "envoi.zip"
    archive.write_bytes(whole)
    build([library], data_dir=data_dir, encoder=encoder)
    archive.write_bytes(damaged)
    (library / "copie.md").write_bytes(NOTE)
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert (len(report.failed), report.removed, _document_count(data_dir)) == (1, [], 4)
    (library / "copie.md").unlink()
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert _document_count(data_dir) == 4
    archive.write_bytes(_zip({"plan.png": b""}))
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert (report.removed, _document_count(data_dir)) == (["note.md"], 3)


def test_what_is_in_an_archive_that_cannot_be_opened_is_of_its_collection(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / "envoi.zip").write_bytes(INNER)
    build([library], data_dir=data_dir, encoder=encoder)
    (library / "envoi.zip").write_bytes(INNER[:40])
    (library / "documents.yaml").write_text("envoi.zip: {collection: direction}\n")
    build([library], data_dir=data_dir, encoder=encoder)
    assert _document_count(data_dir) == 3


def test_a_content_that_was_removed_is_not_read_again_until_it_is_wanted(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    with closing(StoreWriter(data_dir)) as store:
        document = next(d.id for d in store.documents() if d.source_path == COMPOST)
        assert store.remove_document(document) == [str(library / COMPOST)]
    (library / "documents.yaml").write_text(f"{COMPOST}: {{title: Autre}}\n")
    (library / COMPOST).rename(library / "renommé.md")
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert (report.unwanted, report.added, report.failed) == (["renommé.md"], [], {})
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True, retry=True)
    assert (report.unwanted, report.added) == ([], ["renommé.md"])
    report = build([library], data_dir=data_dir, encoder=encoder, prune=True)
    assert (report.unwanted, len(report.unchanged)) == ([], 3)


def test_a_file_whose_document_was_removed_is_read_once_it_changes(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    with closing(StoreWriter(data_dir)) as store:
        for document in store.documents():
            store.remove_document(document.id)
    (library / COMPOST).write_text("# Fiche : compost\n\nLe compost est suspendu.\n")
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert (report.added, report.unwanted) == ([COMPOST], [BIKES, WATER])


def test_every_promise_holds_after_many_changes(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    for round_ in range(4):
        (library / COMPOST).write_text(f"# Fiche : compost\n\nVersion numéro {round_}.\n")
        build([library], data_dir=data_dir, encoder=encoder, prune=True)
    with closing(Store(data_dir)) as store:
        assert (verify(store), store.generation) == ([], 7)
    assert _texts("version", data_dir, encoder)[0] == "Version numéro 3."


def _texts(query: str, data_dir: Path, encoder: HashingEncoder) -> list[str]:
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        return [hit.paragraph.text for hit in snapshot.search(query)]


def _document_count(data_dir: Path) -> int:
    with closing(Store(data_dir)) as store:
        return store.counts()[0]


def _paragraph_rows(data_dir: Path) -> list[tuple[int, str]]:
    """(number, paragraph id) of everything searchable, by number."""
    with closing(Store(data_dir)) as store:
        numbers = store.changes_since(-1).added
        return [(number, store.by_numbers([number])[number][1].id) for number in numbers]


def test_a_file_that_cannot_be_read_waits_in_quarantine_until_it_changes(
    library: Path, data_dir: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = library / "vide.txt"
    bad.write_bytes(b" ")
    reason = {"vide.txt": "vide.txt: the file is empty."}
    assert build([library], data_dir=data_dir, encoder=encoder).failed == reason
    tried: list[str] = []

    def read(sources: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, Reading]]:
        tried.extend(source.name for source in sources)
        return iter(())

    with monkeypatch.context() as watched:
        watched.setattr("index.builder.read_files", read)
        assert build([library], data_dir=data_dir, encoder=encoder).failed == reason
        assert tried == []
        build([library], data_dir=data_dir, encoder=encoder, retry=True)
        assert tried == ["vide.txt"]
    bad.write_text("Le bruit est mesuré la nuit.\n", encoding="utf-8")
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert (report.added, report.failed) == (["vide.txt"], {})
    with closing(Store(data_dir)) as store:
        assert store.quarantined() == []


def test_prune_empties_the_quarantine_of_what_is_gone(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    (library / "vide.txt").write_bytes(b" ")
    build([library], data_dir=data_dir, encoder=encoder)
    (library / "vide.txt").unlink()
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    with closing(Store(data_dir)) as store:
        assert store.quarantined() == []
