"""What is said around quotations, and where there is none."""

from dataclasses import replace

import pytest

from assistant.answer import Language
from assistant.questions.kinds import Wanted
from assistant.questions.question import analyse
from assistant.wording.refusing import not_found


@pytest.mark.parametrize(
    ("question", "is_unsure", "said"),
    [
        (
            "Que deviennent les chantiers ?",
            True,
            "aucun passage qui réponde avec certitude à cette question",
        ),
        ("Que deviennent les chantiers ?", False, "aucun passage qui réponde à cette question"),
        ("What becomes of the laptops?", True, "no passage that clearly answers this question"),
        ("What becomes of the laptops?", False, "no passage that answers this question"),
    ],
)
def test_a_refusal_says_whether_something_may_answer(
    question: str, is_unsure: bool, said: str
) -> None:
    text = not_found(
        analyse(question), unmet=(), lacks=False, is_unsure=is_unsure, documents=3, filtered=False
    )
    assert said in text


@pytest.mark.parametrize(
    ("wanted", "language", "said"),
    [
        (Wanted.MONEY, Language.FRENCH, "qui donne un montant dans"),
        (Wanted.NUMBER, Language.FRENCH, "le nombre demandé"),
        (Wanted.SHARE, Language.FRENCH, "la proportion demandée"),
        (Wanted.DURATION, Language.FRENCH, "la durée demandée"),
        (Wanted.NAME, Language.FRENCH, "le nom demandé"),
        (Wanted.ACTOR, Language.FRENCH, "les personnes ou services demandés"),
        (Wanted.TIME, Language.FRENCH, "la date demandée"),
        (Wanted.REASON, Language.FRENCH, "la raison demandée"),
        (Wanted.PRESENCE, Language.FRENCH, "la liste des présents ou des absents"),
        (Wanted.ADDRESS, Language.FRENCH, "l'adresse demandée"),
        (Wanted.PLACE, Language.FRENCH, "le lieu demandé"),
        (Wanted.ANYTHING, Language.FRENCH, "qui réponde à cette question"),
        (Wanted.MONEY, Language.ENGLISH, "gives an amount in"),
        (Wanted.NUMBER, Language.ENGLISH, "the number asked for"),
        (Wanted.PLACE, Language.ENGLISH, "the place asked for"),
        (Wanted.ANYTHING, Language.ENGLISH, "answers this question"),
    ],
)
def test_a_refusal_names_what_is_missing(wanted: Wanted, language: Language, said: str) -> None:
    question = replace(analyse("À qui la salle est-elle prêtée ?"), language=language)
    refusal = not_found(
        replace(question, wanted=wanted),
        unmet=(),
        lacks=wanted is not Wanted.ANYTHING,
        is_unsure=False,
        documents=2,
        filtered=False,
    )
    assert said in refusal


@pytest.mark.parametrize("wanted", [kind for kind in Wanted if kind is not Wanted.ANYTHING])
@pytest.mark.parametrize("asked", ["Et le quai ?", "What of the quay?"])
def test_each_kind_of_thing_that_is_not_there_has_its_words(wanted: Wanted, asked: str) -> None:
    question = replace(analyse(asked), wanted=wanted)
    told = not_found(question, unmet=(), lacks=True, is_unsure=False, documents=3, filtered=False)
    assert told.endswith(("dans les 3 documents.", "in the 3 documents."))
