"""Follow-ups made to stand alone; what is no question answered as such."""

import pytest

from assistant.answer import Answer, Language, Status
from assistant.engine import Assistant
from assistant.questions.conversation import Talk, talk, understood
from assistant.wording.framing import in_full
from index.snapshot import Snapshot

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"


@pytest.fixture(scope="module")
def assistant(sample_snapshot: Snapshot) -> Assistant:
    return Assistant(sample_snapshot)


MEETING = "Quelles décisions ont été prises au CODIR du 3 mars 2021 ?"


@pytest.mark.parametrize(
    ("previous", "asked", "alone"),
    [
        (ZOOM, "Et pour Teams ?", "Qu'a-t-il été décidé sur Teams ?"),
        (MEETING, "Et pour Teams ?", f"{MEETING[:-2]} sur Teams ?"),
        (MEETING, "Et le plan de relance ?", f"{MEETING[:-2]} sur le plan de relance ?"),
        (MEETING, "Et en mai 2021 ?", "Quelles décisions ont été prises au CODIR de mai 2021 ?"),
        (MEETING, "Et au CSE ?", "Quelles décisions ont été prises au CSE du 3 mars 2021 ?"),
        (
            "Que décide le dernier CODIR ?",
            "Et Tchap ?",
            "Que décide le dernier CODIR sur Tchap ?",
        ),
        (
            ZOOM,
            "et la messagerie instantanée ?",
            "Qu'a-t-il été décidé sur la messagerie instantanée ?",
        ),
        (ZOOM, "Y a-t-il des exceptions ?", "Y a-t-il des exceptions, concernant Zoom ?"),
        (
            ZOOM,
            "Quelles sont les autres options ?",
            "Quelles sont les autres options, concernant Zoom ?",
        ),
        (
            ZOOM,
            "Combien d'ETP faut-il pour lui ?",
            "Combien d'ETP faut-il pour lui, concernant Zoom ?",
        ),
        (ZOOM, "Qui doit le remplacer ?", "Qui doit le remplacer, concernant Zoom ?"),
        (ZOOM, "Parle-moi du troisième", "Parle-moi du troisième, concernant Zoom ?"),
        (ZOOM, "Quel est le budget de Tchap ?", "Quel est le budget de Tchap ?"),
        (ZOOM, "à quelle date ?", "À quelle date, concernant Zoom ?"),
        (ZOOM, "Qui en est chargé ?", "Qui en est chargé, concernant Zoom ?"),
        (ZOOM, "Who is in charge?", "Who is in charge, about Zoom?"),
        ("Quel est le coût des écrans ?", "By when?", "By when, about écrans?"),
        (
            ZOOM,
            "Et cette décision vaut-elle encore ?",
            "Cette décision vaut-elle encore, concernant Zoom ?",
        ),
        (
            "Quel est le calendrier de TECH.GOUV ?",
            "Et celui du cloud ?",
            "Quel est le calendrier du cloud ?",
        ),
        (
            "Quel est l'état de la formation ?",
            "Et le plan de relance ?",
            "Quel est l'état du plan de relance ?",
        ),
        (
            "Qui a assisté à la réunion sur Zoom ?",
            "À quelle date ?",
            "À quelle date, concernant Zoom ?",
        ),
        ("Qui a assisté au comité ?", "À quelle date ?", "À quelle date, concernant présents ?"),
        ("Qui était là ?", "Et pour Zoom ?", "Et pour Zoom ?"),
        (
            "Quel est le calendrier de TECH.GOUV ?",
            "Et le budget ?",
            "Quel est le budget de TECH.GOUV ?",
        ),
        (
            "Quel est le budget du projet Hermine ?",
            "Et le calendrier ?",
            "Quel est le calendrier du projet Hermine ?",
        ),
        (
            "Quand se termine la formation du projet Hermine ?",
            "Et pour la recette ?",
            "Quand se termine la recette du projet Hermine ?",
        ),
        (
            "Quel est le budget du projet Hermine ?",
            "Et pour le projet Belette ?",
            "Quel est le budget du projet Belette ?",
        ),
        (
            "Combien de temps conserve-t-on les courriers de simple information ?",
            "Et les dossiers des agents ?",
            "Combien de temps conserve-t-on les dossiers des agents ?",
        ),
        (
            "Combien de jours peut télétravailler un agent ?",
            "Et un stagiaire ?",
            "Combien de jours peut télétravailler un stagiaire ?",
        ),
        (
            "Qui préside le comité de pilotage ?",
            "Et le comité technique ?",
            "Qui préside le comité technique ?",
        ),
        (
            "What is the budget of the Hermine project?",
            "And the Belette project?",
            "What is the budget of the Belette project?",
        ),
        (
            "Quel est le coût de l'option A ?",
            "Et de l'option B ?",
            "Quel est le coût de l'option B ?",
        ),
        (
            "Qui a obtenu le lot menuiseries du local des Restos du Cœur ?",
            "Et la plomberie ?",
            "Qui a obtenu la plomberie des Restos du Cœur ?",
        ),
        ("Combien coûte un audit ?", "Et une formation ?", "Combien coûte une formation ?"),
        ("Quel budget pour Tchap en 2020 ?", "Et en 2021 ?", "Quel budget pour Tchap en 2021 ?"),
        ("Quel budget pour Tchap ?", "Et en 2021 ?", "Quel budget pour Tchap en 2021 ?"),
        (ZOOM, "Pour combien de temps ?", "Pour combien de temps, concernant Zoom ?"),
        (ZOOM, "À partir de quand ?", "À partir de quand, concernant Zoom ?"),
        ("Que fait Rouen Danse ?", "Qui y siège ?", "Qui y siège, concernant Rouen Danse ?"),
        (
            "Quelle est la surface du parc Malbosc ?",
            "Combien d'arbres ?",
            "Combien d'arbres, concernant le parc Malbosc ?",
        ),
        (
            "Qui a voté contre le budget primitif 2012 ?",
            "Combien d'abstentions ?",
            "Combien d'abstentions, concernant le budget primitif 2012 ?",
        ),
        (
            "Quelle société exploite le kiosque à journaux ?",
            "Pour combien de temps ?",
            "Pour combien de temps, concernant le kiosque à journaux ?",
        ),
        (
            "Pour combien de temps, concernant le kiosque à journaux ?",
            "À quel prix ?",
            "À quel prix, concernant le kiosque à journaux ?",
        ),
        (
            "Pour quand, concernant le kiosque à journaux ?",
            "Et l'accessibilité ?",
            "Pour quand, concernant l'accessibilité ?",
        ),
        (
            "Quel est le taux de décision favorable ?",
            "Et pour la filière RH ?",
            "Quel est le taux de décision favorable pour la filière RH ?",
        ),
        (
            "Quand aura lieu la prochaine édition ?",
            "Qui y participe ?",
            "Qui y participe, concernant la prochaine édition ?",
        ),
        (ZOOM, "Quand a-t-elle été prise ?", "Quand a-t-elle été prise, concernant Zoom ?"),
        (ZOOM, "Que permet-il ?", "Que permet-il, concernant Zoom ?"),
        (ZOOM, "Quels droits donne-t-il ?", "Quels droits donne-t-il, concernant Zoom ?"),
        ("Combien de lots à Rouen ?", "Et de bureaux ?", "Combien de bureaux à Rouen ?"),
        ("Combien d'arbres à Rouen ?", "Et de lots ?", "Combien de lots à Rouen ?"),
        ("Combien de lots à Rouen ?", "Et d'arbres ?", "Combien d'arbres à Rouen ?"),
        ("Combien de lots ?", r"Et de \1 ?", r"Combien de \1 ?"),
        (
            "Combien de lots, concernant Rouen ?",
            "Et de bureaux ?",
            "Combien de bureaux, concernant Rouen ?",
        ),
        ("Quel plan en mai 2020 ?", "Et en décembre 2021 ?", "Quel plan en décembre 2021 ?"),
        ("What was decided on Zoom?", "And Teams?", "What was decided on Teams?"),
        ("What was decided on Zoom?", "When?", "When, about Zoom?"),
        (
            "Quand la DINUM publiera-t-elle la doctrine ?",
            "Pourquoi ?",
            "Pourquoi, concernant la DINUM, la doctrine ?",
        ),
        (
            "Une étude de résilience du réseau a-t-elle été commandée ?",
            "A-t-elle été remise ?",
            "A-t-elle été remise, concernant une étude de résilience du réseau ?",
        ),
        (
            "Quel objectif pour la note du baromètre ?",
            "A-t-il été atteint ?",
            "A-t-il été atteint, concernant la note du baromètre ?",
        ),
        (
            "Combien d'ETP pour la brigade d'intervention ?",
            "Et pour le pilotage par la donnée ?",
            "Combien d'ETP pour le pilotage par la donnée ?",
        ),
        (
            "Que dit la fiche_zoom.pdf ?",
            "Et pour Teams ?",
            "Que dit la fiche_zoom.pdf pour Teams ?",
        ),
        ("sur Zoom_Pro", "Et pour Teams ?", "sur Teams"),
        ("Que décide le comité sur Zoom ?", "pourquoi ça", "Pourquoi, concernant Zoom ?"),
    ],
)
def test_a_follow_up_stands_alone(previous: str, asked: str, alone: str) -> None:
    assert understood(asked, previous) == alone


