"""The checks of sentences and of quotations, measured."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.errors import GoldError
from eval.mutation import measure_mutations
from eval.sentences import check_sentences, format_checks
from index.snapshot import Snapshot
from tests.support.documents import assistant_over
from tests.support.hashing import HashingEncoder

LINE = {
    "id": "s1",
    "split": "dev",
    "language": "fr",
    "cites": [{"document": "2021-03-04-releve-comite-velo.md", "text": "douze arceaux"}],
    "sentence": "Le comité installe douze arceaux devant la gare.",
    "altered": "Le comité installe treize arceaux devant la gare.",
    "change": "number",
}


def gold(tmp_path: Path, **changed: object) -> Path:
    path = tmp_path / "sentences.jsonl"
    path.write_text(json.dumps({**LINE, **changed}) + "\n", encoding="utf-8")
    return path


def test_a_true_sentence_passes_and_the_altered_one_does_not(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    (checked,) = check_sentences(gold(tmp_path), snapshot)
    assert (checked.of_true, [*map(str, checked.of_altered)]) == ((), ["number"])
    assert "| dev | 2 | 100.0% | 100.0% | 0.0% |" in format_checks([checked])


@pytest.mark.parametrize("wrong", [{"language": "de"}, {"cites": [{"document": "x"}]}])
def test_a_wrong_line_is_named(
    tmp_path: Path, snapshot: Snapshot, wrong: dict[str, object]
) -> None:
    with pytest.raises(GoldError, match=r"^sentences\.jsonl, line 1 \(s1\): "):
        check_sentences(gold(tmp_path, **wrong), snapshot)


def test_no_altered_quotation_of_the_sample_is_accepted(sample_snapshot: Snapshot) -> None:
    report = measure_mutations(sample_snapshot, tries=1_000)
    assert (report.tried, report.accepted, report.true_refused) == (1_000, 0, 0)
    assert set(report.kinds) == {
        "word", "number", "date", "negation", "institution", "splice", "omission",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("le comité adopte la charte des jardins.", {"word", "negation", "omission"}),
        (
            "Le comité adopte la charte.\n\nIl la révise au printemps 2021.",
            {"word", "number", "date", "negation", "splice", "omission"},
        ),
        ("Trop court.", set()),
    ],
)
def test_kinds_that_no_sentence_allows_are_left_out(
    tmp_path: Path, encoder: HashingEncoder, text: str, kinds: set[str]
) -> None:
    with assistant_over({"note.md": f"# Note\n\n{text}\n"}, tmp_path, encoder) as assistant:
        report = measure_mutations(assistant.snapshot, tries=60)
    assert report.tried == (60 if kinds else 0)
    assert set(report.kinds) == kinds


def test_the_commands_print_their_figures(
    sample_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(sample_data)]
    assert main(["quotations", "--tries", "70", *data]) == 0
    assert main(["sentences", "--gold", "eval/gold-sentences.jsonl", *data]) == 0
    said = capsys.readouterr().out
    assert "| all the altered | 70 | 0 |" in said
    assert "| test | 124 |" in said
