"""A file may do anything to its reader: the parent gets one sentence, and goes on."""

import os
import resource
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from ingest.document import Reading
from ingest.errors import PassingFailureError, SlowFileError, UnreadableFileError
from ingest.folder import find_files
from ingest.formats.child import CORES, _Server, run_in_child
from ingest.pipeline import read_files
from tests.support.places import ROOT, SAMPLE


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("sleep", r"reading it took more than 1 seconds"),
        ("spin", r"reading it took more than 1 seconds|its reader stopped short"),
        ("eat_memory", "it needs more memory than a file may take"),
        ("recurse", "it is nested too deeply"),
        ("die", "its reader stopped short"),
        ("fail", "its reader stopped short"),
        ("answer_twice", "its reader stopped short"),
    ],
)
def test_a_misbehaving_reader_is_one_sentence(
    function: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        run_in_child(f"tests.support.misbehaving:{function}", content=b"content", seconds=1)
    assert run_in_child("tests.support.misbehaving:talk", content=b"content") == 7
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("function", "failure"),
    [
        ("sleep", SlowFileError),
        ("spin", SlowFileError),
        ("be_killed", PassingFailureError),
        ("lose_the_disk", PassingFailureError),
        ("eat_memory", UnreadableFileError),
        ("die", UnreadableFileError),
        ("fail", UnreadableFileError),
    ],
)
def test_what_the_machine_does_is_told_from_what_the_file_does(
    function: str, failure: type[UnreadableFileError]
) -> None:
    with pytest.raises(UnreadableFileError) as raised:
        run_in_child(f"tests.support.misbehaving:{function}", content=b"content", seconds=1)
    assert raised.type is failure


def test_a_reader_that_cannot_be_started_is_no_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(PassingFailureError, match="its reader could not be started"):
        _Server().ask({"seconds": 1}, None)


def test_files_are_read_where_limits_are_lower() -> None:
    read = (
        "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (3_000_000,) * 2);"
        "from ingest.formats.child import run_in_child;"
        "print(run_in_child('tests.support.misbehaving:talk', content=b'content'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", read], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("7\n", "")


def test_a_reader_cannot_fill_the_disk(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="stopped short"):
        run_in_child("tests.support.misbehaving:fill_disk", str(tmp_path / "large"))
    assert (tmp_path / "large").stat().st_size <= 512 * 1024**2


def test_content_of_any_size_goes_through() -> None:
    content = bytes(50_000_000)
    assert run_in_child("tests.support.misbehaving:talk", content=content) == len(content)


def test_children_are_asked_from_threads() -> None:
    answers: list[int] = []

    def ask(size: int) -> None:
        answers.append(run_in_child("tests.support.misbehaving:talk", content=bytes(size)))

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(4 * CORES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == list(range(4 * CORES))


def test_a_process_with_many_files_open_is_answered() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    server = _Server()
    with ExitStack() as opened:
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(1_024):
            opened.enter_context(Path(os.devnull).open())
        opened.callback(server.close)
        request = {"function": "tests.support.misbehaving:talk", "arguments": (), "seconds": 20}
        assert server.ask(request, b"content") == {"result": 7}


def test_a_reader_is_handed_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASSISTANT_MODEL_KEY", "ASSISTANT_OIDC_CLIENT_SECRET", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("TESSDATA_PREFIX", "/usr/share/tessdata")
    with closing(_Server()) as server:
        request = {"function": "tests.support.misbehaving:environment", "arguments": ()}
        told = server.ask({**request, "seconds": 20}, b"content")["result"]
    assert {"PATH", "TESSDATA_PREFIX"} <= set(told)
    assert [name for name in told if "KEY" in name or "SECRET" in name] == []


def test_files_come_in_order_with_what_was_read_or_why_not(tmp_path: Path) -> None:
    (tmp_path / "b.txt").touch()
    (tmp_path / "a.pdf").write_bytes((SAMPLE / "2021-05-20-releve-cosinum.pdf").read_bytes())
    for number in range(40):
        (tmp_path / f"c{number:02d}.txt").write_text(f"Texte {number}.\n")
    read = list(read_files(find_files([tmp_path])))
    assert [source.name for source, _ in read] == sorted(path.name for path in tmp_path.iterdir())
    assert isinstance(read[0][1], Reading)
    assert isinstance(read[1][1], UnreadableFileError)
    for source, reading in read[2:]:
        assert isinstance(reading, Reading)
        assert reading.document.text == f"Texte {int(source.name[1:3])}."


def test_a_reading_that_is_not_asked_for_to_the_end_stops() -> None:
    with closing(read_files(find_files([SAMPLE]))) as readings:
        assert isinstance(next(readings)[1], Reading)
    assert list(readings) == []
