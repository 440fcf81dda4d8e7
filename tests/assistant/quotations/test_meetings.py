"""Questions on a meeting as a whole, and minutes of every form."""

from pathlib import Path

import pytest

from assistant.answer import Nature, Status
from assistant.engine import Assistant
from index.hit import Filters
from ingest.document import DocumentKind
from tests.support.documents import Asked, assistant_over
from tests.support.hashing import HashingEncoder
from tests.support.minutes import DOCUMENTS as MINUTES

DOCUMENTS = MINUTES


def _quotes(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    assert [c.marker for c in answer.citations] == [*range(1, len(answer.citations) + 1)]
    return [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        "Quelles décisions ont été prises au CODIR du 12 septembre 2022 ?",
        "Qu'a décidé le comité de direction ?",
        "Que s'est-il décidé le 12 septembre 2022 ?",
        "Qu'a décidé le CODIR le 12 septembre ?",
        "What did the CODIR decide on the 12th of September?",
        "What was decided on September 12?",
        "Liste des décisions du CODIR",
        "What was decided at the CODIR on 12 September 2022?",
    ],
)
def test_all_that_a_meeting_decided_is_told_in_order(assistant: Assistant, question: str) -> None:
    assert _quotes(assistant, question) == [
        "Décision : le recours aux prestataires d'assistance est gelé jusqu'au 31 décembre 2022.",
        "Action : Mme Nguyen transmet la liste des marchés concernés d'ici au 30 septembre.",
        "Le point est reporté au prochain CODIR, dans l'attente d'un second devis.",
        "Action : M. Sow sollicite une deuxième entreprise avant le 20 septembre.",
    ]


@pytest.mark.parametrize("body", ["CTE", "comité technique d'établissement"])
def test_a_body_is_called_by_the_initials_of_its_name(tmp_path: Path, body: str) -> None:
    text = (
        "# Comité technique d'établissement\n\nCompte rendu de la séance du 18 janvier 2023\n\n"
        "## Parking\n\nLe comité valide la gratuité.\n\n## Plan\n\nLe comité approuve le plan.\n"
    )
    with assistant_over({"a.md": text}, tmp_path, HashingEncoder()) as assistant:
        question = f"Quelles sont les décisions du {body} du 18 janvier 2023 ?"
        assert _quotes(assistant, question) == [
            "Le comité valide la gratuité.",
            "Le comité approuve le plan.",
        ]


def test_decisions_stand_under_the_titles_of_their_items(assistant: Assistant) -> None:
    lines = assistant.ask("Qu'a décidé le CODIR ?").text.splitlines()
    assert lines[:3] == [
        "Décidé au CODIR du 12 septembre 2022 :",
        "1. Budget 2023",
        "– « Décision : le recours aux prestataires d'assistance est gelé jusqu'au 31 décembre"
        " 2022. » [1]",
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Que décide le CODIR du 12 septembre 2022 au point 1 ?", ["1. Budget 2023"]),
        ("Qu'a décidé le CODIR sur le deuxième point ?", ["2. Salle serveurs"]),
        ("What was decided on item 2 of the CODIR?", ["2. Salle serveurs"]),
        (
            "Quelles décisions ont été prises aux points 1 et 2 du CODIR ?",
            ["1. Budget 2023", "2. Salle serveurs"],
        ),
    ],
)
def test_an_item_of_a_meeting_is_told_alone(
    assistant: Assistant, question: str, told: list[str]
) -> None:
    titles = ("1. Budget 2023", "2. Salle serveurs")
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [line for line in answer.text.splitlines() if line in titles] == told


@pytest.mark.parametrize("named", ["{}. ", "Point {} – "])
def test_an_item_may_have_a_letter(asked: Asked, named: str) -> None:
    text = (
        "# Relevé de décisions du CODIR du 4 mars 2021\n\n"
        f"## {named.format('A')}Budget\n\nLe comité valide le budget.\n\n"
        f"## {named.format('B')}Bail\n\nLe comité proroge le bail.\n"
    )
    answer = asked({"a.md": text}, "Que décide le CODIR au point A ?")
    assert [citation.quote for citation in answer.citations] == ["Le comité valide le budget."]


