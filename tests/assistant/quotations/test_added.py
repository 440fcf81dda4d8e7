"""Documents that readers added, beside those of the team: quoted as theirs, over nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.schemas.answers import AnswerObject
from assistant.wording.framing import in_full
from assistant.writing.prompt import request
from index.encoders.encoder import Encoder
from ingest.document import ADDED, Provenance
from tests.support.documents import assistant_over

MINUTES = "Relevé de décisions du COSINUM du {}\n\n1. Réunions à distance\n\n{}\n"
EXCLUDED = "Le comité décide que Zoom est exclu des réunions à distance."
ALLOWED = "Le comité décide que Zoom est autorisé pour les réunions à distance."
BACK = "Le comité revient sur sa décision du 3 décembre 2020 : Zoom est autorisé à distance."
TEAM = {"a.txt": MINUTES.format("3 décembre 2020", EXCLUDED)}
QUESTION = "Qu'a-t-il été décidé sur Zoom pour les réunions à distance ?"
OF_TEAM = f"Décidé au COSINUM du 3 décembre 2020 : « {EXCLUDED} » [1]"
SAID = "Décidé au COSINUM du 4 mai 2022, selon un document ajouté par un lecteur :"


@contextmanager
def asked_over(
    added: str, folder: Path, encoder: Encoder, team: dict[str, str] = TEAM
) -> Iterator[Assistant]:
    """With a document that a reader added."""
    (folder / "data" / "uploads").mkdir(parents=True)
    texts = {**team, "data/uploads/z.txt": added}
    with assistant_over(texts, folder, encoder) as assistant:
        yield assistant


@pytest.mark.parametrize("said", [ALLOWED, BACK])
@pytest.mark.parametrize(
    "question", [QUESTION, "Qu'a-t-il été décidé sur Zoom ?", "Zoom est-il autorisé à distance ?"]
)
def test_what_a_reader_added_undoes_nothing_that_the_team_holds(
    tmp_path: Path, default_encoder: Encoder, question: str, said: str
) -> None:
    with asked_over(MINUTES.format("4 mai 2022", said), tmp_path, default_encoder) as assistant:
        answer = assistant.ask(question)
    first, *rest = answer.text.splitlines()
    assert first.endswith(OF_TEAM)
    assert rest in ([], [f"{SAID} « {said} » [2]"])
    assert "en dernier lieu" not in answer.text


def test_what_the_team_decided_after_another_is_told_so_beside_what_is_added(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    team = {**TEAM, "b.txt": MINUTES.format("14 mai 2020", ALLOWED)}
    added = MINUTES.format("4 mai 2022", "Le comité décide que Zoom est toléré à distance.")
    with asked_over(added, tmp_path, default_encoder, team) as assistant:
        lines = assistant.ask(QUESTION).text.splitlines()
    assert lines[:2] == [
        f"Décidé en dernier lieu au COSINUM du 3 décembre 2020 : « {EXCLUDED} » [1]",
        f"Décidé auparavant au COSINUM du 14 mai 2020 : « {ALLOWED} » [2]",
    ]
    assert [line.split(" : ")[0] for line in lines[2:]] == [SAID.removesuffix(" :")]


def test_what_only_a_reader_added_answers_and_is_said_to_be(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    quay = "Fiche : quai\n\nLe quai nord est rendu aux piétons.\n"
    with asked_over(quay, tmp_path, default_encoder) as assistant:
        french = assistant.ask("À qui est rendu le quai nord ?")
        english = assistant.ask("To whom is the quai nord given back?")
    told = "D'après « Fiche : quai », document ajouté par un lecteur : « Le quai nord"
    assert french.text.startswith(told)
    assert "document added by a reader" in english.text
    shown = AnswerObject.of(french).model_dump()["citations"][0]
    assert (shown["provenance"], shown["source_path"]) == (
        Provenance.READER,
        f"{ADDED}data/uploads/z.txt",
    )


def test_a_premise_is_not_false_by_the_word_of_a_reader(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    added = MINUTES.format("4 mai 2022", BACK)
    with asked_over(added, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("Pourquoi Zoom a-t-il été exclu ?")
        other = assistant.ask("Pourquoi Zoom a-t-il été choisi ?")
    assert answer.text.startswith(OF_TEAM)
    assert other.text.startswith(f"La question suppose le contraire de ce qui est écrit. {OF_TEAM}")


def test_the_last_meeting_is_the_last_that_the_team_holds(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    added = MINUTES.format("4 mai 2022", ALLOWED)
    with asked_over(added, tmp_path, default_encoder) as assistant:
        last = assistant.ask("Quelles décisions ont été prises au dernier COSINUM ?")
        of_all = assistant.ask("Quelles décisions ont été prises au COSINUM ?")
        own = assistant.ask("Quelles décisions ont été prises au COSINUM du 4 mai 2022 ?")
    assert [citation.quote for citation in last.citations] == [EXCLUDED]
    assert last.text.splitlines()[-1] == (
        "Un document ajouté par un lecteur porte une date plus récente : "
        "« Relevé de décisions du COSINUM du 4 mai 2022 »."
    )
    assert [citation.quote for citation in of_all.citations] == [EXCLUDED, ALLOWED]
    assert of_all.text.splitlines()[3] == own.text.splitlines()[0] == SAID


def test_a_model_is_told_and_what_it_writes_from_it_too(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    added = MINUTES.format("4 mai 2022", ALLOWED)
    with asked_over(added, tmp_path, default_encoder, {}) as assistant:
        answer = assistant.ask(QUESTION)
    assert "4 mai 2022, document ajouté par un lecteur, § 1" in request(QUESTION, answer.citations)
    written = replace(answer, text="Zoom est autorisé. [1]", generator="modèle")
    told = "Extraits d'un document ajouté par un lecteur : [1]."
    assert in_full(written).endswith(told)
    assert told not in in_full(answer)
