"""The built-in encoder: one vector a token, a text is their mean. Needs no torch."""

import hashlib
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FOLDER = Path(__file__).parent / "model"
_BATCH = 2_048


class StaticEncoder:
    """Loads at once `name` and `dimension`, and the weights at the first text.

    Raises EncoderError where files are missing or are not those that the model names.
    """

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        self.folder = folder
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._sha256 = str(config["weights_sha256"])
            self._dimension = int(config["dimension"])
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"No encoder in {folder}: config.json is missing or damaged; restore the folder."
            ) from error
        self._loading = threading.Lock()
        self._loaded: tuple[Tokenizer, NDArray[np.float32]] | None = None

    @property
    def name(self) -> str:
        return f"static-fr-{self._sha256[:8]}"

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        """Questions and passages are read alike."""
        with self._loading:
            tokenizer, vectors = self._loaded or self._load()
        encoded = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            tokens = tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, encoding in zip(encoded[start:], tokens, strict=False):
                # A text at a time stays in the processor's cache; a batch does not.
                vectors.take(encoding.ids, axis=0).sum(axis=0, out=row)
        norms = np.linalg.norm(encoded, axis=1, keepdims=True)
        encoded /= np.maximum(norms, 1e-12)
        return encoded

    def token_vectors(self) -> NDArray[np.float32]:
        """(vocabulary, dimension) unit vectors, of the tokens."""
        _, vectors = self._loaded or self._load()
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, 1e-12)
        return unit

    def _load(self) -> "tuple[Tokenizer, NDArray[np.float32]]":
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        try:
            weights = (self.folder / "model.safetensors").read_bytes()
            if hashlib.sha256(weights).hexdigest() != self._sha256:
                raise EncoderError(f"The weights in {self.folder} are damaged; restore the folder.")
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except OSError as error:
            raise EncoderError(f"The encoder in {self.folder} cannot be read.") from error
        self._loaded = tokenizer, load(weights)["embeddings"].astype(np.float32)
        return self._loaded


def save_model(folder: Path, *, tokenizer: "Tokenizer", vectors: NDArray[np.float32]) -> None:
    """Write tokenizer, half-precision weights and the config that names them."""
    from safetensors.numpy import save

    folder.mkdir(parents=True, exist_ok=True)
    weights = save({"embeddings": vectors.astype(np.float16)})
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").write_bytes(weights)
    config = {
        "dimension": int(vectors.shape[1]),
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
