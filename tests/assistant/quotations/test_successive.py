"""Decisions that follow one another: the last first, said to be the last, the others kept."""

from pathlib import Path

import pytest

from index.encoders.encoder import Encoder
from tests.support.documents import Asked, assistant_over

MINUTES = "Relevé de décisions du COSINUM du {}\n\n1. Réunions à distance\n\n{}\n"
FIRST = "Le comité décide que Zoom est autorisé pour les réunions à distance."
SECOND = "Le comité décide que Zoom est exclu des réunions à distance."
NOTE = "# Fiche : Zoom\n\nZoom compte quarante réunions à distance par semaine.\n"
QUESTION = "Qu'a-t-il été décidé sur Zoom pour les réunions à distance ?"


def test_the_last_decision_comes_first(tmp_path: Path, default_encoder: Encoder) -> None:
    texts = {
        "a.txt": MINUTES.format("3 décembre 2020", SECOND),
        "b.txt": MINUTES.format("14 mai 2020", FIRST),
    }
    with assistant_over(texts, tmp_path, default_encoder) as assistant:
        french, english = assistant.ask(QUESTION), assistant.ask("What was decided on Zoom?")
    assert french.text.splitlines() == [
        f"Décidé en dernier lieu au COSINUM du 3 décembre 2020 : « {SECOND} » [1]",
        f"Décidé auparavant au COSINUM du 14 mai 2020 : « {FIRST} » [2]",
    ]
    assert [line.split(" at ")[0] for line in english.text.splitlines()] == [
        "Decided most recently",
        "Decided earlier",
    ]


@pytest.mark.parametrize("other", [NOTE, MINUTES.format("14 mai 2020", "Zoom est présenté.")])
def test_one_decision_alone_is_neither_last_nor_before(asked: Asked, other: str) -> None:
    texts = {"a.txt": MINUTES.format("3 décembre 2020", SECOND), "b.md": other}
    answer = asked(texts, QUESTION)
    said = f"Décidé au COSINUM du 3 décembre 2020 : « {SECOND} » [1]"
    assert answer.text.splitlines()[0] == said


MOVED = (
    "Relevé de décisions du comité de direction du 4 mars 2022\n\n1. Locaux\n\n"
    "Le comité décide l'emménagement du service des cartes au troisième étage le 2 mai 2022.\n"
)
BACK = (
    "Relevé de décisions du comité de direction du 18 mars 2022\n\n1. {}\n\n"
    "Le comité revient sur sa décision du {} : l'emménagement attendra septembre.\n"
)


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("4 mars", True), ("4 mars 2022", True), ("7 janvier", False)],
)
def test_what_a_later_meeting_went_back_on_is_told_first(
    asked: Asked, day: str, is_told: bool
) -> None:
    texts = {"a.txt": MOVED, "b.txt": BACK.format("Locaux", day)}
    question = "Quand le service des cartes sera-t-il au troisième étage ?"
    answer = asked(texts, question)
    assert [c.document.source_path for c in answer.citations] == ["b.txt"] * is_told + ["a.txt"]
    assert answer.text.startswith("Décidé en dernier lieu") is is_told


MET = "Relevé de décisions du comité de direction du {}\n\n1. Parking\n\nLe parking est gratuit.\n"


@pytest.mark.parametrize(
    ("named", "other", "is_told"),
    [
        ("sa décision de mars", "4 février 2022", True),
        ("sa décision du mois de mars", "4 février 2022", True),
        ("sa décision de mars", "25 mars 2022", False),
        ("sa décision de février", "4 février 2022", False),
        ("la décision de la séance précédente", "4 février 2022", True),
        ("la décision prise au dernier comité", "4 février 2022", True),
        ("la décision de la séance précédente", "25 mars 2022", False),
    ],
)
def test_a_meeting_is_named_by_its_month_where_it_is_alone_in_it_or_as_the_last(
    asked: Asked, named: str, other: str, is_told: bool
) -> None:
    back = BACK.replace("18 mars", "8 avril").replace("sa décision du {}", "{}")
    texts = {"a.txt": MOVED, "b.txt": back.format("Locaux", named), "c.txt": MET.format(other)}
    question = "Quand le service des cartes sera-t-il au troisième étage ?"
    answer = asked(texts, question)
    assert [c.document.source_path for c in answer.citations] == ["b.txt"] * is_told + ["a.txt"]


REVERSED = (
    "Relevé de décisions du comité de direction du 8 avril 2022\n\n1. Suites\n\n"
    "Cartes : le comité revient sur sa décision du 4 mars 2022. La salle du troisième étage étant"
    " occupée jusqu'à la fin des travaux de la toiture, le service des cartes reste au rez-de-"
    "chaussée. Deux bureaux lui seront prêtés à l'entrée du bâtiment, sur demande de son chef et"
    " pour une durée de six mois, renouvelable une fois après avis du médecin de prévention.\n"
)


@pytest.mark.parametrize(
    "question",
    [
        "Le comité a-t-il décidé l'emménagement au troisième étage ?",
        "Qu'a-t-il été décidé sur le service des cartes ?",
        "Qu'a décidé le comité de direction le 8 avril 2022 ?",
    ],
)
def test_what_goes_back_on_a_decision_is_quoted_with_what_holds_instead(
    asked: Asked, question: str
) -> None:
    texts = {"a.txt": MOVED, "b.txt": REVERSED}
    first = asked(texts, question).citations[0].quote
    assert first.startswith("Cartes : le comité revient sur sa décision")
    assert first.endswith("après avis du médecin de prévention.")


