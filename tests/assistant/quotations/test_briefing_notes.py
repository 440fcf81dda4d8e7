"""What an agent asks of a briefing note: its options, what speaks for each, what it asks of whom it
is for, its calendar, how far a project is, what worked."""

import pytest

from assistant.answer import Nature, Status
from tests.support.documents import Asked

NOTE = """# Note à l'attention de Madame la ministre

Paris, le 14 mars 2025

Objet : renouvellement du parc automobile des brigades rurales

## 1. Options

### Option A – Achat sur trois ans

Les véhicules deviennent la propriété de l'État.

Avantages :

- maîtrise de l'aménagement des véhicules ;
- coût total le plus faible.

Inconvénients :

- besoin de 84,5 M€ de crédits dès 2026 ;
- délai de livraison de quatorze mois.

### Option B – Location de longue durée

Les véhicules sont loués, entretien compris, auprès d'un titulaire unique.

Avantages :

- lissage de la dépense ;
- premiers véhicules livrés en six mois.

Inconvénients :

- surcoût de 12 % par rapport à l'achat ;
- pénalités de restitution.

## 2. Analyse

L'option A n'est pas soutenable. L'option B expose le ministère à un contentieux sur les véhicules.

## 3. Points d'attention

- Le Parlement a demandé à la ministre un rapport sur ce sujet.
- Le réseau de bornes ne couvre que 18 % des sites.

## 4. Recommandation

La direction recommande de retenir la location, plus rapide à mettre en place.

## 5. Décisions attendues de la ministre

1. Valider le principe de la location.
2. Autoriser la saisine de la direction du budget.

## 6. Calendrier prévisionnel

| Échéance | Étape | Responsable |
|---|---|---|
| 15 avril 2025 | Saisine de la direction du budget | SDFA |
| Juin 2025 | Publication de l'avis de marché | UGAP |
| Novembre 2025 | Notification des marchés | Service de l'achat |
| Mai 2026 | Livraison des premiers véhicules loués | Titulaire |

## Annexe – Coût comparé des options (en M€)

| Option | 2026 | 2027 | Total sur dix ans |
|---|---|---|---|
| A – Achat | 84,5 | 79,0 | 241,0 |
| B – Location | 31,2 | 31,2 | 269,9 |
| C – Mixte | 46,8 | 44,1 | 252,4 |
| D – Attente | 12,1 | 15,2 | 198,0 |
"""
CALENDAR = NOTE.partition("## 6. Calendrier prévisionnel\n\n")[2].partition("\n\n")[0]
RESULTS = """# Retour d'expérience sur la panne de la messagerie du rectorat

## Causes

Le mot de passe d'un prestataire n'avait pas été changé depuis trois ans.

## Ce qui a bien fonctionné

- Les sauvegardes hors ligne, testées en juin.
- La communication quotidienne aux chefs d'établissement.

## Ce qui a mal fonctionné

- L'annuaire de crise n'était disponible que sur le réseau.
- Les familles n'ont été informées que le sixième jour.
"""
PROJECT = """# Fiche projet : PASSERELLE, portail des demandes d'aide

## Finalité

PASSERELLE remplace les trois applications de demande d'aide.

## Périmètre

Sont compris dans le périmètre : le dépôt et l'instruction des demandes.

Sont exclus du périmètre :

- le contrôle a posteriori ;
- les demandes des particuliers.

## État d'avancement

Le dépôt est en service depuis le 20 janvier 2025 dans trois départements.
"""
TEXTS = {"note.md": NOTE, "retex.md": RESULTS, "fiche.md": PROJECT}


def _bare(items: str) -> list[str]:
    return [item.removeprefix("- ").rstrip(" ;") for item in items.splitlines()]


