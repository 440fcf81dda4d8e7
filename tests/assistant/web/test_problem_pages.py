"""A browser that opens an address where nothing can be shown is told so on a page."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.service.library import Library
from assistant.web.api import create_app
from index.settings import Settings
from tests.support.hashing import HashingEncoder

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "fr-FR"}


@pytest.fixture
def client(data_dir: Path, encoder: HashingEncoder) -> Iterator[TestClient]:
    with closing(Library(data_dir, encoder)) as library:
        app = create_app(library, Settings(rate=2), hosts=["testserver"])
        yield TestClient(app, headers=BROWSER)


def test_too_many_requests_are_told_with_the_time_to_wait(client: TestClient) -> None:
    *_, refused = [client.get("/documents/zz") for _ in range(3)]
    assert refused.status_code == 429
    assert refused.headers["content-type"].startswith("text/html")
    wait = refused.headers["retry-after"]
    assert f"réessayez dans {wait} s." in refused.text


@pytest.mark.parametrize("path", ["/rien", f"/p/{'x' * 99}", f"/documents/zz?p={'x' * 99}"])
def test_an_address_of_nothing_is_told(client: TestClient, path: str) -> None:
    shown = client.get(path)
    assert shown.status_code in (404, 422)
    assert "Il n'y a rien à cette adresse" in shown.text.replace("&#x27;", "'")
    english = client.get(path, headers={"accept-language": "en"})
    assert "There is nothing at this address" in english.text
    assert "default-src" in english.headers["content-security-policy"]


def test_programs_are_answered_in_json(client: TestClient) -> None:
    assert client.get("/api/nowhere").json()["status"] == 404
    assert client.get("/documents/a/b", headers={"accept": "*/*"}).json()


def test_offsets_that_are_none_are_ignored(client: TestClient) -> None:
    document = client.get("/api/documents").json()[0]["id"]
    assert client.get(f"/documents/{document}?start=abc&end=-1").status_code == 200
