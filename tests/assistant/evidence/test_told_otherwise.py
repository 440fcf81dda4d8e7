"""Words that an answer cannot do without, said in others: met where the whole sentence means what
is asked, and by nothing else; what comes near by its meaning is shown beside a refusal."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "syndicat-eaux.md": """# Compte rendu du comité syndical du 21 juin 2022

## 4. Délégation de service public

Le contrat conclu avec la société Aquavia arrive à échéance le 31 décembre 2023. Le comité se
prononce pour un retour en régie à cette date.

## 5. Sécheresse

Les ménages dont le quotient familial est inférieur à 600 € recevront un chèque de 40 €.

## 6. Exercice

Un exercice de fonctionnement sans informatique aura lieu au premier trimestre.

## 7. Modestes travaux

La fontaine de la place est réparée.
""",
    "delegation.md": """# Relevé de décisions de la formation spécialisée du 3 juin 2024

## 1. Enquête à la délégation Nord-Est

La délégation d'enquête sur les risques psychosociaux dans le Nord-Est est composée de Mme
Vandevelde et du Dr Coulibeuf.

## 2. Pièces

Le médecin mène ses visites le lundi.
""",
}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "Qui exploitera le service après la fin du contrat d'Aquavia ?",
            "retour en régie",
            id="unused",
        ),
        pytest.param(
            "Qui mène l'enquête sur les risques psychosociaux dans le Nord-Est ?",
            "Mme Vandevelde",
            id="used-of-another",
        ),
    ],
)
def test_a_required_word_may_be_told_in_others(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert told in "".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(
            "Qui encadre l'exercice de fonctionnement sans informatique ?", id="on-nobody"
        ),
        pytest.param("Qui a vendu la maison du Nord-Est ?", id="other-subject"),
        pytest.param("Quand le service d'Aquavia sera-t-il exploité ?", id="day"),
        pytest.param("Que dit-on sur le comité des dunes ?", id="own-words-alone"),
    ],
)
def test_what_is_not_said_is_still_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_what_shares_no_word_may_come_near_too(assistant: Assistant) -> None:
    answer = assistant.ask("Quelle aide est prévue pour les foyers modestes ?")
    assert answer.status is Status.NOT_FOUND
    assert any("quotient familial" in near.hit.paragraph.text for near in answer.nearest)
