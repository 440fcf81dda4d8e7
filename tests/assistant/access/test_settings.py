"""What a server that asks who may enter needs to know, and what it is told where that cannot be."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from assistant.access.accounts import FILE_NAME, Accounts
from assistant.access.entry import Access, AccessMode, load_access
from assistant.errors import AccessError
from assistant.service.library import Library
from assistant.web.api import create_app
from tests.assistant.access import test_oidc
from tests.assistant.access.test_oidc import fresh
from tests.support.hashing import HashingEncoder
from tests.support.identity_provider import Provider
from tests.support.restricted import PASSWORDS, Served

signing, idp = test_oidc.signing, test_oidc.idp


def test_a_server_that_others_reach_needs_to_know_who_may_enter(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "serveur.example", ""):  # noqa: S104
        with pytest.raises(AccessError, match="set ASSISTANT_ACCESS to accounts, proxy or oidc"):
            load_access(AccessMode.OFF, host=host, data_dir=tmp_path)
    for host in ("127.0.0.1", "127.0.1.1", "::1", "localhost"):
        assert load_access(AccessMode.OFF, host=host, data_dir=tmp_path).mode is AccessMode.OFF


def test_a_proxy_needs_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROXY_ADDRESSES", "")
    with pytest.raises(AccessError, match="ASSISTANT_PROXY_ADDRESSES"):
        load_access(AccessMode.PROXY, host="127.0.0.1", data_dir=tmp_path)


def test_who_may_enter_is_in_a_file_of_its_owner(served: Served) -> None:
    path = served.data / FILE_NAME
    assert path.stat().st_mode & 0o777 == 0o600
    content = b"".join(file.read_bytes() for file in served.data.glob(f"{FILE_NAME}*"))
    for secret in (*served.keys.values(), *PASSWORDS.values()):
        assert secret.encode() not in content


def test_a_server_that_cannot_tell_lets_no_one_in(tmp_path: Path, restricted: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(restricted, data)
    accounts = Accounts(data)
    key = accounts.add_key("clé", collections=[], days=1)
    with closing(Library(data, HashingEncoder())) as library:
        app = create_app(library, access=Access(AccessMode.ACCOUNTS, accounts=accounts))
        client = TestClient(app, headers={"Authorization": f"Bearer {key}"})
        assert client.get("/api/documents").status_code == 200
        for file in data.glob(f"{FILE_NAME}*"):
            file.unlink()
        assert client.get("/api/documents").status_code == 503


def test_readers_come_back_to_the_public_address(idp: Provider, served: Served) -> None:
    public = "https://releve.exemple.fr"
    with fresh(idp, served.data, public_url=f"{public}/") as app:
        client = TestClient(app, base_url=public, follow_redirects=False)
        start = client.get("/sign-in/start")
        asked = dict(parse_qsl(urlsplit(start.headers["location"]).query))
        assert asked["redirect_uri"] == f"{public}/sign-in/end"
        assert "Secure" in start.headers["set-cookie"].split("; ")
        assert asked["scope"] == "openid profile"
        ended = client.get(idp.authorize(asked))
    assert all("Secure" in c.split("; ") for c in ended.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    "setting, value",
    [
        ("issuer", ""), ("issuer", "http://ailleurs.example"), ("issuer", "ailleurs.example"),
        ("issuer", "https://a@ailleurs.example"), ("issuer", "https://ailleurs.example/?x"),
        ("issuer", "https://[::1"), ("issuer", "https://a:b"), ("client_id", ""),
        ("user_claim", ""), ("public_url", "http://releve.exemple.fr"), ("public_url", "https://releve.exemple.fr/x"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    told = {"issuer": "https://ailleurs.example", "client_id": "x", setting: value}
    for name, given in told.items():
        monkeypatch.setenv(f"ASSISTANT_OIDC_{name.upper()}", given)
    with pytest.raises(AccessError, match=f"ASSISTANT_OIDC_{setting.upper()}"):
        load_access(AccessMode.OIDC, host="127.0.0.1", data_dir=tmp_path)


def test_a_folder_of_before_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose file of accounts has no table of visits."""
    accounts = Accounts(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript("DROP TABLE visit; DROP TABLE errand;")
    monkeypatch.setenv("ASSISTANT_OIDC_ISSUER", "https://ailleurs.example")
    monkeypatch.setenv("ASSISTANT_OIDC_CLIENT_ID", "x")
    access = load_access(AccessMode.OIDC, host="127.0.0.1", data_dir=tmp_path)
    assert access.visits is not None
    token = access.visits.enter("u-1", ["a"])
    accounts.add_group("a", collections=["direction"])
    caller = access.visits.of_session(token)
    assert caller and caller.collections == frozenset({"direction", "public"})
