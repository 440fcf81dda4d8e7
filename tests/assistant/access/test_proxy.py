"""A proxy in front names its users, and no other does."""

from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access.accounts import Accounts
from assistant.access.callers import Caller, Role
from assistant.access.entry import Access, AccessMode, Proxy, load_access
from assistant.service.library import Library
from assistant.web.api import create_app
from tests.support.browsing import server
from tests.support.hashing import HashingEncoder
from tests.support.restricted import GYM, PASSWORDS, Served


@pytest.fixture(scope="module")
def behind(restricted: Path, served: Served) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_PROXY_ADDRESSES", "10.0.0.0/24, ::1")
        patch.setenv("ASSISTANT_PROXY_GROUPS_HEADER", "X-Remote-Groups")
        access = load_access(AccessMode.PROXY, host="0.0.0.0", data_dir=restricted)  # noqa: S104
    served.accounts.add_group("GG Direction", collections=["direction"])
    with closing(Library(restricted, HashingEncoder())) as library:
        yield create_app(library, access=access)


def _seen(app: FastAPI, address: str, *headers: tuple[str, str]) -> int:
    """How many documents someone who calls from an address sees; a status that is no 200."""
    client = TestClient(app, client=(address, 1), follow_redirects=False)
    response = client.get("/api/documents", headers=[*headers])
    return len(response.json()) if response.status_code == 200 else response.status_code


def test_a_trusted_proxy_names_its_users_and_their_groups(behind: FastAPI) -> None:
    user, group = ("X-Remote-User", "inconnu"), ("X-Remote-Groups", "agents; gg direction")
    assert _seen(behind, "10.0.0.7", user) == 3
    assert _seen(behind, "10.0.0.7", user, group) == 5
    assert _seen(behind, "::1", ("X-Remote-User", "Marie")) == 5


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_names_have_their_accents(tmp_path: Path, encoding: str) -> None:
    accounts = Accounts(tmp_path)
    accounts.add_group("GG Secrétariat", collections=["direction"])
    proxy = Proxy(b"x-user", b"x-groups", (ip_network("10.0.0.7"),))
    access = Access(AccessMode.PROXY, accounts=accounts, proxy=proxy)
    named = ((b"x-user", "Zoé"), (b"x-groups", "gg secrétariat"))
    headers = [(header, text.encode(encoding)) for header, text in named]
    caller = access.caller({"client": ("10.0.0.7", 1), "headers": headers})
    assert caller == Caller("Zoé", Role.READER, frozenset({"direction", "public"}))


@pytest.mark.parametrize("address", ["10.0.1.7", "127.0.0.1", "testclient"])
def test_another_address_names_no_one(behind: FastAPI, served: Served, address: str) -> None:
    named = ("X-Remote-User", "marie")
    forwarded = ("X-Forwarded-For", "10.0.0.7")
    assert _seen(behind, address, named, forwarded) == 401
    assert _seen(behind, address, ("Authorization", f"Bearer {served.keys['reader']}")) == 5


def test_a_user_who_is_named_twice_or_not_at_all_is_no_one(behind: FastAPI) -> None:
    user = ("X-Remote-User", "marie")
    assert _seen(behind, "10.0.0.7", user, ("X-Remote-User", "paul")) == 401
    assert _seen(behind, "10.0.0.7", ("X-Remote-User", " ")) == 401
    assert _seen(behind, "10.0.0.7") == 401
    page = TestClient(behind, client=("10.0.0.7", 1)).get("/sign-in")
    assert page.status_code == 401


@pytest.mark.parametrize(
    ("proxies", "public"),
    [
        ("10.0.0.7", "https://releve.exemple.fr"),
        ("", "https://releve.exemple.fr"),
        ("10.0.0.8", "http://testserver"),
    ],
    ids=["named", "none-is-named", "another-is-named"],
)
def test_a_proxy_tells_where_readers_reach_the_server(
    served: Served, monkeypatch: pytest.MonkeyPatch, proxies: str, public: str
) -> None:
    """For the addresses of passages, the cookie and the pages that may send it a form."""
    monkeypatch.setenv("ASSISTANT_PROXY_ADDRESSES", proxies)
    access = Access(AccessMode.ACCOUNTS, accounts=served.accounts)
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "autre.example, releve.exemple.fr"}
    form = {"name": "marie", "password": PASSWORDS["marie"]}
    asked = {"model": "releve", "messages": [{"role": "user", "content": GYM}]}
    with closing(Library(served.data, HashingEncoder())) as library:
        app = create_app(library, access=access)
        client = TestClient(app, client=("10.0.0.7", 1), headers=told, follow_redirects=False)
        entered = client.post("/sign-in", data=form, headers={"Origin": public})
        key = {"Authorization": f"Bearer {served.keys['reader']}"}
        (choice,) = client.post("/v1/chat/completions", json=asked, headers=key).json()["choices"]
    assert entered.status_code == 303
    is_safe = "Secure" in entered.headers["set-cookie"].split("; ")
    assert is_safe == public.startswith("https:")
    annotated = choice["message"]["annotations"][0]["url_citation"]["url"]
    assert annotated.startswith(f"{public}/p/")


def test_a_proxy_is_told_by_its_connection(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a real server, whose library would otherwise believe what the headers rename."""
    monkeypatch.setenv("ASSISTANT_PROXY_ADDRESSES", "10.0.0.7")
    monkeypatch.setenv("ASSISTANT_ACCESS", "proxy")
    with server(sample_data) as (address, _):
        headers = {"X-Forwarded-For": "10.0.0.7", "X-Remote-User": "marie"}
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{address}/api/documents", headers=headers))  # noqa: S310
        refused.value.close()
    assert refused.value.code == 401
