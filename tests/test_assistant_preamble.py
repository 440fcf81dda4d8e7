"""Questions that come after a few words on who asks them."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.preamble import asked_in
from assistant.question import analyse
from index.encoder import Encoder
from tests.conftest import assistant_over


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("Zoom : qu'a-t-on décidé ?", "", "Zoom : qu'a-t-on décidé ?"),
        (
            "Je prépare une note sur les crèches : combien y en a-t-il ?",
            "Je prépare une note sur les crèches",
            "combien y en a-t-il ?",
        ),
        (
            "J'ai déménagé en mai. Quand changer ma carte ? Merci.",
            "J'ai déménagé en mai.",
            "Quand changer ma carte ?",
        ),
        ("We met on Monday: who was there?", "We met on Monday", "who was there?"),
        ("Quel outil ? Teams ou Zoom ?", "", "Quel outil ? Teams ou Zoom ?"),
        ("Je note : 5 agents.", "", "Je note : 5 agents."),
    ],
)
def test_what_comes_before_a_question(text: str, before: str, asked: str) -> None:
    assert asked_in(text) == (before, asked)


def test_words_before_a_question_count_for_less() -> None:
    question = analyse(
        "J'écris aux familles : pourriez-vous me dire combien coûte la cantine du collège neuf ?"
    )
    assert question.background == {"écris", "familles"}
    assert {"cantine", "collège"} <= set(question.subject)


def test_a_short_question_needs_what_was_said_before() -> None:
    question = analyse("Je travaille sur la cantine : quel est son prix ?")
    assert not question.background
    assert "cantine" in question.subject


def test_a_question_is_answered_after_a_preamble(tmp_path: Path, default_encoder: Encoder) -> None:
    text = "# Relevé de décisions\n\nLe comité retient la messagerie Tchap pour tous les agents.\n"
    asked = "Je dois répondre à un courrier du syndicat : quelle messagerie le comité retient-il ?"
    with assistant_over({"releve.md": text}, tmp_path, default_encoder) as assistant:
        assert assistant.ask(asked).status is Status.ANSWERED
