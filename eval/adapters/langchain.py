"""LangChain: its recursive splitter, MiniLM, an exact FAISS index.

The FAISS store of langchain-community is retired with it; this is the index that it made, of
squared distances, without its pickle.
"""

from importlib.metadata import version
from pathlib import Path

from eval.protocol import RANKED, Search, read_texts, serve

_CHARACTERS, _OVERLAP = 1_000, 200


def _faiss(folder: Path) -> Search:
    import faiss
    import numpy as np
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    from eval.adapters.minilm import FOLDER

    class MiniLM(Embeddings):
        def __init__(self) -> None:
            self._model = SentenceTransformer(FOLDER, device="cpu")

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = self._model.encode(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHARACTERS, chunk_overlap=_OVERLAP)
    chunks = splitter.split_documents(
        [Document(text, metadata={"source": name}) for name, text in read_texts(folder).items()]
    )
    model = MiniLM()
    vectors = np.array(model.embed_documents([c.page_content for c in chunks]), dtype=np.float32)
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)

    def search(question: str) -> list[tuple[str, str]]:
        row = np.array([model.embed_query(question)], dtype=np.float32)
        _, (numbers,) = index.search(row, min(RANKED, len(chunks)))
        return [(chunks[n].metadata["source"], chunks[n].page_content) for n in numbers]

    return search


if __name__ == "__main__":
    serve({"FAISS": _faiss}, version=version("langchain"))
