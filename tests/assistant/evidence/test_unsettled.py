"""What is envisaged, to come or open, where a question asks of it as of what is done."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "bureau.md": """# Compte rendu du bureau du syndicat des Trois Rus du 6 mai 2024

## 1. Personnel

Le recrutement d'une archiviste à temps partiel est envisagé pour l'automne. Rien n'est arrêté.

## 2. Station de relevage

Le déplacement de la station de relevage reste une hypothèse ; il pourra être étudié en 2026.
Les travaux de la digue commenceront le 3 juin 2024 ; la passerelle n'est pas programmée.

## 3. Recommandations

Acheter six hydromètres portatifs pour les agents de la vallée.

## 4. Essai de télérelevage

Il est décidé de lancer un essai de télérelevage sur quatre hameaux, pendant un an.

## 5. Calendrier

La signature du contrat de rivière avec le préfet est prévue le 21 juin.

Les vannes de Sorbières et du Moulin sont renvoyées au bureau du 9 septembre 2024.
""",
    "bilan.md": """# Compte rendu du bureau du syndicat des Trois Rus du 14 octobre 2024

## 1. Vanne de Sorbières

La vanne de Sorbières a été commandée par le bureau du 9 septembre 2024 pour 8 400 euros.

## 2. Essai de curage doux

Il avait été décidé de lancer un essai de curage doux ; son bilan est bon : 30 % de vase en moins.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Qui a été recruté comme archiviste à temps partiel ?", id="envisaged"),
        pytest.param("Quand la station de relevage va-t-elle être déplacée ?", id="hypothesis"),
        pytest.param("Quand la passerelle sera-t-elle programmée ?", id="not-planned"),
        pytest.param("Combien d'hydromètres portatifs ont été achetés ?", id="to-be-done"),
        pytest.param("Quels ont été les résultats de l'essai de télérelevage ?", id="launched"),
        pytest.param("Le préfet a-t-il signé le contrat de rivière le 21 juin ?", id="to-come"),
        pytest.param(
            "Quelle décision le bureau du 9 septembre 2024 a-t-il prise sur la vanne du Moulin ?",
            id="before-the-meeting",
        ),
    ],
)
def test_what_may_be_is_no_answer_of_what_is(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("Quand commenceront les travaux de la digue ?", "3 juin", id="other-clause"),
        pytest.param("Que dit-on du recrutement d'une archiviste ?", "envisagé", id="asked-of-all"),
        pytest.param("Quand serait déplacée la station de relevage ?", "2026", id="conditional"),
        pytest.param("Combien d'hydromètres portatifs faut-il acheter ?", "six", id="due"),
        pytest.param("Quel est le bilan de l'essai de curage doux ?", "30 %", id="results"),
        pytest.param("Quand le contrat de rivière sera-t-il signé ?", "21 juin", id="future"),
        pytest.param(
            "Qu'a décidé le bureau du 9 septembre 2024 sur la vanne de Sorbières ?",
            "commandée",
            id="told-after",
        ),
    ],
)
def test_what_is_told_stays_an_answer(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text
