"""What a search finds, the same by every door: API, page, retriever; what its description says."""

from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from unicodedata import normalize

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Language
from assistant.chat.search_page import search_page
from assistant.chat.shelf import EVERY
from assistant.engine import NO_FILTER, Assistant
from assistant.retriever import ParagraphRetriever
from assistant.schemas.order import Order
from assistant.service.library import Library
from assistant.web.api import create_app
from index.encoders.encoder import Encoder
from index.settings import Settings
from index.snapshot import Snapshot
from tests.support.documents import assistant_over

NOTICE = "Document d'exemple : rédigé pour essayer l'assistant"


@pytest.fixture(scope="module")
def client(sample_data: Path, default_encoder: Encoder) -> Iterator[TestClient]:
    with closing(Library(sample_data, default_encoder)) as library:
        yield TestClient(create_app(library))


@pytest.mark.parametrize("query", ["日本語", "recette de la tarte aux pommes"])
def test_what_is_near_nothing_finds_nothing_by_any_door(
    client: TestClient, sample_snapshot: Snapshot, query: str
) -> None:
    found = client.post("/api/search", json={"query": query, "facets": True}).json()
    assert (found["hits"], found["facets"]["counted"], found["facets"]["years"]) == ([], 0, [])
    assistant = Assistant(sample_snapshot)
    assert ParagraphRetriever(assistant=assistant).invoke(query) == []
    page = search_page(assistant, query, filters=NO_FILTER, language=Language.FRENCH)
    assert "Aucun" in page.said


@pytest.mark.parametrize("query", ["accessibilité des démarches", "document d exemple rédigé"])
def test_page_and_api_count_the_same(
    client: TestClient, sample_snapshot: Snapshot, query: str
) -> None:
    found = client.post("/api/search", json={"query": query, "k": 100, "facets": True}).json()
    page = search_page(
        Assistant(sample_snapshot), query, filters=NO_FILTER, language=Language.FRENCH
    )
    counted = found["facets"]["counted"]
    assert counted == len(found["hits"])
    assert page.said.endswith(f"sur {counted}") or str(counted) in page.said


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2021", "1 paragraphe trouvé."),
        (EVERY, "Paragraphes 1 à 10 sur les 14 plus proches."),
    ],
)
def test_one_paragraph_is_told_as_one(sample_snapshot: Snapshot, year: str, said: str) -> None:
    page = search_page(
        Assistant(sample_snapshot),
        "accessibilité des démarches",
        filters=NO_FILTER,
        language=Language.FRENCH,
        only=(year, EVERY),
        order=Order.NEWEST,
    )
    assert (page.said, page.is_sorted) == (said, True)


def test_a_search_is_narrowed_to_a_committee_that_it_counts(client: TestClient) -> None:
    asked = {"query": "outils numériques des agents", "k": 100, "facets": True}
    whole = client.post("/api/search", json=asked).json()
    counts = {c["value"]: c["count"] for c in whole["facets"]["committees"]}
    assert sum(counts.values()) == whole["facets"]["counted"]
    assert counts.keys() == {"COSINUM", "CINUM"}
    for committee, count in counts.items():
        found = client.post("/api/search", json=asked | {"committee": committee}).json()
        assert {hit["committee"] for hit in found["hits"]} == {committee}
        assert len(found["hits"]) >= count
    assert client.post("/api/search", json=asked | {"committee": "?"}).json()["hits"] == []


def test_a_search_is_paged_to_its_end(client: TestClient) -> None:
    asked = {"query": "accessibilité des démarches", "k": 5}
    pages = [
        client.post("/api/search", json=asked | {"offset": offset}).json()
        for offset in (0, 5, 10, 15)
    ]
    assert [len(page["hits"]) for page in pages] == [5, 5, 4, 0]
    assert [page["has_more"] for page in pages] == [True, True, False, False]
    last = client.post("/api/search", json=asked | {"k": 4, "offset": 10}).json()
    assert (len(last["hits"]), last["has_more"]) == (4, False)


def test_hits_are_sorted_by_the_dates_of_their_documents(client: TestClient) -> None:
    asked = {"query": "accessibilité des démarches", "k": 100}
    nearest = client.post("/api/search", json=asked).json()["hits"]
    for order, is_newest in (("newest", True), ("oldest", False)):
        hits = client.post("/api/search", json=asked | {"sort": order}).json()["hits"]
        days = [hit["document_date"] for hit in hits]
        assert days == sorted(days, reverse=is_newest)
        assert sorted(hit["rank"] for hit in hits) == [hit["rank"] for hit in nearest]


def test_a_typing_error_is_told_mended(client: TestClient, sample_snapshot: Snapshot) -> None:
    found = client.post("/api/search", json={"query": "acessibilité"}).json()
    assert found["understood"] == "accessibilité"

    def told(query: str) -> str:
        assistant, french = Assistant(sample_snapshot), Language.FRENCH
        return search_page(assistant, query, filters=NO_FILTER, language=french).said

    assert told("acessibilité").endswith("Recherche faite avec\u00a0: accessibilité")
    assert "Recherche faite" not in told("Accessibilite  des démarches")


def test_what_is_found_is_named_in_words_to_show(client: TestClient) -> None:
    asked = {"query": "Zoom", "k": 1, "facets": True}
    found = client.post("/api/search", json=asked).json()
    assert found["hits"][0]["reference"] == (
        "Relevé de décisions, COSINUM, 3 décembre 2020, § 1 « Fiche n° 1 : poste de travail et "
        "travail à distance », page 1, paragraphe 15"
    )
    asked = {"question": "What was decided on Zoom?"}
    cited = client.post("/api/ask", json=asked).json()["citations"]
    assert cited[0]["reference"] == (
        "Relevé de décisions, COSINUM, 3 December 2020, § 1 « Fiche n° 1 : poste de travail et "
        "travail à distance », page 1, paragraph 15"
    )
    labels = {name: [c["label"] for c in found["facets"][name]] for name in ("kinds", "documents")}
    assert "Relevés de décisions" in labels["kinds"]
    assert "Relevé de décisions, COSINUM, 3 décembre 2020" in labels["documents"]


