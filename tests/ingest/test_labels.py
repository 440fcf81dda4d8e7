"""What minutes write before a decision or a task, and how their items are told apart."""

import pytest

from ingest.language.labels import closes, is_decided, is_labelled, outcomes_beside, stands_decided
from tests.support.minutes import BUREAU, CODIR, COPIL, CSA, TENDERS
from tests.support.reading import paragraphs


@pytest.mark.parametrize(
    ("line", "decided"),
    [
        ("Décision : le plan est adopté.", True),
        ("Décision n° 3 : le plan est adopté.", True),
        ("Décisions prises :", True),
        ("Action (M. Petit) : écrire la note.", True),
        ("Arbitrage : la mesure est retenue.", True),
        ("Avis : favorable", True),
        ("Conclusion : demande non retenue.", True),
        ("Échéance : 30 juin", False),
        ("Responsable : M. Petit", False),
    ],
)
def test_a_label_opens_a_paragraph(line: str, decided: bool) -> None:
    assert is_labelled(line)
    assert is_decided(line) is decided


@pytest.mark.parametrize(
    ("line", "decided"),
    [
        ("Decision 4.2 The grant is extended.", True),
        ("Décision n° 4 – Le bail est signé.", True),
        ("Décision 4.2 du comité précédent", False),
        ("Décision de principe", False),
    ],
)
def test_a_numbered_decision_needs_no_colon(line: str, decided: bool) -> None:
    assert is_decided(line) is decided


@pytest.mark.parametrize(
    "line", ["Décisionnaire : le ministre", "La décision : un choix", "D'accord"]
)
def test_other_words_are_no_label(line: str) -> None:
    assert not is_labelled(line)


def test_a_labelled_line_is_apart_from_the_text_above_it() -> None:
    texts = [p.text for p in paragraphs(CODIR)]
    assert (
        "Décision : le recours aux prestataires d'assistance est gelé jusqu'au 31 décembre 2022."
        in texts
    )


def test_what_is_listed_under_decisions_stands_decided() -> None:
    told = {p.text[:2]: stands_decided(p, p.text) for p in paragraphs(COPIL)}
    assert (told["D1"], told["A1"], told["La"]) == (True, True, False)


def test_a_row_stands_decided_by_its_own_cell() -> None:
    (table,) = (p for p in paragraphs(BUREAU, name="bureau.md") if p.kind == "table")
    rows = table.text.splitlines()
    assert [stands_decided(table, row) for row in rows] == [False, True, True, False]
    assert not stands_decided(table, "Local | – | – | –")


@pytest.mark.parametrize(
    ("columns", "row", "is_decided"),
    [
        ("N° | Type | Libellé", "1 | Décision | Le bail est signé", True),
        ("N° | Type | Libellé", "2 | Action | Écrire au bailleur", False),
        ("N° | Type | Libellé", "3 | Information | Décision du bailleur", False),
        ("N° | Type | Libellé", "N° | Type | Libellé", False),
        ("No. | Action | Who", "1 | Write to the landlord | Mr Day", False),
        ("Dossier | Décision du jury", "Kiosque | Accordé pour 900 €", True),
        ("Dossier | Arbitrages rendus", "Kiosque | Une tranche sur deux", True),
        ("Risque | Position du comité", "Panne | Acheter un groupe", True),
        ("Risque | Position du comité", "Panne | Pas de mesure nouvelle", False),
    ],
)
def test_columns_tell_what_is_decided(columns: str, row: str, is_decided: bool) -> None:
    (table,) = paragraphs(f"Le suivi est joint.\n\n{_markdown(columns, row)}\n", name="t.md")[1:]
    assert stands_decided(table, row) is is_decided


@pytest.mark.parametrize(
    ("title", "text", "is_decided"),
    [
        ("Décisions du comité", "Le kiosque ferme en mai.", True),
        ("Décisions prises en séance", "Le kiosque ferme en mai.", True),
        ("Rappel des décisions du 4 mai", "Le kiosque ferme en mai.", False),
        ("Avis de la commission", "Le kiosque est ancien.", False),
        ("Décisions du comité", "Relevé établi par Mme Sow.", False),
        ("Décisions du comité", "Comité n° 8 : 4 mai 2023.", False),
    ],
)
def test_a_heading_tells_what_is_decided_under_it(title: str, text: str, is_decided: bool) -> None:
    under = paragraphs(
        f"# Relevé\n\nLe quorum est atteint.\n\n## {title}\n\n{text}\n", name="t.md"
    )[-1]
    assert stands_decided(under, under.text) is is_decided


def test_cells_that_say_what_became_of_a_row() -> None:
    columns = "N° | Demande | Suite"
    assert outcomes_beside(columns, f"{columns}\n1 | Un banc | Refusé") == ["Refusé"]
    assert outcomes_beside("N° | Demande | Coût", "1 | Un banc | 90 €") == []


def _markdown(columns: str, row: str) -> str:
    rule = " | ".join("---" for _ in columns.split("|"))
    return "\n".join(f"| {line} |" for line in (columns, rule, row))


