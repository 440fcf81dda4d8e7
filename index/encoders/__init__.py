"""Texts to unit vectors: the encoders in the box, with their weights, and any other."""
