"""Noise that is the same for the same seed, and what it costs, counted by hand and by others."""

import json
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA, Levenshtein

from eval import noise
from eval.__main__ import main
from eval.bench import bench
from eval.errors import DatasetError, GoldError
from eval.gold import read_gold
from eval.robustness import (
    Asked,
    Collection,
    Cost,
    format_costs,
    measure,
    measure_twins,
    of_dataset,
    of_gold,
)
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from ingest.document import Reading
from tests.support.hashing import HashingEncoder
from tests.support.places import SAMPLE

ENGLISH = SAMPLE.parent / "gold-english.jsonl"
SENTENCE = "Les secrétaires généraux ont comparé les 10 premières semaines de confinement."
QUESTION = "Où en est l'équipement des agents du COSINUM ?"


def _readings(snapshot: Snapshot) -> list[Reading]:
    return [Reading(d, snapshot.paragraphs(d.id)) for d in snapshot.documents()]


@pytest.mark.parametrize(
    ("seed", "read"),
    [
        (0, "Les seerétaires généraux ont comparé les 10 pre mieres semainés deconfinement."),
        (1, "Les seerétaires genéraux ont comparé lés 10 premières semaincs de confinement."),
    ],
)
def test_text_as_it_is_recognised(seed: int, read: str) -> None:
    assert noise.ocr_noise(SENTENCE, seed=seed) == read


def test_nothing_is_misread_where_nothing_can_be() -> None:
    assert noise.ocr_noise("", share=1) == ""
    assert noise.ocr_noise("(2+2=4)", share=1) == "(2+2=4)"
    assert noise.ocr_noise(SENTENCE, share=0) == SENTENCE


def test_one_character_in_twenty_is_misread(sample_snapshot: Snapshot) -> None:
    texts = [reading.document.text for reading in _readings(sample_snapshot)]
    wrong = sum(Levenshtein.distance(text, noise.ocr_noise(text)) for text in texts)
    assert 0.045 <= wrong / sum(map(len, texts)) <= 0.06


def test_a_misread_document_keeps_its_ids_and_its_slices(sample_snapshot: Snapshot) -> None:
    for reading in _readings(sample_snapshot):
        read = noise.misread(reading, seed=3)
        assert read.document.text != reading.document.text
        assert [p.id for p in read.paragraphs] == [p.id for p in reading.paragraphs]
        assert [read.document.text[p.start : p.end] for p in read.paragraphs] == [
            p.text for p in read.paragraphs
        ]
        assert noise.misread(reading, seed=3) == read != noise.misread(reading, seed=4)


def test_a_heading_is_misread_alike_wherever_it_stands(sample_snapshot: Snapshot) -> None:
    for reading in _readings(sample_snapshot):
        before = [s.title for p in reading.paragraphs for s in p.sections]
        after = [s.title for p in noise.misread(reading).paragraphs for s in p.sections]
        assert len(set(zip(before, after, strict=True))) == len(set(before))


@pytest.mark.parametrize(
    ("seed", "typed"),
    [
        (0, "Où en est l'équipement des agents du kCOSINUM ?"),
        (1, "Où en est l'qéuipement des agents du COSINUM ?"),
        (2, "Où en est l'équipement des agets du COSINUM ?"),
    ],
)
def test_a_typing_error(seed: int, typed: str) -> None:
    assert noise.mistyped(QUESTION, seed=seed) == typed


def test_each_typing_error_is_one_and_in_a_word_that_counts(sample_snapshot: Snapshot) -> None:
    for question in read_gold(SAMPLE.parent / "gold-sample.jsonl", sample_snapshot):
        typed = noise.mistyped(question.question, seed=1)
        assert OSA.distance(question.question, typed) == 1
        if len(typed.split()) == len(question.question.split()):
            pairs = zip(question.question.split(), typed.split(), strict=True)
            (changed,) = (word for word, other in pairs if word != other)
            assert len(changed) >= 4


def test_a_question_without_such_a_word_stays() -> None:
    assert noise.mistyped("Et le VPN ?") == "Et le VPN ?"


def test_other_ways_to_put_a_question() -> None:
    assert noise.without_accents(QUESTION) == "Ou en est l'equipement des agents du COSINUM ?"
    assert noise.keywords(QUESTION) == "équipement agents COSINUM"
    assert noise.keywords("Et pour Teams ?") == "Teams"
    assert noise.keywords("Et ?") == "Et ?"


def test_each_seed_has_its_letter_in_the_language_of_the_question() -> None:
    for language, hello in (("fr", "Bonjour"), ("en", "Hello")):
        letters = [noise.polite("{} ?", language, seed=seed) for seed in range(5)]
        assert len(set(letters)) == 5
        assert all(" {} ? " in letter for letter in letters)
        assert letters[0].startswith(hello)


