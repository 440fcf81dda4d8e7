"""Who may read what: callers of every sort against every route, with a sentence in a restricted
document that must reach none but those who may read it."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.routing import BaseRoute, Mount, Route

from assistant.access.accounts import FILE_NAME, Accounts
from assistant.access.callers import Kind
from assistant.service import journal
from assistant.service.library import Library
from assistant.web.api import create_app
from index.builder import build
from tests.support.documents import LIBRARY
from tests.support.hashing import HashingEncoder
from tests.support.restricted import CANARY, GYM, PASSWORDS, Served

OPEN = {"/api/health", "/api/ready", "/sign-in"}


@pytest.fixture(scope="module")
def marie(served: Served) -> str:
    """The token of her session."""
    return served.token("marie")


def every_route(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str]]:
    """(method, path) of every route, those of mounted applications too, parameters filled."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if isinstance(route, Mount):
            inner = [*every_route(route.routes)] or [("GET", "/x")]
            yield from ((method, f"{route.path}{path}") for method, path in inner)
        elif included:
            yield from every_route(included.routes)
        else:
            assert isinstance(route, Route)
            path = re.sub(r"\{[^}]*\}", "x", route.path)
            yield from ((method, path) for method in route.methods or ())


READS = {
    "/api/search": ("POST", "/api/search", {"query": "gymnase"}),
    "/api/ask": ("POST", "/api/ask", {"question": GYM}),
    "/api/ask/stream": ("POST", "/api/ask/stream", {"question": GYM}),
    "/api/documents": ("GET", "/api/documents", None),
    "/api/documents.atom": ("GET", "/api/documents.atom", None),
    "/api/documents/{document_id}": ("GET", "/api/documents/{secret}", None),
    "/api/paragraphs/{paragraph_id}": ("GET", "/api/paragraphs/{paragraph}", None),
    "/p/{paragraph_id}": ("GET", "/p/{paragraph}", None),
    "/documents/{document_id}": ("GET", "/documents/{secret}", None),
    "/documents/{document_id}/pages/{number}.png": ("GET", "/documents/{plan}/pages/1.png", None),
    "/api/answers/{answer_id}": ("GET", "/api/answers/{answer}", None),
    "/api/answers/{answer_id}/export": ("GET", "/api/answers/{answer}/export?format=md", None),
    "/api/export": ("GET", "/api/export?answer={answer}&format=md", None),
    "/a/{answer_id}": ("GET", "/a/{answer}", None),
    "/v1": (
        "POST",
        "/v1/chat/completions",
        {"model": "releve", "messages": [{"role": "user", "content": GYM}]},
    ),
    "/mcp": (
        "POST",
        "/mcp",
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": "search", "arguments": {"query": "gymnase"}},
        },
    ),
}
"""Routes that read documents, each with a request that meets a restricted one."""
READS_NOTHING = {
    "/api", "/api/health", "/api/{path:path}", "/api/openapi.json", "/api/docs",
    "/docs/oauth2-redirect", "/api/static", "/sign-in", "/sign-out", "/api/ready", "/metrics",
    "/api/feedback", "",
}  # fmt: skip
"""Routes that tell nothing of documents to readers; the last is the chat, which has its own
tests."""


def _send(served: Served, caller: str, route: str) -> Response:
    method, path, body = READS[route]
    client = served.client(caller, accept="application/json, text/event-stream")
    return client.request(method, path.format(**served.ids), json=body)


def is_told(served: Served, response: Response) -> bool:
    told = response.text + str(response.headers.get("location"))
    is_image = response.headers.get("content-type") == "image/png"
    return is_image or any(word in told for word in (CANARY, served.secret, served.paragraph))


def test_every_route_has_a_verdict(served: Served) -> None:
    paths = {str(getattr(route, "path", route)) for route in served.app.routes}
    assert paths == READS.keys() | READS_NOTHING


@pytest.mark.parametrize("caller", ["nobody", "expired", "revoked", "unknown"])
def test_who_may_not_enter_meets_no_route(served: Served, caller: str) -> None:
    client = served.client(caller)
    entered = {
        (method, path): response.status_code
        for method, path in {*every_route(served.app.routes)}
        if (response := client.request(method, path)).status_code != 401
    }
    assert {path for _, path in entered} == OPEN
    assert len({*every_route(served.app.routes)}) > 60


