"""Ways to address people: read alike wherever a name may follow."""

import pytest

from assistant.language.sentences import split_sentences
from assistant.language.speech import opens_speech, said_by
from assistant.questions.full_names import full_names_in
from assistant.questions.question import analyse
from ingest.language.civilities import without_civilities

ADDRESSED = ("M.", "M", "Mme", "Mlle", "Me", "Dr", "Mr.", "Mrs.", "Ms", "Monsieur", "Maître", "MME")


@pytest.mark.parametrize("civility", ADDRESSED)
def test_a_civility_is_no_part_of_a_name(civility: str) -> None:
    named = f"{civility} Durand"
    assert without_civilities(f"avec {named} et {named}") == "avec Durand et Durand"
    assert analyse(f"Que propose {named} pour le stade ?").subject == ("propose", "Durand", "stade")
    assert said_by(f"Que dit {named} du stade ?") == "Durand"
    assert opens_speech(f"{named} : Le stade est vide.")
    assert len(split_sentences(f"Le stade de {named} est vide.")) == 1
    assert [*full_names_in(f"Qui est {named} ?", ("Durand",))] == []


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Jeanne MARTIN : Le stade est vide.", True),
        ("Le Maire : Le stade est vide.", True),
        ("Jeanne MARTIN :", True),
        ("Horaires SNCF : 8h à 12h", False),
        ("Rouen Danse ASSO : 12", False),
        ("Liste UMP : Le stade", False),
        ("Maître d'ouvrage : La ville", False),
    ],
)
def test_who_speaks(text: str, speaks: bool) -> None:
    assert opens_speech(text) is speaks
