"""Expressions of several words are met as a whole, by a word or by another expression."""

import pytest

from assistant.evidence.matching import Term, lookup, match, question_terms
from assistant.language.glossary import parse
from assistant.language.related import related_words
from assistant.questions.question import analyse
from index.analyzer import terms

GLOSSARY = parse(
    "infolettre, lettre d'information, bulletin périodique\nbac, navette fluviale", name="glossary"
)


def _terms(question: str) -> tuple[Term, ...]:
    words = related_words(GLOSSARY)
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
