"""Which files a folder has to read."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.builder import build
from index.storage.store import Store
from ingest.errors import UnreadableFolderError
from ingest.folder import find_files
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder


@pytest.fixture
def forbidden(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the library that this account may not list."""
    folder = library / "direction"
    folder.mkdir()
    (folder / "note.md").write_text("# Note\n\nLe comité ferme la halle.\n")
    listed: Callable[[str], object] = os.scandir

    def denied(path: str) -> object:
        if path == str(folder):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", denied)
    return folder


def test_a_folder_that_cannot_be_listed_is_an_error(library: Path, forbidden: Path) -> None:
    with pytest.raises(UnreadableFolderError) as raised:
        find_files([library])
    assert str(raised.value) == (
        f"The folder {forbidden} cannot be listed (Permission denied); have its owner let this "
        "account read it, or name the other folders."
    )


def test_nothing_is_withdrawn_for_a_folder_that_cannot_be_listed(
    library: Path, data_dir: Path, encoder: HashingEncoder, forbidden: Path
) -> None:
    (library / next(iter(LIBRARY))).unlink()
    with pytest.raises(UnreadableFolderError):
        build([library], data_dir=data_dir, encoder=encoder, prune=True)
    with closing(Store(data_dir)) as store:
        assert [document.source_path for document in store.documents()] == [*LIBRARY]


def test_only_files_are_read(library: Path) -> None:
    os.mkfifo(library / "tube.md")
    os.mkfifo(library / "tube.zip")
    (library / "lien.md").symlink_to(library / "absent.md")
    found: list[str] = []
    thread = threading.Thread(
        target=lambda: found.extend(source.name for source in find_files([library])), daemon=True
    )
    thread.start()
    thread.join(timeout=20)
    assert found == sorted([*LIBRARY, "lien.md"])


def test_a_link_to_itself_keeps_no_other_file_from_being_read(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    (library / "boucle.md").symlink_to(library / "boucle.md")
    report = build([library], data_dir=tmp_path / "data", encoder=encoder)
    assert sorted(report.added) == sorted(LIBRARY)
    assert [*report.failed] == ["boucle.md"]


def test_names_are_shown_in_plain(tmp_path: Path, encoder: HashingEncoder) -> None:
    """Those that older systems wrote are read too, and none orders a terminal to do anything."""
    folder, data = tmp_path / "partage", tmp_path / "data"
    folder.mkdir()
    names = (b"relev\xe9.md", "relevé.md".encode(), b"a\x1b[2J\nb.md", "c\u202efdp.md".encode())
    for number, name in enumerate(names):
        path = os.fsdecode(os.fsencode(folder) + b"/" + name)
        Path(path).write_text(f"# Note {number}\n\nLe bac {number} est rendu.\n")
    report = build([folder], data_dir=data, encoder=encoder)
    shown = [r"a\x1b[2J\nb.md", r"c\u202efdp.md", "relevé.md", "relevé.md"]
    assert (sorted(report.added), report.failed) == (shown, {})
    again = build([folder], data_dir=data, encoder=encoder, prune=True)
    assert (sorted(again.unchanged), again.removed) == (shown, [])
