"""What `verify` sees: each thing that may be wrong, and nothing where all is well."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.builder import build
from index.storage.store import FILE_NAME, Store
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


def test_what_it_says_to_do_mends_it(
    library: Path, data_dir: Path, encoder: HashingEncoder
) -> None:
    _one_less(data_dir)
    (folder,) = data_dir.glob("derived-*")
    folder.rename(data_dir.parent / "removed")
    build([library / next(iter(LIBRARY))], data_dir=data_dir, encoder=encoder)
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
