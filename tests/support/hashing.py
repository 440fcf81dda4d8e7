"""An encoder that is known beforehand: no weights, the same vectors always."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.language.analyzer import terms


class HashingEncoder:
    """Each term votes for one direction of its own: texts that share terms are near.

    `encoded` keeps every text that was embedded, so that a test can tell what was not.
    """

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text):
                digest = hashlib.sha256(term.encode()).digest()
                row[int.from_bytes(digest[:4], "big") % self.dimension] += 1
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(norms, 1e-12)
        return unit
