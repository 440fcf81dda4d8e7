"""The transformer encoders in the box, in eight bits by ONNX Runtime."""

import re
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Meaning, Word
from index.encoders.model_folder import ENCODERS, ModelFolder, Pieces, Tokenize
from index.encoders.onnx_session import Network, side_by_side
from index.kept import Kept

E5_FR = "e5-fr"
E5_FR_4 = "e5-fr-4"
"""The one of four layers, taught by the other."""
WEIGHTS = "model.onnx"
START, END = 0, 2
"""Numbers of the pieces around texts."""
LONGEST = 512
_AT_ONCE = 256
_QUESTIONS_KEPT = 64
_SENTENCES_KEPT = 512
"""Some 20 MiB: the sentences that answer are those of a few subjects."""
_WORD = re.compile(r"\w{3,}")


class OnnxEncoder:
    """Loads at once `name`, after that of the folder, and `dimension`, and the weights at the
    first text. Of a text longer than `LONGEST` pieces, some 2,000 characters, the first are read.

    Raises EncoderError where files are missing or are not those that the model names.
    """

    def __init__(self, folder: Path = ENCODERS / E5_FR) -> None:
        self._folder = ModelFolder(folder)
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenize, Network] | None = None
        self._asked = lru_cache(maxsize=_QUESTIONS_KEPT)(self._read_question)
        self._sentences = Kept(self._read_sentences, most=_SENTENCES_KEPT)

    @property
    def name(self) -> str:
        return self._folder.name(self._folder.path.name)

    @property
    def dimension(self) -> int:
        return self._folder.dimension

    @property
    def usual_likeness(self) -> float:
        return self._folder.usual_likeness

    def weights(self) -> bytes:
        """Raises EncoderError."""
        return self._folder.weights(WEIGHTS)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        if query and len(texts) == 1:
            return self._asked(texts[0]).vector[np.newaxis].copy()
        encoded = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(texts), _AT_ONCE):
            batch = texts[first : first + _AT_ONCE]
            for number, (_, _, vector) in self._read(batch, query=query):
                encoded[first + number] = vector
        return encoded

    def meanings(self, texts: Sequence[str], *, query: bool = False) -> list[Meaning]:
        if query and len(texts) == 1:
            return [self._asked(texts[0])]
        if query:
            return self._meanings(texts, query=True)
        found = self._sentences.of(texts)
        return [found[text] for text in texts]

    def _read_question(self, text: str) -> Meaning:
        """A question is searched with several times, then held against sentences."""
        return self._meanings([text], query=True)[0]

    def _read_sentences(self, texts: Sequence[str]) -> dict[str, Meaning]:
        return dict(zip(texts, self._meanings(texts, query=False), strict=True))

    def _meanings(self, texts: Sequence[str], *, query: bool) -> list[Meaning]:
        prefix = len(_prefix(query))
        nothing = Meaning(np.zeros(self.dimension, dtype=np.float32), ())
        found = [nothing] * len(texts)
        for number, (pieces, states, vector) in self._read(texts, query=query):
            places = [(start - prefix, end - prefix) for start, end in pieces.offsets]
            found[number] = Meaning(vector, tuple(_words(texts[number], places, states)))
        return found

    def _read(
        self, texts: Sequence[str], *, query: bool
    ) -> Iterator[tuple[int, tuple[Pieces, NDArray[np.float32], NDArray[np.float32]]]]:
        """Of each text that is not blank, the longest first, which leaves no processor idle at the
        end: its number, then its pieces, their states and its vector."""
        with self._loading:
            tokenize, network = self._loaded or self._load()
        numbers = [number for number, text in enumerate(texts) if text.strip()]
        pieces = tokenize([_prefix(query) + _in_small_letters(texts[number]) for number in numbers])

        def read(
            numbered: tuple[int, Pieces],
        ) -> tuple[int, tuple[Pieces, NDArray[np.float32], NDArray[np.float32]]]:
            number, pieces = numbered
            vectors, states = network.read([START, *pieces.ids[: LONGEST - 2], END])
            return number, (pieces, states[0, 1:-1], vectors[0])

        longest_first = sorted(zip(numbers, pieces, strict=True), key=lambda one: -len(one[1].ids))
        yield from side_by_side(read, longest_first)

    def _load(self) -> tuple[Tokenize, Network]:
        self._loaded = self._folder.tokenizer(), Network(self.weights())
        return self._loaded


def _in_small_letters(text: str) -> str:
    """What is all in capitals, which the model has seldom read; each letter where it was."""
    small = text.lower() if text.isupper() else text
    return small if len(small) == len(text) else text


def _prefix(query: bool) -> str:
    return "query: " if query else "passage: "


def _words(
    text: str, places: Sequence[tuple[int, int]], states: NDArray[np.float32]
) -> Iterator[Word]:
    starts = [start for start, _ in places[: len(states)]]
    ends = [end for _, end in places[: len(states)]]
    for word in _WORD.finditer(text):
        first, after = bisect_right(ends, word.start()), bisect_left(starts, word.end())
        if first < after:
            vector = states[first:after].mean(axis=0)
            yield Word(word.start(), word.end(), vector / max(np.linalg.norm(vector), 1e-12))
