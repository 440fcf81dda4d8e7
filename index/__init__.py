"""Paragraphs in, a durable and searchable index out. Knows `ingest`'s types only.

`builder` writes an index and `snapshot` reads it. `language` makes terms of words, `encoders` make
vectors of texts; `storage` holds the source of truth, from which `derived` makes what `retrieval`
searches and ranks. `training` is how the encoders in the box were made.
"""
