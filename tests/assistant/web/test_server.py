"""The server from its socket to its stop, in a process of its own."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
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


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX: "], ids=["none", "half"])
def test_a_head_that_does_not_come_is_not_waited_for(data_dir: Path, sent: bytes) -> None:
    impatient = f"import assistant.web.server as s; s._HEAD_SECONDS = 1\n{COMPUTING}"
    with _served(impatient, data_dir) as connection:
        connection.sendall(sent)
        assert connection.recv(1) == b""


def test_a_head_without_end_is_not_held(data_dir: Path) -> None:
    line = b"X: " + b"a" * 1_000_000 + b"\r\n"
    with _served(COMPUTING, data_dir) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
            for _ in range(150):
                connection.sendall(line)


def test_a_body_is_no_head(data_dir: Path) -> None:
    head = b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n"
    with _served(COMPUTING, data_dir) as connection:
        connection.sendall(head + b"a" * 100_000)
        connection.sendall(b"a" * 200_000)
        assert connection.recv(16).startswith(b"HTTP/1.1 413")


def test_those_who_ask_for_nothing_make_room_for_those_who_do(data_dir: Path) -> None:
    crowded = f"import assistant.web.server as s; s._MOST_IDLE = 20\n{COMPUTING}"
    with _served(crowded, data_dir) as first, ExitStack() as opened:
        for _ in range(40):
            opened.enter_context(socket.create_connection(first.getpeername(), 30))
        host, port = first.getpeername()[:2]
        with urlopen(f"http://{host}:{port}/api/health", timeout=30) as answer:
            assert answer.status == 200
        first.settimeout(10)  # a head is waited for twice as long
        assert first.recv(1) == b""


@contextmanager
def _served(code: str, data_dir: Path) -> Iterator[socket.socket]:
    """A connection to a server that `code` runs."""
    command = [sys.executable, "-c", code, str(data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = urlsplit(next_line(process, process.stdout).split()[2])
            with socket.create_connection((address.hostname, address.port), 30) as connection:
                yield connection
        finally:
            process.kill()


def _asked(address: str) -> None:
    with urlopen(address, timeout=60):  # noqa: S310
        pass
