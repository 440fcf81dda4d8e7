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


@pytest.fixture(scope="module", params=["varied", "reworded"])
def corpus(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    default_encoder: Encoder,
) -> Iterator[tuple[str, Snapshot]]:
    name: str = request.param
    data = tmp_path_factory.mktemp(name) / "data"
    build([EVAL / name], data_dir=data, encoder=default_encoder)
    with closing(Snapshot.open(data, default_encoder)) as snapshot:
        yield name, snapshot


def test_all_of_them_are_read(corpus: tuple[str, Snapshot]) -> None:
    name, snapshot = corpus
    files = sorted(path.name for path in (EVAL / name).iterdir())
    assert sorted(document.source_path for document in snapshot.documents()) == files


def test_every_quotation_stands_in_its_source(corpus: tuple[str, Snapshot]) -> None:
    """One question in five; all are in `make eval`."""
    name, snapshot = corpus
    questions = read_gold(EVAL / f"gold-{name}.jsonl", snapshot)
    assert {question.split for question in questions} == {"dev", "test"}
    assert all(row.exact for row in run(Assistant(snapshot), questions[::5]))


@pytest.mark.parametrize("corpus", ["varied"], indirect=True)
def test_what_is_called_decided_is_a_decision(corpus: tuple[str, Snapshot]) -> None:
    _, snapshot = corpus
    told = tell_decisions(EVAL / "gold-varied-decisions.jsonl", snapshot)
    dev = [row for row in told if row.split == "dev"]
    called = [row.decides for row in dev if row.called]
    found = [row.called for row in dev if row.decides]
    assert sum(called) / len(called) > 0.97
    assert sum(found) / len(found) > 0.78
