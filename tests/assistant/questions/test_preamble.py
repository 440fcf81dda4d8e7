"""Questions that come after a few words on who asks them."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.questions.preamble import asked_in
from assistant.questions.question import analyse
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over


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
            "J'ai déménagé en mai. Quand changer ma carte ? Elle est verte.",
            "J'ai déménagé en mai.  Elle est verte.",
            "Quand changer ma carte ?",
        ),
        (
            "Mme Durand, ma directrice, me demande combien de projets sont en retard.",
            "Mme Durand, ma directrice, me",
            "combien de projets sont en retard.",
        ),
        ("Mon chef veut savoir si Zoom est exclu.", "Mon chef", "Zoom est exclu."),
        (
            "Après notre réunion, pouvez-vous me dire si Zoom est exclu ?",
            "Après notre réunion",
            "pouvez-vous me dire si Zoom est exclu ?",
        ),
        ("My director asks me whether Zoom is banned.", "My director", "Zoom is banned."),
        (
            "Zoom, que le comité exclut, qui l'emploie ?",
            "",
            "Zoom, que le comité exclut, qui l'emploie ?",
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
    assert question.background == {"familles"}
    assert {"cantine", "collège"} <= set(question.subject)


@pytest.mark.parametrize(
    ("text", "left_out", "kept"),
    [
        ("Je suis agent à la DGFiP. Quel est le prix du repas ?", "DGFiP", "prix"),
        ("Je travaille au ministère de la Culture : qui l'aide ?", "Culture", "aide"),
        ("Je suis à la DGFiP et j'aurais besoin de savoir qui dirige Tchap.", "DGFiP", "Tchap"),
        ("Mme Durand, ma directrice, me demande qui dirige Tchap.", "Durand", "Tchap"),
        ("Une note pour le cabinet de M. Roux, mon ministre : qui paie ?", "Roux", "paie"),
        ("I work at the Ministry of Culture. Who pays for our tools?", "Culture", "tools"),
        ("Je reprends le dossier du plan vélo : quel est son prix ?", "dossier", "vélo"),
        ("Je prépare une note sur Tchap. Qui en dispose ?", "note", "Tchap"),
        ("Je suis chargé du déploiement de Tchap. Qui en dispose ?", "suis", "Tchap"),
        ("Nous utilisons Zoom. Quelles consignes de sécurité suivre ?", "agent", "Zoom"),
        ("Qui dirige ce service ? Il s'agit du projet Panacée.", "agit", "Panacée"),
    ],
)
def test_who_asks_is_no_part_of_what_is_asked(text: str, left_out: str, kept: str) -> None:
    subject = analyse(text).subject
    assert left_out not in subject
    assert kept in subject


def test_a_name_cut_from_the_middle_of_a_sentence_is_one() -> None:
    assert analyse("Mon chef veut savoir si Zoom est exclu.").names == {"Zoom"}


def test_a_short_question_needs_what_was_said_before() -> None:
    question = analyse("Je travaille sur la cantine : quel est son prix ?")
    assert not question.background
    assert "cantine" in question.subject


def test_a_question_is_answered_after_a_preamble(tmp_path: Path, default_encoder: Encoder) -> None:
    text = "# Relevé de décisions\n\nLe comité retient la messagerie Tchap pour tous les agents.\n"
    asked = "Je dois répondre à un courrier du syndicat : quelle messagerie le comité retient-il ?"
    with assistant_over({"releve.md": text}, tmp_path, default_encoder) as assistant:
        assert assistant.ask(asked).status is Status.ANSWERED
        asked = "Je suis à la DGFiP et M. Roux me demande quelle messagerie le comité retient."
        assert assistant.ask(asked).status is Status.ANSWERED
