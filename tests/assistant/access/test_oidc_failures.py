"""A provider that fails, lies or is slow lets no one in, and is told."""

import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access import openid
from tests.assistant.access import test_oidc
from tests.assistant.access.test_oidc import NO_GROUP, begun, fresh, seen, signed_in
from tests.support.identity_provider import Provider, new_key, provider
from tests.support.restricted import Served

signing, idp, app = test_oidc.signing, test_oidc.idp, test_oidc.app

PATHS = ("/.well-known/openid-configuration", "/token", "/keys", "/userinfo")
NONSENSE = {
    "not JSON": (200, b"<html>"),
    "a list": (200, b"[1]"),
    "a number": (200, b"7"),
    "null": (200, b"null"),
    "an empty object": (200, b"{}"),
    "wrong fields": (200, b'{"issuer": 1, "keys": 3, "access_token": [], "id_token": {}}'),
    "keys of nothing": (200, b'{"keys": [1, {}, {"kty": "RSA"}], "sub": 1}'),
    "nested": (200, b'{"keys":' + b"[" * 100_000),
    "not text": (200, b"\xff\xfe{"),
    "too long": (200, b" " * 600_000),
    "moved": (302, b""),
    "not found": (404, b"{}"),
    "an error": (400, b'{"error": "x", "error_description": "\xc3\xa9\\n"}'),
    "down": (503, b"en panne"),
}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_lets_no_one_in(idp: Provider, served: Served, nonsense: str) -> None:
    with fresh(idp, served.data) as app:
        idp.claims = dict(NO_GROUP)
        for path in PATHS:
            idp.replies = {}
            if path == PATHS[0]:
                idp.replies = {path: NONSENSE[nonsense]}
                browser = TestClient(app, follow_redirects=False)
                failed = browser.get("/sign-in/start")
            else:
                browser, back = begun(app, idp)
                idp.replies = {path: NONSENSE[nonsense]}
                failed = browser.get(back)
            is_down = nonsense in ("down", "too long")
            assert failed.status_code == (503 if is_down else 502), path
            assert 'role="alert"' in failed.text and "Recommencer" in failed.text
            assert seen(browser) == 401


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri", "issuer"])
@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example/x",
        "http://127.0.0.1:1/x",
        "{0}@ailleurs.example",
        "{0}\\@x",
        "",
        7,
    ],
)
def test_the_issuer_names_no_other(
    idp: Provider, served: Served, name: str, address: object
) -> None:
    with fresh(idp, served.data) as app:
        told = address.format(idp.address) if isinstance(address, str) else address
        idp.metadata = {name: told}
        failed = TestClient(app, follow_redirects=False).get("/sign-in/start")
    assert failed.status_code == 502
    assert idp.calls == ["/.well-known/openid-configuration"]


def test_a_provider_that_is_down_is_told(served: Served) -> None:
    with provider() as gone:
        pass
    with fresh(gone, served.data) as app:
        client = TestClient(app, follow_redirects=False)
        french = client.get("/sign-in/start?next=/p/x")
        english = client.get("/sign-in/start", headers={"accept-language": "en"})
        key = {"Authorization": f"Bearer {served.keys['reader']}"}
        assert client.get("/api/documents", headers=key).status_code == 200
    assert (french.status_code, english.status_code) == (503, 503)
    assert "ne répond pas. Recommencez dans quelques minutes" in french.text
    assert "next=%2Fp%2Fx" in french.text
    assert "does not answer" in english.text


@pytest.mark.parametrize("seconds", [0.3, 0.05], ids=["silent", "slow"])
@pytest.mark.parametrize("path", ["/token", "/keys"])
def test_a_provider_that_is_slow_is_left(
    app: FastAPI, idp: Provider, path: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "_CALL_SECONDS", 0.2)
    monkeypatch.setattr(openid, "_LONGEST_SECONDS", 0.4)
    browser, back = begun(app, idp)
    idp.delays = {path: seconds}
    started = time.monotonic()
    assert browser.get(back).status_code == 503
    assert time.monotonic() - started < 5
    assert seen(browser) == 401


def test_sign_ins_beyond_some_at_once_are_refused(
    idp: Provider, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "_AT_ONCE", 0)
    with fresh(idp, served.data) as app:
        assert TestClient(app).get("/sign-in/start").status_code == 503
    assert idp.calls == []


def test_a_key_that_is_changed_is_known_at_once_and_the_old_one_no_more(
    app: FastAPI, idp: Provider
) -> None:
    signed_in(app, idp)
    old, new = idp.key, new_key(idp.key.key_type, "b")
    idp.keys = [new]
    try:
        idp.key = new
        assert seen(signed_in(app, idp)) == 5
        idp.key = old
        browser, back = begun(app, idp)
        assert browser.get(back).status_code == 502
    finally:
        idp.key = old


def test_the_secret_goes_where_the_provider_takes_it(idp: Provider, served: Served) -> None:
    idp.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    with fresh(idp, served.data) as app:
        assert seen(signed_in(app, idp)) == 5


def test_a_proxy_of_the_environment_is_not_called(
    app: FastAPI, idp: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert seen(signed_in(app, idp)) == 5
