"""An item is quoted under who is to do it, where that is asked, and is read under what introduces
its list."""

import pytest

from tests.support.documents import Asked

WHO = "Tous les ministères devront :"
COUNT = "évaluer, d'ici le 31 décembre 2020, le nombre d'agents qui télétravaillent"
RECORDS = f"""# Relevé de décisions du comité du 3 décembre 2020

## 1. Poste de travail

La dotation en portables se poursuit dans tous les services. {WHO}

- {COUNT} ;
- équiper ces agents avant l'été.

## 2. Points divers

Le comité adopte les décisions suivantes :

- la messagerie commune est ouverte aux préfectures ;
- le réseau est doublé.

## 3. Achats

Trois pistes sont soumises à la discussion :

- garder les imprimantes deux ans de plus ;
- louer les écrans.
"""


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Qui doit évaluer le nombre d'agents qui télétravaillent ?", [WHO, COUNT]),
        ("Who must evaluate the number of agents?", [WHO, COUNT]),
        ("Quand évaluer le nombre d'agents qui télétravaillent ?", [COUNT]),
        (
            "À qui la messagerie commune est-elle ouverte ?",
            ["la messagerie commune est ouverte aux préfectures"],
        ),
    ],
)
def test_who_is_to_do_it_stands_above_the_item(
    asked: Asked, question: str, quotes: list[str]
) -> None:
    answer = asked({"releve.md": RECORDS}, question)
    assert [citation.quote for citation in answer.citations] == quotes


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "A-t-on décidé de garder les imprimantes ?",
            "Sujet évoqué, sans décision, au Comité du 3 décembre 2020 : "
            "« Trois pistes sont soumises à la discussion : »\n"
            "– « garder les imprimantes deux ans de plus » [1]",
        ),
        (
            "Quand évaluer le nombre d'agents qui télétravaillent ?",
            f"Décidé au Comité du 3 décembre 2020 : « {WHO} »\n– « {COUNT} » [1]",
        ),
        (
            "À qui la messagerie commune est-elle ouverte ?",
            "Décidé au Comité du 3 décembre 2020 : "
            "« la messagerie commune est ouverte aux préfectures » [1]",
        ),
        (
            "Quelles pistes sont soumises à la discussion ?",
            "Sujet évoqué, sans décision, au Comité du 3 décembre 2020 : "
            "« Trois pistes sont soumises à la discussion : » [1]\n"
            "– « garder les imprimantes deux ans de plus » [2]\n– « louer les écrans. » [3]",
        ),
    ],
)
def test_what_introduces_an_item_stands_above_it_once(
    asked: Asked, question: str, text: str
) -> None:
    assert asked({"releve.md": RECORDS}, question).text == text


def test_minutes_of_two_meetings_without_a_date_are_told_apart(asked: Asked) -> None:
    first = "# Relevé de décisions du comité\n\nLa DSI devra ouvrir les archives communes en mai.\n"
    second = first.replace("ouvrir les archives communes en mai", "fermer les archives communes")
    files = {"a.md": first, "b.md": second}
    text = asked(files, "Qu'a-t-on décidé sur les archives communes ?").text
    assert text.count("Décidé au Comité (date non indiquée) : «") == 2


JURY = """# Compte rendu du conseil municipal du 28 mars 2011

## 2. Groupe scolaire du parc : élection du jury

Pour : 59

Adopté à l'unanimité.

Ont été élus membres du jury :

Titulaires Suppléants

- M. VIGNAL – Mme COSTE
- Mme PRUNIER – M. SUDRES

## 3. Marché de denrées

Il est rendu compte du marché.
"""


def test_those_who_are_elected_are_told_under_their_titles_as_decided(asked: Asked) -> None:
    answer = asked({"cr.md": JURY}, "Quels élus siègent au jury du groupe scolaire du parc ?")
    assert answer.text.startswith(
        "Décidé au Conseil municipal du 28 mars 2011 : « Ont été élus membres du jury : » [1] "
        "« Titulaires Suppléants » [2] « M. VIGNAL – Mme COSTE » [3]\n"
        "– « Mme PRUNIER – M. SUDRES » [4]"
    )
