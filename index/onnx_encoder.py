"""The transformer encoder in the box, in eight bits: the only door to onnxruntime.

It reads a text at a time, so that a vector does not depend on what it is read with: in eight
bits, the scale of what a layer says is taken over all that it reads at once.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoder import Word
from index.model_folder import ENCODERS, ModelFolder, Pieces, Tokenize

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

E5_FR = "e5-fr"
WEIGHTS = "model.onnx"
START, END = 0, 2
"""Numbers of the pieces around every text."""
LONGEST = 512
_AT_ONCE = 256
_WORD = re.compile(r"\w{3,}")


class OnnxEncoder:
    """Loads at once `name` and `dimension`, and the weights at the first text. Of a text longer
    than `LONGEST` pieces, some 2,000 characters, the first are read.

    Raises EncoderError where files are missing or are not those that the model names.
    """

    def __init__(self, folder: Path = ENCODERS / E5_FR) -> None:
        self._folder = ModelFolder(folder)
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenize, InferenceSession] | None = None

    @property
    def name(self) -> str:
        return self._folder.name(E5_FR)

    @property
    def dimension(self) -> int:
        return self._folder.dimension

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        encoded = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), _AT_ONCE):
            batch = texts[first : first + _AT_ONCE]
            for number, (_, _, vector) in self._read(batch, query=query):
                encoded[first + number] = vector
        return encoded

    def words(self, texts: Sequence[str], *, query: bool = False) -> list[tuple[Word, ...]]:
        prefix = len(_prefix(query))
        found: list[tuple[Word, ...]] = [()] * len(texts)
        for number, (pieces, states, _) in self._read(texts, query=query):
            places = [(start - prefix, end - prefix) for start, end in pieces.offsets]
            found[number] = tuple(_words(texts[number], places, states))
        return found

    def _read(
        self, texts: Sequence[str], *, query: bool
    ) -> Iterator[tuple[int, tuple[Pieces, NDArray[np.float32], NDArray[np.float32]]]]:
        """Of each text that is not blank, its number, then its pieces, their states and its
        vector."""
        with self._loading:
            tokenize, session = self._loaded or self._load()
        numbers = [number for number, text in enumerate(texts) if text.strip()]
        pieces = tokenize([_prefix(query) + texts[number] for number in numbers])

        def read(
            pieces: Pieces,
        ) -> tuple[Pieces, NDArray[np.float32], NDArray[np.float32]]:
            row = np.array([[START, *pieces.ids[: LONGEST - 2], END]], dtype=np.int64)
            vectors, states = session.run(None, {"input_ids": row})
            return pieces, states[0, 1:-1], vectors[0]

        if len(numbers) < 2:
            yield from zip(numbers, map(read, pieces), strict=True)
            return
        with ThreadPoolExecutor(min(len(numbers), _processors())) as readers:
            yield from zip(numbers, readers.map(read, pieces), strict=True)

    def _load(self) -> "tuple[Tokenize, InferenceSession]":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Texts are read side by side: a thread each is faster than several for one.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            self._folder.weights(WEIGHTS), options, providers=["CPUExecutionProvider"]
        )
        self._loaded = self._folder.tokenizer(), session
        return self._loaded


def _prefix(query: bool) -> str:
    return "query: " if query else "passage: "


def _words(
    text: str, places: Sequence[tuple[int, int]], states: NDArray[np.float32]
) -> Iterator[Word]:
    for word in _WORD.finditer(text):
        own = [
            number
            for number, (start, end) in enumerate(places[: len(states)])
            if start < word.end() and end > word.start()
        ]
        if own:
            vector = states[own].mean(axis=0)
            yield Word(word.start(), word.end(), vector / max(np.linalg.norm(vector), 1e-12))


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
