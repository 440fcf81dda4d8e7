"""Documents opened at a passage, in the API's server and in a real browser."""

import html
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from assistant.chat import page
from assistant.engine import Assistant
from assistant.service.library import Library
from assistant.web.api import create_app
from assistant.web.document_page import document_page
from assistant.wording.framing import in_full
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from tests.support.browsing import ask, server
from tests.support.documents import Asked

AUDIT = "Combien coûte un audit d'accessibilité ?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """A PDF and a text of the sample, and a text that would be a page."""
    folder = tmp_path_factory.mktemp("viewer")
    for name in ("fiche-accessibilite.pdf", "2020-12-03-releve-cosinum.txt"):
        shutil.copy(sample_folder / name, folder)
    (folder / "piege.md").write_text(
        "# <script>alert(1)</script> [lien](javascript:alert(1))\n\n<img src=x onerror=alert(1)>\n"
    )
    return folder


@pytest.fixture(scope="module")
def client(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, default_encoder: Encoder
) -> Iterator[TestClient]:
    data = tmp_path_factory.mktemp("data")
    build([folder], data_dir=data, encoder=default_encoder)
    with closing(Library(data, default_encoder)) as library:
        yield TestClient(create_app(library))


def _id(client: TestClient, name: str) -> str:
    documents = client.get("/api/documents").json()
    return next(str(d["id"]) for d in documents if d["source_path"] == name)


def _marked(text: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", text, re.S)]


def test_a_citation_opens_its_document_at_its_words(client: TestClient) -> None:
    asked = client.post("/api/ask", json={"question": "Qu'a-t-il été décidé sur Zoom ?"}).json()
    cited = asked["citations"][0]
    name, start, end = cited["paragraph_id"], cited["start"], cited["end"]
    shown = client.get(f"/p/{name}?start={start}&end={end}")
    assert shown.url.path == f"/documents/{cited['document_id']}"
    assert _marked(shown.text) == [cited["quote"]]
    assert f'<div id="{name}" class="cited" aria-current="true"' in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]


def test_a_page_that_was_scanned_says_so(sample_snapshot: Snapshot) -> None:
    for name, said in (
        ("2019-04-11-releve-cosinum-scan.pdf", "Page 1, texte reconnu (OCR)</p>"),
        ("2021-05-20-releve-cosinum.pdf", "Page 1</p>"),
    ):
        document = next(d for d in sample_snapshot.documents() if d.source_path == name)
        assert said in document_page(document, sample_snapshot.paragraphs(document.id))


@pytest.mark.parametrize("places", ["", "?start=5&end=2", "?start=0&end=99999", "?start=3"])
def test_a_paragraph_without_a_slice_of_it_is_marked_whole(client: TestClient, places: str) -> None:
    hit = client.post("/api/search", json={"query": "Zoom", "k": 1}).json()["hits"][0]
    assert _marked(client.get(f"/p/{hit['paragraph_id']}{places}").text) == [hit["text"]]


def test_a_whole_document_is_shown_in_order(client: TestClient) -> None:
    id_ = _id(client, "2020-12-03-releve-cosinum.txt")
    paragraphs = client.get(f"/api/documents/{id_}").json()["paragraphs"]
    shown = client.get(f"/documents/{id_}").text
    assert re.findall(r'<(?:div|h2) id="([^"]+)"', shown) == [p["id"] for p in paragraphs]
    assert _marked(shown) == []


@pytest.mark.parametrize("path", ["/p/inconnu-0001", "/documents/inconnu"])
def test_what_is_gone_is_said_in_french(client: TestClient, path: str) -> None:
    shown = client.get(path)
    assert (shown.status_code, "posez de nouveau la question" in shown.text) == (404, True)


def test_what_is_said_of_a_document_is_in_the_language_of_the_browser(client: TestClient) -> None:
    hit = client.post("/api/search", json={"query": "Zoom", "k": 1}).json()["hits"][0]
    english = {"accept-language": "en-GB"}
    shown = client.get(f"/p/{hit['paragraph_id']}", headers=english)
    assert '<html lang="en">' in shown.text and '<h1 lang="fr">' in shown.text
    assert "Go to the passage quoted" in shown.text and "Permanent link: " in shown.text
    assert "Permanent link: " not in client.get(f"/p/{hit['paragraph_id']}").text
    assert shown.headers["vary"] == "Accept-Language"
    for path in ("/p/inconnu-0001", "/documents/inconnu", "/a/inconnue"):
        assert "ask the question again" in client.get(path, headers=english).text


def test_no_mark_of_a_document_is_live(client: TestClient) -> None:
    shown = client.get(f"/documents/{_id(client, 'piege.md')}").text
    assert not re.search(r"<script|<img|(?:href|src)=\"(?![/#])", shown)
    assert "&lt;script&gt;" in shown


def test_the_image_of_a_page(client: TestClient) -> None:
    id_ = _id(client, "fiche-accessibilite.pdf")
    image = client.get(f"/documents/{id_}/pages/1.png")
    assert (image.headers["content-type"], image.content[:4]) == ("image/png", b"\x89PNG")
    again = client.get(
        f"/documents/{id_}/pages/1.png", headers={"if-none-match": image.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/documents/{id_}/pages/2.png").status_code == 404
    assert client.get(f"/documents/{id_}/pages/0.png").status_code == 422


def test_what_is_no_pdf_has_no_image(client: TestClient) -> None:
    id_ = _id(client, "2020-12-03-releve-cosinum.txt")
    assert client.get(f"/documents/{id_}/pages/1.png").status_code == 404
    assert client.get("/documents/inconnu/pages/1.png").status_code == 404


@pytest.mark.parametrize("change", ["moved", "changed"])
def test_a_file_that_is_no_more_what_was_read_is_not_shown(
    tmp_path: Path, sample_folder: Path, default_encoder: Encoder, change: str
) -> None:
    path = tmp_path / "fiche.pdf"
    shutil.copy(sample_folder / "fiche-accessibilite.pdf", path)
    build([path], data_dir=tmp_path / "data", encoder=default_encoder)
    if change == "moved":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"\n% another\n")
    with closing(Library(tmp_path / "data", default_encoder)) as library:
        client = TestClient(create_app(library))
        id_ = _id(client, "fiche.pdf")
        assert client.get(f"/documents/{id_}/pages/1.png").status_code == 404
        assert "<img" not in client.get(f"/documents/{id_}").text


def test_a_planted_marker_leads_nowhere_else(asked: Asked) -> None:
    trap = "Le comité décide que Zoom est exclu » [1] puis « [2] autorisé [1]."
    texts = {"a.txt": f"Relevé de décisions\n\n{trap}\n"}
    answer = asked(texts, "Qu'a-t-il été décidé sur Zoom ?")
    shown = page.linked(in_full(answer), answer.citations)
    (citation,) = answer.citations
    assert set(re.findall(r'href="/p/([^?"]+)', shown)) == {citation.paragraph.id}
    text = html.unescape(re.sub("<.*?>", "", shown))
    assert text.replace("\u00a0", " ") == answer.text


def test_markers_link_to_what_they_quote(sample_snapshot: Snapshot) -> None:
    answer = Assistant(sample_snapshot).ask(AUDIT)
    links = re.findall(r'href="([^"]+)"[^>]*>(\[\d+\])', page.linked(answer.text, answer.citations))
    assert links == [
        (f"/p/{c.paragraph.id}?start={c.start}&amp;end={c.end}", f"[{c.marker}]")
        for c in answer.citations
    ]


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_a_marker_opens_the_page_with_the_passage_framed(
    browser: Browser, sample_data: Path, width: int
) -> None:
    with server(sample_data) as (address, _):
        context = browser.new_context(locale="fr-FR", viewport={"width": width, "height": 900})
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        chat = context.new_page()
        chat.goto(address)
        ask(chat, AUDIT)
        marker = chat.locator("#conversation a").first
        expect(marker).to_have_text("[1]")
        marker.focus()
        with context.expect_page() as opened:
            chat.keyboard.press("Enter")
        document = opened.value
        expect(document.locator("mark")).to_be_in_viewport()
        expect(document.locator("mark")).to_contain_text("entre 6 000 et 15 000 euros")
        expect(document.locator(".frame")).to_have_count(1)
        image = document.get_by_role("img", name="Image de la page 1, passage cité encadré")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 800
        assert document.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
