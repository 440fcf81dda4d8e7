"""BM25 over the words of some documents, as an index of these alone would have it: nothing that
stands in the others has a part in a score."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.retrieval.lexical import FIELDS, K1, LexicalIndex, Numbers, norms

_COUNTS_KEPT = 4_096


class ReadableWords:
    """Those of all documents as tantivy has them, without a second count."""

    def __init__(self, index: LexicalIndex, documents: Sequence[int] | None) -> None:
        """`documents` is None for all."""
        self._index = index
        self._is_whole = documents is None
        self._readable = np.array(sorted(documents or ()), dtype=np.int64)
        self.frequency = lru_cache(maxsize=_COUNTS_KEPT)(self._frequency)

    def _frequency(self, term: str) -> int:
        """Number of paragraphs that hold an analysed term, in their words or context."""
        if self._is_whole:
            return self._index.frequency(term)
        return len(self._holding(term))

    def search(
        self,
        weights: Mapping[str, float],
        *,
        limit: int,
        documents: Sequence[int] | None,
        required: Sequence[str] = (),
    ) -> list[tuple[int, float]]:
        """See LexicalIndex.search."""
        if self._is_whole or documents is None:
            return self._index.search(weights, limit=limit, documents=documents, required=required)
        found = [
            self._scored(term, field, weight * boost)
            for term, weight in weights.items()
            for field, boost in FIELDS.items()
        ]
        if not found:
            return []
        numbers, places = np.unique(np.concatenate([n for n, _, _ in found]), return_inverse=True)
        scores = np.bincount(places, np.concatenate([s for _, _, s in found]), len(numbers))
        owners = np.zeros(len(numbers), dtype=np.int64)
        owners[places] = np.concatenate([o for _, o, _ in found])
        kept = np.isin(owners, np.array(documents, dtype=np.int64))
        for term in required:
            kept &= np.isin(numbers, self._holding(term))
        numbers, scores = numbers[kept], scores[kept]
        best = np.argsort(-scores, kind="stable")[:limit]
        return [*zip(numbers[best].tolist(), scores[best].tolist(), strict=True)]

    def near(self, term: str, *, limit: int) -> list[int]:
        """See LexicalIndex.near."""
        documents = None if self._is_whole else self._readable.tolist()
        return self._index.near(term, limit=limit, documents=documents)

    def _holding(self, term: str) -> Numbers:
        found = (self._index.postings(term, field) for field in FIELDS)
        return np.unique(
            np.concatenate([one.numbers[self._is_readable(one.documents)] for one in found])
        )

    def _scored(
        self, term: str, field: str, weight: float
    ) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
        """The paragraphs whose field holds a term, their documents, and what it adds to each."""
        found = self._index.postings(term, field)
        kept = self._is_readable(found.documents)
        counts = found.counts[kept]
        held = len(counts)
        rarity = math.log(1 + (self._paragraphs - held + 0.5) / (held + 0.5))
        normed = norms(found.lengths[kept], self._averages[field])
        scores = weight * rarity * (K1 + 1) * counts / (counts + normed)
        return found.numbers[kept], found.documents[kept], scores

    def _is_readable(self, documents: Numbers) -> NDArray[np.bool_]:
        return np.isin(documents, self._readable)

    @cached_property
    def _kept(self) -> NDArray[np.bool_]:
        return self._is_readable(self._index.lengths["document"])

    @cached_property
    def _paragraphs(self) -> int:
        return int(self._kept.sum())

    @cached_property
    def _averages(self) -> dict[str, float]:
        """Of the terms of each field."""
        lengths = self._index.lengths
        return {
            field: float(lengths[field][self._kept].sum()) / max(1, self._paragraphs)
            for field in FIELDS
        }
