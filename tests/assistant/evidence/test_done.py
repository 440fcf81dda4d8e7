"""What is done, asked in a word that no document uses, where all else of a question is met."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.questions.question import analyse

DOCUMENTS = {
    "cm.md": """# Procès-verbal du conseil municipal du 4 avril 2022

## Amende pour dépôt sauvage

Le conseil institue une amende de 90 euros pour dépôt sauvage. Les bénévoles des associations de
nettoyage n'y sont pas soumis.

## Frais de chauffage du gymnase

Les frais de chauffage du gymnase ont doublé, la chaudière de secours ayant servi tout l'hiver en
raison de la panne de la chaudière principale.
"""
}


def test_verbs_are_told_from_topics() -> None:
    assert analyse("Qui échappe à l'amende ?").done == {"échappe"}
    assert analyse("Que dit-on sur la piscine ?").done == frozenset()
    assert analyse("Que dit-on sur la piscine ?").required == {"piscine"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qui échappe à l'amende pour dépôt sauvage ?", "bénévoles"),
        ("Pourquoi les frais de chauffage du gymnase ont-ils grimpé ?", "panne"),
    ],
)
def test_a_verb_that_no_document_uses_does_not_refuse_alone(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "Pourquoi l'amende pour dépôt sauvage a-t-elle été abandonnée ?", id="refused"
        ),
        pytest.param("Quand l'amende pour dépôt sauvage sera-t-elle abrogée ?", id="day"),
        pytest.param("Qui échappe à l'amende pour tapage nocturne ?", id="other-subject"),
    ],
)
def test_a_verb_refuses_where_another_word_or_the_day_is_missing(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND
