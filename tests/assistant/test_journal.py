"""The trace of an answer: all of it, for as long as it is said, and never in the way."""

import json
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.engine import Assistant
from assistant.service.journal import FOLDER, Journal, entries
from assistant.service.library import Library
from index.snapshot import Snapshot
from tests.support.hashing import HashingEncoder

FOUNTAINS = "Que décide le comité sur les fontaines ?"


@pytest.fixture
def served(data_dir: Path, encoder: HashingEncoder) -> Iterator[Library]:
    with closing(Library(data_dir, encoder, journal_days=2)) as opened:
        yield opened


def test_an_answer_can_be_read_back_by_its_id(served: Library, data_dir: Path) -> None:
    answer = served.ask(FOUNTAINS, collections=None)
    served.ask("Et pour les pelouses ?", previous=answer.understood, collections=None)
    [entry] = entries(data_dir, answer.id)
    assert (entry["question"], entry["answer"]) == (FOUNTAINS, answer.text)
    assert entry["citations"][0]["paragraph_id"] == answer.citations[0].paragraph.id
    assert answer.citations[0].paragraph.id in entry["retrieved"]
    assert (entry["encoder"], entry["generator"]) == ("hashing", "extractive")
    assert entry["generation"] > 0
    assert [e["understood"] for e in entries(data_dir)][1].endswith("sur les pelouses ?")


def test_each_answer_has_an_id_of_its_own(served: Library) -> None:
    assert len({served.ask(FOUNTAINS, collections=None).id for _ in range(5)}) == 5


def test_what_warms_the_server_up_is_noted_nowhere(served: Library, data_dir: Path) -> None:
    served.warm_up()
    assert not (data_dir / FOLDER).exists()


def test_others_on_the_machine_cannot_read_it(served: Library, data_dir: Path) -> None:
    served.ask(FOUNTAINS, collections=None)
    [path] = (data_dir / FOLDER).iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_entries_go_when_their_time_is_over(served: Library, data_dir: Path) -> None:
    (data_dir / FOLDER).mkdir()
    today = datetime.now(UTC).date()
    for age in (1, 2, 30):
        day = today - timedelta(days=age)
        (data_dir / FOLDER / f"{day}.jsonl").write_text('{"id": "old"}\n')
    served.ask(FOUNTAINS, collections=None)
    kept = sorted(path.stem for path in (data_dir / FOLDER).iterdir())
    assert kept == [str(today - timedelta(days=1)), str(today)]


def test_switched_off_it_keeps_nothing(data_dir: Path, snapshot: Snapshot) -> None:
    (data_dir / FOLDER).mkdir()
    (data_dir / FOLDER / "2021-03-04.jsonl").write_text('{"id": "old"}\n')
    Journal(data_dir, days=0).record(Assistant(snapshot).ask(FOUNTAINS), snapshot)
    assert list((data_dir / FOLDER).iterdir()) == []


def test_a_disk_that_takes_nothing_does_not_cost_the_answer(
    served: Library, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (data_dir / FOLDER).write_text("no folder")
    assert served.ask(FOUNTAINS, collections=None).citations
    assert "The journal cannot be written" in caplog.text


def test_a_line_cut_short_is_left_out(served: Library, data_dir: Path) -> None:
    answer = served.ask(FOUNTAINS, collections=None)
    [path] = (data_dir / FOLDER).iterdir()
    path.write_text('{"id": "cu\n' + path.read_text())
    assert [entry["id"] for entry in entries(data_dir)] == [answer.id]


def test_the_command_prints_one_or_all(
    served: Library, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [served.ask(FOUNTAINS, collections=None).id for _ in range(2)]
    assert main(["journal", "--data", str(data_dir)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ids
    assert main(["journal", ids[1], "--data", str(data_dir)]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == ids[1]
    assert main(["journal", "none", "--data", str(data_dir)]) == 2
    assert capsys.readouterr().err.startswith("No answer none in the journal of ")
