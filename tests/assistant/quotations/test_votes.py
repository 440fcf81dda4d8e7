"""Votes and what is adopted: quoted with what they are of, and nothing else in their place."""

from pathlib import Path

import pytest

from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

CHARTER = """# Relevé de décisions du comité de direction du 7 février 2024

## 1. Charte des déplacements

Le comité adopte la charte des déplacements professionnels, à l'exception de l'article relatif aux \
vélos. Elle entre en vigueur le 1er mars 2024. Le taxi est interdit, sauf pour les trajets de nuit.

## 2. Parc automobile

Le comité adopte l'achat de deux barques.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Le taxi est-il autorisé ?", "Le taxi est interdit, sauf pour les trajets de nuit."),
        ("Quand la charte des déplacements entre-t-elle en vigueur ?", "le 1er mars 2024."),
        ("Combien de barques sont achetées ?", "Le comité adopte l'achat de deux barques."),
    ],
)
def test_what_is_adopted_is_quoted_with_what_is_said_of_it(
    question: str, told: str, tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"charte.md": CHARTER}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask(question)
        assert any(told in citation.quote for citation in answer.citations)
