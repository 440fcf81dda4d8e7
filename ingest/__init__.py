"""Files in, `Document` and `Paragraph` out. Knows nothing of an index."""
