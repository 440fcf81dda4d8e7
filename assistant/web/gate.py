"""The gate that every request passes before anything answers it."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.access.callers import CALLER, Caller
from assistant.access.entry import NOBODY, Access, AccessMode, has_key, is_within
from assistant.answer import Language
from assistant.errors import AccessError
from assistant.interface import browser_language
from assistant.web.problems import problem
from index.hit import Collections
from index.settings import Networks

SIGN_IN = "/sign-in"
SIGN_IN_START = f"{SIGN_IN}/start"
SIGN_IN_END = f"{SIGN_IN}/end"
PROBES = {"/api/health", "/api/ready"}
_OPEN_TO_SIGN_IN = {
    AccessMode.ACCOUNTS: {("GET", SIGN_IN), ("POST", SIGN_IN)},
    AccessMode.OIDC: {("GET", path) for path in (SIGN_IN, SIGN_IN_START, SIGN_IN_END)},
}
PAGE = "/gradio_api/"
"""What the page asks under, and no program does."""
_log = logging.getLogger(__name__)
_SAFE = {"GET", "HEAD", "OPTIONS"}
_REACHED = "releve.reached"
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
"""What a server is called on its own machine."""


class Gate:
    """Lets in who may enter and names them to what is behind; `/api/health`, `/api/ready` and
    what is for signing in answer to all."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        access: Access,
        hosts: Sequence[str] = (),
        proxies: Networks = (),
    ) -> None:
        """Where whoever comes is let in, a server that `hosts` names answers to no other name: a
        page of another site can have its own name point here, and is then of this one to a
        browser."""
        self._app = app
        self._access = access
        self._public = access.provider.public_url if access.provider else ""
        self._proxies = proxies
        is_open = access.mode is AccessMode.OFF and hosts
        self._names = frozenset(map(str.lower, (*LOCAL_NAMES, *hosts) if is_open else ()))
        self._signs_in = _OPEN_TO_SIGN_IN.get(access.mode, set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks another protocol
        scope[_REACHED] = self._public or _reached(scope, self._proxies)
        refused = self._refusal(scope)
        await (refused or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """None once the caller is named in the scope."""
        path = scope["path"]
        if self._names and (called := _called(scope)) not in self._names:
            detail = f"This server is not called {called[:100]!r} here; --names tells it so."
            return problem(HTTPStatus.MISDIRECTED_REQUEST, detail, path)
        try:
            caller = self._access.caller(scope)
        except AccessError as error:
            _log.warning("Who may enter cannot be told. %s", error)
            detail = "Who may enter cannot be told for now; the log of the server says why."
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, path)
        is_ours = self._access.mode is not AccessMode.OFF or path.startswith(PAGE)
        if is_ours and _is_forged(scope):
            detail = "This request was made by a page of another site."
            return problem(HTTPStatus.FORBIDDEN, detail, path)
        if caller is None and not self._is_open(scope):
            return self._turned_away(scope)
        scope[CALLER] = caller or NOBODY
        return None

    def _is_open(self, scope: Scope) -> bool:
        method, path = scope["method"], scope["path"]
        return (method, path) in self._signs_in or (path in PROBES and method == "GET")

    def _turned_away(self, scope: Scope) -> Response:
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        is_page = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
        if is_page and self._signs_in and not path.startswith("/api/"):
            asked = f"{path}?{query}" if query else path
            return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='')}", status_code=303)
        detail = "Give a key that holds, as `Authorization: Bearer KEY`."
        return problem(
            HTTPStatus.UNAUTHORIZED, detail, path, {"WWW-Authenticate": "Bearer", "Vary": "Cookie"}
        )


def caller_of(scope: Scope) -> Caller:
    """Who was let in with a request."""
    caller: Caller = scope[CALLER]
    return caller


def reached(scope: Scope) -> str:
    """The origin at which readers reach this server, as a request that was let in tells."""
    origin: str = scope[_REACHED]
    return origin


async def calling(request: Request) -> Caller:
    """Has nothing to wait for; were it no coroutine, it would be sent to a thread and back."""
    return caller_of(request.scope)


async def readable(request: Request) -> Collections:
    return caller_of(request.scope).collections


async def spoken(request: Request) -> Language:
    return browser_language(request.headers.get("accept-language", ""))


Calling = Annotated[Caller, Depends(calling)]
Readable = Annotated[Collections, Depends(readable)]
"""What the one who sends the request may read."""
Spoken = Annotated[Language, Depends(spoken)]
"""What the browser that sends the request asks to be shown."""


def _called(scope: Scope) -> str:
    """The name that a request gives the server, without its port; empty where it gives none."""
    try:
        return urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_forged(scope: Scope) -> bool:
    """Whether a page of another site has a browser send what changes something, with whatever
    cookie the browser holds. Programs send neither header; keys are in no browser."""
    if scope["method"] in _SAFE or has_key(scope):
        return False
    headers = Headers(scope=scope)
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    ours = (headers.get("host"), _host(reached(scope)))
    return origin is not None and _host(origin) not in ours


def _reached(scope: Scope, proxies: Networks) -> str:
    """As the proxy in front tells: one of those that are named, anyone where none is, who then
    tells only of what is sent back to it. Else by the connection."""
    request = Request(scope)
    scheme, host = scope["scheme"], _host(str(request.base_url).rstrip("/"))
    if not proxies or is_within(proxies, (scope.get("client") or ("",))[0]):
        told = _last(request.headers, "x-forwarded-proto").lower()
        scheme = told if told in ("http", "https") else scheme
        host = _last(request.headers, "x-forwarded-host") or host
    return f"{scheme}://{host}"


def _last(headers: Headers, name: str) -> str:
    """What the proxy that is nearest wrote, behind what it was sent; empty where nothing is."""
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()


def _host(origin: str) -> str:
    """With its port; any text has one."""
    return origin.partition("://")[2]
