"""Searching by vectors (FAISS) and by terms (BM25), and one ranking of both."""
