"""The tools of agents over HTTP; what speaks with them is not imported before one comes."""

from collections.abc import Sequence

from starlette.types import Receive, Scope, Send

from assistant.service.library import Library
from assistant.web.gate import caller_of


class Tools:
    """An application over a library, for the hosts that it may be called by."""

    def __init__(self, library: Library, hosts: Sequence[str]) -> None:
        self._library, self._hosts = library, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from assistant.web.mcp_server import serve_http

        readable = caller_of(scope).collections
        await serve_http(self._library, readable, self._hosts, scope, receive, send)