@pytest.mark.parametrize(
    "asked",
    [
        "Quels sont les engagements des ministères sur l'écologie ?",
        "Qu'a-t-il été décidé sur Tchap ?",
        "Et quand le comité s'est-il réuni en 2021 ?",
        "Quels outils sont autorisés ?",
        "Y a-t-il un budget pour la formation ?",
        "Existe-t-il un budget pour la formation ?",
        "Quand la formation sera-t-elle ouverte ?",
        "Les agents peuvent-ils refuser ?",
    ],
)
def test_a_new_subject_drops_the_old_one(asked: str) -> None:
    assert understood(asked, ZOOM) == asked


def test_the_first_question_is_left_as_it_is() -> None:
    assert understood("  Et pour   Teams ? ", "") == "Et pour Teams ?"


@pytest.mark.parametrize("previous", ["", "  ", "?!", "Qui ?"])
def test_nothing_before_it_keeps_a_question_from_being_asked(previous: str) -> None:
    assert understood("Et pour Teams ?", previous) == "Et pour Teams ?"


def test_more_than_a_question_may_hold_before_it_is_cut() -> None:
    assert understood("Et pour Teams ?", "x" * 5_000) == "Teams"


def test_a_long_subject_before_it_does_not_make_a_question_too_long() -> None:
    long = "Qu'a-t-il été décidé sur " + " ".join(f"projet{n}" for n in range(180)) + " ?"
    pronoun = "Et " + "vraiment " * 90 + "en est-il chargé ?"
    assert understood(pronoun, long) == pronoun


