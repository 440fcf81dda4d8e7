"""An encoder in the box, read back to be taught more: what `onnx_export` wrote, in 32 bits."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.model_folder import ModelFolder
from index.encoders.onnx_encoder import WEIGHTS
from index.training.trimming import model_of

if TYPE_CHECKING:
    from onnx import ModelProto
    from transformers import BertModel

_PREFIX = "layers."
_MULTIPLIES = "/MatMul_quant"
_HEADS = 12


def restored(folder: Path) -> "BertModel":
    """The model of an encoder, each number within a step of its eight bits. Raises EncoderError."""
    import onnx

    network = onnx.load_from_string(ModelFolder(folder).weights(WEIGHTS))
    return model_of(dict(_weights(network)), heads=_HEADS)


def _weights(network: "ModelProto") -> Iterator[tuple[str, NDArray[np.float32]]]:
    """By the names that the model has for them."""
    from onnx import numpy_helper

    given = {part.name: numpy_helper.to_array(part) for part in network.graph.initializer}
    yield "embeddings.word_embeddings.weight", given["pieces"] * given["scales"]
    for name, numbers in given.items():
        if name.startswith(_PREFIX):
            yield name.removeprefix(_PREFIX), numbers.copy()
    for node in network.graph.node:
        if node.name.endswith(_MULTIPLIES) and "/encoder/" in node.name:
            part = node.name.removesuffix(_MULTIPLIES).removeprefix("/layers/").replace("/", ".")
            quantized = node.input[1]
            scale = given[quantized.replace("_quantized", "_scale")]
            columns = (given[quantized].astype(np.float32) - given[node.input[3]]) * scale
            yield f"{part}.weight", columns.T.astype(np.float32)
