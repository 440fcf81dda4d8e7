"""One language throughout the page, whatever that of the browser, in a real one."""

import re
from collections.abc import Iterator
from pathlib import Path

import gradio
import pytest
from playwright.sync_api import Browser, expect

from assistant.chat.mounting import OTHER_LANGUAGES
from tests.support.browsing import server

ENGLISH = "Drop your files here - or - Click to choose some"
FRENCH = "Déposez vos fichiers ici - ou - Cliquez pour en choisir"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with server(data, "--uploads") as (address, _):
        yield address


@pytest.mark.parametrize(
    ("locale", "ask", "clear", "drop"),
    [
        ("fr-CA", "Demander", "Effacer la conversation", FRENCH),
        ("en-GB", "Ask", "Clear the conversation", ENGLISH),
        ("de-DE", "Ask", "Clear the conversation", ENGLISH),
        ("zh-CN", "Ask", "Clear the conversation", ENGLISH),
    ],
)
def test_the_page_speaks_one_language(
    browser: Browser, address: str, locale: str, ask: str, clear: str, drop: str
) -> None:
    page = browser.new_page(locale=locale)
    page.goto(address)
    page.locator("#question textarea").fill("Zoom ?")
    page.get_by_role("button", name=ask).click()
    expect(page.get_by_role("button", name=clear)).to_be_visible()
    page.locator(".label-wrap").last.click()
    expect(page.locator("#files")).to_contain_text(drop)
    page.close()


def test_all_languages_of_the_parts_are_known() -> None:
    scripts = Path(gradio.__file__).parent.glob("templates/frontend/assets/*.js")
    named = (re.match(r"([a-z]{2}(?:-[A-Z]{2})?)-.{8}\.js$", script.name) for script in scripts)
    spoken = {found[1] for found in named if found}
    assert sorted(spoken - {"fr", "en"}) == OTHER_LANGUAGES
