"""Questions offered are those that the documents answer."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Language, Status
from assistant.chat.suggestions import Starters, _of_all, _starters, next_questions
from assistant.engine import NO_FILTER, Assistant
from assistant.service.library import Library
from index.encoders.encoder import Encoder
from index.hit import Filters
from index.snapshot import Snapshot
from tests.support.documents import assistant_over

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"


@pytest.fixture
def library(sample_data: Path, default_encoder: Encoder) -> Iterator[Library]:
    with closing(Library(sample_data, default_encoder)) as opened:
        yield opened


@pytest.mark.parametrize("language", Language)
def test_every_starter_is_answered(library: Library, language: Language) -> None:
    questions = Starters(library).of(language, None)
    assert len(set(questions)) == 6
    for question in questions:
        assert library.ask(question, collections=None).status is Status.ANSWERED


def test_every_other_starter_is_on_all_the_minutes(library: Library) -> None:
    questions = Starters(library).of(Language.FRENCH, None)
    assert questions[1::2] == (
        "Quelles sont les échéances ?",
        "Quels points restent en suspens ?",
        "Quelles réunions ont eu lieu ?",
    )
    assert Starters(library).of(Language.ENGLISH, None)[1::2] == (
        "What are the deadlines?",
        "Which points were left open?",
        "Which meetings took place?",
    )


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("# Relevé de décisions du COPIL\n\nLe comité décide le quai.\n", []),
        (
            "# Relevé de décisions du COPIL du 3 mai 2020\n\nLe comité décide le quai.\n",
            ["Quelles réunions ont eu lieu ?"],
        ),
        ("# Fiche : port\n\n## Échéances\n\nLe quai ouvre avant le 3 mai 2021.\n", []),
    ],
    ids=["undated minutes", "minutes", "note"],
)
def test_what_the_minutes_do_not_answer_is_not_offered(
    tmp_path: Path, default_encoder: Encoder, text: str, offered: list[str]
) -> None:
    with assistant_over({"a.md": text}, tmp_path, default_encoder) as assistant:
        found = [*_of_all(assistant, Language.FRENCH, NO_FILTER, time.monotonic() + 60)]
    assert found == offered


def test_starters_are_worked_out_once_a_generation(library: Library) -> None:
    starters = Starters(library)
    assert starters.of(Language.FRENCH, None) is starters.of(Language.FRENCH, None)


def test_that_there_are_none_is_worked_out_once_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Language] = []

    def none(_: Assistant, language: Language, __: Filters) -> Iterator[str]:
        asked.append(language)
        return iter(())

    monkeypatch.setattr("assistant.chat.suggestions._starters", none)
    starters = Starters(library)
    assert [starters.of(Language.FRENCH, None) for _ in range(2)] == [(), ()]
    assert asked == [Language.FRENCH]


def test_starters_are_answered_by_the_filters(library: Library) -> None:
    starters = Starters(library)
    late = Filters(since=date(2021, 1, 1))
    questions = starters.of(Language.FRENCH, None, late)
    assert questions
    for question in questions:
        answer = library.ask(question, collections=None, filters=late)
        assert answer.status is Status.ANSWERED
    assert starters.of(Language.FRENCH, None, Filters(since=date(2030, 1, 1))) == ()


def test_what_is_next_comes_from_the_document_cited(sample_snapshot: Snapshot) -> None:
    assistant = Assistant(sample_snapshot)
    cited = assistant.ask(ZOOM).citations[0]
    found = next_questions(assistant, ZOOM, language=Language.FRENCH)
    assert found and ZOOM not in found
    for question in found:
        documents = {c.document.id for c in assistant.ask(question).citations}
        assert cited.document.id in documents


def test_after_a_refusal_nothing_is_next(sample_snapshot: Snapshot) -> None:
    assistant = Assistant(sample_snapshot)
    teams = "Que dit le comité sur Teams ?"
    elsewhere = Filters(document_ids=("000000000000",))
    assert next_questions(assistant, teams, language=Language.FRENCH) == ()
    assert next_questions(assistant, ZOOM, language=Language.FRENCH, filters=elsewhere) == ()


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("Éclairage du quai", True),
        ("Je viens de m'apercevoir d'une fuite", False),
        ("J'ai perdu ma carte de quai", False),
        ("Éclairage : les quatre réflexes", False),
        ("Nous avons choisi le quai", False),
        ("Jetée du nord", True),
    ],
)
def test_what_no_reader_would_ask_of_is_not_offered(
    tmp_path: Path, default_encoder: Encoder, title: str, is_told: bool
) -> None:
    text = f"# Fiche : port\n\n## {title}\n\n{title} : quatre lampes y sont posées en mars 2021.\n"
    with assistant_over({"fiche.md": text}, tmp_path, default_encoder) as assistant:
        offered = list(_starters(assistant, Language.FRENCH))
    assert any(title in question for question in offered) is is_told


def test_minutes_are_offered_before_what_is_newer(tmp_path: Path, default_encoder: Encoder) -> None:
    texts = {
        "a.md": "# Relevé de décisions du COSINUM du 3 mai 2020\n\n## Éclairage du quai\n\n"
        "Le comité décide l'éclairage du quai en juin 2020.\n",
        "b.md": "# Fiche du 4 mai 2021 : port\n\n## Jetée du nord\n\nLa jetée est longue.\n",
    }
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        offered = list(_starters(assistant, Language.FRENCH))
    assert "quai" in offered[0]


def test_what_is_nearly_the_same_is_offered_once(tmp_path: Path, default_encoder: Encoder) -> None:
    named = {
        "2020-05-03": "Désignation du représentant au collège",
        "2020-06-03": "Désignation d'un représentant au lycée",
        "2020-07-03": "Éclairage du quai",
    }
    texts = {
        f"{day}.md": f"# Délibération du {day}\n\n## {title}\n\n"
        f"Le conseil décide : {title.lower()}, Mme Martin et M. Durand en ont la charge.\n"
        for day, title in named.items()
    }
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        offered = list(_starters(assistant, Language.FRENCH))
    assert sum("ésignation" in question for question in offered) == 1
    assert any("Éclairage" in question for question in offered)
