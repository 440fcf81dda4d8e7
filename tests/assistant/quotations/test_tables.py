"""What is quoted and shown of a table: the row that answers, under the titles of its columns."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assistant.answer import Answer, Language, Status
from assistant.chat import page
from assistant.chat.markers import link_markers
from assistant.engine import Assistant
from assistant.language.quoted_rows import cells, with_tables
from assistant.reference import references
from index.encoders.encoder import Encoder
from tests.support.documents import Asked, assistant_over

TABLE = """# Relevé de décisions du comité des travaux du 10 mars 2009

## 1. Local des Restos du Cœur

La commission attribue les lots suivants :

| Lots | Entreprises | Montants HT |
|---|---|---|
| 1 – Gros œuvre | CLPR, Gaujac | 114 076,50 |
| 2 – Charpente | Structure Bois, Le Crès | 41 720,50 |
| 3 – Menuiseries extérieures | Atelier Ducrot, Lunel | 47 427,00 |
| 4 – Cloisons | Atelier Ducrot, <b>Lunel</b> | 7 521,41 |
"""
TITLES = "Lots | Entreprises | Montants HT"
WINDOWS = "3 – Menuiseries extérieures | Atelier Ducrot, Lunel | 47 427,00"
PARTITIONS = "4 – Cloisons | Atelier Ducrot, <b>Lunel</b> | 7 521,41"


DOCUMENTS = {"releve.md": TABLE}


@pytest.fixture(scope="module")
def two_rows(assistant: Assistant) -> Answer:
    return assistant.ask("Qu'a obtenu l'Atelier Ducrot ?")


def test_the_row_that_answers_is_quoted_under_its_titles(assistant: Assistant) -> None:
    answer = assistant.ask("Quelle entreprise a obtenu les menuiseries extérieures ?")
    assert [c.quote for c in answer.citations] == [TITLES, WINDOWS]


def test_rows_that_tell_as_much_are_quoted_together(two_rows: Answer) -> None:
    assert [c.quote for c in two_rows.citations] == [TITLES, WINDOWS, PARTITIONS]


def test_a_question_on_no_row_in_particular_has_the_whole_table(assistant: Assistant) -> None:
    answer = assistant.ask("Quels lots et quelles entreprises pour le local des Restos ?")
    quotes = [c.quote for c in answer.citations]
    assert any(TITLES in quote and PARTITIONS in quote for quote in quotes)


def test_an_amount_stands_under_the_title_that_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Quel est le montant des cloisons ?")
    assert [c.quote for c in answer.citations] == [TITLES, PARTITIONS]
    assert assistant.ask("Quelle est la durée des cloisons ?").status is Status.NOT_FOUND


def test_a_table_is_one_reference_with_all_its_marks(two_rows: Answer) -> None:
    [line] = references(two_rows)
    assert line.startswith("[1] [2] [3] Relevé de décisions du comité des travaux")


def test_rows_stand_as_a_table_in_the_conversation(two_rows: Answer) -> None:
    shown = BeautifulSoup(page.linked(two_rows.text, two_rows.citations), "html.parser")
    [table] = shown.select('[role="region"][tabindex="0"] > [role="table"]')
    rows = [[cell.get_text() for cell in row.children] for row in table.select('[role="row"]')]
    assert [row[-1] for row in rows] == ["[1]", "[2]", "[3]"]
    told = zip(rows, (TITLES, WINDOWS, PARTITIONS), strict=True)
    assert all(row[:-1] == [cell.strip() for cell in text.split("|")] for row, text in told)
    assert len(table.select('[role="columnheader"]')) == len(rows[0]) - 1
    assert [link.get_text() for link in table.select("a")] == ["[1]", "[2]", "[3]"]
    assert "b" not in {tag.name for tag in shown.find_all()}
    assert "|" not in shown.get_text()


def test_what_is_no_row_stays_in_its_marks() -> None:
    quotes = ["A | B", "Le quai est fait."]
    shown = link_markers(
        "« Le quai est fait. » [2] puis « A | B » [1].", {1: "/p/a"}, quotes, Language.FRENCH
    )
    assert shown.startswith('<span lang="fr">«&nbsp;Le quai est fait.&nbsp;»</span> [2] puis <span')
    assert shown.endswith("</span></span></span>.")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| 2009 | 2010", ["", "2009", "2010"]),
        ("Lot 1 |  | 5", ["Lot 1", "", "5"]),
        ("mini | maxi |", ["mini", "maxi", ""]),
    ],
)
def test_an_empty_cell_holds_its_column(row: str, told: list[str]) -> None:
    assert [cell.strip() for cell in cells(row)] == told


@pytest.mark.parametrize(
    ("titles", "roles"),
    [
        pytest.param({"A | B", "C | D"}, [["columnheader", "cell"], ["columnheader"]], id="two"),
        pytest.param({""}, [["cell", "cell", "cell"]], id="none"),
        pytest.param(
            {"A | B\n1 | 2"}, [["columnheader", "columnheader", "cell"]], id="of-two-lines"
        ),
    ],
)
def test_titles_open_a_table(titles: set[str], roles: list[list[str]]) -> None:
    quotes = ["A | B\n1 | 2", "C | D"]
    text = "« A | B\n1 | 2 » [1] « C | D » [2]"
    shown = link_markers(text, {}, quotes, Language.FRENCH, titles=titles)
    tables = BeautifulSoup(shown, "html.parser").select('[role="table"]')
    told = [[row.find()["role"] for row in t.select('[role="row"]')] for t in tables]  # type: ignore[index]
    assert told == roles


def test_a_table_is_shown_as_one_with_its_quoted_rows_marked(two_rows: Answer) -> None:
    shown = page.sources(two_rows)
    assert shown.count("<article") == 1
    assert '<th scope="col"><mark>Lots</mark></th>' in shown
    assert "<td><mark>7 521,41</mark></td>" in shown
    assert "<td>41 720,50</td>" in shown
    assert "Atelier Ducrot, &lt;b&gt;Lunel&lt;/b&gt;" in shown


HOMES = """# Relevé de décisions de la commission d'attribution du 7 février 2024

