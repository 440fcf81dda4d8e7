"""Questions that name the body, the establishment or the project that a whole document is of."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.evidence.initials import has_initials
from assistant.evidence.letterhead import letterhead

_CHS = """OFFICE PUBLIC DES JARDINS DE BELCASTEL

Commission horticole de sélection

Procès-verbal de la séance du 14 mars 2022

Présents : Mme Nadège Fortin, M. Loïc Barreau.

1. Tarifs de la serre

À compter du 2 mai 2022, l'entrée de la serre est fixée à 6 euros.

2. Direction des travaux paysagers

La direction des travaux paysagers perd quatre postes à Langeac.

3. Éclairage des bassins

La demande relative à l'éclairage des bassins est renvoyée à la séance de juin.
"""
_VILLE = """COMMUNE DE SAINT-VRAIN

Conseil municipal

Procès-verbal de la séance du 4 avril 2022

1. Piscine

Le conseil municipal fixe l'entrée de la piscine à 3 euros à compter du 2 mai 2022.
"""
DOCUMENTS = {"PV_CHS_140322.md": _CHS, "cm-saint-vrain.md": _VILLE}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "Quel est le prix d'entrée de la serre de Belcastel à partir de mai 2022 ?",
            "6 euros",
            id="establishment",
        ),
        pytest.param(
            "Qu'a décidé la CHS sur l'éclairage des bassins ?", "juin", id="initials-of-the-body"
        ),
        pytest.param(
            "Que dit la commission horticole sur l'éclairage des bassins ?", "juin", id="body"
        ),
        pytest.param("Combien de postes la DTP perd-elle à Langeac ?", "quatre postes", id="title"),
    ],
)
def test_a_whole_document_is_of_the_body_that_it_names(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Quel est le prix d'entrée de la serre de Saint-Vrain ?", id="other-place"),
        pytest.param("Que dit le comité d'éthique sur l'éclairage des bassins ?", id="other-body"),
        pytest.param("Que demande Mme Fortin sur l'éclairage des bassins ?", id="who-was-there"),
        pytest.param("Combien de postes la DTR perd-elle à Langeac ?", id="other-initials"),
    ],
)
def test_a_head_answers_for_nothing_else(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_a_head_ends_where_it_says_who_was_there(assistant: Assistant) -> None:
    heads = {d.source_path: letterhead(d) for d in assistant.snapshot.documents()}
    head = heads["PV_CHS_140322.md"]
    assert "JARDINS DE BELCASTEL" in head
    assert "CHS" in head
    assert "Fortin" not in head
    assert "mars" not in head.removeprefix("Procès-verbal de la séance du 14 mars 2022")


@pytest.mark.parametrize(
    ("word", "text", "spelt"),
    [
        ("CHS", "la commission horticole de sélection", True),
        ("ZFE", "de la zone à faibles émissions", True),
        ("CHS", "la commission. Horticole et sage", False),
        ("CH", "la commission horticole", False),
        ("Chs", "la commission horticole de sélection", False),
        ("CHT", "la commission horticole de sélection", False),
        ("CHS" * 5, " ".join(["commission horticole de sélection"] * 5), False),
    ],
)
def test_initials_are_of_words_in_a_row(word: str, text: str, spelt: bool) -> None:
    assert has_initials(word, text) is spelt
