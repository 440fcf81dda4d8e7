"""Decisions told from what is only discussed, measured."""

import json
from pathlib import Path

import pytest

from eval.decisions import format_told, tell_decisions
from eval.errors import GoldError
from index.snapshot import Snapshot


def gold(tmp_path: Path, *rows: dict[str, object]) -> Path:
    whole = [{"id": f"d{n}", "split": "dev", **row} for n, row in enumerate(rows)]
    path = tmp_path / "decisions.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in whole), encoding="utf-8")
    return path


def test_each_sentence_is_told_and_each_error_listed(
    tmp_path: Path, sample_snapshot: Snapshot
) -> None:
    named = "2020-12-03-releve-cosinum.txt"
    right = {"document": named, "text": "Pour les réunions à distance", "decides": True}
    wrong = {"document": named, "text": "Cette tolérance prendra fin", "decides": True}
    told = tell_decisions(gold(tmp_path, right, wrong), sample_snapshot)
    assert [row.called for row in told] == [True, False]
    assert told[0].sentence.startswith("Pour les réunions à distance, la Secrétaire")
    table = format_told(told)
    assert "| dev | 2 | 2 | 100.0% | 50.0% | – |" in table
    assert "- d1, missed: Cette tolérance prendra fin" in table


def test_one_split_alone_is_told(tmp_path: Path, sample_snapshot: Snapshot) -> None:
    row = {"document": "2020-12-03-releve-cosinum.txt", "text": "Cette tolérance", "decides": True}
    path = gold(tmp_path, row, {**row, "split": "test"})
    assert [told.split for told in tell_decisions(path, sample_snapshot)] == ["dev", "test"]
    assert [told.id for told in tell_decisions(path, sample_snapshot, split="dev")] == ["d0"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, r"^decisions\.jsonl, line 1 \(d0\): "),
        ({"document": "x.md", "text": "a", "decides": True}, "x.md, which is not indexed"),
    ],
)
def test_a_wrong_line_is_named(
    tmp_path: Path, sample_snapshot: Snapshot, row: dict[str, object], said: str
) -> None:
    with pytest.raises(GoldError, match=said):
        tell_decisions(gold(tmp_path, row), sample_snapshot)
