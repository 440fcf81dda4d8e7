"""The harness on pairs whose figures can be counted by hand, and the gold files of the project."""

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.engine import Assistant
from eval.__main__ import main
from eval.errors import GoldError
from eval.gold import by_path, read_gold
from eval.run import Row, run, run_bm25, run_dense, write_report
from eval.summary import recall, reciprocal_rank, slices, summarise, table
from index.builder import build
from index.encoders.loading import load_encoder
from index.snapshot import Snapshot
from tests.support.documents import assistant_over
from tests.support.gold import gold_line
from tests.support.hashing import HashingEncoder
from tests.support.places import ROOT

EVAL = ROOT / "eval"
RELEVE = "2021-03-04-releve-comite-velo.md"


def row(**changes: object) -> Row:
    values: dict[str, object] = {
        "id": "a", "split": "test", "language": "fr", "tags": (), "question": "?",
        "answerable": True, "answered": True, "ranks": (1,), "citations": 1,
        "right_citations": 1, "matched": True, "exact": True, "confidence": 1.0, "answer": "",
            "cited_evidence": 1, "calls_decided": None,
    }  # fmt: skip
    return Row(**(values | changes))  # type: ignore[arg-type]


def _gold(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(gold_line(**row)) for row in rows), encoding="utf-8")
    return path


def test_recall_is_the_share_of_the_evidence_found() -> None:
    assert recall((2, 0), 3) == 0.5
    assert recall((2, 4), 3) == 0.5
    assert recall((2, 4), 5) == 1.0


def test_reciprocal_rank_takes_the_first_found() -> None:
    assert reciprocal_rank((0, 4, 2)) == 0.5
    assert reciprocal_rank((0,)) == 0.0


def test_summary_counts_refusals_apart() -> None:
    rows = [
        row(),
        row(ranks=(4,), answered=False, citations=0, right_citations=0, matched=False),
        row(answerable=False, answered=False, ranks=(), citations=0, right_citations=0),
        row(answerable=False, answered=True, ranks=(), right_citations=0),
    ]
    summary = summarise("s", rows)
    assert (summary.questions, summary.means) == (
        4,
        {
            "recall@1": 0.5,
            "recall@3": 0.5,
            "recall@5": 1.0,
            "RR@10": 0.625,
            "citation precision": 1.0,
            "citation recall": 1.0,
            "answer match": 1.0,
            "rightly answered": 0.5,
            "wrongly answered": 0.0,
            "rightly refused": 0.5,
            "wrongly refused": 0.5,
            "offered then": 0.0,
            "discussed as decided": None,
            "exact": 1.0,
        },
    )
    assert table([summary]).endswith("| 50.0% (2) | 50.0% (2) | 0.0% (1) | – | 100.0% |")


def test_evidence_offered_beside_a_wrong_refusal_is_told() -> None:
    rows = [
        row(answered=False, offered=1),
        row(answered=False),
        row(offered=1),
        row(answerable=False, answered=False, ranks=()),
    ]
    assert summarise("s", rows).means["offered then"] == 0.5


def test_slices_are_by_split_language_and_tag() -> None:
    rows = [row(tags=("date",)), row(tags=("date", "who"), language="en"), row(split="dev")]
    assert [(summary.name, summary.questions) for summary in slices(rows)] == [
        ("dev: fr", 1), ("test: date", 2), ("test: en", 1), ("test: fr", 1), ("test: who", 1),
    ]  # fmt: skip


def test_slices_are_by_document_too() -> None:
    rows = [row(documents=("a.md", "b.md")), row(documents=("b.md",)), row(answerable=False)]
    assert [(summary.name, summary.questions) for summary in slices(rows)] == [
        ("test: a.md", 1), ("test: b.md", 2), ("test: fr", 3),
    ]  # fmt: skip


def test_every_answerable_question_is_answered_rightly_or_wrongly_or_refused() -> None:
    rows = [
        row(),
        row(matched=False),
        row(matched=False, answered=False, citations=0),
        row(answerable=False, ranks=(), matched=False),
    ]
    summary = summarise("s", rows)
    told = ("rightly answered", "wrongly answered", "wrongly refused")
    assert [summary.means[measure] for measure in told] == [pytest.approx(1 / 3)] * 3
    assert {summary.counts[measure] for measure in told} == {3}


