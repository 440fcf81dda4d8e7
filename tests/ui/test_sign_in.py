"""Two users of one chat in a real browser: each signs in and reads what is theirs."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.access.accounts import Accounts
from assistant.access.callers import Kind
from index.builder import build
from index.encoders.encoder import Encoder
from tests.support.browsing import ask, server

PASSWORD = "un long mot de passe"  # noqa: S105
GYM = "Qu'a-t-il été décidé sur le gymnase ?"
CANARY = "fermer le gymnase Xylophane"


@pytest.fixture(scope="module")
def data(
    tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, default_encoder: Encoder
) -> Path:
    folder = tmp_path_factory.mktemp("chat")
    board = folder / "documents" / "direction"
    board.mkdir(parents=True)
    shutil.copy(sample_folder / "2020-12-03-releve-cosinum.txt", folder / "documents")
    (board / "documents.yaml").write_text("collection: direction\n", encoding="utf-8")
    (board / "note.md").write_text(
        f"# Relevé de décisions du 4 mai 2021\n\nLe comité décide de {CANARY} en juin.\n"
    )
    build([folder / "documents"], data_dir=folder / "data", encoder=default_encoder)
    accounts = Accounts(folder / "data")
    for name, collection in (("Marie", "direction"), ("Paul", "régie"), ("Zoé", "direction")):
        accounts.add_user(name, PASSWORD, collections=[collection])
    return folder / "data"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with server(data, "--access", "accounts") as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Of a browser of its own, without cookies."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Identifiant").fill(name)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def test_one_who_may_reads_it_and_signs_out(page: Page, address: str) -> None:
    page.goto(address)
    expect(page).to_have_url(f"{address}/sign-in?next=%2F")
    sign_in(page, "Marie", "un autre mot de passe")
    expect(page.get_by_role("alert")).to_contain_text("mot de passe incorrect")
    sign_in(page, "marie")
    ask(page, GYM)
    expect(page.locator("#sources mark")).to_contain_text(CANARY)
    page.get_by_role("button", name="Ce que contient le fonds").click()
    expect(page.locator("#corpus")).to_contain_text("2 documents")
    link = page.locator("#conversation a").first.get_attribute("href")
    page.goto(f"{address}{link}")
    expect(page.locator("mark")).to_contain_text(CANARY)
    page.goto(address)
    page.get_by_role("link", name="Votre compte").click()
    expect(page.get_by_text("Connecté : marie.")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(f"{address}{link}")
    sign_in(page, "Paul")
    expect(page.get_by_text("Ce paragraphe n'est plus dans le fonds.")).to_be_visible()


def test_what_one_asked_is_shown_to_no_other(page: Page, address: str) -> None:
    page.goto(address)
    sign_in(page, "Marie")
    ask(page, GYM)
    expect(page.locator("#past li")).to_have_text([GYM])
    page.context.clear_cookies()  # as when a session ends by itself
    for name, asked in (("Paul", []), ("Marie", [GYM])):
        page.goto(address)
        sign_in(page, name)
        expect(page.locator(f"#past [data-reader={name.lower()}]")).to_be_attached()
        expect(page.locator("#past li")).to_have_text(asked)
        page.context.clear_cookies()
    page.goto(address)
    sign_in(page, "Marie")
    page.get_by_role("link", name="Votre compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_label("Identifiant")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_one_who_may_not_meets_nothing_of_it(page: Page, address: str) -> None:
    page.goto(address)
    sign_in(page, "Paul")
    ask(page, GYM)
    conversation = page.locator("#conversation")
    expect(conversation).to_contain_text("Je n'ai trouvé")
    page.get_by_role("button", name="Ce que contient le fonds").click()
    expect(page.locator("#corpus")).to_contain_text("1 document, 21 paragraphes.")
    assert "Xylophane" not in page.content()
    assert "direction/note.md" not in page.content()


def heard(client: httpx.Client, session: str) -> str:
    """All that a conversation is told, to the end of what is asked in it."""
    lines = []
    asked = {"session_hash": session}
    with client.stream("GET", "/gradio_api/queue/data", params=asked) as stream:
        for line in stream.iter_lines():
            lines.append(json.dumps(json.loads(line[5:]), ensure_ascii=False) if line else "")
            if "close_stream" in line or "unexpected_error" in line:
                break
    return "".join(lines)


def test_a_conversation_is_told_to_no_one_else(address: str) -> None:
    with ExitStack() as opened:
        marie, paul = (
            opened.enter_context(httpx.Client(base_url=address, timeout=30)) for _ in range(2)
        )
        for client, name in ((marie, "Marie"), (paul, "Paul")):
            client.post("/sign-in", data={"name": name, "password": PASSWORD})
        config = marie.get("/config").json()
        asking = config["dependencies"][0]
        parts = {part["id"]: part["props"].get("value") for part in config["components"]}
        values = [GYM, *(parts.get(id_) for id_ in asking["inputs"][1:])]
        sent = {"fn_index": asking["id"], "session_hash": "abc", "event_data": None}
        assert marie.post("/gradio_api/queue/join", json={**sent, "data": values}).is_success
        assert "session_not_found" in heard(paul, "abc")
        values[0] = "Et à quelle date ?"
        assert paul.post("/gradio_api/queue/join", json={**sent, "data": values}).is_success
        assert "gymnase" not in heard(paul, "abc")
        assert CANARY in heard(marie, "abc")


def test_one_who_is_removed_reads_no_more(page: Page, address: str, data: Path) -> None:
    page.goto(address)
    sign_in(page, "Zoé")
    expect(page.get_by_label("Votre question")).to_be_visible()
    Accounts(data).remove(Kind.USER, "Zoé")
    ask(page, GYM)
    expect(page.locator("#conversation")).to_contain_text("Erreur")
    shown = page.locator("#conversation").inner_text() + page.locator("#sources").inner_text()
    assert "Xylophane" not in shown
    page.reload()
    expect(page.get_by_label("Identifiant")).to_be_visible()


def test_a_server_that_others_reach_does_not_start_open(data: Path) -> None:
    with (
        pytest.raises(AssertionError, match="The server stopped"),
        server(data, "--host", "0.0.0.0") as (_, process),  # noqa: S104
    ):
        assert isinstance(process, subprocess.Popen)
