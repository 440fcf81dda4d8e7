"""An index to another encoder: from the store alone, all or none of it."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.__main__ import main
from index.builder import build
from index.conversion import bring_up_to_date, convert
from index.derived import writer_lock
from index.errors import BusyIndexError, NoIndexError
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, Store
from index.verification import verify
from tests.support.hashing import HashingEncoder


class FailingEncoder(HashingEncoder):
    """Fails at the second text that it is given."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        if self.encoded:
            raise MemoryError
        return super().encode(texts, query=query)


def _found(data_dir: Path, encoder: HashingEncoder) -> list[str]:
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        return [hit.paragraph.id for hit in snapshot.search("le compost du quartier", k=5)]


def test_the_files_are_not_needed(library: Path, data_dir: Path, tmp_path: Path) -> None:
    shutil.rmtree(library)
    other = HashingEncoder("other", dimension=48)
    assert convert(data_dir, other) == 5
    with closing(Store(data_dir)) as store:
        assert (store.manifest.encoder, store.manifest.dimension) == ("other", 48)
        assert verify(store) == []


def test_what_is_found_is_what_a_new_index_finds(
    library: Path, data_dir: Path, tmp_path: Path
) -> None:
    other = HashingEncoder("other", dimension=48)
    convert(data_dir, other)
    build([library], data_dir=tmp_path / "new", encoder=other)
    assert _found(data_dir, other) == _found(tmp_path / "new", other)
    assert build([library], data_dir=data_dir, encoder=other).added == []


def test_an_older_analyzer_is_brought_to_this_one(data_dir: Path, encoder: HashingEncoder) -> None:
    before = _found(data_dir, encoder)
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute("UPDATE manifest SET value = 'de-1' WHERE key = 'analyzer'")
        connection.commit()
    convert(data_dir, encoder)
    assert _found(data_dir, encoder) == before


def test_a_build_brings_an_older_analyzer_to_this_one_and_no_other_encoder(
    library: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute("UPDATE manifest SET value = 'de-1' WHERE key = 'analyzer'")
        connection.commit()
    assert bring_up_to_date(data_dir, HashingEncoder("other")) == 0
    command = ["build", str(library), "--data", str(data_dir)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.__main__.load_encoder", lambda _: HashingEncoder())
        assert main(command) == 0
        assert "5 paragraphs of an older version embedded again" in capsys.readouterr().err
        assert main(command) == 0
        assert "older" not in capsys.readouterr().err


def test_an_index_of_the_same_kind_is_left_as_it_is(
    data_dir: Path, encoder: HashingEncoder
) -> None:
    assert convert(data_dir, encoder) == 0
    assert encoder.encoded == []


def test_a_conversion_that_fails_changes_nothing(
    data_dir: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.conversion._AT_ONCE", 2)
    before = _found(data_dir, encoder)
    with pytest.raises(MemoryError):
        convert(data_dir, FailingEncoder("other"))
    assert _found(data_dir, encoder) == before
    with closing(Store(data_dir)) as store:
        assert verify(store) == []


def test_one_writer_at_a_time_and_none_without_an_index(data_dir: Path, tmp_path: Path) -> None:
    with writer_lock(data_dir), pytest.raises(BusyIndexError):
        convert(data_dir, HashingEncoder("other"))
    with pytest.raises(NoIndexError):
        convert(tmp_path / "nothing", HashingEncoder())


def test_the_command(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "d")
    assert main(["build", str(library), "--data", data, "--encoder", "static-fr"]) == 0
    assert main(["build", str(library), "--data", data, "--encoder", "e5-fr"]) == 2
    assert f"python -m index convert --data {data}" in capsys.readouterr().err
    assert main(["convert", "--data", data, "--encoder", "e5-fr"]) == 0
    assert "5 paragraphs embedded again, by e5-fr-" in capsys.readouterr().out
    assert main(["convert", "--data", data, "--encoder", "e5-fr"]) == 0
    assert "made by e5-fr-" in capsys.readouterr().out
    assert main(["build", str(library), "--data", data, "--encoder", "e5-fr"]) == 0