@pytest.mark.parametrize(
    ("text", "is_closing"),
    [
        ("Le point est reporté au prochain CODIR.", True),
        ("La demande est donc rejetée.", True),
        ("Le comité émet un avis défavorable.", True),
        ("Action : M. Sow écrit.", True),
        ("Le point est complexe.", False),
        ("La climatisation est reportée.", False),
        ("L'amendement est rejeté par 12 voix.", True),
        ("Vote sur l'amendement : pour : CFDT (2) ; abstention : FO (1).", True),
        ("M. Petit indique que l'amendement n'est pas retenu.", True),
        ("Il n'est pas donné suite à ce courrier.", True),
        ("Le bureau du directeur n'est pas en mesure de trancher.", True),
        ("Retirée par le bureau avant le vote.", True),
        ("The request is declined.", True),
        ("Le rapport est long.", False),
        ("Il n'est pas d'usage de voter.", False),
    ],
)
def test_what_closes_an_item(text: str, is_closing: bool) -> None:
    assert closes(text) is is_closing


def _sections(text: str) -> list[str]:
    return list(dict.fromkeys(s.title for p in paragraphs(text) for s in p.sections))


def test_points_with_a_dash_are_items() -> None:
    assert [title[:7] for title in _sections(CSA)] == ["Point 1", "Point 2"]


def test_one_of_several_is_no_title_of_the_document() -> None:
    assert _sections(TENDERS) == [
        "Marché n° 2022-41 : entretien des espaces verts",
        "Marché n° 2022-42 : fourniture de mobilier",
    ]


def test_a_part_right_under_its_item_makes_no_list() -> None:
    text = "1. Budget 2023\n\n1.1. Débat\n\nLe budget est présenté.\n\n1.2. Vote\n\nIl est voté.\n"
    titles = [[s.title for s in p.sections] for p in paragraphs(text) if p.kind == "prose"]
    assert titles == [["Budget 2023", "Débat"], ["Budget 2023", "Vote"]]


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("I.3 – Tarifs de la taxe de séjour 2023", "I.3", "Tarifs de la taxe de séjour 2023"),
        ("2 – SITUATION FINANCIÈRE", "2", "SITUATION FINANCIÈRE"),
        ("1/ Calendrier de bascule", "1", "Calendrier de bascule"),
    ],
)
def test_items_are_numbered_in_many_ways(line: str, number: str, title: str) -> None:
    text = f"Le débat est ouvert.\n\n{line}\n\nLe rapporteur présente le dossier.\n"
    (section,) = paragraphs(text)[-1].sections
    assert (section.number, section.title) == (number, title)


def test_who_reports_is_no_title_and_hides_none() -> None:
    text = (
        "I. FINANCES\n\nI.1 – Décision modificative (délibération n° 2022-061)\n"
        "Rapporteur : M. Vialle, vice-président\n\nM. Vialle expose le besoin.\n"
    )
    assert _sections(text) == ["FINANCES", "Décision modificative (délibération n° 2022-061)"]


def test_letters_right_under_a_roman_number_are_its_parts() -> None:
    text = "II. Protocole\n\nA. Délai\n\nLe délai est long.\n\nB. Coût\n\nLe coût est bas.\n"
    titles = [[s.title for s in p.sections] for p in paragraphs(text) if p.kind == "prose"]
    assert titles == [["Protocole", "Délai"], ["Protocole", "Coût"]]


def test_decisions_above_a_list_introduce_it() -> None:
    text = "4. Lits\n\nLe débat est long.\n\nDécision :\n- 18 lits ferment ;\n- 12 lits restent.\n"
    bullets = [p for p in paragraphs(text) if p.kind == "bullet"]
    assert [(p.lead_in, p.sections[-1].title) for p in bullets] == [("Décision :", "Lits")] * 2


def test_an_agenda_is_skipped_whatever_is_said_in_brackets() -> None:
    text = (
        "ORDRE DU JOUR\nPoint n° 1 : Bilan social (pour information)\nPoint n° 2 : Divers\n\n"
        "Point n° 1 : Bilan social\n\nLe bilan est lu.\n\nPoint n° 2 : Divers\n\nRien.\n"
    )
    assert [p.text for p in paragraphs(text) if p.kind == "heading"] == [
        "ORDRE DU JOUR",
        "Point n° 1 : Bilan social",
        "Point n° 2 : Divers",
    ]


@pytest.mark.parametrize(
    ("sentence", "is_closing"),
    [
        ("Le sujet reste ouvert.", True),
        ("La question du parking P1 n'est pas tranchée, faute d'étude.", True),
        ("Pas de position commune ; l'arbitrage du préfet est sollicité.", True),
        ("L'arbitrage du cabinet est attendu.", True),
        ("La bibliothèque reste ouverte le soir.", False),
        ("Le dossier est ouvert en mairie.", False),
    ],
)
def test_what_leaves_an_item_open_closes_it(sentence: str, is_closing: bool) -> None:
    assert closes(sentence) is is_closing
