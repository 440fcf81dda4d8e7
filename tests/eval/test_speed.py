"""The clock's arithmetic and its table; the figures themselves are for `make bench`."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from eval.speed import Figure, cold_start, format_figures, search_times, speed
from index.snapshot import Snapshot
from tests.support.hashing import HashingEncoder


def test_speed_indexes_and_searches_fiches(
    tmp_path: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.speed.search_times", lambda *_: [float(n) for n in range(101)])
    fiches = [
        {"id": f"F{n}", "title": f"Aide {n}", "text": f"### Qui peut demander l'aide {n} ?\nTous."}
        for n in range(3)
    ]
    lines = "\n".join(map(json.dumps, fiches))
    (tmp_path / "fiches.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    figures = {figure.name: figure for figure in speed(tmp_path, encoder=encoder)}
    assert figures["paragraphs indexed"].value == 3
    assert figures["warm search, p50"].value == 50
    assert figures["warm search, p95"].value == figures["warm question, p95"].value == 95


def test_the_first_search_is_not_counted(snapshot: Snapshot, encoder: HashingEncoder) -> None:
    encoder.encoded.clear()
    assert len(search_times(snapshot.search, ["arceaux", "compost"])) == 2
    assert encoder.encoded == ["arceaux", "arceaux", "compost"]


def test_a_cold_start_is_a_whole_process() -> None:
    (figure,) = cold_start([sys.executable, "-c", "import time; time.sleep(0.2)"])
    assert 0.2 < figure.value < 10
    assert figure.unit == "s"


def test_figures_print_as_a_table() -> None:
    figures = [Figure("rate", 2049.3, "paragraphs/s", "1,500 or more"), Figure("p95", 7.214, "ms")]
    assert format_figures(figures) == (
        "| figure | value | target |\n|---|---|---|\n"
        "| rate | 2,049 paragraphs/s | 1,500 or more |\n| p95 | 7.21 ms |  |"
    )
