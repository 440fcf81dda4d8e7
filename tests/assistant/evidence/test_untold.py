"""What is asked for by its name, where all else of the question is told of."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

DOCUMENTS = {
    "directoire.md": """# Relevé de conclusions du directoire de la régie du 11 avril 2023

## 1. Bassin de rétention

Un rejet d'hydrocarbures dans le bassin de rétention a été signalé en février au service de l'eau,
qui a classé le dossier.

## 2. Trophée

Le trophée du bassin le plus propre est maintenu, avec une remise en juin.

## 3. Départ

Mme Odile Sarrazin quitte la direction de l'exploitation ; une annonce a été passée.

## 4. Laboratoire

M. Hervé Castan est nommé à la tête du laboratoire, après le départ de Mme Riou.

## 5. Guichet unique

L'office du tourisme obtient un délai pour le guichet unique en raison de sa charge.

## 6. Aéroclub

La demande de l'aéroclub est écartée en raison du bruit.

## 7. Déversoir

Le comité de bassin est consulté sur le projet de déversoir. L'arrêté préfectoral prévoit une
astreinte de 200 euros par jour pour le déversoir de la Mare.

## 8. Séminaire

Le séminaire des exploitants se tiendra les 4 et 5 octobre.

## 9. Régates

Aux régates des agents, l'équipe des fontainiers l'emporte avec deux longueurs.

## 10. Relevés de nuit

La régie fera appel à l'intérim pour les relevés de nuit.

## 11. Messagerie

La messagerie Pélican est ouverte à tous les agents. La téléphonie passe de Colvert à Pélican.

## 12. Divers

Le directeur félicite les équipes, car les dossiers sont soignés. Il appelle à accélérer la
consommation des crédits.

## 13. Effectifs

Certaines équipes perdent trop de techniciens, ce qui nuit à la tenue des chantiers. D'autres en
perdent trop peu, ce qui conduit ces équipes à externaliser.

## 14. Véhicules

Le parc de véhicules vieillit, ce qui alourdit la facture d'entretien.
""",
}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (
            "Pourquoi des équipes externalisent-elles ?",
            "ce qui conduit ces équipes à externaliser.",
        ),
        ("Pourquoi la facture d'entretien est-elle lourde ?", "la facture d'entretien."),
        ("Pourquoi le vieux parc de véhicules est-il un problème ?", "la facture d'entretien."),
    ],
)
def test_a_reason_is_told_by_its_effect(assistant: Assistant, question: str, reason: str) -> None:
    (citation,) = assistant.ask(question).citations
    assert citation.quote.endswith(reason)


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi le parc de véhicules vieillit-il ?",
        "Quelle amende le service de l'eau a-t-il infligée après le rejet d'hydrocarbures ?",
        "Qui a gagné le trophée du bassin le plus propre ?",
        "Quelle entreprise a obtenu le trophée du bassin le plus propre ?",
        "Qui remplace Mme Sarrazin à la direction de l'exploitation ?",
        "Pourquoi l'office du tourisme a-t-il refusé le guichet unique ?",
        "Le comité de bassin a-t-il rendu son avis sur le projet de déversoir ?",
        "Quel traiteur a été retenu pour le séminaire des exploitants ?",
        "Quel outil remplace la messagerie Pélican ?",
        "Pourquoi faut-il accélérer la consommation des crédits ?",
    ],
)
def test_what_is_named_in_vain_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quelle astreinte est prévue pour le déversoir de la Mare ?", "200 euros"),
        ("Qui a remplacé Mme Riou à la tête du laboratoire ?", "Castan"),
        ("Pourquoi l'aéroclub a-t-il été refusé ?", "bruit"),
        ("Quel recours à l'intérim est prévu pour les relevés de nuit ?", "fera appel"),
        ("Quelle équipe a gagné les régates des agents ?", "fontainiers"),
        ("Quand se tiendra le séminaire des exploitants ?", "5 octobre"),
    ],
)
def test_other_words_of_the_same_thing_tell_it(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).text
