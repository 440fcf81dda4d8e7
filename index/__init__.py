"""Paragraphs in, a durable and searchable index out. Knows `ingest`'s types only."""
