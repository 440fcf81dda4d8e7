"""LlamaIndex: its vector index over MiniLM, with the splitter that it uses unless told."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.protocol import RANKED, Search, read_texts, serve

_SMALL, _OVERLAP = 256, 20


def _small(folder: Path) -> Search:
    """As many tokens as MiniLM reads, rather than the 1,024 of the default."""
    from llama_index.core.node_parser import SentenceSplitter

    return _search(
        folder, transformations=[SentenceSplitter(chunk_size=_SMALL, chunk_overlap=_OVERLAP)]
    )


def _search(folder: Path, **options: Any) -> Search:  # noqa: ANN401 - LlamaIndex's own
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    from eval.adapters.minilm import FOLDER

    documents = [Document(text=text, id_=name) for name, text in read_texts(folder).items()]
    model = HuggingFaceEmbedding(model_name=FOLDER, device="cpu")
    index = VectorStoreIndex.from_documents(documents, embed_model=model, **options)
    retriever = index.as_retriever(similarity_top_k=RANKED)
    return lambda question: [
        (found.node.ref_doc_id, found.node.get_content()) for found in retriever.retrieve(question)
    ]


if __name__ == "__main__":
    serve(
        {"vector index": _search, "chunks of 256 tokens": _small},
        version=version("llama-index-core"),
    )
