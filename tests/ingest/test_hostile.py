"""Long texts made to be slow to read are read in time that grows as their length does."""

import time

import pytest

from assistant.language.sentences import split_sentences
from tests.support.reading import read_text

_MOST_SECONDS = 6
"""Of the processor: some ten times what the slowest takes. A time that grows as the square is
beyond it."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le point : " + "K. " * 60_000 + ":\n\n- a\n\n- b\n", id="initials"),
        pytest.param("Décision : « a\n" * 20_000, id="open-quotations"),
        pytest.param("De : a\nDate : b\nObjet : " + "meeting of a " * 8_000, id="subject"),
        pytest.param("Compte rendu du comité\n" + "séance de " * 10_000, id="head"),
    ],
)
def test_hostile_texts_are_read_in_time(text: str) -> None:
    started = time.process_time()
    read_text(text)
    assert time.process_time() - started < _MOST_SECONDS


@pytest.mark.parametrize(
    "text", [" " * 20_000 + "x. " * 20_000, "x. " * 200_000], ids=["spaces", "stops"]
)
def test_hostile_sentences_are_split_in_time(text: str) -> None:
    started = time.process_time()
    split_sentences(text)
    assert time.process_time() - started < _MOST_SECONDS
