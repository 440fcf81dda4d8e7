"""Texts that repeat themselves take no longer than their length asks for."""

import time
from collections.abc import Callable

import pytest

from assistant.evidence import unsettled, wanted
from assistant.evidence.decisions import is_decision
from assistant.evidence.passages import words_above
from assistant.evidence.ruling import heads, rules
from assistant.language.sentences import split_sentences
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind

_LENGTH = 40_000
_SECONDS = 3.0


def _seconds(read: Callable[[], object]) -> float:
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


@pytest.mark.parametrize("pump", ["MR ", "Mr Aa ", "qui est validé ", "\n", "le comité ", "« "])
def test_sentences_that_may_rule(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: rules(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["1", "1 pour "])
def test_votes(pump: str) -> None:
    text = f"1 pour, contre {pump * (_LENGTH // len(pump))}"
    assert _seconds(lambda: heads(text)) < _SECONDS
    assert _seconds(lambda: words_above(text.replace("contre", ""), ())) < _SECONDS


@pytest.mark.parametrize("pump", ["…", ".", "Il vote. ", "1. "])
def test_full_stops(pump: str) -> None:
    text = f"{pump * (_LENGTH // len(pump))}a"
    assert _seconds(lambda: split_sentences(text)) < _SECONDS


def test_pronouns() -> None:
    whole = "Il vote ici. " * (_LENGTH // 13)
    minutes = Document(
        "d", "t", DocumentKind.RELEVE, "", None, "t.txt", "0" * 64, "text/plain", whole
    )
    paragraph = Paragraph(
        "d-0001", "d", 1, (), "", None, 0, len(whole), f"{whole}Il sort.", ParagraphKind.PROSE
    )

    def read() -> None:
        for _ in range(100):
            is_decision(minutes, paragraph, "Il sort.")

    assert _seconds(read) < _SECONDS


@pytest.mark.parametrize("pump", ["«", " "])
def test_marks(pump: str) -> None:
    text = f"{pump * _LENGTH}a"
    assert _seconds(lambda: unsettled._OPEN.search(text)) < _SECONDS
    assert _seconds(lambda: unsettled._CLAUSES.split(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["1", "nombre de a "])
def test_numbers(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: wanted._NO_COUNT.sub(" ", text)) < _SECONDS
    for pattern in wanted._SET_NUMBERS:
        assert _seconds(lambda read=pattern.search: read(text)) < _SECONDS  # type: ignore[misc]
