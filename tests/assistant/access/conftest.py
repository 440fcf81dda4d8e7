"""A server whose callers may not all read the same, for each module."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.access.accounts import Accounts
from assistant.access.callers import Kind, Role
from assistant.access.entry import AccessMode, load_access
from assistant.service.library import Library
from index.builder import build
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder
from tests.support.restricted import CANARY, GYM, PASSWORDS, Served, created


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """What `restricted` is a copy of: never write to it."""
    folder = tmp_path_factory.mktemp("restricted")
    board = folder / "documents" / "direction"
    board.mkdir(parents=True)
    for name, text in LIBRARY.items():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    (board / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    (board / f"note-{CANARY}.md").write_text(
        f"# Relevé de décisions {CANARY}\n\nLe comité décide de fermer le gymnase {CANARY}.\n"
    )
    shutil.copy(sample_folder / "fiche-accessibilite.pdf", board)
    build([folder / "documents"], data_dir=folder / "data", encoder=HashingEncoder())
    return folder / "data"


@pytest.fixture(scope="module")
def restricted(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of public documents, and of a note and a PDF for "direction" alone."""
    return shutil.copytree(built, tmp_path_factory.mktemp("restricted") / "data")


@pytest.fixture(scope="module")
def served(restricted: Path) -> Iterator[Served]:
    access = load_access(AccessMode.ACCOUNTS, host="0.0.0.0", data_dir=restricted)  # noqa: S104
    accounts = Accounts(restricted)
    keys = {
        "other": accounts.add_key("other", collections=["régie"], days=1),
        "reader": accounts.add_key("reader", collections=["direction"], days=1),
        "administrator": accounts.add_key(
            "administrator", collections=[], days=1, role=Role.ADMINISTRATOR
        ),
        "expired": accounts.add_key("expired", collections=["direction"], days=-1),
        "revoked": accounts.add_key("revoked", collections=["direction"], days=1),
        "unknown": "releve_inconnue",
        "strange": "clé",
    }
    accounts.remove(Kind.KEY, "revoked")
    accounts.add_user("marie", PASSWORDS["marie"], collections=["direction"])
    accounts.add_user("paul", PASSWORDS["paul"], collections=["régie"])
    with closing(Library(restricted, HashingEncoder(), journal_days=1)) as library:
        with library.assistant(collections=None) as whole:
            hidden = [d for d in whole.snapshot.documents() if d.collection == "direction"]
            secret = next(d.id for d in hidden if d.media_type != "application/pdf")
            plan = next(d.id for d in hidden if d.media_type == "application/pdf")
            paragraph = whole.snapshot.paragraphs(secret)[-1].id
        answer = library.ask(GYM, collections=frozenset({"public", "direction"})).id
        app = created(library, access)
        yield Served(restricted, app, accounts, keys, secret, paragraph, plan, answer)