def test_summary_counts_what_is_quoted_and_what_is_called_decided() -> None:
    rows = [
        row(ranks=(1, 2), cited_evidence=1, calls_decided=False),
        row(calls_decided=True),
        row(),
    ]
    summary = summarise("s", rows)
    assert summary.means["citation recall"] == pytest.approx((0.5 + 1 + 1) / 3)
    assert summary.means["discussed as decided"] == 0.5


def test_a_run_over_a_small_library(tmp_path: Path, snapshot: Snapshot) -> None:
    gold = _gold(
        tmp_path,
        {
            "id": "1",
            "question": "Que décide le comité sur les arceaux ?",
            "evidence": [{"document": RELEVE, "text": "douze arceaux"}],
            "answer": ["douze arceaux"],
        },
        {"id": "2", "question": "Que décide le comité sur Teams ?", "evidence": []},
    )
    rows = run(Assistant(snapshot), read_gold(gold, snapshot))
    assert [(row.answered, row.ranks, row.matched) for row in rows] == [
        (True, (1,), True),
        (False, (), False),
    ]
    assert [(row.cited, row.documents) for row in rows] == [((True,), (RELEVE,)), ((), ())]
    for alone in (run_bm25, run_dense):
        baseline = alone(snapshot, read_gold(gold, snapshot))
        assert [row.answered for row in baseline] == [True, True]
    assert "100.0%" in table([summarise("assistant", rows)])
    write_report(rows, tmp_path / "report" / "rows.jsonl")
    lines = (tmp_path / "report" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1", "2"]


def test_the_right_words_in_another_document_are_no_right_answer(
    tmp_path: Path, encoder: HashingEncoder
) -> None:
    texts = {
        "2023-07-05-releve.txt": "Le comité décide trois jours de télétravail.\n",
        "2024-03-06-releve.txt": "Le plafond passe à trois jours.\n",
    }
    evidence = [{"document": "2024-03-06-releve.txt", "text": "trois jours"}]
    asked = {"question": "Combien de jours de télétravail le comité décide-t-il ?"}
    gold = _gold(tmp_path, {"id": "1", **asked, "evidence": evidence, "answer": ["trois jours"]})
    with assistant_over(texts, tmp_path, encoder) as assistant:
        questions = read_gold(gold, assistant.snapshot)
        [found] = run_bm25(assistant.snapshot, questions)
    assert [*found.quotes] == ["Le comité décide trois jours de télétravail."]
    assert [*found.sources] == ["2023-07-05-releve.txt, ¶ 1"]
    assert (found.matched, found.cited_evidence) == (False, 0)
    assert found.first[1] == "2024-03-06-releve.txt, ¶ 1: Le plafond passe à trois jours."


def test_what_cannot_be_written_is_one_sentence_after_the_figures(
    tmp_path: Path, sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    gold = _gold(tmp_path, {"id": "1", "question": "arceaux ?"})
    options = ["--gold", f"{gold}", "--data", f"{sample_data}", "--report", f"{tmp_path / 'file'}"]
    assert main(["run", *options]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("| | n | recall@1")
    [told] = said.err.splitlines()
    assert told.startswith(f"{tmp_path / 'file' / 'gold.jsonl'} is not written: ")


def test_the_first_question_is_not_counted_cold(
    tmp_path: Path, snapshot: Snapshot, encoder: HashingEncoder
) -> None:
    gold = _gold(tmp_path, {"id": "1", "question": "arceaux ?"})
    encoder.encoded.clear()
    run(Assistant(snapshot), read_gold(gold, snapshot))
    assert [text for text in encoder.encoded if "arceaux" in text][:2] == ["arceaux ?"] * 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "", "question": ""}, "line 1"),
        (
            {"question": "q", "evidence": [{"document": "x", "text": "y"}], "answer": ["y"]},
            "speaks of x",
        ),
        (
            {
                "id": "1",
                "question": "q",
                "evidence": [{"document": RELEVE, "section": "Autre", "text": "douze arceaux"}],
                "answer": ["douze"],
            },
            "is in 0 paragraphs",
        ),
        (
            {"question": "q", "evidence": [{"document": RELEVE, "text": "de"}], "answer": ["de"]},
            "not in one",
        ),
    ],
)
def test_refuses_gold_that_does_not_fit(
    tmp_path: Path, snapshot: Snapshot, row: dict[str, object], message: str
) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold(_gold(tmp_path, row), snapshot)


