"""What the project says of itself holds: the README's commands, the changelog, the files."""

import re
import subprocess
import sys
import tomllib
from argparse import _SubParsersAction
from pathlib import Path

import pytest

from assistant import __main__ as assistant_main
from assistant.web import options
from eval import __main__ as eval_main
from index import __main__ as index_main
from tests.support.places import ROOT

PARSERS = {
    "index": index_main._parser,
    "assistant": assistant_main._parser,
    "eval": eval_main._parser,
    "ui.py": options.parser,
}
COMMAND = re.compile(
    r"python (?:-m )?(index|assistant|eval|ui\.py)(?![.\w])"
    r"((?: [a-z][a-z-]*)*)([^`]*?)(?=\npython|`)"
)
"""Its program, the words after it, and what is told of it: the rest of its line and those under
it."""
OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")

README = "\n".join(
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "assistant/README.md", "eval/README.md")
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


def test_the_environment_that_make_sets_up_is_named_in_the_readme() -> None:
    made = re.search(r"^VENV := (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert made and f"$ {made[1]}/bin/python -m assistant ask" in README


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


def _options(program: str, words: str) -> set[str]:
    """Those of a command, by its parser; words that name no command are those given to it."""
    found = PARSERS[program]()
    for word in words.split():
        below = [a.choices for a in found._actions if isinstance(a, _SubParsersAction)]
        found = below[0].get(word, found) if below else found
    return {option for action in found._actions for option in action.option_strings}


def test_options_of_the_readme_are_those_of_its_commands() -> None:
    """Under two commands, "both" are the options of the one before too."""
    unknown: list[str] = []
    every: set[str] = set()
    before: set[str] = set()
    commands = COMMAND.findall(README)
    for program, words, told in commands:
        known = _options(program, words)
        both = told.partition("both: ")[2]
        wrong = {*OPTION.findall(told)} - known | {*OPTION.findall(both)} - before
        unknown += [f"{program}{words} {option}" for option in sorted(wrong)]
        before = known
        every |= known
    assert len(commands) > 30
    assert unknown == []
    assert {*OPTION.findall(README)} - every == set()


def test_no_absolute_path_nor_registry_in_the_project() -> None:
    forbidden = re.compile(r"/(?:work|opt|home|root)/\w|pypi\.org|pythonhosted|download\.pytorch")
    texts = {".py", ".md", ".toml", ".yaml", ".txt", ".css", ".tsv", ".jsonl", ""}
    found = [
        path.name
        for path in _tracked()
        if path.suffix in texts
        and path != Path(__file__)
        and path.is_file()
        and forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
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