## 1. Attributions

| Logement | Loyer | Candidat | Décision |
|---|---|---|---|
| Les Acacias, apt 12 | 412 € | Dossier 4417 | Attribué |
| Les Acacias, apt 12 | 412 € | Dossier 3902 | Attribué sous réserve du refus du rang 1 |
| Bellevue, apt 3 | 338 € | Dossier 5120 | Refusé : ressources supérieures au plafond |
| Bellevue, apt 3 | 338 € | Dossier 4988 | Attribué |
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quels dossiers ont été refusés par la commission d'attribution ?", ["5120"]),
        ("Quels logements ont été attribués ?", ["4417", "3902", "4988"]),
    ],
)
def test_the_rows_with_the_outcome_that_is_asked_for_are_quoted_and_no_others(
    question: str, told: list[str], tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"homes.md": HOMES}, tmp_path, default_encoder) as assistant:
        rows = [c.quote for c in assistant.ask(question).citations if c.quote.count("|") == 3][1:]
    assert [row.split("Dossier ")[1][:4] for row in rows] == told


NOTE = """# Fiche budgétaire du programme 348

## 1. Crédits

Les crédits sont présentés en millions d'euros.

| Action | Exécution 2023 | LFI 2024 | PLF 2025 |
|---|---|---|---|
| Rénovation énergétique | 41,2 | 48,0 | 52,5 |
| Sécurité des bâtiments | 12,6 | 14,0 | 13,2 |
| Mobilier et aménagement | 6,3 | 5,5 | 4,0 |
| Total | 60,1 | 67,5 | 69,7 |

## 2. Calendrier du chantier

| Étape | Début | Fin | Livrable |
|---|---|---|---|
| Études | 4 novembre 2024 | 20 décembre 2024 | Cahier des charges |
| Paramétrage | 1er avril 2025 | 27 juin 2025 | Version de recette |
| Recette | 30 juin 2025 | 12 septembre 2025 | Procès-verbal |
| Ouverture | 20 octobre 2025 | 20 octobre 2025 | Bilan |
"""
UNIT = "Les crédits sont présentés en millions d'euros."
CREDITS = "Action | Exécution 2023 | LFI 2024 | PLF 2025"
STEPS = "Étape | Début | Fin | Livrable"


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        (
            "Quels crédits le PLF 2025 prévoit-il pour la sécurité des bâtiments ?",
            [UNIT, CREDITS, "Sécurité des bâtiments | 12,6 | 14,0 | 13,2"],
        ),
        (
            "Quelle est la LFI 2024 du mobilier ?",
            [UNIT, CREDITS, "Mobilier et aménagement | 6,3 | 5,5 | 4,0"],
        ),
        (
            "Quand commence la recette ?",
            [STEPS, "Recette | 30 juin 2025 | 12 septembre 2025 | Procès-verbal"],
        ),
        ("Quels crédits le PLF 2026 prévoit-il pour la sécurité des bâtiments ?", []),
    ],
)
def test_a_figure_is_quoted_with_its_row_its_titles_and_its_unit(
    asked: Asked, question: str, quotes: list[str]
) -> None:
    answer = asked({"fiche.md": NOTE}, question)
    assert [citation.quote for citation in answer.citations] == quotes


