"""Errors of the API as problem details (RFC 9457), and the limits set before it reads."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.callers import CALLER, Caller, Role
from assistant.errors import AssistantError, UnknownAnswerError
from index.errors import (
    IndexStoreError,
    InvalidQueryError,
    UnknownDocumentError,
    UnknownParagraphError,
)

_log = logging.getLogger(__name__)
Responses = dict[int | str, dict[str, Any]]
"""Status -> what the description of the API says of it, for the routes of an application."""
MEDIA_TYPE = "application/problem+json"
_BODY_SECONDS = 10
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}
_FRAMED_BY_US = b"; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
_POLICIES = {
    # What documents say is shown and never run.
    ("/documents/", "/p/", "/a/"): b"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    # Gradio compiles its pages in the browser, and shows none without 'unsafe-eval'.
    ("",): (
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data:"
    ),
}
_STATIC = ("/api/static/", "/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")
"""What is the same for whoever asks; the rest may be of one reader alone."""
FAILURES = (RequestValidationError, HTTPException, AssistantError, IndexStoreError, 500)
"""What a request may meet, for the handlers of an application."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What is asked of what is sent under a path; `refuse` makes the reply to the rest, of a
    status, a sentence, the path and headers."""

    most_bytes: int
    refuse: Callable[[int, str, str, Mapping[str, str] | None], JSONResponse]
    media_type: str = "application/json"


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
CHAT_LIMIT = Limit(most_bytes=256 * 1024, refuse=problem)
"""Of the page, which sends the choices that it shows beside a question."""
FORM_LIMIT = Limit(
    most_bytes=4 * 1024, refuse=problem, media_type="application/x-www-form-urlencoded"
)


def add_handlers(app: FastAPI) -> None:
    """Every error that an API request meets becomes a problem."""

    async def on_error(request: Request, error: Exception) -> JSONResponse:
        headers = error.headers if isinstance(error, HTTPException) else None
        detail = detail_of(error, request.scope)
        return problem(status_of(error), detail, request.url.path, headers)

    for kind in FAILURES:
        app.add_exception_handler(kind, on_error)


def status_of(error: Exception) -> int:
    if isinstance(error, RequestValidationError):
        is_broken = any(found["type"] == "json_invalid" for found in error.errors())
        return HTTPStatus.BAD_REQUEST if is_broken else HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, UnknownDocumentError | UnknownParagraphError | UnknownAnswerError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, AssistantError | InvalidQueryError):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, IndexStoreError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def detail_of(error: Exception, scope: Scope) -> str:
    """What the one who sent a request is told of an error; why the index fails, and where it is,
    to administrators alone."""
    if isinstance(error, RequestValidationError):
        return "; ".join(sentence(found) for found in error.errors()) + "."
    if isinstance(error, HTTPException):
        return str(error.detail)
    if status_of(error) == HTTPStatus.SERVICE_UNAVAILABLE:
        caller: Caller | None = scope.get(CALLER)
        if caller is None or caller.role is not Role.ADMINISTRATOR:
            _log.warning("The index cannot be read. %s", error)
            return "The index cannot be read for now; the log of the server says why."
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


class SafeHeaders:
    """Adds the headers that keep pages from reaching any other machine, and browsers from keeping
    what nothing says that they may."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        policy = (b"content-security-policy", _of_path(_POLICIES, path) + _FRAMED_BY_US)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS.items(), policy]
                is_kept = b"cache-control" in dict(message["headers"])
                is_static = path.startswith(_STATIC) and message["status"] < HTTPStatus.BAD_REQUEST
                if not (is_kept or is_static):
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        await self._app(scope, receive, headed)


class Guard:
    """Refuses what is of another type, too large or too slow before anything reads it."""

    def __init__(self, app: ASGIApp, *, limits: Mapping[str, Limit | None]) -> None:
        """`limits` by how the paths that they hold for begin, the first that fits."""
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_sent = scope["type"] == "http" and scope["method"] == "POST"
        limit = limit_of(self._limits, scope["path"]) if is_sent else None
        if limit:
            try:
                async with asyncio.timeout(_BODY_SECONDS):
                    refused = await _refuse(limit, scope, receive)
            except TimeoutError:
                detail = f"The body did not arrive within {_BODY_SECONDS} s."
                refused = limit.refuse(HTTPStatus.REQUEST_TIMEOUT, detail, scope["path"], None)
            if isinstance(refused, JSONResponse):
                await refused(scope, receive, send)
                return
            receive = refused
        await self._app(scope, receive, send)


class Closed:
    """Answers that there is nothing under a path but what is named there."""

    def __init__(self, app: ASGIApp, *, under: str, but: Sequence[str]) -> None:
        """What of `but` ends in a slash is a folder, the rest are whole names."""
        self._app = app
        self._under = under
        self._folders = tuple(name for name in but if name.endswith("/"))
        self._names = frozenset(but)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        asked = path.removeprefix(self._under)
        is_named = asked in self._names or asked.startswith(self._folders)
        if path.startswith(self._under) and not is_named:
            refused = problem(HTTPStatus.NOT_FOUND, "There is nothing here.", path[:100])
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)


def limit_of(limits: Mapping[str, Limit | None], path: str) -> Limit | None:
    return next((limit for start, limit in limits.items() if path.startswith(start)), None)


def _of_path(policies: Mapping[tuple[str, ...], bytes], path: str) -> bytes:
    return next(policies[starts] for starts in policies if path.startswith(starts))


async def _refuse(limit: Limit, scope: Scope, receive: Receive) -> JSONResponse | Receive:
    """A reply, or what gives the body again."""
    headers = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit.most_bytes:
            detail = f"The body is larger than {limit.most_bytes // 1024} KiB."
            return limit.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, scope["path"], None)
        if not message.get("more_body"):
            break
    if body and kind != limit.media_type.encode():
        detail = f"Send the body as {limit.media_type}."
        return limit.refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, scope["path"], None)
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
