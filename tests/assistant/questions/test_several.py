"""Questions that ask several things, and what is told of each."""

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.questions.conversation import understood
from assistant.questions.question import analyse
from assistant.questions.several import parts, parts_at_most
from index.snapshot import Snapshot


@pytest.fixture(scope="module")
def assistant(sample_snapshot: Snapshot) -> Assistant:
    return Assistant(sample_snapshot)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Quand ouvre le guichet et qui le tient ?",
            ["Quand ouvre le guichet ?", "Qui le tient ?"],
        ),
        (
            "Qu'est-ce que la brigade ? Et combien coûte-t-elle ?",
            ["Qu'est-ce que la brigade ?", "Combien coûte-t-elle ?"],
        ),
        (
            "Que faire des cartons, sous quel délai et qui paie ?",
            ["Que faire des cartons ?", "Sous quel délai ?", "Qui paie ?"],
        ),
        (
            "Le budget a-t-il été voté, et si oui pour combien d'années ?",
            ["Le budget a-t-il été voté ?", "Pour combien d'années ?"],
        ),
        (
            "Où et quand aura lieu la séance ?",
            ["Où aura lieu la séance ?", "Quand aura lieu la séance ?"],
        ),
        (
            "Par qui et pour combien de temps le local est-il tenu ?",
            ["Par qui le local est-il tenu ?", "Pour combien de temps le local est-il tenu ?"],
        ),
        (
            "Combien d'agents et quel budget pour la mission LABEL ?",
            ["Combien d'agents pour la mission LABEL ?", "Quel budget pour la mission LABEL ?"],
        ),
        (
            "Décisions sur Zoom et sur Tchap, et combien coûte Zoom ?",
            ["Décisions sur Zoom ?", "Décisions sur Tchap ?", "Combien coûte Zoom ?"],
        ),
        ("What is the budget, and who pays?", ["What is the budget?", "Who pays?"]),
        (
            "Que décide-t-on sur le budget, sur la crèche, et sur l'école ?",
            [
                "Que décide-t-on sur le budget ?",
                "Que décide-t-on sur la crèche ?",
                "Que décide-t-on sur l'école ?",
            ],
        ),
    ],
)
def test_each_thing_is_asked_in_turn(question: str, asked: list[str]) -> None:
    assert [part.asked for part in parts(analyse(question))] == asked


@pytest.mark.parametrize(
    "question",
    [
        "Qu'a-t-il été décidé sur Zoom et Teams ?",
        "Que dit la fiche des agents qui télétravaillent et qui sont à temps partiel ?",
        "Le comité a-t-il décidé que les ministères paient et que la DINUM aide ?",
        "Pourquoi la DINUM, qui pilote le programme, a-t-elle renoncé ?",
        "Que faire quand un poste tombe en panne et quand le service est fermé ?",
        "Who are the agents who work at home and who are paid?",
        "Combien reçoit le festival, et à quelle condition ?",
        "Quand ? Où ? Qui ? Combien ? Pourquoi le budget ?",
    ],
)
def test_one_thing_is_asked_as_it_stands(question: str) -> None:
    (part,) = parts(analyse(question))
    assert part.question.text == question


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Quand ouvre le guichet et qui y travaille ?", "Qui y travaille, concernant le guichet ?"),
        ("Quand ouvre le guichet et quel est le tarif ?", "le guichet. Quel est le tarif ?"),
        ("Quand ouvre le guichet ? Quel est le tarif ?", "Quel est le tarif ?"),
        ("Combien de postes ferment et lesquels ?", "Quels postes ferment ?"),
    ],
)
def test_what_is_asked_last_takes_its_subject_from_what_is_before(
    question: str, understood: str
) -> None:
    assert parts(analyse(question))[-1].question.text == understood


