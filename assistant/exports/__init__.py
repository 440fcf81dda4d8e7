"""Answers as documents: Word, PDF, Markdown."""
