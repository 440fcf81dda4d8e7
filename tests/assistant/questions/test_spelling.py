"""Typing errors are mended with the words of the documents, and with those only."""

from collections.abc import Mapping

import pytest

from assistant.engine import Assistant
from assistant.language.glossary import parse
from assistant.language.vocabulary import Vocabulary
from assistant.questions.spelling import respelt
from index.language.acronym_list import KnownAcronyms
from index.language.analyzer import terms
from index.snapshot import Snapshot

HELD = ("Zoom", "visioconférence", "Tchap", "portables", "réserve")
NEAR: Mapping[str, list[str]] = {
    "visioconfrence": ["visioconférence"],
    "Zooom": ["Zoom"],
    "Skype": ["Sky"],
    "budget": ["budgets"],
    "RDGP": ["RGPD"],
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Où en est la visioconfrence ?", "Où en est la visioconférence ?"),
        ("Qu'a-t-on décidé sur Zooom ?", "Qu'a-t-on décidé sur Zoom ?"),
        ("Et Tchap ?", "Et Tchap ?"),  # the documents hold it
        ("Et Skype ?", "Et Skype ?"),  # a dictionary does
        ("Quel budget ?", "Quel budget ?"),
        ("Quid du RIE2 ?", "Quid du RIE2 ?"),  # figures are not letters
        ("Et le VPN ?", "Et le VPN ?"),  # three letters say too little
        ("Que dit le xqzwv ?", "Que dit le xqzwv ?"),  # near nothing
    ],
)
def test_a_word_is_mended_where_nothing_knows_it(typed: str, meant: str) -> None:
    known = {term for word in HELD for term in terms(word)}
    put = respelt(typed, frequency=lambda t: int(t in known), alike=lambda w: NEAR.get(w, []))
    assert put == meant


def test_the_question_as_understood_is_shown(sample_snapshot: Snapshot) -> None:
    answer = Assistant(sample_snapshot).ask("Combien de portbales sont en réserve ?")
    assert answer.understood == "Combien de portables sont en réserve ?"
    assert "8 200 machines" in answer.citations[0].quote


def test_search_finds_what_was_meant(sample_snapshot: Snapshot) -> None:
    assistant = Assistant(sample_snapshot)
    meant = assistant.search("visioconférence", k=5).hits
    typed = assistant.search("visoconférence", k=5).hits
    assert [hit.paragraph.id for hit in typed] == [hit.paragraph.id for hit in meant]


def test_a_name_of_which_nothing_is_known_stays_unknown(sample_snapshot: Snapshot) -> None:
    answer = Assistant(sample_snapshot).ask("Qu'a-t-il été décidé sur Webex ?")
    assert (answer.understood, answer.citations) == ("Qu'a-t-il été décidé sur Webex ?", ())


def test_words_like(sample_snapshot: Snapshot) -> None:
    assert sample_snapshot.words_like("portbales") == ["portables", "portable"]
    assert sample_snapshot.words_like("Zoon") == ["Zoom"]
    assert sample_snapshot.words_like("Zxxm") == []
    assert sample_snapshot.words_like("teletravial")[0] == "télétravail"


def test_a_word_of_the_glossary_is_no_typing_error() -> None:
    """The short form of a word, which no dictionary has and which is near a name."""
    glossary = parse("clim, climatisation", name="glossary.txt")
    knows = Vocabulary.of(glossary, KnownAcronyms((), ())).knows
    asked = "Et la clim ?"
    assert respelt(asked, frequency=lambda t: int(knows(t)), alike=lambda _: ["Clio"]) == asked
    assert respelt(asked, frequency=lambda _: 0, alike=lambda _: ["Clio"]) == "Et la Clio ?"
