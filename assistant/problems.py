"""Errors of the API as problem details (RFC 9457), and the limits set before it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError
from index.errors import (
    IndexStoreError,
    InvalidQueryError,
    UnknownDocumentError,
    UnknownParagraphError,
)

MEDIA_TYPE = "application/problem+json"
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": (
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data:; "
        b"frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
}


FAILURES = (RequestValidationError, HTTPException, AssistantError, IndexStoreError, 500)
"""What a request may meet, for the handlers of an application."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What is asked of the bodies sent under a path; `refuse` makes the reply to others, of a
    status, a sentence and the path."""

    most_bytes: int
    refuse: Callable[[int, str, str], JSONResponse]


def problem(
    status: int, detail: str, instance: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


LIMIT = Limit(most_bytes=64 * 1024, refuse=problem)


def add_handlers(app: FastAPI) -> None:
    """Every error that an API request meets becomes a problem."""

    async def on_error(request: Request, error: Exception) -> JSONResponse:
        headers = error.headers if isinstance(error, HTTPException) else None
        return problem(status_of(error), detail_of(error), request.url.path, headers)

    for kind in FAILURES:
        app.add_exception_handler(kind, on_error)


def status_of(error: Exception) -> int:
    if isinstance(error, RequestValidationError):
        is_broken = any(found["type"] == "json_invalid" for found in error.errors())
        return HTTPStatus.BAD_REQUEST if is_broken else HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, UnknownDocumentError | UnknownParagraphError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, AssistantError | InvalidQueryError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, IndexStoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def detail_of(error: Exception) -> str:
    if isinstance(error, RequestValidationError):
        return "; ".join(sentence(found) for found in error.errors()) + "."
    if isinstance(error, HTTPException):
        return str(error.detail)
    if isinstance(error, AssistantError | IndexStoreError):
        return str(error)
    return "The server failed on this request; its log says why."


def sentence(found: Mapping[str, Any]) -> str:
    """What is wrong with a field, without a full stop."""
    location = found["loc"]
    names = (
        [str(part) for part in location if part != "body"] if isinstance(location, tuple) else []
    )
    if found["type"] == "json_invalid":
        return "the body is not JSON"
    return f"{'.'.join(names) or 'body'}: {str(found['msg'])[:1].lower()}{str(found['msg'])[1:]}"


class Guard:
    """Refuses what is no JSON or too large before anything reads it, and adds the headers
    that keep pages from reaching any other machine."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, Limit]) -> None:
        """`limits` by how the paths that they hold for begin."""
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        limit = next(
            (limit for under, limit in self._limits.items() if path.startswith(under)), None
        )

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS.items()]
                if limit and b"/static/" not in path.encode():
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        if limit and scope["method"] == "POST":
            refused = await _refuse(limit, scope, receive)
            if isinstance(refused, JSONResponse):
                await refused(scope, receive, guarded)
                return
            receive = refused
        await self._app(scope, receive, guarded)


async def _refuse(limit: Limit, scope: Scope, receive: Receive) -> JSONResponse | Receive:
    """A reply, or what gives the body again."""
    headers = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    if kind != b"application/json":
        detail = "Send the body as application/json."
        return limit.refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, scope["path"])
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit.most_bytes:
            detail = f"The body is larger than {limit.most_bytes // 1024} KiB."
            return limit.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, scope["path"])
        if not message.get("more_body"):
            break
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