def test_follow_ups_follow_one_another() -> None:
    second = understood("Quand ?", ZOOM)
    assert understood("Et pour Tchap ?", second) == "Quand, concernant Tchap ?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour !", Talk.GREETING),
        ("Bonsoir à tous", Talk.GREETING),
        ("Merci beaucoup, bonne journée.", Talk.THANKS),
        ("thank you", Talk.THANKS),
        ("Qui êtes-vous ?", Talk.ABOUT),
        ("Bonjour, que sais-tu faire ?", Talk.ABOUT),
        ("Bonjour, qu'a-t-il été décidé sur Zoom ?", None),
        ("Qui a dit merci ?", None),
        ("Comment fonctionne Tchap ?", None),
    ],
)
def test_a_courtesy_is_told_from_a_question(text: str, said: Talk | None) -> None:
    assert talk(text) is said


@pytest.mark.parametrize("text", ["hello", "Hi!", "Good morning", "Thanks", "help", "goodbye"])
def test_a_courtesy_in_english_is_known_to_be(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).language is Language.ENGLISH


def test_a_courtesy_is_answered_as_such(assistant: Assistant) -> None:
    answers = [assistant.ask(text) for text in ("Bonjour", "Merci !", "Who are you?")]
    assert [answer.status for answer in answers] == [Status.TALK] * 3
    assert answers[0].text.startswith("Bonjour. Posez une question")
    assert answers[2].language is Language.ENGLISH
    assert "14 documents" in answers[2].text