def test_evidence_is_of_the_paragraph_that_it_names_as_long_as_it_stands_there(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    piece = {"document": RELEVE, "text": "comité"}
    named = [p.id for p in by_path(snapshot)[RELEVE][1] if "comité" in p.text][-1]
    elsewhere = {"document": RELEVE, "text": "un abri couvert", "paragraph": named}
    common = {"id": "1", "question": "q", "answer": ["comité"]}
    gold = _gold(tmp_path, common | {"evidence": [piece | {"paragraph": named}, elsewhere]})
    [question] = read_gold(gold, snapshot)
    first, second = (snapshot.paragraph(id_) for id_ in question.evidence)
    assert (first.id, "un abri couvert" in second.text) == (named, True)


@pytest.mark.parametrize("is_long", [True, False], ids=["question", "glossary"])
def test_what_the_assistant_refuses_is_one_sentence(
    tmp_path: Path, library: Path, capsys: pytest.CaptureFixture[str], is_long: bool
) -> None:
    data = tmp_path / "data"
    build([library], data_dir=data, encoder=load_encoder("static-fr"))
    if not is_long:
        (data / "glossary.txt").write_text("vélo\n", encoding="utf-8")
    row: dict[str, object] = {
        "id": "1",
        "question": "vélo" * (600 if is_long else 1),
    }
    gold = str(_gold(tmp_path, row))
    assert main(["run", "--gold", gold, "--data", str(data), "--encoder", "static-fr"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert ("2,000 is the most" if is_long else "glossary.txt, line 1: ") in said


def test_the_gold_of_the_sample_corpus(sample_snapshot: Snapshot) -> None:
    questions = read_gold(EVAL / "gold-sample.jsonl", sample_snapshot)
    assert len(questions) >= 60
    assert sum(not question.is_answerable for question in questions) >= 15
    assert {question.language for question in questions} == {"fr", "en"}
    assert max(Counter(question.id for question in questions).values()) == 1
    tags = {tag for question in questions for tag in question.tags}
    assert {"paraphrase", "two-documents", "date", "number", "near-miss"} <= tags


def test_no_document_gives_evidence_to_both_splits(sample_snapshot: Snapshot) -> None:
    by_split: dict[str, set[str]] = {"dev": set(), "test": set()}
    for question in read_gold(EVAL / "gold-sample.jsonl", sample_snapshot):
        by_split[question.split] |= {id_.split("-")[0] for id_ in question.evidence}
    assert by_split["dev"].isdisjoint(by_split["test"])


def test_every_quotation_over_the_sample_gold_is_exact(sample_snapshot: Snapshot) -> None:
    questions = read_gold(EVAL / "gold-sample.jsonl", sample_snapshot)
    rows = run(Assistant(sample_snapshot), questions)
    assert [row.id for row in rows if not row.exact] == []
    asked = [row for row in rows if row.split == "test"]
    every, first = (
        summarise("test", asked).means,
        summarise("of the words of the documents", [r for r in asked if "-n" not in r.id]).means,
    )
    assert min(every["recall@3"] or 0, first["recall@3"] or 0) >= 0.90
    assert (first["rightly refused"] or 0) >= 0.85
    assert (every["rightly refused"] or 0) >= 0.80


def test_a_gold_file_that_is_not_there(tmp_path: Path, encoder: HashingEncoder) -> None:
    with pytest.raises(GoldError, match="No such file"):
        read_gold(tmp_path / "none.jsonl", None)  # type: ignore[arg-type]
    assert encoder.encoded == []
