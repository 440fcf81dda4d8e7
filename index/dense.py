"""Exact inner products over unit vectors: the only door to faiss.

Flat up to some 200,000 paragraphs, where a search takes milliseconds; an approximate index
would take its place behind the same class.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError


class DenseIndex:
    """Vectors by paragraph number."""

    def __init__(self, dimension: int) -> None:
        self._index: faiss.Index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def update(
        self, numbers: NDArray[np.int64], vectors: NDArray[np.float32], removed: Sequence[int]
    ) -> None:
        """Remove, then add: `vectors` has one row a number."""
        if removed:
            self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(removed, dtype=np.int64)))
        if len(numbers):
            self._index.add_with_ids(np.ascontiguousarray(vectors), numbers)

    def search(
        self,
        vector: NDArray[np.float32],
        *,
        limit: int,
        numbers: NDArray[np.int64] | None = None,
    ) -> list[tuple[int, float]]:
        """(paragraph number, cosine), best first; among some `numbers` only, where given."""
        if not len(self) or (numbers is not None and not len(numbers)):
            return []
        parameters = None
        if numbers is not None:
            parameters = faiss.SearchParameters(  # type: ignore[call-arg]
                sel=faiss.IDSelectorBatch(numbers)
            )
        count = min(limit, len(self))
        scores, found = self._index.search(vector.reshape(1, -1), count, params=parameters)
        return [
            (int(number), float(score))
            for number, score in zip(found[0], scores[0], strict=True)
            if number >= 0
        ]

    def cosines(self, vector: NDArray[np.float32], numbers: Sequence[int]) -> NDArray[np.float64]:
        """Cosine of each of these paragraphs with the vector, in their order."""
        if not numbers:
            return np.zeros(0)
        rows = self._index.reconstruct_batch(np.asarray(numbers, dtype=np.int64))
        products: NDArray[np.float64] = (rows @ vector).astype(np.float64)
        return products

    def write(self, path: Path) -> str:
        """Write to a file; returns its SHA-256."""
        data = faiss.serialize_index(self._index).tobytes()
        path.write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    @classmethod
    def read(cls, path: Path, *, sha256: str) -> "DenseIndex":
        """Raises DamagedIndexError before parsing bytes other than those that were written."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DamagedIndexError(f"{path.name} cannot be read ({error.strerror}).") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedIndexError(f"{path.name} is not the file that was written.")
        dense = cls.__new__(cls)
        dense._index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        return dense
