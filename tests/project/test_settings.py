"""Settings that cannot be are told in one sentence, whatever the command."""

import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.web.options import parser
from index.errors import InvalidSettingError
from index.settings import Settings
from tests.support.places import ROOT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "abc"), ("port", "70000"), ("journal_days", "-1"), ("workers", "0"),
        ("rate", "-1"), ("at_once", "0"), ("at_once", "-1"), ("waiting", "-1"),
        ("request_seconds", "0"), ("model_seconds", "nan"), ("model_tokens", "0"),
        ("log", "jason"), ("uploads", "peut-être"),
        ("proxy_addresses", "proxy.local"), ("proxy_addresses", "10.0.0.1/8"),
        ("cors", "intranet.example"), ("cors", "https://intranet.example/page"),
    ],
)  # fmt: skip
def test_a_setting_out_of_its_limits_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", value)
    with pytest.raises(
        InvalidSettingError, match=rf"^ASSISTANT_{name.upper()} is '{value}': .*\.$"
    ):
        Settings()


def test_addresses_are_parted_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROXY_ADDRESSES", "10.0.0.0/24, ::1")
    monkeypatch.setenv("ASSISTANT_CORS", "https://Intranet.example/ http://b.example:81,*")
    assert Settings().proxy_addresses == (ip_network("10.0.0.0/24"), ip_network("::1"))
    assert Settings().cors == ("https://intranet.example", "http://b.example:81", "*")


def test_the_least_of_each_setting_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    least = {"port": 0, "journal_days": 0, "workers": 1, "rate": 0, "at_once": 1, "waiting": 0}
    for name, value in least.items():
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", str(value))
    assert Settings().model_dump(include=set(least)) == least


@pytest.mark.parametrize(
    ("option", "value"),
    [("journal-days", "-1"), ("journal-days", "x"), ("workers", "0"), ("port", "70000")],
)
def test_an_option_out_of_the_limits_of_its_setting_is_refused(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parser().parse_args([f"--{option}", value])
    assert f"error: argument --{option}: '{value}': input should be " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["journal", "mcp"])
def test_commands_that_read_the_journal_hold_its_days_to_the_same(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([command, "--data", str(tmp_path), "--journal-days", "-1"])
    assert "'-1': input should be greater than or equal to 0" in capsys.readouterr().err


def test_options_take_the_least_of_their_settings() -> None:
    options = parser().parse_args(["--journal-days", "0", "--workers", "1", "--port", "0"])
    assert (options.journal_days, options.workers, options.port) == (0, 1, 0)


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "index", "status"), ("-m", "assistant", "ask", "Zoom ?"),
        ("-m", "assistant", "keys", "list"), ("-m", "eval", "quotations"), ("ui.py",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_says_it_in_one_sentence(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "abc")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("ASSISTANT_PORT is 'abc': ")
    assert run.stderr.count("\n") == 1
