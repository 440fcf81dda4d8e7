"""Signing in at an identity provider: a real one on this machine, right and wrong."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access import openid, visits
from assistant.access.accounts import FILE_NAME
from assistant.access.callers import Kind, Role
from assistant.access.entry import Access, AccessMode, load_access
from assistant.service.library import Library
from assistant.web.api import create_app
from tests.assistant.access.test_callers import (
    OPEN,
    READS,
    READS_NOTHING,
    every_route,
    is_told,
)
from tests.support.hashing import HashingEncoder
from tests.support.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    Claims,
    Provider,
    new_key,
    provider,
    sealed,
    signed,
    unsigned,
)
from tests.support.restricted import Served, created

STARTS = {"/sign-in/start", "/sign-in/end"}
DIRECTION = {"sub": "u-1", "groups": ["agents", "GG Direction"]}
NO_GROUP = {"sub": "u-2"}


@pytest.fixture(scope="module", params=["RSA", "EC"])
def signing(request: pytest.FixtureRequest) -> Iterator[Provider]:
    with provider(request.param) as told:
        yield told


@pytest.fixture
def idp(signing: Provider) -> Provider:
    """The provider as it was, all of whose users are of the board."""
    signing.claims, signing.told, signing.changes, signing.metadata = dict(DIRECTION), {}, {}, {}
    signing.replies, signing.delays, signing.sign = {}, {}, None
    signing.keys = [signing.key]
    signing.calls.clear()
    return signing


def configured(idp: Provider, data: Path, **settings: str) -> Access:
    told = {
        "issuer": idp.address, "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **settings,
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(f"ASSISTANT_OIDC_{name.upper()}", value)
        return load_access(AccessMode.OIDC, host="0.0.0.0", data_dir=data)  # noqa: S104


@contextmanager
def fresh(idp: Provider, data: Path, **settings: str) -> Iterator[FastAPI]:
    """The API alone, which has never called the provider."""
    with closing(Library(data, HashingEncoder(), journal_days=1)) as library:
        access = configured(idp, data, **settings)
        yield create_app(library, access=access, hosts=["testserver"])


@pytest.fixture(scope="module")
def app(signing: Provider, served: Served) -> Iterator[FastAPI]:
    names = {holder.name for holder in served.accounts.holders(Kind.GROUP)}
    if "gg direction" not in names:
        served.accounts.add_group("GG Direction", collections=["direction"])
    with closing(Library(served.data, HashingEncoder(), journal_days=1)) as library:
        yield created(library, configured(signing, served.data))


def begun(app: FastAPI, idp: Provider, then: str = "/", **headers: str) -> tuple[TestClient, str]:
    """A browser that has been to the provider, and where that sends it back to."""
    browser = TestClient(app, headers=headers, follow_redirects=False)
    start = browser.get(f"/sign-in/start?next={quote(then, safe='')}")
    assert start.status_code == 303, start.text
    location = urlsplit(start.headers["location"])
    assert f"{location.scheme}://{location.netloc}{location.path}" == f"{idp.address}/authorize"
    back = idp.authorize(dict(parse_qsl(location.query)))
    return browser, back


def signed_in(app: FastAPI, idp: Provider) -> TestClient:
    browser, back = begun(app, idp)
    assert browser.get(back).status_code == 303
    return browser


def seen(browser: TestClient) -> int:
    """How many documents it sees; a status that is no 200."""
    response = browser.get("/api/documents")
    return len(response.json()) if response.status_code == 200 else response.status_code


# What a sign-in opens


def test_every_route_has_a_verdict(app: FastAPI) -> None:
    paths = {str(getattr(route, "path", route)) for route in app.routes}
    assert paths == READS.keys() | READS_NOTHING | STARTS


def test_who_has_not_signed_in_meets_no_route(app: FastAPI, idp: Provider) -> None:
    client = TestClient(app, follow_redirects=False)
    entered = {
        (method, path)
        for method, path in {*every_route(app.routes)}
        if client.request(method, path).status_code != 401
    }
    assert entered == {("GET", path) for path in OPEN | STARTS}
    assert client.post("/sign-in", data={"name": "marie", "password": "x"}).status_code == 401


@pytest.mark.parametrize("route", READS)
def test_a_sign_in_opens_what_the_groups_read(
    app: FastAPI,
    idp: Provider,
    served: Served,
    route: str,
) -> None:
    method, path, body = READS[route]
    told = {"accept": "application/json, text/event-stream"}
    address = path.format(**served.ids)
    member = signed_in(app, idp)
    assert is_told(served, member.request(method, address, json=body, headers=told))
    idp.claims = dict(NO_GROUP)
    other = signed_in(app, idp).request(method, address, json=body, headers=told)
    if "{" in path:
        assert other.status_code == 404
    else:
        assert (other.status_code, is_told(served, other)) == (200, False)


def test_keys_go_on_working(app: FastAPI, served: Served) -> None:
    client = TestClient(app, headers={"Authorization": f"Bearer {served.keys['reader']}"})
    assert seen(client) == 5


def test_a_local_session_and_a_header_open_nothing(
    app: FastAPI,
    served: Served,
) -> None:
    client = TestClient(app, headers={"cookie": f"releve_session={served.token('marie')}"})
    assert seen(client) == 401
    assert seen(TestClient(app, headers={"X-Remote-User": "marie"})) == 401


def test_a_session_of_the_provider_opens_no_server_of_accounts(
    app: FastAPI,
    idp: Provider,
    served: Served,
) -> None:
    token = signed_in(app, idp).cookies["releve_session"]
    assert served.session(token).get("/api/documents").status_code == 401


def test_a_group_that_is_withdrawn_is_gone_at_the_next_sign_in(app: FastAPI, idp: Provider) -> None:
    first = signed_in(app, idp)
    idp.claims["groups"] = ["agents"]
    assert (seen(first), seen(signed_in(app, idp))) == (5, 3)


def test_what_a_group_reads_changes_at_once(
    app: FastAPI,
    idp: Provider,
    served: Served,
) -> None:
    idp.claims["groups"] = ["Passagers"]
    browser = signed_in(app, idp)
    assert seen(browser) == 3
    served.accounts.add_group("passagers", collections=["direction"])
    assert seen(browser) == 5
    served.accounts.remove(Kind.GROUP, "passagers")
    assert seen(browser) == 3


def test_a_user_of_the_same_name_is_the_same_and_ends_with_it(
    app: FastAPI,
    idp: Provider,
    served: Served,
) -> None:
    served.accounts.add_user("u-9", "un long mot de passe", collections=[], role=Role.ADMINISTRATOR)
    idp.claims = {"sub": "U-9"}
    browser = signed_in(app, idp)
    assert browser.get("/metrics").status_code == 200
    served.accounts.remove(Kind.USER, "u-9")
    assert seen(browser) == 401
    again = signed_in(app, idp)
    assert (seen(again), served.accounts.end_sessions("U-9"), seen(again)) == (3, 1, 401)


@pytest.mark.parametrize(
    "groups, documents",
    [
        ("agents; gg direction", 5), (["agents; gg direction"], 3), (["GG DIRECTION"], 5),
        ([], 3), (None, 3), (7, 3), ([["GG Direction"], {"GG Direction": 1}, None, 3], 3),
        ("GG", 3), ({"GG Direction": True}, 3),
    ],
    ids=str,
)  # fmt: skip
def test_groups_are_told_in_a_list_or_in_words(
    app: FastAPI, idp: Provider, groups: object, documents: int
) -> None:
    idp.claims["groups"] = groups
    assert seen(signed_in(app, idp)) == documents


def test_claims_are_also_at_the_userinfo_endpoint(app: FastAPI, idp: Provider) -> None:
    idp.claims, idp.told = {"sub": "u-3"}, {"groups": ["GG Direction"]}
    assert seen(signed_in(app, idp)) == 5
    idp.told["sub"] = "u-1"
    browser, back = begun(app, idp)
    assert browser.get(back).status_code == 502
    assert seen(browser) == 401


# The session


def test_the_cookie_is_as_that_of_a_local_sign_in(app: FastAPI, idp: Provider) -> None:
    browser, back = begun(app, idp, "/p/x?start=1")
    plain = browser.get(back)
    assert (plain.status_code, plain.headers["location"]) == (303, "/p/x?start=1")
    session, over = plain.headers.get_list("set-cookie")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= set(session.split("; "))
    assert over.startswith('releve_sign_in=""; ')
    browser, back = begun(app, idp, **{"X-Forwarded-Proto": "https"})
    assert back.startswith("https:")
    behind = browser.get(back)
    assert "Secure" in behind.headers["set-cookie"].split("; ")


def test_signing_out_ends_the_session(app: FastAPI, idp: Provider) -> None:
    browser = signed_in(app, idp)
    kept = browser.cookies["releve_session"]
    assert "Connecté\u00a0: u-1." in browser.get("/sign-in").text
    out = browser.post("/sign-out")
    assert out.headers["location"] == "/sign-in?out=1"
    assert "Vous êtes déconnecté d’ici" in browser.get("/sign-in?out=1").text
    again = TestClient(app, headers={"cookie": f"releve_session={kept}"})
    assert (seen(browser), seen(again)) == (401, 401)


def test_a_session_ends_by_itself(app: FastAPI, idp: Provider, served: Served) -> None:
    browser = signed_in(app, idp)
    with closing(sqlite3.connect(served.data / FILE_NAME)) as connection:
        connection.execute("UPDATE visit SET expires = 0")
        connection.commit()
    assert seen(browser) == 401


@pytest.mark.parametrize("path", ["/sign-out", "/api/ask"])
def test_a_page_of_another_site_changes_nothing(app: FastAPI, idp: Provider, path: str) -> None:
    browser = signed_in(app, idp)
    assert browser.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert seen(browser) == 5


@pytest.mark.parametrize(
    "target", ["//ailleurs.example", "https://ailleurs.example", "/\\ailleurs.example", "/\t/x", ""]
)
def test_signing_in_leads_nowhere_else(app: FastAPI, idp: Provider, target: str) -> None:
    browser, back = begun(app, idp, target)
    assert browser.get(back).headers["location"] == "/"
    shown = TestClient(app).get("/sign-in", params={"next": target}).text
    assert "ailleurs.example" not in shown.replace(quote(target, safe=""), "")


def test_a_page_asks_in_the_language_of_the_browser(app: FastAPI, idp: Provider) -> None:
    client = TestClient(app, follow_redirects=False)
    turned = client.get("/p/x", headers={"accept": "text/html"})
    assert turned.headers["location"] == "/sign-in?next=%2Fp%2Fx"
    french = client.get(turned.headers["location"])
    english = client.get(turned.headers["location"], headers={"accept-language": "en-GB"})
    assert 'href="/sign-in/start?next=%2Fp%2Fx"' in french.text
    assert "Se connecter avec 127.0.0.1" in french.text
    assert '<html lang="en">' in english.text and "Sign in with 127.0.0.1" in english.text
    assert idp.calls == []


# What is not believed


def _changed(**changes: object) -> Callable[[Provider], None]:
    return lambda idp: idp.changes.update(changes)


def _signing(sign: Callable[[Claims, Provider], str]) -> Callable[[Provider], None]:
    def change(idp: Provider) -> None:
        idp.sign = lambda claims: sign(claims, idp)

    return change


def _by_public_key(claims: Claims, idp: Provider) -> str:
    """Signed with what is published, taken for a shared secret."""
    pem = idp.key.as_pem(private=False)  # type: ignore[union-attr]
    return sealed(claims, pem, "a")


def _altered(claims: Claims, idp: Provider) -> str:
    header, body, signature = signed(claims, idp.key).split(".")
    other = signed({**claims, "groups": ["GG Direction"], "sub": "u-7"}, idp.key).split(".")[1]
    assert other != body
    return f"{header}.{other}.{signature}"


def _with_its_own_key(claims: Claims, idp: Provider) -> str:
    key = new_key(idp.key.key_type, "z")
    return signed(claims, key, jwk=key.as_dict(private=False), jku=f"{idp.address}/others")


WRONG = {
    "wrong key": _signing(lambda c, idp: signed(c, new_key(idp.key.key_type, "a"))),
    "unknown key": _signing(lambda c, idp: signed(c, new_key(idp.key.key_type, "z"))),
    "altered": _signing(_altered),
    "own key": _signing(_with_its_own_key),
    "alg none": _signing(lambda c, _: unsigned(c)),
    "public key as secret": _signing(_by_public_key),
    "client secret as key": _signing(lambda c, _: sealed(c, CLIENT_SECRET.encode(), "a")),
    "no token": _signing(lambda *_: ""),
    "no text": _signing(lambda *_: 7),  # type: ignore[arg-type]
    "wrong audience": _changed(aud="autre"),
    "several audiences": _changed(aud=[CLIENT_ID, "autre"]),
    "for another party": _changed(azp="autre"),
    "no audience": _changed(aud=None),
    "wrong issuer": _changed(iss="https://ailleurs.example"),
    "no issuer": _changed(iss=None),
    "expired": _changed(exp=int(time.time()) - openid.SKEW_SECONDS - 5),
    "never expires": _changed(exp=None),
    "expires in words": _changed(exp="demain"),
    "of tomorrow": _changed(iat=int(time.time()) + 86_400),
    "not yet": _changed(nbf=int(time.time()) + 86_400),
    "missing nonce": _changed(nonce=None),
    "another nonce": _changed(nonce="x"),
    "nonce unsupported": _changed(nonce=None, nonce_supported=False),
    "another access token": _changed(at_hash="x"),
    "no user": _changed(sub=None),
    "empty user": _changed(sub=" "),
    "user in a list": _changed(sub=["u-1"]),
    "long user": _changed(sub="u" * 201),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_believed_lets_no_one_in(
    app: FastAPI, idp: Provider, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    browser, back = begun(app, idp)
    WRONG[wrong](idp)
    refused = browser.get(back)
    assert refused.status_code == 502
    assert "n’a pas pu être vérifiée" in refused.text and "Traceback" not in refused.text
    assert (seen(browser), "releve_session" in browser.cookies) == (401, False)
    assert f"Sign-in by {idp.address} failed." in caplog.text
    assert CLIENT_SECRET not in caplog.text + refused.text


def test_clocks_may_differ_by_a_minute(app: FastAPI, idp: Provider) -> None:
    browser, back = begun(app, idp)
    idp.changes["exp"] = int(time.time()) - openid.SKEW_SECONDS + 20
    assert browser.get(back).status_code == 303


def test_an_address_that_is_not_verified_names_no_one(served: Served, idp: Provider) -> None:
    with fresh(idp, served.data, user_claim="email") as app:
        for verified, status in ((False, 502), (True, 303)):
            idp.claims = {"sub": "u-1", "email": "a@exemple.fr", "email_verified": verified}
            browser, back = begun(app, idp)
            assert browser.get(back).status_code == status


# What has served, or was begun elsewhere


def test_a_state_serves_once(app: FastAPI, idp: Provider) -> None:
    browser, back = begun(app, idp)
    cookie = {"cookie": f"releve_sign_in={browser.cookies['releve_sign_in']}"}
    assert browser.get(back).status_code == 303
    again = TestClient(app, follow_redirects=False)
    refused = again.get(back, headers=cookie)
    assert (refused.status_code, seen(again)) == (400, 401)
    assert "Cette connexion a déjà servi" in refused.text
    assert idp.calls.count("/token") == 1


def test_a_code_serves_once(app: FastAPI, idp: Provider) -> None:
    first, back = begun(app, idp)
    second, back_again = begun(app, idp)
    code, other = (dict(parse_qsl(urlsplit(b).query))["code"] for b in (back, back_again))
    assert first.get(back).status_code == 303
    assert second.get(back_again.replace(other, code)).status_code == 502
    assert seen(second) == 401


@pytest.mark.parametrize("case", ["another browser", "another state", "no state", "twice begun"])
def test_only_the_browser_that_began_may_end(app: FastAPI, idp: Provider, case: str) -> None:
    browser, back = begun(app, idp)
    _, back_of_other = begun(app, idp)
    if case == "another browser":
        browser = TestClient(app, follow_redirects=False)
    elif case == "another state":
        back = back_of_other
    elif case == "no state":
        back = back.split("&state=")[0]
    else:
        browser.get("/sign-in/start")
    assert browser.get(back).status_code == 400
    assert (seen(browser), "/token" in idp.calls) == (401, False)


def test_what_is_begun_is_forgotten(
    app: FastAPI,
    idp: Provider,
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visits, "MOST_ERRANDS", 3)
    browsers = [begun(app, idp) for _ in range(4)]
    assert [browser.get(back).status_code for browser, back in browsers] == [400, 303, 303, 303]
    browser, back = begun(app, idp)
    with closing(sqlite3.connect(served.data / FILE_NAME)) as connection:
        connection.execute("UPDATE errand SET expires = 0")
        connection.commit()
    assert browser.get(back).status_code == 400


@pytest.mark.parametrize("query", ["error=access_denied", "iss=https://ailleurs.example&code=x"])
def test_a_refusal_of_the_provider_is_told(app: FastAPI, idp: Provider, query: str) -> None:
    browser, back = begun(app, idp, "/p/x")
    state = dict(parse_qsl(urlsplit(back).query))["state"]
    refused = browser.get(f"/sign-in/end?{query}&state={state}")
    assert refused.status_code == 403
    assert "n’a pas accepté la connexion" in refused.text
    assert 'href="/sign-in/start?next=%2Fp%2Fx"' in refused.text
    assert "/token" not in idp.calls
