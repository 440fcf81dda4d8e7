"""How a way of searching is measured: a process of its own, that speaks JSON lines.

    python -m MODULE WAY TEXTS QUESTIONS

TEXTS is a folder of plain texts, QUESTIONS a file of JSON strings, one a line. On standard
output, in order:

    {"version": "1.2", "index_seconds": 3.4}
    {"ranked": [["name.txt", "text"], ...], "ms": 5.6}     a line a question
    {"peak_mib": 789.0}

This module runs in the environments of other libraries too: it needs the standard library alone.
"""

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

RANKED = 30
"""Texts that are asked for: enough to fill the characters that are read of them."""

Search: TypeAlias = Callable[[str], Sequence[tuple[str, str]]]
"""A question to (name of the document, text), best first."""
Build: TypeAlias = Callable[[Path], Search]
"""A folder of plain texts to what searches them."""


def serve(ways: Mapping[str, Build], *, version: str) -> None:
    """Index and search as the command line says; what libraries print goes to standard error.

    One text is indexed and one question asked before the clocks start, so that loading
    libraries is in no figure; loading a model is in the seconds of indexing.
    """
    way, folder, questions = sys.argv[1:]
    build, texts = ways[way], Path(folder)
    asked = [json.loads(line) for line in Path(questions).read_text("utf-8").split("\n") if line]
    with redirect_stdout(sys.stderr):
        _rehearse(build, texts, asked[0])
    started = time.perf_counter()
    with redirect_stdout(sys.stderr):
        search = build(texts)
    _say({"version": version, "index_seconds": time.perf_counter() - started})
    with redirect_stdout(sys.stderr):
        search(asked[0])
    for question in asked:
        started = time.perf_counter()
        with redirect_stdout(sys.stderr):
            ranked = search(question)
        _say({"ranked": list(ranked), "ms": 1000 * (time.perf_counter() - started)})
    _say({"peak_mib": _peak_mib()})


def read_texts(folder: Path) -> dict[str, str]:
    """Name -> text, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def _rehearse(build: Build, texts: Path, question: str) -> None:
    with TemporaryDirectory() as folder:
        alone = Path(folder, "texts")
        alone.mkdir()
        shutil.copy(min(texts.iterdir()), alone)
        build(alone)(question)


def _say(line: Mapping[str, object]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _peak_mib() -> float:
    """Of this program; getrusage would count that of its parent before it was started."""
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.M)
    return int(found[1]) / 1024 if found else 0.0
