"""Peers side by side: the protocol by real processes, the measure by hand."""

import json
import sys
from pathlib import Path

import pytest

from eval.errors import GoldError
from eval.peers import (
    Asked,
    Corpus,
    Failed,
    Measured,
    Way,
    format_peers,
    measure_peers,
    read_beir,
    read_corpus,
)
from tests.support.gold import gold_line

WORDS = Way("Words", "words", "tests.support.scripted_peer")
OURS = Way("ours", "assistant", "eval.ours", is_ours=True)
PYTHON = Path(sys.executable)
CORPUS = Corpus(
    {
        "0001.txt": f"Le comité installe des arceaux. {'Rien. ' * 150}",
        "0002.txt": "Le comité remet en service huit\nfontaines publiques.",
    },
    (
        Asked("dev", "arceaux", (("0001.txt", "installe des arceaux"),)),
        Asked("test", "fontaines", (("0002.txt", "huit fontaines"), ("0001.txt", "Absent."))),
        Asked("test", "arceaux", (("0002.txt", "huit fontaines"),)),
    ),
)


def _measure(way: Way, *, python: Path = PYTHON) -> Measured:
    (found,) = measure_peers(CORPUS, python=python, ways=[way])
    assert isinstance(found, Measured), found
    return found


def _failure(way: str, *, python: Path = PYTHON) -> str:
    ways = [Way("A peer", way, "tests.support.scripted_peer"), WORDS]
    failed, *_ = measure_peers(CORPUS, python=python, ways=ways)
    assert isinstance(failed, Failed), failed
    return failed.reason


def test_evidence_counts_in_the_characters_that_it_stands_in() -> None:
    assert _measure(WORDS).shares == ((1.0, 1.0), (0.5, 0.5), (0.0, 1.0))


def test_a_peer_is_timed_and_weighed_in_its_own_process() -> None:
    found = _measure(WORDS)
    assert found.version == "1.2"
    assert 0 < found.p50 <= found.p95 < 1_000
    assert 0 <= found.index_seconds < 10
    assert 5 < found.peak_mib < 80


def test_what_a_text_holds_cuts_no_line_of_the_protocol() -> None:
    texts = {"0001.txt": "Le comité\u2028installe\x85des arceaux."}
    asked = (Asked("dev", "arceaux", (("0001.txt", "installe des arceaux"),)),)
    (found,) = measure_peers(Corpus(texts, asked), python=PYTHON, ways=[WORDS])
    assert isinstance(found, Measured), found
    assert found.shares == ((1.0, 1.0),)


def test_ours_speaks_the_same_protocol_and_finds_nothing_that_is_not_near() -> None:
    assert _measure(OURS).shares == ((1.0, 1.0), (0.5, 0.5), (0.0, 0.0))


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("fails", "ImportError: No module named 'peer' | at all"),
        ("rambles", "what it wrote is not what eval.protocol says"),
    ],
)
def test_a_peer_that_goes_wrong_is_named(way: str, reason: str) -> None:
    assert _failure(way) == reason


def test_an_environment_that_is_not_made_is_named(tmp_path: Path) -> None:
    assert _failure("words", python=tmp_path / "python").endswith("run make bench-peers")


def test_the_table_says_what_ran_what_did_not_and_how_far_apart() -> None:
    found: list[Measured | Failed] = [
        Measured(OURS, "", ((1.0, 1.0), (0.5, 1.0), (0.5, 1.0)), 0.25, 1.2, 3.4, 99.6),
        Measured(WORDS, "1.2", ((1.0, 1.0), (0.0, 0.5), (0.5, 0.5)), 12.0, 5.0, 6.0, 700.0),
        Failed(Way("A peer", "fails", "tests.support.scripted_peer"), "this | that"),
    ]
    rows = [line.strip("| ").split(" | ") for line in format_peers(CORPUS, found).splitlines()]
    columns = ["dev: in 800", "dev: in 1,500", "test: in 800", "test: in 1,500"]
    assert rows[0] == ["searched by", *columns, "indexing", "p50", "p95", "memory"]
    assert rows[2][:5] == ["ours, assistant", "100.0%", "100.0%", "50.0%", "100.0%"]
    assert rows[2][5:] == ["0.2 s", "1.2 ms", "3.4 ms", "100 MiB"]
    assert rows[3][:5] == ["Words 1.2, words", "100.0%", "100.0%", "25.0%", "50.0%"]
    assert rows[4][:2] == ["A peer, fails", "did not run: this \\| that"]
    best = "Words 1.2, words"
    assert rows[-4:] == [
        ["dev: in 800", "1", best, "+0.0", "+0.0 to +0.0"],
        ["dev: in 1,500", "1", best, "+0.0", "+0.0 to +0.0"],
        ["test: in 800", "2", best, "+25.0", "+0.0 to +50.0"],
        ["test: in 1,500", "2", best, "+50.0", "+50.0 to +50.0"],
    ]


def test_texts_are_those_that_were_read_and_names_say_nothing(library: Path) -> None:
    gold = library.parent / "gold.jsonl"
    evidence = {"document": "fiche-compost.md", "text": "un bac de\n compost"}
    asked = gold_line(id="1", question="Quel bac ?", evidence=[evidence], answer=["un bac"])
    rows = [asked, gold_line(id="2", split="dev")]
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    corpus = read_corpus(library, gold)
    assert corpus.asked == (Asked("test", "Quel bac ?", (("0003.txt", "un bac de compost"),)),)
    assert corpus.texts["0003.txt"].startswith("Fiche : compost partagé\n\nChaque quartier")


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ([{"document": "absent.md", "text": "x"}], "speaks of absent.md, not in"),
        ([], "has no question with evidence"),
    ],
    ids=["another folder", "nothing to find"],
)
def test_gold_that_does_not_fit_is_one_sentence(
    library: Path, evidence: list[dict[str, str]], message: str
) -> None:
    gold = library.parent / "gold.jsonl"
    answer = ["x"] * len(evidence)
    gold.write_text(json.dumps(gold_line(split="dev", evidence=evidence, answer=answer)))
    with pytest.raises(GoldError, match=message):
        read_corpus(library, gold)


def test_passages_of_the_same_text_are_one_document(tmp_path: Path) -> None:
    passages = [("a/1", "Douze arceaux."), ("a/2", "Huit fontaines."), ("b/1", "Douze arceaux.")]
    corpus = [json.dumps({"_id": id_, "title": "", "text": text}) for id_, text in passages]
    (tmp_path / "corpus.jsonl").write_text("\n".join(corpus))
    queries = [{"_id": "q", "text": "Combien d'arceaux ?"}, {"_id": "r", "text": "Fontaines ?"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tb/1\t1\nr\ta/2\t1\n")
    read = read_beir(tmp_path)
    assert read.texts == {"0001.txt": "Douze arceaux.", "0002.txt": "Huit fontaines."}
    assert [q.evidence for q in read.asked] == [(("0001.txt", ""),), (("0002.txt", ""),)]


def test_of_a_passage_the_first_text_is_looked_at_alone() -> None:
    asked = (Asked("all", "arceaux", (("0002.txt", ""),)),)
    corpus = Corpus(CORPUS.texts, asked, budgets=(1, 800, 1_500))
    (found,) = measure_peers(corpus, python=PYTHON, ways=[WORDS])
    assert isinstance(found, Measured)
    assert found.shares == ((0.0, 0.0, 1.0),)
    assert "| all: first | all: in 800 |" in format_peers(corpus, [found])
