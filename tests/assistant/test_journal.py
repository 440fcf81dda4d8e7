"""The trace of an answer: all of it, for as long as it is said, and never in the way."""

import json
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest

from assistant.__main__ import main
from assistant.engine import Assistant
from assistant.errors import UnknownAnswerError
from assistant.service.journal import FOLDER, Journal, days_kept, entries
from assistant.service.library import Library
from index.snapshot import Snapshot
from tests.support.disks import disk_of
from tests.support.hashing import HashingEncoder

FOUNTAINS = "Que décide le comité sur les fontaines ?"


@pytest.fixture
def served(data_dir: Path, encoder: HashingEncoder) -> Iterator[Library]:
    with closing(Library(data_dir, encoder, journal_days=2)) as opened:
        yield opened


def test_an_answer_can_be_read_back_by_its_id(served: Library, data_dir: Path) -> None:
    answer = served.ask(FOUNTAINS, collections=None)
    served.ask("Et pour les pelouses ?", previous=answer.understood, collections=None)
    [entry] = entries(data_dir, answer.id, days=2)
    assert (entry["question"], entry["answer"]) == (FOUNTAINS, answer.text)
    assert entry["citations"][0]["paragraph_id"] == answer.citations[0].paragraph.id
    assert answer.citations[0].paragraph.id in entry["retrieved"]
    assert (entry["encoder"], entry["generator"]) == ("hashing", "extractive")
    assert entry["generation"] > 0
    assert [e["understood"] for e in entries(data_dir, days=2)][1].endswith("sur les pelouses ?")


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
    assert [entry["id"] for entry in entries(data_dir, days=2)] == [answer.id]


def test_an_entry_that_a_full_disk_cuts_costs_no_other(
    data_dir: Path, snapshot: Snapshot, caplog: pytest.LogCaptureFixture
) -> None:
    journal, given = Journal(data_dir, days=2), [Assistant(snapshot).ask(FOUNTAINS) for _ in "123"]
    journal.record(given[0], snapshot)
    [path] = (data_dir / FOLDER).iterdir()
    with disk_of(path.stat().st_size + 100):
        journal.record(given[1], snapshot)
    assert "The journal cannot be written" in caplog.text
    journal.record(given[2], snapshot)
    kept = [entry["id"] for entry in entries(data_dir, days=2) if entry]
    assert kept == [given[0].id, given[2].id]


def test_what_is_older_is_read_by_no_one_and_goes_when_the_journal_opens(
    data_dir: Path, encoder: HashingEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Library(data_dir, encoder, journal_days=9)) as library:
        id_ = library.ask(FOUNTAINS, collections=None).id
        day = datetime.now(UTC).date() - timedelta(days=2)
        [path] = (data_dir / FOLDER).iterdir()
        old = path.rename(path.with_name(f"{day}.jsonl"))
    read = ["journal", "--data", str(data_dir), "--journal-days"]
    assert (main([*read, "2"]), capsys.readouterr().out) == (0, "")
    assert (main([*read, "3"]), id_ in capsys.readouterr().out) == (0, True)
    with closing(Library(data_dir, encoder, journal_days=2)):
        assert not old.exists()


def test_what_another_process_finds_of_the_journal_stays(
    data_dir: Path, encoder: HashingEncoder, capsys: pytest.CaptureFixture[str]
) -> None:
    days = days_kept(data_dir, 365, default=30)
    with closing(Library(data_dir, encoder, journal_days=days)) as library:
        id_ = library.ask(FOUNTAINS, collections=None).id
        day = datetime.now(UTC).date() - timedelta(days=100)
        [path] = (data_dir / FOLDER).iterdir()
        old = path.rename(path.with_name(f"{day}.jsonl"))
    with closing(Library(data_dir, encoder, journal_days=30, keeps_journal=False)) as tools:
        tools.ask(FOUNTAINS, collections=None)
    days = days_kept(data_dir, None, default=30)
    with closing(Library(data_dir, encoder, journal_days=days)):
        assert (old.exists(), days) == (True, 365)
    assert main(["journal", "--data", str(data_dir)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["id"] == id_
    days = days_kept(data_dir, 30, default=30)
    with closing(Library(data_dir, encoder, journal_days=days)):
        assert not old.exists()


def test_a_server_that_no_one_asks_reads_no_older_answer(
    data_dir: Path, encoder: HashingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Library(data_dir, encoder, journal_days=2)) as library:
        id_ = library.ask(FOUNTAINS, collections=None).id
        assert library.given(id_, collections=None).id == id_
        monkeypatch.setattr("assistant.service.journal.datetime", _InTwoDays)
        with pytest.raises(UnknownAnswerError):
            library.given(id_, collections=None)
        library.look_again()
        with library.assistant(collections=None):
            assert list((data_dir / FOLDER).iterdir()) == []


class _InTwoDays(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + timedelta(days=2)


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


def test_the_command_refuses_a_data_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo, gold = str(tmp_path / "typo"), tmp_path / "gold.jsonl"
    for more in ([], ["--gold", str(gold)]):
        assert main(["journal", "--data", typo, *more]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", f"There is no data folder {typo}.\n")
    assert not gold.exists()
