"""Two runs compared, question by question."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.compare import compare, format_differences, paired, read_report
from eval.errors import GoldError
from eval.run import Row, write_report
from tests.eval.test_run import row


def _run(right: int, wrong: int) -> list[Row]:
    found = [row(id=f"q{n}", ranks=(1,)) for n in range(right)]
    return found + [row(id=f"q{right + n}", ranks=(0,), matched=False) for n in range(wrong)]


def test_a_run_is_like_itself() -> None:
    for difference in compare(_run(8, 2), _run(8, 2)):
        assert (difference.before, difference.p, difference.is_worse) == (
            difference.after,
            1,
            False,
        )


def test_a_run_that_lost_much_is_worse_and_one_that_lost_little_is_not() -> None:
    before = _run(16, 4)
    much = {d.measure: d for d in compare(before, _run(6, 14))}["recall@1"]
    little = {d.measure: d for d in compare(before, _run(15, 5))}["recall@1"]
    assert (much.before, much.after, much.is_worse) == (0.8, 0.3, True)
    assert 0.55 <= much.low < 0.8 < much.high <= 1
    assert much.p < 0.01
    assert (little.after, little.is_worse) == (0.75, False)
    assert little.p > 0.5


def test_more_wrong_refusals_are_worse() -> None:
    before = [row(id=f"q{n}") for n in range(10)]
    after = [row(id=f"q{n}", answered=False, citations=0) for n in range(10)]
    found = {d.measure: d for d in compare(before, after)}
    assert found["wrongly refused"].is_worse
    assert "| wrongly refused | 10 | 0.0% | 0.0% to 0.0% | 100.0% (worse) |" in format_differences(
        [found["wrongly refused"]]
    )
    assert "citation recall" not in found


def test_only_the_questions_of_both_are_paired() -> None:
    found = compare(_run(4, 0), _run(2, 0))
    assert {d.questions for d in found} == {2}
    with pytest.raises(GoldError, match="no question"):
        compare(_run(4, 0), _run(2, 0), split="dev")


def test_another_question_under_the_same_id_is_not_paired() -> None:
    after = [row(id="q0"), row(id="q1", question="Une autre ?")]
    assert [one.id for one, _ in paired(_run(2, 0), after)] == ["q0"]


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = _run(1, 1)
    write_report(rows, tmp_path / "r.jsonl")
    assert read_report(tmp_path / "r.jsonl") == rows
    (tmp_path / "old.jsonl").write_text(json.dumps({**asdict(rows[0]), "more": 1}) + "\n")
    with pytest.raises(GoldError, match=r"old\.jsonl is no report of this version"):
        read_report(tmp_path / "old.jsonl")


def test_the_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(_run(16, 4), tmp_path / "before.jsonl")
    write_report(_run(6, 14), tmp_path / "after.jsonl")
    paths = [str(tmp_path / "before.jsonl"), str(tmp_path / "after.jsonl")]
    assert main(["compare", *paths]) == 0
    assert main(["compare", *paths, "--gate"]) == 2
    assert main(["compare", *reversed(paths), "--gate"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("Worse than the run before: recall@1, recall@3")
