"""Encoders by their names: those in the box, and any other on the machine."""

from index.encoders.encoder import Encoder
from index.encoders.model_folder import ENCODERS
from index.encoders.onnx_encoder import E5_FR, E5_FR_4, OnnxEncoder
from index.encoders.static_encoder import STATIC_FR, StaticEncoder


def load_encoder(name: str) -> Encoder:
    """One of those in the box, "e5-fr", "e5-fr-4" or "static-fr", else any model of
    sentence-transformers.

    Raises EncoderError.
    """
    if name in (E5_FR, E5_FR_4):
        return OnnxEncoder(ENCODERS / name)
    if name == STATIC_FR:
        return StaticEncoder()
    from index.encoders.transformer_encoder import TransformerEncoder

    return TransformerEncoder(name)
