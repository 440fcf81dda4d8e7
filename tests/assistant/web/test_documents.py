"""The list of documents of the API: whole, or a page at a time, each with who put it there."""

import pytest
from fastapi.testclient import TestClient


def test_documents_are_listed_whole_or_by_pages(client: TestClient) -> None:
    whole = client.get("/api/documents")
    assert (len(whole.json()), whole.headers["x-total-count"]) == (4, "4")
    pages = [
        client.get("/api/documents", params={"limit": 3, "offset": offset}) for offset in (0, 3, 6)
    ]
    assert [len(page.json()) for page in pages] == [3, 1, 0]
    assert [document for page in pages for document in page.json()] == whole.json()
    assert {page.headers["x-total-count"] for page in pages} == {"4"}
    assert client.get("/api/documents", params={"offset": 1}).json() == whole.json()[1:]


def test_documents_are_listed_by_what_they_are(client: TestClient) -> None:
    whole = client.get("/api/documents").json()
    water = next(d for d in whole if "eau" in d["source_path"])
    for asked in ({"committee": water["committee"]}, {"kind": "releve", "since": "2022-01-01"}):
        listed = client.get("/api/documents", params=asked)
        assert (listed.json(), listed.headers["x-total-count"]) == ([water], "1")
    refused = client.get("/api/documents", params={"since": "2022"})
    assert refused.json()["detail"] == "query.since: a day is written 2020-12-03."


def test_a_page_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/documents", params={"limit": 1})
    tag = {"if-none-match": first.headers["etag"]}
    again = client.get("/api/documents", params={"limit": 1}, headers=tag)
    assert (again.status_code, again.headers["x-total-count"]) == (304, "4")
    assert client.get("/api/documents", params={"offset": 1}, headers=tag).status_code == 200


def test_what_is_new_comes_first_where_it_is_asked_for(client: TestClient) -> None:
    days = [d["date"] for d in client.get("/api/documents").json()]
    newest = client.get("/api/documents", params={"sort": "newest"}).json()
    dated = [day for day in days if day]
    assert (len(dated), len(days)) == (2, 4)
    assert [d["date"] for d in newest] == [*reversed(dated), None, None]
    refused = client.get("/api/documents", params={"sort": "nearest"})
    assert (refused.status_code, "newest" in refused.json()["detail"]) == (422, True)


@pytest.mark.parametrize(
    ("name", "value"), [("limit", "0"), ("limit", "1001"), ("offset", "-1"), ("page", "2")]
)
def test_what_is_no_page_is_refused_by_its_name(client: TestClient, name: str, value: str) -> None:
    refused = client.get("/api/documents", params={name: value})
    assert (refused.status_code, name in refused.json()["detail"]) == (422, True)


def test_what_readers_added_is_told_from_what_the_team_keeps(client: TestClient) -> None:
    told = {d["source_path"]: d["provenance"] for d in client.get("/api/documents").json()}
    assert told.pop("ajouté par un lecteur/quai.md") == "reader"
    assert {*told.values()} == {"team"}
    found = client.post("/api/search", json={"query": "quai nord"}).json()["hits"][0]
    assert found["provenance"] == "reader"
    whole = client.get(f"/api/documents/{found['document_id']}").json()
    assert whole["provenance"] == "reader"
    described = client.get("/api/openapi.json").json()
    listing = described["paths"]["/api/documents"]["get"]
    assert [p["name"] for p in listing["parameters"]] == [
        "since", "until", "kind", "committee", "limit", "offset", "sort",
    ]  # fmt: skip
    assert "X-Total-Count" in listing["responses"]["200"]["headers"]
    assert "provenance" in described["components"]["schemas"]["CitationObject"]["properties"]
