"""The server under a short load, and held against its own description."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eval.contract import is_as_described
from eval.errors import EvalError
from eval.load import index_of, measure_load, served
from eval.page_speed import measure_page
from index.errors import NoIndexError
from index.settings import DEFAULT_ENCODER


def test_many_clients_get_the_answers_given_alone(sample_data: Path) -> None:
    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(
            measure_load,
            sample_data,
            encoder=DEFAULT_ENCODER,
            seconds=1,
            clients=5,
            pause=0.05,
        )
        found = work.result()
    figures = {figure.name: figure.value for figure in found}
    assert figures["clients at once"] == 5
    assert 0 < figures["searches"] <= 5 / 0.05 + 5
    assert figures["other statuses"] == figures["answers other than those given alone"] == 0
    assert figures["memory"] > abs(figures["growth of memory"])


def test_the_page_answers_by_the_clock(sample_data: Path) -> None:
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(measure_page, sample_data, encoder=DEFAULT_ENCODER).result()
    figures = {figure.name: figure.value for figure in found}
    assert figures["questions"] == 12  # titles that differ
    assert 0 < figures["answer shown, median"] <= figures["answer shown, slowest"]
    assert figures["page ready to be asked"] > 0


def test_a_machine_without_a_browser_is_told(
    sample_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EvalError, match="make browser"):
        measure_page(sample_data, encoder=DEFAULT_ENCODER)


def test_without_an_index_nothing_is_measured(tmp_path: Path) -> None:
    with (
        pytest.raises(NoIndexError, match="index build"),
        index_of(None, otherwise=tmp_path, encoder=DEFAULT_ENCODER) as data_dir,
    ):
        measure_load(data_dir, encoder=DEFAULT_ENCODER, seconds=1, clients=1)


def test_the_api_is_as_it_describes_itself(sample_data: Path) -> None:
    """Some hundred generated requests, those at the edges of the description among them."""
    assert is_as_described(sample_data, encoder=DEFAULT_ENCODER, cases=20, seed=1)


def test_what_is_measured_leaves_the_journal_as_it_is(sample_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(sample_data, tmp_path / "data"))
    kept = data / "journal" / "2024-05-13.jsonl"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("{}\n")
    before = sorted(data.rglob("*"))
    with served(data, "--encoder", DEFAULT_ENCODER):
        pass
    assert sorted(data.rglob("*")) == before
