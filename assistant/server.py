"""The server of the API and of the chat, from its socket to its stop: the only door to uvicorn."""

import asyncio
import errno
import signal
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from assistant.errors import AssistantError
from assistant.library import Library
from assistant.terminal import answer_text
from index.errors import IndexStoreError

if TYPE_CHECKING:
    from fastapi import FastAPI


def serve(
    app: "FastAPI", library: Library, listener: socket.socket, *, question: str | None
) -> None:
    """Until it is stopped by Ctrl-C or by SIGTERM. `question` is answered in the terminal."""
    # Who calls is told by the connection itself: headers that rename it are not believed.
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=2, ws="none", proxy_headers=False
    )
    host, port = listener.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    server = _Server(config, library, address=address, question=question)
    # The server raises again the signal that stopped it: SIGTERM then ends as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        print("Arrêté.", file=sys.stderr)


class _Server(uvicorn.Server):
    """Says where it listens once it does, and answers one question in the terminal."""

    def __init__(
        self, config: uvicorn.Config, library: Library, *, address: str, question: str | None
    ) -> None:
        super().__init__(config)
        self._library, self._address, self._question = library, address, question

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._question:
            try:
                answer = await asyncio.to_thread(
                    self._library.ask, self._question, collections=None
                )
                print(f"\n{self._question}\n{answer_text(answer)}\n")
            except (AssistantError, IndexStoreError) as error:
                print(error, file=sys.stderr)
        print(
            f"Chat : {self._address}/   API : {self._address}/api/docs   Ctrl-C arrête.",
            flush=True,
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._library.stop_writing()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Raises OSError whose text is one sentence."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
