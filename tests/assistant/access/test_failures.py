"""What fails behind the gate tells no one where it stands, but administrators."""

from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.access.accounts import Accounts
from assistant.access.callers import Role
from assistant.access.entry import AccessMode, load_access
from assistant.errors import TooManyAttemptsError
from assistant.service.library import Library
from assistant.web.api import create_app
from index.conversion import convert
from index.storage.writing import StoreWriter
from tests.support.hashing import HashingEncoder


def test_an_index_that_cannot_be_read_is_told_to_administrators(
    data_dir: Path, encoder: HashingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    access = load_access(AccessMode.ACCOUNTS, host="127.0.0.1", data_dir=data_dir)
    accounts = Accounts(data_dir)
    reader = accounts.add_key("lecteur", collections=[], days=1)
    keeper = accounts.add_key("equipe", collections=[], days=1, role=Role.ADMINISTRATOR)
    with closing(Library(data_dir, encoder)) as library:
        client = TestClient(create_app(library, access=access))
        convert(data_dir, HashingEncoder("other"))
        with closing(StoreWriter(data_dir)) as store:
            store.remove_document(store.documents()[0].id)
        library.look_again()
        told = {
            who: [
                client.get(path, headers=headers).json()["detail"]
                for path in ("/api/ready", *(["/api/documents"] if headers else []))
            ]
            for who, headers in (
                ("nobody", {}),
                ("reader", {"Authorization": f"Bearer {reader}"}),
                ("keeper", {"Authorization": f"Bearer {keeper}"}),
            )
        }
    generic = "The index cannot be read for now; the log of the server says why."
    assert told["nobody"] == [generic]
    assert told["reader"] == [generic, generic]
    assert all("made by the encoder other" in detail for detail in told["keeper"])
    assert "made by the encoder other" in caplog.text


def test_accounts_that_cannot_be_read_are_told_to_no_one(
    data_dir: Path, encoder: HashingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    access = load_access(AccessMode.ACCOUNTS, host="127.0.0.1", data_dir=data_dir)
    (data_dir / "access.sqlite3").write_bytes(b"rien")
    with closing(Library(data_dir, encoder)) as library:
        client = TestClient(create_app(library, access=access))
        response = client.get("/api/documents", headers={"Authorization": "Bearer releve_x"})
    assert response.status_code == 503
    assert str(data_dir) not in response.text
    assert str(data_dir) in caplog.text


def test_a_clock_that_is_set_back_keeps_no_one_out(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    accounts.add_user("marie", "un long mot de passe", collections=[])
    for _ in range(5):
        assert accounts.sign_in("marie", "pas le bon") is None
    with accounts.opened() as connection:
        connection.execute("UPDATE attempt SET last = last + 30")
    with pytest.raises(TooManyAttemptsError):  # clocks of two processes may differ a little
        accounts.sign_in("marie", "un long mot de passe")
    with accounts.opened() as connection:
        connection.execute("UPDATE attempt SET last = last + 10 * 365 * 24 * 3600")
    assert accounts.sign_in("marie", "un long mot de passe")
