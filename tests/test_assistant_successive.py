"""Decisions that follow one another: the last first, said to be the last, the others kept."""

from pathlib import Path

import pytest

from index.encoder import Encoder
from tests.conftest import assistant_over

MINUTES = "Relevé de décisions du COSINUM du {}\n\n1. Réunions à distance\n\n{}\n"
FIRST = "Le comité décide que Zoom est autorisé pour les réunions à distance."
SECOND = "Le comité décide que Zoom est exclu des réunions à distance."
NOTE = "# Fiche : Zoom\n\nZoom compte quarante réunions à distance par semaine.\n"
QUESTION = "Qu'a-t-il été décidé sur Zoom pour les réunions à distance ?"


def test_the_last_decision_comes_first(tmp_path: Path, default_encoder: Encoder) -> None:
    texts = {
        "a.txt": MINUTES.format("3 décembre 2020", SECOND),
        "b.txt": MINUTES.format("14 mai 2020", FIRST),
    }
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        french, english = assistant.ask(QUESTION), assistant.ask("What was decided on Zoom?")
    assert french.text.splitlines() == [
        f"Décidé en dernier lieu au COSINUM du 3 décembre 2020 : « {SECOND} » [1]",
        f"Décidé auparavant au COSINUM du 14 mai 2020 : « {FIRST} » [2]",
    ]
    assert [line.split(" at ")[0] for line in english.text.splitlines()] == [
        "Decided most recently",
        "Decided earlier",
    ]


@pytest.mark.parametrize("other", [NOTE, MINUTES.format("14 mai 2020", "Zoom est présenté.")])
def test_one_decision_alone_is_neither_last_nor_before(
    tmp_path: Path, default_encoder: Encoder, other: str
) -> None:
    texts = {"a.txt": MINUTES.format("3 décembre 2020", SECOND), "b.md": other}
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        answer = assistant.ask(QUESTION)
    said = f"Décidé au COSINUM du 3 décembre 2020 : « {SECOND} » [1]"
    assert answer.text.splitlines()[0] == said
