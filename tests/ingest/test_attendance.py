"""Who was there and who signed: listed with their place, and told from what was said."""

import pytest

from ingest.document import Origin
from tests.support.reading import read_text

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
            "Présidente : Mme Anne Petit – Secrétaire : M. Paul Roux – Quorum : 9 sur 12",
            [("Mme Anne Petit", "chair"), ("M. Paul Roux", "secretary")],
        ),
        (
            "Présidence : M. Roux, adjoint. Secrétaire : Mme Petit. Excusé : M. Garnier (congés).",
            [("M. Roux", "chair"), ("Mme Petit", "secretary"), ("M. Garnier", "excused")],
        ),
        (
            "Présents : ADL, PhT, CR – Excusés : BN (mission), LG (représenté par CR)",
            [("ADL", "present"), ("PhT", "present"), ("CR", "present"), ("BN", "excused"),
             ("LG", "excused")],
        ),
        (
            "Étaient présents : MM. ROUX, PETIT, Mmes GARNIER, SOW et M. Paul LEROY, maire.",
            [("MM. ROUX", "present"), ("PETIT", "present"), ("Mmes GARNIER", "present"),
             ("SOW", "present"), ("M. Paul LEROY", "present")],
        ),
        (
            "Excusée : Mme Petit, qui donne procuration à M. Roux.",
            [("Mme Petit", "excused")],
        ),
        (
            "Ont donné pouvoir : M. Roux à Mme Petit ; Mme Sow à M. Leroy. Absent : M. Garnier.",
            [("M. Roux", "proxy"), ("Mme Sow", "proxy"), ("M. Garnier", "absent")],
        ),
        (
            "Présents : 12 membres sur 15. Excusés : Dr Petit, Pr Roux.",
            [("Dr Petit", "excused"), ("Pr Roux", "excused")],
        ),
        (
            "Membres de la commission : Mme Petit, présidente ; M. Roux (DDT), excusé ; M. Sow.",
            [("Mme Petit", "present"), ("M. Roux", "excused"), ("M. Sow", "present")],
        ),
        (
            "Présents : CGT : M. Roux, Mme Petit FO : M. Sow Représentants du personnel : M. Leroy",
            [("M. Roux", "present"), ("Mme Petit", "present"), ("M. Sow", "present"),
             ("M. Leroy", "present")],
        ),
        (
            "Present: P. Roux (NTU), A. Petit (CHU). Apologies: L. Sow. Observer: Mr Jan Visser.",
            [("P. Roux", "present"), ("A. Petit", "present"), ("L. Sow", "excused"),
             ("Mr Jan Visser", "present")],
        ),
        (
            "Present: P. Roux (chair), A. Petit\nApologies: L. Sow",
            [("P. Roux", "present"), ("A. Petit", "present"), ("L. Sow", "excused")],
        ),
        (
            "Etaient présents :\n\nPour la régie : M. Paul ROUX, directeur ; Mme LEROY, adjointe."
            "\n\nPour le personnel (titulaires) : CGT : Mme Petit, M. Sow ; FO : M. Garnier",
            [("M. Paul ROUX", "present"), ("Mme LEROY", "present"), ("Mme Petit", "present"),
             ("M. Sow", "present"), ("M. Garnier", "present")],
        ),
        (
            "Appel nominal. Présents : Mme Petit ; M. Roux (État). Absente : Mme Sow. Soit 2 voix "
            "sur 3.\n\nAssistent sans voix : M. Paul Leroy, directeur ; Mme Garnier, comptable.",
            [("Mme Petit", "present"), ("M. Roux", "present"), ("Mme Sow", "absent"),
             ("M. Paul Leroy", "present"), ("Mme Garnier", "present")],
        ),
        (
            "Appel nominal\n\nGroupe des pins (GP) : Mmes Petit, Sow ; MM. Roux, Leroy.",
            [("Mmes Petit", "present"), ("Sow", "present"), ("MM. Roux", "present"),
             ("Leroy", "present")],
        ),
        (
            "Assistaient à la séance Mmes Petit et Sow, M. Roux.",
            [("Mmes Petit", "present"), ("Sow", "present"), ("M. Roux", "present")],
        ),
        (
            "Membres : contrôleur général Paul ROUX, directeur ; adjudant-chef SOW (pompiers).",
            [("contrôleur général Paul ROUX", "present"), ("adjudant-chef SOW", "present")],
        ),
        (
            "Chair: Ms Ann Petit (FI). Delegations: FI, SE (Skåne). Apologies: DK.",
            [("Ms Ann Petit", "chair"), ("FI", "present"), ("SE", "present"), ("DK", "excused")],
        ),
        ("Excusée : Mme Petit\n\nRédaction : MR", [("Mme Petit", "excused")]),
        ("Absents : la régie du port, le service des eaux (Nord).", []),
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


