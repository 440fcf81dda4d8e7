"""Records to teach with say which sentence answers, and nothing of them is measured on."""

import json
from pathlib import Path

import pytest

from index.training.records import DECOYS, NEAR_MISSES, RECORDS, read_records, with_answers
from tests.support.places import ROOT

EVERY = (RECORDS, NEAR_MISSES, DECOYS)


@pytest.mark.parametrize(
    ("path", "records", "questions", "unanswered"),
    [
        pytest.param(RECORDS, 1_411, 11_288, 2_822, id="records"),
        pytest.param(NEAR_MISSES, 915, 7_320, 2_745, id="near-misses"),
        pytest.param(DECOYS, 1_182, 9_456, 0, id="decoys"),
    ],
)
def test_records_say_which_sentence_answers(
    path: Path, records: int, questions: int, unanswered: int
) -> None:
    read = list(read_records(path))
    answers = [(record, places) for record in read for _, places in record.questions]
    assert (len(read), len(answers)) == (records, questions)
    assert all(0 <= n < len(record.sentences) for record, places in answers for n in places)
    assert sum(not places for _, places in answers) == unanswered


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_only_questions_with_an_answer_are_taught(path: Path) -> None:
    taught = [asked for record in with_answers(path) for asked in record.questions]
    known = [asked for record in read_records(path) for asked in record.questions if asked[1]]
    assert taught == known


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_nothing_that_is_measured_on_is_taught(path: Path) -> None:
    asked = {
        json.loads(line)["question"].casefold()
        for gold in sorted((ROOT / "eval").glob("gold-*.jsonl"))
        for line in gold.read_text(encoding="utf-8").splitlines()
        if "question" in json.loads(line)
    }
    taught = {
        question.casefold() for record in read_records(path) for question, _ in record.questions
    }
    assert len(asked) > 1_000
    assert asked.isdisjoint(taught)
