"""Signing in at an identity provider and coming back, for those who read in a browser."""

import logging
from html import escape
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from assistant.access.accounts import SESSION_SECONDS
from assistant.access.entry import session_token
from assistant.access.openid import OpenId
from assistant.access.provider import Provider
from assistant.access.visits import ERRAND_SECONDS, Visits
from assistant.answer import Language
from assistant.errors import ProviderError
from assistant.spacing import bound
from assistant.web.gate import SIGN_IN, SIGN_IN_END, SIGN_IN_START, Calling, Spoken, reached
from assistant.web.sign_in import (
    NEVER_KEPT,
    Cookie,
    Next,
    here,
    page,
    set_cookie,
    signed_in,
    signed_out,
)

_ERRAND = Cookie("releve_sign_in", SIGN_IN)
_log = logging.getLogger(__name__)
_WORDS = {
    "begin": ("Se connecter avec {}", "Sign in with {}"),
    "again": ("Recommencer", "Try again"),
    "out": (
        "Vous êtes déconnecté d’ici. Votre session auprès de {} reste ouverte : sur un poste "
        "partagé, fermez-la aussi.",
        "You are signed out from here. Your session with {} stays open: on a shared computer, "
        "close it too.",
    ),
    "down": (
        "Le fournisseur d’identité {} ne répond pas. Recommencez dans quelques minutes ; si cela "
        "dure, prévenez l’équipe qui tient ce service.",
        "The identity provider {} does not answer. Try again in a few minutes; if it lasts, tell "
        "the team that keeps this service.",
    ),
    "wrong": (
        "La réponse du fournisseur d’identité {} n’a pas pu être vérifiée : vous n’êtes pas "
        "connecté. Recommencez ; si cela se répète, prévenez l’équipe qui tient ce service, dont "
        "le journal dit pourquoi.",
        "What the identity provider {} answered could not be verified: you are not signed in. "
        "Try again; if it happens again, tell the team that keeps this service, whose log says "
        "why.",
    ),
    "over": (
        "Cette connexion a déjà servi, a expiré ou n’a pas commencé dans ce navigateur. "
        "Recommencez.",
        "This sign-in was used already, has expired or did not begin in this browser. Try again.",
    ),
    "refused": (
        "Le fournisseur d’identité {} n’a pas accepté la connexion. Recommencez ; si vous pensez "
        "avoir droit à cet accès, demandez-le à l’équipe qui tient ce service.",
        "The identity provider {} did not accept the sign-in. Try again; if you think that you "
        "may have this access, ask the team that keeps this service for it.",
    ),
}


class _Pages:
    """What a reader is shown, in the language of the browser."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def asking(self, language: Language, then: str, *, is_out: bool) -> Response:
        said = self._paragraph("out", language, 'role="status"') if is_out else ""
        return self._shown(language, said + self._begin(language, "begin", then))

    def signed_in(self, language: Language, name: str) -> Response:
        return self._shown(language, signed_in(name, language))

    def failed(self, language: Language, key: str, status: HTTPStatus, then: str = "/") -> Response:
        body = self._paragraph(key, language, 'role="alert"') + self._begin(language, "again", then)
        return self._shown(language, body, status)

    def broken(self, language: Language, error: ProviderError, then: str) -> Response:
        _log.warning("Sign-in by %s failed. %s", self._provider.issuer, error)
        if error.is_down:
            return self.failed(language, "down", HTTPStatus.SERVICE_UNAVAILABLE, then)
        return self.failed(language, "wrong", HTTPStatus.BAD_GATEWAY, then)

    def refused(self, language: Language, reason: str, then: str) -> Response:
        _log.warning("Sign-in by %s refused: %s", self._provider.issuer, ascii(reason)[:80])
        return self.failed(language, "refused", HTTPStatus.FORBIDDEN, then)

    def _begin(self, language: Language, key: str, then: str) -> str:
        address = escape(f"{SIGN_IN_START}?next={quote(then, safe='')}")
        said = self._say(key, language, self._provider.name)
        return f'<p><a href="{address}" rel="nofollow">{said}</a></p>'

    def _paragraph(self, key: str, language: Language, role: str) -> str:
        return f"<p {role}>{self._say(key, language, self._provider.name)}</p>"

    def _shown(self, language: Language, body: str, status: int = HTTPStatus.OK) -> Response:
        return page(body, language, status)

    def _say(self, key: str, language: Language, *values: str) -> str:
        """Words as HTML."""
        french, english = _WORDS[key]
        words = french if language is Language.FRENCH else english
        return escape(bound(words).format(*values))


def add_openid(app: FastAPI, visits: Visits, provider: Provider) -> None:
    pages = _Pages(provider)

    @app.get(SIGN_IN, include_in_schema=False)
    def account(caller: Calling, language: Spoken, then: Next = "/", out: str = "") -> Response:
        if caller.name:
            return pages.signed_in(language, caller.name)
        return pages.asking(language, then, is_out=bool(out))

    @app.post("/sign-out", include_in_schema=False)
    def sign_out(request: Request) -> Response:
        visits.sign_out(session_token(request.scope))
        return signed_out(request, f"{SIGN_IN}?out=1")

    _add_errands(app, visits, provider, pages)


def _add_errands(app: FastAPI, visits: Visits, provider: Provider, pages: _Pages) -> None:
    """There and back."""
    openid = OpenId(provider)

    @app.get(SIGN_IN_START, include_in_schema=False)
    def start(request: Request, language: Spoken, then: Next = "/") -> Response:
        try:
            address, state, errand = openid.begin(_back(request), here(then))
        except ProviderError as error:
            return pages.broken(language, error, then)
        response = RedirectResponse(address, status_code=303, headers=NEVER_KEPT)
        browser = visits.begin(state, errand)
        set_cookie(response, request, browser, ERRAND_SECONDS, _ERRAND)
        return response

    @app.get(SIGN_IN_END, include_in_schema=False)
    def end(request: Request, language: Spoken) -> Response:
        told = request.query_params
        browser = session_token(request.scope, _ERRAND.name)
        errand = visits.take(told.get("state", ""), browser) if browser else None
        if errand is None:
            return pages.failed(language, "over", HTTPStatus.BAD_REQUEST)
        if "error" in told or told.get("iss", provider.issuer) != provider.issuer:
            return pages.refused(language, told.get("error", "another issuer"), errand.then)
        try:
            identity = openid.end(told.get("code", ""), errand, _back(request))
        except ProviderError as error:
            return pages.broken(language, error, errand.then)
        response = RedirectResponse(errand.then, status_code=303, headers=NEVER_KEPT)
        token = visits.enter(identity.name, identity.groups)
        set_cookie(response, request, token, SESSION_SECONDS)
        set_cookie(response, request, "", 0, _ERRAND)
        return response


def _back(request: Request) -> str:
    """Where the provider sends a browser back to, which it must know beforehand."""
    return reached(request.scope) + SIGN_IN_END
