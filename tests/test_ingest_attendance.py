"""Who was there and who signed: listed with their place, and told from what was said."""

import pytest

from ingest.document import Origin
from tests.reading import read_text

HEAD = "Relevé de décisions\nSéance du 4 mars 2021\n\n"
BODY = "\n\nLe comité adopte le schéma des systèmes, sans modification et pour trois années.\n"


def _listed(text: str) -> list[tuple[str, str]]:
    document = read_text(HEAD + text + BODY).document
    for participant in document.participants:
        assert document.text[participant.start : participant.end] == participant.name
    return [(participant.name, participant.presence.value) for participant in document.participants]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            "Présents : Anne DURAND, Jean-Marc LE GOFF et Sofia DE LA TOUR.",
            [("Anne DURAND", "present"), ("Jean-Marc LE GOFF", "present"),
             ("Sofia DE LA TOUR", "present")],
        ),
        (
            "Présents :\n\nMme Durand, M. Petit\n\nAbsents excusés :\n\nMme Roux",
            [("Mme Durand", "present"), ("M. Petit", "present"), ("Mme Roux", "excused")],
        ),
        (
            "Absents ayant voté par procuration en application de l'article L 2121-20 :\n\n"
            "Paul ROUX (à Anne DURAND), Marc PETIT",
            [("Paul ROUX", "proxy"), ("Marc PETIT", "proxy")],
        ),
        (
            "Participants :\n- Mme Claire Durand (direction du numérique)\n- M. Jean Petit – DRH",
            [("Mme Claire Durand", "present"), ("M. Jean Petit", "present")],
        ),
        (
            "Président de séance : M. Paul Roux\n\nSecrétaire de séance : Mme Anne Petit",
            [("M. Paul Roux", "chair"), ("Mme Anne Petit", "secretary")],
        ),
        (
            "Absents :\n\nPaul ROUX\n\nQuartier Les Cévennes\n\nSecteur Nord",
            [("Paul ROUX", "absent")],
        ),
        ("Absents : néant", []),
        ("Points présentés : le budget, la messagerie", []),
        ("Présents dans toutes les directions : les outils de suivi.", []),
    ],
)  # fmt: skip
def test_who_is_listed(text: str, listed: list[tuple[str, str]]) -> None:
    assert _listed(text) == listed


def _kinds(text: str) -> list[tuple[str, str]]:
    paragraphs = read_text(HEAD + text).paragraphs
    return [(p.kind.value, p.text) for p in paragraphs if p.kind != "heading"]


def test_a_list_of_names_is_attendance_and_the_text_after_it_is_not() -> None:
    assert _kinds(f"Présents :\n\nAnne DURAND, Paul ROUX.{BODY}") == [
        ("attendance", "Présents :"),
        ("attendance", "Anne DURAND, Paul ROUX."),
        ("prose", BODY.strip()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "M. Roux sort de séance.",
        "Mesdames DURAND et PETIT entrent en séance.",
        "M. Roux ne prend pas part au vote.",
    ],
)
def test_comings_and_goings_are_attendance(text: str) -> None:
    assert _kinds(f"Le comité adopte le projet.\n\n{text}{BODY}")[1] == ("attendance", text)


def test_a_decision_on_a_meeting_is_no_attendance() -> None:
    text = "La prochaine séance entre dans le calendrier que le comité adopte pour l'année, " * 3
    assert _kinds(f"{text}.{BODY}")[0][0] == "prose"


def test_who_signs_stands_at_the_end() -> None:
    text = f"{BODY}\nFait à Paris, le 5 mars 2021\n\nLe président,\n\nPaul ROUX\n"
    assert _kinds(text)[1:] == [
        ("signature", "Fait à Paris, le 5 mars 2021"),
        ("signature", "Le président,"),
        ("signature", "Paul ROUX"),
    ]


def test_facts_say_where_they_were_read() -> None:
    document = read_text(f"{HEAD}{BODY}", name="relevé-2021.txt").document
    sources = {source.fact: source for source in document.sources}
    assert {fact: source.written for fact, source in sources.items()} == {
        "title": "Relevé de décisions",
        "kind": "Relevé de décisions",
        "date": "4 mars 2021",
    }
    for source in sources.values():
        assert document.text[source.start : source.end] == source.written
    named = read_text(BODY, name="fiche-2021-03-04.txt").document
    assert {(s.fact, s.origin, s.written, s.start) for s in named.sources} == {
        ("kind", Origin.FILE_NAME, "fiche", None),
        ("date", Origin.FILE_NAME, "2021-03-04", None),
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Étaient présents : Mme Rochette, secrétaire générale ; M. Vincent Ollivier (DPE).",
            ["Mme Rochette", "M. Vincent Ollivier"],
        ),
        (
            "Présents\nÉquipe enseignante : Mme Kervella, M. Doucet\nMairie : Mme Le Dantec",
            ["Mme Kervella", "M. Doucet", "Mme Le Dantec"],
        ),
        (
            "Membres présents :\nMme LHERMITTE, directrice\nDr Youssef BENALI, vice-président",
            ["Mme LHERMITTE", "Dr Youssef BENALI"],
        ),
    ],
)
def test_those_present_are_listed_in_many_ways(text: str, names: list[str]) -> None:
    opening = "Conseil d'école\nProcès-verbal de la séance du 3 mars 2021\n\n"
    read = read_text(f"{opening}{text}\n\nLa séance est ouverte par la directrice.{BODY}")
    told = " ".join(text.split())
    lists = [p.kind for p in read.paragraphs if p.text in told and p.kind != "heading"]
    assert set(lists) == {"attendance"}
    assert [person.name for person in read.document.participants] == names


def test_what_one_of_them_says_next_is_no_list() -> None:
    told = "M. Petit, adjoint, rend compte de l'enquête menée auprès des agents."
    text = f"Relevé de décisions\n\nPrésents :\nMme Roux, directrice\n\n{told}{BODY}"
    assert ("prose", told) in _kinds(text)


def test_a_mail_reports_the_meeting_and_not_its_own_day() -> None:
    text = (
        "De : Sandrine Lemaire\nDate : vendredi 6 octobre 2023 11:42\n"
        "Objet : CR COPIL SIRH d'hier\n\nVous trouverez ci-dessous le compte rendu du comité de "
        "pilotage SIRH du jeudi 5 octobre 2023, avec les remarques de chacun et les suites.\n"
    )
    document = read_text(text).document
    assert (document.title, document.committee) == ("CR COPIL SIRH d'hier", "COPIL SIRH")
    assert document.date is not None
    assert document.date.iso == "2023-10-05"
