"""What is asked by the title of an item is answered by all that stands under it."""

import pytest

from assistant.answer import Nature
from assistant.engine import Assistant
from tests.support.documents import Asked

PROPOSED = (
    "Les chefs de service ont proposé plusieurs pistes visant à développer l'accueil de proximité,"
    " à partir des réponses reçues des usagers au cours de l'hiver et des visites faites sur place."
)
ANNOUNCED = "Un groupe de travail sera réuni au printemps."
DECIDED = "Le comité décide de tenir une permanence par semaine dans chaque canton du département."
EXCEPTED = "Des exceptions sont possibles en montagne."
STUDIED = (
    "L'étude de la sécurisation de douze chantiers et l'audit aboutissent aux mêmes conclusions."
)
CHECKED = "Les secrétaires généraux valident :"
DEVICE = "les évolutions du dispositif de sécurisation des chantiers ;"
ORDER = "le projet d'arrêté sur les systèmes d'information."
DOCUMENTS = {
    "2023-06-12-releve.md": f"""# Relevé de décisions du COPROX du 12 juin 2023

## 1. Accueil de proximité

{PROPOSED} {ANNOUNCED} {DECIDED} {EXCEPTED}

## 2. Sécurisation des chantiers

{CHECKED}

- {DEVICE}
- {ORDER}

## 3. Points divers

Le restaurant est ouvert le samedi.
"""
}


@pytest.mark.parametrize(
    "question",
    [
        "Que dit le COPROX sur l'accueil de proximité ?",
        "Qu'a-t-il été dit de l'accueil de proximité ?",
        "accueil de proximité",
    ],
)
def test_all_that_an_item_says_is_quoted_each_for_what_it_does(
    assistant: Assistant, question: str
) -> None:
    told = assistant.ask(question).citations
    assert [(citation.quote, citation.nature) for citation in told] == [
        (PROPOSED, Nature.MENTION),
        (ANNOUNCED, Nature.ANNOUNCEMENT),
        (f"{DECIDED} {EXCEPTED}", Nature.DECISION),
    ]


def test_its_list_is_quoted_whole(assistant: Assistant) -> None:
    told = assistant.ask("Qu'a décidé le COPROX sur la sécurisation des chantiers ?").citations
    assert [citation.quote for citation in told] == [DEVICE.rstrip(" ;"), ORDER]


def test_what_is_asked_of_it_is_answered_by_the_sentence(assistant: Assistant) -> None:
    told = assistant.ask("Quand se réunit le groupe de travail sur l'accueil ?").citations
    assert [citation.quote for citation in told] == [ANNOUNCED]


@pytest.mark.parametrize("opening", ["Que dit", "Qu'a décidé"])
def test_what_introduces_a_list_is_not_told_again_after_it(asked: Asked, opening: str) -> None:
    texts = {
        name: text.replace(CHECKED, f"{STUDIED} {CHECKED}") for name, text in DOCUMENTS.items()
    }
    answer = asked(texts, f"{opening} le COPROX sur la sécurisation des chantiers ?")
    quotes = [citation.quote for citation in answer.citations]
    assert quotes == [DEVICE.rstrip(" ;"), ORDER, STUDIED]
    assert answer.text.count(CHECKED) == 1
