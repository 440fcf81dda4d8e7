"""Archives and e-mails: nothing that they hold is lost, and nothing takes another's place."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

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
