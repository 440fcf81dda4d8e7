"""Archives and e-mails: nothing that they hold is lost, and nothing takes another's place."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.folder import find_files
from ingest.reader import read_file


def _zip(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _texts(folder: Path) -> dict[str, str]:
    """What was read of the files of a folder, by their names."""
    return {source.name: read_file(source).document.text for source in find_files([folder])}


def test_a_member_with_an_absolute_name_is_no_file_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "releve.txt").write_text("Le comité adopte le budget.")
    name = str(tmp_path / "releve.txt")
    (tmp_path / "a.zip").write_bytes(_zip({name: "Le comité le rejette.".encode()}))
    assert _texts(tmp_path) == {
        f"a.zip/{name}": "Le comité le rejette.",
        "releve.txt": "Le comité adopte le budget.",
    }


def _nested(each: int) -> bytes:
    """So many archives, each of so many archives, each of so many files."""
    nested = _zip({f"{n}.txt": b"Le texte." for n in range(each)})
    for _ in range(2):
        nested = _zip({f"{n}.zip": nested for n in range(each)})
    return nested


def test_an_archive_has_one_budget_for_those_within_it(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(_nested(12))
    assert len(find_files([tmp_path])) == 12**3
    archive.write_bytes(_nested(13))
    (source,) = find_files([tmp_path])
    with pytest.raises(UnreadableFileError, match=r"^a\.zip: it holds more than 2000 files"):
        read_file(source)


def test_an_archive_within_another_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    files = {"b.zip": b"PK", "c.zip": _zip({"d.txt": b"Le texte."}), "e.zip": _zip({"f.png": b""})}
    (tmp_path / "a.zip").write_bytes(_zip(files))
    sources = find_files([tmp_path])
    assert [source.name for source in sources] == [
        "a.zip/b.zip",
        "a.zip/c.zip/d.txt",
        "a.zip/e.zip",
    ]
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/b\.zip: the ZIP archive is damaged"):
        read_file(sources[0])
    with pytest.raises(UnreadableFileError, match=r"^a\.zip/e\.zip: it holds no file that can"):
        read_file(sources[2])