def _second(assistant: Assistant, first: str, second: str) -> Answer:
    return assistant.ask(second, previous=assistant.ask(first).understood)


def test_what_was_understood_is_shown(assistant: Assistant) -> None:
    answer = _second(assistant, ZOOM, "Et pour Tchap ?")
    assert (answer.question, answer.understood) == (
        "Et pour Tchap ?",
        "Qu'a-t-il été décidé sur Tchap ?",
    )
    assert in_full(answer).startswith("Question comprise : Qu'a-t-il été décidé sur Tchap ?\n")
    assert "Tchap" in answer.citations[0].quote
    assert not in_full(assistant.ask(ZOOM)).startswith("Question comprise")


def test_what_is_asked_of_the_same_subject_is_told_of_it(assistant: Assistant) -> None:
    assert _second(assistant, ZOOM, "Quels sont les risques ?").status is Status.NOT_FOUND
    told = _second(assistant, ZOOM, "Y a-t-il des exceptions ?")
    assert "sauf tolérance" in told.citations[0].quote


def test_what_a_meeting_decided_on_a_subject_is_told_by_its_minutes(assistant: Assistant) -> None:
    meeting = "Qu'a décidé le COSINUM du 20 mai 2021 ?"
    told = _second(assistant, meeting, "Et sur le plan de relance ?")
    assert "engager plus vite les crédits" in told.citations[0].quote
    assert told.citations[0].is_decision


def test_off_topic_after_a_good_turn_is_refused(assistant: Assistant) -> None:
    refused = _second(assistant, ZOOM, "Quelle est la recette du gratin dauphinois ?")
    assert refused.status is Status.NOT_FOUND
    assert _second(assistant, ZOOM, "Et pour Teams ?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "asked", ["Et pour Zoom ?", "Et le budget ?", "Pourquoi ?", "Et en 2021 ?"]
)
@pytest.mark.parametrize(
    "previous",
    [
        "Qui était là ?",
        "participants",
        "Quelle échéance ?",
        "Résultat du vote ?",
        "Who attended the meeting?",
        "Le budget a-t-il été adopté ou pas ?",
        "Où ?",
    ],
)
def test_a_question_whose_words_name_little_is_followed_all_the_same(
    previous: str, asked: str
) -> None:
    own = asked.split()[-2].lower()
    assert own in understood(asked, previous).lower()


@pytest.mark.parametrize(
    ("previous", "asked", "alone"),
    [
        ("What did the group decide on logs?", "Why?", "Why, about logs?"),
        (
            "Que décide-t-on pour le pavillon 7 ?",
            "Et pour l'appartement 12 ?",
            "Que décide-t-on pour l'appartement 12 ?",
        ),
        (
            "Combien coûte l'aide demandée à l'ADEME ?",
            "Qui a voté contre ?",
            "Qui a voté contre, concernant l'aide demandée à l'ADEME ?",
        ),
        (
            "Que dit le COSINUM sur Zoom ?",
            "Et pour l'accessibilité ?",
            "Que dit le COSINUM sur l'accessibilité ?",
        ),
        (
            "Qu'a décidé le COSINUM sur le bouton de satisfaction ?",
            "Et sur Teams ?",
            "Qu'a décidé le COSINUM sur Teams ?",
        ),
        (
            "Qu'a décidé le COSINUM sur le budget de Zoom ?",
            "Et Teams ?",
            "Qu'a décidé le COSINUM sur le budget de Teams ?",
        ),
        (
            "Qu'a décidé le COSINUM sur le télétravail ?",
            "Et le CODIR ?",
            "Qu'a décidé le CODIR sur le télétravail ?",
        ),
        (
            "What did the COSINUM decide on Zoom?",
            "And Teams?",
            "What did the COSINUM decide on Teams?",
        ),
    ],
)
def test_the_subject_is_kept_whole_and_alone(previous: str, asked: str, alone: str) -> None:
    assert understood(asked, previous) == alone
