"""How sure an answer must be: measured on gold pairs, kept with the index."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from eval.__main__ import main
from eval.calibration import best, format_refusals, refusals, run_unsure
from eval.gold import read_gold
from eval.run import run
from index.__main__ import main as index
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from tests.eval.test_run import row
from tests.support.documents import assistant_over
from tests.support.places import ROOT

FOUND = [
    row(split="dev", answerable=True, confidence=0.9),
    row(split="dev", answerable=True, confidence=0.7),
    row(split="dev", answerable=False, confidence=0.3),
    row(split="dev", answerable=False, confidence=0.2),
]
MINUTES = (
    "Relevé de décisions du comité du 3 décembre 2020\n\nLe comité décide que Zoom est exclu.\n"
)


def test_refusals_right_and_wrong() -> None:
    assert refusals(FOUND, 0.25) == (0.5, 0.0)
    assert refusals(FOUND, 0.85) == (1.0, 0.5)


def test_the_best_cut_stands_in_the_middle_of_its_like() -> None:
    assert best(FOUND) == 0.55
    assert "| 0.25 | 50.0% | 0.0% |" in format_refusals(FOUND)


def test_the_least_confidence_is_kept_with_the_index(
    tmp_path: Path, default_encoder: Encoder, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Qu'a-t-il été décidé sur Zoom ?"
    with assistant_over({"r.txt": MINUTES}, tmp_path, default_encoder) as assistant:
        assert assistant.snapshot.least_confidence == 0.5
        sure = assistant.ask(question)
        assert sure.status is Status.ANSWERED
        data = tmp_path / "data"
        assert index(["confidence", "1", "--data", str(data)]) == 0
        assert not assistant.snapshot.is_current()
        assert assistant.ask(question).status is Status.ANSWERED
    with closing(Snapshot.open(data, default_encoder)) as snapshot:
        refused = Assistant(snapshot).ask(question)
    assert (refused.status, refused.confidence) == (Status.NOT_FOUND, sure.confidence)
    assert index(["verify", "--data", str(data)]) == 0
    capsys.readouterr()


def test_what_each_least_confidence_refuses_is_what_a_run_refuses_by_it(
    sample_data: Path, default_encoder: Encoder, tmp_path: Path
) -> None:
    """Whatever the one that is stored."""
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    found = {}
    for least in (0.05, 0.8):
        assert index(["confidence", f"{least}", "--data", str(data)]) == 0
        with closing(Snapshot.open(data, default_encoder)) as snapshot:
            questions = read_gold(ROOT / "eval" / "gold-sample.jsonl", snapshot)[::6]
            run_as_stored = run(Assistant(snapshot), questions)
            found[least] = run_unsure(snapshot, questions)
        refused = [not row.answered for row in run_as_stored]
        assert [row.confidence < least for row in found[least]] == refused
    assert [row.confidence for row in found[0.05]] == [row.confidence for row in found[0.8]]


@pytest.mark.parametrize("least", ["2", "-1", "nan", "x"])
def test_no_share_is_no_confidence(least: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        index(["confidence", "--", least])
    assert stopped.value.code == 2
    assert "is not from 0 to 1" in capsys.readouterr().err


def test_the_command_fits_on_one_split(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["calibrate", "--gold", "eval/gold-sample.jsonl", "--data", str(sample_data)]
    assert main(options) == 0
    said = capsys.readouterr()
    assert said.out.startswith("| least confidence | dev: rightly | wrongly | test:")
    best_on, now = said.err.splitlines()
    assert best_on.startswith("Best on dev: 0.")
    assert best_on.endswith(", by 130 questions with an answer and 55 without.")
    assert now == "The index answers from 0.5 on."
    assert main([*options, "--split", "none"]) == 2


def test_the_least_confidence_of_all_still_refuses_what_has_no_evidence(
    tmp_path: Path, default_encoder: Encoder
) -> None:
    with assistant_over({"r.txt": MINUTES}, tmp_path, default_encoder):
        assert index(["confidence", "0", "--data", str(tmp_path / "data")]) == 0
    with closing(Snapshot.open(tmp_path / "data", default_encoder)) as snapshot:
        assert Assistant(snapshot).ask("Combien coûte Zoom ?").status is Status.NOT_FOUND
