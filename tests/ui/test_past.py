"""What a reader asked before, kept in a real browser and nowhere else."""

from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import ask, await_whole
from tests.ui.test_accessibility import violations

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
TEAMS = "Qu'a-t-il été décidé sur Teams ?"


def test_a_question_of_before_is_asked_again(page: Page) -> None:
    mine = page.locator("#past summary")
    expect(mine).to_be_hidden()
    ask(page, ZOOM)
    expect(mine).to_be_visible()
    ask(page, "Et pour Teams ?")
    expect(page.locator("#past li")).to_have_text([TEAMS, ZOOM])
    page.reload()
    await_whole(page)
    mine.press("Enter")
    assert violations(page) == []
    page.get_by_role("button", name=ZOOM).press("Enter")
    expect(page.locator("#conversation")).to_contain_text("Zoom est exclu")
    expect(page.locator("#conversation")).to_be_in_viewport()
    expect(page.get_by_label("Votre question")).to_be_focused()
    expect(page.locator("#past li")).to_have_text([ZOOM, TEAMS])


def test_what_is_no_question_is_not_kept(page: Page) -> None:
    said = page.locator("#conversation .bot-row")
    for count, text in enumerate(("   ", "Bonjour", "Contexte. " * 250), start=1):
        ask(page, text)
        expect(said).to_have_count(count)
    ask(page, "<img src=x onerror=alert(1)> Zoom ?")
    expect(page.locator("#past li")).to_have_text(["<img src=x onerror=alert(1)> Zoom ?"])
    assert page.locator("#past img").count() == 0


def test_the_newest_are_kept(page: Page) -> None:
    asked = [f"Question {n} ?" for n in range(20)]
    page.evaluate("questions => keepPast('', questions)", asked)
    ask(page, ZOOM)
    expect(page.locator("#past li")).to_have_text([ZOOM, *asked[:19]])


def test_they_are_cleared_at_a_button(page: Page) -> None:
    ask(page, ZOOM)
    page.locator("#past summary").click()
    page.get_by_role("button", name="Effacer mes questions").press("Enter")
    expect(page.locator("#past summary")).to_be_hidden()
    expect(page.locator("#past [role=status]")).to_have_text("Vos questions sont effacées.")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.reload()
    await_whole(page)
    expect(page.locator("#past li")).to_have_count(0)
    ask(page, ZOOM)
    expect(page.locator("#past li")).to_have_text([ZOOM])


def test_another_tab_lists_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(address)
    question = "What was decided about Zoom?"
    first.get_by_label("Your question").fill(question)
    first.get_by_label("Your question").press("Enter")
    expect(second.locator("#past summary")).to_have_text("My questions")
    expect(second.locator("#past li")).to_have_text([question])
    context.close()


def test_a_browser_that_keeps_nothing_still_asks(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.add_init_script(
        "delete window.localStorage; Storage.prototype.setItem = () => { throw 1 }"
    )
    page.add_init_script('Storage.prototype.getItem = () => \'{"reader": "", "questions": 3}\'')
    page.goto(address)
    ask(page, ZOOM)
    expect(page.locator("#conversation")).to_contain_text("Zoom est exclu")
    expect(page.locator("#past summary")).to_be_hidden()
    page.close()
