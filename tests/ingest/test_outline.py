"""What stands under what: parts of numbered headings, headings between marked ones."""

import pytest

from tests.support.reading import headings, paragraphs, texts

BODY = "Le comité prend acte de la présentation et demande un point à la prochaine séance."


def _sections(text: str, name: str = "a.txt") -> list[str]:
    return [p.section for p in paragraphs(text, name=name) if p.kind != "heading"]


def test_a_part_without_a_point_is_under_its_number() -> None:
    text = f"6. Marchés\n\n6.1 Vélos\n\n{BODY}\n\n6.2 Bancs\n\n{BODY}\n\n7. Divers\n\n{BODY}\n"
    assert _sections(text) == ["6. Marchés › 6.1. Vélos", "6. Marchés › 6.2. Bancs", "7. Divers"]


@pytest.mark.parametrize(
    "part",
    ["5.2 Vélos", "6.1 M€ sont dus.", "6.1 kilomètres", "6.1 Vélos\n\n6.2 Bancs\n\n6.3 Bornes"],
)
def test_what_only_looks_like_a_part_is_none(part: str) -> None:
    assert headings(f"6. Marchés\n\n{BODY}\n\n{part}\n\n{BODY}\n")[1:] == []


def test_a_bare_heading_between_marked_ones_is_under_the_one_above() -> None:
    text = (
        f"## A. Fonds\n\n{BODY}\n\nVélos\n\n{BODY}\n\n## B. Suivi\n\n{BODY}\n\nSuites\n\n{BODY}\n"
    )
    assert _sections(text, "a.md") == ["A. Fonds", "A. Fonds › Vélos", "B. Suivi", "Suites"]


@pytest.mark.parametrize(
    "text", ["Légende : F = fait ; C = en cours", "Le directeur, Paul Leroy", "Source : INSEE"]
)
def test_who_signs_and_what_explains_a_table_are_no_headings(text: str) -> None:
    assert {*_sections(f"1. Suivi\n\n{BODY}\n\n{text}\n\n{BODY}\n")} == {"1. Suivi"}


def test_a_title_with_a_comma_is_a_heading() -> None:
    text = f"1. Suivi\n\n{BODY}\n\nLe directeur, ses adjoints\n\n" + f"{BODY}\n\n" * 8
    assert headings(text)[1:] == ["Le directeur, ses adjoints"]


def test_a_label_within_a_quotation_does_not_cut_it() -> None:
    quoted = "Le cabinet répond : « D'accord pour les vélos.\nDélai : juin. Rien de plus. »"
    assert texts(f"{BODY}\n\n{quoted}\n")[1] == quoted.replace("\n", " ")
    assert texts(f"{BODY}\n\nD'accord pour les vélos.\nDélai : juin.\n")[1:] == [
        "D'accord pour les vélos.",
        "Délai : juin.",
    ]


def test_the_last_item_of_a_list_is_no_title_of_what_comes_after() -> None:
    text = f"À faire :\n\n- vélos\n- bancs\n\n{BODY}\n\n- Bornes\n\n{BODY}\n"
    read = paragraphs(text, name="a.md")
    assert [p.lead_in for p in read if p.text == BODY] == ["", "Bornes"]


def test_each_article_is_a_paragraph() -> None:
    text = (
        "Vu l'avis du comité des pins rendu le 3 mai ;\n"
        "Article 1er. – Le parc ouvre à huit heures.\nArticle 2 : Il ferme à vingt heures,\n"
        "article 3 excepté.\n"
    )
    assert texts(f"{BODY}\n\n{text}")[1:] == [
        "Vu l'avis du comité des pins rendu le 3 mai ;",
        "Article 1er. – Le parc ouvre à huit heures.",
        "Article 2 : Il ferme à vingt heures, article 3 excepté.",
    ]


def test_a_numbered_heading_after_a_numbered_list_is_one() -> None:
    asked = "1. Valider le plan.\n2. Saisir le service.\n3. Nommer un chef.\n"
    text = f"6. Contexte\n\n{BODY}\n\n7. Demandes\n\n{asked}\n8. Calendrier\n\n{BODY}\n"
    assert _sections(text) == ["6. Contexte", *["7. Demandes"] * 3, "8. Calendrier"]


def test_the_line_that_says_which_meeting_it_is_of_is_above_no_item() -> None:
    text = f"# Fonds\n\n## Comité – Séance du 3 mai 2025\n\n{BODY}\n\n### Suivi\n\n{BODY}\n"
    assert _sections(text, "a.md") == ["", "Suivi"]
    assert _sections(f"# Fonds\n\n## Vélos\n\n{BODY}\n\n### Suivi\n\n{BODY}\n", "a.md") == [
        "Vélos",
        "Vélos › Suivi",
    ]


def test_a_bare_heading_is_above_no_marked_one() -> None:
    text = f"# Relevé\n\n{BODY}\n\nBancs\n\n{BODY}\n\n### Vélos\n\n{BODY}\n\n### Divers\n\n{BODY}\n"
    assert _sections(text, "a.md") == ["", "Bancs", "Vélos", "Divers"]


def test_resolutions_are_items() -> None:
    first = "Résolution n° 1 – Comptes (art. 24)"
    second = (
        "Résolution n° 2 – Isolation par l'extérieur de la façade nord (art. 25, puis 25-1, et 26)"
    )
    text = (
        f"Assemblée du 3 mai 2025\n\n{BODY}\n\n"
        f"{first}\n\n{BODY}\n\n"
        f"{second}\n\n{BODY}\n\nRésolution n° 2 adoptée.\n"
    )
    assert _sections(text) == ["", first, second, second]


def test_the_articles_of_a_text_that_is_discussed_stand_side_by_side() -> None:
    numbers = ("1er", *"23456")
    text = "\n\n".join(f"Article {number} – Vélos\n\n{BODY}" for number in numbers)
    assert _sections(f"Réunion du 3 mai 2025\n\n{text}\n\nSuites\n\n{BODY}\n") == [
        *(f"{number[0]}. Vélos" for number in numbers),
        "Suites",
    ]
