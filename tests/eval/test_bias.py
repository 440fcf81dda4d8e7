"""Gold pairs asked again without the documents that answer them."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.bias import Pair, format_bias, told_by_wording, withhold
from eval.gold import GoldQuestion, read_gold
from index.encoders.static_encoder import StaticEncoder
from index.training.records import read_records
from tests.support.documents import LIBRARY, assistant_over

QUESTIONS = [
    {
        "id": "racks",
        "split": "dev",
        "language": "fr",
        "tags": [],
        "question": "Combien d'arceaux le comité installe-t-il devant la gare ?",
        "evidence": [{"document": "2021-03-04-releve-comite-velo.md", "text": "douze arceaux"}],
        "answer": ["douze arceaux"],
    },
    {
        "id": "helmets",
        "split": "dev",
        "language": "fr",
        "tags": [],
        "question": "Quel est le prix des casques ?",
        "evidence": [],
        "answer": [],
    },
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in QUESTIONS), encoding="utf-8")
    return path


def test_what_is_withheld_is_refused(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    with assistant_over(LIBRARY, folder, StaticEncoder()) as assistant:
        (pair,) = withhold(assistant, read_gold(gold, assistant.snapshot))
    assert (pair.id, pair.answered, pair.answered_without) == ("racks", True, False)
    assert pair.sure > pair.sure_without


def test_a_corpus_of_one_document_has_nothing_to_ask_without_it(tmp_path: Path, gold: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    name = "2021-03-04-releve-comite-velo.md"
    with assistant_over({name: LIBRARY[name]}, folder, StaticEncoder()) as assistant:
        assert withhold(assistant, read_gold(gold, assistant.snapshot)) == []


def test_shares_are_by_split_and_even_pairs_count_half() -> None:
    pairs = [
        Pair("a", "dev", 0.9, True, 0.2, False),
        Pair("b", "dev", 0.4, False, 0.4, False),
        Pair("c", "test", 0.6, True, 0.7, True),
    ]
    assert format_bias(pairs, {"dev": 0.75}).splitlines()[2:] == [
        "| dev | 2 | 50.0% | 100.0% | 75.0% | 0.750 |",
        "| test | 1 | 100.0% | 0.0% | 0.0% | – |",
    ]


def test_the_wording_of_questions_that_were_learnt_from_tells_and_that_of_twins_does_not() -> None:
    asked = [one for record in list(read_records())[::10] for one in record.questions]
    learnt = [_asked("learnt", question, is_answerable=bool(places)) for question, places in asked]
    twins = [
        _asked("twins", q, is_answerable=known) for q, _ in asked[:40] for known in (True, False)
    ]
    alone = [_asked("alone", "Quand ?", is_answerable=True)]
    told = told_by_wording(StaticEncoder(), [*learnt, *twins, *alone])
    assert told.keys() == {"learnt", "twins"}
    assert told["learnt"] > 0.6
    assert told["twins"] == pytest.approx(0.5, abs=1e-6)


def _asked(split: str, question: str, *, is_answerable: bool) -> GoldQuestion:
    return GoldQuestion("", split, "fr", (), question, ("p",) if is_answerable else (), ())


def test_the_command_prints_a_row_a_split(
    tmp_path: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    with assistant_over(LIBRARY, folder, StaticEncoder()):
        pass
    data = str(folder / "data")
    assert main(["bias", "--gold", str(gold), "--data", data, "--encoder", "static-fr"]) == 0
    assert capsys.readouterr().out.splitlines()[2].startswith("| dev | 1 | 100.0% | 100.0% |")
