"""The HTTP API over a real index, errors included."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.access.accounts import Accounts
from assistant.access.entry import Access, AccessMode
from assistant.service.library import Library
from assistant.web.api import create_app
from eval.contract import misdescribed
from index.builder import build
from index.conversion import convert
from index.derived import DerivedIndexes, refresh
from index.encoders.encoder import Encoder
from index.settings import Settings
from index.snapshot import Snapshot
from index.storage.store import Store
from index.storage.writing import StoreWriter
from tests.support.hashing import HashingEncoder

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
PROBLEM = {"type", "title", "status", "detail", "instance"}


@pytest.fixture(scope="module")
def client(sample_data: Path, default_encoder: Encoder) -> Iterator[TestClient]:
    with closing(Library(sample_data, default_encoder)) as library:
        yield TestClient(create_app(library), raise_server_exceptions=False)


def problem(response: Response, status: int) -> str:
    """The detail of a problem that is well made."""
    body = response.json()
    assert (response.status_code, body["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert set(body) == PROBLEM and body["type"] == "about:blank"
    assert body["instance"] == response.url.path
    return str(body["detail"])


def test_ask_quotes_the_file_to_the_character(client: TestClient, sample_folder: Path) -> None:
    answer = client.post("/api/ask", json={"question": ZOOM}).json()
    (citation,) = answer["citations"]
    assert (answer["status"], answer["language"]) == ("answered", "fr")
    assert re.fullmatch(r"[0-9a-f]{16}", answer["id"])
    assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert f"« {citation['quote']} » [1]" in answer["answer"]
    assert citation["source_path"] == "2020-12-03-releve-cosinum.txt"
    source = (sample_folder / citation["source_path"]).read_text(encoding="utf-8")
    assert citation["quote"].split() in slices(source.split(), len(citation["quote"].split()))


def slices(words: list[str], length: int) -> list[list[str]]:
    return [words[start : start + length] for start in range(len(words) - length + 1)]


def test_ask_what_is_absent_offers_what_is_near(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Que dit le comité sur Teams ?"})
    answer = response.json()
    assert (response.status_code, answer["status"], answer["citations"]) == (200, "not_found", [])
    assert "Teams" in answer["answer"]
    assert [hit["rank"] for hit in answer["nearest"]] == [1, 2, 3, 4, 5]


def test_search_gives_k_hits_best_first(client: TestClient) -> None:
    hits = client.post("/api/search", json={"query": "Zoom", "k": 4}).json()["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3, 4]
    assert sorted((hit["score"] for hit in hits), reverse=True) == [hit["score"] for hit in hits]
    assert "Zoom" in hits[0]["text"]


def test_a_whole_number_may_have_a_point(client: TestClient) -> None:
    json = {"content-type": "application/json"}
    found = client.post("/api/search", content=b'{"query": "Zoom", "k": 2.0}', headers=json)
    assert len(found.json()["hits"]) == 2


def test_pages_of_a_search_follow_one_another(client: TestClient) -> None:
    asked = {"query": "accessibilité des démarches"}
    whole = client.post("/api/search", json={**asked, "k": 100}).json()
    parts = [
        client.post("/api/search", json={**asked, "k": 20, "offset": offset}).json()["hits"]
        for offset in range(0, 101, 20)
    ]
    assert [hit for part in parts for hit in part] == whole["hits"]
    assert [hit["rank"] for hit in whole["hits"]] == list(range(1, len(whole["hits"]) + 1))


def test_facets_count_what_was_found_on_every_page(client: TestClient) -> None:
    asked = {"query": "accessibilité numérique", "k": 3, "since": "2020-12-01"}
    asked |= {"kind": "fiche", "facets": True}
    found = client.post("/api/search", json=asked).json()
    every = client.post("/api/search", json={**asked, "k": 100}).json()
    facets = found["facets"]
    assert facets["counted"] == len(every["hits"]) > len(found["hits"])
    assert facets["kinds"] == [{"value": "fiche", "label": "Fiches", "count": facets["counted"]}]
    for name in ("years", "documents"):
        assert sum(count["count"] for count in facets[name]) == facets["counted"]
    assert [count["value"] for count in facets["years"]] == ["2021", "2020"]


@pytest.mark.parametrize("facets", [0, 1, "true", None])
def test_facets_are_asked_for_by_a_boolean(client: TestClient, facets: object) -> None:
    asked = {"query": "accessibilité des démarches", "facets": facets}
    assert client.post("/api/search", json=asked).status_code == 422


def test_a_collection_that_is_named_twice_is_one(client: TestClient) -> None:
    asked = {"query": "accessibilité des démarches"}
    once, twice = (
        client.post("/api/search", json={**asked, "collections": ["public"] * times}).json()
        for times in (1, 2)
    )
    assert once["hits"] == twice["hits"] != []


@pytest.mark.parametrize("k", [1, 10, 30])
def test_facets_that_are_not_asked_for_change_no_hit(client: TestClient, k: int) -> None:
    asked = {"query": "accessibilité des démarches", "k": k}
    bare = client.post("/api/search", json=asked).json()
    counted = client.post("/api/search", json={**asked, "facets": True}).json()
    assert bare["facets"] is None
    assert bare["hits"] == counted["hits"]


def test_highlights_are_the_words_that_match(client: TestClient) -> None:
    hit = client.post("/api/search", json={"query": "les démarches"}).json()["hits"][0]
    marked = [hit["text"][start:end] for start, end in hit["highlights"]]
    assert "démarches" in marked and not {"les", "Sur"} & {*marked}


def test_several_documents_can_be_searched_at_once(client: TestClient) -> None:
    ids = [document["id"] for document in client.get("/api/documents").json()[:2]]
    asked = {"query": "décision", "k": 50}
    hits = client.post("/api/search", json={**asked, "document_ids": ids}).json()["hits"]
    assert {hit["document_id"] for hit in hits} == {*ids}
    both = {**asked, "document_ids": ids[:1], "document_id": ids[1]}
    assert client.post("/api/search", json=both).json()["hits"] == []
    answer = client.post("/api/ask", json={"question": ZOOM, "document_ids": ids}).json()
    assert answer["status"] == "not_found"


def test_filters_keep_what_they_name(client: TestClient) -> None:
    asked = {"query": "décision", "since": "2020-01-01", "until": "2020-12-31", "kind": "releve"}
    hits = client.post("/api/search", json=asked).json()["hits"]
    assert {hit["document_date"] for hit in hits} == {"2020-05-14", "2020-12-03"}
    assert {hit["kind"] for hit in hits} == {"releve"}


@pytest.mark.parametrize(
    "filters", [{"until": "1990-01-01"}, {"document_id": "000000000000"}], ids=["date", "document"]
)
def test_filters_that_match_nothing_find_nothing(
    client: TestClient, filters: dict[str, str]
) -> None:
    assert client.post("/api/search", json={"query": "Zoom", **filters}).json()["hits"] == []
    answer = client.post("/api/ask", json={"question": ZOOM, **filters}).json()
    assert (answer["status"], answer["nearest"]) == ("not_found", [])


def test_documents_lead_to_their_paragraphs(client: TestClient) -> None:
    documents = client.get("/api/documents").json()
    chosen = next(d for d in documents if d["source_path"] == "2020-12-03-releve-cosinum.txt")
    whole = client.get(f"/api/documents/{chosen['id']}").json()
    last = whole["paragraphs"][-1]
    assert [p["ordinal"] for p in whole["paragraphs"]] == list(
        range(1, len(whole["paragraphs"]) + 1)
    )
    assert client.get(f"/api/paragraphs/{last['id']}").json() == last
    assert {name: whole[name] for name in chosen} == chosen


def test_health_counts_what_is_served(client: TestClient, sample_snapshot: Snapshot) -> None:
    health = client.get("/api/health").json()
    assert health.pop("version")
    assert health == {
        "status": "ok",
        "generation": sample_snapshot.generation,
        "documents": len(sample_snapshot.documents()),
        "paragraphs": sample_snapshot.paragraph_count,
        "encoder": sample_snapshot.encoder.name,
    }


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/api/ask", {"question": ""}, "question"),
        ("/api/ask", {"question": "   "}, "question"),
        ("/api/ask", {"question": "é" * 2_001}, "question"),
        ("/api/ask", {"question": 7}, "question"),
        ("/api/ask", {}, "question"),
        ("/api/ask", {"question": ZOOM, "colour": "red"}, "colour"),
        ("/api/ask", {"question": ZOOM, "since": "hier"}, "since"),
        ("/api/ask", {"question": ZOOM, "until": 0}, "until"),
        ("/api/ask", {"question": ZOOM, "until": "2020-12-03T00:00:00"}, "until"),
        ("/api/ask", {"question": ZOOM, "kind": "loi"}, "kind"),
        ("/api/ask", [ZOOM], "body"),
        ("/api/search", {"query": "Zoom", "k": 0}, "k"),
        ("/api/search", {"query": "Zoom", "k": 101}, "k"),
        ("/api/search", {"query": "Zoom", "k": "5"}, "k"),
        ("/api/search", {"query": "Zoom", "k": 5.5}, "k"),
        ("/api/search", {"query": "Zoom", "offset": -1}, "offset"),
        ("/api/search", {"query": "Zoom", "document_ids": []}, "document_ids"),
    ],
)
def test_wrong_fields_are_named(client: TestClient, path: str, body: object, named: str) -> None:
    assert problem(client.post(path, json=body), 422).startswith(f"{named}: ")


@pytest.mark.parametrize("path", ["/api/documents/zzz", "/api/paragraphs/zzz-0001", "/api/nowhere"])
def test_unknown_things_are_not_found(client: TestClient, path: str) -> None:
    assert path.rsplit("/", 1)[1] in problem(client.get(path), 404)


def test_bodies_that_are_not_json_are_refused(client: TestClient) -> None:
    json = {"content-type": "application/json"}
    assert problem(client.post("/api/ask", content=b"{", headers=json), 400)
    assert problem(client.post("/api/ask", content=b"\xff\xfe", headers=json), 400)
    assert problem(client.post("/api/ask", data={"question": ZOOM}), 415)
    assert problem(client.post("/api/ask", content=b"{}"), 415)


def test_bodies_are_read_to_a_limit(client: TestClient) -> None:
    assert problem(client.post("/api/ask", json={"question": "a" * 100_000}), 413)

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 1_024

    json = {"content-type": "application/json"}
    assert problem(client.post("/api/ask", content=endless(), headers=json), 413)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/ask", "POST"),
        ("POST", "/api/documents", "GET"),
        ("PUT", "/api/search", "POST"),
        ("DELETE", "/api/documents", "GET"),
        ("DELETE", "/api/documents/abc", "GET"),
    ],
)
def test_wrong_methods_say_which_is_right(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)
    assert problem(response, 405) == f"{path} takes {allowed}."
    assert response.headers["allow"] == allowed


def test_what_is_answered_is_not_kept_by_browsers(client: TestClient) -> None:
    headers = client.post("/api/ask", json={"question": ZOOM}).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_documentation_needs_nothing_from_outside(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert "https://" not in page.text and "http://" not in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/api/static/swagger-ui-bundle.js").status_code == 200


def test_openapi_gives_examples(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    assert schema["components"]["schemas"]["AskRequest"]["examples"][0]["question"] == ZOOM
    assert set(schema["paths"]) == {
        "/api/answers/{answer_id}",
        "/api/answers/{answer_id}/export",
        "/api/ask", "/api/ask/stream", "/api/search",
        "/api/export",
        "/api/feedback",
        "/api/documents", "/api/documents.atom",
        "/api/documents/{document_id}",
        "/api/paragraphs/{paragraph_id}",
        "/api/health", "/api/ready",
    }  # fmt: skip


def test_errors_are_described_as_they_are_answered(data_dir: Path, encoder: HashingEncoder) -> None:
    accounts = Access(AccessMode.ACCOUNTS, accounts=Accounts(data_dir))
    with closing(Library(data_dir, encoder)) as opened:
        off = create_app(opened, hosts=["127.0.0.1"]).openapi()
        closed = create_app(opened, access=accounts).openapi()
    for schema in (off, closed):
        assert "Problem" in schema["components"]["schemas"]
        assert [*misdescribed(schema)] == []
    ask, health = ("/api/ask", "post"), ("/api/health", "get")
    kinds = {(path, m): {*closed["paths"][path][m]["responses"]} for path, m in (ask, health)}
    assert kinds[ask] - {*off["paths"]["/api/ask"]["post"]["responses"]} == {"401", "403"}
    assert kinds[health] == {"200", "503"}
    assert "421" in off["paths"]["/api/health"]["get"]["responses"]
    assert "securitySchemes" not in off["components"]
    assert closed["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert closed["paths"]["/api/ask"]["post"]["security"] == [{"key": []}]
    assert "security" not in closed["paths"]["/api/health"]["get"]


def test_a_rebuilt_index_is_served(
    data_dir: Path, library: Path, encoder: HashingEncoder, tmp_path: Path
) -> None:
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened))
        before = client.get("/api/health").json()
        (library / "fiche-quai.md").write_text(
            "# Fiche : quai\n\nLe quai nord est rendu aux piétons.\n", encoding="utf-8"
        )
        build([library], data_dir=data_dir, encoder=encoder)
        opened.look_again()
        after = client.get("/api/health").json()
        hits = client.post("/api/search", json={"query": "quai nord"}).json()["hits"]
    assert (after["documents"], after["generation"] > before["generation"]) == (4, True)
    assert hits[0]["text"] == "Le quai nord est rendu aux piétons."


def test_a_reader_keeps_its_snapshot_while_it_is_replaced(
    data_dir: Path, library: Path, encoder: HashingEncoder
) -> None:
    with closing(Library(data_dir, encoder)) as opened, opened.assistant(collections=None) as held:
        build([library / "fiche-compost.md"], data_dir=data_dir, encoder=encoder, prune=True)
        opened.look_again()
        with opened.assistant(collections=None) as newer:
            assert len(newer.snapshot.documents()) == 1
        assert "arceaux" in held.search("arceaux").hits[0].paragraph.text
        assert len(held.snapshot.documents()) == 3


def test_others_are_served_while_a_newer_generation_is_opened(
    data_dir: Path, library: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens, is_opening, may_open = Snapshot.open, Event(), Event()

    def slowly(folder: Path, encoder: Encoder) -> Snapshot:
        is_opening.set()
        may_open.wait(10)
        return opens(folder, encoder)

    def generation(opened: Library) -> int:
        with opened.assistant(collections=None) as assistant:
            return assistant.snapshot.generation

    with closing(Library(data_dir, encoder)) as opened, ThreadPoolExecutor(1) as thread:
        before = generation(opened)
        build([library / "fiche-compost.md"], data_dir=data_dir, encoder=encoder, prune=True)
        opened.look_again()
        monkeypatch.setattr(Snapshot, "open", slowly)
        first = thread.submit(generation, opened)
        is_opening.wait(10)
        assert generation(opened) == before
        may_open.set()
        assert first.result() > before
        assert generation(opened) > before


def test_an_index_that_went_away_is_a_problem(data_dir: Path, encoder: HashingEncoder) -> None:
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened))
        data_dir.rename(data_dir.parent / "moved")
        opened.look_again()
        assert "index build" in problem(client.get("/api/health"), 503)


def test_a_stream_ends_with_the_whole_answer(client: TestClient) -> None:
    body = {"question": ZOOM}
    with client.stream("POST", "/api/ask/stream", json=body) as response:
        events = [line for line in response.iter_lines() if line]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [line for line in events if line.startswith("event")] == ["event: answer", "event: end"]
    whole = json.loads(events[1].removeprefix("data: "))
    asked = client.post("/api/ask", json=body).json()
    for answer in (whole, asked):
        del answer["id"], answer["timings_ms"]
    assert whole == asked


def test_a_stream_that_cannot_start_is_a_problem(client: TestClient) -> None:
    response = client.post("/api/ask/stream", json={"question": "x" * 3_000})
    assert (response.status_code, response.headers["content-type"]) == (
        422,
        "application/problem+json",
    )


def test_what_a_reader_has_is_not_sent_again(
    data_dir: Path, library: Path, encoder: HashingEncoder
) -> None:
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened))
        id_ = client.get("/api/documents").json()[0]["id"]
        paths = ["/api/documents", f"/api/documents/{id_}", f"/api/paragraphs/{id_}-0001"]
        tags = {}
        for path in (*paths, f"/documents/{id_}"):
            first = client.get(path)
            tags[path] = first.headers["etag"]
            assert (first.status_code, first.headers["cache-control"]) == (200, "private, no-cache")
            for known in (tags[path], f'"autre", W/{tags[path]}', "*"):
                again = client.get(path, headers={"if-none-match": known})
                assert (again.status_code, again.content) == (304, b"")
                assert again.headers["etag"] == tags[path]
        (library / "fiche-quai.md").write_text("# Fiche : quai\n\nLe quai est rendu aux piétons.\n")
        build([library], data_dir=data_dir, encoder=encoder)
        opened.look_again()
        changed = [
            client.get(path, headers={"if-none-match": tag}).status_code
            for path, tag in tags.items()
        ]
        assert changed == [200, 304, 304, 304]
        missing = client.get("/api/paragraphs/aucun", headers={"if-none-match": "*"})
        assert (missing.status_code, "etag" in missing.headers) == (404, False)


def test_ready_is_said_of_the_newest_generation(
    data_dir: Path, library: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.service.library._CHECK_SECONDS", 60)
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened))
        assert client.get("/api/ready").json() == {"status": "ready"}
        (library / "fiche-compost.md").unlink()
        build([library], data_dir=data_dir, encoder=encoder, prune=True)
        response = client.get("/api/ready")
        assert "newer generation" in problem(response, 503)
        assert response.headers["retry-after"] == "1"


def test_a_server_without_the_encoder_of_the_index_serves_what_it_holds(
    data_dir: Path, encoder: HashingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened))
        first, other, _ = client.get("/api/documents").json()
        convert(data_dir, HashingEncoder("other"))
        for _ in range(3):
            opened.look_again()
            assert client.get(f"/api/documents/{first['id']}").status_code == 200
        assert "made by the encoder other" in problem(client.get("/api/ready"), 503)
        assert caplog.text.count("The newest index cannot be served.") == 1
        with closing(StoreWriter(data_dir)) as store:
            store.remove_document(first["id"])
        opened.look_again()
        for path in ("/api/ready", *[f"/api/documents/{d['id']}" for d in (first, other)] * 2):
            assert "made by the encoder other" in problem(client.get(path), 503)
        convert(data_dir, encoder)
        opened.look_again()
        assert client.get("/api/ready").status_code == 200
        assert client.get(f"/api/documents/{first['id']}").status_code == 404


def test_a_server_keeps_its_index_while_a_build_goes_on(
    data_dir: Path, library: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "fiche-compost.md").write_text("# Fiche : compost\n\nLe bac est suspendu.\n")
    found: list[str] = []

    def written(store: Store) -> DerivedIndexes:
        """All is in the store, and not yet in the indexes."""
        opened.look_again()
        assert served.get("/api/ready").status_code == 200
        hits = served.post("/api/search", json={"query": "bac de compost"}).json()["hits"]
        found.append(hits[0]["text"])
        return refresh(store)

    with closing(Library(data_dir, encoder)) as opened:
        served = TestClient(create_app(opened))
        monkeypatch.setattr("index.builder.refresh", written)
        build([library], data_dir=data_dir, encoder=encoder)
    assert found == ["Chaque quartier peut demander un bac de compost à la régie."]


def test_only_the_origins_that_are_named_may_call(data_dir: Path, encoder: HashingEncoder) -> None:
    named, other = "https://intranet.example", "https://autre.example"
    asking = {"access-control-request-method": "POST"}
    with closing(Library(data_dir, encoder)) as opened:
        client = TestClient(create_app(opened, Settings(cors=(named, "https://b.example"))))
        closed = TestClient(create_app(opened))
        for origin, allowed in ((named, named), (other, None)):
            for response in (
                client.options("/api/ask", headers={"origin": origin, **asking}),
                client.get("/api/documents", headers={"origin": origin}),
            ):
                assert response.headers.get("access-control-allow-origin") == allowed
        for response in (
            client.get("/metrics", headers={"origin": named}),
            closed.get("/api/documents", headers={"origin": named}),
        ):
            assert "access-control-allow-origin" not in response.headers
