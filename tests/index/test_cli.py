"""`python -m index` as its users run it: real processes."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.settings import DEFAULT_ENCODER
from index.storage.store import Store
from tests.support.documents import LIBRARY
from tests.support.places import ROOT

BIKES, WATER, COMPOST = LIBRARY


def _index(
    *arguments: str | Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "index", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


@pytest.fixture
def built(library: Path, tmp_path: Path) -> Path:
    """A data folder that the command line made."""
    folder = tmp_path / "cli"
    assert _index("build", library, "--data", folder).returncode == 0
    return folder


def test_build_reports_on_stdout_and_progress_on_stderr(library: Path, tmp_path: Path) -> None:
    done = _index("build", library, "--data", tmp_path / "d")
    assert done.returncode == 0
    assert done.stdout == (
        "3 file(s) indexed (5 paragraphs), 0 unchanged, 0 removed, 0 failed; generation 3.\n"
    )
    assert "Indexing" in done.stderr


def test_a_second_build_skips_everything(library: Path, built: Path) -> None:
    done = _index("build", library, "--data", built, "--json")
    assert json.loads(done.stdout) == {
        "added": [],
        "unchanged": [BIKES, WATER, COMPOST],
        "removed": [],
        "failed": {},
        "unwanted": [],
        "recognised": [],
        "notices": [],
        "paragraphs": 0,
        "generation": 3,
    }
    assert done.stderr == ""


def test_a_failed_file_is_a_sentence_and_exit_code_1(library: Path, tmp_path: Path) -> None:
    (library / "vide.txt").touch()
    done = _index("build", library, "--data", tmp_path / "d", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["failed"] == {"vide.txt": "vide.txt: the file is empty."}
    assert done.stderr.splitlines()[-1] == "vide.txt: the file is empty."


def test_an_index_is_for_its_owner_alone(built: Path) -> None:
    for path in (built, *built.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_status_gives_what_the_index_holds(built: Path) -> None:
    status = json.loads(_index("status", "--data", built, "--json").stdout)
    assert (status["documents"], status["paragraphs"], status["generation"]) == (3, 5, 3)
    assert status["encoder"].startswith(f"{DEFAULT_ENCODER}-")
    assert "documents: 3\n" in _index("status", "--data", built).stdout


def test_verify_says_all_is_well_or_what_is_not(built: Path) -> None:
    assert _index("verify", "--data", built).stdout == "All is well.\n"
    os.truncate(built / "derived-3" / "dense.faiss", 10)
    done = _index("verify", "--data", built, "--json")
    assert (done.returncode, json.loads(done.stdout)["ok"]) == (1, False)
    assert "dense.faiss is not the file that was written" in done.stdout


def test_remove_takes_a_document_away(library: Path, built: Path) -> None:
    with closing(Store(built)) as store:
        document = next(d.id for d in store.documents() if d.source_path == WATER)
    done = _index("remove", document, "--data", built)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{document} removed; ")
    assert done.stdout.splitlines()[1:] == [str(library / WATER)]
    assert _index("build", library, "--data", built, "--prune").stdout == (
        "0 file(s) indexed (0 paragraphs), 2 unchanged, 0 removed, 0 failed; generation 4.\n"
        "1 file(s) left out, whose documents were removed from the index; --retry reads them.\n"
    )
    status = json.loads(_index("status", "--data", built, "--json").stdout)
    assert (status["documents"], status["removed"]) == (2, [str(library / WATER)])
    assert f"removed: 1\n{library / WATER}\n" in _index("status", "--data", built).stdout
    again = _index("remove", document, "--data", built)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)


def test_prune_drops_the_files_that_are_gone(library: Path, built: Path) -> None:
    (library / WATER).unlink()
    done = _index("build", library, "--data", built, "--prune", "--json")
    assert json.loads(done.stdout)["removed"] == [WATER]


def test_what_was_dropped_is_named(library: Path, built: Path) -> None:
    for number in range(12):
        (library / f"note-{number:02d}.txt").write_text(f"Le comité retient le lot {number}.\n")
    _index("build", library, "--data", built)
    for path in library.glob("note-*"):
        path.unlink()
    named = ", ".join(f"note-{number:02d}.txt" for number in range(10))
    said = _index("build", library, "--data", built, "--prune").stdout
    assert said.splitlines()[1:] == [f"Removed: {named}, and 2 more."]


@pytest.mark.parametrize("command", [["status"], ["verify"], ["remove", "0123456789ab"]])
def test_no_data_folder_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    done = _index(*command, "--data", tmp_path / "absent")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"No index in {tmp_path / 'absent'}: run `python -m index build PATH "
        f"--data {tmp_path / 'absent'}` first.\n"
    )
    assert not (tmp_path / "absent").exists()


def test_no_path_and_an_empty_folder_are_one_sentence(tmp_path: Path) -> None:
    for path, message in (("absent", "does not exist"), ("empty", "Nothing to read")):
        (tmp_path / "empty").mkdir(exist_ok=True)
        done = _index("build", tmp_path / path, "--data", tmp_path / "d")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert message in done.stderr


def test_a_data_folder_that_is_a_file_is_one_sentence(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = _index("build", library, "--data", tmp_path / "file")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be used" in done.stderr


@pytest.mark.parametrize("kilobytes", [4, 40, 90])
def test_no_room_left_is_one_sentence_and_the_index_stays(
    library: Path, built: Path, kilobytes: int
) -> None:
    def limit_file_sizes() -> None:
        size = kilobytes * 1024
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    long = "\n\n".join(f"Paragraphe {n} sur le budget de l'année {n}." for n in range(400))
    (library / "long.txt").write_text(f"Note\n\n{long}\n", encoding="utf-8")
    done = _index("build", library, "--data", built, before=limit_file_sizes)
    assert done.returncode == 2
    message = done.stderr.splitlines()[-1]
    assert str(built) in message and "Traceback" not in done.stderr
    assert message.endswith("; what was indexed is safe: make room and run the command again.")
    assert _index("build", library, "--data", built).returncode == 0
    assert _index("verify", "--data", built).stdout == "All is well.\n"
