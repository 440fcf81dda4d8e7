"""Quoted rows in a real browser: tables that scroll within a conversation as wide as the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from index.builder import build
from index.encoders.encoder import Encoder
from tests.support.browsing import ask, await_whole

COLUMNS = " | ".join(f"Année {2000 + number}" for number in range(40))
FIGURES = " | ".join(str(number * 37) for number in range(39))
TABLE = f"""# Relevé de décisions du comité des serres du 11 avril 2029

## 1. Bulbes

| {COLUMNS} |
|{"---|" * 40}
| Tulipes <b>[1]</b> | {FIGURES} |
| Narcisses | {FIGURES} |
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder) -> Path:
    folder: Path = tmp_path_factory.mktemp("tables")
    (folder / "releve.md").write_text(TABLE, encoding="utf-8")
    build([folder / "releve.md"], data_dir=folder / "data", encoder=default_encoder)
    return folder / "data"


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The answer, in a window of each width."""
    opened = browser.new_page(viewport={"width": request.param, "height": 800}, locale="fr-FR")
    opened.goto(address)
    await_whole(opened)
    ask(opened, "Que dit-on des tulipes ?")
    yield opened
    opened.close()


def test_a_table_is_pasted_as_one(page: Page) -> None:
    page.get_by_role("button", name="Copier la réponse et ses sources").click()
    expect(page.locator("#actions").get_by_role("status")).to_have_text("Copié.")
    page.evaluate("document.body.prepend(document.createElement('article'))")
    note = page.locator("body > article")
    note.evaluate("note => note.contentEditable = true")
    note.focus()
    page.keyboard.press("Control+V")
    expect(note.locator("table th").first).to_have_text("Année 2000")
    expect(note.locator("tr").nth(1).locator("td").first).to_have_text("Tulipes <b>[1]</b>")


def test_a_wide_table_scrolls_within_the_conversation(page: Page) -> None:
    rows = page.locator("#conversation .rows")
    expect(rows).to_have_count(1)
    assert rows.evaluate("rows => rows.scrollWidth > rows.clientWidth")
    for part in ("#conversation", "#question", "#sources .table"):
        right = page.locator(part).first.evaluate("it => it.getBoundingClientRect().right")
        assert right <= page.evaluate("innerWidth")
    found = Axe().run(page, "#conversation .rows")
    assert found.violations_count == 0, found.generate_report()
