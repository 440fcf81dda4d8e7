"""Inner products over unit vectors: the only door to faiss.

Up to FLAT_UP_TO vectors all are scanned, by short codes of them where they are many; above, a graph
is walked (HNSW; Malkov and Yashunin 2018). `python -m eval scale` measures the recall of both. A
graph gives up no vector, so that those removed are marked and passed over: a document put in
another's place then costs its own vectors and not minutes. Once one in five is marked, all are
indexed anew.
"""

import hashlib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError

FLAT_UP_TO = 200_000
_FEW = 50_000
"""Up to so many paragraphs that filters leave, each is compared with the question."""
_LINKS, _CANDIDATES_BUILT, _CANDIDATES = 32, 80, 256
_WIDEST = 16
_MOST_MARKED = 0.2
_MARK = -1
_BLOCK = 4_096
_COORDINATES, _BITS = 2, 4
_LEARNT_FROM, _ROUNDS = 1_024, 10
_SPARE, _SURE = 5, 3
"""So many times as many are found by their codes as are asked for, and so many deviations of what
codes err by must part those that are kept from those that were left out."""
_FEW_COMPARED = 5_000
"""Up to so many vectors, comparing all in full takes no more than a millisecond."""
_CORES = faiss.omp_get_max_threads()


class Kind(StrEnum):
    FLAT = "flat"
    GRAPH = "hnsw"


class _Codes:
    """Vectors in 4 bits for each two numbers (product quantisation: Jégou et al. 2011, scanned in
    registers: André et al. 2015): an eighth of the time that 32 bits take, and a sixteenth of the
    memory that a scan drives out of the processor's caches.

    What they take for the best is compared in full. A code tells a cosine to some hundredths: the
    last that is kept must be better than the last that was found by more than that. This is likely
    enough, not proven: `python -m eval scale` measures what is missed.
    """

    def __init__(self, flat: faiss.Index) -> None:
        self._flat = flat
        self._codes = faiss.IndexPQFastScan(
            flat.d, flat.d // _COORDINATES, _BITS, faiss.METRIC_INNER_PRODUCT
        )
        self._codes.pq.cp.niter = _ROUNDS
        some = np.linspace(0, flat.ntotal - 1, num=_LEARNT_FROM, dtype=np.int64)
        self._codes.train(flat.reconstruct_batch(some))
        for rows in _rows(flat):
            self._codes.add(rows)

    def best(
        self, vector: NDArray[np.float32], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]] | None:
        """Places and cosines of the best, in full, of five times as many by their codes; None
        where one that was left out may well be better."""
        found, places = self._codes.search(vector.reshape(1, -1), limit * _SPARE)
        cosines = self._flat.reconstruct_batch(places[0]) @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        missed_by = float((cosines - found[0]).std())
        if cosines[best[-1]] < found[0][-1] + _SURE * missed_by:
            return None
        return places[0][best], cosines[best]


