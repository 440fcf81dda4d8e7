"""Who was there is told by the lists of those present, and by nothing else."""

from pathlib import Path

import pytest

from assistant.answer import Status
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

MINUTES = """# Conseil municipal du 24 avril 2014

Présents :

Anne BARRAL, Luc CANAUD, Robert COTTE, Perla DANAN.

Excusés :

Titina PEYRIN, Jean COUR.

## Ordre du jour

M. Barral a assisté à la présentation du budget, dont les participants ont débattu.
"""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Qui était présent le 24 avril 2014 ?", "Luc CANAUD"),
        ("Qui a assisté à la séance du 24 avril 2014 ?", "Luc CANAUD"),
        ("Quels sont les participants ?", "Luc CANAUD"),
        ("Quels élus étaient excusés en avril 2014 ?", "Jean COUR"),
        ("Who attended the meeting of 24 April 2014?", "Luc CANAUD"),
    ],
)
def test_who_was_there(tmp_path: Path, encoder: Encoder, question: str, names: str) -> None:
    with assistant_over({"pv.md": MINUTES}, tmp_path, encoder) as assistant:
        answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert names in "\n".join(citation.quote for citation in answer.citations)
    assert not any("budget" in citation.quote for citation in answer.citations)


def test_minutes_without_such_a_list_are_silent(tmp_path: Path, encoder: Encoder) -> None:
    said = "# Conseil du 24 avril 2014\n\nDès à présent, un assistant a participé au budget.\n"
    with assistant_over({"pv.md": said}, tmp_path, encoder) as assistant:
        answer = assistant.ask("Qui a assisté à la séance du 24 avril 2014 ?")
    assert answer.status is Status.NOT_FOUND
