"""What the chat offers to do with an answer, as HTML."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.answer import Answer, Language
from assistant.chat.actions import actions
from assistant.engine import Assistant
from index.snapshot import Snapshot

HOSTILE = '<img src=x onerror="alert(1)"> Zoom "\' ?'


@pytest.fixture(scope="module")
def answer(sample_snapshot: Snapshot) -> Answer:
    return Assistant(sample_snapshot).ask(HOSTILE)


def links(shown: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]*)"', shown)]


def test_without_a_journal_only_a_copy_is_offered(answer: Answer) -> None:
    shown = actions(answer, [answer.id], Language.FRENCH, keeps=False)
    assert (links(shown), "<form" in shown) == ([], False)
    assert "Copier en Markdown" in shown


def test_links_name_the_answers_in_their_order(answer: Answer) -> None:
    page, word, pdf = links(actions(answer, ["b", "a"], Language.FRENCH, keeps=True))
    assert page == f"/a/{answer.id}"
    assert parse_qs(urlsplit(word).query) == {"answer": ["b", "a"], "format": ["docx"]}
    assert parse_qs(urlsplit(pdf).query) == {"answer": ["b", "a"], "format": ["pdf"]}


def test_of_a_long_conversation_the_last_answers_are_exported(answer: Answer) -> None:
    _, word, _ = links(actions(answer, [str(n) for n in range(60)], Language.FRENCH, keeps=True))
    assert parse_qs(urlsplit(word).query)["answer"] == [str(n) for n in range(10, 60)]


def test_what_is_copied_is_escaped_twice(answer: Answer) -> None:
    """For Markdown, then for HTML."""
    shown = actions(answer, [], Language.FRENCH, keeps=False)
    assert "<img" not in shown
    _, copied = re.findall(r'data-text="([^"]*)"', shown)
    assert unescape(copied).startswith("## \\<img src=x")


def test_in_english_the_same_is_offered(answer: Answer) -> None:
    shown = actions(answer, [answer.id], Language.ENGLISH, keeps=True)
    named = ("Copy the answer and its sources", "Permanent link to the answer", "Send")
    assert [name for name in named if name not in shown] == []
    assert "Copier" not in shown
