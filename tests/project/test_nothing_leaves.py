"""Building, asking and serving call no other machine, nor ask for the address of any."""

import os
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from tests.support.browsing import server
from tests.support.places import ROOT

WATCHED = """
import os, sys

def noted(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        where = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        where = arguments[:1]
    else:
        return
    if not isinstance(where, tuple) or where[0] not in ("127.0.0.1", "::1"):
        with open(os.environ["CALLS"], "a") as calls:
            print(event, where, file=calls)

sys.addaudithook(noted)
"""
"""Python runs it before anything else, in each process that is given its folder."""


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where each call that the processes of a test make is noted."""
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    return tmp_path / "calls"


def test_calls_are_noted(watched: Path) -> None:
    code = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.DEVNULL)
    assert watched.read_text() == "socket.connect ('192.0.2.1', 9)\n"


def test_commands_call_no_one(watched: Path, sample_folder: Path, tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    for command in (
        ["index", "build", str(sample_folder), *data],
        ["assistant", "ask", "Zoom ?", *data],
        ["index", "verify", *data],
    ):
        subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT, env=os.environ | {"ASSISTANT_ENCODER": "static-fr"}, check=True,
            capture_output=True,
        )  # fmt: skip
    assert not watched.exists()


def test_the_server_calls_no_one(watched: Path, sample_data: Path) -> None:
    with server(sample_data, "--uploads", "--ask", "Zoom ?") as (address, _):
        for path in ("/", "/api/docs", "/config", "/metrics", "/api/documents"):
            assert httpx2.get(address + path).status_code == 200
        assert httpx2.post(f"{address}/api/ask", json={"question": "Zoom ?"}).status_code == 200
    assert not watched.exists()
