"""Questions on what is told by its amount."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.questions.amounts import amounts_in
from index.encoders.encoder import Encoder
from tests.support.documents import Asked, assistant_over

DOCUMENTS = {
    "conseil.md": """# Relevé de décisions du conseil du 14 mars 2023

## 1. Marchés

Le conseil attribue le marché de nettoyage des locaux à la société Dumas pour 300 000 € HT.

Le marché de gardiennage est attribué à la société Vigil pour 0,5 M€.

Le marché d'impression est attribué à la société Encre pour un montant de 2000 euros.

Le marché de la voirie est attribué pour 90 000 €. Celui des toits l'est à la société Ardoise pour
70 000 €.

## 2. Subventions

Le conseil vote une subvention de 8 000 € à l'association Les Amis du parc.

Le conseil vote une subvention de 15.000 euros au club de judo.

## 3. Tarifs et baux

Le conseil décide une hausse de 3 % des tarifs de la cantine.

Le bail du local de la rue Haute est conclu pour deux ans.

## 4. Travaux de l'école

| Lot | Attributaire | Montant (€) |
|---|---|---|
| 1 | Société Maçon | 120 000 |
| 2 | Société Peintre | 45 000 |
""",
    "proces-verbal.md": """# Procès-verbal du conseil municipal du 30 mai 2022

## 1. Fanfare

Il est proposé de verser une subvention de 6 000 € à la fanfare.

Adopté à l'unanimité.
""",
}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Quel marché de 500 000 € ou de 0,5 M€ ?", ["500 000 €", "0,5 M€"]),
        ("Which grant of €5,000?", ["€5,000"]),
        ("Quelle hausse de 3 % ?", ["3 %"]),
        ("Quel bail de neuf ans, pour 30 m² ?", ["neuf ans", "30 m²"]),
        ("Combien coûtent les 50 000 portables ?", ["50 000"]),
        ("Quelles subventions de plus de 40 000 € ?", []),
        ("Quels marchés supérieurs ou égaux à 40 000 € ?", []),
        ("Quels marchés entre 40 000 € et 90 000 € ?", []),
        ("Quels marchés de 40 000 à 90 000 € ?", []),
        ("Quels marchés à 40 000 € maximum, ou dépassant 50 000 € ?", []),
        ("Which grants of at least €5,000?", []),
        ("Quelles sont les 3 décisions de l'article 3 et du lot 2 de la fiche n° 4 ?", []),
        ("Qu'a-t-on décidé depuis deux ans, ces 3 derniers mois ?", []),
        ("Combien coûte un an d'abonnement en 2024 pour les 12-15 ans ?", []),
        ("Où est le feu d'artifice du 14 juillet 2023 à 22 h 30 ?", []),
    ],
)
def test_the_amounts_of_a_question(question: str, named: list[str]) -> None:
    assert [str(amount) for amount in amounts_in(question)] == named


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quel marché a été attribué pour 500 000 € ?", "société Vigil"),
        ("Quel marché a été attribué pour 500 k€ ?", "société Vigil"),
        ("À qui le marché de cinq cent mille euros a-t-il été attribué ?", "société Vigil"),
        ("Which contract was awarded for €500,000?", "société Vigil"),
        ("Quel marché a été attribué pour 2 k€ ?", "société Encre"),
        ("Quel marché a été attribué pour 70.000 € ?", "société Ardoise"),
        ("Quelle subvention de 15 000 € a été votée ?", "judo"),
        ("Quelle subvention de plus de 10 000 € a été votée ?", "judo"),
        ("Quel bail est conclu pour 24 mois ?", "rue Haute"),
        ("Quel lot de 45 000 € a été attribué ?", "Société Peintre"),
        ("La subvention de 6 000 € à la fanfare a-t-elle été adoptée ?", "Adopté à l'unanimité"),
    ],
)
def test_the_passage_of_that_amount_answers_in_any_writing(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Quel marché a été attribué pour 700 000 € ?", "700 000 €"),
        ("À qui a été attribué le marché de nettoyage de 400 000 € ?", "400 000 €"),
        ("Quelle subvention de 12 000 € a été votée ?", "12 000 €"),
        ("Quelle hausse de 5 % des tarifs de la cantine a été décidée ?", "5 %"),
        ("Quel bail est conclu pour 6 ans ?", "6 ans"),
        ("Quel lot de 46 000 € a été attribué ?", "46 000 €"),
        ("La subvention de 9 000 € à la fanfare a-t-elle été adoptée ?", "9 000 €"),
    ],
)
def test_another_amount_does_not_answer(assistant: Assistant, question: str, amount: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert amount in answer.text
    assert answer.nearest


def test_a_sentence_on_another_amount_does_not_answer_beside_it(assistant: Assistant) -> None:
    answer = assistant.ask("À qui a été attribué le marché de 90 000 € des toits ?")
    assert answer.status is Status.NOT_FOUND


def test_a_sum_is_no_year(tmp_path: Path, default_encoder: Encoder) -> None:
    """Nor is 52000 one after a 5."""
    text = "# Relevé du comité du 3 mai 2021\n\nLe comité verse 52000 € au club d'échecs.\n"
    with assistant_over({"a.md": text}, tmp_path, default_encoder) as assistant:
        answers = [assistant.ask(f"Quel club reçoit {sum_} ?") for sum_ in ("52 k€", "2 000 €")]
    assert [answer.status for answer in answers] == [Status.ANSWERED, Status.NOT_FOUND]


_RULE = """# Règlement des achats du 3 mai 2021

Au-delà de 40 000 € HT, le marché est signé par le directeur général.

De 10 000 à 40 000 € HT, le marché est signé par le chef du service des achats.
"""


@pytest.mark.parametrize(
    ("question", "signed_by"),
    [
        ("Par qui est signé un marché de 60 000 € ?", "directeur général"),
        ("Par qui est signé un marché de 15 000 € ?", "chef du service"),
        ("Par qui est signé un marché de 5 000 € ?", ""),
    ],
)
def test_an_amount_is_held_against_the_bounds_of_a_rule(
    asked: Asked, question: str, signed_by: str
) -> None:
    answer = asked({"regles.md": _RULE}, question)
    assert (answer.status is Status.ANSWERED) is bool(signed_by)
    assert signed_by in answer.text


@pytest.mark.parametrize(
    ("amount", "status"), [("60 000 €", Status.ANSWERED), ("5 000 €", Status.NOT_FOUND)]
)
def test_at_least_is_no_at_most(asked: Asked, amount: str, status: Status) -> None:
    text = (
        "# Règlement des achats du 3 mai 2021\n\n"
        "Un marché d'au moins 40 000 € HT est signé par le directeur général.\n"
    )
    assert asked({"regles.md": text}, f"Par qui est signé un marché de {amount} ?").status is status


def test_a_time_may_be_told_in_another_word(asked: Asked) -> None:
    text = (
        "# Relevé du comité du 3 mai 2021\n\nLa convention triennale avec le festival est signée.\n"
    )
    answer = asked({"a.md": text}, "Quelle convention de trois ans est signée avec le festival ?")
    assert "triennale" in answer.text
