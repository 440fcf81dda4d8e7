"""The files of an encoder in the box: weights that are what they were, and their tokenizer.

The only door to tokenizers.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ENCODERS = Path(__file__).parent


class Pieces(Protocol):
    """The pieces of words of a text: their numbers, and where each starts and ends in it."""

    @property
    def ids(self) -> list[int]: ...

    @property
    def offsets(self) -> list[tuple[int, int]]: ...


Tokenize: TypeAlias = Callable[[Sequence[str]], Sequence[Pieces]]


class ModelFolder:
    """`path` holds config.json, tokenizer.json and the weights. Raises EncoderError where the
    first is missing, and later where the others are, or are not those that it names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            config = json.loads((path / "config.json").read_text(encoding="utf-8"))
            self._sha256 = str(config["weights_sha256"])
            self.dimension = int(config["dimension"])
            self.usual_likeness = float(config.get("usual_likeness", 0.0))
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(
                f"No encoder in {path}: config.json is missing or damaged; restore the folder."
            ) from error

    def name(self, family: str) -> str:
        """Which weights these are."""
        return f"{family}-{self._sha256[:8]}"

    def weights(self, file_name: str) -> bytes:
        weights = self._read(file_name)
        if hashlib.sha256(weights).hexdigest() != self._sha256:
            raise EncoderError(f"The weights in {self.path} are damaged; restore the folder.")
        return weights

    def tokenizer(self) -> Tokenize:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(self._read("tokenizer.json"))

        return lambda texts: tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def _read(self, file_name: str) -> bytes:
        try:
            return (self.path / file_name).read_bytes()
        except OSError as error:
            raise EncoderError(f"The encoder in {self.path} cannot be read.") from error


def save_model(
    folder: Path,
    *,
    tokenizer: "Tokenizer",
    weights: bytes,
    file_name: str,
    dimension: int,
    usual_likeness: float = 0.0,
) -> None:
    """Write the weights, the tokenizer, and the config that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / file_name).write_bytes(weights)
    config: dict[str, object] = {"dimension": dimension}
    if usual_likeness:
        config["usual_likeness"] = round(usual_likeness, 2)
    config["weights_sha256"] = hashlib.sha256(weights).hexdigest()
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
