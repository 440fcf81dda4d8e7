"""Answers read back, exported and judged over the HTTP API, and their permanent page."""

import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from assistant.__main__ import main
from assistant.service.library import Library
from assistant.web.api import create_app
from eval.gold import read_gold
from index.builder import build
from index.snapshot import Snapshot
from tests.assistant.web.test_api import problem
from tests.support.hashing import HashingEncoder

FOUNTAINS = "Que décide le comité sur les fontaines ?"
UNKNOWN = "512d0f3a9c47be21"


@pytest.fixture
def client(data_dir: Path, encoder: HashingEncoder) -> Iterator[TestClient]:
    with closing(Library(data_dir, encoder, journal_days=2)) as library:
        yield TestClient(create_app(library), raise_server_exceptions=False)


def ask(client: TestClient, question: str = FOUNTAINS, previous: str = "") -> dict[str, object]:
    body = {"question": question, "previous": previous}
    answer: dict[str, object] = client.post("/api/ask", json=body).json()
    return answer


def post(client: TestClient, path: str, **body: object) -> Response:
    return client.post(path, json=body)


def test_an_answer_is_read_back_as_it_was_given(client: TestClient) -> None:
    asked = ask(client)
    given = client.get(f"/api/answers/{asked['id']}").json()
    assert {name: given[name] for name in asked} == asked
    assert given["generation"] == client.get("/api/health").json()["generation"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", given["time"])


@pytest.mark.parametrize("id_", [UNKNOWN, "zzz", "[", "-fff", "é" * 40])
def test_an_answer_that_is_not_kept_is_not_found(client: TestClient, id_: str) -> None:
    ask(client)
    for response in (
        client.get(f"/api/answers/{id_}/export", params={"format": "md"}),
        post(client, "/api/export", answers=[id_], format="md"),
        post(client, "/api/feedback", answer_id=id_, verdict="up"),
    ):
        assert "ask again" in problem(response, 404)


def test_without_a_journal_nothing_is_read_back(data_dir: Path, encoder: HashingEncoder) -> None:
    with closing(Library(data_dir, encoder)) as library:
        client = TestClient(create_app(library))
        assert "--journal-days" in problem(client.get(f"/api/answers/{ask(client)['id']}"), 404)


def test_a_conversation_is_one_file_in_its_order(client: TestClient) -> None:
    first = ask(client)
    second = ask(client, "Et pour les pelouses ?", str(first["understood"]))
    ids = [str(second["id"]), str(first["id"])]
    posted = post(client, "/api/export", answers=ids, format="docx")
    assert re.fullmatch(
        r'attachment; filename="reponses-\d{4}-\d\d-\d\d\.docx"',
        posted.headers["content-disposition"],
    )
    styled = [
        (p.style and p.style.name, p.text)
        for p in docx.Document(io.BytesIO(posted.content)).paragraphs
    ]
    headings = [text.replace("\u00a0", " ") for style, text in styled if style == "Heading 1"]
    assert headings == [second["understood"], first["understood"]]
    linked = client.get("/api/export", params={"answer": ids, "format": "md"})
    assert linked.headers["content-type"] == "text/markdown; charset=utf-8"
    assert linked.text.count("\n## ") == 2


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"answers": [], "format": "pdf"}, "answers"),
        ({"answers": [UNKNOWN] * 51, "format": "pdf"}, "answers"),
        ({"answers": [UNKNOWN], "format": "odt"}, "format"),
        ({"answers": [UNKNOWN], "format": "pdf", "path": "x"}, "path"),
    ],
)
def test_exports_are_limited(client: TestClient, body: dict[str, object], named: str) -> None:
    assert problem(client.post("/api/export", json=body), 422).startswith(named)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"verdict": "sideways"}, "verdict"),
        ({"verdict": "up", "reason": "x" * 1_001}, "reason"),
        ({"verdict": "up", "name": "someone"}, "name"),
    ],
)
def test_feedback_is_limited(client: TestClient, body: dict[str, object], named: str) -> None:
    response = client.post("/api/feedback", json={"answer_id": UNKNOWN, **body})
    assert problem(response, 422).startswith(named)


def test_what_readers_judge_becomes_candidates_for_gold_pairs(
    client: TestClient, data_dir: Path, encoder: HashingEncoder, tmp_path: Path
) -> None:
    liked, silent, _ = ask(client), ask(client, "Que dit le comité sur Teams ?"), ask(client)
    quote = client.get(f"/api/answers/{liked['id']}").json()["citations"][0]["quote"]
    for id_, verdict, reason in (
        (liked["id"], "down", "trop vite"),
        (silent["id"], "down", "la réponse est dans le relevé de 2022"),
        (liked["id"], "up", ""),
    ):
        body = {"answer_id": id_, "verdict": verdict, "reason": reason}
        assert client.post("/api/feedback", json=body).status_code == 204
    gold = tmp_path / "candidates.jsonl"
    assert main(["journal", "--gold", str(gold), "--data", str(data_dir)]) == 0
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert [(row["split"], row["tags"], row["reason"]) for row in rows] == [
        ("candidate", ["candidate", "up"], ""),
        ("candidate", ["candidate", "down"], "la réponse est dans le relevé de 2022"),
    ]
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        first, second = read_gold(gold, snapshot)
        assert (first.question, first.answer) == (FOUNTAINS, (quote,))
        assert quote in snapshot.paragraph(first.evidence[0]).text
    assert second.evidence == ()


