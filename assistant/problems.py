"""Errors of the API as problem details (RFC 9457), and the limits set before it reads."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError, UnknownAnswerError
from index.errors import (
    IndexStoreError,
    InvalidQueryError,
    UnknownDocumentError,
    UnknownParagraphError,
)

MEDIA_TYPE = "application/problem+json"
MOST_BYTES = 64 * 1024
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": (
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data:; "
        b"frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
}


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


def add_handlers(app: FastAPI) -> None:
    """Every error that an API request meets becomes a problem."""

    async def on_error(request: Request, error: Exception) -> JSONResponse:
        headers = error.headers if isinstance(error, HTTPException) else None
        return problem(_status(error), _detail(error), request.url.path, headers)

    for kind in (RequestValidationError, HTTPException, AssistantError, IndexStoreError, 500):
        app.add_exception_handler(kind, on_error)


def _status(error: Exception) -> int:
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


def _detail(error: Exception) -> str:
    if isinstance(error, RequestValidationError):
        return "; ".join(_sentence(found) for found in error.errors()) + "."
    if isinstance(error, HTTPException):
        return str(error.detail)
    if isinstance(error, AssistantError | IndexStoreError):
        return str(error)
    return "The server failed on this request; its log says why."


def _sentence(found: Mapping[str, object]) -> str:
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

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_api = scope["path"].startswith("/api/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS.items()]
                if is_api and b"/static/" not in scope["path"].encode():
                    message["headers"].append((b"cache-control", b"no-store"))
            await send(message)

        if is_api and scope["method"] == "POST":
            refused = await _refuse(scope, receive)
            if isinstance(refused, JSONResponse):
                await refused(scope, receive, guarded)
                return
            receive = refused
        await self._app(scope, receive, guarded)


async def _refuse(scope: Scope, receive: Receive) -> JSONResponse | Receive:
    """A problem, or what gives the body again."""
    headers = dict(scope["headers"])
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    if kind != b"application/json":
        detail = "Send the body as application/json."
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, scope["path"])
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            detail = f"The body is larger than {MOST_BYTES // 1024} KiB."
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, scope["path"])
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
