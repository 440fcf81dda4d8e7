"""Questions as people write them, put plainly."""

import pytest

from assistant.questions.conversation import understood
from assistant.questions.courtesy import plainly_put
from assistant.questions.kinds import Wanted
from assistant.questions.question import analyse


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Qu'a-t-il été décidé sur Zoom ?", "Qu'a-t-il été décidé sur Zoom ?"),
        ("Bonjour, qu'a-t-on décidé sur Zoom ?", "qu'a-t-on décidé sur Zoom ?"),
        ("Donne-moi les décisions sur Zoom", "les décisions sur Zoom"),
        ("Give me the decisions on Zoom", "the decisions on Zoom"),
        ("Bonjour Madame, pourriez-vous me dire qui préside ? Merci !", "qui préside ?"),
        ("Je voudrais savoir si Zoom est exclu, s'il vous plaît.", "Zoom est exclu"),
        ("J'aimerais savoir ce qui a été décidé sur Zoom", "ce qui a été décidé sur Zoom"),
        ("Où en est Tchap, svp ?", "Où en est Tchap ?"),
        ("Où en est Tchap ? svp", "Où en est Tchap ?"),
        ("Où en est Tchap ? Merci d'avance. Cordialement", "Où en est Tchap ?"),
        ("Hello, could you please tell me who chairs it? Thanks in advance", "who chairs it?"),
        ("I would like to know whether Zoom is banned", "Zoom is banned"),
        ("Dites-moi combien de portables restent", "combien de portables restent"),
        ("QU'A-T-ON DÉCIDÉ SUR ZOOM ?", "qu'a-t-on décidé sur zoom ?"),
        ("donne moi les décisions sur Zoom", "les décisions sur Zoom"),
        ("tu peux me dire qui préside", "qui préside"),
        ("ok et pour Teams", "et pour Teams"),
        ("Merci ! et pour Teams ?", "et pour Teams ?"),
        ("ah d'accord, merci, et du coup pour Teams ?", "et pour Teams ?"),
        ("Super U ouvre quand ?", "Super U ouvre quand ?"),
        ("RIE DINUM", "RIE DINUM"),
        ("Merci", "Merci"),
        ("Bonjour !", "Bonjour !"),
        ("Si Zoom est exclu, que prendre ?", "Si Zoom est exclu, que prendre ?"),
    ],
)
def test_put_plainly(written: str, plain: str) -> None:
    assert plainly_put(written) == plain


def test_a_follow_up_is_put_plainly_too() -> None:
    previous = "Qu'a-t-il été décidé sur Zoom ?"
    asked = understood("Merci, et pour Tchap ? Merci d'avance", previous)
    assert asked == "Qu'a-t-il été décidé sur Tchap ?"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Ou se tient le comite ?", Wanted.PLACE),
        ("QUELLE EST LA DUREE DU CONTRAT ?", Wanted.DURATION),
        ("quel est le delai", Wanted.TIME),
        ("quel ministere a refuse", Wanted.NAME),
        ("combien coute Tchap", Wanted.MONEY),
    ],
)
def test_without_accents_the_same_is_wanted(written: str, wanted: Wanted) -> None:
    assert analyse(plainly_put(written)).wanted is wanted


def test_words_that_ask_are_known_without_accents() -> None:
    assert analyse("Qu'a-t-il ete decide sur Zoom ?").subject == ("Zoom",)