def test_who_may_not_enter_is_told_how(served: Served) -> None:
    refused = served.client().post("/api/ask", json={"question": GYM})
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["x-content-type-options"] == "nosniff"
    page = served.client(accept="text/html").get(f"/p/{served.paragraph}?start=1")
    assert (page.status_code, page.headers["location"]) == (
        303,
        f"/sign-in?next=%2Fp%2F{served.paragraph}%3Fstart%3D1",
    )


@pytest.mark.parametrize("route", READS)
def test_what_is_restricted_reaches_those_who_may_read_it(served: Served, route: str) -> None:
    assert is_told(served, _send(served, "reader", route))
    assert is_told(served, _send(served, "administrator", route))


@pytest.mark.parametrize("route", [r for r in READS if "{" in READS[r][1]])
def test_what_is_restricted_is_as_if_it_were_not(served: Served, route: str) -> None:
    """The same status, the same words, the same headers as for what does not exist."""
    method, path, _ = READS[route]
    client = served.client("other")
    nothing = {name: "0" * 12 + id_[12:] for name, id_ in served.ids.items()}
    hidden = client.request(method, path.format(**served.ids))
    missing = client.request(method, path.format(**nothing))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    blank = re.compile("|".join([served.secret, served.plan, served.answer[:12], "0" * 12]))
    assert blank.sub("", hidden.text) == blank.sub("", missing.text)
    assert hidden.headers.keys() == missing.headers.keys()


@pytest.mark.parametrize("route", [r for r in READS if "{" not in READS[r][1]])
def test_what_is_restricted_reaches_no_other(served: Served, route: str) -> None:
    response = _send(served, "other", route)
    assert response.status_code == 200
    assert not is_told(served, response)


@pytest.mark.parametrize(
    "question", [GYM, "Que décide le comité ?", "Combien d'arceaux ?", "Le relevé de mars 2021 ?"]
)
def test_an_answer_is_that_of_an_index_without_the_rest(
    served: Served, built: Path, tmp_path: Path, question: str
) -> None:
    """The same words, the same passages, the same scores: nothing tells that there is more."""
    public = [*(built.parent / "documents").glob("*.md")]
    build(public, data_dir=tmp_path, encoder=HashingEncoder())
    asked = {"question": question}
    with closing(Library(tmp_path, HashingEncoder())) as library:
        alone = TestClient(create_app(library)).post("/api/ask", json=asked).json()
    told = served.client("other").post("/api/ask", json=asked).json()
    assert {**told, "id": "", "timings_ms": {}} == {**alone, "id": "", "timings_ms": {}}


def test_an_answer_is_judged_by_those_who_may_read_it(served: Served) -> None:
    verdict = {"answer_id": served.answer, "verdict": "up"}
    assert served.client("other").post("/api/feedback", json=verdict).status_code == 404
    assert served.client("reader").post("/api/feedback", json=verdict).status_code == 204


def test_an_answer_that_drew_on_all_is_for_administrators(served: Served) -> None:
    asked = served.client("administrator").post("/api/ask", json={"question": GYM}).json()["id"]
    assert served.client("reader").get(f"/api/answers/{asked}").status_code == 404
    assert served.client("administrator").get(f"/api/answers/{asked}").status_code == 200


def test_figures_are_for_administrators(served: Served) -> None:
    assert served.client("administrator").get("/metrics").status_code == 200
    for caller in ("other", "reader"):
        refused = served.client(caller).get("/metrics")
        assert refused.status_code == 404
        assert "paragraphs" not in refused.text


def test_a_filter_opens_no_collection(served: Served) -> None:
    asked = {"query": "gymnase", "collections": ["direction"]}
    assert served.client("other").post("/api/search", json=asked).json()["hits"] == []
    hits = served.client("reader").post("/api/search", json=asked).json()["hits"]
    assert {hit["document_id"] for hit in hits} == {served.secret, served.plan}


