"""The whole sign-in at an identity provider, in a real browser: there, back, the chat, and out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.access.accounts import Accounts
from index.settings import DEFAULT_ENCODER
from tests.support.browsing import ask, server
from tests.support.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, provider
from tests.ui import test_sign_in
from tests.ui.test_sign_in import CANARY, GYM

data, page = test_sign_in.data, test_sign_in.page


@pytest.fixture(scope="module")
def idp() -> Iterator[Provider]:
    """On another site than the server: a browser tells names apart, and not ports."""
    with provider() as told:
        told.address = told.address.replace("127.0.0.1", "localhost")
        yield told


@pytest.fixture(scope="module")
def address(data: Path, idp: Provider) -> Iterator[str]:
    Accounts(data).add_group("gg-direction", collections=["direction"])
    settings = {
        "ASSISTANT_ENCODER": DEFAULT_ENCODER,
        "ASSISTANT_OIDC_ISSUER": idp.address,
        "ASSISTANT_OIDC_CLIENT_ID": CLIENT_ID,
        "ASSISTANT_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "ASSISTANT_OIDC_USER_CLAIM": "preferred_username",
    }
    with server(data, "--access", "oidc", **settings) as (address, _):
        yield address


def sign_in(page: Page) -> None:
    page.get_by_role("link", name="Se connecter avec localhost").click()
    page.get_by_role("button", name="C’est moi").click()


def test_one_goes_to_the_provider_and_comes_back(page: Page, address: str, idp: Provider) -> None:
    idp.claims = {"sub": "1", "preferred_username": "Léa", "groups": ["GG-Direction"]}
    page.goto(address)
    expect(page).to_have_url(f"{address}/sign-in?next=%2F")
    assert Axe().run(page).violations_count == 0
    sign_in(page)
    expect(page).to_have_url(f"{address}/")
    ask(page, GYM)
    expect(page.locator("#sources mark")).to_contain_text(CANARY)
    link = page.locator("#conversation a").first.get_attribute("href")
    page.get_by_role("link", name="Votre compte").click()
    expect(page.get_by_text("Connecté : léa.")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("status")).to_contain_text("Vous êtes déconnecté d’ici")
    assert page.context.cookies(address) == []
    idp.claims = {"sub": "2", "preferred_username": "Ali", "groups": []}
    page.goto(f"{address}{link}")
    sign_in(page)
    expect(page).to_have_url(f"{address}{link}")
    expect(page.get_by_text("Ce paragraphe n'est plus dans le fonds.")).to_be_visible()


def test_one_without_a_group_meets_nothing_of_it(page: Page, address: str, idp: Provider) -> None:
    idp.claims = {"sub": "2", "preferred_username": "Ali"}
    page.goto(address)
    sign_in(page)
    ask(page, GYM)
    expect(page.locator("#conversation")).to_contain_text("Je n'ai trouvé")
    assert "Xylophane" not in page.content()


def test_a_provider_that_fails_is_told(page: Page, address: str, idp: Provider) -> None:
    idp.claims = {"sub": "2", "preferred_username": "Ali"}
    page.goto(address)
    idp.replies = {"/token": (503, b"en panne")}
    sign_in(page)
    expect(page.get_by_role("alert")).to_contain_text("ne répond pas")
    assert Axe().run(page).violations_count == 0
    idp.replies = {}
    page.get_by_role("link", name="Recommencer").click()
    page.get_by_role("button", name="C’est moi").click()
    expect(page.get_by_label("Votre question")).to_be_visible()
