"""The chat of a server that stops and starts again, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import server


@pytest.mark.parametrize(
    ("locale", "box", "said"),
    [
        ("fr-FR", "Votre question", "Serveur injoignable"),
        ("en-GB", "Your question", "The server is out of reach"),
    ],
)
def test_a_page_outlives_its_server(
    browser: Browser, sample_data: Path, locale: str, box: str, said: str
) -> None:
    page = browser.new_page(locale=locale)
    with server(sample_data) as (address, _):
        page.goto(address)
        expect(page.locator("#offers button:visible").first).to_be_visible(timeout=20_000)
    page.get_by_label(box).fill("Et pour Zoom ?")
    page.get_by_label(box).press("Enter")
    expect(page.locator(".toast-body")).to_contain_text(said, timeout=20_000)
    expect(page.locator(".toast-body")).not_to_contain_text("Connection")
    with server(sample_data, "--port", address.rsplit(":", 1)[1]):
        expect(page.locator(".toast-body")).to_have_count(0, timeout=30_000)
        expect(page.get_by_label(box)).to_have_value("Et pour Zoom ?", timeout=20_000)
        page.locator("#send").click()
        expect(page.locator("#sources mark")).to_contain_text("Zoom est exclu", timeout=30_000)
    page.close()
