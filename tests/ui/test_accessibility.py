"""The page held against the rules of access that a machine can check, in a real browser."""

from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import ask

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
RUN = """async () => {
    const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run({runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.html}`));
}"""


def violations(page: Page) -> Any:  # noqa: ANN401 - what a browser gives
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_access_is_broken(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, locale="fr-FR", color_scheme=scheme
    )
    page.goto(address)
    expect(page.locator("#offers button:visible").first).to_be_visible()
    found = {"empty": violations(page)}
    ask(page, ZOOM)
    expect(page.locator("#offers h2")).to_have_text("Et ensuite")
    found["answer"] = violations(page)
    ask(page, "Que dit le comité sur Teams ?")
    expect(page.locator("#told")).to_contain_text("Aucune réponse")
    expect(page.locator("#offers h2")).to_have_text("Questions auxquelles le fonds répond")
    found["refusal"] = violations(page)
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Depuis").fill("2020")
    page.get_by_role("button", name="Ce que contient le fonds").click()
    expect(page.get_by_role("button", name="Tout enlever")).to_be_visible()
    page.get_by_role("tab", name="Rechercher").click()
    page.get_by_label("Mots à rechercher").fill("accessibilité")
    page.keyboard.press("Enter")
    expect(page.locator("#found mark").first).to_be_visible()
    found["search"] = violations(page)
    page.goto(address + str(page.locator("#found .read a").first.get_attribute("href")))
    expect(page.locator("mark").first).to_be_visible()
    found["document"] = violations(page)
    page.close()
    assert {state: nodes for state, nodes in found.items() if nodes} == {}


def test_the_keyboard_goes_straight_to_the_question(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.get_by_role("link", name="Aller à la question").focus()
    expect(page.get_by_role("link", name="Aller à la question")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.close()


def test_the_focus_is_never_lost(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Depuis").fill("2020")
    expect(page.locator("#told")).to_contain_text("Recherche limitée")
    page.get_by_role("button", name="Tout enlever").press("Enter")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.get_by_role("tab", name="Rechercher").click()
    page.get_by_role("link", name="Aller à la question").press("Enter")
    expect(page.get_by_label("Mots à rechercher")).to_be_focused()
    page.keyboard.type("accessibilité des démarches")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Page suivante").press("Enter")
    expect(page.locator("#found h2")).to_have_text("Paragraphes 11 à 14 sur les 14 plus proches.")
    expect(page.locator("#found")).to_be_focused()
    page.close()


def test_the_focus_goes_to_the_question_from_what_goes_away(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    page.locator("#offers button:visible").last.press("Enter")
    expect(page.locator("#told")).to_contain_text("Réponse affichée")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.get_by_role("button", name="Effacer la conversation").press("Enter")
    expect(page.locator("#conversation .message")).to_have_count(0)
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.close()


def test_the_same_status_is_told_again(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    ask(page, "Que dit le comité sur Teams ?")
    expect(page.locator("#told")).to_contain_text("Aucune réponse")
    page.evaluate(
        """() => new MutationObserver(changes => {
            for (const c of changes) for (const n of c.addedNodes) window.told = n.textContent;
        }).observe(document.querySelector("#told"), {childList: true, subtree: true})"""
    )
    ask(page, "Que dit le comité sur Slack ?")
    page.wait_for_function('window.told === "Aucune réponse n\'a été trouvée."')
    page.close()


def test_what_is_chosen_shows_in_forced_colours(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR", forced_colors="active")
    page.goto(address)
    page.get_by_role("button", name="Restreindre la recherche").click()
    drawn = "e => getComputedStyle(e).appearance"
    assert page.get_by_label("Tous les documents").evaluate(drawn) == "auto"
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.get_by_role("tab", name="Demander").evaluate(line) == "underline"
    assert page.get_by_role("tab", name="Rechercher").evaluate(line) == "none"
    page.close()


def test_the_conversation_and_its_turns_are_named(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    ask(page, ZOOM)
    log = page.get_by_role("log", name="Conversation", exact=True)
    expect(log.get_by_role("group", name="Question", exact=True)).to_have_text(ZOOM)
    told = log.get_by_role("group", name="Réponse", exact=True)
    expect(told).to_contain_text("Zoom est exclu")
    clear = page.get_by_role("button", name="Effacer la conversation").bounding_box()
    assert clear and min(clear["width"], clear["height"]) >= 24
    page.close()


def test_what_is_folded_says_so(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(address)
    for name in ("Restreindre la recherche", "Ce que contient le fonds"):
        folded = page.get_by_role("button", name=name, exact=True, expanded=False)
        folded.press("Enter")
        page.get_by_role("button", name=name, exact=True, expanded=True).press("Enter")
        expect(folded).to_be_visible()
    page.close()


def test_the_title_is_in_the_language_of_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(address)
    expect(page).to_have_title("Minutes of decisions")
    page.close()


@pytest.mark.parametrize("path", ["/", "/documents"])
def test_twice_the_size_still_fits(browser: Browser, address: str, path: str) -> None:
    """200% of zoom on a screen of 1280 pixels leaves 640 of them, 400% leaves 320."""
    page = browser.new_page(viewport={"width": 320, "height": 512}, locale="fr-FR")
    page.goto(address)
    expect(page.get_by_role("tab", name="Rechercher")).to_be_visible()
    ask(page, ZOOM)
    expect(page.locator("#sources mark")).to_be_visible()
    if path == "/documents":
        page.goto(address + str(page.locator("#sources .read a").get_attribute("href")))
        expect(page.locator("mark")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
