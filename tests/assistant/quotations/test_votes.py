"""Votes and what is adopted: quoted with what they are of, and nothing else in their place."""

from pathlib import Path

import pytest

from index.encoders.encoder import Encoder
from ingest.language import headings
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


BY_GROUPS = """# Procès-verbal du comité social d'administration du 21 novembre 2023

## 1. Réorganisation du pôle des phares

Le président présente le projet de fusion des deux ateliers.

Le projet est soumis au vote :

Pour : SPP (2)

Contre : CGT-Phares (1), SUD-Phares (1)

Abstention : CFDT-Phares (1)

Amendement de la CFDT-Phares visant à reporter la fusion au 1er septembre. Pour : 2. Contre : 3. \
L'amendement est rejeté.

## 2. Charte des gardiens

Décisions :

- La charte des gardiens est adoptée.
- Un bilan de la charte est demandé au comité de mai.
"""
GROUPS = [
    "Pour : SPP (2)",
    "Contre : CGT-Phares (1), SUD-Phares (1)",
    "Abstention : CFDT-Phares (1)",
]


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le résultat du vote sur la réorganisation du pôle des phares ?",
        "Comment la CGT-Phares a-t-elle voté sur la réorganisation du pôle des phares ?",
        "Qu'a-t-il été décidé sur la réorganisation du pôle des phares ?",
    ],
)
def test_votes_of_groups_are_what_became_of_their_item(
    question: str, tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"pv.md": BY_GROUPS}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask(question)
        assert [c.quote for c in answer.citations if headings.is_vote(c.quote)] == GROUPS
        assert answer.text.startswith("Examiné ")
        assert "Amendement" not in answer.text.splitlines()[0]


def test_an_amendment_that_is_asked_about_has_its_own_vote(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"pv.md": BY_GROUPS}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("L'amendement de la CFDT-Phares a-t-il été adopté ?")
        assert answer.citations[0].quote.endswith("L'amendement est rejeté.")


def test_a_meeting_is_told_with_the_votes_that_nothing_closes_and_with_its_labels(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"pv.md": BY_GROUPS}, tmp_path, default_encoder) as assistant:
        told = assistant.ask("Qu'a décidé le comité social d'administration ?").text
        assert (
            "– « Le projet est soumis au vote : » [1]\n• « Pour : SPP (2) » [2]\n"
            "• « Contre : CGT-Phares (1), SUD-Phares (1) » [3]\n"
        ) in told
        assert "\n– « Décisions : » [6]\n• « La charte des gardiens est adoptée. » [7]" in told


@pytest.mark.parametrize(
    ("line", "is_vote"),
    [
        ("Contre : CGT-Culture (1), SUD-Culture (1)", True),
        ("Pour : UNSA (2 voix) et FO (1 voix).", True),
        ("Abstention : néant", True),
        ("Contre : 2", True),
        ("Pour : le renouvellement des baux.", False),
        ("Contre : voir le courrier (annexe 3)", False),
        ("Pour : information", False),
    ],
)
def test_which_lines_count_votes(line: str, is_vote: bool) -> None:
    assert headings.is_vote(line) is is_vote


BALLOTS = """# Procès-verbal du conseil municipal du 25 juillet 2011

## 2. Adhésion à la stratégie de biodiversité

Pour : 46

Adopté à l'unanimité.

Égalité des droits, Mme Petit 3 Convention de cartographie avec la police.

Pour : 45

Contre : 1

Adopté à la majorité.
"""


def test_votes_under_a_title_that_is_not_theirs_are_quoted_with_what_is_said_before_them(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    question = "Combien de voix contre l'adhésion à la stratégie de biodiversité ?"
    with assistant_over({"pv.md": BALLOTS}, tmp_path, default_encoder) as assistant:
        quotes = [citation.quote for citation in assistant.ask(question).citations]
    first = ["2. Adhésion à la stratégie de biodiversité", "Pour : 46", "Adopté à l'unanimité."]
    assert quotes[:3] == first
    assert not quotes[3:] or quotes[3].endswith("Convention de cartographie avec la police.")
