"""What someone is to do: told by what has them do it, of all documents."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "1.md": """# Relevé de décisions du CODIR du 4 mars 2021

Le comité décide que la DSI ouvre le portail en mai.

Le comité demande que chaque service remette à la DSI la liste de ses outils.

Le comité invite la DSI à former les agents du portail.
""",
    "2.md": """# Relevé de décisions du CODIR du 6 octobre 2021

Le comité décide que la charte est remise aux agents par la DSI.

Les serveurs constitués avec la DSI sont vendus, décide le comité.

Tous les services devront fermer leurs anciens comptes.

Les chefs de service veilleront à :

- charger leur direction du budget de suivre les marchés ;
- la direction des marchés publie son calendrier.

Chaque préfecture devra publier ses horaires.

Les locaux seront utilisés d'abord par toutes les préfectures.
""",
}


def _quotes(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    return [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    "question", ["Que doit faire la DSI ?", "What must the DSI do?", "What is the DSI asked to do?"]
)
def test_what_has_someone_do_it_is_told_from_the_last(assistant: Assistant, question: str) -> None:
    assert _quotes(assistant, question) == [
        "Le comité décide que la charte est remise aux agents par la DSI.",
        "Le comité décide que la DSI ouvre le portail en mai.",
        "Le comité invite la DSI à former les agents du portail.",
    ]


def test_those_of_several_words_are_charged_too(assistant: Assistant) -> None:
    assert _quotes(assistant, "Que doivent faire les directions du budget ?") == [
        "charger leur direction du budget de suivre les marchés"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Que doivent faire les services ?",
        "Qu'est-ce que devront faire les services ?",
        "What must the services do?",
        "What does each service have to do?",
    ],
)
def test_those_of_a_kind_are_bound_each(assistant: Assistant, question: str) -> None:
    assert _quotes(assistant, question) == [
        "Tous les services devront fermer leurs anciens comptes.",
        "Le comité demande que chaque service remette à la DSI la liste de ses outils.",
    ]


def test_those_by_whom_all_is_to_be_done_are_bound(assistant: Assistant) -> None:
    assert _quotes(assistant, "Que doivent faire les préfectures ?") == [
        "Chaque préfecture devra publier ses horaires.",
        "Les locaux seront utilisés d'abord par toutes les préfectures.",
    ]
