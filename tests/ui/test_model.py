"""The chat and the commands with a language model set, on a real server of its kind."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import ask, server
from tests.support.places import ROOT
from tests.support.scripted_model import LATER, REFUSE, STALL, TRUE, ScriptedModel, scripted_model

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
TEAMS = "Que dit le comité sur Teams ?"
WRITING = "Le modèle de langage rédige la réponse"


@contextmanager
def conversation(browser: Browser, data: Path, *replies: str) -> Iterator[Page]:
    """The chat, with a model that gives these replies, right after the question on Zoom."""
    with scripted_model(*replies) as model, asked(browser, data, model) as page:
        yield page


@contextmanager
def written(browser: Browser, data: Path, *replies: str) -> Iterator[tuple[Page, Event]]:
    """The same while the model writes, which it does until the event is set."""
    with scripted_model(*replies) as model:
        model.released.clear()
        with asked(browser, data, model) as page:
            expect(page.locator("#conversation")).to_contain_text(WRITING)
            yield page, model.released


@contextmanager
def asked(browser: Browser, data: Path, model: ScriptedModel) -> Iterator[Page]:
    with server(data, "--model", "openai:scripted", "--model-url", model.url) as (address, _):
        page = browser.new_page(locale="fr-FR")
        page.goto(address)
        ask(page, ZOOM)
        yield page
        page.close()


def test_quotations_first_then_what_the_model_writes(browser: Browser, sample_data: Path) -> None:
    reply = f"{TRUE} <b>Gras</b> [1]. {LATER}"
    with written(browser, sample_data, reply, "AUCUNE") as (page, end):
        shown = page.locator("#conversation")
        expect(shown).to_contain_text("Décidé au COSINUM du 3 décembre 2020")
        end.set()
        expect(shown).to_contain_text(f"{TRUE} {LATER}")
        expect(shown).to_contain_text("Phrases retirées")
        expect(shown).to_contain_text("Rédigé par un modèle de langage (openai:scripted)")
        expect(shown).not_to_contain_text(WRITING)
        expect(page.locator("#sources mark")).to_contain_text("Zoom est exclu")


def test_a_model_that_refuses_is_no_error_page(browser: Browser, sample_data: Path) -> None:
    with conversation(browser, sample_data, REFUSE) as page:
        shown = page.locator("#conversation")
        expect(shown).to_contain_text("Le modèle de langage n'a pas répondu")
        expect(shown).to_contain_text("Décidé au COSINUM du 3 décembre 2020")


def test_one_question_at_a_time_and_none_is_lost(browser: Browser, sample_data: Path) -> None:
    with written(browser, sample_data, f"{TRUE} {LATER}") as (page, end):
        shown, box = page.locator("#conversation"), page.get_by_label("Votre question")
        box.fill(TEAMS)
        box.press("Enter")
        expect(page.get_by_role("button", name="Réponse en cours…")).to_be_disabled()
        for offered in page.locator("#offers button:visible").all():
            expect(offered).to_be_disabled()
        expect(box).to_have_value(TEAMS)
        end.set()
        page.get_by_role("button", name="Demander").click()
        expect(shown).to_contain_text("Je n'ai trouvé aucune décision sur Teams")
        expect(shown).to_contain_text(f"{TRUE} {LATER}")
        page.locator("#offers button:visible").first.click()
        expect(shown.locator(".user-row")).to_have_count(3)


def test_a_conversation_that_is_cleared_stays_so(browser: Browser, sample_data: Path) -> None:
    with written(browser, sample_data, f"{TRUE} {LATER}") as (page, end):
        shown, rows = page.locator("#conversation"), page.locator("#conversation .user-row")
        page.get_by_role("button", name="Effacer la conversation").click()
        expect(rows).to_have_count(0)
        end.set()
        page.get_by_role("button", name="Demander").click()
        expect(shown).to_contain_text("La question est vide")
        ask(page, TEAMS)
        expect(shown).to_contain_text("Je n'ai trouvé aucune décision sur Teams")
        expect(rows).to_have_count(1)


def test_a_model_that_stalls_holds_no_conversation_that_is_cleared(
    browser: Browser, sample_data: Path
) -> None:
    with conversation(browser, sample_data, STALL) as page:
        expect(page.locator("#conversation")).to_contain_text(WRITING)
        page.get_by_role("button", name="Effacer la conversation").click()
        expect(page.locator("#send")).to_have_text("Demander", timeout=5_000)
        expect(page.locator("#send")).to_be_enabled()
        ask(page, TEAMS)
        shown = page.locator("#conversation")
        expect(shown).to_contain_text("Je n'ai trouvé aucune décision sur Teams")


def _ask(*options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "assistant", "ask", ZOOM, *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)


def test_the_command_asks_the_model_that_is_set(sample_data: Path) -> None:
    with scripted_model(TRUE) as model:
        run = _ask(
            "--data", str(sample_data), "--json", "--model", "openai:x", "--model-url", model.url
        )
    answer = json.loads(run.stdout)
    assert (answer["answer"], answer["generator"], run.stderr) == (TRUE, "openai:x", "")


@pytest.mark.parametrize("model", ["x", "nobody:x"])
def test_a_model_that_cannot_be_is_one_sentence(sample_data: Path, model: str) -> None:
    run = _ask("--data", str(sample_data), "--model", model)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)


def test_a_server_without_an_index_stops_though_it_has_a_model(tmp_path: Path) -> None:
    command = [sys.executable, "ui.py", "--port", "0", "--data", str(tmp_path)]
    run = subprocess.run(
        [*command, "--model", "openai:x", "--model-url", "http://127.0.0.1:9/v1"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
