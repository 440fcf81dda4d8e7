"""Who did something: told by a sentence that tells the deed of someone else than those named."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "comite.md": """# Relevé de décisions du comité de gestion du parc du 12 mars 2023

## 1. Grotte rustique

Le comité accepte le don de la Fondation Ormoy, affecté à la restauration de la grotte rustique.

## 2. Barques

Le bureau des achats et du matériel tient la liste des barques. Les rames et les barques manquent,
et les délais de livraison s'allongent.

## 3. Verger

La pépinière Vauzelle a planté le verger. Le chef jardinier quittera le parc en mai ; la directrice
le remercie au nom de tous.

## 4. Bassin

Le bassin a été curé. La ville financerait la pompe du bassin.

## 5. Serre

Les vitres de la serre ont été posées par l'entreprise Hervieu. L'audit de la serre du Conseil des
jardins a été remis. La DGNP déploie le logiciel d'arrosage.

Présentation par la direction des parcs de l'enquête menée auprès des visiteurs de la serre.

La visite des bassins sera organisée à l'initiative de la mairie.

## 6. Guides

Chaque guide devra achever son carnet pour juin.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Qui a restauré la grotte rustique ?", id="noun"),
        pytest.param("Qui a acheté les barques ?", id="office"),
        pytest.param("Qui a livré les barques ?", id="other-thing"),
        pytest.param("Qui a remercié la directrice ?", id="turned-round"),
        pytest.param("Qui a curé le bassin ?", id="nobody"),
        pytest.param("Qui a financé la pompe du bassin ?", id="would-be"),
        pytest.param("Qui a dessiné le logiciel d'arrosage ?", id="other-deed"),
        pytest.param("Quelles associations ont achevé leur carnet pour juin ?", id="to-come"),
    ],
)
def test_a_deed_that_is_told_of_no_one_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("Qui a planté le verger ?", "Vauzelle", id="verb"),
        pytest.param("Qui a posé les vitres de la serre ?", "Hervieu", id="passive"),
        pytest.param("Qui a mené l'enquête auprès des visiteurs ?", "direction", id="before-it"),
        pytest.param("Qui a remercié le chef jardinier ?", "directrice", id="pronoun"),
        pytest.param("Qui a audité la serre ?", "Conseil des jardins", id="noun-of-someone"),
        pytest.param("Qui organise la visite des bassins ?", "mairie", id="initiative"),
        pytest.param("Qui déploie le logiciel d'arrosage ?", "DGNP", id="present"),
    ],
)
def test_a_deed_that_is_told_of_someone_is_quoted(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in " ".join(c.quote for c in assistant.ask(question).citations)
