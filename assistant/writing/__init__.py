"""Answers that a language model writes, and the checks that they pass."""
