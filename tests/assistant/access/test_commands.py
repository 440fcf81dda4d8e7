"""Keys, users and groups from the command line."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.access.accounts import Accounts
from assistant.access.callers import Kind, Role
from assistant.access.passwords import verified
from assistant.access.visits import Visits
from tests.support.places import ROOT

PASSWORD = "un long mot de passe"  # noqa: S105


def test_a_key_is_shown_once_and_revoked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["keys", "add", "Intranet", "--collections", "b,a", "--days", "30", *data]) == 0
    key = capsys.readouterr().out.strip()
    caller = Accounts(tmp_path).of_key(key)
    assert caller is not None
    assert caller.role is Role.READER
    assert caller.collections == frozenset({"a", "b", "public"})
    assert main(["keys", "list", *data]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("intranet\treader\ta,b,public\t")
    assert key not in listed
    assert main(["keys", "add", "intranet", *data]) == 2
    assert "There is a key intranet already" in capsys.readouterr().err
    assert main(["keys", "revoke", "intranet", *data]) == 0
    assert Accounts(tmp_path).of_key(key) is None
    assert main(["keys", "revoke", "intranet", *data]) == 2
    assert "There is no key intranet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--days", "0"], ["--days", "x"], ["--collections", "a b"], ["--role", "chef"]]
)
def test_a_wrong_option_is_refused(tmp_path: Path, options: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["keys", "add", "x", "--data", str(tmp_path), *options])
    assert refused.value.code == 2


def typed(command: list[str], *lines: str) -> tuple[int, str]:
    """A command on a terminal, with what is typed there: its exit code and what it shows."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", *command],
        cwd=ROOT, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(slave)
        shown = b""
        try:
            for prompts, line in enumerate(lines, start=1):
                while shown.count(b": ") < prompts:
                    shown += os.read(master, 1024)
                os.write(master, f"{line}\n".encode())
            with suppress(OSError):  # the end, once nothing has the terminal open
                while more := os.read(master, 1024):
                    shown += more
            code = process.wait(timeout=30)
        finally:
            process.kill()
            os.close(master)
    return code, shown.decode()


def test_a_password_is_typed_and_not_shown(tmp_path: Path) -> None:
    command = ["users", "add", "Marie", "--collections", "direction", "--data", str(tmp_path)]
    code, shown = typed(command, PASSWORD, "autre chose")
    assert (code, "The two are not the same" in shown) == (2, True)
    code, shown = typed(command, PASSWORD, PASSWORD)
    assert (code, PASSWORD in shown) == (0, False)
    accounts = Accounts(tmp_path)
    assert [holder.name for holder in accounts.holders(Kind.USER)] == ["marie"]
    assert accounts.sign_in("MARIE", PASSWORD)


def test_a_user_is_signed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One who is known here, or to an identity provider alone."""
    accounts = Accounts(tmp_path)
    accounts.add_user("marie", PASSWORD, collections=[])
    token = accounts.sign_in("marie", PASSWORD)
    Visits(accounts).enter("Léa", [])
    for name, count in (("Marie", 1), ("léa", 1), ("inconnue", 0)):
        assert main(["users", "sign-out", name, "--data", str(tmp_path)]) == 0
        assert f"{name} had {count} sessions" in capsys.readouterr().out
    assert token and accounts.of_session(token) is None


@pytest.mark.parametrize("is_removed", [False, True], ids=["changed", "removed"])
def test_a_sign_in_under_way_does_not_survive_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_removed: bool
) -> None:
    accounts = Accounts(tmp_path)
    accounts.add_user("marie", PASSWORD, collections=[])

    def verified_then_changed(secret: str | None, password: str) -> bool:
        is_right = verified(secret, password)
        if is_removed:
            accounts.remove(Kind.USER, "marie")
            accounts.add_user("marie", f"{PASSWORD} neuf", collections=["direction"])
        else:
            accounts.set_password("marie", f"{PASSWORD} neuf")
        return is_right

    monkeypatch.setattr("assistant.access.accounts.verified", verified_then_changed)
    assert accounts.sign_in("marie", PASSWORD) is None


def test_a_short_password_and_one_without_a_terminal_are_refused(tmp_path: Path) -> None:
    command = ["users", "add", "Paul", "--data", str(tmp_path)]
    assert "12 characters at least" in typed(command, "court", "court")[1]
    run = subprocess.run(
        [sys.executable, "-m", "assistant", *command],
        cwd=ROOT, input=f"{PASSWORD}\n" * 2, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, "on a terminal" in run.stderr) == (2, True)
