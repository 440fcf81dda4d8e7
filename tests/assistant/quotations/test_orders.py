"""Acts whose orders stand apart from who gives them, and items that are left open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Assistant
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

ACTS = """Extrait du registre des délibérations du conseil communautaire

Séance du 28 septembre 2023

DÉLIBÉRATION N° 2023-071 – Redevance des roseaux

Après en avoir délibéré, le conseil communautaire, par 22 voix pour et 6 contre,

DÉCIDE :

Article 1er : d'instituer la redevance sur l'ensemble du marais à compter du 1er janvier 2025.

DÉLIBÉRATION N° 2023-072 – Piscine : choix du mode de gestion

Considérant le rapport présenté par M. Poncelet,

Le conseil communautaire, à l'unanimité,

APPROUVE le principe d'une exploitation de la piscine en régie directe.

DIT que la régie sera dotée de la seule autonomie financière.

DÉLIBÉRATION N° 2023-074 – Chargé de mission mobilités

DÉCIDE, à la majorité (1 abstention), la création d'un emploi de chargé de mission mobilités.
"""
STEERING = """# Relevé de décisions du comité de pilotage du 19 mars 2024

## 1. Parking

M. Garrigue demande la gratuité du parking P3 pour les gardiens de nuit.

La directrice accède à cette demande : le P3 sera gratuit de 20 h à 8 h pour tout porteur de badge.

## 2. Assistance

M. Abgrall propose un numéro unique. Mme Tran s'y oppose. Le sujet reste ouvert.
"""
UNANIMOUS = "« Le conseil communautaire, à l'unanimité »"


@pytest.fixture
def council(tmp_path: Path, default_encoder: Encoder) -> Iterator[Assistant]:
    with assistant_over({"registre.txt": ACTS}, tmp_path, default_encoder) as assistant:
        yield assistant


def test_an_act_is_told_with_who_rules_and_how(council: Assistant) -> None:
    told = council.ask("Quelles délibérations ont été adoptées le 28 septembre 2023 ?").text
    assert "par 22 voix pour et 6 contre » [1] « DÉCIDE : » [2]\n" in told
    assert f"– {UNANIMOUS} [4] « APPROUVE le principe" in told
    assert "\n– « DIT que la régie sera dotée" in told
    assert "\n– « DÉCIDE, à la majorité (1 abstention), la création" in told


def test_an_order_is_quoted_with_who_gives_it(council: Assistant) -> None:
    told = council.ask("Qu'a-t-il été décidé sur la piscine ?").text
    assert told.startswith(
        f"Décidé au Conseil communautaire du 28 septembre 2023 : {UNANIMOUS} [1] « APPROUVE"
    )


def test_what_was_asked_for_is_told_with_what_was_granted(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"copil.md": STEERING}, tmp_path, default_encoder) as assistant:
        told = assistant.ask("Qu'a demandé M. Garrigue sur le parking P3 ?").text
        assert "Issue du point : « La directrice accède à cette demande : le P3 sera" in told


def test_an_item_that_its_last_sentence_leaves_open_is_told_of_its_meeting(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"copil.md": STEERING}, tmp_path, default_encoder) as assistant:
        told = assistant.ask("Qu'a décidé le comité de pilotage ?").text
        assert told.splitlines()[-1].startswith("– Sans décision : « M. Abgrall propose")
