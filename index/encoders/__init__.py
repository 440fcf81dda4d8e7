"""Texts to unit vectors: the encoders in the box, with their weights, and any other."""

import os

# Else ONNX Runtime, once it is imported, keeps figures of its use and sends them to its maker.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
