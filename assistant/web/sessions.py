"""Conversations in the memory of the page, each of the one who holds it alone."""

import json
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gate import PAGE, caller_of
from assistant.web.limits import UPLOAD
from assistant.web.problems import problem

_NAME = "session_hash"
_HEARTBEAT = f"{PAGE}heartbeat/"


class Sessions:
    """Gives each caller sessions that no other can name: gradio shows a conversation to whoever
    names its session, by a name that a browser made.

    It has the whole of what is sent at once, from `Guard`, and refuses what is no JSON.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path.startswith(PAGE):
            caller = caller_of(scope).name
            if path.startswith(_HEARTBEAT):
                scope["path"] = _HEARTBEAT + _own(caller, path.removeprefix(_HEARTBEAT))
            scope["query_string"] = _own_query(caller, scope["query_string"])
            if scope["method"] == "POST" and path != UPLOAD:
                message = await receive()
                try:
                    message["body"] = _own_body(caller, message["body"])
                except (ValueError, RecursionError):
                    refused = problem(HTTPStatus.BAD_REQUEST, "The body is not JSON.", path)
                    await refused(scope, receive, send)
                    return
                receive = _after(message, receive)
        await self._app(scope, receive, send)


def _own(caller: str, session: str) -> str:
    return sha256(f"{caller}\n{session}".encode()).hexdigest()


def _own_query(caller: str, query: bytes) -> bytes:
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([(k, _own(caller, v) if k == _NAME else v) for k, v in asked]).encode()


def _own_body(caller: str, body: bytes) -> bytes:
    """Raises ValueError for what is no JSON, a number that is none or half a character too, and
    RecursionError."""
    sent = json.loads(body)
    if isinstance(sent, dict) and isinstance(session := sent.get(_NAME), str):
        sent[_NAME] = _own(caller, session)
    return json.dumps(sent, ensure_ascii=False, allow_nan=False).encode()


def _after(message: Message, receive: Receive) -> Receive:
    """The message, then what comes."""
    waiting = [message]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received
