"""Several processes over one data folder, on one real port."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

import ui
from index.builder import build
from index.encoders.encoder import Encoder
from tests.support.browsing import server
from tests.support.places import ROOT
from tests.support.scripted_model import DRIP, scripted_model

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"


def get(address: str, path: str) -> str:
    with urlopen(f"{address}{path}", timeout=20) as answer:  # noqa: S310
        return str(answer.read().decode())


def post(address: str, path: str, **body: str) -> dict[str, object]:
    headers = {"Content-Type": "application/json"}
    request = Request(f"{address}{path}", json.dumps(body).encode(), headers)  # noqa: S310
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        told: dict[str, object] = json.load(answer)
        return told


def children(process: "subprocess.Popen[str]") -> set[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return set(map(int, listed.split()))


def awaited(holds: Callable[[], bool], *, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def is_alive(process: int) -> bool:
    """A process that has ended and that nobody waits for is not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


_CONNECTED, _LISTENING = "01", "0A"


def sockets(process: int, state: str) -> int:
    """How many of its sockets are in a state of TCP, as Linux numbers them."""
    entries = Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]
    inodes = {entry.split()[9] for entry in entries if entry.split()[3] == state}
    links = map(_target, Path(f"/proc/{process}/fd").iterdir())
    return sum(link.rpartition("[")[2].removesuffix("]") in inodes for link in links)


def _target(descriptor: Path) -> str:
    """What it stands for; nothing once it is closed."""
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""


def are_two(process: "subprocess.Popen[str]") -> bool:
    started = children(process)
    return len(started) == 2 and all(sockets(child, _LISTENING) == 1 for child in started)


@contextmanager
def two(data: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    with server(data, "--workers", "2") as (address, process):
        assert awaited(lambda: are_two(process))
        yield address, process


def test_two_processes_see_a_new_generation_and_count_together(
    library: Path, tmp_path: Path, default_encoder: Encoder
) -> None:
    data = tmp_path / "data"
    build([library], data_dir=data, encoder=default_encoder)
    with two(data) as (address, process):
        for _ in range(20):
            post(address, "/api/search", query="arceaux")
        assert 'releve_requests_total{route="/api/search",status="200"} 20.0' in get(
            address, "/metrics"
        )
        shutil.copy(ROOT / "eval/sample/2020-12-03-releve-cosinum.txt", library)
        build([library], data_dir=data, encoder=default_encoder)
        time.sleep(1.1)  # each looks once a second
        seen = {json.loads(get(address, "/api/health"))["documents"] for _ in range(20)}
        assert seen == {4}
        process.terminate()
        assert (process.wait(20), process.communicate()[1]) == (0, "Arrêté.\n")


def test_one_that_is_killed_is_started_again(sample_data: Path) -> None:
    with two(sample_data) as (address, process):
        before = children(process)
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        assert awaited(lambda: killed not in children(process) and are_two(process))
        answers = [post(address, "/api/ask", question=ZOOM)["status"] for _ in range(10)]
        assert answers == ["answered"] * 10


def test_none_outlives_the_one_that_started_it(sample_data: Path) -> None:
    with two(sample_data) as (_, process):
        started = children(process)
        process.kill()
        assert awaited(lambda: not any(map(is_alive, started)))


def test_what_was_asked_is_answered_before_the_stop(sample_data: Path) -> None:
    with (
        scripted_model(DRIP) as model,
        server(
            sample_data,
            *("--workers", "2", "--model", "openai:scripted", "--model-url", model.url),
        ) as (address, process),
        ThreadPoolExecutor() as asking,
    ):
        answer = asking.submit(post, address, "/api/ask", question=ZOOM)
        assert awaited(lambda: bool(model.requests))
        process.terminate()
        assert answer.result(20)["status"] == "answered"
        assert process.wait(20) == 0


def test_what_keeps_them_from_starting_is_said_once(tmp_path: Path) -> None:
    command = [sys.executable, "ui.py", "--port", "0", "--data", str(tmp_path), "--workers", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "python -m index build" in done.stderr


def test_connections_made_together_are_dealt_out(sample_data: Path) -> None:
    with two(sample_data) as (address, process), ExitStack() as opened:
        port = int(address.rpartition(":")[2])
        for _ in range(40):
            opened.enter_context(socket.create_connection(("127.0.0.1", port)))

        def shares() -> list[int]:
            return [sockets(child, _CONNECTED) for child in children(process)]

        assert awaited(lambda: sum(shares()) == 40)
        assert min(shares()) >= 5  # by chance once in a million


def test_a_second_server_is_kept_from_the_port_of_several_processes(sample_data: Path) -> None:
    with two(sample_data) as (address, _):
        port = address.rpartition(":")[2]
        command = [sys.executable, "ui.py", "--port", port, "--data", str(sample_data)]
        for workers in ("1", "2"):
            done = subprocess.run(
                [*command, "--workers", workers],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert (done.returncode, done.stdout) == (2, "")
            assert f"Port {port} is in use" in done.stderr


def test_an_address_without_a_chat_leads_to_the_api(sample_data: Path) -> None:
    with server(sample_data, "--no-chat") as (address, _):
        assert "swagger" in get(address, "/")


def test_documents_cannot_be_added_where_there_is_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--port", "0", "--data", str(tmp_path), "--workers", "2", "--uploads"]
    assert ui.main(options) == 2
    assert "leave out --uploads" in capsys.readouterr().err
