"""Who runs something: a person or a body that does it, and no tool, office or thing beside."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "2023-06-12-comite-numerique.md": """# Relevé de décisions du comité numérique du 12 juin 2023

## 1. Identité numérique des entreprises

Le comité prend note de l'avancement des travaux sur l'identité numérique des entreprises.

PILOT : outil de suivi mis à disposition par la DGE, à renseigner chaque vendredi.

## 2. Archives

La direction des achats pilote la migration des archives.

## 3. Portail des aides

Le suivi du portail des aides est assuré par Mme Daubigny.

## 4. Étude sur le covoiturage

| Action | Pilote | Échéance |
|---|---|---|
| Étude sur le covoiturage | service des mobilités | 31 mai |

L'audit du covoiturage est confié au cabinet Ardoise.

## 5. Télétravail

Le quota est porté à trois jours par semaine.

## 6. Dialyse

Le comité finance les soins donnés à domicile.

## 7. Chantier Belette

Le chef de projet du chantier Belette est M. Bastien Aubert.

Le comité de pilotage du chantier Belette est présidé par la directrice adjointe, Mme Odile Vasseur.

## 8. Plan de relance

Les crédits du plan de relance sont à la disposition des porteurs de projet.

La feuille de route du plan de relance prévoit des achats responsables.

## 9. Paie

La mise en œuvre de la circulaire sur la paie est supervisée par la DGAFP.

La réunion sur les bulletins de paie est convoquée par la DGNP, qui en gère le budget.

Les directions s'assureront que la paie des saisonniers est prête.

La réunion sur les titres est convoquée par le secrétariat général, qui en gère le budget.
""",
    "fiche-programme-cap-2030.md": """# Évolution du programme CAP-2030

## 1. Moyens à mobiliser

Nous proposons une équipe noyau, localisée à la DGE, en mesure d'animer un réseau de projets agiles.

La feuille de route vise, avec le ministère de l'écologie, un numérique responsable.

Le projet Inclusion se concentre sur l'accueil au guichet, sous le pilotage de la DITP.
""",
}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qui pilote l'identité numérique des entreprises ?", ""),
        ("Qui pilote la migration des archives ?", "direction des achats"),
        ("Qui assure le suivi du portail des aides ?", "Mme Daubigny"),
        ("Qui pilote l'étude sur le covoiturage ?", "service des mobilités"),
        ("Qui est chargé de l'audit du covoiturage ?", "confié au cabinet Ardoise"),
        ("Qui est chargé de l'étude sur le covoiturage ?", "service des mobilités"),
        ("Qui est en charge de l'étude sur le covoiturage ?", "service des mobilités"),
        ("Qui est responsable de l'étude sur le covoiturage ?", "service des mobilités"),
        ("Qui est chargé du plan de relance ?", ""),
        ("Qui est responsable du plan de relance ?", ""),
        ("Qui s'occupe du plan de relance ?", ""),
        ("Qui pilote la circulaire sur la paie ?", "DGAFP"),
        ("Qui pilote la paie des saisonniers ?", ""),
        ("Qui pilote la paie du futur ?", ""),
        ("Qui est responsable des archives ?", "direction des achats"),
        ("Qui est responsable des domiciles ?", ""),
        ("Who is responsible for the homes?", ""),
        ("Qui est en charge du budget des titres ?", "secrétariat général"),
        ("Quel service est chargé de l'étude sur le covoiturage ?", "service des mobilités"),
        ("Quelle direction est responsable de la migration des archives ?", "direction des achats"),
        ("Qui s'occupe du projet Inclusion ?", "sous le pilotage de la DITP"),
        ("Qui pilote le programme CAP-2030 ?", ""),
        ("Qui est responsable de CAP-2030 ?", ""),
        ("Who is in charge of the study on carpooling?", "service des mobilités"),
        ("Who is responsible for the study on carpooling?", "service des mobilités"),
        ("Who runs the migration of the archives?", "direction des achats"),
        ("Who oversees the study on carpooling?", "service des mobilités"),
        ("Who keeps track of the circular on pay?", "DGAFP"),
        ("Who is responsible for applying the circular on pay?", "DGAFP"),
        ("Who manages the recovery plan?", ""),
        ("Who is the project manager of Belette?", "M. Bastien Aubert"),
        ("Who chairs the steering committee of Belette?", "Mme Odile Vasseur"),
        ("Who is the architect of Belette?", ""),
    ],
)
def test_who_runs_it(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status is Status.ANSWERED) is bool(told)
    assert told in " ".join(citation.quote for citation in answer.citations)


def test_a_word_of_like_meaning_does_not_outweigh_the_word_in_a_title(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Qu'a-t-il été décidé sur le télétravail ?")
    assert "trois jours" in answer.citations[0].quote
    assert not any("domicile" in citation.quote for citation in answer.citations)
