"""Data folders that are saved, and built again many times, while they are read."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from index.builder import build
from index.errors import BusyIndexError
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, Store
from index.verification import verify
from tests.support.hashing import HashingEncoder

NOTE = "# Fiche : vélo\n\nLes vélos sont gratuits, tarif {}.\n"


def test_a_copy_that_is_made_between_builds_is_whole(
    library: Path, data_dir: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    """As the README says to make it, under readers and beside someone who builds."""
    note = library / "fiche-velo.md"

    def built(number: int) -> None:
        note.write_text(NOTE.format(number))
        try:
            build([library], data_dir=data_dir, encoder=encoder)
        except BusyIndexError as error:
            assert "try again when it has finished" in str(error)

    with closing(Snapshot.open(data_dir, encoder)), ThreadPoolExecutor(1) as builder:
        building = builder.map(built, range(20))
        copies = [tmp_path / f"saved-{number}" for number in range(5)]
        for saved in copies:
            command = ["flock", str(data_dir / "lock"), "cp", "-a", str(data_dir), str(saved)]
            subprocess.run(command, check=True)
        assert len([*building]) == 20
    for saved in copies:
        with closing(Store(saved)) as store:
            assert verify(store) == []
        with closing(Snapshot.open(saved, encoder)) as snapshot:
            assert snapshot.is_current()
            assert snapshot.search("eau")


def test_builds_under_a_reader_do_not_lengthen_the_log(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    """As a server does: it opens each new state before it closes the one before."""
    note, log = library / "fiche-velo.md", data_dir / f"{FILE_NAME}-wal"
    sizes: list[int] = []
    held = Snapshot.open(data_dir, encoder)
    for number in range(12):
        note.write_text(NOTE.format(number) * 50)
        build([library], data_dir=data_dir, encoder=encoder)
        assert not held.is_current()
        assert held.search("eau")
        newer = Snapshot.open(data_dir, encoder)
        held.close()
        held = newer
        held.settle()
        assert held.is_current()
        assert held.search(f"tarif {number}")
        sizes.append(log.stat().st_size)
    held.close()
    assert max(sizes) < 2 * sizes[0]
