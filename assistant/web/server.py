"""The server of the API and of the chat, from its socket to its stop: the only door to uvicorn."""

import asyncio
import errno
import os
import resource
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.errors import AssistantError
from assistant.service.library import Library
from assistant.terminal import answer_text
from index.errors import IndexStoreError

if TYPE_CHECKING:
    from fastapi import FastAPI

GRACE_SECONDS = 5
_END_SECONDS = 1
"""What a process has to end in once its server has stopped."""
_HEAD_SECONDS = 20
_LONGEST_HEAD = 64 * 1024
_QUEUE = 2_048
_MOST_IDLE = 512
_FILES = 8_192
"""That the process may have open, where the machine allows: a connection is one."""
_SWITCH_SECONDS = 0.0005
"""What speaks with callers waits so long for a thread that computes; Python's own 5 ms, met at
each step of a request, are most of what a caller would wait under load."""


def serve(
    app: "FastAPI",
    library: Library,
    listener: socket.socket,
    *,
    question: str | None,
    has_chat: bool = True,
    parent: int | None = None,
) -> None:
    """Until it is stopped by Ctrl-C or by SIGTERM: what is asked is answered first, in some
    seconds at most. `question` is answered in the terminal.

    One with a `parent`, the number of the process that started it, shares the port with others,
    and stops where that process has ended."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    _allow_connections()
    config = uvicorn.Config(
        app,
        http=_Connection,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws="none",
        # Who calls is told by the connection itself: `access.entry` trusts proxies.
        proxy_headers=False,
        backlog=_QUEUE,
    )
    served = ("Chat : {0}/   " if has_chat else "") + "API : {0}/api/docs"
    said = served.format(_address(listener))
    server = _Server(config, library, said=said, question=question, parent=parent)
    # The server raises again the signal that stopped it: SIGTERM then ends as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        if parent is None:
            print("Arrêté.", file=sys.stderr)


def _allow_connections() -> None:
    fewest, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if fewest != resource.RLIM_INFINITY and fewest < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


class _Connection(HttpToolsProtocol):
    """Ends with who sends the head of a request without end, or does not send it in time; what
    comes after the head is for the application to hold to its limits."""

    _idle: ClassVar[dict["_Connection", None]] = {}
    """Those that ask for nothing, the longest so first."""
    _waiting: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._idle.pop(self, None)
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.timeout_keep_alive_task and not self.transport.is_closing():
            self._rest()

    def _rest(self) -> None:
        """Where more than so many ask for nothing, those that do so longest make room: all may
        still be reached while someone opens connections without end."""
        self._idle[self] = None
        while len(self._idle) > _MOST_IDLE:
            longest = next(iter(self._idle))
            del self._idle[longest]
            longest.transport.close()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self._idle.pop(self, None)
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._waiting:
            self._head += len(data)
            if self._head > _LONGEST_HEAD:
                self.send_400_response("The head of the request is too long.")

    def _wait(self) -> None:
        self._stop_waiting()
        self._head = 0
        self._waiting = self.loop.call_later(_HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None


class _Server(uvicorn.Server):
    """Says where it listens once it does, and answers one question in the terminal."""

    def __init__(
        self,
        config: uvicorn.Config,
        library: Library,
        *,
        said: str,
        question: str | None,
        parent: int | None,
    ) -> None:
        super().__init__(config)
        self._library, self._said, self._question = library, said, question
        self._parent = parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        self._warming = loop.run_in_executor(None, self._library.warm_up)
        if self._question:
            try:
                answer = await asyncio.to_thread(
                    self._library.ask, self._question, collections=None
                )
                print(f"\n{self._question}\n{answer_text(answer)}\n")
            except (AssistantError, IndexStoreError) as error:
                print(error, file=sys.stderr)
        with suppress(OSError):  # the server serves, whoever reads where
            print(f"{self._said}   Ctrl-C arrête.", flush=True)

    async def on_tick(self, counter: int) -> bool:
        is_orphan = self._parent is not None and os.getppid() != self._parent
        return is_orphan or await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._library.stop_writing()
        await super().shutdown(sockets)
        # A thread that computes cannot be stopped, and Python would wait for it.
        last = threading.Timer(_END_SECONDS, _end)
        last.daemon = True
        last.start()


def _end() -> None:
    """The process ends here, whatever its threads do."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def bound(host: str, port: int, *, is_shared: bool = False) -> socket.socket:
    """A socket to listen on; of one that is shared, the system deals the connections out to all
    that listen on the port. Raises OSError whose text is one sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named for what it is, so that asyncio sends what it has at once (TCP_NODELAY).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if is_shared:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise OSError(
                f"Port {port} is in use: stop what uses it, or choose another with --port."
            ) from error
        raise OSError(f"Cannot listen on {host}, port {port}: {error.strerror}.") from error
    except OverflowError as error:
        listener.close()
        raise OSError(f"{port} is no port: choose one from 1 to 65535.") from error
    return listener
