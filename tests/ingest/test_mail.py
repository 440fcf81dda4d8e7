"""Mails pasted into a text, and those that they answer."""

import pytest

from ingest.language.mail import heads, subject_of
from tests.support.reading import headings, paragraphs, read_text

BODY = "La navette du soir est supprimée à partir de lundi."
HEAD = "De : Anne Roux\nEnvoyé : lundi 3 mai 2021 10:05\nÀ : Paul Sow\nObjet : RE: navettes\n"


def test_a_mail_that_is_answered_is_a_part_of_its_own() -> None:
    text = f"{HEAD}\nBonjour,\n\n{BODY}\n\n-----Message d'origine-----\n{HEAD}\nJe garde le bus.\n"
    read = read_text(text)
    assert read.document.title == "navettes"
    answered = read.paragraphs[-1]
    assert answered.text == "Je garde le bus."
    assert answered.section == "De : Anne Roux, Envoyé : lundi 3 mai 2021 10:05"
    assert [p.section for p in read.paragraphs if p.text == BODY] == [""]


def test_what_introduces_a_list_ends_with_its_mail() -> None:
    text = f"{BODY}\n\nÀ faire :\n- caler un rendez-vous\n\n{HEAD}\nJe garde le bus.\n"
    assert paragraphs(text)[-1].lead_in == ""


def test_the_fields_of_a_mail_are_no_headings() -> None:
    text = f"De : Anne Roux\nÀ : Tous\nDate : lun. 3/05/2021\nObjet : TR: navettes\n\n{BODY}\n"
    assert headings(text) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Objet : achat de casques", "Date : 3 mai 2021", "De : la directrice"],
        ["De : Paris", "À : Lyon", "Tarif : 12 €"],
        ["Date : 3 mai 2021", "À : Lyon", "Objet : navettes"],
        ["De : Anne Roux", BODY, "Objet : navettes"],
    ],
)
def test_what_is_no_head_of_a_mail(lines: list[str]) -> None:
    assert heads(lines) == []


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Objet : RE: TR : navettes", "navettes"),
        ("Subject: Fwd: Ferries", "Ferries"),
        ("Objet : Retour des navettes", "Retour des navettes"),
    ],
)
def test_the_subject_of_a_mail(line: str, subject: str) -> None:
    assert subject_of([line]) == subject
