"""`python -m index watch`: a folder kept indexed while it changes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.derived import writer_lock
from index.watching import occasions
from tests.support.documents import LIBRARY
from tests.support.places import ROOT
from tests.support.processes import next_line


@pytest.fixture
def watch(library: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "index", "watch", library, "--data", tmp_path / "d", "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        yield process
        process.kill()


def _next(process: subprocess.Popen[str]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(next_line(process, process.stdout))
    return report


def test_what_appears_is_indexed_and_what_goes_is_dropped(
    watch: subprocess.Popen[str], library: Path
) -> None:
    assert _next(watch)["added"] == sorted(LIBRARY)
    (library / "nouveau.txt").write_text("Le comité retient une date.\n")
    assert _next(watch)["added"] == ["nouveau.txt"]
    (library / "nouveau.txt").unlink()
    assert _next(watch)["removed"] == ["nouveau.txt"]
    (library / "vide.txt").touch()
    assert _next(watch)["failed"] == {"vide.txt": "vide.txt: the file is empty."}
    watch.send_signal(signal.SIGINT)
    assert watch.wait(timeout=20) == 130


def test_a_folder_emptied_is_waited_for(watch: subprocess.Popen[str], library: Path) -> None:
    assert len(_next(watch)["added"]) == len(LIBRARY)
    for name in LIBRARY:
        (library / name).unlink()
    assert next_line(watch, watch.stderr).startswith("Nothing to read in ")
    (library / "nouveau.txt").write_text("Le comité retient une date.\n")
    report = _next(watch)
    assert report["added"] == ["nouveau.txt"]
    assert len(report["removed"]) == len(LIBRARY)


def test_a_folder_that_is_removed_and_made_again_is_watched(
    watch: subprocess.Popen[str], library: Path, tmp_path: Path
) -> None:
    assert len(_next(watch)["added"]) == len(LIBRARY)
    library.rename(tmp_path / "elsewhere")
    assert "does not exist" in next_line(watch, watch.stderr)
    library.mkdir()
    (library / "nouveau.txt").write_text("Le comité retient une date.\n")
    assert _next(watch)["added"] == ["nouveau.txt"]
    (library / "autre.txt").write_text("Le comité retient une autre date.\n")
    assert _next(watch)["added"] == ["autre.txt"]


def test_folders_are_read_from_time_to_time_whatever_is_told_of_them(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.watching._REGULARLY", 0.1)
    times = occasions([library], is_well=lambda: True)
    assert [next(times) for _ in range(3)] == [None] * 3


def test_a_catalog_half_saved_is_waited_for(watch: subprocess.Popen[str], library: Path) -> None:
    assert len(_next(watch)["added"]) == len(LIBRARY)
    (library / "documents.yaml").write_text('fiche-compost.md: {title: "non')
    assert "cannot be read" in next_line(watch, watch.stderr)
    (library / "documents.yaml").write_text('fiche-compost.md: {title: "non fini"}')
    assert _next(watch)["added"] == ["fiche-compost.md"]


def test_another_writer_is_waited_for(
    watch: subprocess.Popen[str], library: Path, tmp_path: Path
) -> None:
    assert len(_next(watch)["added"]) == len(LIBRARY)
    with writer_lock(tmp_path / "d"):
        (library / "nouveau.txt").write_text("Le comité retient une date.\n")
        assert "Another process is writing" in next_line(watch, watch.stderr)
    assert _next(watch)["added"] == ["nouveau.txt"]


def test_a_path_that_does_not_exist_is_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", "watch", tmp_path / "nowhere", "--data", tmp_path / "d"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path / 'nowhere'} does not exist; check the path.\n"
