"""What tests in a browser share: a server over the documents of their module, and the chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsing import await_whole, server


@pytest.fixture(scope="module")
def data(sample_data: Path) -> Path:
    """What the server holds: the sample corpus, where a module has nothing of its own."""
    return sample_data


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with server(data) as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The chat, opened; nothing it does may leave the machine or fail in its console."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    asked: list[str] = []
    refused: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    opened.goto(address)
    await_whole(opened)
    yield opened
    opened.close()
    assert refused == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