def test_services_that_are_listed_are_attendance() -> None:
    text = "Absents : la régie du port, le service des eaux (Nord)."
    assert ("attendance", text) in _kinds(f"{text}{BODY}")


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
    ],
)
def test_comings_and_goings_are_attendance(text: str) -> None:
    assert _kinds(f"Le comité adopte le projet.\n\n{text}{BODY}")[1] == ("attendance", text)


@pytest.mark.parametrize(
    "text",
    [
        "M. Roux, membre du bureau de l'association, ne prend pas part au vote.",
        "Présidence : Mme Roux, qui ouvre la séance, rappelle le calendrier et les délais.",
        "Membres du jury : la liste sera arrêtée au printemps par la directrice.",
        "Membres ci-après à désigner par la présidente du jury :",
        "Présents : 21. Pouvoirs : 3. Votants : 24.",
        "Participants : on les relancera avant la fin du mois.",
        "Absents : la règle est que le pouvoir soit écrit.",
        "Sont présents M. Roux et Mme Sow, qui exposent que la règle change et que nul n'en sait.",
        "Pouvoirs : M. Roux demande que la règle soit revue. Mme Petit y est favorable.",
    ],
)
def test_what_is_said_of_people_is_no_attendance(text: str) -> None:
    assert ("prose", text) in _kinds(f"{BODY}\n{text}{BODY}")


_ROLLS = {
    "| Membres | Présent | Excusé |\n|---|---|---|\n| Mme Petit, directrice | X | |\n"
    "| M. Roux (DSI) | | X |\n": [("Mme Petit", "present"), ("M. Roux", "excused")],
    "| Qualité | Nom | P / E / A |\n|---|---|---|\n| CPE | Mme Petit | P |\n| Parents | M. Sow, "
    "M. Roux | A |\n": [("Mme Petit", "present"), ("M. Sow", "absent"), ("M. Roux", "absent")],
    "| Collège | Présents | Absents excusés |\n|---|---|---|\n| Élus | Mme Petit, M. Roux | M. Sow "
    "|\n": [("Mme Petit", "present"), ("M. Roux", "present"), ("M. Sow", "excused")],
    "| Date | 3 mai 2021 |\n|---|---|\n| Participants | A. Petit (DSI), P. Roux |\n| Absents | "
    "néant |\n": [("A. Petit", "present"), ("P. Roux", "present")],
    "| Action | Pilote | Avis |\n|---|---|---|\n| Achat | Mme Petit | P |\n": [],
    "| Année | Présents | Absents |\n|---|---|---|\n| 2020 | 12 | 3 |\n": [],
}


@pytest.mark.parametrize(("table", "listed"), _ROLLS.items())
def test_a_table_that_calls_the_roll_is_attendance(
    table: str, listed: list[tuple[str, str]]
) -> None:
    read = read_text(f"# Relevé\n\n{table}{BODY}", name="relevé.md")
    kinds = {p.kind.value for p in read.paragraphs} - {"heading", "prose"}
    assert kinds == {"attendance" if listed else "table"}
    people = read.document.participants
    assert [(person.name, person.presence.value) for person in people] == listed
    for person in people:
        assert read.document.text[person.start : person.end] == person.name


def test_a_table_under_a_label_names_those_of_the_label() -> None:
    table = "| Pour la direction | Pour les agents |\n|---|---|\n| Mme Petit | M. Roux, M. Sow |\n"
    people = read_text(f"Assistaient à la réunion :\n\n{table}", name="pv.md").document.participants
    assert [person.name for person in people] == ["Mme Petit", "M. Roux", "M. Sow"]
    table = table.replace("direction", "maintenance")
    beside = read_text(f"Secrétaire : Mme Petit\n\n{table}", name="pv.md")
    assert beside.paragraphs[-1].kind == "table"


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
