"""Names of several words, in questions and in documents."""

import pytest

from assistant.answer import Status
from assistant.questions.full_names import full_names_in
from assistant.questions.question import subject_words
from tests.support.documents import Asked

COUNCIL = """# Délibération : festival Rouen Danse

Convoqué le 17 avril 2014, le conseil s'est réuni sous la présidence de M. le Maire, Jean Roux.

L'association Rouen Danse a pour objet le développement de la danse. La Ville y est représentée
par DUVAL Anne.

# Subventions

Une somme de 85 000 euros est destinée aux compagnies de danse établies à Rouen. Une aide de
3 000 euros va aux écoles de Rouen.

La ZAC Beau Soleil – Rive gauche a une surface de 9 ha.

Le kiosque attenant à la Chapelle St Charles est confié à la société Ramblas.

Le Conseil de quartier donne son avis ; le budget primitif de la commune est de 12 millions.
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Que fait Rouen Danse ?", ["Rouen Danse"]),
        ("Rouen Danse, quelle subvention ?", ["Rouen Danse"]),
        (
            "Que dit Madame Anne Duval de la ZAC Beau Soleil ?",
            ["Anne Duval", "ZAC Beau Soleil"],
        ),
        ("Que dit Madame Duval ?", []),
        ("Le budget de Rouen, Danse et Lyon ?", []),
        ("Quel Budget ?", []),
    ],
)
def test_names_of_several_words(question: str, names: list[str]) -> None:
    found = full_names_in(question, subject_words(question))
    assert [str(name) for name in found] == names


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Que fait Rouen Danse ?", Status.ANSWERED),
        ("Qui représente la Ville à Rouen Danse ?", Status.ANSWERED),
        ("How much is the grant to Rouen Danse?", Status.NOT_FOUND),
        ("Qui est Anne Duval ?", Status.NOT_FOUND),
        ("Quel est le montant de la subvention à Rouen Danse ?", Status.NOT_FOUND),
        ("Quelle somme pour les compagnies de danse à Rouen ?", Status.ANSWERED),
        ("Qui préside Rouen Danse ?", Status.NOT_FOUND),
        ("Quel est le montant du Budget Primitif ?", Status.ANSWERED),
        ("Quelle est la surface de la ZAC Rive Gauche ?", Status.ANSWERED),
        ("Quelle est la surface de la ZAC Beau Soleil ?", Status.ANSWERED),
        ("Quelle est la surface de la ZAC Grand Soleil ?", Status.NOT_FOUND),
        ("Quelle société a le kiosque près de la chapelle Saint-Charles ?", Status.ANSWERED),
        ("Quelle société a le kiosque de la Chapelle Saint Charles ?", Status.ANSWERED),
        ("Quelle société a le kiosque de la chapelle Saint-Jean ?", Status.NOT_FOUND),
    ],
)
def test_its_words_apart_are_not_the_name(asked: Asked, question: str, status: Status) -> None:
    assert asked({"pv.md": COUNCIL}, question).status is status


def test_a_name_that_stands_below_is_not_said_to_be_absent(asked: Asked) -> None:
    answer = asked({"pv.md": COUNCIL}, "Qui préside Rouen Danse ?")
    assert "Rouen" not in answer.text
    assert "Rouen Danse" in answer.nearest[0].hit.paragraph.text
