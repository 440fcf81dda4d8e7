"""Questions on what was done on one day."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.questions.question import analyse
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder

DOCUMENTS = {
    f"conseil-{day}.md": (
        f"# Relevé de décisions du conseil du {day} avril 2014\n\n## 1. Adjoints\n\n"
        f"Le conseil décide de fixer à {number} le nombre d'adjoints.\n\n"
        "Le rapport de l'ingénieur date du 12 mars 2014.\n\n"
        "Les services rendent leur inventaire avant le 30 juin 2014.\n\n"
        "Un bilan du conseil est attendu début 2015.\n"
    )
    for day, number in ((5, 20), (24, 21))
}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("Qu'a décidé le conseil du 5 avril 2014 ?", [date(2014, 4, 5)]),
        ("Qu'a décidé le conseil du 05/04/2014 ?", [date(2014, 4, 5)]),
        ("What did the council of April 5th, 2014 decide?", [date(2014, 4, 5)]),
        ("What did the council of 5 April 2014 decide?", [date(2014, 4, 5)]),
        ("Que s'est-il passé le 31 février 2014 ?", []),
        ("What happened on 31 June 2014?", []),
        ("Qu'a-t-on décidé depuis le 5 avril 2014 ?", []),
        ("Qu'a-t-on décidé en avril 2014 ?", []),
    ],
)
def test_the_days_of_a_question(question: str, days: list[date]) -> None:
    assert [time.first for time in analyse(question).times if time.is_day] == days


@pytest.mark.parametrize(
    ("day", "number"), [("5 avril 2014", "20"), ("24 avril 2014", "21"), ("05/04/2014", "20")]
)
def test_the_meeting_of_that_day_answers(assistant: Assistant, day: str, number: str) -> None:
    answer = assistant.ask(f"Combien d'adjoints le conseil du {day} a-t-il fixés ?")
    assert [citation.quote for citation in answer.citations] == [
        f"Le conseil décide de fixer à {number} le nombre d'adjoints."
    ]


def test_a_day_in_the_text_answers_too(assistant: Assistant) -> None:
    answer = assistant.ask("Quel rapport date du 12 mars 2014 ?")
    assert answer.status is Status.ANSWERED


def test_a_day_that_bounds_a_time_answers_too(assistant: Assistant) -> None:
    answer = assistant.ask("Quel inventaire les services rendent-ils au 30 juin 2014 ?")
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Combien d'adjoints le conseil du 6 avril 2014 a-t-il fixés ?", "pour le 6 avril 2014"),
        ("Quel bilan le conseil du 6 avril 2015 attend-il ?", "pour le 6 avril 2015"),
    ],
)
def test_a_day_that_none_speaks_of_is_refused_by_its_name(
    assistant: Assistant, question: str, named: str
) -> None:
    """A part of its year, "début 2015", does not tell it."""
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert named in answer.text


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What was decided on 04/15/2014?", "What was decided on 15 April 2014?"),
        ("What was decided on 05/04/2014?", "What was decided on 5 April 2014?"),
        ("Que décide le conseil le 05/04/2014 ?", "Que décide le conseil le 5 avril 2014 ?"),
    ],
)
def test_a_day_in_figures_is_told_in_the_words_of_the_question(
    question: str, understood: str
) -> None:
    assert analyse(question).text == understood


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("What starts on 1 March 2024?", True),
        ("What starts on 2 March 2024?", False),
        ("What was completed on 12 December 2023?", True),
        ("What was completed in December 2023?", True),
        ("What was completed in November 2023?", False),
        ("What will the office finish on 30 June 2024?", True),
    ],
)
def test_a_day_is_read_in_documents_in_english(
    question: str, is_told: bool, tmp_path: Path
) -> None:
    text = (
        "# Minutes of the Digital Steering Committee, 11 January 2024\n\n"
        "The committee noted that the migration was completed on 12/12/23.\n\n"
        "The committee agreed that a pilot starts from 1 March 2024.\n\n"
        "The office will finish the audit by June 30th, 2024.\n"
    )
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        answer = assistant.ask(question)
    assert (answer.status is Status.ANSWERED) is is_told


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("Qu'a-t-il été décidé en novembre 2022 sur le télétravail ?", True),
        ("Qu'a-t-il été décidé entre octobre et décembre 2022 sur le télétravail ?", True),
        ("Qu'a-t-il été décidé en janvier 2023 sur le télétravail ?", True),
        ("Qu'a-t-il été décidé en novembre 2023 sur le télétravail ?", False),
        ("Qu'a-t-il été décidé en octobre 2022 sur le télétravail ?", False),
    ],
)
def test_a_month_is_that_of_the_document_or_of_a_date_in_the_text(
    question: str, is_told: bool, tmp_path: Path
) -> None:
    text = (
        "# Procès-verbal du comité social territorial du 17 novembre 2022\n\n"
        "Le comité décide de porter à trois jours le plafond du télétravail à compter du"
        " 1er janvier 2023.\n"
    )
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        answer = assistant.ask(question)
    assert (answer.status is Status.ANSWERED) is is_told
    if not is_told:
        assert "pour novembre 2023" in answer.text or "pour octobre 2022" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qu'a-t-on décidé en mai 2023 ?", "mai 2023"),
        ("Qu'a-t-on décidé entre mai et juillet 2023 ?", "mai à juillet 2023"),
        ("What was decided between May and July 2023?", "May to July 2023"),
        ("Qu'a-t-on décidé de mai 2023 à juin 2024 ?", "mai 2023 à juin 2024"),
        ("Qu'a-t-on décidé entre mai 2023 et fin 2024 ?", "mai 2023 à décembre 2024"),
        ("Qu'a-t-on décidé entre le 5 mai et le 3 juin 2023 ?", "5 mai à 3 juin 2023"),
        ("Qu'a-t-on décidé entre 2019 et 2021 ?", "2019 à 2021"),
        ("Qu'a-t-on décidé en 2019 et en 2021 ?", "2019 à 2021"),
        ("What was decided from May 2023 to June 2024?", "May 2023 to June 2024"),
        ("What was decided between 2019 and 2021?", "2019 to 2021"),
        ("Qu'a-t-on décidé au premier semestre 2021 ?", "janvier à juin 2021"),
        ("Qu'a-t-on décidé au 2e trimestre 2023 ?", "avril à juin 2023"),
        ("What was decided in the second half of 2021?", "July to December 2021"),
        ("Qu'a-t-on décidé avant mai 2023 ?", "jusqu'en avril 2023"),
        ("Qu'a-t-on décidé avant l'année 2023 ?", "jusqu'en 2022"),
        ("Qu'a-t-on décidé jusqu'en 2020 ?", "jusqu'en 2020"),
        ("Qu'a-t-on décidé avant le 5 mai 2023 ?", "jusqu'au 4 mai 2023"),
        ("Qu'a-t-on décidé depuis 2021 ?", "à partir de 2021"),
        ("Qu'a-t-on décidé après 2020 ?", "à partir de 2021"),
        ("Qu'a-t-on décidé à partir du 3 mai 2023 ?", "à partir du 3 mai 2023"),
        ("Qu'a-t-on décidé depuis août 2023 ?", "à partir d'août 2023"),
        ("What was decided before June 2024?", "until May 2024"),
        ("What was decided after 2020?", "from 2021"),
        ("Qu'a-t-on décidé le 5 mai 2023 ?", "5 mai 2023"),
        ("Qu'a-t-on décidé en 2023 ?", "2023"),
        ("Qu'a-t-on décidé le 31 février ?", "31 février"),
        ("Qu'a-t-on décidé avant la mise en service ?", ""),
        ("Qu'a-t-on décidé entre les services ?", ""),
        ("Qu'a-t-on décidé depuis le confinement ?", ""),
        ("Quelles actions rendre avant le 30 juin ?", ""),
    ],
)
def test_the_time_of_a_question(question: str, told: str) -> None:
    assert ", ".join(map(str, analyse(question).times)) == told
