"""Which other origins may have their pages call the API: none, unless a setting names them."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.schemas.documents import TOTAL
from index.settings import Settings

_CALLED = ("/api/", "/v1/")


class ApiCors:
    """Of the API only: the chat and the documents are for pages of their own origin."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=settings.cors,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),  # clients of other makers send some of their own
            expose_headers=("ETag", "Retry-After", TOTAL),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_api = scope["type"] == "http" and scope["path"].startswith(_CALLED)
        await (self._open if is_api else self._app)(scope, receive, send)