def test_a_candidate_is_of_the_passage_that_was_quoted_where_others_read_the_same(
    library: Path, tmp_path: Path, encoder: HashingEncoder
) -> None:
    items = "".join(
        f"\n## {number}. {title}\n\nLe maire présente le projet.\n\nAdopté à l'unanimité.\n"
        for number, title in ((1, "Gymnase"), (2, "Terrains"))
    )
    minutes = f"# Procès-verbal du conseil municipal du 30 mars 2021\n{items}"
    (library / "conseil.md").write_text(minutes, encoding="utf-8")
    data_dir, gold = tmp_path / "data", tmp_path / "candidates.jsonl"
    build([library], data_dir=data_dir, encoder=encoder)
    with closing(Library(data_dir, encoder, journal_days=2)) as opened:
        client = TestClient(create_app(opened))
        asked = ask(client, "Quelles décisions le conseil municipal a-t-il prises ?")
        post(client, "/api/feedback", answer_id=asked["id"], verdict="up")
        cited = client.get(f"/api/answers/{asked['id']}").json()["citations"]
    assert main(["journal", "--gold", str(gold), "--data", str(data_dir)]) == 0
    assert [c["quote"] for c in cited[1::2]] == ["Adopté à l'unanimité."] * 2
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        [candidate] = read_gold(gold, snapshot)
    assert candidate.evidence == tuple(c["paragraph_id"] for c in cited)


def test_feedback_holds_no_more_than_was_said(client: TestClient, data_dir: Path) -> None:
    post(client, "/api/feedback", answer_id=ask(client)["id"], verdict="up")
    [path] = (data_dir / "journal").iterdir()
    last = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
    assert set(last) == {"time", "kind", "answer_id", "verdict", "reason"}


def test_the_page_of_an_answer_leads_to_its_passages(client: TestClient) -> None:
    answer = ask(client)
    cited = client.get(f"/api/answers/{answer['id']}").json()["citations"][0]
    shown = client.get(f"/a/{answer['id']}")
    address = f"/p/{cited['paragraph_id']}?start={cited['start']}&end={cited['end']}"
    assert address in [html.unescape(found) for found in re.findall(r'href="([^"]+)"', shown.text)]
    assert html.escape(cited["quote"], quote=False) in shown.text
    assert "Réponse donnée le" in shown.text and "notice" not in shown.text.split("</style>")[1]
    assert client.get(address).status_code == 200


def test_what_is_of_a_reader_is_not_kept_by_browsers(client: TestClient) -> None:
    answer = ask(client)
    cited = client.get(f"/api/answers/{answer['id']}").json()["citations"][0]
    for path in (f"/a/{answer['id']}", f"/p/{cited['paragraph_id']}", "/metrics", "/a/x", "/x"):
        response = client.get(path, follow_redirects=False)
        assert response.headers["cache-control"] == "no-store"
    assert "cache-control" not in client.get("/api/static/swagger-ui.css").headers
    assert client.get("/api/static/x").headers["cache-control"] == "no-store"


def test_the_page_says_that_the_index_changed(
    client: TestClient, data_dir: Path, library: Path, encoder: HashingEncoder
) -> None:
    answer = ask(client)
    (library / "2022-09-15-releve-comite-eau.md").write_text(
        "# Relevé\n\nRien.\n", encoding="utf-8"
    )
    build([library], data_dir=data_dir, encoder=encoder, prune=True)
    with closing(Library(data_dir, encoder, journal_days=2)) as opened:
        shown = TestClient(create_app(opened)).get(f"/a/{answer['id']}").text
    assert "Le fonds a changé depuis cette réponse" in shown
    assert "Ne se lit plus dans le fonds tel que cité\u00a0: [1]." in shown
    assert "/p/" not in shown


def test_a_page_that_is_gone_says_so(client: TestClient) -> None:
    shown = client.get(f"/a/{UNKNOWN}")
    assert shown.status_code == 404
    assert "Cette réponse n&#x27;est pas, ou plus, conservée\u00a0: posez de nouveau" in shown.text


def test_a_hostile_question_stays_text(client: TestClient) -> None:
    asked = ask(client, '<img src=x onerror="alert(1)"> fontaines [1] ?')
    assert "<img" not in client.get(f"/a/{asked['id']}").text
    written = client.get(f"/api/answers/{asked['id']}/export", params={"format": "md"}).text
    assert "\\<img src=x" in written
