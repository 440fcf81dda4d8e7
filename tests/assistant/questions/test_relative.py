"""Times that are told from today."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.questions.conversation import understood
from assistant.questions.relative import dated
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Qu'a-t-on décidé l'an dernier ?", "Qu'a-t-on décidé en 2025 ?"),
        ("L'année dernière, qu'a-t-on décidé ?", "En 2025, qu'a-t-on décidé ?"),
        ("Qu'a-t-on décidé cette année ?", "Qu'a-t-on décidé en 2026 ?"),
        ("Qu'a-t-on décidé le mois dernier ?", "Qu'a-t-on décidé en octobre 2026 ?"),
        ("Qui a adopté le bilan du mois dernier ?", "Qui a adopté le bilan d'octobre 2026 ?"),
        ("Qu'a-t-on décidé depuis l'an dernier ?", "Qu'a-t-on décidé depuis 2025 ?"),
        ("Qu'a-t-on décidé depuis six mois ?", "Qu'a-t-on décidé depuis le 30 mai 2026 ?"),
        ("Qu'a-t-on décidé ces deux dernières années ?",
         "Qu'a-t-on décidé depuis le 30 novembre 2024 ?"),
        ("Qu'a-t-on décidé le semestre dernier ?", "Qu'a-t-on décidé au 1er semestre 2026 ?"),
        ("Qu'a-t-on décidé depuis septembre ?", "Qu'a-t-on décidé depuis septembre 2026 ?"),
        ("Qu'a-t-on décidé depuis décembre ?", "Qu'a-t-on décidé depuis décembre 2025 ?"),
        ("Qu'a-t-on décidé il y a deux ans ?", "Qu'a-t-on décidé en 2024 ?"),
        ("What was decided last year?", "What was decided in 2025?"),
        ("What was decided last month?", "What was decided in October 2026?"),
        ("What was decided since last year?", "What was decided since 2025?"),
        ("What was decided in the last six months?", "What was decided since 30 May 2026?"),
        ("Combien d'agents l'an dernier ?", "Combien d'agents l'an dernier (en 2025) ?"),
        ("Qui est absent depuis six mois ?", "Qui est absent depuis six mois ?"),
        ("Que dit-on de la dernière année du plan ?", "Que dit-on de la dernière année du plan ?"),
        ("What was said of the last year of the plan?",
         "What was said of the last year of the plan?"),
    ],
)  # fmt: skip
def test_a_question_is_put_with_the_dates(asked: str, told: str) -> None:
    assert dated(asked, TODAY) == told
    assert dated(told, TODAY) == told


def test_half_a_year_before_the_end_of_august_is_the_end_of_february() -> None:
    told = dated("Qu'a-t-on décidé depuis six mois ?", date(2026, 8, 31))
    assert told == "Qu'a-t-on décidé depuis le 28 février 2026 ?"


def test_a_follow_up_is_put_with_the_dates() -> None:
    first = understood("Combien d'agents formés l'an dernier ?", "", today=TODAY)
    assert understood("Et en 2023 ?", first, today=TODAY) == "Combien d'agents formés en 2023 ?"
    second = understood("Et l'an dernier ?", "Qu'a-t-on décidé en 2020 sur Zoom ?", today=TODAY)
    assert second == "Qu'a-t-on décidé en 2025 sur Zoom ?"


def test_the_meetings_of_last_year_answer_and_are_shown_as_such(tmp_path: Path) -> None:
    texts = {
        f"{year}.md": f"# Relevé de décisions du COPIL du 3 mai {year}\n\n"
        f"Le COPIL décide de fermer le lot {year}.\n"
        for year in (2024, 2025, 2026)
    }
    with assistant_over(texts, tmp_path, HashingEncoder()) as opened:
        assistant = Assistant(opened.snapshot, today=lambda: TODAY)
        answer = assistant.ask("Quelles décisions l'an dernier ?")
    assert answer.understood == "Quelles décisions en 2025 ?"
    assert [citation.quote for citation in answer.citations] == [
        "Le COPIL décide de fermer le lot 2025."
    ]


def test_what_documents_tell_in_the_words_of_the_question_answers(tmp_path: Path) -> None:
    told = "Trois projets quittent le programme cette année."
    text = f"# Relevé de décisions du COPIL du 3 mai 2020\n\n{told}\n"
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as opened:
        assistant = Assistant(opened.snapshot, today=lambda: TODAY)
        answer = assistant.ask("Quels projets quittent le programme cette année ?")
        refused = assistant.ask("Quels projets quittent le programme l'an dernier ?")
    assert [citation.quote for citation in answer.citations] == [told]
    assert answer.understood == "Quels projets quittent le programme cette année (en 2026) ?"
    assert refused.status is Status.NOT_FOUND
    assert "pour 2025" in refused.text
