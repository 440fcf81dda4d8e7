"""Signing in and out, for those who read in a browser."""

import re
from dataclasses import dataclass
from html import escape
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access import SESSION_COOKIE, session_token
from assistant.accounts import SESSION_SECONDS, Accounts
from assistant.answer import Language
from assistant.document_page import html_page
from assistant.errors import TooManyAttemptsError
from assistant.gate import SIGN_IN, Calling

_HERE = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
_FIELDS = (
    ("name", "Identifiant", "text", "username"),
    ("password", "Mot de passe", "password", "current-password"),
)
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
    def asked(caller: Calling, then: Next = "/") -> Response:
        return page(_signed_in(caller.name) if caller.name else _asking(then))

    @app.post(SIGN_IN, include_in_schema=False)
    def sign_in(request: Request, form: Form) -> Response:
        name, then = form.get("name", ""), form.get("next", "/")
        try:
            token = accounts.sign_in(name, form.get("password", ""))
        except TooManyAttemptsError as error:
            said = f"Trop d’essais : recommencez dans {error.seconds} s."
            waiting = {"retry-after": str(error.seconds)}
            return page(_asking(then, name=name, said=said), status=429, headers=waiting)
        if token is None:
            said = "Cet identifiant et ce mot de passe ne vont pas ensemble."
            return page(_asking(then, name=name, said=said), status=401)
        response = RedirectResponse(here(then), status_code=303)
        set_cookie(response, request, token, SESSION_SECONDS)
        return response

    @app.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        accounts.sign_out(session_token(request.scope))
        response = RedirectResponse(SIGN_IN, status_code=303)
        set_cookie(response, request, "", 0)
        return response


def here(then: str) -> str:
    """A page of ours to go on to, the first one where none is told."""
    return then if _HERE.fullmatch(then) else "/"


def set_cookie(
    response: Response,
    request: Request,
    token: str,
    seconds: int,
    cookie: Cookie = SESSION,
    *,
    is_safe: bool = False,
) -> None:
    """Kept from scripts and from other sites, and from plain HTTP where the reader has better,
    as the proxy in front tells, or `is_safe`."""
    told = request.headers.get("x-forwarded-proto", request.url.scheme)
    response.set_cookie(
        cookie.name,
        token,
        max_age=seconds,
        path=cookie.path,
        httponly=True,
        samesite="lax",
        secure=is_safe or told == "https",
    )


def page(
    body: str,
    *,
    title: str = "Connexion",
    status: int = 200,
    headers: dict[str, str] | None = None,
    language: Language = Language.FRENCH,
) -> HTMLResponse:
    kept = {**NEVER_KEPT, **(headers or {})}
    shown = f"<header><h1>Relevés de décisions</h1></header><main>{body}</main>"
    html = html_page(title, shown, head=_SAME_ORIGIN, language=language)
    return HTMLResponse(html, status, kept)


def _asking(then: str, *, name: str = "", said: str = "") -> str:
    fields = "".join(
        f'<p><label for="{field}">{label}</label><br><input id="{field}" name="{field}" '
        f'type="{kind}" autocomplete="{complete}" maxlength="200" required '
        f'value="{escape(name) if kind == "text" else ""}"></p>'
        for field, label, kind, complete in _FIELDS
    )
    alert = f'<p role="alert">{escape(said)}</p>' if said else ""
    return (
        f'<h2>Connexion</h2>{alert}<form method="post" action="{SIGN_IN}">{fields}'
        f'<input type="hidden" name="next" value="{escape(then)}">'
        '<p><button type="submit">Se connecter</button></p></form>'
    )


def _signed_in(name: str) -> str:
    return (
        f"<h2>Connexion</h2><p>Connecté : {escape(name)}. "
        '<a href="/">Poser une question</a></p>'
        '<form method="post" action="/sign-out">'
        '<button type="submit">Se déconnecter</button></form>'
    )
