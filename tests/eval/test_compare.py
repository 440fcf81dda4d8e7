"""Two runs compared, question by question."""

import json
from dataclasses import asdict
from itertools import product
from pathlib import Path
from statistics import NormalDist

import pytest

from eval.__main__ import main
from eval.compare import (
    bounds,
    compare,
    format_differences,
    interval,
    missing,
    paired,
    read_report,
    verdict,
)
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


def test_what_is_met_every_time_of_few_times_is_not_certain() -> None:
    """Wilson's score by hand: n / (n + 1.96²) where all of n are met."""
    z = NormalDist().inv_cdf(0.975)
    low, high = bounds([1.0] * 12)
    assert [low, high] == pytest.approx([12 / (12 + z * z), 1])
    assert [*bounds([0.0] * 12)] == pytest.approx([0, 1 - low])
    assert [*bounds([1.0])] == pytest.approx([1 / (1 + z * z), 1])


def test_what_is_met_in_part_is_bounded_by_a_bootstrap() -> None:
    assert bounds([0.5, 1.0, 0.0, 0.5]) == interval([0.5, 1.0, 0.0, 0.5])
    assert interval([0.5]) == (0.5, 0.5)


def test_p_is_that_of_every_way_of_changing_the_runs_about() -> None:
    before, after = _run(8, 2), [*_run(3, 5)[:8], row(id="q8", ranks=(1,)), row(id="q9")]
    changes = [b.ranks[0] - a.ranks[0] for a, b in zip(before, after, strict=True)]
    told = abs(sum(changes))
    signs = list(product((1, -1), repeat=len(changes)))
    sums = (sum(s * c for s, c in zip(of, changes, strict=True)) for of in signs)
    p = sum(abs(total) >= told for total in sums) / len(signs)
    found = {d.measure: d for d in compare(before, after)}["recall@1"]
    assert found.p == pytest.approx(p)


def test_what_a_comparison_comes_to_is_said_in_words() -> None:
    def said(before: list[Row], after: list[Row]) -> str:
        return verdict(compare(before, after), paired(before, after))

    little = said(_run(3, 1), [row(id="q0", matched=False), *_run(3, 1)[1:3], row(id="q3")])
    assert little == (
        "Of 4 questions 1 (q3) went right that had not, 1 (q0) no more. No measure is apart by "
        "more than chance: these questions do not tell which is better."
    )
    much = said(_run(0, 12), _run(12, 0))
    assert much.startswith("Of 12 questions 12 (q0, q1, q2, q3, q4, q5, q6, q7, q8, q9 and 2 more)")
    assert "By more than chance the run after is better in recall@1, recall@3" in much
    assert "worse in" not in much
    assert "the run after is worse in recall@1" in said(_run(12, 0), _run(0, 12))


def test_more_wrong_refusals_are_worse() -> None:
    before = [row(id=f"q{n}") for n in range(10)]
    after = [row(id=f"q{n}", answered=False, citations=0) for n in range(10)]
    found = {d.measure: d for d in compare(before, after)}
    assert found["wrongly refused"].is_worse
    assert "| wrongly refused | 10 | 0.0% | 0.0% to 27.8% | 100.0% (worse) |" in format_differences(
        [found["wrongly refused"]]
    )
    assert "citation recall" not in found


def test_wrong_refusals_that_become_wrong_answers_are_worse() -> None:
    refused = {"matched": False, "answered": False, "citations": 0, "cited_evidence": 0}
    right = [row(id=f"a{n}") for n in range(10)]
    before = [*right, *(row(id=f"r{n}", **refused) for n in range(10))]
    after = [*right, *(row(id=f"r{n}", matched=False) for n in range(10))]
    found = {d.measure: d for d in compare(before, after)}
    assert [d.measure for d in found.values() if d.is_worse] == ["wrongly answered"]
    match = found["answer match"]
    assert (match.before, match.of_before, match.after, match.of_after) == (1, 10, 0.5, 20)
    assert (match.questions, match.mean_change, match.p) == (10, 0, 1)
    told = "| answer match | 10 | 100.0% | 72.2% to 100.0% | 50.0% (20) | 0.0% | 1.000 |"
    assert told in format_differences([match])


def test_one_question_lost_of_a_perfect_run_is_chance_and_five_are_not() -> None:
    for lost, is_worse in ((1, False), (4, False), (5, True)):
        found = {d.measure: d for d in compare(_run(30, 0), _run(30 - lost, lost))}
        assert found["recall@1"].is_worse is is_worse


def test_one_quotation_that_is_not_exact_is_never_chance() -> None:
    before = [row(id=f"q{n}") for n in range(40)]
    found = compare(before, [*before[1:], row(id="q0", exact=False)])
    assert [d.measure for d in found if d.is_worse] == ["exact"]


def test_only_the_questions_of_both_are_paired() -> None:
    found = compare(_run(4, 0), _run(2, 0))
    assert {d.questions for d in found} == {2}
    with pytest.raises(GoldError, match="no question"):
        compare(_run(4, 0), _run(2, 0), split="dev")


def test_another_question_under_the_same_id_is_not_paired() -> None:
    after = [row(id="q0"), row(id="q1", question="Une autre ?"), row(id="q2", answerable=False)]
    assert [one.id for one, _ in paired(_run(3, 0), after)] == ["q0"]
    assert missing(_run(3, 0), after) == ["q1", "q2"]


def test_the_gate_holds_a_run_to_all_the_questions_of_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(tmp_path / "before.jsonl"), str(tmp_path / "after.jsonl")]
    write_report([*_run(12, 0), row(id="d", split="dev")], tmp_path / "before.jsonl")
    write_report([row(id="q11"), row(id="d", split="dev")], tmp_path / "after.jsonl")
    assert main(["compare", *paths, "--gate", "--split", "dev"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["compare", *paths, "--gate", "--split", "test"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "1 of 12 questions are in both; missing: q0, q1, q2, q3, q4, q5, q6, q7, q8, q9 and 1 "
        "more.",
        "The run after lacks questions of the one before: run both on all of them.",
    ]
    assert main(["compare", *paths]) == 0
    assert main(["compare", *reversed(paths), "--gate"]) == 0


def test_a_loss_over_few_questions_is_said_to_be_untold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(tmp_path / "before.jsonl"), str(tmp_path / "after.jsonl")]
    write_report(_run(3, 0), tmp_path / "before.jsonl")
    write_report(_run(2, 1), tmp_path / "after.jsonl")
    assert main(["compare", *paths, "--gate"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("Less over too few questions to tell: recall@1, recall@3")


def test_a_report_with_a_question_twice_is_refused(tmp_path: Path) -> None:
    write_report([*_run(2, 0), *_run(1, 0)], tmp_path / "r.jsonl")
    with pytest.raises(GoldError, match=r"^r\.jsonl has more than one row of q0: run it again"):
        read_report(tmp_path / "r.jsonl")
    (tmp_path / "list.jsonl").write_text("[1, 2]\n")
    with pytest.raises(GoldError, match="no report"):
        read_report(tmp_path / "list.jsonl")


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [*_run(1, 1), row(id="q9", question="Et\u2028Zoom\x85 ?")]
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
