"""What tests of the API may ask."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.chat.uploads import Uploads
from assistant.service.library import Library
from assistant.web.api import create_app
from tests.support.hashing import HashingEncoder


@pytest.fixture
def client(data_dir: Path, tmp_path: Path, encoder: HashingEncoder) -> Iterator[TestClient]:
    """Over the library, and a document that a reader added."""
    dropped = tmp_path / "quai.md"
    dropped.write_text("# Fiche : quai\n\nLe quai nord est rendu aux piétons.\n", encoding="utf-8")
    list(Uploads(data_dir, encoder).add([dropped]))
    with closing(Library(data_dir, encoder)) as library:
        yield TestClient(create_app(library))
