"""Words that recognition misread: found by what may be printed, quoted as they were read."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from string import ascii_lowercase

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.evidence.finding import highlights
from index.builder import build
from index.conversion import convert
from index.language.misreading import as_printed, misread, put_right
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder

SCAN = (
    "Relevé de décisions du comité des fêtes du 4 mars 2021\n\n"
    "1. Stationnement\n\n"
    "La cornmission décide d'installer douze arceaux devant la gare avant le ler juin.\n\n"
    "2. Éclairage\n\n"
    "Le déparlement finance lacantine et le com missariat.\n"
)
QUESTION = "Combien d'arceaux la commission installe-t-elle devant la gare ?"
MISREAD = {
    "cornmission": "commission",
    "déparlement": "département",
    "lacantine": "la cantine",
    "com missariat": "commissariat",
}


@pytest.fixture
def assistant(tmp_path: Path, encoder: HashingEncoder) -> Iterator[Assistant]:
    with assistant_over({"2021-03-04-releve.txt": SCAN}, tmp_path, encoder) as made:
        yield made


def test_one_fault_is_seen() -> None:
    assert dict(misread(SCAN)) == MISREAD
    assert dict(misread("lors de la réumon")) == {"réumon": "réunion"}


@pytest.mark.parametrize(
    "text",
    [
        "Le comité décide d'installer douze arceaux devant la gare, jusqu'au 30 octobre 2021.",
        "The committee decides to set up a working group before the summer.",
        "L'ANSSI et la DINUM valident FC+, v2.1 et le lot B12.",
        "reunion du comite, decisions arretees",
        "La pandémie, la dématérialisation, les repositionnements, préférentiellement.",
        "",
    ],
)
def test_what_is_well_written_is_left_alone(text: str) -> None:
    assert misread(text) == ()


def test_whole_words_only_are_put_right() -> None:
    known = (("même s", "memes"), ("reumon", "reunion"))
    assert put_right("même si la reumon, la reumonte", known) == "même si la reunion, la reumonte"
    broken = (("toyens", "moyens"), ("ci toyens", "citoyens"))
    assert put_right("les ci toyens, aux toyens", broken) == "les citoyens, aux moyens"
    assert as_printed("la reumon", known) == "la reumon reunion"


def test_what_is_no_french_takes_no_time() -> None:
    chance = random.Random(7)
    words = ("".join(chance.choices(ascii_lowercase, k=12)) for _ in range(200_000))
    assert misread(" ".join(words)) == ()
    assert misread("The cornmittee wil meet agian befor the sumer to discus the budgett.") == ()


def test_a_long_line_without_a_known_word_takes_no_time() -> None:
    assert misread("x" * 100_000) == ()


def test_what_is_printed_is_found_and_what_was_read_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote.startswith("La cornmission décide d'installer douze arceaux")
    for word in ("département", "cantine", "commissariat"):
        hit = assistant.search(word, k=1).hits[0]
        assert "déparlement" in hit.paragraph.text


def test_a_name_is_not_met_by_what_may_be_printed(tmp_path: Path, encoder: HashingEncoder) -> None:
    text = "Relevé de décisions du 4 mars 2021\n\nLe comité décide de généraliser Tchap.\n"
    assert dict(misread(text)) == {"Tchap": "tchad"}
    with assistant_over({"releve.txt": text}, tmp_path, encoder) as assistant:
        assert assistant.ask("Qu'a-t-il été décidé sur Tchap ?").status is Status.ANSWERED
        refused = assistant.ask("Qu'a-t-il été décidé sur le Tchad ?")
    assert refused.status is Status.NOT_FOUND
    assert "Tchad" in refused.text


def test_the_word_as_it_was_read_is_marked(assistant: Assistant) -> None:
    result = assistant.search("le commissariat et le département", k=1)
    paragraph = result.hits[0].paragraph
    marked = [paragraph.text[start:end] for start, end in highlights(paragraph, result.terms)]
    assert marked == ["déparlement", "com missariat"]


def test_an_older_index_learns_of_misread_words(tmp_path: Path, encoder: HashingEncoder) -> None:
    (tmp_path / "releve.txt").write_text(SCAN, encoding="utf-8")
    data = tmp_path / "data"
    build([tmp_path / "releve.txt"], data_dir=data, encoder=encoder)
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        connection.execute("ALTER TABLE paragraph DROP COLUMN misread")
        connection.execute("ALTER TABLE document DROP COLUMN text_sha256")
        connection.execute("UPDATE manifest SET value = '3' WHERE key = 'format_version'")
        connection.execute("UPDATE manifest SET value = 'fr-5' WHERE key = 'analyzer'")
        connection.commit()
    assert convert(data, encoder) == 2
    with closing(Snapshot.open(data, encoder)) as snapshot:
        assert "cornmission" in snapshot.search("commission", k=1)[0].paragraph.text
