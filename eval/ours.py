"""This project's search, measured as any other is."""

from pathlib import Path
from tempfile import mkdtemp

from assistant.engine import Assistant
from eval.protocol import RANKED, Search, serve
from index.builder import build
from index.encoders.loading import load_encoder
from index.settings import Settings
from index.snapshot import Snapshot


def _assistant(folder: Path) -> Search:
    assistant = Assistant(_snapshot(folder))
    return lambda question: [
        (hit.document.source_path, hit.paragraph.text)
        for hit in assistant.search(question, k=RANKED).hits
    ]


def _ranking(folder: Path) -> Search:
    snapshot = _snapshot(folder)
    return lambda question: [
        (hit.document.source_path, hit.paragraph.text)
        for hit in snapshot.search(question, k=RANKED)
    ]


def _snapshot(folder: Path) -> Snapshot:
    """Indexed beside the texts, in a folder that goes with theirs."""
    data_dir = Path(mkdtemp(dir=folder.parent))
    encoder = load_encoder(Settings().encoder)
    build([folder], data_dir=data_dir, encoder=encoder)
    return Snapshot.open(data_dir, encoder)


if __name__ == "__main__":
    serve({"assistant": _assistant, "ranking alone": _ranking}, version="")
