"""The bodies whose minutes a document says that it is."""

import pytest

from ingest.document import DocumentKind
from ingest.language.bodies import at, council_in, named_in
from tests.support.minutes import DOCUMENTS
from tests.support.reading import read_text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Compte rendu du comité de pilotage du projet Horizon",
         "Comité de pilotage du projet Horizon"),
        ("Procès-verbal de la commission d'appel d'offres", "Commission d'appel d'offres"),
        ("Relevé de décisions du comité de direction", "Comité de direction"),
        ("RELEVE DE DECISIONS DU COMITE DE PILOTAGE", "Comité de pilotage"),
        ("COMPTE RENDU DU CONSEIL D'ADMINISTRATION", "Conseil d'administration"),
        ("Compte rendu de la réunion du groupe de travail « Accueil »",
         "Groupe de travail « Accueil »"),
        ("Relevé de décisions - Comité stratégique", "Comité stratégique"),
        ("Séance plénière du Conseil économique, social et environnemental",
         "Conseil économique, social et environnemental"),
        ("Commission des finances du mardi 3 mars 2020", "Commission des finances"),
        ("Compte rendu du conseil municipal de la ville de Sète", "Conseil municipal"),
        ("Conseil départemental de l'environnement et des risques sanitaires",
         "Conseil départemental de l'environnement et des risques sanitaires"),
        ("Conseil municipal des jeunes du 3 mars", "Conseil municipal des jeunes"),
        ("Conseil départemental de l'Ain", "Conseil départemental"),
        ("Procès-verbal de la commission permanente du conseil régional", "Commission permanente"),
        ("Compte rendu du 12e comité de suivi de la réforme", "Comité de suivi de la réforme"),
        ("Compte rendu de la réunion interministérielle tenue le 14 avril",
         "Réunion interministérielle"),
        ("COMITÉ DE DIRECTION", "Comité de direction"),
        ("Compte rendu de la conférence des maires du 3 mai", "Conférence des maires"),
        ("Compte-rendu de réunion - CODIR", "CODIR"),
        ("PV CHSCT", "CHSCT"),
        ("PROCES-VERBAL DU CSA DE PROXIMITE", "CSA"),
        ("CODIR lundi 28/04/25 - relevé (SG)", "CODIR"),
        ("Codir du 3 mai", "Codir"),
        ("COPIL SIRH 3 mars 2023", "COPIL SIRH"),
        ("CA 12 postes", ""),
        ("COPIL SIRH – Relevé de décisions – 3 mars 2023", "COPIL SIRH"),
        ("Compte rendu du comité de suivi n° 4", "Comité de suivi"),
        ("COPIL PAIE-SUD n°12", "COPIL PAIE-SUD"),
        ("COPIL « Guichet unique » n° 4", "COPIL « Guichet unique »"),
        ("COPIL Migration « Pins » – CR n° 7", "COPIL Migration « Pins »"),
        ("Association des Trois Rives — Assemblée générale ordinaire", "Assemblée générale"),
        ("Sous-commission départementale pour l'accessibilité des établissements",
         "Sous-commission départementale pour l'accessibilité des établissements"),
        ("Minutes of the 2nd Advisory Board meeting", "Advisory Board"),
        ("Collège Jean-Zay", ""),
        ("Collège de déontologie", "Collège de déontologie"),
        ("Minutes of the meeting on the board of trade", ""),
        ("Le comité décide que les agents partent plus tôt.", ""),
        ("Compte rendu de la visite du collège Victor Hugo", ""),
        ("Note au comité de direction", ""),
        ("Conseils aux usagers", ""),
        ("Relevé de décisions DSI", ""),
    ],
)  # fmt: skip
def test_the_body_that_a_line_names(line: str, name: str) -> None:
    assert named_in([line]) == name


def test_an_office_at_the_head_has_no_minutes() -> None:
    assert named_in(["Bureau du dialogue social", "COMITÉ TECHNIQUE MINISTÉRIEL"]) == (
        "Comité technique ministériel"
    )
    assert named_in(["Comité des fêtes", "Procès-verbal du bureau communautaire"]) == (
        "Bureau communautaire"
    )


def test_a_college_that_pupils_attend_has_minutes_of_its_council() -> None:
    lines = ["Collège Jean-Zay – 37000 Tours", "CONSEIL D'ADMINISTRATION – PROCÈS-VERBAL n° 2"]
    assert named_in(lines) == "Conseil d'administration"


def test_a_body_whose_name_goes_on_in_the_next_line_has_its_acronym() -> None:
    text = (
        "Commission administrative paritaire compétente pour\nles personnels de service (CAP)\n\n"
        "PROCES-VERBAL DE LA SEANCE DU 7 MAI 2021\n\nLa séance est ouverte.\n"
    )
    assert read_text(text).document.committee == "CAP"


def test_what_a_body_voted_is_minutes_without_the_word() -> None:
    text = "# Les Trois Rives – Assemblée générale ordinaire\n\n5 mai 2021\n\n"
    voted = f"{text}Le rapport est lu.\n\nAdopté à l'unanimité.\n"
    document = read_text(voted, name="ag.md").document
    assert (document.kind, document.committee) == (DocumentKind.RELEVE, "Assemblée générale")
    asked = read_text(f"{text}Vous êtes invités à l'assemblée générale.\n", name="ag.md").document
    assert asked.kind is DocumentKind.OTHER