def _dataset(folder: Path) -> Path:
    words = (
        "arceaux fontaines compost gare école tramway piscine bibliothèque marché jardin".split()
    )
    corpus = [{"_id": f"p{n}", "text": f"Un {a}, un {b}."} for n, (a, b) in enumerate(
        (a, b) for a in words for b in words if a < b
    )]  # fmt: skip
    queries = [{"_id": f"q{n}", "text": f"Quel {word} ?"} for n, word in enumerate(words)]
    judged = [
        f"{query['_id']}\t{passage['_id']}\t1"
        for query, word in zip(queries, words, strict=True)
        for passage in corpus
        if word in passage["text"]
    ]
    folder.joinpath("corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)))
    folder.joinpath("queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    folder.joinpath("qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]))
    return folder


def test_recall_before_is_that_of_the_bench(tmp_path: Path, encoder: HashingEncoder) -> None:
    folder = _dataset(tmp_path)
    fusion = bench(folder, encoder=encoder)[-1]
    costs = [*measure(of_dataset(folder), encoder=encoder)]
    assert [cost.change for cost in costs] == [
        "5% of the documents' characters misread",
        "one typing error a question",
        "questions without accents",
        "questions in capitals",
        "questions in polite letters",
        "three keywords a question",
    ]
    assert 0 < fusion.values["R@5"] < 1
    for cost in costs:
        assert cost.questions == 10
        assert cost.before == pytest.approx(fusion.values["R@5"])
        assert cost.low <= cost.points <= cost.high
    assert (costs[3].points, costs[3].low, costs[3].high) == (0, 0, 0)
    assert costs[1].points > 20


def test_a_data_set_needs_right_passages(tmp_path: Path) -> None:
    folder = _dataset(tmp_path)
    folder.joinpath("qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq0\tp0\t0\n")
    with pytest.raises(DatasetError, match="judges no passage right"):
        of_dataset(folder)


def test_the_cost_is_counted_question_by_question(
    sample_snapshot: Snapshot, default_encoder: Encoder
) -> None:
    """A search that answers one of two questions, unless it is in capitals."""

    found = Collection(
        name="two",
        readings=tuple(_readings(sample_snapshot)[:1]),
        asked=(Asked("arceaux verts", "fr", frozenset({"a"})), Asked("x", "fr", frozenset({"b"}))),
        searched=lambda _: lambda text: [] if text.isupper() else ["a"],
    )
    capitals = [*measure(found, encoder=default_encoder)][3]
    assert (capitals.before, capitals.after, capitals.points) == (0.5, 0, 50)
    assert (capitals.low, capitals.high) == (0, 100)


def test_the_english_questions_have_french_twins(sample_snapshot: Snapshot) -> None:
    questions = {q.id: q for q in read_gold(ENGLISH, sample_snapshot)}
    twins = [(q, questions[q.twin]) for q in questions.values() if q.twin]
    assert len(twins) >= 30
    assert len(questions) == 2 * len(twins)
    for english, french in twins:
        assert (english.language, french.language) == ("en", "fr")
        assert (english.evidence, english.answer) == (french.evidence, french.answer)
        (paragraph,) = map(sample_snapshot.paragraph, english.evidence)
        assert all(words in paragraph.text for words in english.answer)


def test_english_finds_nearly_as_much(sample_snapshot: Snapshot) -> None:
    cost = measure_twins(ENGLISH, sample_snapshot)
    assert cost.questions >= 30
    assert cost.before >= 0.9
    assert cost.points <= 15


def test_a_twin_must_be_there(tmp_path: Path, sample_snapshot: Snapshot) -> None:
    lines = ENGLISH.read_text(encoding="utf-8").splitlines()
    gold = tmp_path / "gold.jsonl"
    gold.write_text(lines[1], encoding="utf-8")
    with pytest.raises(GoldError, match="twin of dev-en-01 must be a question with the same"):
        measure_twins(gold, sample_snapshot)
    gold.write_text(lines[0], encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl has no question that names its twin"):
        measure_twins(gold, sample_snapshot)
    gold.write_text("")
    with pytest.raises(GoldError, match="no question with evidence"):
        of_gold(gold, sample_snapshot)


def test_costs_print_as_a_table() -> None:
    costs = [
        Cost("cnil", "typing", 512, 0.795, 0.74, 3.84, 7.1, 5),
        Cost("cnil", "capitals", 512, 0.795, 0.795, 0, 0, None),
    ]
    assert format_costs(costs).splitlines()[2:] == [
        "| cnil | typing | 512 | 79.5% | 74.0% | 5.5 | 3.8 to 7.1 | 5 |",
        "| cnil | capitals | 512 | 79.5% | 79.5% | 0.0 | 0.0 to 0.0 |  |",
    ]


def test_the_command(tmp_path: Path, sample_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "few.jsonl"
    gold.write_text(ENGLISH.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    options = ["--gold", f"{gold}", "--dataset", f"{tmp_path / 'none'}"]
    assert main(["robustness", *options, "--data", f"{sample_data}"]) == 0
    said = capsys.readouterr()
    assert "| few | three keywords a question | 1 | 100.0% |" in said.out
    assert said.err.splitlines() == [
        "Skipped the questions in two languages: few.jsonl has no question that names its twin.",
        f"Skipped the data set: no folder {tmp_path / 'none'}.",
    ]
