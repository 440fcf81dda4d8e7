"""What meetings leave to do, by when, and what they leave undecided."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder


def _minutes(day: str, text: str) -> str:
    return f"# Relevé de décisions du CODIR du {day}\n\n{text}\n"


DOCUMENTS = {
    "1.md": _minutes(
        "4 mars 2021",
        "Le comité demande à la DSI de livrer le portail avant le 30 juin 2021.\n\n"
        "Le comité valide le bilan de 2019.\n\n"
        "Le logo a été refait en février 2021.\n\n"
        "Aucun arbitrage n'est rendu sur les horaires.",
    ),
    "2.md": _minutes(
        "6 octobre 2021",
        "Le comité décide de fermer l'ancien site au 31 janvier 2022.\n\n"
        "Le choix de l'hébergeur est renvoyé à la prochaine séance.\n\n"
        "La mise en service est reportée au 1er décembre 2021.",
    ),
}
PORTAL = "Le comité demande à la DSI de livrer le portail avant le 30 juin 2021."
CLOSING = "Le comité décide de fermer l'ancien site au 31 janvier 2022."
SERVICE = "La mise en service est reportée au 1er décembre 2021."
HOURS = "Aucun arbitrage n'est rendu sur les horaires."
HOST = "Le choix de l'hébergeur est renvoyé à la prochaine séance."


def _quotes(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    return [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Quelles sont les échéances ?", [CLOSING, SERVICE, PORTAL]),
        ("Rappelle-moi les échéances de 2021", [SERVICE, PORTAL]),
        ("What deadlines were set?", [CLOSING, SERVICE, PORTAL]),
        ("Which deadlines did the CODIR set for 2021?", [SERVICE, PORTAL]),
        ("What are the deadlines for 2021?", [SERVICE, PORTAL]),
        ("Which measures are due by the end of 2021?", [SERVICE, PORTAL]),
        ("What has to be done by the end of 2021?", [SERVICE, PORTAL]),
        ("Quelles sont les dates limites en juin 2021 ?", [PORTAL]),
        ("Quelles actions sont attendues d'ici fin 2021 ?", [SERVICE, PORTAL]),
        ("Quelles sont les échéances fixées au CODIR du 6 octobre 2021 ?", [CLOSING, SERVICE]),
        ("Échéancier du dernier CODIR", [CLOSING, SERVICE]),
        ("Que doit faire la DSI d'ici la fin 2021 ?", [PORTAL]),
    ],
)
def test_what_is_to_be_done_is_told_with_its_day(
    assistant: Assistant, question: str, quotes: list[str]
) -> None:
    assert _quotes(assistant, question) == quotes


def test_dates_stand_under_their_meeting(assistant: Assistant) -> None:
    text = assistant.ask("Quelles sont les échéances de juin 2021 ?").text
    lines = text.splitlines()
    assert lines[0] == "Échéances indiquées au CODIR du 4 mars 2021 :"
    assert lines[-1] == f"– « {PORTAL} » [1]"


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Qu'est-ce qui n'a pas été tranché ?", [HOST, HOURS]),
        ("Quels points restent en suspens ?", [HOST, HOURS]),
        ("Quels points ont été laissés en suspens au CODIR du 4 mars 2021 ?", [HOURS]),
        ("Which points were left open?", [HOST, HOURS]),
        ("What remains to be decided?", [HOST, HOURS]),
        ("Which issues are still outstanding?", [HOST, HOURS]),
    ],
)
def test_what_is_left_undecided_is_told(
    assistant: Assistant, question: str, quotes: list[str]
) -> None:
    assert _quotes(assistant, question) == quotes


@pytest.mark.parametrize(
    "question", ["Quelles sont les échéances de 2030 ?", "Quelle est l'échéance de la piscine ?"]
)
def test_what_has_no_such_date_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_what_is_put_off_to_a_day_is_asked_by_that_day(assistant: Assistant) -> None:
    assert _quotes(assistant, "Qu'est-ce qui est reporté au 1er décembre 2021 ?") == [SERVICE]


def test_where_meetings_leave_nothing_it_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles sont les échéances de 2030 ?")
    assert answer.text == (
        "Je n'ai trouvé aucune échéance dans la période demandée (2030) dans les relevés concernés."
    )


def test_of_a_meeting_without_minutes_it_is_not_said_that_it_left_nothing(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Quelles sont les échéances fixées au CODIR du 4 mars 2019 ?")
    assert answer.status is Status.NOT_FOUND
    assert "pour le 4 mars 2019" in answer.text


def test_without_the_day_of_a_meeting_a_date_is_to_keep_where_it_is_told_so(
    tmp_path: Path,
) -> None:
    text = (
        "# Relevé de décisions du CODIR\n\nLe comité valide le bilan de l'année 2019.\n\n"
        "Le comité décide que le portail est livré d'ici le 30 juin 2021.\n"
    )
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        quotes = _quotes(assistant, "Quelles sont les échéances ?")
    assert quotes == ["Le comité décide que le portail est livré d'ici le 30 juin 2021."]


@pytest.mark.parametrize(
    "said",
    [
        "Le point fera l'objet d'un arbitrage ultérieur.",
        "La question des horaires reste ouverte.",
        "Le prix reste à arbitrer.",
        "Une fermeture est envisagée, la décision tombera le 2 avril.",
        "Sur le parking, rien n'est acquis à ce jour.",
        "L'assemblée convient de surseoir aux travaux.",
        "Goûters : pas d'accord, on en reparle en juin.",
        "Le rapprochement avec la crèche est à l'étude.",
        "La variante est en cours d'analyse, sans suite pour l'instant.",
        "La directrice est favorable au loyer, reste à chiffrer.",
    ],
)
def test_what_notes_leave_undecided_in_other_words_is_told(tmp_path: Path, said: str) -> None:
    text = _minutes("4 mars 2021", f"Le comité valide le bilan de 2019.\n\n{said}")
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        assert _quotes(assistant, "Quels points restent en suspens ?") == [said]


def test_a_place_that_stays_open_is_left_to_no_one(tmp_path: Path) -> None:
    text = _minutes("4 mars 2021", "Le comité valide le bilan. Le local reste ouvert le samedi.")
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        assert _quotes(assistant, "Quels points restent en suspens ?") == []


def test_minutes_are_read_once_for_all_that_is_asked_of_their_dates(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _quotes(assistant, "Quelles sont les échéances ?")
    monkeypatch.setattr("assistant.quotations.pending.find_periods", None)
    assert _quotes(assistant, "Quelles sont les échéances ?") == first
    assert _quotes(assistant, "Quelles sont les échéances de 2022 ?") == [CLOSING]