def test_opinions_given_in_a_sitting_are_minutes() -> None:
    text = (
        "Comité d'éthique de la recherche\n\nAvis rendus en séance du 7 mai 2021\n\n"
        "Membres présents : Mme Roux, M. Sow.\n\nLe comité recommande d'attendre la réponse.\n"
    )
    document = read_text(text).document
    assert document.kind is DocumentKind.RELEVE
    assert document.committee == "Comité d'éthique de la recherche"


def test_a_council_may_be_named_over_two_lines() -> None:
    assert council_in("Séance du conseil\nmunicipal de la ville") == "Conseil municipal"
    assert council_in("Une délibération du conseil d'école") == ""


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("COSINUM", "au "),
        ("Comité de direction", "au "),
        ("Commission d'appel d'offres", "à la "),
        ("CAP", "à la "),
        ("Assemblée générale", "à l'"),
        ("AG", "à l'"),
    ],
)
def test_the_words_before_a_body(name: str, before: str) -> None:
    assert at(name) == before


@pytest.mark.parametrize(
    ("file", "committee", "day"),
    [
        ("codir.txt", "CODIR", "2022-09-12"),
        ("copil.txt", "COPIL SIRH", "2023-03-03"),
        ("csa.txt", "CSA", "2022-11-08"),
        ("groupe.txt", "Groupe de travail « Accueil du public »", "2023-01-17"),
        ("offres.txt", "Commission d'appel d'offres", "2022-12-05"),
        ("bureau.md", "Bureau de l'association du personnel", "2023-02-02"),
        ("conseil.md", "Conseil municipal", "2021-03-30"),
    ],
)
def test_minutes_of_every_form_have_their_body_and_their_day(
    file: str, committee: str, day: str
) -> None:
    document = read_text(DOCUMENTS[file], name=file).document
    assert (document.kind, document.committee) == (DocumentKind.RELEVE, committee)
    assert document.date is not None
    assert document.date.iso == day


def test_a_meeting_with_those_present_has_minutes_whatever_they_are_called() -> None:
    text = "Comité des outils\nSéance du 3 mars 2021\n\nPrésents : Mme Roux, M. Sow.\n\nLe débat.\n"
    document = read_text(text, name="notes.txt").document
    assert (document.kind, document.committee) == (DocumentKind.RELEVE, "Comité des outils")
    text = "Comité des outils\nSéance du 3 mars 2021\n\nVous êtes conviés à la séance.\n"
    assert read_text(text, name="notes.txt").document.kind is DocumentKind.OTHER


@pytest.mark.parametrize(
    ("text", "committee"),
    [
        (
            "# École des Tilleuls\n\n**Conseil d'école du 2e trimestre - mardi 11 mars 2025**\n\n"
            "Présents : M. Roux (directeur), Mme Sow.\n\nLe débat est long.\n",
            "Conseil d'école",
        ),
        (
            "# Conseil d'administration du 27 juin 2023\n\nPrésidence : M. Roux. "
            "Secrétaire de séance : Mme Sow.\n\nLe débat est long.\n",
            "Conseil d'administration",
        ),
        (
            "Commission des pins\nHôpital du Lac – Réunion n° 4 du mardi 28 novembre 2023\n\n"
            "Le débat est long. Prochaine réunion en mars.\n",
            "Commission des pins",
        ),
    ],
)
def test_a_body_that_sat_has_minutes_without_the_word(text: str, committee: str) -> None:
    document = read_text(text, name="notes.md").document
    assert (document.kind, document.committee) == (DocumentKind.RELEVE, committee)


def test_a_body_that_is_asked_to_come_has_none() -> None:
    text = "# Conseil d'école du 11 mars 2025\n\nConvocation\n\nOrdre du jour : les vélos.\n"
    assert read_text(text, name="notes.md").document.kind is DocumentKind.OTHER


def test_a_word_of_the_head_in_capitals_is_no_acronym() -> None:
    text = "COMPTE-RENDU - CONSEIL MUNICIPAL\n\nSéance du 3 mars 2021\n\nLe débat est ouvert.\n"
    assert read_text(text).document.committee == "Conseil municipal"


def test_a_job_description_makes_no_briefing_note() -> None:
    text = (
        "Réunion du 9 mai 2023\n\nLe recrutement est relancé, Karim revoyant la fiche de poste.\n"
    )
    assert read_text(text, name="notes.txt").document.kind is DocumentKind.OTHER


def test_minutes_without_a_heading_are_called_by_their_first_line() -> None:
    opening = "Compte rendu de la réunion interministérielle tenue le vendredi 14 avril 2023"
    chaired = "sous la présidence de Mme Fontaine, conseillère au cabinet du Premier ministre"
    text = f"{opening}\n{chaired}\n\nLe cabinet du Premier ministre ouvre la réunion.\n"
    assert read_text(text, name="rim.txt").document.title == opening