def test_an_item_that_no_meeting_has_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("Que décide le CODIR au point 7 ?").status is Status.NOT_FOUND


def test_what_a_meeting_left_undecided_is_told_as_such(assistant: Assistant) -> None:
    text = assistant.ask("Qu'a décidé le CODIR ?").text
    assert "\n– Sans décision : « Le point est reporté au prochain CODIR, dans" in text


def test_minutes_that_vote_are_told_by_their_items_and_outcomes(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles décisions le conseil municipal a-t-il prises ?")
    assert answer.text.splitlines() == [
        "Mis aux voix au Conseil municipal du 30 mars 2021 :",
        "– « 1. Construction du gymnase Jean-Bouin » [1] Issue du point :"
        " « Adopté à l'unanimité. » [2]",
        "– « 2. Vente de terrains à la société d'équipement » [3] Issue du point :"
        " « Adopté à la majorité. » [4]",
    ]


def test_the_last_meeting_is_the_newest(assistant: Assistant) -> None:
    quotes = _quotes(assistant, "Qu'est-ce qui a été décidé à la dernière réunion ?")
    assert quotes == [
        "D1 : La bascule en production est reportée au 1er juin 2023.",
        "D2 : Le module de gestion des temps est retiré du périmètre du premier palier.",
        "A1 (Mme Haddad, 31 mars 2023) : fournir l'environnement de recette.",
    ]


def test_the_agenda_of_a_meeting_is_the_titles_of_its_items(assistant: Assistant) -> None:
    question = "Quel était l'ordre du jour du CODIR du 12 septembre 2022 ?"
    assert _quotes(assistant, question) == ["1. Budget 2023", "2. Salle serveurs"]


def test_meetings_of_a_year_go_from_the_newest(assistant: Assistant) -> None:
    answer = assistant.ask("Quelles décisions ont été prises en 2022 ?")
    days = list(dict.fromkeys(c.document.date for c in answer.citations))
    assert [day.iso for day in days if day] == ["2022-12-05", "2022-11-08", "2022-09-12"]


def test_a_long_answer_says_that_it_is_cut(tmp_path: Path) -> None:
    listed = "".join(f"Décision : le lot {n} est attribué.\n" for n in range(1, 51))
    text = f"Relevé de décisions du comité de direction du 4 mars 2021\n\n{listed}"
    with assistant_over({"a.txt": text}, tmp_path, HashingEncoder()) as assistant:
        answer = assistant.ask("Qu'a décidé le comité de direction ?")
    assert len(answer.citations) == 40
    assert answer.citations[-1].quote == "Décision : le lot 40 est attribué."
    assert answer.text.endswith("\nCe sont les 40 premiers extraits ; il y en a d'autres.")


def test_filters_hold_for_whole_meetings(assistant: Assistant) -> None:
    question = "Quelles décisions ont été prises en 2022 ?"
    csa = next(d.id for d in assistant.snapshot.documents() if d.committee == "CSA")
    answer = assistant.ask(question, filters=Filters(document_id=csa))
    assert {c.document.committee for c in answer.citations} == {"CSA"}
    answer = assistant.ask(question, filters=Filters(kind=DocumentKind.FICHE))
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Qu'a décidé le CODIR le 13 septembre 2022 ?",
        "Qu'a décidé la Commission européenne ?",
        "Quelles décisions la commission a-t-elle prises en 2021 ?",
        "Qu'a décidé le conseil en 2022 ?",
        "Combien de décisions le conseil municipal a-t-il adoptées en 2021 ?",
    ],
)
def test_a_meeting_without_minutes_is_not_told(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND


def test_a_question_with_a_subject_is_answered_on_it(assistant: Assistant) -> None:
    question = "Qu'a-t-il été décidé sur le gymnase au conseil municipal du 30 mars 2021 ?"
    assert "2. Vente de terrains à la société d'équipement" not in _quotes(assistant, question)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Le recours aux prestataires est-il autorisé ?", "Décidé au CODIR du 12 septembre 2022 :"),
        ("Quand a lieu la bascule ?", "Décidé au COPIL SIRH du 3 mars 2023 :"),
        ("Qui doit fournir l'environnement de recette ?", "Décidé au COPIL SIRH du 3 mars 2023 :"),
        ("Les guichets ouvriront-ils le samedi ?", "Décidé au Groupe de travail « Accueil du"),
        ("Quel est le montant du marché des espaces verts ?",
         "Décidé à la Commission d'appel d'offres du 5 décembre 2022 :"),
        ("Combien de postes sont supprimés ?", "Sujet évoqué, sans décision, au CSA"),
        ("Qu'a-t-il été décidé sur les rendez-vous en ligne ?", "Sujet évoqué, sans décision,"),
    ],
)  # fmt: skip
def test_decided_is_said_of_what_minutes_of_every_form_decide(
    assistant: Assistant, question: str, opening: str
) -> None:
    assert assistant.ask(question).text.startswith(opening)


