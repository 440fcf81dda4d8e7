"""What someone asks or proposes is told with what the meeting made of it."""

from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from index.encoders.encoder import Encoder
from tests.support.documents import Asked, assistant_over

RULED = """# Relevé de décisions de la réunion interministérielle du 6 mai 2022

## 1. Répertoire des bacs de sable

Le ministère des sports propose un répertoire unique des bacs de sable. Le ministère de la ville \
demande à conserver le sien.

Le cabinet arbitre en faveur du répertoire unique.

## 2. Moyens du répertoire

Le ministère des sports demande douze emplois pour le répertoire.

Il n'est pas fait droit à cette demande. Le cabinet accorde 200 000 euros.

## 3. Survol par ballons

Le ministère des sports souhaite autoriser le survol des plages par ballons.

Le cabinet n'est pas en mesure d'arbitrer ce point, qui sera repris en juillet.

## 4. Gardiennage

Mme Arnal propose un gardiennage de nuit. Le préfet n'y est pas favorable.

Le cabinet retient une clôture de deux mètres.

## 5. Points divers

Mme Arnal demande un bilan des goûters.

Le cabinet retient la date du 2 juin pour la fête des plages.
"""
VOTED = """# Procès-verbal du conseil communautaire du 4 octobre 2021

## 1. Prime au vélo cargo

Le rapporteur présente la prime au vélo cargo, de 300 euros.

M. Lebon dépose un amendement visant à doubler la prime au vélo cargo.

L'amendement est rejeté par 30 voix contre 9.

Adopté par 31 voix pour et 8 contre.

## 2. Vente du moulin

Le rapporteur propose de céder le moulin à la société Farine.

Le rapport est retiré.

## 3. Budget de l'eau

Le budget de l'eau est présenté.

Adopté à l'unanimité.
"""


REGISTERED = """Procès-verbal du conseil métropolitain du 9 mai 2022

II – CULTURE

N° 2022-14 – Achat du kiosque à musique

Le rapporteur présente l'achat du kiosque à musique, au prix de 9 000 euros.

M. Lebon demande un délai. Le rapport est retiré.

N° 2022-15 – Subvention à la fanfare

La fanfare reçoit 700 euros.

Adopté par 12 voix contre 3.

N° 2022-16 – Prêt de chaises

Les chaises sont prêtées.

Adopté à l'unanimité.

N° 2022-17 – Statuts

Résolution n° 1 — Transfert du siège de la fanfare au moulin.

Retirée par le bureau avant le vote.

Résolution n° 2 — Couleur des tuniques, sans vote.

Résolution n° 3 — Second tambour.

Rejetée par 12 voix contre 3.
"""
ARTICLES = """Délibération du conseil d'administration du 3 mars 2020

Article 1 : Une prime de 40 euros est versée aux joueurs de cornemuse.

Article 2 : Le bal des cornemuses est ouvert à tous.

Article 3 : Les joueurs de passage sont exclus du bénéfice de l'article 1er.

Article 4 : Par dérogation à l'article 2 de la loi du 9 mai 2001, la salle est chauffée.
"""
DOCUMENTS = {
    "ruled.md": RULED,
    "voted.md": VOTED,
    "articles.txt": ARTICLES,
    "register.txt": REGISTERED,
}


def _outcomes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations if citation.is_outcome]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("Combien d'emplois pour le répertoire ?", "Il n'est pas fait droit"),
        ("Qui souhaite le survol des plages par ballons ?", "Le cabinet n'est pas en mesure"),
        ("Qui demande à conserver son répertoire ?", "Le cabinet arbitre en faveur"),
    ],
)
def test_a_request_goes_with_its_ruling(assistant: Assistant, question: str, outcome: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith("Examiné "), answer.text
    (told,) = _outcomes(answer)
    assert told.startswith(outcome)


@pytest.mark.parametrize(
    "question",
    ["Qui propose un gardiennage de nuit ?", "Qui demande un bilan des goûters ?"],
)
def test_what_was_answered_or_stands_alone_takes_no_ruling(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.citations
    assert _outcomes(answer) == []


def test_an_amendment_goes_with_its_own_outcome_too(assistant: Assistant) -> None:
    answer = assistant.ask("Qui veut doubler la prime au vélo cargo ?")
    assert "amendement visant à doubler" in answer.citations[0].quote
    assert _outcomes(answer) == [
        "L'amendement est rejeté par 30 voix contre 9.",
        "Adopté par 31 voix pour et 8 contre.",
    ]


def test_the_outcome_of_the_next_item_is_not_taken_for_that_of_one_withdrawn(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Quel est le prix du kiosque à musique ?")
    assert _outcomes(answer) == ["M. Lebon demande un délai. Le rapport est retiré."]


def test_the_outcome_of_the_next_resolution_is_not_taken_for_that_of_one_withdrawn(
    assistant: Assistant,
) -> None:
    moved = assistant.ask("Le siège de la fanfare est-il transféré au moulin ?")
    assert _outcomes(moved) == ["Retirée par le bureau avant le vote."]
    assert _outcomes(assistant.ask("Quelle couleur des tuniques ?")) == []


def test_what_was_withdrawn_is_said_to_be(assistant: Assistant) -> None:
    answer = assistant.ask("À quelle société céder le moulin ?")
    assert _outcomes(answer) == ["Le rapport est retiré."]


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("Quelle prime pour les joueurs de cornemuse ?", ["Article 1", "Article 3"]),
        ("Le bal des cornemuses est-il ouvert ?", ["Article 2"]),
    ],
)
def test_an_article_goes_with_what_another_takes_away_from_it(
    assistant: Assistant, question: str, articles: list[str]
) -> None:
    answer = assistant.ask(question)
    assert [citation.quote[:9] for citation in answer.citations] == articles


VOTED = """# Procès-verbal du conseil d'administration du 4 mars 2022

## Aides aux fanfares

Mme Roux souhaite un amendement doublant les aides aux fanfares de vallée. L'amendement, mis aux
voix, est rejeté par 6 voix contre 5.

## Prix du bac

Après débat, le conseil, par 9 voix pour, 2 contre (MM. Faure, Lebel) et 1 abstention, relève le
prix du bac.
"""


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Le doublement des aides aux fanfares de vallée a-t-il été voté ?", "6 voix contre 5"),
        ("Qui a voté contre le prix du bac ?", "Faure, Lebel"),
        ("Qui a voté contre les quais du bac ?", ""),
    ],
)
def test_votes_told_in_a_sentence(asked: Asked, question: str, quoted: str) -> None:
    answer = asked({"pv.md": VOTED}, question)
    assert quoted in answer.text
    assert bool(answer.citations) is bool(quoted)


def test_why_something_was_not_done_may_be_told_in_other_words(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    note = (
        "# Fiche : quais\n\nLe quai du port reste en sable car la pente est forte.\n\n"
        "Le ponton est goudronné.\n"
    )
    with assistant_over({"note.md": note}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("Pourquoi le quai du port n'a-t-il pas été goudronné ?")
        done = assistant.ask("Pourquoi le quai du port a-t-il été goudronné ?")
    assert "car la pente est forte" in answer.text
    assert not done.citations
