"""Minutes whose items are reported, then voted: what is quoted of them, and what it is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assistant.answer import Language, Status
from assistant.chat.page import sources
from assistant.engine import Assistant
from index.encoders.encoder import Encoder
from tests.support.documents import assistant_over

COUNCIL = """# Procès-verbal du conseil municipal du 30 mars 2009

## 1. Biennale des jeunes créateurs

La Ville participe à la biennale de Skopje, pour un montant de 80 000 euros.

En conséquence, il est proposé au Conseil municipal :

- d'approuver le choix des dix artistes ;
- de prélever la dépense sur le budget de la culture.

M. Roche : Je trouve que la biennale sera suivie par peu d'habitants.

- Pour : 60
- Contre : 2

Adopté à la majorité.

## 2. Vente de terrains à la société d'équipement

La société d'équipement souhaite acquérir quinze parcelles.

## 3. Construction du gymnase Jean-Bouin

- Pour : 62

Adopté à l'unanimité.
"""
DOCUMENTS = {"pv.md": COUNCIL}


def test_what_a_report_says_is_followed_by_the_outcome_of_its_item(assistant: Assistant) -> None:
    answer = assistant.ask("Quel montant pour la biennale de Skopje ?")
    assert answer.text.startswith("Examiné ")
    assert answer.text.endswith("Issue du point : « Adopté à la majorité. » [2]")
    first, outcome = answer.citations
    assert (first.is_decision, first.outcome) == (False, "Adopté à la majorité.")
    assert outcome.is_outcome
    assert outcome.paragraph.text == outcome.quote


def test_what_is_proposed_to_a_meeting_is_not_yet_decided(assistant: Assistant) -> None:
    answer = assistant.ask("Qui choisit les dix artistes ?")
    assert (
        "« En conséquence, il est proposé au Conseil municipal : »\n"
        "– « d'approuver le choix des dix artistes » [1]\nIssue du point :"
    ) in answer.text
    assert "Décidé" not in answer.text


def test_what_was_put_to_the_vote_is_quoted_where_a_decision_is_asked_for(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Qu'a-t-il été décidé sur la biennale de Skopje ?")
    quotes = [c.quote for c in answer.citations]
    assert "d'approuver le choix des dix artistes" in quotes
    assert "de prélever la dépense sur le budget de la culture." in quotes
    assert quotes[-1] == "Adopté à la majorité."
    assert [c.marker for c in answer.citations] == [*range(1, len(quotes) + 1)]
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    assert "Décidé" not in answer.text


def test_what_someone_says_is_no_decision(assistant: Assistant) -> None:
    answer = assistant.ask("Que dit M. Roche de la biennale ?")
    assert answer.text.startswith("Examiné ")
    assert "M. Roche : Je trouve" in answer.citations[0].quote


def test_an_item_without_a_vote_has_no_outcome_of_another(assistant: Assistant) -> None:
    answer = assistant.ask("Qui souhaite acquérir quinze parcelles ?")
    assert answer.text.startswith("Sujet évoqué, sans décision, ")
    assert [c.outcome for c in answer.citations] == [""]


def test_an_outcome_alone_does_not_come_near(assistant: Assistant) -> None:
    question = "Combien de places dans le gymnase Jean-Bouin ?"
    found = [hit.paragraph.text for hit in assistant.search(question).hits]
    answer = assistant.ask(question)
    assert "Adopté à l'unanimité." in found
    assert answer.status is Status.NOT_FOUND
    assert not any(near.hit.paragraph.text.startswith("Adopté") for near in answer.nearest)


def test_a_vote_is_quoted_under_the_heading_of_its_item(assistant: Assistant) -> None:
    answer = assistant.ask("Qu'a-t-il été décidé sur le gymnase Jean-Bouin ?")
    assert [c.quote for c in answer.citations] == [
        "3. Construction du gymnase Jean-Bouin",
        "Pour : 62",
        "Adopté à l'unanimité.",
    ]
    assert answer.text.startswith("Examiné ")


def test_the_outcome_is_said_in_the_language_of_the_question(assistant: Assistant) -> None:
    answer = assistant.ask("What was decided about the Jean-Bouin gymnasium?")
    assert answer.text.endswith("Outcome of the item: « Adopté à l'unanimité. » [3]")


@pytest.mark.parametrize(
    "question",
    [
        "Qui a voté contre la biennale des jeunes créateurs ?",
        "Combien de voix contre la biennale des jeunes créateurs ?",
        "Combien de voix pour la biennale des jeunes créateurs ?",
        "Quel a été le vote sur la biennale des jeunes créateurs ?",
    ],
)
def test_a_vote_is_found_that_does_not_say_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    quotes = [c.quote for c in answer.citations]
    assert {"Pour : 60", "Contre : 2"} <= set(quotes)
    assert quotes[0] == "1. Biennale des jeunes créateurs"


TWO_VOTES = """# Procès-verbal du conseil municipal du 30 mars 2009

