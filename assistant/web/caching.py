"""What a reader has already is not sent again: a tag of its content, and 304 where that is known.

The tag is made of the content itself, so that an index made anew, a moved data folder or another
version of the program never passes for what was read before.
"""

import hashlib
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TAGGED = ("/api/documents", "/api/paragraphs/", "/documents/")
_REVALIDATED = "private, no-cache"


def is_known(headers: Headers, tag: str) -> bool:
    """Whether the request names the tag among those it has (RFC 9110, 13.1.2)."""
    named = headers.get("if-none-match", "").split(",")
    known = [name.strip().removeprefix("W/") for name in named]
    return tag in known or known == ["*"]


class Revalidation:
    """Tags documents and paragraphs; what has a tag of its own passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_tagged = scope["type"] == "http" and scope["method"] == "GET"
        if not (is_tagged and scope["path"].startswith(_TAGGED)):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def kept(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _may_be_tagged(message):
                start = message
            elif not start:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await _send(Headers(scope=scope), start, body, send)

        await self._app(scope, receive, kept)


def _may_be_tagged(start: Message) -> bool:
    return start["status"] == HTTPStatus.OK and b"etag" not in dict(start["headers"])


async def _send(asked: Headers, start: Message, body: bytes, send: Send) -> None:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = MutableHeaders(raw=start["headers"])
    headers["etag"], headers["cache-control"] = tag, _REVALIDATED
    if is_known(asked, tag):
        start["status"], body = HTTPStatus.NOT_MODIFIED, b""
        del headers["content-length"], headers["content-type"]
    await send(start)
    await send({"type": "http.response.body", "body": body})
