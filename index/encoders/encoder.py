"""Texts to unit vectors: the one-method protocol that every encoder follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """`name` identifies the weights and goes into the manifest; `dimension` is the length
    of each vector."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """(len(texts), dimension) rows of unit length; all zeros for a text with no token.

        `query` chooses the prefix of encoders that read questions and passages apart.
        """
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` as it is meant there: a unit vector."""

    start: int
    end: int
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text as it is meant: its unit vector, zeros for a text with no token, and its words of
    three letters or more, in order."""

    vector: NDArray[np.float32]
    words: tuple[Word, ...]


@runtime_checkable
class WordEncoder(Encoder, Protocol):
    """An encoder that tells what each word means in its text too, by vectors whose cosine is
    near 0 for what has nothing to do with each other. `usual_likeness` is the cosine of a question
    and a sentence on its subject that may answer as well as not."""

    @property
    def usual_likeness(self) -> float: ...

    def meanings(self, texts: Sequence[str], *, query: bool = False) -> list[Meaning]: ...
