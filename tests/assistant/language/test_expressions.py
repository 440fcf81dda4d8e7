"""Expressions of several words, in the questions of both languages."""

import pytest

from assistant.evidence.matching import Term, lookup, match, question_terms
from assistant.language.expressions import Expressions
from assistant.language.glossary import parse
from assistant.language.related import related_words
from assistant.questions.question import analyse
from index.language.analyzer import terms

GLOSSARY = parse(
    "agent, fonctionnaire, agent public = civil servant\n"
    "zinguer, zingage = put off, part-time\n"
    "appel d'offres, mise en concurrence = grunter, call for grunters\n"
    "lettre d'information, infolettre = newsletter\n"
    "zinc = how many\n",
    name="glossary.txt",
)
WORDS = related_words(GLOSSARY)


@pytest.mark.parametrize(
    ("question", "word", "text", "is_met"),
    [
        ("How many civil servants were moved?", "servants", "douze fonctionnaires", True),
        ("How many civil servants were moved?", "civil", "un agent public", True),
        ("What did the servant say of the civil code?", "servant", "un fonctionnaire", False),
        ("What is a servant for?", "servant", "un fonctionnaire", False),
        ("Why was the civil code changed?", "civil", "un agent public", False),
        ("Was the vote put off?", "put", "le zingage", True),
        ("Was the vote off or put?", "put", "le zingage", False),
        ("Who has put the vote in the list?", "put", "le zingage", False),
        ("Who may be part time?", "part", "le zingage", True),
        ("Who may be part-time?", "part-time", "le zingage", True),
        ("When are the calls for grunters?", "calls", "la mise en concurrence", True),
        ("Why was the grunter called off?", "grunter", "un appel d’offres", True),
        ("Why was the grunter called off?", "grunter", "une offre lors de l'appel", False),
        ("What was the call of the grunter?", "call", "la mise en concurrence", False),
        ("Qui lit la lettre d'information ?", "lettre", "une infolettre", True),
        ("Qui lit la lettre de la ministre ?", "lettre", "une infolettre", False),
        ("Que dit le comité du « civil servant » ?", "servant", "un fonctionnaire", False),
        ("Qu'est-il dit du put off ?", "put", "le zingage", False),
        ("What is said of the lettre d'information?", "lettre", "une infolettre", True),
    ],
)
def test_an_expression_is_read_whole_and_in_order(
    question: str, word: str, text: str, is_met: bool
) -> None:
    asked = question_terms(analyse(question), frequency=lambda _: 1, paragraphs=9, words=WORDS)
    term = next(term for term in asked if term.word == word)
    assert (match(term, frozenset(terms(text)), text) > 0.5) is is_met


def test_each_word_of_an_expression_is_met_by_what_says_the_same() -> None:
    (own, _) = Expressions.of([GLOSSARY]).read_in("the civil servants, the grunter", english=True)
    assert own.words == {"agent", "fonctionnair"}
    assert [other.line for other in own.others] == [" agent public "]
    assert Expressions.of([GLOSSARY]).read_in("the civil servants", english=False) == []


def test_small_words_alone_are_no_expression() -> None:
    assert Expressions.of([GLOSSARY]).read_in("how many", english=True) == []


def test_a_part_of_a_longer_expression_is_read_alone_only() -> None:
    groups = parse("caserne = fire station\nmise à la porte = fire", name="glossary.txt")
    expressions = Expressions.of([groups])
    (station,) = expressions.read_in("Who runs the fire station?", english=True)
    (fire,) = expressions.read_in("Whom did they fire?", english=True)
    assert station.words == {"casern"} and not fire.words


NOTES = parse(
    "infolettre, lettre d'information, bulletin périodique\nbac, navette fluviale", name="glossary"
)


def _terms(question: str) -> tuple[Term, ...]:
    words = related_words(NOTES)
    return question_terms(analyse(question), frequency=lambda _: 1, paragraphs=100, words=words)


def _met(question: str, text: str) -> list[float]:
    return [match(term, frozenset(terms(text)), text) for term in _terms(question)]


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("L'infolettre ?", "La lettre d'information devient mensuelle.", [0.9]),
        ("L'infolettre ?", "Une lettre donne une information.", [0.0]),
        ("L'infolettre ?", "L'information par lettre.", [0.0]),
        ("La lettre d'information ?", "L'infolettre paraît.", [0.9, 0.9]),
        ("La lettre d'information ?", "Le bulletin périodique paraît.", [0.9, 0.9]),
        ("L'information par lettre ?", "L'infolettre paraît.", [0.0, 0.0]),
        ("La navette fluviale du soir ?", "Le bac du soir.", [0.9, 0.9, 1.0]),
    ],
)
def test_an_expression_stands_for_a_word_and_a_word_for_it(
    question: str, text: str, met: list[float]
) -> None:
    assert _met(question, text) == met


def test_the_words_of_an_expression_are_looked_up_for_less_than_the_word() -> None:
    weights = lookup(_terms("L'infolettre ?"))
    assert 0 < weights["lettr"] < weights["infolettr"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [("mètre cube", "12 m3"), ("mètres carrés", "80 m²"), ("une newsletter", "l'infolettre")],
)
def test_expressions_of_the_box(asked: str, told: str) -> None:
    words = question_terms(analyse(asked), frequency=lambda _: 1, paragraphs=100)
    assert min(match(term, frozenset(terms(told)), told) for term in words) == pytest.approx(0.9)
