"""Builds that are killed, and derived indexes that lag or are damaged."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.builder import build
from index.derived import writer_lock
from index.errors import BusyIndexError
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, Store
from index.storage.writing import StoreWriter
from index.verification import verify
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder
from tests.support.places import ROOT

BIKES, WATER, COMPOST = LIBRARY

KILLED_BUILD = """
import os, signal, sys
from pathlib import Path

import index.builder
from tests.support.hashing import HashingEncoder

library, data_dir, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
calls = 0


def kill_at_the_moment(frame, event, argument):
    # every call that this stage makes, SQLite's and the system's among them
    global calls
    name = frame.f_code.co_filename
    if event in ("call", "c_call") and os.sep + "index" + os.sep in name:
        calls += 1
        if calls == moment:
            os.kill(os.getpid(), signal.SIGKILL)


sys.setprofile(kill_at_the_moment)
index.builder.build([library], data_dir=data_dir, encoder=HashingEncoder(), prune=True)
sys.setprofile(None)
print(calls)
"""


def _build_in_child(library: Path, data_dir: Path, *, moment: int) -> tuple[int, str]:
    child = subprocess.run(
        [sys.executable, "-c", KILLED_BUILD, str(library), str(data_dir), str(moment)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return child.returncode, child.stdout


@pytest.fixture
def changed(library: Path) -> Path:
    """The library, with one file gone, one changed and one more than what is indexed."""

    (library / WATER).unlink()
    (library / COMPOST).write_text("# Fiche : compost\n\nLe compost est suspendu.\n")
    (library / "fiche-velo.md").write_text("# Fiche : vélo\n\nLes vélos sont gratuits.\n")
    return library


OLD = {BIKES: 2, WATER: 2, COMPOST: 1}
NEW = {BIKES: 2, COMPOST: 1, "fiche-velo.md": 1}
OLD_COMPOST = "Chaque quartier peut demander un bac de compost à la régie."
NEW_COMPOST = "Le compost est suspendu."


@pytest.mark.parametrize("tenth", range(1, 11))
def test_a_killed_build_leaves_each_document_old_or_new(
    data_dir: Path, changed: Path, tmp_path: Path, encoder: HashingEncoder, tenth: int
) -> None:
    rehearsal = tmp_path / "rehearsal"
    shutil.copytree(data_dir, rehearsal)
    calls = int(_build_in_child(changed, rehearsal, moment=0)[1])
    code, _ = _build_in_child(changed, data_dir, moment=calls * tenth // 10)
    assert code == -signal.SIGKILL
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert snapshot.is_current()
        _check_old_or_new(snapshot)
    with closing(Store(data_dir)) as store:
        assert verify(store) == []
    assert set(encoder.encoded) == {"compost"}  # the repair embeds nothing
    build([changed], data_dir=data_dir, encoder=encoder, prune=True)
    assert _held(data_dir) == NEW


def _check_old_or_new(snapshot: Snapshot) -> None:
    held = {d.source_path: len(snapshot.paragraphs(d.id)) for d in snapshot.documents()}
    assert held.keys() <= OLD.keys() | NEW.keys()
    (compost,) = (d for d in snapshot.documents() if d.source_path == COMPOST)
    found = [hit for hit in snapshot.search("compost") if hit.document == compost]
    assert [hit.paragraph.text for hit in found] in ([OLD_COMPOST], [NEW_COMPOST])
    assert snapshot.paragraph_count == len(snapshot.search("compost", k=100))


@pytest.mark.parametrize("tenth", [1, 3, 5, 8])
def test_a_first_build_that_is_killed_can_be_run_again(
    library: Path, tmp_path: Path, encoder: HashingEncoder, tenth: int
) -> None:
    data_dir = tmp_path / "fresh"
    calls = int(_build_in_child(library, tmp_path / "rehearsal", moment=0)[1])
    assert _build_in_child(library, data_dir, moment=calls * tenth // 10)[0] == -signal.SIGKILL
    report = build([library], data_dir=data_dir, encoder=encoder)
    assert sorted(report.added + report.unchanged) == [BIKES, WATER, COMPOST]
    assert _held(data_dir).keys() == OLD.keys()


def test_derived_indexes_behind_the_store_are_brought_up_to_date(
    data_dir: Path, encoder: HashingEncoder
) -> None:
    with closing(StoreWriter(data_dir)) as store:
        store.remove_document(store.documents()[0].id)
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert (snapshot.generation, snapshot.is_current()) == (4, True)
        assert BIKES not in {hit.document.source_path for hit in snapshot.search("arceaux")}
    assert [path.name for path in data_dir.glob("derived-*")] == ["derived-4"]


def _truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_truncate, _flip_a_bit, Path.unlink])
@pytest.mark.parametrize(
    "name",
    ["dense.faiss", "manifest.json", "lexical/meta.json", "lexical/*.term", "lexical/*.fast"],
)
def test_a_damaged_file_is_made_anew_without_embedding(
    data_dir: Path, encoder: HashingEncoder, name: str, damage: Callable[[Path], None]
) -> None:
    (path,) = data_dir.glob(f"derived-3/{name}")
    damage(path)
    with closing(Store(data_dir)) as store:
        assert verify(store) != []
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert snapshot.search("compost")[0].document.source_path == COMPOST
        assert snapshot.document_frequency("compost") == 1
    assert encoder.encoded == ["compost"]
    with closing(Store(data_dir)) as store:
        assert verify(store) == []


def test_derived_indexes_of_another_store_are_not_taken(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    for path in data_dir.glob(f"{FILE_NAME}*"):
        path.unlink()
    for name in (BIKES, WATER, COMPOST):
        (library / name).write_text(f"# Fiche\n\nTout neuf : {name}.\n")
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert snapshot.document_frequency("neuf") == 3
        assert snapshot.document_frequency("arceau") == 0


@pytest.mark.parametrize("more", [0, 1, 2])
def test_derived_indexes_of_another_history_are_not_taken(
    library: Path, data_dir: Path, tmp_path: Path, encoder: HashingEncoder, more: int
) -> None:
    backup = tmp_path / "backup"
    shutil.copy(data_dir / FILE_NAME, backup)
    for number in range(2):
        (library / f"{number}.md").write_text(f"# Fiche\n\nLa halle {number} est fermée.\n")
        build([library], data_dir=data_dir, encoder=encoder)
    with closing(Snapshot.open(data_dir, encoder)) as old:
        shutil.copytree(data_dir, tmp_path / "restored")
        shutil.copy(backup, tmp_path / "restored" / FILE_NAME)
        data_dir.rename(tmp_path / "lost")
        (tmp_path / "restored").rename(data_dir)
        names = [f"neuf-{number}.md" for number in range(more + 1)]
        for name in names:
            (library / name).write_text(f"# Fiche\n\nTout neuf : {name}.\n")
        build([library / name for name in names], data_dir=data_dir, encoder=encoder)
        with closing(Store(data_dir)) as store:
            assert (verify(store), store.generation) == ([], 4 + more)
        assert not old.is_current()


def test_two_writers_do_not_write_at_once(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    with writer_lock(data_dir), pytest.raises(BusyIndexError, match="try again"):
        build([library], data_dir=data_dir, encoder=encoder)
    assert build([library], data_dir=data_dir, encoder=encoder).generation == 3


def test_a_reader_opens_while_another_writes(data_dir: Path, encoder: HashingEncoder) -> None:
    with writer_lock(data_dir), closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assert snapshot.search("compost")[0].document.source_path == COMPOST


def test_a_reader_that_opens_mid_build_is_not_current(
    data_dir: Path, encoder: HashingEncoder
) -> None:
    with closing(StoreWriter(data_dir)) as store, writer_lock(data_dir):
        store.remove_document(store.documents()[0].id)
        with closing(Snapshot.open(data_dir, encoder)) as snapshot:
            assert (snapshot.generation, snapshot.is_current()) == (3, False)
            assert BIKES not in {hit.document.source_path for hit in snapshot.search("arceaux")}


def _held(data_dir: Path) -> dict[str, int]:
    """Source path -> number of searchable paragraphs."""
    with closing(Store(data_dir)) as store:
        return {
            document.source_path: len(store.numbers_of(store.matching("id = ?", document.id)))
            for document in store.documents()
        }
