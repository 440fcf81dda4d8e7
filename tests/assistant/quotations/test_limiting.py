"""Nothing is quoted without what the item says next that takes some of it away."""

import pytest

from tests.support.documents import Asked

MINUTES = """# Relevé de décisions du comité du port du 5 avril 2024

## 1. Prime de mobilité

La prime de mobilité est fixée à 400 euros par an pour les agents qui viennent à vélo.

{}

## 2. Local des pêcheurs

Le local des pêcheurs est repeint par la régie.
"""
PRIME = "Quel est le montant de la prime de mobilité ?"


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("Elle n'est pas versée aux agents qui ont un véhicule de fonction.", True),
        ("En revanche, les stagiaires n'y ont pas droit.", True),
        ("Cette prime prend fin le 31 décembre.", True),
        ("La prime n'est versée qu'après six mois de service.", True),
        ("Sont exclus de la prime les agents logés sur place.", True),
        ("À l'exception des saisonniers, tous la reçoivent en janvier.", True),
        ("Le président précise qu'elle est réservée aux titulaires.", True),
        ("La mise en œuvre de la prime est suspendue à l'avis du contrôleur.", True),
        ("Mme Roy n'a pas pris part au débat.", False),
        ("Il n'y a pas d'autre question sur ce point.", False),
        ("Le comité n'a pas fixé l'ordre du jour de la prochaine séance.", False),
        ("La prime de 2022 avait été annulée par le tribunal.", False),
        ("La prime de fin d'année est supprimée.", False),
        ("Elle est payée avec le salaire de janvier.", False),
        ("La grue n'est pas en service avant lundi.", False),
    ],
)
def test_what_takes_away_from_a_sentence_is_quoted_after_it(
    asked: Asked, told: str, is_told: bool
) -> None:
    answer = asked({"a.md": MINUTES.format(told)}, PRIME)
    quotes = [
        "La prime de mobilité est fixée à 400 euros par an pour les agents qui viennent à vélo."
    ]
    assert [c.quote for c in answer.citations] == quotes + [told] * is_told


def test_what_leans_on_a_sentence_between_takes_nothing_from_the_one_before(asked: Asked) -> None:
    between = "Un abri pour motos est aussi étudié. Cet abri n'est pas possible avant 2027."
    answer = asked({"a.md": MINUTES.format(between)}, PRIME)
    assert between not in answer.text


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("Le fauteuil et l'écran ne sont pas fournis.", True),
        ("Les clés sont remises par le service informatique.", False),
    ],
)
def test_a_list_is_told_with_what_it_does_not_hold(asked: Asked, told: str, is_told: bool) -> None:
    note = (
        "# Note sur le télétravail\n\n## Matériel fourni\n\n- un ordinateur portable ;\n"
        f"- un casque audio ;\n- une clé de sécurité.\n\n{told}\n"
    )
    answer = asked({"a.md": note}, "Quel matériel est fourni ?")
    items = ["un ordinateur portable", "un casque audio", "une clé de sécurité."]
    assert [c.quote for c in answer.citations] == items + [told] * is_told


def test_an_answer_given_aloud_is_told_between_what_was_asked_for_and_the_vote(
    asked: Asked,
) -> None:
    minutes = (
        "# Procès-verbal du conseil municipal du 5 avril 2024\n\n## 4. Circulation sur la digue\n\n"
        "M. Arnaud : n'interdisez pas les vélos électriques sur la digue.\n\n"
        "M. le Maire : Ils ne sont pas visés.\n\nLe projet d'arrêté est adopté à l'unanimité.\n"
    )
    answer = asked({"a.md": minutes}, "Les vélos électriques sont-ils interdits sur la digue ?")
    assert [c.quote for c in answer.citations] == [
        "M. Arnaud : n'interdisez pas les vélos électriques sur la digue.",
        "M. le Maire : Ils ne sont pas visés.",
        "Le projet d'arrêté est adopté à l'unanimité.",
    ]


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ("L'exercice est reporté à une date qui n'est pas fixée.", True),
        ("L'exercice de lecture est reporté au printemps.", False),
        ("L'inventaire est reporté à une date qui n'est pas fixée.", False),
    ],
)
@pytest.mark.parametrize("elsewhere", ["", "Un exercice d'évacuation se tient chaque mois."])
def test_what_is_put_off_further_on_is_told_where_nothing_else_has_its_name(
    asked: Asked, last: str, is_told: bool, elsewhere: str
) -> None:
    minutes = (
        "# Relevé de décisions du comité de crise du 5 avril 2024\n\n## 1. Calendrier\n\n"
        "| Étape | Date | État |\n|---|---|---|\n| Préparation | 12 juin 2024 | Tenue |\n"
        "| Exercice de crise | 20 novembre 2024 | Reportée |\n\n"
        f"## 2. Sécurité\n\nLes issues sont dégagées. {elsewhere}\n\n## 3. Divers\n\n{last}\n"
    )
    answer = asked({"a.md": minutes}, "Quand aura lieu l'exercice de crise ?")
    assert "20 novembre 2024" in answer.text
    assert (last in answer.text) is (is_told and not elsewhere)