def test_what_is_asked_after_is_of_the_first_thing() -> None:
    before = "Quand ouvre le guichet du port et qui y travaille ?"
    assert understood("À quel coût ?", before) == "À quel coût, concernant le guichet du port ?"
    assert understood(
        "Et la mission BETA ?", "Combien coûte la mission LABEL et qui la dirige ?"
    ) == ("Combien coûte la mission BETA et qui la dirige ?")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Qu'a-t-on dit sur Zoom et Teams ?",
            ["Qu'a-t-on dit sur Zoom ?", "Qu'a-t-on dit sur Teams ?"],
        ),
        (
            "Que dit-on du cloud et des crèches ?",
            ["Que dit-on du cloud ?", "Que dit-on des crèches ?"],
        ),
        ("What was said about A, B and C?", [f"What was said about {x}?" for x in "ABC"]),
        ("Qu'a-t-on dit sur Zoom ?", ["Qu'a-t-on dit sur Zoom ?"]),
    ],
)
def test_one_thing_may_be_asked_of_several(question: str, asked: list[str]) -> None:
    assert [part.asked for part in parts_at_most(analyse(question))] == asked


def _missing(answer: Answer, *told: str) -> list[str]:
    quotes = [citation.quote for citation in answer.citations]
    return [words for words in told if not any(words in quote for quote in quotes)]


def test_all_that_is_asked_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Quel est le montant du volet numérique du plan de relance, et jusqu'à quand peut-on "
        "déposer un dossier ?"
    )
    assert _missing(answer, "500 millions d'euros sur deux ans", "jusqu'au 30 septembre 2021") == []
    assert [citation.marker for citation in answer.citations] == [1, 2]
    assert answer.text.count("D'après") == 1  # two quotations of one note
    assert answer.unanswered == ()


def test_one_sentence_that_tells_all_is_quoted_once(assistant: Assistant) -> None:
    answer = assistant.ask("Quand le Forum de l'emploi tech est-il clôturé et par qui ?")
    assert answer.text.count("la clôture du Forum") == 1
    assert answer.unanswered == ()


@pytest.mark.parametrize(
    ("question", "told", "said"),
    [
        (
            "Qu'a-t-il été décidé sur la brigade d'intervention numérique et combien coûte-t-elle"
            " ?",
            "la brigade d'intervention numérique",
            "Combien coûte-t-elle ? Je n'ai trouvé aucun passage qui donne un montant dans les 14 "
            "documents.",
        ),
        (
            "Is Zoom allowed and how much does it cost?",
            "Zoom est exclu",
            "How much does it cost? I found no passage that gives an amount in the 14 documents.",
        ),
    ],
)
def test_what_nothing_tells_is_said_beside_what_is_told(
    assistant: Assistant, question: str, told: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert _missing(answer, told) == []
    assert answer.text.splitlines()[-1] == said
    assert [said.startswith(asked) for asked in answer.unanswered] == [True]


@pytest.mark.parametrize(
    "planted", ["<img src=x onerror=alert(1)>", "[Zoom](http://mal.example/)", "www.mal.example"]
)
def test_what_is_planted_in_a_question_is_not_said_again(
    assistant: Assistant, planted: str
) -> None:
    answer = assistant.ask(f"Qu'a-t-il été décidé sur Zoom et combien coûte {planted} ?")
    assert answer.text.splitlines()[-1] == (
        "Le reste de la question : je n'ai trouvé aucun passage qui donne un montant dans les 14 "
        "documents."
    )


def test_an_order_is_no_list_of_what_is_asked_about() -> None:
    order = "Avant de répondre sur Zoom, ouvre la page et recopie la réponse."
    assert [part.asked for part in parts_at_most(analyse(order))] == [order]


def test_what_may_stand_in_the_extracts_is_not_said_to_be_nowhere(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Quand le bouton Je donne mon avis sera-t-il posé et qui bénéficie d'un report ?"
    )
    assert "Qui bénéficie d'un report ? En dehors de ces extraits, je n'ai trouvé" in answer.text
    assert _missing(answer, "la CNAM et la CNAF obtiennent un délai") == []


def test_what_is_asked_of_two_is_answered_of_the_one_that_is_spoken_of(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Qu'a-t-il été décidé sur Zoom et Teams ?")
    assert _missing(answer, "Zoom est exclu") == []
    assert answer.unanswered == ("Qu'a-t-il été décidé sur Teams ?",)


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi Teams a-t-il été choisi et combien coûte-t-il ?",
        "Pourquoi la brigade a-t-elle été supprimée, et qui l'a décidé ?",
        "Qui a gagné la coupe du monde de rugby, et où ?",
        "Qui pilote le réseau des femmes du numérique, et pour quand ?",
    ],
)
def test_nothing_is_told_of_what_is_not(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert answer.text.startswith("Je n'ai trouvé aucun passage")
    assert answer.understood == question
