"""What was decided in a year, and what decides before what is only spoken of."""

from datetime import date

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.questions.question import analyse
from index.snapshot import Snapshot
from tests.support.documents import Asked

MINUTES = "# Relevé de décisions du COPIL du {day}\n\n{told}\n"


@pytest.mark.parametrize(
    "question", ["Qu'a-t-on décidé sur Tchap en 2020 ?", "What was decided on Tchap in 2020?"]
)
def test_a_year_is_that_of_the_meeting_before_that_of_what_was_to_come(
    question: str, sample_snapshot: Snapshot
) -> None:
    first = Assistant(sample_snapshot).ask(question).citations[0]
    assert first.document.date is not None
    assert first.document.date.first == date(2020, 12, 3)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("Qu'a-t-on décidé sur Tchap en 2020 ?", "2020"),
        ("What was decided on Tchap in 2020?", "2020"),
        ("Qu'a-t-on décidé sur le budget pour 2020 ?", ""),
        ("Qu'a-t-on décidé en 2019 et en 2020 ?", ""),
        ("Combien d'agents en 2020 ?", ""),
    ],
)
def test_a_year_may_be_that_of_the_decision(question: str, year: str) -> None:
    assert analyse(question).decided_in == year


def test_a_decision_stands_before_what_is_spoken_of_in_the_word_of_the_question(
    asked: Asked,
) -> None:
    spoken = "Les membres échangent sur le cloud. Aucun arbitrage n'est rendu en séance."
    decided = (
        "Le COPIL décide de créer un groupe qui accompagne les équipes vers le nuage de l'État."
    )
    files = {
        "mai.md": MINUTES.format(day="20 mai 2021", told=decided),
        "decembre.md": MINUTES.format(day="9 décembre 2021", told=spoken),
    }
    answer = asked(files, "Qu'a-t-on décidé sur le cloud ?")
    assert [citation.quote for citation in answer.citations] == [decided, spoken]
    assert answer.text.startswith("Décidé au COPIL du 20 mai 2021 :")


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("La piscine est-elle fermée en 2022 ?", False),
        ("Qu'a décidé le conseil sur la piscine en 2022 ?", False),
        ("La piscine est-elle fermée en 2023 ?", True),
    ],
)
def test_the_number_of_an_act_tells_no_year(asked: Asked, question: str, is_told: bool) -> None:
    told = "Selon la délibération n° 2022-57, la piscine est fermée le lundi."
    files = {"mars.md": MINUTES.format(day="14 mars 2023", told=told)}
    answer = asked(files, question)
    assert (answer.status is Status.ANSWERED) is is_told