class DenseIndex:
    """Vectors by paragraph number, which is 0 or more."""

    def __init__(self, dimension: int, *, flat_up_to: int = FLAT_UP_TO) -> None:
        self._flat_up_to = flat_up_to
        self._use(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)), marked=0, is_mapped=False)

    def _use(self, index: faiss.Index, *, marked: int, is_mapped: bool) -> None:
        """`index` is a faiss.IndexIDMap2."""
        self._index = cast(faiss.IndexIDMap2, index)
        self._marked, self._is_mapped = marked, is_mapped
        self._codes: _Codes | None = None
        self._is_searched = False
        is_graph = isinstance(faiss.downcast_index(self._index.index), faiss.IndexHNSW)
        self.kind = Kind.GRAPH if is_graph else Kind.FLAT

    def __len__(self) -> int:
        return int(self._index.ntotal) - self._marked

    def update(
        self, numbers: NDArray[np.int64], vectors: NDArray[np.float32], removed: Sequence[int]
    ) -> None:
        """Remove, then add: `vectors` has one row a number."""
        faiss.omp_set_num_threads(_CORES)
        self._codes, self._is_searched = None, False
        if self._is_mapped:  # what lies in a file cannot grow
            data = faiss.serialize_index(self._index)
            self._use(faiss.deserialize_index(data), marked=self._marked, is_mapped=False)
        if removed:
            self._remove(np.asarray(removed, dtype=np.int64))
        is_outgrown = self.kind is Kind.FLAT and len(self) + len(numbers) > self._flat_up_to
        if is_outgrown or self._marked > _MOST_MARKED * self._index.ntotal:
            self._make_anew(len(self) + len(numbers))
        if len(numbers):
            self._index.add_with_ids(np.ascontiguousarray(vectors), numbers)

    def search(
        self,
        vector: NDArray[np.float32],
        *,
        limit: int,
        numbers: NDArray[np.int64] | None = None,
    ) -> list[tuple[int, float]]:
        """(paragraph number, cosine), best first; among some `numbers` only, where given.

        Exact of few vectors and among few numbers; see `exact` for the others.
        """
        if not len(self) or (numbers is not None and not len(numbers)):
            return []
        if self.kind is Kind.GRAPH and numbers is not None and len(numbers) <= _FEW:
            return self._among(vector, numbers, limit)
        faiss.omp_set_num_threads(1)  # of the calling thread; a second one waits more than it does
        if self.kind is Kind.FLAT and numbers is None and (near := self._by_codes(vector, limit)):
            return near
        return self._compared(vector, limit, numbers)

    def exact(self, vector: NDArray[np.float32], *, limit: int) -> list[tuple[int, float]]:
        """What comparing every vector in full finds."""
        if self.kind is Kind.FLAT:
            return self._compared(vector, limit)
        storage = cast(faiss.IndexHNSW, faiss.downcast_index(self._index.index)).storage
        scores, places = storage.search(vector.reshape(1, -1), limit + self._marked)
        found = faiss.vector_to_array(self._index.id_map)[places[0]]
        return _pairs(found, scores[0])[:limit]

    def cosines(
        self, vector: NDArray[np.float32], numbers: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Cosine of each of these paragraphs with the vector, in their order."""
        if not len(numbers):
            return np.zeros(0)
        faiss.omp_set_num_threads(1)
        products: NDArray[np.float64] = (self.vectors(numbers) @ vector).astype(np.float64)
        return products

    def vectors(self, numbers: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Of paragraphs that it holds, one row each."""
        rows: NDArray[np.float32] = self._index.reconstruct_batch(
            np.asarray(numbers, dtype=np.int64)
        )
        return rows

    def write(self, path: Path) -> str:
        """Write to a file, which tells its kind; returns its SHA-256."""
        faiss.write_index(self._index, str(path))
        return sha256_of(path)

    @classmethod
    def read(cls, path: Path, *, sha256: str, flat_up_to: int = FLAT_UP_TO) -> "DenseIndex":
        """Mapped to memory, so that the processes of a server share it: leave the file as it is.

        Raises DamagedIndexError before parsing bytes other than those that were written.
        """
        try:
            found = sha256_of(path)
        except OSError as error:
            raise DamagedIndexError(f"{path.name} cannot be read ({error.strerror}).") from error
        if found != sha256:
            raise DamagedIndexError(f"{path.name} is not the file that was written.")
        dense = cls.__new__(cls)
        dense._flat_up_to = flat_up_to
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        dense._use(index, marked=0, is_mapped=True)
        dense._marked = int((faiss.vector_to_array(dense._index.id_map) == _MARK).sum())
        return dense

    def _compared(
        self, vector: NDArray[np.float32], limit: int, numbers: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """By the index itself: of a flat one, all in full."""
        scores, found = self._index.search(
            vector.reshape(1, -1), min(limit, len(self)), params=self._parameters(limit, numbers)
        )
        return _pairs(found[0], scores[0])

    def _by_codes(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """What comparing all finds, sooner. Empty where it is not certain enough, and at the first
        search, which may be the only one: the codes are made at the second."""
        is_few = len(self) <= max(_FEW_COMPARED, limit * _SPARE)
        if is_few or self._index.d % _COORDINATES or not self._is_searched:
            self._is_searched = True
            return []
        if (codes := self._codes) is None:
            self._codes = codes = _Codes(faiss.downcast_index(self._index.index))
        if (best := codes.best(vector, limit)) is None:
            return []
        places, cosines = best
        return _pairs(faiss.vector_to_array(self._index.id_map)[places], cosines)

    def _remove(self, removed: NDArray[np.int64]) -> None:
        if self.kind is Kind.FLAT:
            self._index.remove_ids(faiss.IDSelectorBatch(removed))
            return
        numbers = faiss.vector_to_array(self._index.id_map)
        numbers[np.isin(numbers, removed)] = _MARK
        faiss.copy_array_to_vector(numbers, self._index.id_map)
        self._index.construct_rev_map()
        self._marked = int((numbers == _MARK).sum())

    def _make_anew(self, most: int) -> None:
        """Without those marked, of the kind for so many vectors."""
        made = faiss.IndexIDMap2(_empty(self._index.d, flat=most <= self._flat_up_to))
        for block in _blocks(self.numbers()):
            made.add_with_ids(self._index.reconstruct_batch(block), block)
        self._use(made, marked=0, is_mapped=False)

    def numbers(self) -> NDArray[np.int64]:
        """Of the paragraphs that it holds, in no order."""
        numbers: NDArray[np.int64] = faiss.vector_to_array(self._index.id_map)
        kept: NDArray[np.int64] = numbers[numbers != _MARK]
        return kept

    def _among(
        self, vector: NDArray[np.float32], numbers: NDArray[np.int64], limit: int
    ) -> list[tuple[int, float]]:
        """Each compared, the best first."""
        cosines = np.concatenate([self.cosines(vector, block) for block in _blocks(numbers)])
        best = np.argsort(-cosines, kind="stable")[:limit]
        return _pairs(numbers[best], cosines[best])

    def _parameters(
        self, limit: int, numbers: NDArray[np.int64] | None
    ) -> faiss.SearchParameters | None:
        """faiss.SearchParameters, None where there is nothing to say. Of a graph, so many more
        are looked at as filters leave fewer."""
        selector: Any = None if numbers is None else faiss.IDSelectorBatch(numbers)
        if self._marked and selector is None:
            selector = faiss.IDSelectorRange(0, np.iinfo(np.int64).max)
        if self.kind is Kind.FLAT:
            made: Any = faiss.SearchParameters
            flat: faiss.SearchParameters | None = made(sel=selector) if selector else None
            return flat
        made = faiss.SearchParametersHNSW  # type: ignore[attr-defined]
        kept = len(self) if numbers is None else len(numbers)
        width = min(_WIDEST, -(-self._index.ntotal // kept))
        looked_at = max(_CANDIDATES, 2 * limit) * width
        graph: faiss.SearchParameters = made(sel=selector, efSearch=looked_at)
        return graph


def _empty(dimension: int, *, flat: bool) -> faiss.Index:
    if flat:
        return faiss.IndexFlatIP(dimension)
    graph = faiss.IndexHNSWFlat(dimension, _LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = _CANDIDATES_BUILT
    return graph


def _blocks(numbers: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(numbers), _BLOCK):
        yield numbers[start : start + _BLOCK]


def _rows(flat: faiss.Index) -> Iterator[NDArray[np.float32]]:
    for start in range(0, flat.ntotal, _BLOCK):
        yield flat.reconstruct_n(start, min(_BLOCK, flat.ntotal - start))


def _pairs(numbers: NDArray[np.int64], scores: NDArray[np.floating]) -> list[tuple[int, float]]:
    return [
        (int(number), float(score))
        for number, score in zip(numbers, scores, strict=True)
        if number >= 0
    ]


def sha256_of(path: Path) -> str:
    """Read in pieces: a file may be larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