def test_a_row_is_quoted_whole_under_the_titles_of_its_columns(assistant: Assistant) -> None:
    answer = assistant.ask("Qui est responsable de la fête de Noël ?")
    assert [c.quote for c in answer.citations] == [
        "Point | Décision | Responsable | Échéance",
        "Fête de Noël | La fête est maintenue, avec un budget de 9 000 €. | Mme Colin"
        " | 15 novembre 2023",
    ]
    assert {c.nature for c in answer.citations} == {Nature.DECISION}


def test_what_closes_an_item_follows_what_is_said_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("Qu'a-t-il été décidé sur la climatisation ?")
    assert answer.text.startswith("Examiné au CODIR du 12 septembre 2022 : « La climatisation")
    assert "Issue du point : « Le point est reporté au prochain CODIR, dans" in answer.text
    assert answer.text.count("Issue du point") == 1
    assert [c.is_outcome for c in answer.citations] == [False, True, True]


@pytest.mark.parametrize("body", ["Digital Steering Committee", "COSINUM"])
def test_a_committee_is_a_comite_and_so_may_a_body_be_of_another_name(
    body: str, tmp_path: Path
) -> None:
    told = "The committee decided to buy 320 laptops."
    text = f"Minutes of the {body}, 14 September 2023\n\n{told}\n"
    with assistant_over({"a.txt": text}, tmp_path, HashingEncoder()) as assistant:
        assert _quotes(assistant, "Qu'a décidé le comité en 2023 ?") == [told]


def test_what_other_minutes_say_of_a_day_is_not_what_was_decided_then(tmp_path: Path) -> None:
    text = (
        "Relevé de conclusions du directoire du 14 mars 2023\n\nLe point est reporté au 11 avril.\n"
    )
    with assistant_over({"a.txt": text}, tmp_path, HashingEncoder()) as assistant:
        answer = assistant.ask("Qu'a décidé le directoire du 11 avril 2023 ?")
    assert answer.status is Status.NOT_FOUND
    assert "11 avril 2023" in answer.text


def test_who_was_there_and_who_was_not(assistant: Assistant) -> None:
    question = "Qui était présent au CODIR du 12 septembre 2022 ?"
    (there,) = _quotes(assistant, question)
    assert there.startswith("Présents : Mme Leroy (directrice)")
    assert assistant.ask("Qui était excusé au CODIR ?").text == (
        "Absents ou excusés au CODIR du 12 septembre 2022 :\n– « Excusé : M. Garnier » [1]"
    )


