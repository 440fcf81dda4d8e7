"""Any sentence-transformers model as an encoder: the only door to sentence_transformers."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

_PREFIXES = {"e5": ("query: ", "passage: ")}
"""Prefixes of model families whose files do not name their prompts, by a piece of the name."""


class TransformerEncoder:
    """`model` is a folder, or a name found on this machine; nothing is downloaded.

    Prefixes are the prompts "query" and "passage" (or "document") of the model itself,
    else those of its family. Raises EncoderError.
    """

    def __init__(self, model: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"No encoder {model!r} on this machine: give the folder of a sentence-transformers "
                "model, or set ASSISTANT_ENCODER=static-fr."
            ) from error
        self._name = _identity(model)
        prompts = self._model.prompts or {}
        family = next((p for key, p in _PREFIXES.items() if key in model.lower()), ("", ""))
        self._query_prefix = prompts.get("query") or family[0]
        self._passage_prefix = prompts.get("passage") or prompts.get("document") or family[1]

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        prefix = self._query_prefix if query else self._passage_prefix
        vectors = self._model.encode(
            [prefix + text for text in texts],
            batch_size=32,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


def _identity(model: str) -> str:
    """The name given, and for a folder a digest of its weights: two folders may share a name."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.safetensors")):
        digest.update(path.read_bytes())
    return f"{folder.resolve().name}-{digest.hexdigest()[:8]}"
