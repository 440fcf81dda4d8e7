"""Articles of codes and grouped numbers, however they are written: asked, found, highlighted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.evidence.finding import highlights
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

MINUTES = """# Relevé de décisions du comité foncier du 4 mars 2021

La commission applique l'article L. 123-5 du code de l'urbanisme au terrain des Tilleuls.

Le comité retient pour le stade un budget de 416 000 euros, et prend acte de l'article R. 2122-21.
"""


@pytest.fixture
def assistant(tmp_path: Path, default_encoder: Encoder) -> Iterator[Assistant]:
    with assistant_over({"r.md": MINUTES}, tmp_path, default_encoder) as opened:
        yield opened


@pytest.mark.parametrize("written", ["L. 123-5", "L123-5", "L.123-5", "L 123-5", "l. 123-5"])
def test_an_article_is_met_in_any_writing(assistant: Assistant, written: str) -> None:
    answer = assistant.ask(f"À quel terrain s'applique l'article {written} ?")
    assert "l'article L. 123-5 du code" in answer.citations[0].quote


@pytest.mark.parametrize("other", ["R. 123-5", "L. 123-6", "L. 12-35", "D123-5", "r. 123-5"])
def test_another_article_does_not_answer(assistant: Assistant, other: str) -> None:
    asked = "À quel terrain s'applique l'article {} du code de l'urbanisme ?".format
    assert assistant.ask(asked(other)).status is Status.NOT_FOUND
    assert assistant.ask(asked("L123-5")).status is Status.ANSWERED


def test_a_long_number_that_differs_by_a_figure_is_no_typing_error(assistant: Assistant) -> None:
    asked = "Le comité a-t-il pris acte de l'article {} ?".format
    assert assistant.ask(asked("R. 2122-22")).status is Status.NOT_FOUND
    assert assistant.ask(asked("R. 2122-21")).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("article L123-5", "L. 123-5"),
        ("R.2122-21", "R. 2122-21"),
        ("123-5", "123"),
        ("416000", "416 000"),
        ("416,000", "416 000"),
        ("416.000", "416 000"),
    ],
)
def test_what_is_found_of_them_is_marked_whole(
    assistant: Assistant, query: str, marked: str
) -> None:
    found = assistant.search(query)
    paragraph = found.hits[0].paragraph
    slices = [paragraph.text[start:end] for start, end in highlights(paragraph, found.terms)]
    assert marked in slices
