"""A list that is asked for by what it is called is quoted whole, in order."""

import pytest

from tests.support.documents import Asked

NOTE = """NOTE à l'attention de Madame la Ministre
Paris, le 3 mai 2023
Objet : accueil téléphonique des usagers

1. Constat

L'accueil téléphonique des usagers répond à 62 % des appels.

2. Recommandations

{}
"""
ITEMS = [
    "1. Ouvrir l'accueil téléphonique des usagers le samedi matin.",
    "2. Recruter douze téléconseillers.",
    "3. Publier chaque mois le taux de réponse.",
    "4. Fermer le serveur vocal interactif.",
    "5. Confier la supervision de l'accueil téléphonique aux préfectures.",
]


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Quelles sont les recommandations ?", ITEMS),
        ("Quelles sont les recommandations sur l'accueil téléphonique ?", ITEMS),
        ("Que recommande la note sur l'accueil téléphonique des usagers ?", ITEMS),
        ("Liste des recommandations", ITEMS),
        ("What are the recommendations?", ITEMS),
        ("Quelles sont les recommandations sur les préfectures ?", ITEMS[4:]),
    ],
)
def test_all_the_items_are_told_unless_the_question_is_on_some(
    asked: Asked, question: str, quotes: list[str]
) -> None:
    texts = {"a.txt": NOTE.format("\n".join(ITEMS))}
    answer = asked(texts, question)
    assert [citation.quote for citation in answer.citations] == quotes


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Quel matériel est fourni en télétravail ?", ["un ordinateur", "un casque", "un jeton."]),
        ("Quel risque est le plus grave ?", []),
    ],
)
def test_what_is_one_by_its_word_may_be_a_list(
    asked: Asked, question: str, quotes: list[str]
) -> None:
    note = (
        "# FAQ du télétravail\n\n## Quel matériel m'est fourni ?\n\n"
        "- un ordinateur ;\n- un casque ;\n- un jeton.\n\n"
        "## Risques\n\n- une panne ;\n- un vol ;\n- une chute.\n"
    )
    answer = asked({"faq.md": note}, question)
    assert [citation.quote for citation in answer.citations] == quotes


@pytest.mark.parametrize(
    "question",
    [
        "Quelles sont les conditions d'un financement par le fonds vert ?",
        "Quelles conditions pour finir avant juin ?",
        "What are the conditions to get funding?",
    ],
)
def test_conditions_are_never_told_in_part(asked: Asked, question: str) -> None:
    note = (
        "# Fiche n° 3 : fonds vert\n\n## Choix\n\nUn projet est retenu à trois conditions :\n\n"
        "- il profite aux habitants ;\n- il finit avant juin 2023 ;\n"
        "- la commune l'entretient une fois le financement terminé.\n"
    )
    answer = asked({"fiche.md": note}, question)
    assert [citation.quote for citation in answer.citations] == [
        "il profite aux habitants",
        "il finit avant juin 2023",
        "la commune l'entretient une fois le financement terminé.",
    ]


def test_options_are_told_without_what_is_said_of_them(asked: Asked) -> None:
    options = ["Option 1 : louer.", "Option 2 : acheter.", "La directrice préfère acheter."]
    note = NOTE.replace("Recommandations", "Options").format("\n\n".join(options))
    answer = asked({"a.txt": note}, "Quelles sont les options ?")
    assert [citation.quote for citation in answer.citations] == options[:2]


def test_a_long_list_says_that_there_are_more(asked: Asked) -> None:
    items = [f"- Ouvrir le guichet n° {n}." for n in range(1, 11)]
    texts = {"a.txt": NOTE.format("\n".join(items))}
    answer = asked(texts, "Quelles sont les recommandations ?")
    assert [c.quote for c in answer.citations] == [
        f"Ouvrir le guichet n° {n}." for n in range(1, 9)
    ]
    assert answer.text.endswith("Ce sont les 8 premiers extraits ; il y en a d'autres.")
