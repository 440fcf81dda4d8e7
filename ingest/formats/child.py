"""Each file of a foreign format is read in a process of its own, with limits.

This module is both ends. `run_in_child` hands the content to a server, which is this module
run as a program: it keeps the parsers loaded, forks for each file, and passes on the line of
JSON that its child printed, or says that there is none. A child is limited in what it takes,
not in what it may do: one taken over by the file it reads has the rights of this account, but
is handed nothing of the settings of a server, its keys and secrets among them.
"""

import atexit
import importlib
import json
import os
import queue
import re
import resource
import selectors
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.errors import (
    PassingFailureError,
    Reason,
    SlowFileError,
    UnreadableFileError,
    is_of_machine,
)

MOST_SECONDS = 120.0
MOST_MEMORY = 2 * 1024**3
MOST_WRITTEN = 512 * 1024**2
CORES = len(os.sched_getaffinity(0))
_HANDED = re.compile(
    r"HOME|LANG(UAGE)?|LC_\w+|LD_LIBRARY_PATH|PATH|PYTHON\w+|TESSDATA_PREFIX|TMPDIR|TZ"
)
"""What a reader and the programs that it runs are told of the environment."""
_ROOT = Path(__file__).resolve().parent.parent.parent
_BY_OTHERS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Signals that no fault in reading raises."""
_FAILURES = {e.__name__: e for e in (PassingFailureError, SlowFileError)}


def run_in_child(
    function: str,
    *arguments: object,
    content: bytes | None = None,
    seconds: float = MOST_SECONDS,
) -> Any:  # noqa: ANN401 (what JSON can hold)
    """What `function(*arguments)` returns, or `function(content, *arguments)` where a content
    is given; one child a core runs at a time.

    `function` is named "module:function", so that this process need not import it. Raises
    UnreadableFileError with the child's own sentence, and for a child that died or that met
    a limit on memory; SlowFileError beyond so many seconds; PassingFailureError for a child
    that the machine did not start, or stopped.
    """
    server = _servers.get()
    try:
        answer = server.ask(
            {"function": function, "arguments": arguments, "seconds": seconds}, content
        )
    finally:
        _servers.put(server)
    if "error" in answer:
        reason, *values = answer["error"]
        failure = _FAILURES.get(answer.get("failure", ""), UnreadableFileError)
        raise failure(Reason(reason), *values)
    return answer["result"]


class _Server:
    """The parent's end: a process that is started when it is first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], content: bytes | None) -> dict[str, Any]:
        process = self._process = self._process or self._start()
        requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        finished = False
        try:
            length = None if content is None else len(content)
            requests.write(json.dumps({**request, "length": length}).encode() + b"\n")
            requests.write(content or b"")
            requests.flush()
            if not _answered(answers, request["seconds"]):
                return _too_slow(request)
            line = answers.readline()
            finished = bool(line)
        except BrokenPipeError:
            return _failed(PassingFailureError, Reason.KILLED)
        finally:
            if not finished:
                self.close()
        answer: dict[str, Any] = (
            json.loads(line) if line else _failed(PassingFailureError, Reason.KILLED)
        )
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "ingest.formats.child"],
                cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
                env={name: value for name, value in os.environ.items() if _HANDED.fullmatch(name)},
            )  # fmt: skip
        except OSError as error:
            raise PassingFailureError(Reason.NOT_STARTED, error.strerror) from error

    def close(self) -> None:
        """End the process and all that it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(BrokenPipeError):
                    stream.close()
        process.wait()


def _answered(stream: BinaryIO, seconds: float) -> bool:
    """Whether there is something to read within so long."""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        return bool(selector.select(seconds))


_servers: queue.LifoQueue[_Server] = queue.LifoQueue()
for _ in range(CORES):
    _servers.put(_Server())


@atexit.register
def _close_servers() -> None:
    while not _servers.empty():
        _servers.get().close()


def _serve() -> None:
    """Answer requests until there are no more: a line of JSON, then the content."""
    while header := sys.stdin.buffer.readline():
        request = json.loads(header)
        length = request["length"]
        content = [] if length is None else [sys.stdin.buffer.read(length)]
        importlib.import_module(request["function"].partition(":")[0])
        output, child_output = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(output)
            _work(request, content, child_output)
        os.close(child_output)
        with os.fdopen(output, "rb") as reader:
            answer = reader.read()
        _, status = os.waitpid(child, 0)
        if not (answer.endswith(b"\n") and answer.count(b"\n") == 1):
            answer = json.dumps(_cut_short(status, request)).encode() + b"\n"
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()


def _cut_short(status: int, request: dict[str, Any]) -> dict[str, Any]:
    """What is told of a child that gave no answer, by how it ended."""
    ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
    if ended_by == signal.SIGXCPU:
        return _too_slow(request)
    if ended_by in _BY_OTHERS:
        return _failed(PassingFailureError, Reason.KILLED)
    return {"error": (Reason.STOPPED,)}


def _too_slow(request: dict[str, Any]) -> dict[str, Any]:
    return _failed(SlowFileError, Reason.SLOW, f"{request['seconds']:.0f}")


def _failed(failure: type[UnreadableFileError], reason: Reason, *values: object) -> dict[str, Any]:
    return {"error": (reason, *values), "failure": failure.__name__}


def _work(request: dict[str, Any], content: list[bytes], output: int) -> None:
    """The child: limited, silent, and gone when it has answered."""
    _limit(resource.RLIMIT_AS, MOST_MEMORY)
    _limit(resource.RLIMIT_CPU, int(request["seconds"]) + 1, more=1)
    _limit(resource.RLIMIT_FSIZE, MOST_WRITTEN)
    _limit(resource.RLIMIT_CORE, 0)
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.dup2(0, 2)
    try:
        with os.fdopen(output, "wb") as writer:
            writer.write(json.dumps(_answer(request, content)).encode() + b"\n")
    finally:
        os._exit(0)


def _limit(what: int, most: int, *, more: int = 0) -> None:
    """Or less, where the account that reads may have no more; what goes beyond is told, and by so
    much more ended."""
    _, hard = resource.getrlimit(what)
    own = most + more if hard == resource.RLIM_INFINITY else min(most + more, hard)
    resource.setrlimit(what, (min(most, own), own))


def _answer(request: dict[str, Any], content: list[bytes]) -> dict[str, Any]:
    module, _, name = request["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    try:
        return {"result": function(*content, *request["arguments"])}
    except UnreadableFileError as error:
        return _failed(type(error), error.reason, *error.values)
    except OSError as error:
        if not is_of_machine(error):
            raise
        return _failed(PassingFailureError, Reason.SYSTEM, error.strerror)
    except MemoryError:
        return {"error": (Reason.MEMORY,)}
    except RecursionError:
        return {"error": (Reason.NESTED,)}


if __name__ == "__main__":
    _serve()