def test_health_tells_an_administrator_alone(served: Served) -> None:
    for caller in ("nobody", "revoked", "other", "reader"):
        assert served.client(caller).get("/api/health").json() == {"status": "ok"}
    assert served.client("administrator").get("/api/health").json()["documents"] == 5


def test_the_journal_notes_what_was_open_and_not_who_asked(served: Served) -> None:
    answer = served.client("other").post("/api/ask", json={"question": GYM}).json()
    (entry,) = journal.entries(served.data, answer["id"], days=1)
    assert entry["collections"] == ["public", "régie"]
    assert CANARY not in str(entry) and "other" not in str(entry)


@pytest.mark.parametrize("name", ["key", "token", "access_token", "authorization"])
def test_a_key_in_the_address_is_no_key(served: Served, name: str) -> None:
    assert served.client().get(f"/api/documents?{name}={served.keys['reader']}").status_code == 401


def test_a_key_holds_until_it_is_revoked(served: Served) -> None:
    key = served.accounts.add_key("brief", collections=[], days=1)
    client = TestClient(served.app, headers={"Authorization": f"bearer {key}"})
    assert client.get("/api/documents").status_code == 200
    Accounts(served.data).remove(Kind.KEY, "brief")
    assert client.get("/api/documents").status_code == 401


@pytest.mark.parametrize("given", ["Basic x", "Bearer", "Bearer ", "Bearer a b", ""])
def test_what_is_no_key_is_refused_beside_a_session(served: Served, marie: str, given: str) -> None:
    client = served.session(marie)
    assert client.get("/api/documents").status_code == 200
    assert client.get("/api/documents", headers={"Authorization": given}).status_code == 401


def test_headers_name_no_one(served: Served) -> None:
    spoofed = {
        "X-Remote-User": "marie", "X-Forwarded-User": "marie", "X-Forwarded-For": "127.0.0.1",
        "releve.caller": "marie",
    }  # fmt: skip
    assert served.client(**spoofed).get("/api/documents").status_code == 401


# Sessions


def test_signing_in_gives_a_session_of_ones_own(served: Served) -> None:
    names = {
        name: {
            document["source_path"]
            for document in served.session(served.token(name)).get("/api/documents").json()
        }
        for name in PASSWORDS
    }
    assert names["marie"] - names["paul"] == {
        "direction/fiche-accessibilite.pdf",
        f"direction/note-{CANARY}.md",
    }
    assert names["paul"] == set(LIBRARY)


def test_the_cookie_is_kept_from_scripts_and_other_sites(served: Served) -> None:
    form = {"name": "Marie ", "password": PASSWORDS["marie"], "next": "/p/x"}
    plain = served.client().post("/sign-in", data=form)
    assert (plain.status_code, plain.headers["location"]) == (303, "/p/x")
    assert {"HttpOnly", "SameSite=lax"} <= set(plain.headers["set-cookie"].split("; "))
    behind = served.client(**{"X-Forwarded-Proto": "https"}).post("/sign-in", data=form)
    assert "Secure" in behind.headers["set-cookie"].split("; ")


@pytest.mark.parametrize(
    "target", ["//ailleurs.example", "https://ailleurs.example", "/\\ailleurs.example", "/\t/x", ""]
)
def test_signing_in_leads_nowhere_else(served: Served, target: str) -> None:
    form = {"name": "paul", "password": PASSWORDS["paul"], "next": target}
    assert served.client().post("/sign-in", data=form).headers["location"] == "/"


def test_a_session_that_is_altered_is_none(served: Served, marie: str) -> None:
    altered = marie[:-1] + ("A" if marie[-1] != "A" else "B")
    for wrong in (altered, marie[1:], "", "null", f"{marie}; releve_session=x"):
        assert served.session(wrong).get("/api/documents").status_code == 401


def test_a_session_ends(served: Served) -> None:
    over, out = (served.session(served.token("paul")) for _ in range(2))
    assert out.post("/sign-out").headers["location"] == "/sign-in"
    assert out.get("/api/documents").status_code == 401
    assert over.get("/api/documents").status_code == 200
    with closing(sqlite3.connect(served.data / FILE_NAME)) as connection:
        connection.execute("UPDATE session SET expires = 0 WHERE user = 'paul'")
        connection.commit()
    assert over.get("/api/documents").status_code == 401


