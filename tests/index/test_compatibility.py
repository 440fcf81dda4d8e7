"""An index made by something else is refused with the sentence that says what to run."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.builder import build
from index.errors import IncompatibleIndexError
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME
from tests.support.hashing import HashingEncoder


def test_another_encoder_is_refused_by_readers(data_dir: Path) -> None:
    with pytest.raises(IncompatibleIndexError) as refused:
        Snapshot.open(data_dir, HashingEncoder("other"))
    assert str(refused.value) == (
        f"The index in {data_dir} was made by the encoder hashing and this is other: "
        f"run `python -m index convert --data {data_dir}` with the second, or set "
        "ASSISTANT_ENCODER to the first."
    )


def test_another_encoder_is_refused_by_writers_before_it_embeds(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    other = HashingEncoder("other")
    (library / "fiche-bruit.md").write_text("# Fiche : bruit\n\nLe bruit est mesuré.\n")
    with pytest.raises(IncompatibleIndexError, match="was made by the encoder hashing"):
        build([library], data_dir=data_dir, encoder=other)
    assert other.encoded == []
    assert build([library], data_dir=data_dir, encoder=encoder).added == ["fiche-bruit.md"]


def test_another_dimension_is_refused(data_dir: Path) -> None:
    with pytest.raises(IncompatibleIndexError):
        Snapshot.open(data_dir, HashingEncoder(dimension=32))


def test_another_analyzer_is_refused(data_dir: Path, encoder: HashingEncoder) -> None:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as connection:
        connection.execute("UPDATE manifest SET value = 'de-1' WHERE key = 'analyzer'")
        connection.commit()
    with pytest.raises(IncompatibleIndexError, match="made by the analyzer de-1"):
        Snapshot.open(data_dir, encoder)
