"""A numbered item is not quoted without the sentence that refuses it by its number."""

import pytest

from tests.support.documents import Asked

NOTE = """NOTE à l'attention de Madame la Ministre
Paris, le 3 mai 2023
Objet : navettes fluviales du port

I. Options

Option 1 : achat de trois navettes fluviales. Coût : 3,2 M€.
Option 2 : location de deux navettes fluviales. Coût : 900 000 € par an.

II. Recommandations

1. Ouvrir la ligne fluviale le samedi.
2. Associer les bateliers au comité du port.
3. Publier les horaires des navettes.

III. Suites données

{}
"""


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("La recommandation n° 2 n'est pas suivie : les bateliers seront informés.", True),
        ("Les recommandations 1 et 2 sont écartées.", True),
        ("La recommandation n° 3 n'est pas suivie.", False),
        ("La recommandation n° 2 est suivie.", False),
        ("L'option 2 est écartée.", False),
    ],
)
def test_a_recommendation_that_was_not_followed_is_told_as_such(
    asked: Asked, told: str, is_told: bool
) -> None:
    answer = asked(
        {"a.txt": NOTE.format(told)}, "Les bateliers sont-ils associés au comité du port ?"
    )
    quotes = ["2. Associer les bateliers au comité du port."] + [told] * is_told
    assert [c.quote for c in answer.citations] == quotes


def test_items_of_two_lists_of_one_name_are_not_taken_for_each_other(asked: Asked) -> None:
    told = "La recommandation n° 2 n'est pas suivie."
    note = (
        f"{NOTE.format(told)}\nIV. Autres recommandations\n\n1. Draguer.\n2. Baliser le chenal.\n"
    )
    answer = asked({"a.txt": note}, "Les bateliers sont-ils associés au comité du port ?")
    assert [c.quote for c in answer.citations] == ["2. Associer les bateliers au comité du port."]


def test_the_option_that_was_retained_answers_and_not_the_others(asked: Asked) -> None:
    told = "Le cabinet retient l'option 2, pour dix-huit mois. L'option 1 est écartée."
    answer = asked(
        {"a.txt": NOTE.format(told)}, "Quelle option a été retenue pour les navettes fluviales ?"
    )
    assert [c.quote for c in answer.citations] == [told]
    assert answer.text.startswith("D'après « NOTE")


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("Cette remise ne s'applique pas aux voiliers de passage.", True),
        ("Cette remise vaut en tout lieu, hormis au bassin du nord.", True),
        ("Cette remise est annoncée sur les quais.", False),
        ("La taxe ne s'applique pas aux voiliers de passage.", False),
    ],
)
def test_an_article_is_told_with_what_the_next_takes_away_from_it(
    asked: Asked, told: str, is_told: bool
) -> None:
    act = (
        "Délibération n° 2023-12 du conseil portuaire du 3 mai 2023\n\nLe conseil décide :\n\n"
        "Article 1er : Une remise de 20 % est accordée aux chalutiers en hivernage.\n\n"
        f"Article 2 : {told}\n"
    )
    answer = asked({"a.txt": act}, "Quelle remise est accordée aux chalutiers en hivernage ?")
    assert any(told in citation.quote for citation in answer.citations) is is_told
