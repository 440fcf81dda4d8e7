"""The transformer encoder in the box, in eight bits: the only door to onnxruntime.

It reads a text at a time, so that a vector does not depend on what it is read with: in eight
bits, the scale of what a layer says is taken over all that it reads at once.
"""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.model_folder import ENCODERS, ModelFolder, Tokenize

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

E5_FR = "e5-fr"
WEIGHTS = "model.onnx"
START, END = 0, 2
"""Numbers of the pieces around every text."""
LONGEST = 512
_AT_ONCE = 256


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
        with self._loading:
            tokenize, session = self._loaded or self._load()
        prefix = "query: " if query else "passage: "
        encoded = np.zeros((len(texts), self.dimension), dtype=np.float32)

        def read(number: int, pieces: Sequence[int]) -> None:
            row = np.array([[START, *pieces[: LONGEST - 2], END]], dtype=np.int64)
            encoded[number] = session.run(None, {"input_ids": row})[0][0]

        with ThreadPoolExecutor(min(len(texts), _processors()) or 1) as readers:
            for first in range(0, len(texts), _AT_ONCE):
                batch = texts[first : first + _AT_ONCE]
                tokens = tokenize([prefix + text for text in batch])
                some = [n for n, text in enumerate(batch) if text.strip()]
                list(readers.map(read, (first + n for n in some), (tokens[n] for n in some)))
        return encoded

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


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
