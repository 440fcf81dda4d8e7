"""The page in a browser: how soon it can be used, how soon after Enter an answer shows."""

import shutil
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.load import served, titles
from eval.speed import Figure

if TYPE_CHECKING:
    from playwright.sync_api import Page

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_OPENINGS, _QUESTIONS = 3, 20
_LONGEST_MS = 15_000
_QUESTION = "Que sait-on de {} ?"
_CLOCK = """() => {
  const told = '#conversation [data-testid="bot"]';
  const shown = () =>
    [...document.querySelectorAll(told)].filter((answer) => answer.innerText.trim()).length;
  window.asked = () => { window.enter = performance.now(); window.had = shown(); window.ms = 0; };
  new MutationObserver(() => {
    if (window.enter && !window.ms && shown() > window.had)
      requestAnimationFrame(() => { window.ms ||= performance.now() - window.enter; });
  }).observe(document.body, { subtree: true, childList: true });
}"""
"""From Enter to the frame that paints the answer."""


def measure_page(data_dir: Path, *, encoder: str) -> list[Figure]:
    """The page opened several times, then asked titles of the documents, in Chromium on the
    machine that serves it: they share its processors.

    Raises EvalError without a Chromium, or where the server does not start.
    """
    path = browser_path()
    from playwright.sync_api import sync_playwright

    asked = [_QUESTION.format(title) for title in titles(data_dir, encoder)[:_QUESTIONS]]
    options = ("--encoder", encoder)
    with served(data_dir, *options, chat=True) as (host, port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(locale="fr-FR")
        opened = [_opened(page, f"http://{host}:{port}/") for _ in range(_OPENINGS)]
        page.evaluate(_CLOCK)
        shown = [_shown(page, question) for question in asked]
        browser.close()
    return [
        Figure("page ready to be asked", statistics.median(opened), "ms", "2,000 or less"),
        Figure("questions", len(shown), ""),
        Figure("answer shown, median", statistics.median(shown), "ms", "300 or less"),
        Figure("answer shown, slowest", max(shown), "ms"),
    ]


def browser_path() -> str:
    """Raises EvalError without a Chromium."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        raise EvalError("No Chromium on this machine: run `make browser`.")
    return path


def _opened(page: "Page", address: str) -> float:
    """Milliseconds until the question can be typed."""
    started = time.perf_counter()
    page.goto(address)
    page.get_by_label("Votre question").click()
    return 1_000 * (time.perf_counter() - started)


def _shown(page: "Page", question: str) -> float:
    """Milliseconds from Enter to the answer."""
    box = page.get_by_label("Votre question")
    box.fill(question)
    page.evaluate("() => window.asked()")
    box.press("Enter")
    page.wait_for_function("() => window.ms > 0", timeout=_LONGEST_MS)
    page.wait_for_selector("#send:enabled")
    return float(page.evaluate("() => window.ms"))
