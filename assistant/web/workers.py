"""Several processes behind one port: one that ends is started again, all stop together.

Each is a process of its own from its first instruction, so that no thread, index or lock is
shared; they have in common the port, the data folder and the folder of their figures. Each
listens on a socket of its own (SO_REUSEPORT): of one socket that all listen on, whichever wakes
first takes most of the connections that come together, and these then wait for one another.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.service import metrics
from assistant.web.server import GRACE_SECONDS, bound

_PAUSE = 0.2
_BETWEEN_STARTS = 1.0


def inherited(descriptor: int) -> socket.socket:
    """The socket that the process which started this one gave it to listen on."""
    return socket.socket(fileno=descriptor)


def supervise(command: Sequence[str], port: socket.socket, *, count: int) -> int:
    """Runs `command` in `count` processes until SIGTERM or SIGINT; the exit code of the first
    where that cannot start, 0 after a clean stop. `port` is bound to what they will listen on;
    it lets no other server in, and nobody listens on it."""
    port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    stops: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: stops.append(received))
    with TemporaryDirectory() as figures:
        shared = _Workers(command, port, Path(figures))
        try:
            if failed := shared.first():
                return failed
            for _ in range(count - 1):
                shared.start()
            while not stops:
                time.sleep(_PAUSE)
                shared.replace_the_dead()
        finally:
            shared.stop()
    print("Arrêté.", file=sys.stderr)
    return 0


class _Workers:
    def __init__(self, command: Sequence[str], port: socket.socket, figures: Path) -> None:
        self._host, self._port = port.getsockname()[:2]
        self._command = [*command, "--workers", "1", "--no-chat", "--worker-of"]
        self._environment = os.environ | {metrics.FOLDER: str(figures)}
        self._figures = figures
        self._started = 0.0
        self._running: list[subprocess.Popen[str]] = []

    def first(self) -> int:
        """Waits until it listens, and says what it says; its exit code where it did not come to
        that, with the reason on standard error."""
        worker = self.start(stdout=subprocess.PIPE)
        is_listening = False
        while worker.stdout and not is_listening and (line := worker.stdout.readline()):
            print(line, end="", flush=True)
            is_listening = line.startswith("API : ")
        return 0 if is_listening else worker.wait()

    def start(self, *, stdout: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        question = () if stdout == subprocess.PIPE else ("--ask", "")
        with bound(self._host, self._port, is_shared=True) as listener:
            descriptor = listener.fileno()
            worker = subprocess.Popen(
                [*self._command, str(descriptor), str(os.getpid()), *question],
                env=self._environment,
                pass_fds=[descriptor],
                stdout=stdout,
                text=True,
            )
        self._started = time.monotonic()
        self._running.append(worker)
        return worker

    def replace_the_dead(self) -> None:
        """One a second at most, so that what cannot start does not take the machine."""
        for worker in self._running:
            if worker.poll() is not None and time.monotonic() > self._started + _BETWEEN_STARTS:
                self._end(worker)
                print(f"Worker {worker.pid} ended; another is started.", file=sys.stderr)
                self.start()
                return

    def stop(self) -> None:
        """Each ends what it has in hand; one that does not come to an end is killed."""
        for worker in self._running:
            worker.terminate()
        last = time.monotonic() + GRACE_SECONDS + 2
        for worker in [*self._running]:
            try:
                worker.wait(max(0, last - time.monotonic()))
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
            self._end(worker)

    def _end(self, worker: "subprocess.Popen[str]") -> None:
        self._running.remove(worker)
        if worker.stdout:
            worker.stdout.close()
        metrics.forget(worker.pid, self._figures)