PLAN = """# Plan d'action cybersécurité

Le plan comporte cinq actions, dont deux sont achevées.

| N° | Action | Pilote | État |
|---|---|---|---|
| 1 | Chiffrer les postes | Irène Maucourt | En cours |
| 2 | Renouveler les pare-feu | Sébastien Orliac | Achevée |
| 3 | Former les agents | Pôle formation | En cours |
| 4 | Supprimer les comptes inactifs | Fatou Diagne | Achevée |
| 5 | Cartographier les applications | Irène Maucourt | Non commencée |
"""


def test_which_ones_is_told_by_the_rows_before_how_many_there_are(asked: Asked) -> None:
    answer = asked({"plan.md": PLAN}, "Quelles actions du plan cybersécurité sont achevées ?")
    assert [citation.quote for citation in answer.citations] == [
        "N° | Action | Pilote | État",
        "2 | Renouveler les pare-feu | Sébastien Orliac | Achevée",
        "4 | Supprimer les comptes inactifs | Fatou Diagne | Achevée",
        "Le plan comporte cinq actions, dont deux sont achevées.",
    ]


STAFF = """# Évolution du programme 2020

## 4. Moyens à mobiliser

| Projet | ETP nécessaires | ETP sur les effectifs de la DSI |
|---|---|---|
| Poste de travail du futur | 4 | 2 |
| Brigade d'intervention | 6 | 2 |

L'appel à une contribution, notamment en ETP, est renouvelé auprès des ministères.
"""


def test_figures_are_of_what_the_table_names(tmp_path: Path, default_encoder: Encoder) -> None:
    with assistant_over({"fiche.md": STAFF}, tmp_path, default_encoder) as assistant:
        told = assistant.ask("Combien d'ETP pour la brigade d'intervention ?")
        other = assistant.ask("Combien d'agents sont équipés d'ordinateurs portables ?")
    assert "Brigade d'intervention | 6 | 2" in " ".join(c.quote for c in told.citations)
    assert not any("contribution" in citation.quote for citation in told.citations)
    assert other.status is Status.NOT_FOUND


SITE = """# Relevé de décisions du comité des travaux du 20 mai 2025

## 1. Suivi par lot

| Lot | Observations | Pour le |
|---|---|---|
| 02 Toiture, société Orge | Reprise des aciers de l'escalier B | 23/05 |
| | Réservation oubliée dans la chaufferie, carottage à faire | 27/05 |
| 04 Menuiseries, société Avoine | Teinte des châssis : gris clair | Fait |
| | Porte sectionnelle : livraison exigée | 11/07 |
"""


def test_a_row_goes_with_the_cell_that_spans_it(asked: Asked) -> None:
    answer = asked({"releve.md": SITE}, "Qu'est-il demandé sur la porte sectionnelle ?")
    assert [c.quote for c in answer.citations] == [
        "Lot | Observations | Pour le",
        "04 Menuiseries, société Avoine",
        "| Porte sectionnelle : livraison exigée | 11/07",
    ]
    told = asked({"releve.md": SITE}, "Qu'a-t-on exigé de la société Avoine pour la livraison ?")
    assert told.citations[-1].quote == "| Porte sectionnelle : livraison exigée | 11/07"


def test_a_row_that_leaves_something_open_has_its_titles_and_its_cell(asked: Asked) -> None:
    site = SITE.replace("livraison exigée", "variante en cours d'analyse, faute de devis complet")
    site = site.replace("carottage à faire", "carottage à faire par la société Orge, à ses frais")
    answer = asked({"releve.md": site}, "Quels points restent en suspens ?")
    assert [c.quote for c in answer.citations] == [
        "Lot | Observations | Pour le",
        "04 Menuiseries, société Avoine",
        "| Porte sectionnelle : variante en cours d'analyse, faute de devis complet | 11/07",
    ]


def test_a_cell_that_spans_the_next_row_is_a_row_of_the_table() -> None:
    quotes = ["Lot | Pour le", "04 Avoine", "| 11/07"]
    text = "Décidé : « Lot | Pour le » [1] « 04 Avoine » [2] « | 11/07 » [3]"
    (table,) = (
        part for part in with_tables(text, quotes, quotes, quotes[:1]) if part != "Décidé : "
    )
    assert not isinstance(table, str)
    assert [row.cells for row in table] == [["Lot", "Pour le"], ["04 Avoine"], ["", "11/07"]]
