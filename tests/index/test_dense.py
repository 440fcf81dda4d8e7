"""FAISS against NumPy: the same neighbours, the same cosines, before and after a file."""

import hashlib
from pathlib import Path

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import DamagedIndexError
from index.retrieval.dense import DenseIndex, Kind, _Codes


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


def _graph() -> DenseIndex:
    index = DenseIndex(16, flat_up_to=500)
    for half in (slice(0, 500), slice(500, 1000)):
        index.update(NUMBERS[half], ROWS[half], [])
    return index


def test_a_flat_index_becomes_a_graph_when_it_outgrows_its_limit() -> None:
    index = DenseIndex(16, flat_up_to=500)
    index.update(NUMBERS[:500], ROWS[:500], [])
    assert index.kind is Kind.FLAT
    index.update(NUMBERS[500:501], ROWS[500:501], [])
    assert (index.kind, len(index)) == (Kind.GRAPH, 501)


def _beside(rows: NDArray[np.float32], *, by: float) -> NDArray[np.float32]:
    near = rows + by * _unit_rows(*rows.shape, seed=6)
    unit: NDArray[np.float32] = near / np.linalg.norm(near, axis=1, keepdims=True)
    return unit


def _many(rows: NDArray[np.float32]) -> DenseIndex:
    """Searched once: the codes are made at the second search."""
    index = DenseIndex(rows.shape[1])
    index.update(np.arange(len(rows), dtype=np.int64), rows, [])
    index.search(rows[0], limit=1)
    return index


def test_many_vectors_are_found_by_their_codes_and_compared_in_full() -> None:
    centres = _unit_rows(400, 64, seed=4)
    rows = _beside(np.repeat(centres, 50, axis=0), by=0.7)
    queries = _beside(centres[:50], by=0.5)
    index, met = _many(rows), 0
    codes = _Codes(faiss.downcast_index(index._index.index))
    for query in queries:
        best = np.argsort(-(rows @ query), kind="stable")[:20]
        found = index.search(query, limit=20)
        met += len({number for number, _ in found} & set(best.tolist()))
        assert [number for number, _ in found[:5]] == best[:5].tolist()
        assert [cosine for _, cosine in found] == pytest.approx(
            sorted((cosine for _, cosine in found), reverse=True)
        )
        for number, cosine in found[:3]:
            assert cosine == pytest.approx(float(rows[number] @ query), abs=1e-6)
    assert met >= 0.99 * 20 * len(queries)
    assert sum(codes.best(query, 20) is not None for query in queries) > len(queries) / 2


def test_vectors_nearer_than_codes_tell_are_all_compared_in_full() -> None:
    query = _unit_rows(1, 64, seed=2)[0]
    rows = _beside(np.repeat(query.reshape(1, -1), 6_000, axis=0), by=1e-2)
    index = _many(rows)
    assert _Codes(faiss.downcast_index(index._index.index)).best(query, 20) is None
    found = [cosine for _, cosine in index.search(query, limit=20)]
    assert found == pytest.approx(sorted(rows @ query, reverse=True)[:20], abs=1e-6)


def test_few_vectors_and_those_of_an_odd_length_are_all_compared_at_every_search() -> None:
    index = _index()
    for limit in (20, 20, 7):
        found = index.search(QUERY, limit=limit)
        assert [number for number, _ in found] == _brute_force(NUMBERS, ROWS, limit)
    rows = _unit_rows(6_000, 7)
    found = _many(rows).search(rows[5], limit=20)
    assert [n for n, _ in found] == np.argsort(-(rows @ rows[5]), kind="stable")[:20].tolist()


def test_a_graph_finds_nearly_what_brute_force_does() -> None:
    index, queries = _graph(), _unit_rows(50, seed=3)
    met = 0
    for query in queries:
        best = NUMBERS[np.argsort(-(ROWS @ query))][:10]
        assert [n for n, _ in index.exact(query, limit=10)] == best.tolist()
        met += len({n for n, _ in index.search(query, limit=10)} & set(best.tolist()))
    assert met >= 0.98 * 500


def test_a_graph_among_few_is_brute_force_among_them() -> None:
    some = NUMBERS[::7]
    found = _graph().search(QUERY, limit=20, numbers=some)
    assert [number for number, _ in found] == _brute_force(some, ROWS[::7], 20)


def test_a_graph_among_many_finds_these_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.retrieval.dense._FEW", 0)
    some = NUMBERS[::7]
    found = [number for number, _ in _graph().search(QUERY, limit=20, numbers=some)]
    assert set(found) <= set(some.tolist())
    assert len(set(found) & set(_brute_force(some, ROWS[::7], 20))) >= 18


def test_a_graph_among_one_in_fifty_of_its_vectors_is_brute_force_among_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.retrieval.dense._FEW", 0)
    some = NUMBERS[::50]
    found = _graph().search(QUERY, limit=20, numbers=some)
    assert [number for number, _ in found] == _brute_force(some, ROWS[::50], 20)


def test_a_graph_forgets_what_is_removed_and_takes_what_is_put_in_its_place() -> None:
    index = _graph()
    best = _brute_force(NUMBERS, ROWS, 3)
    index.update(np.array([best[0]], dtype=np.int64), -QUERY.reshape(1, -1), best[:2])
    assert len(index) == 999
    assert index.search(QUERY, limit=1)[0][0] == index.exact(QUERY, limit=1)[0][0] == best[2]
    assert index.cosines(QUERY, [best[0]]) == pytest.approx([-1], abs=1e-6)


def test_a_graph_is_made_anew_once_one_in_five_is_removed() -> None:
    index = _graph()
    index.update(np.zeros(0, dtype=np.int64), np.zeros((0, 16), np.float32), NUMBERS[::4].tolist())
    assert (len(index), index.kind) == (750, Kind.GRAPH)
    rest = np.delete(NUMBERS, np.s_[::4]), np.delete(ROWS, np.s_[::4], axis=0)
    assert [n for n, _ in index.exact(QUERY, limit=20)] == _brute_force(*rest, 20)
    index.update(np.zeros(0, dtype=np.int64), np.zeros((0, 16), np.float32), rest[0][:400].tolist())
    assert (len(index), index.kind) == (350, Kind.FLAT)


def test_a_file_of_a_graph_tells_its_kind_and_grows(tmp_path: Path) -> None:
    index = _graph()
    index.update(np.zeros(0, dtype=np.int64), np.zeros((0, 16), np.float32), [10, 20, 30])
    sha256 = index.write(tmp_path / "dense.faiss")
    again = DenseIndex.read(tmp_path / "dense.faiss", sha256=sha256, flat_up_to=500)
    assert (again.kind, len(again)) == (Kind.GRAPH, 997)
    assert again.search(QUERY, limit=50) == index.search(QUERY, limit=50)
    again.update(NUMBERS[:1], ROWS[:1], [])
    assert (again.kind, len(again)) == (Kind.GRAPH, 998)
    assert again.cosines(ROWS[0], [10]) == pytest.approx([1], abs=1e-6)


def test_a_file_written_before_there_were_graphs_opens(tmp_path: Path) -> None:
    path = tmp_path / "dense.faiss"
    old = faiss.IndexIDMap2(faiss.IndexFlatIP(16))
    old.add_with_ids(ROWS, NUMBERS)
    path.write_bytes(faiss.serialize_index(old).tobytes())
    read = DenseIndex.read(path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    assert read.kind is Kind.FLAT
    assert [n for n, _ in read.search(QUERY, limit=9)] == _brute_force(NUMBERS, ROWS, 9)
