"""The source of truth: what was read and its vectors, in one SQLite file."""
