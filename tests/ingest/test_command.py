"""How commands end."""

import subprocess
import sys

import pytest

from tests.support.places import ROOT


def _run(main: str, *, reads: bool = True) -> tuple[int, str]:
    """The exit code and the errors of a command, whose output nobody `reads`."""
    code = f"from ingest.command import run\n{main}\nrun(main, interrupted='Stopped.')"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdout=subprocess.DEVNULL if reads else subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
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
