"""Texts that repeat themselves take no longer than their length asks for."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.evidence import naming, unsettled, wanted
from assistant.evidence.decisions import is_decision
from assistant.evidence.deeds import tells_deed
from assistant.evidence.in_charge import tells_in_charge
from assistant.evidence.letterhead import letterhead
from assistant.evidence.matching import Term
from assistant.evidence.own_words import says_itself
from assistant.evidence.passages import under_titles, words_above
from assistant.evidence.ruling import heads, rules, rules_itself
from assistant.evidence.settling import lays_down
from assistant.evidence.weighing import Evidence
from assistant.language.contraries import opposes
from assistant.language.polarity import affirmed, denies_otherwise, reasons_otherwise
from assistant.language.progress import outruns
from assistant.language.sentences import Span, split_sentences
from assistant.language.speech import opens_speech, ruled_aloud, said_by
from assistant.questions import amounts
from assistant.questions.everywhere import asked_everywhere
from assistant.questions.pieces import on_each_or_all, pieces
from assistant.questions.premise import contradicts
from assistant.questions.question import LONGEST_QUESTION, analyse
from assistant.questions.whole import whole_asked
from assistant.writing.markup import plain
from assistant.writing.replies import marked, sentences_of
from assistant.writing.transfers import parts_of
from index.hit import Hit
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind

_LENGTH = 40_000
_SECONDS = 3.0
"""Of the processor."""


def _seconds(read: Callable[[], object]) -> float:
    start = time.process_time()
    read()
    return time.process_time() - start


def _minutes(text: str) -> Document:
    return Document("d", "t", DocumentKind.RELEVE, "", None, "t.txt", "0" * 64, "text/plain", text)


@pytest.mark.parametrize("pump", ["MR ", "Mr Aa ", "qui est validé ", "\n", "le comité ", "« "])
def test_sentences_that_may_rule(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: rules(text)) < _SECONDS
    assert _seconds(lambda: rules_itself(text)) < _SECONDS


@pytest.mark.parametrize(
    "pump", ["A", "devient ", "est à aller ", "Mme Aa ", "Tour de ", "pas de ", "1 "]
)
def test_sentences_that_may_settle(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: lays_down(text)) < _SECONDS
    assert _seconds(lambda: lays_down(f"Budget : {text}")) < _SECONDS


@pytest.mark.parametrize("pump", ["1", "1 pour "])
def test_votes(pump: str) -> None:
    text = f"1 pour, contre {pump * (_LENGTH // len(pump))}"
    assert _seconds(lambda: heads(text)) < _SECONDS
    assert _seconds(lambda: words_above(text.replace("contre", ""), ())) < _SECONDS


@pytest.mark.parametrize("pump", ["…", ".", "Il vote. ", "1. ", "\t", "Il vote.  «  "])
def test_full_stops(pump: str) -> None:
    text = f"Il vote.{pump * (_LENGTH // len(pump))}a"
    assert _seconds(lambda: split_sentences(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["\n", "- \n", "– "])
def test_articles(pump: str) -> None:
    minutes = _minutes(f"{pump * (_LENGTH // len(pump))}a")
    text = "Article 1. Le tarif est fixé à 3 euros."
    article = Paragraph("d-0001", "d", 1, (), "", None, 0, len(text), text, ParagraphKind.PROSE)
    assert _seconds(lambda: is_decision(minutes, article, text)) < _SECONDS


def test_pronouns() -> None:
    whole = "Il vote ici. " * (_LENGTH // 13)
    minutes = _minutes(whole)
    paragraph = Paragraph(
        "d-0001", "d", 1, (), "", None, 0, len(whole), f"{whole}Il sort.", ParagraphKind.PROSE
    )

    def read() -> None:
        for _ in range(100):
            is_decision(minutes, paragraph, "Il sort.")

    assert _seconds(read) < _SECONDS


@pytest.mark.parametrize("pump", ["«", " "])
def test_marks(pump: str) -> None:
    text = f"{pump * _LENGTH}a"
    assert _seconds(lambda: unsettled._OPEN.search(text)) < _SECONDS
    assert _seconds(lambda: unsettled._CLAUSES.split(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["1", "nombre de a "])
def test_numbers(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: wanted._NO_COUNT.sub(" ", text)) < _SECONDS
    assert _seconds(lambda: wanted._VOTES.search(text)) < _SECONDS
    for pattern in wanted._SET_NUMBERS:
        assert _seconds(lambda read=pattern.search: read(text)) < _SECONDS  # type: ignore[misc]


@pytest.mark.parametrize("pump", ["5 € ", "entre 1 et 2 €, "])
def test_amounts(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: amounts._bounds(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["A", " ", "M. Aa, a, ", "la a ", "je mets ", "il en est donc "])
def test_what_is_said_aloud(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: opens_speech(text)) < _SECONDS
    assert _seconds(lambda: ruled_aloud(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["A", "Aa, ", "architecte ", "nom "])
def test_names(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    for kind in naming._KINDS:
        assert _seconds(lambda read=kind.named.search: read(text)) < _SECONDS  # type: ignore[misc]


@pytest.mark.parametrize("pump", ["A", "Aa ", "direction ", "Mme Aa", "responsable DGE ", "l'"])
def test_who_runs_a_thing(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    paragraph = Paragraph("d-0001", "d", 1, (), "", None, 0, _LENGTH, text, ParagraphKind.PROSE)
    asked = analyse("Qui pilote le chantier ?")
    assert _seconds(lambda: tells_in_charge(asked, (), text, paragraph)) < _SECONDS


@pytest.mark.parametrize(
    "pump", ["restauré ", "la restauration ", "restaure, ", "restauration. ", "il restaura la "]
)
def test_who_did_something(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    paragraph = Paragraph("d-0001", "d", 1, (), "", None, 0, _LENGTH, text, ParagraphKind.PROSE)
    asked = [
        Term(word, (stem,), {}, 1.0, False, False, True)
        for word, stem in (("restauré", "restaur"), ("grotte", "grott"))
    ]
    hit = Hit(paragraph, _minutes(text), 1.0, 1, 1.0, 0.0)
    told = Evidence(hit, Span(0, len(text)), (1.0, 0.0), 0.5, 1.0, 0.5, (), True, False)
    question = analyse("Qui a restauré la grotte ?")
    assert _seconds(lambda: tells_deed(question, asked, told)) < _SECONDS


@pytest.mark.parametrize("pump", ["M. ", "M. Aa ", "dit M. "])
def test_who_is_said_to_have_said_something(pump: str) -> None:
    text = pump * (10 * LONGEST_QUESTION // len(pump))
    assert _seconds(lambda: said_by(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["(", "1", "mai"])
def test_heads_of_documents(pump: str) -> None:
    text = pump * (_LENGTH // len(pump))
    assert _seconds(lambda: letterhead(replace(_minutes(text), title=text))) < _SECONDS


@pytest.mark.parametrize("pump", ["\n", "\n#", "\n |", "\xa0", "A", "sources\n", "a:\n", " |"])
def test_what_a_model_repeats(pump: str) -> None:
    text = pump * (_LENGTH // len(pump) // 2)
    assert _seconds(lambda: sentences_of(plain(text))) < _SECONDS
    assert _seconds(lambda: marked(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["et qui ", "où et ", "et ", "sur a, ", "de a et ", "? ", "-il, "])
def test_things_that_are_asked_together(pump: str) -> None:
    text = pump * (LONGEST_QUESTION // len(pump))
    assert _seconds(lambda: [*pieces(text, " ?"), *on_each_or_all(text, " ?")]) < _SECONDS


@pytest.mark.parametrize(
    "pump", ["que doit ", "quand a eu ", "quels documents ", "toutes les ", "? "]
)
def test_what_is_asked_of_meetings(pump: str) -> None:
    text = f"Que {pump * (LONGEST_QUESTION // len(pump) - 1)}"
    asked = replace(analyse("Que doit faire la DSI ?"), text=text)
    assert _seconds(lambda: whole_asked(asked)) < _SECONDS
    assert _seconds(lambda: asked_everywhere(text)) < _SECONDS


@pytest.mark.parametrize("pump", ["_", "a ", "ne ", "n'", "pas ", "a été ", "fixed ", "accorde "])
def test_what_a_source_affirms_and_denies(pump: str) -> None:
    text = pump * (_LENGTH // len(pump) // 2)
    assert _seconds(lambda: affirmed(text)) < _SECONDS
    assert _seconds(lambda: denies_otherwise("Le prix est fixé.", text)) < _SECONDS
    assert _seconds(lambda: reasons_otherwise("Il l'est malgré tout.", text)) < _SECONDS
    assert _seconds(lambda: opposes(text, text, affirmed=(text, text))) < _SECONDS
    assert _seconds(lambda: outruns(text, text, str)) < _SECONDS
    assert _seconds(lambda: parts_of(text, str)) < _SECONDS


@pytest.mark.parametrize("pump", ["ne ", "- ", "|"])
def test_titles_of_columns(pump: str) -> None:
    text = f"{pump * (_LENGTH // len(pump))} | a\n1 | 2"
    table = Paragraph("d-0001", "d", 1, (), "", None, 0, len(text), text, ParagraphKind.TABLE)
    assert _seconds(lambda: under_titles((), table, [[]])) < _SECONDS


def test_a_table_of_thousands_of_rows() -> None:
    rows = "\n".join(f"Projet {n} | {n} agents | 4" for n in range(2000))
    table = Paragraph("d-0001", "d", 1, (), "", None, 0, len(rows), rows, ParagraphKind.TABLE)
    asked = [Term("grange", ("grange",), {}, 1.0, False, False, True)]
    assert _seconds(lambda: [says_itself(asked, table) for _ in range(2000)]) < _SECONDS


def test_a_paragraph_that_grants_and_refuses_a_thousand_times() -> None:
    told = [f"Le dossier {n} est {'rejeté' if n % 2 else 'accepté'}." for n in range(1000)]
    whole, asked = "\n".join(told), "Pourquoi le dossier a-t-il été rejeté ?"
    assert _seconds(lambda: [contradicts(asked, one, whole) for one in told]) < _SECONDS