def _under(title: str, text: str = NOTE) -> list[str]:
    return _bare(text.partition(f"{title}\n\n")[2].partition("\n\n")[0])


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        (
            "Quelles sont les options étudiées pour les véhicules ?",
            ["Option A – Achat sur trois ans", "Option B – Location de longue durée"],
        ),
        (
            "Quels sont les avantages de l'option A ?",
            ["Avantages :", "maîtrise de l'aménagement des véhicules",
             "coût total le plus faible."],
        ),
        (
            "Quels sont les inconvénients de l'option B ?",
            ["Inconvénients :", "surcoût de 12 % par rapport à l'achat",
             "pénalités de restitution."],
        ),
        ("Qu'est-il demandé à la ministre ?", _under("## 5. Décisions attendues de la ministre")),
        ("Que doit décider la ministre ?", _under("## 5. Décisions attendues de la ministre")),
        ("Qu'est-ce qui a bien fonctionné ?", _under("## Ce qui a bien fonctionné", RESULTS)),
        (
            "Qu'est-ce qui a mal fonctionné pendant la panne ?",
            _under("## Ce qui a mal fonctionné", RESULTS),
        ),
        ("Quelles sont les causes de la panne ?", _under("## Causes", RESULTS)),
        (
            "Quel est le coût de la solution mixte sur dix ans ?",
            ["Annexe – Coût comparé des options (en M€)",
             "Option | 2026 | 2027 | Total sur dix ans", "C – Mixte | 46,8 | 44,1 | 252,4"],
        ),
        ("Quel titulaire a été retenu pour la location ?", []),
        (
            "Que dit la note sur le renouvellement du parc automobile ?",
            ["La direction recommande de retenir la location, plus rapide à mettre en place."],
        ),
        (
            "Résumez la note sur le parc automobile.",
            ["La direction recommande de retenir la location, plus rapide à mettre en place."],
        ),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_note_is_told_whole(
    asked: Asked, question: str, quotes: list[str]
) -> None:
    answer = asked(TEXTS, question)
    assert [citation.quote for citation in answer.citations] == quotes


def test_titles_without_a_letter_or_a_number_are_no_list(asked: Asked) -> None:
    slow = "Il est devenu trop lent pour les usagers, qui y reviennent plusieurs fois. " * 5
    parts = [
        f"## Recommandations {kind}\n\nLa mission recommande de revoir l'accueil {kind}. {slow}\n"
        for kind in ("général", "particulier")
    ]
    text = "# Rapport sur l'accueil\n\n" + "\n".join(parts)
    answer = asked({"rapport.md": text}, "Quelles sont les recommandations ?")
    assert not any(c.quote.startswith("Recommandations") for c in answer.citations)


def test_what_is_asked_of_others_is_not_what_the_note_asks_for(asked: Asked) -> None:
    answer = asked(TEXTS, "Qu'est-il demandé aux préfets sur les véhicules ?")
    assert not {c.quote for c in answer.citations} & {
        *_under("## 5. Décisions attendues de la ministre")
    }


def test_the_calendar_is_the_whole_table(asked: Asked) -> None:
    (citation,) = asked(TEXTS, "Quel est le calendrier du renouvellement des véhicules ?").citations
    assert citation.quote.splitlines() == [
        row.strip("| ") for row in CALENDAR.splitlines() if not row.startswith("|-")
    ]


def test_how_far_a_project_is_stands_under_the_title_that_says_so(asked: Asked) -> None:
    answer = asked(TEXTS, "Où en est PASSERELLE ?")
    assert answer.citations[0].quote.startswith("Le dépôt est en service depuis le 20 janvier 2025")


def test_a_list_of_what_is_left_out_is_told_with_what_introduces_it(asked: Asked) -> None:
    answer = asked(TEXTS, "Qu'est-ce qui n'est pas compris dans le périmètre de PASSERELLE ?")
    quotes = [citation.quote for citation in answer.citations]
    assert quotes[-3:] == [
        "Sont exclus du périmètre :", "le contrôle a posteriori", "les demandes des particuliers.",
    ]  # fmt: skip


def test_nothing_that_a_note_asks_for_is_told_as_decided(asked: Asked) -> None:
    for question in ("Quelles sont les décisions attendues ?", "Qu'a décidé la ministre ?"):
        answer = asked(TEXTS, question)
        assert answer.status is Status.ANSWERED
        assert {citation.nature for citation in answer.citations} == {Nature.MENTION}
        assert "Décidé" not in answer.text
        assert answer.text.startswith("Sujet évoqué, sans décision, d'après « Note")


def test_a_note_that_tells_how_something_is_ruled_is_framed_once(asked: Asked) -> None:
    note = (
        "# Fiche : guichet\n\nMai 2021\n\n## Conditions\n\n"
        "Un dossier est retenu s'il remplit deux conditions :\n\n"
        "- il sert les usagers ;\n- il aboutit avant la fin de 2022.\n"
    )
    answer = asked({"fiche.md": note}, "Quelles conditions pour qu'un dossier soit retenu ?")
    assert len(answer.citations) == 3
    assert [line[:1] for line in answer.text.splitlines()] == ["D", "–", "–"]
