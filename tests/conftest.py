"""What every test may use: a deterministic encoder, folders of documents, the sample corpus
indexed by the default encoder."""

import hashlib
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.engine import Assistant
from eval.page_speed import browser_path
from index.analyzer import terms
from index.builder import build
from index.encoder import Encoder, load_encoder
from index.settings import DEFAULT_ENCODER
from index.snapshot import Snapshot

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell's background jobs ignore Ctrl-C, and so would the servers that tests start and stop."""

SAMPLE = Path(__file__).parent.parent / "eval" / "sample"

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class HashingEncoder:
    """Each term votes for one direction of its own: texts that share terms are near.

    `encoded` keeps every text that was embedded, so that a test can tell what was not.
    """

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], *, query: bool = False) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term in terms(text):
                digest = hashlib.sha256(term.encode()).digest()
                row[int.from_bytes(digest[:4], "big") % self.dimension] += 1
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(norms, 1e-12)
        return unit


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@contextmanager
def assistant_over(texts: Mapping[str, str], folder: Path, encoder: Encoder) -> Iterator[Assistant]:
    """An assistant that has read files of these names, which are written to `folder`."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder], data_dir=folder / "data", encoder=encoder)
    with closing(Snapshot.open(folder / "data", encoder)) as snapshot:
        yield Assistant(snapshot)


@pytest.fixture(scope="module")
def assistant(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    default_encoder: Encoder,
) -> Iterator[Assistant]:
    """Over the DOCUMENTS of a module: texts by the names of their files."""
    folder = tmp_path_factory.mktemp("documents")
    with assistant_over(request.module.DOCUMENTS, folder, default_encoder) as assistant:
        yield assistant


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of three short documents, to add to, change and remove from."""
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in LIBRARY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


LIBRARY = {
    "2021-03-04-releve-comite-velo.md": (
        "# Relevé de décisions du comité vélo du 4 mars 2021\n\n"
        "## 1. Stationnement\n\n"
        "Le comité décide d'installer douze arceaux devant la gare.\n\n"
        "La mairie demande un devis pour un abri couvert.\n"
    ),
    "2022-09-15-releve-comite-eau.md": (
        "# Relevé de décisions du comité de l'eau du 15 septembre 2022\n\n"
        "## 1. Fontaines\n\n"
        "Le comité valide la remise en service de huit fontaines publiques.\n\n"
        "## 2. Arrosage\n\n"
        "L'arrosage des pelouses est interdit en journée jusqu'au 30 octobre.\n"
    ),
    "fiche-compost.md": (
        "# Fiche : compost partagé\n\nChaque quartier peut demander un bac de compost à la régie.\n"
    ),
}


@pytest.fixture
def data_dir(library: Path, tmp_path: Path, encoder: HashingEncoder) -> Path:
    """A data folder that holds `library`, indexed by `encoder`."""
    folder = tmp_path / "data"
    build([library], data_dir=folder, encoder=encoder)
    encoder.encoded.clear()
    return folder


@pytest.fixture
def snapshot(data_dir: Path, encoder: HashingEncoder) -> Iterator[Snapshot]:
    """`library`, open for reading."""
    with closing(Snapshot.open(data_dir, encoder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def default_encoder() -> Encoder:
    """The one that is used where no setting names another."""
    return load_encoder(DEFAULT_ENCODER)


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """The sample corpus: read it, never write to it."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder) -> Path:
    """A data folder that holds the sample corpus: read it, never write to it."""
    folder = tmp_path_factory.mktemp("sample") / "data"
    build([SAMPLE], data_dir=folder, encoder=default_encoder)
    return folder


@pytest.fixture(scope="session")
def sample_snapshot(sample_data: Path, default_encoder: Encoder) -> Iterator[Snapshot]:
    """The sample corpus, open for reading."""
    with closing(Snapshot.open(sample_data, default_encoder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--headless", "--disable-gpu"]
        )
        yield launched
        launched.close()
