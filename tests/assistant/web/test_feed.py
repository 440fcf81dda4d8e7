"""The feed of what is new, as a reader of feeds takes it."""

from xml.etree import ElementTree

from fastapi.testclient import TestClient

from assistant.web.feed import atom
from ingest.document import DocumentKind, DocumentRecord

NAMES = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/api/documents.atom"


def entries(client: TestClient, **asked: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(client.get(FEED, params=asked).content).findall("a:entry", NAMES)  # noqa: S314


def told(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"a:{name}", "", NAMES)


def address(entry: ElementTree.Element) -> str:
    link = entry.find("a:link", NAMES)
    assert link is not None
    return link.attrib["href"]


def test_the_feed_has_what_is_listed_newest_first(client: TestClient) -> None:
    listed = client.get("/api/documents", params={"sort": "newest"}).json()
    found = entries(client)
    assert [address(e) for e in found] == [f"http://testserver/documents/{d['id']}" for d in listed]
    days = [d["date"] or "1970-01-01" for d in listed]
    assert [told(e, "updated") for e in found] == [f"{day}T00:00:00Z" for day in days]
    assert client.get(address(found[0])).status_code == 200
    by_reader = ["ajouté par un lecteur" in told(e, "title") for e in found]
    assert by_reader == [d["provenance"] == "reader" for d in listed]


def test_a_feed_says_what_it_is(client: TestClient) -> None:
    reply = client.get(FEED, params={"kind": "releve"})
    assert reply.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(reply.content)  # noqa: S314
    assert told(feed, "title") == "Relevés de décisions"
    assert told(feed, "id") == f"http://testserver{FEED}?kind=releve"
    assert told(feed, "updated") == told(entries(client, kind="releve")[0], "updated")
    assert feed.findtext("a:author/a:name", "", NAMES)


def test_a_feed_is_narrowed_as_the_list_is(client: TestClient) -> None:
    newest = client.get("/api/documents", params={"sort": "newest"}).json()[0]
    for asked in ({"limit": "1"}, {"since": newest["date"]}, {"committee": newest["committee"]}):
        assert [newest["id"] in address(e) for e in entries(client, **asked)] == [True], asked
    assert entries(client, committee="Comité inconnu") == []
    refused = client.get(FEED, params={"limit": "1001"})
    assert (refused.status_code, "limit" in refused.json()["detail"]) == (422, True)


def test_a_feed_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get(FEED)
    again = client.get(FEED, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "private, no-cache"
    ids = [told(entry, "id") for entry in entries(client)]
    moved = TestClient(client.app, base_url="https://releve.exemple.fr")
    assert [told(entry, "id") for entry in entries(moved)] == ids
    assert len({*ids}) == len(ids)


def test_titles_are_text_whatever_they_hold() -> None:
    title = "Note <b>&amp; « prix »</b>\x00\x0b\ufffe ]]> <!--"
    document = DocumentRecord(
        "abc", title, DocumentKind.FICHE, 'R&D "1"', None, "n.md", "0" * 64, "text/markdown"
    )
    feed = ElementTree.fromstring(atom([document], site="http://x", address="http://x/a?b=1&c=2"))  # noqa: S314
    entry = feed.find("a:entry", NAMES)
    assert entry is not None
    assert told(entry, "title") == 'Note <b>&amp; « prix »</b> ]]> <!--, R&D "1"'
    assert told(feed, "id") == "http://x/a?b=1&c=2"
    terms = [category.attrib["term"] for category in entry.findall("a:category", NAMES)]
    assert terms == ["fiche", 'R&D "1"']


def test_a_feed_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"][FEED]["get"]
    assert [p["name"] for p in described["parameters"]] == [
        "since", "until", "kind", "committee", "limit",
    ]  # fmt: skip
    assert list(described["responses"]["200"]["content"]) == ["application/atom+xml"]