## 1. Subventions

Il est proposé au conseil d'attribuer 500 euros à la fanfare.

Adopté à l'unanimité.

Le club de tennis rénove ses deux courts.

Il est proposé au conseil d'attribuer 900 euros au tennis.

Rejeté à la majorité.
"""


def test_of_two_votes_in_an_item_each_has_its_own(tmp_path: Path, default_encoder: Encoder) -> None:
    with assistant_over({"pv.md": TWO_VOTES}, tmp_path, default_encoder) as assistant:
        tennis = assistant.ask("Qu'a-t-il été décidé sur le club de tennis ?")
        assert "fanfare" not in tennis.text
        assert tennis.text.endswith("Issue du point : « Rejeté à la majorité. » [3]")
        fanfare = assistant.ask("Qu'a-t-il été décidé sur la fanfare ?")
        assert fanfare.text.endswith("Issue du point : « Adopté à l'unanimité. » [2]")


ELECTION = """# Délibération du conseil municipal du 22 mai 2014

La Ville est représentée à l'association du pont Vieux par deux élus.

Il est proposé au conseil municipal de désigner les représentants suivants :

Au conseil d'administration :

- Annie Roche ;
- Paul Villard.

Le Conseil adopte.
"""


def test_those_who_are_named_are_quoted_with_what_names_them(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"election.md": ELECTION}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("Qui représente la Ville à l'association du pont Vieux ?")
        assert answer.text.endswith(
            "« Au conseil d'administration : » [3]\n– « Annie Roche » [4]\n– « Paul Villard. » [5]"
            "\nIssue du point : « Le Conseil adopte. » [6]"
        )


DELIBERATION = """Extrait du registre des délibérations du conseil municipal

Séance du 22 mai 2014

Convoqué le 16 mai 2014, le conseil municipal s'est réuni en mairie à 18 heures.

La parcelle du pont Vieux n'est plus utilisée par la Ville depuis dix ans.

Il est proposé au conseil municipal de vendre la parcelle du pont Vieux à son voisin.

\uf0b7 Adopté à l'unanimité.
"""


def test_a_deliberation_of_one_item_has_its_outcome(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"deliberation.txt": DELIBERATION}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("Qu'a-t-il été décidé sur la parcelle du pont Vieux ?")
        assert answer.text.startswith("Examiné ")
        assert answer.citations[-1].quote == "Adopté à l'unanimité."
        assert answer.citations[0].outcome == "Adopté à l'unanimité."


TITLES = """# Compte-rendu du conseil municipal du 16 décembre 2011

## 1. Exercice 2012 - Budget Primitif 2012 de la Ville

- Pour : 46
- Contre : 7

Adopté à la majorité.

## 2. Place Georges Petit - Dénomination

- Pour : 52

Adopté à l'unanimité.

## 3. Terrain du pont Vieux

M. Roche : Je dirai à Georges Petit que le nom de la place et le budget primitif de 2012 attendront.

- Pour : 50

Adopté à l'unanimité.
"""


@pytest.fixture(scope="module")
def titles(
    tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("titles")
    with assistant_over({"cr.md": TITLES}, folder, default_encoder) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Le budget primitif 2012 a-t-il été adopté ?", "1. Exercice 2012"),
        ("Quand le budget primitif 2012 a-t-il été voté ?", "1. Exercice 2012"),
        ("Qui a voté contre le budget primitif 2012 ?", "1. Exercice 2012"),
        ("When was the 2012 budget adopted?", "1. Exercice 2012"),
        ("La dénomination de la place Georges Petit a-t-elle été approuvée ?", "2. Place Georges"),
        ("Qu'a-t-on voté sur la dénomination de la place Georges Petit ?", "2. Place Georges"),
    ],
)
def test_what_became_of_an_item_is_told_under_its_title_and_not_in_a_debate(
    titles: Assistant, question: str, title: str
) -> None:
    answer = titles.ask(question)
    quotes = [citation.quote for citation in answer.citations]
    assert quotes[0].startswith(title)
    assert quotes[-1].startswith("Adopté")
    assert not any("Roche" in quote for quote in quotes)
    assert "16 décembre 2011" in answer.text or "16 December 2011" in answer.text


def test_titles_votes_and_outcomes_are_called_so_on_the_page(titles: Assistant) -> None:
    answer = titles.ask("Le budget primitif 2012 a-t-il été adopté ?")
    shown = BeautifulSoup(sources(answer, Language.FRENCH), "html.parser")
    told = [tag.text for tag in shown.select(".tag")]
    assert told == ["titre du point", "vote", "vote", "issue du point"]


def test_another_year_of_an_item_is_none(titles: Assistant) -> None:
    assert titles.ask("Le budget primitif 2015 a-t-il été adopté ?").status is Status.NOT_FOUND
