"""An item is quoted under who is to do it, where that is asked."""

from pathlib import Path

import pytest

from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

WHO = "Tous les ministères devront :"
COUNT = "évaluer, d'ici le 31 décembre 2020, le nombre d'agents qui télétravaillent"
RECORDS = f"""# Relevé de décisions du comité du 3 décembre 2020

## 1. Poste de travail

La dotation en portables se poursuit dans tous les services. {WHO}

- {COUNT} ;
- équiper ces agents avant l'été.

## 2. Points divers

Le comité adopte les décisions suivantes :

- la messagerie commune est ouverte aux préfectures ;
- le réseau est doublé.
"""


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Qui doit évaluer le nombre d'agents qui télétravaillent ?", [WHO, COUNT]),
        ("Who must evaluate the number of agents?", [WHO, COUNT]),
        ("Quand évaluer le nombre d'agents qui télétravaillent ?", [COUNT]),
        (
            "À qui la messagerie commune est-elle ouverte ?",
            ["la messagerie commune est ouverte aux préfectures"],
        ),
    ],
)
def test_who_is_to_do_it_stands_above_the_item(
    question: str, quotes: list[str], tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"releve.md": RECORDS}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask(question)
    assert [citation.quote for citation in answer.citations] == quotes
