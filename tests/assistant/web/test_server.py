"""The server from its socket to its stop, in a process of its own."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from assistant.web.server import GRACE_SECONDS
from tests.support.places import ROOT
from tests.support.processes import next_line

COMPUTING = """
import sys, time
from contextlib import closing
from pathlib import Path
from assistant.service.library import Library
from assistant.web.api import create_app
from assistant.web.server import bound, serve
from tests.support.hashing import HashingEncoder

with closing(Library(Path(sys.argv[1]), HashingEncoder())) as library:
    app = create_app(library)

    @app.get("/compute")
    def compute() -> None:
        print("computing", flush=True)
        time.sleep(600)

    serve(app, library, bound("127.0.0.1", 0), question=None)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_thread_that_computes_does_not_keep_the_server_from_ending(
    data_dir: Path, number: int
) -> None:
    command = [sys.executable, "-c", COMPUTING, str(data_dir)]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True) as process,
        ThreadPoolExecutor() as asking,
    ):
        try:
            address = next_line(process, process.stdout).split()[2].removesuffix("/")
            asking.submit(_asked, f"{address}/compute")
            assert next_line(process, process.stdout) == "computing\n"
            process.send_signal(number)
            assert process.wait(GRACE_SECONDS + 10) == 0
            assert process.stderr and process.stderr.read().endswith("Arrêté.\n")
        finally:
            process.kill()


def _asked(address: str) -> None:
    with urlopen(address, timeout=60):  # noqa: S310
        pass
