"""Haystack: its store in memory, BM25 alone or fused with MiniLM.

Its embedders for local models are packages apart; the model gives the same vectors called here.
"""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.protocol import RANKED, Search, read_texts, serve


def _bm25(folder: Path) -> Search:
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    store.write_documents(_chunks(folder))
    retriever = InMemoryBM25Retriever(store, top_k=RANKED)
    return lambda question: _found(retriever.run(query=question))


def _hybrid(folder: Path) -> Search:
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from sentence_transformers import SentenceTransformer

    from eval.adapters.minilm import FOLDER

    model = SentenceTransformer(FOLDER, device="cpu")
    chunks = _chunks(folder)
    vectors = model.encode([chunk.content for chunk in chunks]).tolist()
    store = InMemoryDocumentStore()
    store.write_documents(
        [replace(chunk, embedding=row) for chunk, row in zip(chunks, vectors, strict=True)]
    )
    words = InMemoryBM25Retriever(store, top_k=RANKED)
    meaning = InMemoryEmbeddingRetriever(store, top_k=RANKED)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=RANKED)

    def search(question: str) -> list[tuple[str, str]]:
        lexical = words.run(query=question)["documents"]
        dense = meaning.run(query_embedding=model.encode(question).tolist())["documents"]
        return _found(joiner.run(documents=[lexical, dense]))

    return search


def _chunks(folder: Path) -> list[Any]:
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter

    texts = read_texts(folder)
    documents = [Document(content=text, meta={"name": name}) for name, text in texts.items()]
    chunks: list[Any] = DocumentSplitter().run(documents=documents)["documents"]
    return chunks


def _found(run: dict[str, Any]) -> list[tuple[str, str]]:
    return [(document.meta["name"], document.content) for document in run["documents"]]


if __name__ == "__main__":
    serve({"BM25": _bm25, "hybrid": _hybrid}, version=version("haystack-ai"))