@pytest.mark.parametrize(
    ("number", "is_told"), [("2022-17", True), ("2022-1", False), ("22-17", False)]
)
def test_a_deliberation_that_is_revoked_by_its_number_is_told_with_its_end(
    asked: Asked, number: str, is_told: bool
) -> None:
    texts = {
        "a.md": "# Procès-verbal du comité syndical du 9 mai 2022\n\n## 2022-17 Pont de bois\n\n"
        "Le comité retient la réfection du pont de bois pour 80 000 euros.\n",
        "b.md": "# Procès-verbal du comité syndical du 6 février 2023\n\n## 2023-02 Ouvrages\n\n"
        f"Le comité rapporte la délibération {number} et décide la démolition de cet ouvrage.\n",
    }
    answer = asked(texts, "Que décide le comité sur la réfection du pont de bois ?")
    assert [c.document.source_path for c in answer.citations] == ["b.md"] * is_told + ["a.md"]


def test_decisions_of_two_committees_do_not_follow_one_another(asked: Asked) -> None:
    other = MINUTES.replace("COSINUM", "comité technique").format("14 mai 2020", FIRST)
    texts = {"a.txt": MINUTES.format("3 décembre 2020", SECOND), "b.txt": other}
    lines = asked(texts, QUESTION).text.splitlines()
    assert [line.split(" : ")[0] for line in lines] == [
        "Décidé au COSINUM du 3 décembre 2020",
        "Décidé au Comité technique du 14 mai 2020",
    ]


def test_items_of_one_number_do_not_undo_each_other(asked: Asked) -> None:
    minutes = "Relevé de décisions du comité de direction du {}\n\n1. Fiche n° 1\n\n{}\n"
    texts = {
        "a.txt": minutes.format("4 mars 2022", "Le comité décide l'achat de douze cartes."),
        "b.txt": minutes.format("9 mai 2022", "Le comité annule la mesure n° 1 sur le chauffage."),
    }
    answer = asked(texts, "Combien de cartes sont achetées ?")
    assert [c.document.source_path for c in answer.citations] == ["a.txt"]


GRANTS = (
    "# Comité des prêts – Relevé de décisions du 4 mars 2022\n\n## Dossiers\n\n"
    "Le comité accorde 40 000 euros au projet MISTRAL.\n\nLe projet AUTAN attend un plan.\n"
)
AFTER = (
    "# {} – Relevé de décisions du 9 mai 2022\n\n## Dossiers\n\n"
    "Projet {}. Le plan est arrivé en avril. Le prêt est ramené à 25 000 euros.\n"
)


@pytest.mark.parametrize(
    ("committee", "project", "is_told"),
    [
        ("Comité des prêts", "MISTRAL", True),
        ("Comité des prêts", "AUTAN", False),
        ("Commission des aides", "MISTRAL", False),
    ],
)
def test_what_the_same_committee_made_later_of_a_thing_comes_with_it(
    asked: Asked, committee: str, project: str, is_told: bool
) -> None:
    """It is quoted from the name on, which its own sentence need not have."""
    texts = {"a.md": GRANTS, "b.md": AFTER.format(committee, project)}
    answer = asked(texts, "Combien d'euros pour le projet MISTRAL ?")
    told = [c.quote for c in answer.citations if c.document.source_path == "b.md"]
    assert bool(told) is is_told
    assert all(quote.startswith("Projet MISTRAL") for quote in told)


def test_when_a_body_meets_again_is_told_by_its_last_meeting(asked: Asked) -> None:
    minutes = (
        "# Comité des prêts – Relevé de décisions du {} 2022\n\n## Dossiers\n\nLe prêt est accordé."
        "\n\n## Suite\n\nProchaine réunion du comité des prêts : {}.\n"
    )
    texts = {
        "a.md": minutes.format("4 mars", "9 mai 2022"),
        "b.md": minutes.format("9 mai", "4 juillet 2022"),
    }
    answer = asked(texts, "Quand est la prochaine réunion du comité des prêts ?")
    assert [c.quote for c in answer.citations] == [
        "Prochaine réunion du comité des prêts : 4 juillet 2022."
    ]


def test_what_became_of_a_matter_left_to_another_body_comes_with_it(asked: Asked) -> None:
    texts = {
        "a.txt": (
            "Relevé de décisions du comité de direction du 5 juillet 2023\n\n1. Télétravail\n\n"
            "Le comité propose de porter à trois jours par semaine le plafond de télétravail des "
            "agents du support. La question est renvoyée au comité social.\n"
        ),
        "b.txt": (
            "Compte rendu du comité social du 6 mars 2024\n\n"
            "1. Télétravail des agents du support\n\n"
            "Le plafond de trois jours s'applique au 1er mai 2024.\n\n"
            "2. Cantine\n\nLa cantine ferme trois jours en août.\n"
        ),
    }
    answer = asked(texts, "Combien de jours de télétravail ?")
    told = [citation.quote.partition("trois")[0] for citation in answer.citations]
    assert told == ["Le plafond de ", "Le comité propose de porter à "]
    assert not any(citation.is_decision for citation in answer.citations)


COUNCIL = """# Procès-verbal du conseil municipal du {}

## 20. {} FACE Hérault

Pour : 54

Abstention : {}

Adopté à l'unanimité.
"""


def test_the_vote_on_something_else_of_the_same_name_goes_back_on_none(asked: Asked) -> None:
    texts = {
        "a.md": COUNCIL.format("9 novembre 2009", "Subvention à l'association", "1 (M. Roux)"),
        "b.md": COUNCIL.format("7 novembre 2011", "Convention de partenariat avec", "/"),
    }
    answer = asked(texts, "Qui s'est abstenu sur la subvention à FACE Hérault en novembre 2009 ?")
    assert "Abstention : 1 (M. Roux)" in answer.text
    assert {citation.document.source_path for citation in answer.citations} == {"a.md"}
