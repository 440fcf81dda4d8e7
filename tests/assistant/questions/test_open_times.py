"""Questions on an open time, or on one of several months."""

from datetime import date

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from index.hit import Filters
from tests.support.documents import Asked

DOCUMENTS = {
    f"copil-{day[-4:]}.md": (
        f"# Relevé de décisions du COPIL du {day}\n\n"
        f"Le COPIL décide de fixer le plafond du télétravail à {days} jours.\n\n"
        f"{more}\n"
    )
    for day, days, more in (
        ("3 mai 2019", "deux", "Le réseau sera prêt en mars 2022."),
        ("4 juin 2020", "trois", "Les services rendent leur inventaire avant le 30 juin."),
        ("7 octobre 2021", "quatre", "Le local est prêté depuis le confinement."),
    )
}


def _years(assistant: Assistant, question: str, filters: Filters | None = None) -> list[int]:
    """Of the meetings that answer, each once."""
    answer = assistant.ask(question, filters=filters or Filters())
    dates = (citation.document.date for citation in answer.citations)
    return [*dict.fromkeys(dated.first.year for dated in dates if dated)]


@pytest.mark.parametrize(
    ("time", "years"),
    [
        ("avant juin 2020", [2019]),
        ("jusqu'en 2020", [2020, 2019]),
        ("depuis 2020", [2021, 2020]),
        ("après 2020", [2021]),
        ("à partir du 5 juin 2020", [2021]),
        ("entre 2019 et 2020", [2020, 2019]),
        ("entre janvier et juin 2020", [2020]),
        ("entre mai 2020 et fin 2021", [2021, 2020]),
        ("au 4e trimestre 2021", [2021]),
    ],
)
def test_the_meetings_of_that_time_answer(
    assistant: Assistant, time: str, years: list[int]
) -> None:
    """Asked of all that they decided, or of one thing."""
    assert _years(assistant, f"Quelles décisions {time} ?") == years
    assert _years(assistant, f"Qu'a-t-on décidé sur le télétravail {time} ?") == years


@pytest.mark.parametrize(
    ("time", "years"),
    [
        ("before June 2020", [2019]),
        ("after 2020", [2021]),
        ("since 2020", [2021, 2020]),
        ("between 2019 and 2020", [2020, 2019]),
        ("in the first half of 2020", [2020]),
    ],
)
def test_the_meetings_of_that_time_answer_in_english(
    assistant: Assistant, time: str, years: list[int]
) -> None:
    assert _years(assistant, f"What was decided on télétravail {time}?") == years


def test_what_was_foreseen_for_a_time_was_not_decided_in_it(assistant: Assistant) -> None:
    answer = assistant.ask("Qu'a-t-on décidé sur le réseau depuis 2022 ?")
    assert answer.status is Status.NOT_FOUND
    assert _years(assistant, "Quel réseau sera prêt après 2021 ?") == [2019]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quels inventaires les services doivent-ils rendre avant le 30 juin ?", "inventaire"),
        ("Quels inventaires rendre avant le 30 juin 2020 ?", "inventaire"),
        ("Quel local est prêté depuis le confinement ?", "local"),
    ],
)
def test_words_of_time_that_a_passage_holds_are_met(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).citations[0].quote


def test_what_is_asked_for_before_a_day_may_be_due_by_it(asked: Asked) -> None:
    text = (
        "# Relevé de décisions\n\nLes services devront rendre leur plan d'ici le 15 juillet 2020.\n"
    )
    for day, status in (("15", Status.ANSWERED), ("13", Status.NOT_FOUND)):
        question = f"Les services doivent-ils rendre leur plan avant le {day} juillet 2020 ?"
        assert asked({"r.md": text}, question).status is status


def test_filters_hold_beside_the_time(assistant: Assistant) -> None:
    question = "Qu'a-t-on décidé sur le télétravail depuis 2020 ?"
    assert _years(assistant, question, Filters(until=date(2020, 12, 31))) == [2020]
    assert _years(assistant, question, Filters(until=date(2019, 12, 31))) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qu'a-t-on décidé sur le télétravail avant 2019 ?",
         "pour la période demandée (jusqu'en 2018) dans les 3 documents."),
        ("Qu'a-t-on décidé sur le télétravail depuis août 2022 ?",
         "pour la période demandée (à partir d'août 2022) dans les 3 documents."),
        ("Quelles décisions entre janvier et mars 2020 ?",
         "pour la période demandée (janvier à mars 2020) dans les 3 documents."),
        ("What was decided on télétravail after 2021?",
         "for the time asked about (from 2022) in the 3 documents."),
        ("Qu'a-t-on décidé le 31 février 2020 ?",
         "Le 31 février 2020 n'est pas un jour du calendrier ; vérifiez la date."),
        ("Qu'a-t-on décidé le 31 février ?",
         "Le 31 février n'est pas un jour du calendrier ; vérifiez la date."),
        ("Qu'a-t-on décidé sur le télétravail le 30/02/2020 ?",
         "Le 30/02/2020 n'est pas un jour du calendrier ; vérifiez la date."),
        ("What was decided on 31 June 2020?",
         "31 June 2020 is no day of the calendar; please check the date."),
        ("Qu'a-t-on décidé sur le télétravail l'année d'avant ?",
         "La question ne dit pas de quelle année part « l'année d'avant » ; précisez l'année."),
    ],
)  # fmt: skip
def test_a_refusal_tells_the_time(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.text.endswith(told)
