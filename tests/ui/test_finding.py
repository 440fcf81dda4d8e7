"""Finding one's way in a real browser: documents ticked, filters in words, searching, offers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import ask

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"


def search(page: Page, words: str) -> None:
    page.get_by_role("tab", name="Rechercher").click()
    box = page.get_by_label("Mots à rechercher")
    box.fill(words)
    box.press("Enter")


def test_a_document_that_is_ticked_is_the_only_one_asked(page: Page) -> None:
    page.get_by_role("button", name="Ce que contient le fonds").click()
    page.get_by_label("Trouver un document").fill("cloud hébergement")
    document = page.get_by_label("doctrine d'hébergement de l'État")
    expect(page.locator("#documents input")).to_have_count(1)
    document.check()
    expect(page.locator("#filters")).to_contain_text("Recherche limitée : « Fiche n° 4")
    ask(page, ZOOM)
    expect(page.locator("#conversation")).to_contain_text("que retiennent les filtres")
    page.get_by_role("button", name="Tout enlever").click()
    expect(page.locator("#filters")).to_be_hidden()
    expect(document).not_to_be_checked()
    ask(page, ZOOM)
    expect(page.locator("#sources mark")).to_contain_text("Zoom")


def test_filters_are_told_in_words(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Fiches").check()
    page.get_by_label("Depuis").fill("2020")
    told = page.locator("#filters")
    expect(told).to_have_text("Recherche limitée : fiches, depuis le 1er janvier 2020.")
    page.get_by_label("Depuis").fill("hier")
    expect(told).to_contain_text("Date non reconnue")


def test_filters_are_removed_one_by_one(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Fiches").check()
    page.get_by_label("Depuis").fill("2020")
    page.get_by_label("Jusqu'à").fill("2021")
    told = page.locator("#filters")
    expect(told).to_contain_text("fiches, depuis le 1er janvier 2020, jusqu'au 31 décembre 2021.")
    page.get_by_role("button", name="Enlever : depuis le 1er janvier 2020").press("Enter")
    expect(told).to_have_text("Recherche limitée : fiches, jusqu'au 31 décembre 2021.")
    expect(page.get_by_label("Depuis")).to_have_value("")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.get_by_role("button", name="Enlever : fiches").click()
    expect(told).to_have_text("Recherche limitée : jusqu'au 31 décembre 2021.")
    expect(page.get_by_label("Tous les documents")).to_be_checked()
    page.get_by_role("button", name="Enlever : jusqu'au").click()
    expect(told).to_be_hidden()
    expect(page.locator("#told button")).to_have_count(0)


def test_a_committee_is_chosen_from_those_there_are(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    chosen = page.get_by_role("combobox", name="Comité", exact=True)
    chosen.click()
    page.get_by_role("option", name="CINUM", exact=True).click()
    expect(page.locator("#filters")).to_have_text("Recherche limitée : comité : CINUM.")
    ask(page, "Qu'a-t-il été décidé sur Tchap ?")
    expect(page.locator("#sources h3")).to_contain_text(["CINUM — relevé de décisions"])
    expect(page.locator("#sources article")).to_have_count(1)
    page.get_by_role("button", name="Tout enlever").click()
    expect(chosen).to_have_value("Tous les comités")


def test_a_search_marks_its_words_and_is_paged(page: Page) -> None:
    search(page, "accessibilité des démarches")
    found = page.locator("#found")
    expect(found.locator("h2")).to_have_text("Paragraphes 1 à 10 sur les 14 plus proches.")
    expect(found.locator("mark").first).to_have_text("démarches")
    page.get_by_role("button", name="Page suivante").click()
    expect(found.locator("h2")).to_have_text("Paragraphes 11 à 14 sur les 14 plus proches.")
    expect(found.locator("article")).to_have_count(4)
    page.get_by_label("Fiches (5)").check()
    expect(found.locator("h2")).to_have_text("Paragraphes 1 à 5 sur les 5 plus proches.")
    expect(page.locator("#told")).to_contain_text("Paragraphes 1 à 5")


def test_what_is_found_is_put_in_order_by_the_keyboard(page: Page) -> None:
    search(page, "accessibilité des démarches")
    found = page.locator("#found")
    expect(found.locator("h2")).to_have_text("Paragraphes 1 à 10 sur les 14 plus proches.")
    nearest = found.locator("h3").all_inner_texts()
    page.get_by_label("Les plus proches").focus()
    page.keyboard.press("ArrowRight")
    newest = page.get_by_label("Les plus récents")
    expect(newest).to_be_checked()
    expect(newest).to_be_focused()
    expect(found.locator("h3").first).to_contain_text("2021")
    years = [re.findall(r"20\d\d", title)[-1] for title in found.locator("h3").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    page.get_by_role("button", name="Page suivante").click()
    expect(found.locator("h2")).to_have_text("Paragraphes 11 à 14 sur les 14 plus proches.")
    page.get_by_label("Les plus proches").check()
    expect(found.locator("h3")).to_have_text(nearest, use_inner_text=True)
    search(page, "xyzzy")
    expect(found).to_contain_text("Aucun paragraphe trouvé")
    expect(newest).to_be_hidden()


def test_what_is_paged_is_what_was_searched(page: Page) -> None:
    search(page, "accessibilité des démarches")
    found = page.locator("#found")
    expect(found.locator("h2")).to_have_text("Paragraphes 1 à 10 sur les 14 plus proches.")
    page.get_by_label("Mots à rechercher").fill("messagerie")
    page.get_by_role("button", name="Page suivante").click()
    expect(found.locator("h2")).to_have_text("Paragraphes 11 à 14 sur les 14 plus proches.")
    expect(found.locator("mark").filter(has_text="messagerie")).to_have_count(0)


def test_a_filter_that_changes_searches_the_same_words_again(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Depuis").fill("2030")
    expect(page.locator("#filters")).to_contain_text("2030")
    page.get_by_role("button", name="Tout enlever").click()
    search(page, "accessibilité des démarches")
    title = page.locator("#found h2")
    expect(title).to_have_text("Paragraphes 1 à 10 sur les 14 plus proches.")
    page.get_by_label("Mots à rechercher").fill("xyzzy")
    page.get_by_label("Depuis").fill("2030")
    expect(title).to_have_text(
        "Aucun paragraphe trouvé. Essayez d'autres mots, ou enlevez des filtres."
    )
    page.get_by_role("button", name="Tout enlever").click()
    expect(title).to_have_text("Paragraphes 1 à 10 sur les 14 plus proches.")
    search(page, "xyzzy")
    expect(title).to_have_text("Aucun paragraphe trouvé. Essayez d'autres mots.")


def test_what_is_offered_is_answered_by_the_filters(page: Page) -> None:
    page.get_by_role("button", name="Restreindre la recherche").click()
    page.get_by_label("Depuis").fill("2030")
    expect(page.locator("#offers button:visible")).to_have_count(0)
    page.get_by_label("Depuis").fill("2021")
    offer = page.locator("#offers button:visible").first
    offer.click()
    expect(page.locator("#told")).to_contain_text("Réponse affichée, avec ses sources.")


def test_a_search_that_finds_nothing_says_what_to_do(page: Page) -> None:
    search(page, "xyzzy")
    expect(page.locator("#found")).to_contain_text("Aucun paragraphe trouvé")
    search(page, " ")
    expect(page.locator("#found")).to_contain_text("Rien à rechercher")


def test_a_hostile_search_stays_text(page: Page) -> None:
    title = page.title()
    search(page, "<img src=x onerror=document.title=1> Zoom")
    expect(page.locator("#found mark").first).to_be_visible()
    assert page.locator("#found img").count() == 0
    assert page.title() == title


def test_what_is_offered_next_is_answered(page: Page) -> None:
    ask(page, ZOOM)
    offers = page.locator("#offers")
    expect(offers.locator("h2")).to_have_text("Et ensuite")
    told = page.get_by_role("status").filter(has_text="Réponse affichée, avec ses sources.")
    expect(told).to_have_count(1)
    offers.locator("button:visible").first.click()
    expect(page.locator("#conversation")).to_contain_text("Décidé", use_inner_text=True)
    expect(page.locator("#conversation .message")).to_have_count(4)
    expect(page.locator("#sources mark").first).to_be_visible()


def test_the_page_speaks_english_to_english_browsers(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(address)
    box = page.get_by_label("Your question")
    expect(page.get_by_role("heading", level=1)).to_have_text("Minutes of decisions")
    expect(page.locator("#offers h2")).to_have_text("Questions that the documents answer")
    box.fill("What was decided about Zoom?")
    box.press("Enter")
    expect(page.locator("#sources .tag")).to_have_text("decision")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert (
        page.locator("#conversation [lang=fr]").inner_text().startswith("«\u00a0Pour les réunions")
    )
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_documents_are_one_list(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name="Ce que contient le fonds").click()
    labels = page.locator("#documents label")
    expect(labels).to_have_count(14)
    lefts = labels.evaluate_all("labels => labels.map(l => l.getBoundingClientRect().left)")
    assert len(set(lefts)) == 1
