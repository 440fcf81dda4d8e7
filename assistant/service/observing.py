"""What passes through the server, counted and, where it is asked for, logged: one JSON line a
request on standard error, without the words of questions unless these are asked for too."""

import json
import logging
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answer import Answer, SearchResult
from assistant.service import metrics
from index.settings import Settings

JSON = "json"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Noted:
    """Written from the thread that answers."""

    answer: str | None = None
    question: str = ""


_noted: ContextVar[_Noted | None] = ContextVar("noted", default=None)


def observe(found: Answer | SearchResult) -> None:
    """Counts it, and notes it for the line of the request that it answers."""
    noted = _noted.get() or _Noted()
    if isinstance(found, Answer):
        metrics.answered(found)
        noted.answer, noted.question = found.id, found.question
    else:
        metrics.searched(found)
        noted.question = found.query


class Observer:
    """Counts and logs each request by the template of its route, never by its path."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._with_questions = settings.log_questions
        if settings.log == JSON and not _log.handlers:
            _log.addHandler(logging.StreamHandler())
            _log.setLevel(logging.INFO)
            _log.propagate = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        noted, status, started = _Noted(), 500, time.perf_counter()
        _noted.set(noted)

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            seconds = time.perf_counter() - started
            metrics.requested(_route(scope), status, seconds)
            if _log.isEnabledFor(logging.INFO):
                _log.info(self._line(scope, status, seconds, noted))

    def _line(self, scope: Scope, status: int, seconds: float, noted: _Noted) -> str:
        """ASCII: what was typed can neither end the line nor reach a terminal."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "route": _route(scope),
            "status": status,
            "ms": round(seconds * 1000, 1),
            "answer": noted.answer,
            "caller": _class(scope),
        }
        return json.dumps(line | {"question": noted.question} if self._with_questions else line)


def _route(scope: Scope) -> str:
    """Empty for what was refused before any route was looked for."""
    return str(getattr(scope.get("route"), "path", ""))


def _class(scope: Scope) -> str:
    try:
        address = ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return "unknown"
    if address.is_loopback:
        return "local"
    return "private" if address.is_private else "public"
