"""What the project says of itself holds: the README's commands, the changelog, the files."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = "\n".join(
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "eval/README.md")
)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, which tells the project's files from others")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_changelog_starts_with_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.M)
    assert versions[0] == project["version"]


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)", README))
    assert {"run", "test"} <= named <= targets


def test_paths_of_the_readme_exist() -> None:
    paths = re.findall(r"`((?:ingest|index|assistant|eval|tests)/[\w./-]*)`", README)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "module",
    sorted(set(re.findall(r"python -m ((?:ingest|index|assistant|eval)\b[.\w]*)", README))),
)
def test_modules_of_the_readme_run(module: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert run.returncode == 0


def test_options_of_the_readme_are_those_of_the_commands() -> None:
    helps = ""
    commands = ("index build", "index status", "assistant ask", "assistant search", "ui")
    access = ("assistant keys add", "assistant users add")
    answers = ("run", "compare", "calibrate")
    search = ("bench", "robustness", "speed", "load", "contract", "peers")
    evals = (*answers, *search, "scans", "fuzz")
    for command in (*commands, *access, *(f"eval {name}" for name in evals)):
        run = subprocess.run(
            [sys.executable, "-m", *command.split(), "--help"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        helps += run.stdout
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", README))
    assert named
    assert [option for option in named if option not in helps] == []


def test_no_absolute_path_nor_registry_in_the_project() -> None:
    forbidden = re.compile(r"/(?:work|opt|home|root)/\w|pypi\.org|pythonhosted|download\.pytorch")
    texts = {".py", ".md", ".toml", ".yaml", ".txt", ".css", ".tsv", ".jsonl", ""}
    found = [
        path.name
        for path in _tracked()
        if path.suffix in texts
        and path != Path(__file__)
        and path.is_file()
        and forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_sample_corpus_says_that_it_is_an_example() -> None:
    sample = ROOT / "eval" / "sample"
    documents = [p for p in sample.iterdir() if p.suffix in {".md", ".txt"}]
    typeset = list((ROOT / "eval" / "typesetting").glob("*.txt"))
    assert len(documents) + len(typeset) >= 12
    for path in (*documents, *typeset):
        assert "Document d'exemple" in path.read_text(encoding="utf-8")
    assert {p.stem for p in typeset} == {p.stem for p in sample.glob("*.pdf")}