ATTENDED = """# Conseil municipal

Procès-verbal de la séance du 24 avril 2014

Présents : Mme Zoé Lac (pouvoir : M. Sorel), Mme Odile Petit, M. Jean Roux, Mme Anne Roux.
Excusés : M. Luc Sorel, Mme Ève Blanc.

## 1. Voirie

Le conseil adopte le plan de voirie. M. Sorel avait fait des réserves.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Mme Petit était-elle présente à la séance du 24 avril 2014 ?", ["Présents :", "Petit"]),
        ("M. Sorel a-t-il assisté au conseil municipal ?", ["Excusés :", "Sorel"]),
        ("Luc Sorel était-il absent ?", ["Excusés :", "Sorel"]),
        ("M. Roux était-il présent ?", ["Présents :", "Roux", "Présents :", "Roux"]),
        ("Was Mrs Blanc present on 24 April 2014?", ["Excusés :", "Blanc"]),
        ("Did Luc Sorel attend the meeting of 24 April 2014?", ["Excusés :", "Sorel"]),
    ],
)
def test_whether_someone_was_there_is_told_by_the_list(
    asked: Asked, question: str, told: list[str]
) -> None:
    answer = asked({"pv.md": ATTENDED}, question)
    assert all(c.paragraph.text[c.start : c.end] == c.quote for c in answer.citations)
    assert len(answer.citations) == len(told)
    assert all(word in c.quote for word, c in zip(told, answer.citations, strict=True))


def test_a_proxy_among_the_names_hides_not_what_introduces_them(asked: Asked) -> None:
    names = "Absents :\n\nMme Zoé Lac (pouvoir : M. Sorel), M. Jean Roux."
    text = ATTENDED.replace(
        ATTENDED[ATTENDED.index("Présents") : ATTENDED.index("\n\n## 1")], names
    )
    answer = asked({"pv.md": text}, "M. Roux était-il présent le 24 avril 2014 ?")
    label, name = (citation.quote for citation in answer.citations)
    assert label == "Absents :"
    assert "Jean Roux" in name


@pytest.mark.parametrize(
    "question",
    [
        "M. Durand était-il présent à la séance du 24 avril 2014 ?",
        "Mme Petit était-elle présente le 5 mai 2014 ?",
    ],
)
def test_who_is_on_no_list_is_said_to_be_nowhere(asked: Asked, question: str) -> None:
    assert asked({"pv.md": ATTENDED}, question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qu'a-t-on décidé au dernier COPIL ?", "2 autres relevés ne portent pas de date ; "),
        ("What was decided at the last COPIL?", "2 more sets of minutes have no date; "),
        ("Qu'a-t-on décidé au COPIL ?", ""),
    ],
)
def test_minutes_without_a_date_may_be_of_a_later_meeting(
    question: str, told: str, tmp_path: Path, encoder: HashingEncoder
) -> None:
    texts = {
        f"{n}.md": f"# Relevé de décisions du COPIL{day}\n\nLe COPIL décide de fermer le lot {n}.\n"
        for n, day in enumerate([" du 3 décembre 2020", "", ""])
    }
    with assistant_over(texts, tmp_path, encoder) as assistant:
        last = assistant.ask(question).text.splitlines()[-1]
    assert last.startswith(told) if told else "date ;" not in last


def test_when_a_body_met_is_told_by_its_minutes(assistant: Assistant) -> None:
    answer = assistant.ask("Quand s'est tenue la dernière réunion du CODIR ?")
    assert answer.text.splitlines() == [
        "Dernière réunion dont les documents ont le relevé :",
        f"– Au CODIR du 12 septembre 2022 : « {answer.citations[0].quote} » [1]",
    ]
    assert "12 septembre 2022" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Quelles réunions ont eu lieu en 2022 ?",
        "Combien de réunions se sont tenues en 2022 ?",
        "À quelles dates les réunions ont-elles eu lieu en 2022 ?",
        "Liste des séances de 2022",
        "Which meetings took place in 2022?",
    ],
)
def test_the_meetings_of_a_year_are_counted_and_told_from_the_newest(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith("3 ")
    days = [c.document.date.iso for c in answer.citations if c.document.date]
    assert days == ["2022-12-05", "2022-11-08", "2022-09-12"]


@pytest.mark.parametrize(
    "question",
    ["Quelles réunions ont eu lieu en 2016 ?", "Quels sujets ont été abordés en 2016 ?"],
)
def test_a_year_without_minutes_is_said_to_have_none(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert "2016" in answer.text


def test_minutes_without_a_date_are_told_beside_those_of_a_year(tmp_path: Path) -> None:
    texts = {
        "a.md": "# Comité de direction\n\nRelevé de décisions du 4 mars 2021\n\nTout va bien.\n",
        "b.md": "# Relevé de décisions du comité de direction\n\nLe comité valide le plan.\n",
    }
    with assistant_over(texts, tmp_path, HashingEncoder()) as assistant:
        text = assistant.ask("Combien de fois le comité de direction s'est-il réuni en 2021 ?").text
    assert text.splitlines() == [
        "Une réunion dont les documents ont le relevé :",
        "– Au Comité de direction du 4 mars 2021 : « Relevé de décisions du 4 mars 2021 » [1]",
        "Un autre relevé ne porte pas de date.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Résume le CODIR du 12 septembre 2022",
        "Summarise the CODIR of 12 September 2022",
        "Sum up the main points of the CODIR meeting of 12 September 2022",
        "What happened on 12 September?",
        "Que s'est-il passé au CODIR du 12 septembre 2022 ?",
        "Que faut-il retenir du dernier CODIR ?",
        "Que dit le compte rendu du CODIR du 12 septembre 2022 ?",
    ],
)
def test_a_meeting_is_summed_up_by_what_it_decided(assistant: Assistant, question: str) -> None:
    assert _quotes(assistant, question) == _quotes(assistant, "Qu'a décidé le CODIR ?")


def test_a_meeting_on_something_is_looked_for_by_it(assistant: Assistant) -> None:
    quotes = _quotes(assistant, "Quelles réunions ont porté sur le second devis ?")
    assert quotes == ["Le point est reporté au prochain CODIR, dans l'attente d'un second devis."]


SITE = """COMPTE-RENDU DE CHANTIER N° 17

