"""What every test may use: a deterministic encoder, folders of documents, the sample corpus
indexed by the default encoder."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from assistant.engine import Assistant
from eval.page_speed import browser_path
from index.builder import build
from index.encoders.encoder import Encoder
from index.encoders.loading import load_encoder
from index.settings import DEFAULT_ENCODER
from index.snapshot import Snapshot
from tests.support.documents import LIBRARY, Asked, assistant_over
from tests.support.hashing import HashingEncoder
from tests.support.places import SAMPLE

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell's background jobs ignore Ctrl-C, and so would the servers that tests start and stop."""

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture(scope="module")
def assistant(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    default_encoder: Encoder,
) -> Iterator[Assistant]:
    """Over the DOCUMENTS of a module, texts by the names of their files; over the sample corpus
    where it has none."""
    if not hasattr(request.module, "DOCUMENTS"):
        yield Assistant(request.getfixturevalue("sample_snapshot"))
        return
    folder = tmp_path_factory.mktemp("documents")
    with assistant_over(request.module.DOCUMENTS, folder, default_encoder) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder) -> Iterator[Asked]:
    """What the assistant answers over a few texts, which are read once for all the questions that a
    module asks of them."""
    with ExitStack() as opened:

        @cache
        def over(texts: tuple[tuple[str, str], ...]) -> Assistant:
            folder = tmp_path_factory.mktemp("texts")
            return opened.enter_context(assistant_over(dict(texts), folder, default_encoder))

        yield lambda texts, question: over(tuple(texts.items())).ask(question)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of three short documents, to add to, change and remove from."""
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in LIBRARY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


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
