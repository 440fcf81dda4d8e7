"""Conversations as they are typed: without capitals, accents or question marks."""

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.questions.conversation import understood
from index.snapshot import Snapshot

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"


@pytest.fixture(scope="module")
def assistant(sample_snapshot: Snapshot) -> Assistant:
    return Assistant(sample_snapshot)


def _last(assistant: Assistant, *turns: str) -> Answer:
    *before, last = turns
    previous = ""
    for turn in before:
        previous = assistant.ask(turn, previous=previous).understood
    return assistant.ask(last, previous=previous)


@pytest.mark.parametrize(
    "asked",
    [
        "c'est sûr ?",
        "tu es sûr",
        "donne moi la phrase exacte",
        "tu peux résumer",
        "la source ?",
        "c'est écrit où",
        "en une phrase",
        "Are you sure?",
        "what's the exact wording?",
    ],
)
def test_the_same_is_asked_again(asked: str) -> None:
    assert understood(asked, ZOOM) == ZOOM


@pytest.mark.parametrize(
    ("asked", "alone"),
    [
        ("donne moi la phrase exacte sur Tchap", "la phrase exacte sur Tchap"),
        ("Quelle est la source du budget ?", "Quelle est la source du budget ?"),
    ],
)
def test_a_sentence_on_something_else_is_asked_anew(asked: str, alone: str) -> None:
    assert understood(asked, ZOOM) == alone


@pytest.mark.parametrize(
    ("previous", "asked", "alone"),
    [
        ("Qui opère Webconf ?", "non je parlais du webinaire", "Qui opère le webinaire ?"),
        ("Qui pilote le BNA ?", "je voulais dire TECH.GOUV", "Qui pilote TECH.GOUV ?"),
        ("Qui pilote le BNA ?", "non, TECH.GOUV", "Qui pilote TECH.GOUV ?"),
        ("What was decided on Zoom?", "No, I meant Tchap", "What was decided on Tchap?"),
    ],
)
def test_a_reader_puts_right_what_was_understood(previous: str, asked: str, alone: str) -> None:
    assert understood(asked, previous) == alone


@pytest.mark.parametrize(
    ("previous", "asked", "alone"),
    [
        (ZOOM, "et le calendrier ?", "Quel est le calendrier, concernant Zoom ?"),
        (ZOOM, "et les exceptions", "Quelles sont les exceptions, concernant Zoom ?"),
        (ZOOM, "et c'est interdit partout", "C'est interdit partout, concernant Zoom ?"),
        (ZOOM, "et si on a du mal", "Si on a du mal, concernant Zoom ?"),
        (ZOOM, "et s'ils refusent", "S'ils refusent, concernant Zoom ?"),
        (ZOOM, "combien a été engagé", "Combien a été engagé, concernant Zoom ?"),
        (ZOOM, "il reste combien", "Il reste combien, concernant Zoom ?"),
        (ZOOM, "les autres ministères aussi ?", "Les autres ministères aussi, concernant Zoom ?"),
        ("Quel est le taux de dérive ?", "en 2020 ?", "Quel est le taux de dérive en 2020 ?"),
        (
            "brigade d'intervention c'est quoi",
            "qui la finance",
            "Qui la finance, concernant brigade d'intervention ?",
        ),
        ("qui opere webconf", "et le webinaire", "qui opere le webinaire"),
        (
            "la réunion sur l'équipement des agents, qui l'organise",
            "et c'est quand",
            "C'est quand, concernant la réunion sur l'équipement des agents ?",
        ),
        (
            "combien d'agents ont la réserve de portables",
            "elle sera reconstituée ?",
            "Elle sera reconstituée, concernant la réserve de portables ?",
        ),
        (
            "Les agents peuvent utiliser leur ordinateur ?",
            "et leur téléphone ?",
            "Les agents peuvent utiliser leur téléphone ?",
        ),
        (
            "C'est quand la deuxième édition du baromètre ?",
            "et la troisième",
            "C'est quand la troisième édition du baromètre ?",
        ),
    ],
)
def test_a_turn_is_completed_as_it_is_meant(previous: str, asked: str, alone: str) -> None:
    assert understood(asked, previous) == alone


@pytest.mark.parametrize(
    "asked",
    [
        "c'est quoi le baromètre",
        "il y a combien de lots à Rouen",
        "on en est où sur zoom",
        "les smartphones il y en a combien",
    ],
)
def test_a_turn_that_names_its_subject_is_left_alone(asked: str) -> None:
    assert understood(asked, ZOOM) == asked


def test_a_place_in_the_agenda_is_of_that_agenda(assistant: Assistant) -> None:
    answer = _last(assistant, "Quel était l'ordre du jour de mai 2021 ?", "le deuxième point")
    assert [citation.quote for citation in answer.citations] == [
        "2. Fiche n° 2 : dématérialisation des démarches"
    ]


@pytest.mark.parametrize(
    "asked", ["et si on le fait pas ?", "et s'ils refusent ?", "et qui controle ?", "qui vérifie"]
)
def test_what_follows_or_who_does_it_is_told_by_name(assistant: Assistant, asked: str) -> None:
    answer = _last(assistant, ZOOM, asked)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())


def test_a_place_in_no_list_is_not_told_by_what_comes_near(assistant: Assistant) -> None:
    answer = _last(assistant, "Quel est le budget du plan de relance numérique ?", "et le deuxième")
    assert answer.status is Status.NOT_FOUND


def test_nothing_need_be_counted_by_its_name(assistant: Assistant) -> None:
    assert assistant.ask("combien de l'objectif").understood == "combien de l'objectif"
