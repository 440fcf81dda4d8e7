"""What `make` runs to install, with and without what `make wheels` brought."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.places import ROOT


def _said(folder: Path, target: str, *variables: str) -> list[str]:
    """The commands of pip that a target would run."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "pyproject.toml").touch()
    run = subprocess.run(
        ["make", "-n", target, *variables], cwd=folder, capture_output=True, text=True, check=True
    )
    return [line for line in run.stdout.splitlines() if "/pip " in line]


@pytest.mark.parametrize("target", ["install", "run"])
def test_what_was_brought_is_installed_and_no_index_is_asked(tmp_path: Path, target: str) -> None:
    (tmp_path / "wheels").mkdir()
    (command,) = _said(tmp_path, target, "TORCH_INDEX=https://index.exemple.fr")
    installs = command.count("pip install")
    assert installs == 2
    assert command.count(f'--no-index --find-links "{tmp_path}/wheels"') == installs
    assert "index.exemple.fr" not in command


def test_where_nothing_was_brought_an_index_is_asked(tmp_path: Path) -> None:
    (command,) = _said(tmp_path, "install", "TORCH_INDEX=https://index.exemple.fr")
    assert "--no-index" not in command
    assert 'pip install --quiet --index-url "https://index.exemple.fr" torch' in command


def test_what_is_brought_is_all_that_is_installed_and_what_builds_it(tmp_path: Path) -> None:
    torch, rest = _said(tmp_path, "wheels", "TORCH_INDEX=https://index.exemple.fr")
    assert '--index-url "https://index.exemple.fr" torch==' in torch
    assert rest.endswith('"setuptools>=77" .')


def test_what_cannot_be_installed_says_where_it_may_come_from(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "wheels").mkdir()
    run = subprocess.run(
        ["make", "install"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert '"make wheels" makes on a machine that has one, by the same Python' in run.stderr
