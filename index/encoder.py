"""Texts to unit vectors: the one-method protocol that every encoder follows."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.settings import BUILT_IN_ENCODER


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


def load_encoder(name: str) -> Encoder:
    """The built-in static encoder for "static-fr", else any sentence-transformers model.

    Raises EncoderError.
    """
    if name == BUILT_IN_ENCODER:
        from index.static_encoder import StaticEncoder

        return StaticEncoder()
    from index.transformer_encoder import TransformerEncoder

    return TransformerEncoder(name)