Réunion du mardi 20 mai 2025

1. Accès

Il est décidé de déplacer la benne.
"""


def test_minutes_of_no_body_are_known_by_their_title_and_their_day(asked: Asked) -> None:
    question = "Quelles décisions ont été prises à la réunion de chantier du {} ?".format
    told = asked({"a.txt": SITE}, question("20 mai 2025"))
    assert [c.quote for c in told.citations] == ["Il est décidé de déplacer la benne."]
    assert asked({"a.txt": SITE}, question("27 mai 2025")).status is Status.NOT_FOUND
    other = question("20 mai 2025").replace("chantier", "crèche")
    assert asked({"a.txt": SITE}, other).status is Status.NOT_FOUND


NOTES = """CODIR lundi 28 avril 2025 - relevé

SI : bascule de Gallium repoussée au 15/09, la reprise de données n'étant pas \
fiable et les services peu disponibles. Parc : renouvellement de 60 portables, le reste attend \
2026. IA : la cheffe du service plaide pour un test de Copilot sur dix agents. Réservée, la \
directrice veut un avis avant.
"""


def test_a_subject_of_notes_has_no_decision_of_the_one_beside_it(asked: Asked) -> None:
    answer = asked({"a.txt": NOTES}, "Qu'a-t-il été décidé sur Copilot ?")
    (citation,) = answer.citations
    assert citation.nature is Nature.MENTION
    assert citation.quote.startswith("IA : la cheffe")
    assert citation.quote.endswith("veut un avis avant.")
    assert _quotes_of(asked, "Quelles décisions ont été prises au CODIR du 28 avril 2025 ?") == [
        "SI : bascule de Gallium repoussée au 15/09, la reprise de données n'étant pas fiable et "
        "les services peu disponibles."
    ]


def _quotes_of(asked: Asked, question: str) -> list[str]:
    return [citation.quote for citation in asked({"a.txt": NOTES}, question).citations]
