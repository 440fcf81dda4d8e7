"""Things told apart by a number, in questions and in documents."""

import pytest

from assistant.answer import Status
from assistant.questions.numbered import items_in, numbered_in
from tests.support.documents import Asked

COUNCIL = """# Procès-verbal du conseil municipal du 30 mars 2009

## 1. Ligne 3 du tramway

Le coût de la ligne 3 du tramway est de 530 millions d'euros.

## 2. Écoles

La cinquième tranche des travaux des écoles coûte 2 millions d'euros. Les lots n° 1 et 4 des
travaux des écoles sont attribués à la société Dumas.

## 3. Stade

Les options A et B du stade coûtent 3 millions d'euros.
"""


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Quel est le coût du tramway ligne 5 ?", ["ligne 5"]),
        ("Le lot n° 3 a-t-il été attribué ?", ["lot 3"]),
        ("What about line 5 and lot 12?", ["line 5", "lot 12"]),
        ("L'œuvre de la 5ème tranche ou du second lot ?", ["5ème tranche", "second lot"]),
        ("La première tranche, dans un second temps ?", []),
        ("Un second minibus, une deuxième salle ou a second car ?", []),
        ("Une troisième tranche ?", ["troisième tranche"]),
        ("Que devient Windows 10 en 2025 ?", ["Windows 10"]),
        ("vote avenant 1 parking Laissac, lot n° 2 peinture", ["avenant 1", "lot 2"]),
        ("un avenant 2 000 euros plus cher", []),
        ("Où installer 3 caméras ?", []),
        ("Les avantages de l'option A et du scénario B ?", ["option A", "scénario B"]),
        ("L'option a-t-elle été retenue par M. Jean B. ?", []),
        ("environ 50 sont-elles prévues ?", []),
        ("Quel budget 2009 ?", []),
        ("la réunion du 3 mai, à 14 h", []),
        ("un objectif de 80 % ou 5,2 millions", []),
    ],
)
def test_names_things_by_their_number(question: str, named: list[str]) -> None:
    assert [str(one) for one in numbered_in(question)] == named


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Quel est le coût du tramway ligne 3 ?", Status.ANSWERED),
        ("Quel est le coût de la ligne n° 3 ?", Status.ANSWERED),
        ("Combien coûte la tranche 5 des écoles ?", Status.ANSWERED),
        ("À qui est attribué le lot 4 des écoles ?", Status.ANSWERED),
        ("What is the cost of tramway line 3?", Status.ANSWERED),
        ("Combien coûtent les axes 3 des écoles ?", Status.NOT_FOUND),
        ("Combien coûte la 5e tranche des écoles ?", Status.ANSWERED),
        ("Combien coûte la quatrième tranche des écoles ?", Status.NOT_FOUND),
        ("Quel est le coût du tramway ligne 5 ?", Status.NOT_FOUND),
        ("Combien coûte la tranche 2 des écoles ?", Status.NOT_FOUND),
        ("À qui est attribué le lot 3 des écoles ?", Status.NOT_FOUND),
        ("What is the cost of tramway line 5?", Status.NOT_FOUND),
        ("Combien coûte l'option B du stade ?", Status.ANSWERED),
        ("Combien coûte l'option C du stade ?", Status.NOT_FOUND),
    ],
)
def test_one_of_another_number_does_not_answer(asked: Asked, question: str, status: Status) -> None:
    answer = asked({"pv.md": COUNCIL}, question)
    assert answer.status is status


def test_a_refusal_names_the_thing_by_its_number(asked: Asked) -> None:
    answer = asked({"pv.md": COUNCIL}, "Quel est le coût du tramway ligne 5 ?")
    assert answer.text.startswith("Je n'ai trouvé aucun passage où il soit question de « ligne 5 »")


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Qui a remporté le lot 2 ?", "2 | Société Peintre | 12"),
        ("À qui est attribué le lot n° 12 ?", "12 | Société Toit | 3"),
        ("À qui est attribué le lot 3 ?", ""),
    ],
)
def test_a_row_of_a_table_is_told_by_the_column_of_that_name(
    asked: Asked, question: str, row: str
) -> None:
    text = (
        "# Relevé de décisions du conseil du 14 mars 2023\n\n## 1. Travaux de l'école\n\n"
        "| N° de lot | Attributaire | Offres reçues |\n|---|---|---|\n"
        "| 1 | Société Maçon | 2 |\n| 2 | Société Peintre | 12 |\n| 12 | Société Toit | 3 |\n"
    )
    answer = asked({"a.md": text}, question)
    quoted = [line for citation in answer.citations for line in citation.quote.splitlines()]
    assert (row in quoted) is bool(row)
    assert (answer.status is Status.ANSWERED) is bool(row)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Les élèves de seconde auront-ils une tablette ?", ""),
        ("Les élèves de seconde recevront une tablette ?", ""),
        ("La seconde tranche est-elle livrée ?", "2"),
    ],
)
def test_a_verb_is_of_no_number(question: str, number: str) -> None:
    assert "".join(one.number for one in numbered_in(question)) == number


@pytest.mark.parametrize(
    "question",
    [
        "Que décide le comité aux points 1, 2 et 4 ?",
        "Que décide le comité aux points n° 1, 2 et 4 ?",
        "Que décide le comité aux points  1, 2 et 4 ?",
    ],
)
def test_items_that_are_told_together_are_each_asked_about(question: str) -> None:
    assert [*map(str, items_in(question))] == ["points 1", "points 2", "points 4"]
