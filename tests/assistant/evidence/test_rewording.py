"""Questions in other words than the documents: answered, and near misses still refused."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from index.encoders.encoder import Meaning
from index.encoders.onnx_encoder import OnnxEncoder
from index.encoders.static_encoder import StaticEncoder
from tests.support.documents import assistant_over

MINUTES = """Relevé de décisions du comité des locaux du 4 mars 2021

1. Sûreté

Plusieurs règles ont été assouplies dans l'urgence et devront être rétablies avant l'été.

2. Emplois

Les postes d'ingénieurs restent vacants neuf mois en moyenne.

3. Restauration

Une prime de fidélité a été évoquée par deux directions.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("rewording")
    with assistant_over({"releve.txt": MINUTES}, folder, OnnxEncoder()) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        pytest.param(
            "Combien de temps faut-il pour recruter un ingénieur ?",
            "neuf mois en moyenne",
            id="said-otherwise",
        ),
    ],
)
def test_what_is_said_in_other_words_is_found(
    assistant: Assistant, question: str, quoted: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert quoted in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Quel est le montant de la prime de fidélité ?", id="wrong-fact"),
        pytest.param("Quelles sont les règles du congé parental ?", id="wrong-subject"),
        pytest.param("Comment déclarer mes impôts ?", id="off-topic"),
        pytest.param("Qu'a-t-il été décidé sur Teams ?", id="name-not-there"),
    ],
)
def test_what_is_not_said_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_an_encoder_that_reads_no_words_changes_nothing(tmp_path: Path) -> None:
    with assistant_over({"releve.txt": MINUTES}, tmp_path, StaticEncoder()) as assistant:
        answer = assistant.ask("Combien de temps faut-il pour recruter un ingénieur ?")
    assert answer.status is Status.NOT_FOUND


class _Overheard(OnnxEncoder):
    """Keeps what it is asked the meaning of."""

    usual_likeness = 0.4

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[str] = []

    def meanings(self, texts: Sequence[str], *, query: bool = False) -> list[Meaning]:
        self.passages += [] if query else texts
        return super().meanings(texts, query=query)


def test_a_sentence_is_read_behind_its_titles(tmp_path: Path) -> None:
    encoder = _Overheard()
    with assistant_over({"releve.txt": MINUTES}, tmp_path, encoder) as assistant:
        assistant.ask("Que sait-on des postes d'ingénieurs ?")
    assert encoder.passages[0] == (
        "Relevé de décisions du comité des locaux du 4 mars 2021. Emplois. "
        "Les postes d'ingénieurs restent vacants neuf mois en moyenne."
    )


def test_what_is_more_like_the_question_than_is_usual_is_surer(tmp_path: Path) -> None:
    encoder = _Overheard()
    with assistant_over({"releve.txt": MINUTES}, tmp_path, encoder) as assistant:
        sure = assistant.ask("Que sait-on des postes d'ingénieurs ?")
        encoder.usual_likeness = 0.9
        unsure = assistant.ask("Que sait-on des postes d'ingénieurs ?")
    assert sure.confidence > unsure.confidence
