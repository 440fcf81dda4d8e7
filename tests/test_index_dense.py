"""FAISS against NumPy: the same neighbours, the same cosines, before and after a file."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.errors import DamagedIndexError


def _unit_rows(count: int, dimension: int = 16, *, seed: int = 1) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


NUMBERS = np.arange(10, 1010, dtype=np.int64)
ROWS = _unit_rows(1000)
QUERY = _unit_rows(1, seed=2)[0]


def _index() -> DenseIndex:
    index = DenseIndex(16)
    index.update(NUMBERS, ROWS, [])
    return index


def _brute_force(numbers: NDArray[np.int64], rows: NDArray[np.float32], limit: int) -> list[int]:
    return [int(number) for number in numbers[np.argsort(-(rows @ QUERY), kind="stable")][:limit]]


def test_search_is_brute_force() -> None:
    found = _index().search(QUERY, limit=20)
    assert [number for number, _ in found] == _brute_force(NUMBERS, ROWS, 20)
    assert found[0][1] == pytest.approx(float((ROWS @ QUERY).max()), abs=1e-6)


def test_search_among_some_is_brute_force_among_them() -> None:
    some = NUMBERS[::7]
    found = _index().search(QUERY, limit=20, numbers=some)
    assert [number for number, _ in found] == _brute_force(some, ROWS[::7], 20)


def test_search_among_fewer_than_the_limit_gives_those_alone() -> None:
    found = _index().search(QUERY, limit=20, numbers=NUMBERS[:3])
    assert {number for number, _ in found} == {10, 11, 12}


def test_search_among_none_finds_nothing() -> None:
    assert _index().search(QUERY, limit=5, numbers=np.zeros(0, dtype=np.int64)) == []


def test_search_of_an_empty_index_finds_nothing() -> None:
    assert DenseIndex(16).search(QUERY, limit=5) == []


def test_cosines_are_inner_products_in_the_order_asked() -> None:
    expected = ROWS[[5, 0, 990]] @ QUERY
    assert _index().cosines(QUERY, [15, 10, 1000]) == pytest.approx(expected, abs=1e-6)


def test_update_removes_before_it_adds() -> None:
    index = _index()
    index.update(np.array([10], dtype=np.int64), QUERY.reshape(1, -1), [10, 11, 99_999])
    assert len(index) == 999
    assert index.search(QUERY, limit=1)[0] == pytest.approx((10, 1), abs=1e-6)
    assert 11 not in {number for number, _ in index.search(QUERY, limit=999)}


def test_a_file_gives_the_same_answers(tmp_path: Path) -> None:
    index = _index()
    index.update(np.zeros(0, dtype=np.int64), np.zeros((0, 16), dtype=np.float32), [10, 20, 30])
    sha256 = index.write(tmp_path / "dense.faiss")
    again = DenseIndex.read(tmp_path / "dense.faiss", sha256=sha256)
    assert again.search(QUERY, limit=50) == index.search(QUERY, limit=50)
    again.update(NUMBERS[:1], ROWS[:1], [])
    assert len(again) == 998


@pytest.mark.parametrize("damage", ["truncated", "flipped", "absent"])
def test_a_damaged_file_is_refused_before_it_is_parsed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "dense.faiss"
    sha256 = _index().write(path)
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data if damage == "flipped" else data[:5000])
    if damage == "absent":
        path.unlink()
    with pytest.raises(DamagedIndexError, match=r"dense\.faiss"):
        DenseIndex.read(path, sha256=sha256)