def test_a_new_password_and_a_removal_end_the_sessions(served: Served) -> None:
    PASSWORDS["zoé"] = "encore un mot de passe"
    served.accounts.add_user("zoé", PASSWORDS["zoé"], collections=[])
    changes: list[Callable[[], None]] = [
        lambda: served.accounts.set_password("zoé", PASSWORDS["zoé"]),
        lambda: served.accounts.remove(Kind.USER, "zoé"),
    ]
    for change in changes:
        client = served.session(served.token("zoé"))
        assert client.get("/api/documents").status_code == 200
        change()
        assert client.get("/api/documents").status_code == 401
    del PASSWORDS["zoé"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
    ],
    ids=lambda headers: " ".join(headers.values()),
)
@pytest.mark.parametrize(
    "path", ["/api/ask", "/sign-in", "/sign-out", "/gradio_api/queue/join", "/gradio_api/upload"]
)
def test_a_page_of_another_site_changes_nothing(
    served: Served, marie: str, path: str, headers: dict[str, str]
) -> None:
    client = served.session(marie)
    assert client.post(path, json={"question": GYM}, headers=headers).status_code == 403
    assert client.get("/api/documents").status_code == 200


def test_the_page_of_the_form_says_where_it_comes_from(served: Served) -> None:
    shown = served.client().get("/sign-in?next=%22%3E%3Cscript%3E").text
    assert '<meta name="referrer" content="same-origin">' in shown
    assert 'value="&quot;&gt;&lt;script&gt;"' in shown
    own = {"Origin": "http://testserver"}
    form = {"name": "paul", "password": PASSWORDS["paul"]}
    assert served.client(**own).post("/sign-in", data=form).status_code == 303


def test_signing_in_is_asked_in_the_language_of_the_browser(served: Served) -> None:
    wrong = {"name": "paul", "password": "pas le bon mot"}
    for accepted, lang, asked, refused in (
        ("en-GB,en;q=0.9", "en", "Password", "Wrong user name"),
        ("fr-FR", "fr", "Mot de passe", "mot de passe incorrect"),
        ("", "fr", "Mot de passe", "mot de passe incorrect"),
    ):
        client = served.client(**{"Accept-Language": accepted})
        shown = client.get("/sign-in")
        assert f'<html lang="{lang}">' in shown.text and f">{asked}</label>" in shown.text
        assert shown.headers["vary"] == "Accept-Language"
        assert refused in client.post("/sign-in", data=wrong).text


def test_guessing_is_slowed(served: Served) -> None:
    served.accounts.add_user("cible", "le vrai mot de passe", collections=[])
    client = served.client()
    statuses = [
        client.post("/sign-in", data={"name": "cible", "password": f"essai {n}"}).status_code
        for n in range(6)
    ]
    assert statuses == [401] * 5 + [429]
    right = {"name": "cible", "password": "le vrai mot de passe"}
    refused = served.client().post("/sign-in", data=right)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    with closing(sqlite3.connect(served.data / FILE_NAME)) as connection:
        connection.execute("UPDATE attempt SET last = last - 5")
        connection.commit()
    assert served.client().post("/sign-in", data=right).status_code == 303


def test_a_name_that_is_not_known_is_not_told(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by the time that it takes: a password is verified in either case."""
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            verified.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)

    monkeypatch.setattr("argon2.PasswordHasher", Counting)
    said = set()
    for name in ("paul", "inconnue"):
        answer = served.client().post("/sign-in", data={"name": name, "password": "x"})
        said.add((answer.status_code, answer.text.replace(name, "")))
    assert len(said) == 1
    assert len(verified) == 2 and len(set(verified)) == 1
    assert verified[0].startswith("$argon2id$")


def test_a_form_that_is_too_large_is_not_read(served: Served) -> None:
    form = {"name": "paul", "password": PASSWORDS["paul"], "next": "/" + "x" * 5_000}
    assert served.client().post("/sign-in", data=form).status_code == 413
    assert served.client().post("/sign-in", json={"name": "paul"}).status_code == 415
