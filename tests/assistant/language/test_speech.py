"""Minutes that report speeches: what they are about, and whose words are quoted."""

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.language.speech import opens_speech, said_by
from index.encoders.encoder import Encoder
from tests.support.documents import Asked, assistant_over

COUNCIL = """# Procès-verbal du conseil municipal du 30 mars 2009

## 1. Serre du parc zoologique

M. Delmas : En 2005, le conseil a confié la serre à l'entreprise Dumas Sud.

Les travaux ont été reçus en mai 2007.

Après négociation, un accord est intervenu pour un montant de 129 840 euros.

M. Roux : Le village des marques sera nocif pour les commerces du centre.

Je le redis, ce projet est une folie.

Mme Petit : Monsieur Roux, ce village des marques ne nuira à personne.

- Pour : 60

Adopté à l'unanimité.

## 2. Vœux

Les vœux du personnel auront lieu en janvier.
"""
DOCUMENTS = {"pv.md": COUNCIL}


def test_a_name_said_before_in_a_speech_is_met(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le montant de l'accord avec Dumas Sud ?")
    assert answer.status is Status.ANSWERED
    assert "129 840 euros" in answer.citations[0].quote
    assert answer.citations[0].speaker == "M. Delmas"
    assert "(M. Delmas a la parole)" in answer.text


def test_a_report_is_on_what_it_names_from_its_start(asked: Asked) -> None:
    minutes = (
        "# Procès-verbal du conseil municipal du 22 mai 2014\n\n## Pont\n\n"
        "Monsieur le Maire, Jean Roux, rapporte :\n\n"
        "Le pont de la Lironde relie deux quartiers de la ville.\n\n"
        "Cet équipement, réalisé par l'architecte Anne Villars, a coûté 3 millions d'euros.\n"
    )
    answer = asked({"pv.md": minutes}, "Quel architecte a réalisé le pont de la Lironde ?")
    assert "Anne Villars" in answer.citations[0].quote
    assert answer.citations[0].speaker == ""


def test_what_another_says_does_not_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Que pense M. Roux du village des marques ?")
    assert answer.status is Status.ANSWERED
    assert "nocif" in answer.citations[0].quote
    assert not any("ne nuira" in citation.quote for citation in answer.citations)


def test_a_speech_ends_where_its_item_does(assistant: Assistant) -> None:
    answer = assistant.ask("Que dit Mme Petit des vœux du personnel ?")
    assert answer.status is Status.NOT_FOUND


def test_votes_have_no_speaker(assistant: Assistant) -> None:
    answer = assistant.ask("Qu'a-t-on voté sur la serre ?")
    votes = [c for c in answer.citations if c.is_outcome or c.quote.startswith("Pour")]
    assert votes
    assert not any(citation.speaker for citation in votes)


STAFF = """# Compte rendu du comité technique du 18 janvier 2023

## 1. Passage en douze heures

Mme Le Dantec : Nous demandons une expertise sur la santé des agents.

C'est une usure que l'on paiera.

{reported}

Le suivi médical aura lieu tous les trois mois.
"""


@pytest.mark.parametrize(
    "reported",
    [
        "La directrice répond que la transmission sera comptée.",
        "La secrétaire générale de l'hôpital précise que la transmission sera comptée.",
        "Dr Ferrandi souligne que les transmissions seront moins nombreuses.",
        "M. Salles (DRH) indique que la transmission sera comptée.",
        "M. Salles, directeur des ressources humaines, rappelle la consultation de novembre.",
        "M. Salles : « La transmission sera comptée. »",
    ],
)
def test_a_speech_ends_where_the_words_of_another_are_told(
    reported: str, tmp_path: Path, default_encoder: Encoder
) -> None:
    minutes = STAFF.format(reported=reported)
    with assistant_over({"cr.md": minutes}, tmp_path, default_encoder) as assistant:
        own = assistant.ask("Qui paiera l'usure ?").citations[0]
        others = assistant.ask("Quand aura lieu le suivi médical ?").citations[0]
    assert (own.quote, own.speaker) == ("C'est une usure que l'on paiera.", "Mme Le Dantec")
    assert "suivi médical" in others.quote
    assert others.speaker == ""


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("M. DURAND : Je m'y oppose.", True),
        ("Mme le Maire: La séance est ouverte.", True),
        ("Jeanne MARTIN\u00a0: Merci.", True),
        ("M.ROUX : Non.", True),
        ("Mme de La Tour : Je vous remercie.", True),
        ("Liste UMP : deux sièges", False),
        ("Le COSINUM : un comité", False),
        ("M. Durand s'y oppose : il le dit.", False),
        ("M. PAUL ROUX (groupe Rives) : « Nous voterons contre. »", True),
        ("Mme PETIT (au nom du groupe Agir) : Merci.", True),
        ("M. Sow (31 mars) : relancer le fournisseur", False),
    ],
)
def test_who_speaks_is_told_from_a_title(text: str, opens: bool) -> None:
    assert opens_speech(text) is opens


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Que pense M. Roux du budget ?", "Roux"),
        ("Quel effet Mme Petit-Jean craint-elle ?", "Petit-Jean"),
        ("Qu'a dit Madame le Maire du tramway ?", "Maire"),
        ("Que répond M. Roux à Mme Petit ?", "Roux"),
        ("What did Mrs Petit say about taxes?", "Petit"),
        ("Que pense M. de Villars ?", "Villars"),
        ("Quel est le prix de l'eau selon M. Roux ?", "Roux"),
        ("D'après Mme Petit, combien d'élèves sont absents ?", "Petit"),
        ("According to Mr Roux, what does water cost?", "Roux"),
        ("Quel est le prix de l'eau selon le rapport ?", ""),
        ("Que demande le COSINUM ?", ""),
        ("Qui est M. Roux ?", ""),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str) -> None:
    assert said_by(question) == name


def test_briefing_notes_have_no_speeches(asked: Asked) -> None:
    note = "# Fiche : accueil\n\nM. Delmas : un bureau.\n\nLe guichet ouvre à 9 heures.\n"
    answer = asked({"fiche.md": note}, "À quelle heure ouvre le guichet ?")
    assert answer.citations[0].speaker == ""
