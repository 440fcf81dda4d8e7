"""The encoder static-fr: one vector a token, a text is their mean. Needs no torch."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.model_folder import ENCODERS, ModelFolder, Tokenize

STATIC_FR = "static-fr"
WEIGHTS = "model.safetensors"
_BATCH = 2_048


class StaticEncoder:
    """Loads at once `name` and `dimension`, and the weights at the first text.

    Raises EncoderError where files are missing or are not those that the model names.
    """

    def __init__(self, folder: Path = ENCODERS / STATIC_FR) -> None:
        self._folder = ModelFolder(folder)
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenize, NDArray[np.float32]] | None = None

    @property
    def name(self) -> str:
        return self._folder.name(STATIC_FR)

    @property
    def dimension(self) -> int:
        return self._folder.dimension

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """Questions and passages are read alike."""
        with self._loading:
            tokenize, vectors = self._loaded or self._load()
        encoded = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            tokens = tokenize(texts[start : start + _BATCH])
            for row, pieces in zip(encoded[start:], tokens, strict=False):
                # A text at a time stays in the processor's cache; a batch does not.
                vectors.take(pieces.ids, axis=0).sum(axis=0, out=row)
        norms = np.linalg.norm(encoded, axis=1, keepdims=True)
        encoded /= np.maximum(norms, 1e-12)
        return encoded

    def _load(self) -> tuple[Tokenize, NDArray[np.float32]]:
        from safetensors.numpy import load

        weights = load(self._folder.weights(WEIGHTS))["embeddings"]
        self._loaded = self._folder.tokenizer(), weights.astype(np.float32)
        return self._loaded
