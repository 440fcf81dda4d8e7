"""What readers do with an answer in the chat: copied, downloaded, judged, linked to; in a real
browser, on a real server."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from assistant.language.quoting import find_quotation
from tests.support.browsing import ask

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
QUOTED = "Cette tolérance prendra fin quand Webconf et le service de webinaire auront monté"


@pytest.fixture(scope="module")
def data(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus with a journal of its own."""
    folder = tmp_path_factory.mktemp("export") / "data"
    shutil.copytree(sample_data, folder, ignore=shutil.ignore_patterns("journal"))
    return folder


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat, one question answered."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(address)
    ask(opened, ZOOM)
    expect(opened.get_by_role("link", name="Lien permanent de la réponse")).to_be_visible()
    yield opened
    context.close()


def status(page: Page) -> Locator:
    """Where screen readers hear what came of an action."""
    return page.locator("#actions").get_by_role("status")


def download(page: Page, name: str) -> tuple[str, bytes]:
    """By the keyboard: the name that the file is saved under, and what it holds."""
    link = page.get_by_role("link", name=name)
    with page.expect_download() as started:
        link.press("Enter")
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


def test_a_conversation_is_downloaded_as_word(page: Page) -> None:
    ask(page, "Et pour Teams ?")
    expect(page.locator("#conversation")).to_contain_text("aucune décision sur Teams")
    name, content = download(page, "Télécharger la conversation (Word)")
    assert name.startswith("reponses-") and name.endswith(".docx")
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    headings = [p.text for p in paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "Qu'a-t-il été décidé sur Zoom\u00a0?", "Qu'a-t-il été décidé sur Teams\u00a0?",
    ]  # fmt: skip
    assert any(QUOTED in paragraph.text for paragraph in paragraphs)


def test_an_answer_is_downloaded_as_pdf(page: Page) -> None:
    name, content = download(page, "Télécharger la conversation (PDF)")
    assert name.startswith("reponse-") and name.endswith(".pdf")
    assert find_quotation(QUOTED, PdfReader(io.BytesIO(content)).pages[0].extract_text())


def test_an_answer_is_copied_as_text_and_as_markdown(page: Page) -> None:
    for button, start in (
        ("Copier la réponse et ses sources", "Décidé au COSINUM"),
        ("Copier en Markdown", "## Qu'a-t-il été décidé sur Zoom"),
    ):
        status(page).evaluate("element => element.textContent = ''")
        page.get_by_role("button", name=button).press("Enter")
        expect(status(page)).to_have_text("Copié.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(start) and QUOTED in copied


@pytest.mark.parametrize("clipboard", ["navigator.clipboard", "undefined"])
def test_an_answer_is_pasted_with_its_links(page: Page, address: str, clipboard: str) -> None:
    """Also where the page comes by plain HTTP, to which browsers give no clipboard."""
    page.evaluate(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    page.get_by_role("button", name="Copier la réponse et ses sources").press("Enter")
    expect(status(page)).to_have_text("Copié.")
    page.evaluate("document.body.prepend(document.createElement('article'))")
    note = page.locator("body > article")
    note.evaluate("note => note.contentEditable = true")
    note.focus()
    page.keyboard.press("Control+V")
    expect(note).to_contain_text(QUOTED)
    expect(note.locator("p").last).to_contain_text("[1] Relevé de décisions, COSINUM")
    for marker in note.get_by_role("link", name="[1]").all():
        assert str(marker.get_attribute("href")).startswith(f"{address}/p/")
    page.get_by_label("Votre question").fill("")
    page.get_by_label("Votre question").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_label("Votre question")).to_have_value(re.compile(QUOTED))


def test_a_permanent_link_opens_the_answer(page: Page) -> None:
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Lien permanent de la réponse").press("Enter")
    opened = popup.value
    expect(opened.get_by_role("heading", level=1)).to_have_text(ZOOM)
    expect(opened.locator(".answer")).to_contain_text(QUOTED)
    with opened.expect_popup() as passage:
        opened.get_by_role("link", name="[1]").first.click()
    expect(passage.value.locator("mark")).to_contain_text(QUOTED)


def test_an_answer_is_judged_with_the_keyboard(page: Page, data: Path) -> None:
    group = page.get_by_role("group", name="Cette réponse vous aide-t-elle ?")
    group.get_by_role("radio", name="Oui").focus()
    page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="Non")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("La fin de la tolérance manque")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Merci, votre avis est noté.")
    expect(group.get_by_label("Pourquoi ?")).to_have_value("")
    [path] = (data / "journal").iterdir()
    noted = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
    assert (noted["verdict"], noted["reason"]) == ("down", "La fin de la tolérance manque")
    address = page.get_by_role("link", name="Lien permanent de la réponse").get_attribute("href")
    assert address == f"/a/{noted['answer_id']}"


def test_an_opinion_that_cannot_be_noted_is_said(page: Page) -> None:
    page.locator("#actions form").evaluate("form => form.dataset.answer = 'gone'")
    page.get_by_role("radio", name="Oui").check()
    page.get_by_role("button", name="Envoyer l'avis").click()
    expect(status(page)).to_have_text("L’avis n’a pas pu être noté ; réessayez plus tard.")


def test_a_courtesy_is_not_judged(page: Page) -> None:
    ask(page, "Merci !")
    expect(page.locator("#conversation")).to_contain_text("Je vous en prie.")
    expect(page.locator("#actions form")).to_have_count(0)
    expect(page.get_by_role("link", name="Télécharger la conversation (PDF)")).to_be_visible()


def test_a_cleared_conversation_leaves_nothing_to_use(page: Page) -> None:
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator("#actions a, #actions button")).to_have_count(0)
