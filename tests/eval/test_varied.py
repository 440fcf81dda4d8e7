"""The documents of many hands, all of them invented, and what is asked of them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assistant.engine import Assistant
from eval.decisions import tell_decisions
from eval.gold import read_gold
from eval.run import run
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from tests.support.places import ROOT

EVAL = ROOT / "eval"


@pytest.fixture(scope="module")
def varied(
    tmp_path_factory: pytest.TempPathFactory, default_encoder: Encoder
) -> Iterator[Snapshot]:
    data = tmp_path_factory.mktemp("varied") / "data"
    build([EVAL / "varied"], data_dir=data, encoder=default_encoder)
    with closing(Snapshot.open(data, default_encoder)) as snapshot:
        yield snapshot


def test_all_of_them_are_read(varied: Snapshot) -> None:
    files = sorted(path.name for path in (EVAL / "varied").iterdir())
    assert sorted(document.source_path for document in varied.documents()) == files


def test_every_quotation_stands_in_its_source(varied: Snapshot) -> None:
    """One question in five; all are in `make eval`."""
    questions = read_gold(EVAL / "gold-varied.jsonl", varied)
    assert {question.split for question in questions} == {"dev", "test"}
    assert all(row.exact for row in run(Assistant(varied), questions[::5]))


def test_what_is_called_decided_is_a_decision(varied: Snapshot) -> None:
    told = tell_decisions(EVAL / "gold-varied-decisions.jsonl", varied)
    dev = [row for row in told if row.split == "dev"]
    called = [row.decides for row in dev if row.called]
    found = [row.called for row in dev if row.decides]
    assert sum(called) / len(called) > 0.97
    assert sum(found) / len(found) > 0.78
