"""How commands end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT


def _run(main: str, *, reads: bool = True, output: str = os.devnull) -> tuple[int, str]:
    """The exit code and the errors of a command, whose output goes to a file or nobody `reads`."""
    code = f"from ingest.command import run\n{main}\nrun(main, interrupted='Stopped.')"
    with (
        Path(output).open("w") as taken,
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdout=taken if reads else subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as command,
    ):
        if command.stdout:
            command.stdout.close()
        assert command.stderr
        errors = command.stderr.read()
    return command.returncode, errors


@pytest.mark.parametrize(
    ("main", "ended"),
    [
        ("main = lambda: 2", (2, "")),
        ("def main(): raise KeyboardInterrupt", (130, "Stopped.\n")),
    ],
    ids=["by itself", "stopped"],
)
def test_a_command_ends_with_its_code_and_without_a_traceback(
    main: str, ended: tuple[int, str]
) -> None:
    assert _run(main) == ended


def test_a_command_whose_output_nobody_reads_ends_in_silence() -> None:
    assert _run("def main(): print('x' * 1_000_000)", reads=False) == (0, "")


@pytest.mark.parametrize("flush", ["", ", flush=True"], ids=["at the end", "at once"])
def test_a_full_disk_is_one_sentence(flush: str) -> None:
    main = f"def main(): print('x'{flush}); return 0"
    assert _run(main, output="/dev/full") == (
        2,
        "Nothing more can be written (No space left on device): make room, or send what is printed "
        "elsewhere.\n",
    )


def test_what_else_fails_keeps_its_traceback() -> None:
    code, told = _run("def main(): open('/nowhere/at/all')")
    assert (code, "Traceback" in told, "/nowhere/at/all" in told) == (1, True, True)
