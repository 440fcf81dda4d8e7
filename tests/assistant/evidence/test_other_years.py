"""Figures of a year are not told by those of another, whatever the date of their document."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "2022-03-10-compte-rendu.md": """# Compte rendu du bureau de la bibliothèque du 10 mars 2022

## 1. Bilan

Le bibliobus a fait 512 sorties en 2021. La salle de lecture a reçu 18 400 visites.

| Service | 2020 | 2021 |
|---|---|---|
| Prêts de livres | 40 100 | 52 300 |

## 2. Budget

Le bureau vote le budget 2023, d'un montant de 84 000 euros.
"""
}


@pytest.mark.parametrize(
    "question",
    [
        "Combien de sorties le bibliobus a-t-il faites en 2022 ?",
        "Selon votre bilan, combien de sorties le bibliobus a-t-il faites en 2022 ?",
        "How many outings did the bibliobus make in 2022?",
    ],
)
def test_the_figure_of_another_year_is_none(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Combien de sorties le bibliobus a-t-il faites en 2021 ?", "512 sorties en 2021"),
        ("Combien de visites la salle de lecture a-t-elle reçues en 2022 ?", "18 400 visites"),
        ("Combien de prêts de livres en 2020 ?", "Prêts de livres | 40 100 | 52 300"),
        ("Quel montant de budget a été voté en 2022 ?", "84 000 euros"),
        ("Quel est le montant du budget 2023 ?", "84 000 euros"),
    ],
)
def test_that_of_the_year_is_told(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).text
