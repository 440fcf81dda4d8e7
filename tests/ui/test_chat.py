"""The chat in a real browser, on a real server over the sample corpus."""

import io
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.support.browsing import ask, server
from tests.support.places import ROOT

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
TEAMS = "Que dit le comité sur Teams ?"
HOSTILE = (
    '<img src=x onerror="document.title=1"> [lien](http://example.org/) ![i](http://example.org/i)'
)
expect.set_options(timeout=20_000)


def words(text: str) -> str:
    return " ".join(text.split())


def test_what_nothing_answers_is_in_sight_of_all(page: Page) -> None:
    cost = "Combien coûte Zoom ?"
    ask(page, f"{ZOOM[:-2]} et combien coûte Zoom ?")
    left = f"Resté sans réponse : {cost}"
    expect(page.locator("#sources .hint")).to_have_text(left)
    expect(page.locator("#told")).to_contain_text(left)
    expect(page.locator("#sources mark")).to_contain_text("Zoom est exclu")
    ask(page, f"{ZOOM[:-2]} et combien coûte {HOSTILE} ?")
    expect(page.locator("#told")).to_contain_text("<img")
    assert page.locator("#told img, #sources img").count() == 0


def test_a_source_is_told_to_be_minutes_once(page: Page) -> None:
    ask(page, ZOOM)
    card = page.locator("#sources article")
    expect(card.locator("h3")).to_contain_text("Relevé de décisions, COSINUM, 3 décembre 2020")
    where = "§ 1 « Fiche n° 1 : poste de travail et travail à distance », page 1, paragraphe 15"
    expect(card.locator(".place")).to_have_text(where)


def test_a_decision_is_read_with_its_source(page: Page, sample_folder: Path) -> None:
    ask(page, ZOOM)
    quotation = page.locator("#sources mark")
    expect(quotation).to_contain_text("Zoom est exclu")
    source = (sample_folder / "2020-12-03-releve-cosinum.txt").read_text(encoding="utf-8")
    assert words(quotation.inner_text()) in words(source)
    card = page.locator("#sources article")
    expect(card).to_contain_text("[1] Relevé de décisions, COSINUM, 3 décembre 2020")
    expect(card).to_contain_text("2020-12-03-releve-cosinum.txt")
    expect(card.locator(".tag")).to_have_text("décision")
    expect(page.locator("#conversation")).to_contain_text("Décidé au COSINUM du 3 décembre 2020")
    expect(page.locator("#conversation")).to_contain_text(words(quotation.inner_text()))


def test_a_follow_up_is_shown_as_it_was_understood(page: Page) -> None:
    ask(page, ZOOM)
    expect(page.locator("#sources mark")).to_contain_text("Zoom")
    ask(page, "Et pour Teams ?")
    conversation = page.locator("#conversation")
    expect(conversation).to_contain_text("Question comprise : Qu'a-t-il été décidé sur Teams ?")
    expect(conversation).to_contain_text("Je n'ai trouvé aucune décision sur Teams")
    ask(page, "Merci !")
    expect(conversation).to_contain_text("Je vous en prie.")
    expect(page.locator("#sources mark")).to_have_count(0)


def test_the_last_question_is_in_sight(page: Page) -> None:
    log = page.get_by_role("log")
    for question in ("Quelles décisions ont été prises au COSINUM du 3 décembre 2020 ?", ZOOM):
        ask(page, question)
        asked = log.locator(".user-row").filter(has_text=question)
        expect(asked).to_be_visible()
        expect(log.locator(".bot-row")).to_have_count(log.locator(".user-row").count())
        expect(asked).to_be_in_viewport(ratio=1)
    expect(log).to_have_attribute("tabindex", "0")
    expect(log.locator(".user-row").first).not_to_be_in_viewport()
    ask(page, "Quelles décisions ont été prises au COSINUM du 20 mai 2021 ?")
    expect(log.locator(".bot-row")).to_have_count(3)
    log.evaluate("log => log.scrollTop = log.scrollHeight")
    expect(log.locator(".user-row").last).to_be_in_viewport(ratio=1)


def test_on_a_phone_sources_stand_between_the_answer_and_what_is_next(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="fr-FR")
    page.goto(address)
    expect(page.locator("#sources")).to_be_hidden()
    ask(page, ZOOM)
    expect(page.locator("#offers h2")).to_have_text("Et ensuite")
    tops = [
        page.locator(part).evaluate("part => part.getBoundingClientRect().top")
        for part in ("#conversation", "#sources", "#offers")
    ]
    assert tops == sorted(tops)
    page.close()


def test_many_sources_leave_the_rest_of_the_page_near(page: Page) -> None:
    """They scroll beside the conversation, and those of the next answer show from the first."""
    ask(page, "Quelles décisions ont été prises au COSINUM du 3 décembre 2020 ?")
    last = page.locator("#sources article").last
    expect(last).to_contain_text("[16]")
    assert page.evaluate("document.documentElement.scrollHeight") < 2_000
    last.get_by_role("link").focus()
    expect(last).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#sources h2")).not_to_be_in_viewport()
    ask(page, TEAMS)
    expect(page.locator("#sources h2")).to_have_text("Ce qui s'en approche")
    expect(page.locator("#sources h2")).to_be_in_viewport()


def test_a_question_that_is_too_long_is_told_to_be(page: Page) -> None:
    long = "Contexte. " * 250 + ZOOM
    ask(page, long)
    expect(page.locator("#conversation")).to_contain_text("La question est trop longue")
    expect(page.get_by_label("Votre question")).to_have_value(long)


