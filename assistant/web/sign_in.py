"""Signing in and out, for those who read in a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access.accounts import SESSION_SECONDS, Accounts
from assistant.access.entry import SESSION_COOKIE, session_token
from assistant.answer import Language
from assistant.errors import TooManyAttemptsError
from assistant.interface import say
from assistant.web.document_page import html_page
from assistant.web.gate import SIGN_IN, Calling, Spoken, reached

_HERE = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
_FIELDS = (("name", "text", "username"), ("password", "password", "current-password"))
_SAME_ORIGIN = '<meta name="referrer" content="same-origin">'
"""Else a browser would not say that the form is ours."""
NEVER_KEPT = {"cache-control": "no-store"}
Next = Annotated[str, Query(alias="next", max_length=2_000)]


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    path: str = "/"


SESSION = Cookie(SESSION_COOKIE)


async def _form(request: Request) -> dict[str, str]:
    body = await request.body()
    return {name: given[0] for name, given in parse_qs(body.decode(errors="replace")).items()}


Form = Annotated[dict[str, str], Depends(_form)]


def add_sign_in(app: FastAPI, accounts: Accounts) -> None:
    @app.get(SIGN_IN, include_in_schema=False)
    def asked(caller: Calling, language: Spoken, then: Next = "/") -> Response:
        body = signed_in(caller.name, language) if caller.name else _asking(then, language)
        return page(body, language)

    @app.post(SIGN_IN, include_in_schema=False)
    def sign_in(request: Request, form: Form, language: Spoken) -> Response:
        name, then = form.get("name", ""), form.get("next", "/")
        try:
            token = accounts.sign_in(name, form.get("password", ""))
        except TooManyAttemptsError as error:
            asking = _asking(then, language, name, say("sign_in_wait", language, error.seconds))
            return page(asking, language, 429, {"retry-after": str(error.seconds)})
        if token is None:
            return page(
                _asking(then, language, name, say("sign_in_wrong", language)), language, 401
            )
        response = RedirectResponse(here(then), status_code=303)
        set_cookie(response, request, token, SESSION_SECONDS)
        return response

    @app.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        accounts.sign_out(session_token(request.scope))
        return signed_out(request, SIGN_IN)


def here(then: str) -> str:
    """A page of ours to go on to, the first one where none is told."""
    return then if _HERE.fullmatch(then) else "/"


def signed_out(request: Request, to: str) -> Response:
    """The browser forgets the session, and what the page kept of the reader."""
    response = RedirectResponse(to, status_code=303, headers={"clear-site-data": '"storage"'})
    set_cookie(response, request, "", 0)
    return response


def set_cookie(
    response: Response,
    request: Request,
    token: str,
    seconds: int,
    cookie: Cookie = SESSION,
) -> None:
    """Kept from scripts and from other sites, and from plain HTTP where the reader has better."""
    response.set_cookie(
        cookie.name,
        token,
        max_age=seconds,
        path=cookie.path,
        httponly=True,
        samesite="lax",
        secure=reached(request.scope).startswith("https:"),
    )


def page(
    body: str,
    language: Language,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """`body` is HTML in that language, which is the one that the browser asks for."""
    kept = {**NEVER_KEPT, "vary": "Accept-Language", **(headers or {})}
    title = say("sign_in", language)
    shown = f"<header><h1>{say('title', language)}</h1></header><main><h2>{title}</h2>{body}</main>"
    html = html_page(title, shown, head=_SAME_ORIGIN, language=language)
    return HTMLResponse(html, status, kept)


def signed_in(name: str, language: Language) -> str:
    return (
        f"<p>{escape(say('signed_in', language, name))} "
        f'<a href="/">{say("go_ask", language)}</a></p>'
        '<form method="post" action="/sign-out">'
        f'<button type="submit">{say("sign_out", language)}</button></form>'
    )


def _asking(then: str, language: Language, name: str = "", said: str = "") -> str:
    fields = "".join(
        f'<p><label for="{field}">{say(f"sign_in_{field}", language)}</label><br>'
        f'<input id="{field}" name="{field}" type="{kind}" autocomplete="{complete}" '
        f'maxlength="200" required value="{escape(name) if kind == "text" else ""}"></p>'
        for field, kind, complete in _FIELDS
    )
    alert = f'<p role="alert">{escape(said)}</p>' if said else ""
    return (
        f'{alert}<form method="post" action="{SIGN_IN}">{fields}'
        f'<input type="hidden" name="next" value="{escape(then)}">'
        f'<p><button type="submit">{say("sign_in_go", language)}</button></p></form>'
    )