@pytest.mark.parametrize("name", ["cosinum", "Cosinum", " COSINUM "])
def test_a_committee_is_named_in_any_case(client: TestClient, name: str) -> None:
    def counted(committee: str) -> str:
        found = client.get("/api/documents", params={"committee": committee})
        return found.headers["X-Total-Count"]

    assert counted(name) == counted("COSINUM") == "13"


def test_what_is_found_and_quoted_says_where_it_is_read(client: TestClient) -> None:
    [hit] = client.post("/api/search", json={"query": "Zoom", "k": 1}).json()["hits"]
    answer = client.post("/api/ask", json={"question": "Qu'a-t-il été décidé sur Zoom ?"}).json()
    quoted = answer["citations"][0]
    assert quoted["committee"] == "COSINUM"
    for url, shown in ((hit["url"], hit["text"]), (quoted["url"], quoted["quote"])):
        assert f"<mark>{shown}</mark>" in unescape(client.get(url).text)


def test_clients_made_from_the_description_have_short_names(client: TestClient) -> None:
    opened = client.get("/api")
    assert (opened.status_code, opened.url.path) == (200, "/api/docs")
    paths = client.get("/api/openapi.json").json()["paths"]
    names = [told["operationId"] for methods in paths.values() for told in methods.values()]
    assert names[:3] == ["search", "ask", "stream"]
    assert len(set(names)) == len(names)


def test_a_text_that_stands_in_many_documents_is_found_once(client: TestClient) -> None:
    hits = client.post("/api/search", json={"query": "document d exemple rédigé"}).json()["hits"]
    assert len([hit for hit in hits if hit["text"].startswith(NOTICE)]) == 1


REPEATED = """# Relevé de décisions du comité des outils du {}

Présents : Claire Durand, Marc Leroy.

## 1. Messagerie

{}Le comité maintient la messagerie pour {} agents.

Adopté à l'unanimité.
"""


def test_items_that_differ_by_their_number_alone_are_found_once(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    """But not those of other figures, nor votes and attendance, told of each meeting anew."""
    told = [("4 mars 2021", "2) ", 30), ("6 mai 2021", "- ", 30), ("1er juin 2021", "", 31)]
    texts = {f"{n}.md": REPEATED.format(*one) for n, one in enumerate(told)}
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        found = [hit.paragraph.text for hit in assistant.search("messagerie des agents").hits]
        adopted = [hit.paragraph.text for hit in assistant.search("unanimité").hits]
    kept = [text[-10:] for text in found if "maintient" in text]
    assert sorted(kept) == ["30 agents.", "31 agents."]
    assert adopted.count("Adopté à l'unanimité.") == 3


def test_letters_in_two_parts_are_read_as_one(client: TestClient) -> None:
    question = "Combien de véhicules électriques ? Qu'a décidé le comité sur l'accessibilité ?"

    def hits(query: str) -> list[tuple[str, list[list[int]]]]:
        found = client.post("/api/search", json={"query": query}).json()["hits"]
        return [(hit["paragraph_id"], hit["highlights"]) for hit in found]

    def answer(text: str, previous: str = "") -> str:
        asked = {"question": text, "previous": previous}
        return str(client.post("/api/ask", json=asked).json()["answer"])

    parted = normalize("NFD", question)
    assert parted != question
    assert hits(parted) == hits(question)
    assert answer(parted) == answer(question)
    before = "Qu'a-t-il été décidé sur l'accessibilité numérique ?"
    assert answer("Et pour Zoom ?", normalize("NFD", before)) == answer("Et pour Zoom ?", before)


@pytest.mark.parametrize("query", ["?", "🙂"])
def test_a_query_without_words_is_said_to_be_empty(client: TestClient, query: str) -> None:
    refused = client.post("/api/search", json={"query": query})
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "The query is empty; give some words.",
    )


def test_the_description_says_how_offsets_count_and_what_a_score_is(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    for name, field in [
        ("CitationObject", "start"),
        ("CitationObject", "end"),
        ("HitObject", "highlights"),
        ("ParagraphObject", "start"),
        ("ParticipantObject", "end"),
        ("PeriodObject", "start"),
    ]:
        told = schemas[name]["properties"][field]["description"]
        assert "Array.from(text).slice(start, end).join('')" in told
    score = schemas["HitObject"]["properties"]["score"]
    assert "among the hits of one search" in score["description"]


def test_an_empty_id_is_that_of_no_document(client: TestClient) -> None:
    found = client.post("/api/search", json={"query": "Zoom", "document_id": ""}).json()
    assert found["hits"] == []


def test_pages_of_other_origins_may_call_what_the_setting_opens(
    sample_data: Path, default_encoder: Encoder
) -> None:
    """With what clients of other makers send beside a key."""
    asking = {
        "origin": "https://intranet.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,if-none-match,x-stainless-lang",
    }
    with closing(Library(sample_data, default_encoder)) as library:
        opened = TestClient(create_app(library, Settings(cors=("https://intranet.example",))))
        for path in ("/api/ask", "/v1/chat/completions"):
            assert opened.options(path, headers=asking).status_code == 200
            refused = opened.options(path, headers={**asking, "origin": "https://autre.example"})
            assert "access-control-allow-origin" not in refused.headers
