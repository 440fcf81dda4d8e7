"""A peer small enough to be worked out by hand, and some that go wrong; run by the tests."""

import os
from pathlib import Path

from eval.protocol import Search, read_texts, serve


def _words(folder: Path) -> Search:
    """Whole texts, by how many words of the question they hold."""
    print("Loading the words.")
    texts = read_texts(folder)

    def search(question: str) -> list[tuple[str, str]]:
        print(f"Searching {question}.")
        words = question.lower().split()
        return sorted(texts.items(), key=lambda item: -sum(w in item[1].lower() for w in words))

    return search


def _fails(_: Path) -> Search:
    raise ImportError("No module named 'peer' | at all")


def _rambles(folder: Path) -> Search:
    os.write(1, b"not a line of the protocol\n")
    return _words(folder)


if __name__ == "__main__":
    serve({"words": _words, "fails": _fails, "rambles": _rambles}, version="1.2")
