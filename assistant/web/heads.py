"""What is asked by HEAD, as monitors and proxies do, is what GET would be answered."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Heads:
    """The server that speaks with the caller leaves the body out (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_head = scope["type"] == "http" and scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send)