def test_the_whole_conversation_is_printed(page: Page) -> None:
    ask(page, "Quelles décisions ont été prises au COSINUM du 3 décembre 2020 ?")
    expect(page.locator("#sources mark").first).to_be_visible()
    page.emulate_media(media="print")
    hidden = """() => [...document.querySelectorAll('#conversation, #conversation *')]
        .filter(e => e.scrollHeight > e.clientHeight + 4)
        .filter(e => getComputedStyle(e).overflowY !== 'visible')
        .map(e => e.className)"""
    assert page.evaluate(hidden) == []
    for gone in ("#question", "#send", "#offers button", "#actions form"):
        expect(page.locator(gone).first).to_be_hidden()


def test_every_source_is_printed(page: Page) -> None:
    ask(page, "Quelles décisions ont été prises au COSINUM du 3 décembre 2020 ?")
    last = page.locator("#sources mark").last
    expect(last).to_contain_text("exposer son organisation")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    told = words("".join(sheet.extract_text() for sheet in printed.pages).partition("Sources")[2])
    assert [f"[{n}]" for n in range(1, 17) if f"[{n}]" not in told] == []
    assert words(last.inner_text()) in told


def test_what_is_absent_is_refused(page: Page) -> None:
    ask(page, TEAMS)
    expect(page.locator("#conversation")).to_contain_text("Je n'ai trouvé")
    expect(page.locator("#sources h2")).to_have_text("Ce qui s'en approche")
    expect(page.locator("#sources mark")).to_have_count(0)


def test_an_example_is_one_click_away(page: Page) -> None:
    example = page.locator("#offers button:visible").first
    asked = example.inner_text()
    example.click()
    expect(page.locator("#sources mark").first).to_be_visible()
    expect(page.locator("#conversation")).to_contain_text(asked)


def test_the_keyboard_is_enough(page: Page) -> None:
    box = page.get_by_label("Votre question")
    expect(box).to_be_focused()
    page.keyboard.type("Et pour Zoom ?")
    expect(box).to_have_value("Et pour Zoom ?")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Demander")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sources mark")).to_contain_text("Zoom")
    expect(box).to_have_value("")


def test_nothing_typed_is_lost_by_an_error(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Depuis").fill("hier")
    ask(page, ZOOM)
    expect(page.locator("#conversation")).to_contain_text("Date non reconnue")
    expect(page.get_by_label("Votre question")).to_have_value(ZOOM)
    page.get_by_label("Depuis").fill("2021")
    ask(page, ZOOM)
    expect(page.locator("#conversation")).to_contain_text("Je n'ai trouvé")


def test_an_empty_question_is_answered_by_a_sentence(page: Page) -> None:
    ask(page, "   ")
    expect(page.locator("#conversation")).to_contain_text("La question est vide")


def test_a_hostile_question_stays_text(page: Page) -> None:
    title = page.title()
    ask(page, HOSTILE)
    conversation = page.locator("#conversation")
    expect(conversation).to_contain_text(HOSTILE)
    expect(page.get_by_label("Votre question")).to_have_value("")
    assert conversation.locator("img, a[href*='example.org']").count() == 0
    assert page.title() == title


CONTRAST = """element => {
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const read = colour => colour.match(/[\\d.]+/g).map(Number);
    let behind = element;
    const drawn = e => read(getComputedStyle(e).backgroundColor)[3] !== 0;
    while (behind.parentElement && !drawn(behind)) behind = behind.parentElement;
    const [a, b] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor]
        .map(read).map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_by_day_and_by_night(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.reload()
    ask(page, ZOOM)
    expect(page.locator("#sources mark")).to_contain_text("Zoom")
    texts = (
        "header h1", "header p", "#offers button:visible", ".source h3", ".source blockquote",
        ".source .place", ".source .tag", "#send", "#sources mark", "#conversation .message",
        ".actions button", ".actions a", ".actions legend", ".actions label",
    )  # fmt: skip
    for selector in texts:
        ratio = page.locator(selector).first.evaluate(CONTRAST)
        assert ratio >= 4.5, f"{selector}: {ratio:.1f}"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    for question, awaited in ((ZOOM, "#sources mark"), (TEAMS, "#sources .hint")):
        ask(page, question)
        expect(page.locator(awaited).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_says_what_it_is(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "fr"
    expect(page.get_by_role("heading", level=1)).to_have_text("Relevés de décisions")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    page.get_by_role("button", name="Ce que contient le fonds").click()
    expect(page.locator("#corpus")).to_contain_text("14 documents, 139 paragraphes")
    expect(page.locator("#documents input")).to_have_count(14)


def test_the_documentation_opens(browser: Browser, address: str) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(f"{address}/api/docs")
    expect(opened.get_by_text("/api/ask", exact=True)).to_be_visible()
    opened.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_a_wrong_method_is_a_problem_beside_the_chat_too(address: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{address}/api/documents", method="DELETE"))  # noqa: S310
    with caught.value as answer:
        assert (answer.code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_the_terminal_answers_and_the_server_stops_cleanly(sample_data: Path) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM):
        with server(sample_data, "--ask", ZOOM) as (address, process):
            with urlopen(f"{address}/api/health") as answer:  # noqa: S310
                assert answer.status == 200
            process.send_signal(stop)
            _, errors = process.communicate(timeout=20)
            assert (process.returncode, errors) == (0, "Arrêté.\n")


def test_what_keeps_it_from_starting_is_one_sentence(sample_data: Path, tmp_path: Path) -> None:
    def start(*options: str | Path) -> tuple[int, str]:
        command = [sys.executable, "ui.py", *map(str, options)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = start("--port", str(port), "--data", sample_data)
        assert (code, said.count("\n")) == (2, 1) and f"Port {port} is in use" in said
    code, said = start("--port", "0", "--data", tmp_path)
    assert (code, said.count("\n")) == (2, 1) and "python -m index build" in said
