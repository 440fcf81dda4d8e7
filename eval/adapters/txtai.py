"""txtai: an embeddings database of paragraphs, of vectors alone or with its BM25."""

from functools import partial
from importlib.metadata import version
from pathlib import Path

from eval.protocol import RANKED, Search, read_texts, serve


def _search(folder: Path, *, hybrid: bool) -> Search:
    from txtai import Embeddings
    from txtai.pipeline import Segmentation

    from eval.adapters.minilm import FOLDER

    cut = Segmentation(paragraphs=True)
    chunks = [(name, text) for name, whole in read_texts(folder).items() for text in cut(whole)]
    embeddings = Embeddings(path=FOLDER, content=True, hybrid=hybrid)
    embeddings.index([text for _, text in chunks])
    return lambda question: [
        chunks[int(found["id"])] for found in embeddings.search(question, RANKED)
    ]


if __name__ == "__main__":
    serve(
        {"embeddings": partial(_search, hybrid=False), "hybrid": partial(_search, hybrid=True)},
        version=version("txtai"),
    )
