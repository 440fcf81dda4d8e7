"""Progress is shown on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys

from tests.support.places import ROOT

COUNT = "from ingest.progress import counted\nprint([*counted([1, 2], 'Asking')])"


def test_what_is_counted_is_shown_on_a_terminal() -> None:
    ours, theirs = pty.openpty()
    run = [sys.executable, "-c", COUNT]
    done = subprocess.run(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert (done.stdout, b"Asking" in os.read(ours, 4096)) == (b"[1, 2]\n", True)
    os.close(ours)
    done = subprocess.run(run, cwd=ROOT, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"[1, 2]\n", b"")
