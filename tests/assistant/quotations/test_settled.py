"""What notes of a meeting settle in passing is told apart from what they only discuss."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Assistant
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

NOTES = """Compte rendu de la réunion de service du 14 janvier 2025

Présents : Mme Roux, M. Petit

## 1. Barques

Deux des six barques ont plus de vingt ans. On pourrait envisager un bateau électrique en 2027. \
Désormais, toute réservation de barque passe par Mme Roux.

## 2. Kiosque

M. Petit présente trois toiles : lin maintenu, coton, polyester. Le coton est hors jeu.
"""


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder
) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("notes")
    with assistant_over({"notes.md": NOTES}, folder, default_encoder) as assistant:
        yield assistant


def test_a_thought_is_not_quoted_with_what_is_settled_beside_it(assistant: Assistant) -> None:
    thought = assistant.ask("Va-t-on envisager un bateau électrique ?")
    assert not any(citation.is_decision for citation in thought.citations)
    settled = assistant.ask("Par qui passe toute réservation de barque ?")
    assert [(c.quote, c.is_decision) for c in settled.citations] == [
        ("Désormais, toute réservation de barque passe par Mme Roux.", True)
    ]


def test_all_that_a_meeting_settled_is_told_and_nothing_else(assistant: Assistant) -> None:
    told = assistant.ask("Quelles décisions ont été prises à la réunion du 14 janvier 2025 ?")
    assert [citation.quote for citation in told.citations] == [
        "Désormais, toute réservation de barque passe par Mme Roux.",
        "Le coton est hors jeu.",
    ]
