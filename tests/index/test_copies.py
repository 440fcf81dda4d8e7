"""Data folders that are saved while they are used, and put back."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from index.builder import build
from index.errors import BusyIndexError
from index.snapshot import Snapshot
from index.storage.store import Store
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
