"""`python -m assistant keys | users | groups`: who may enter, and what they may read."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access.accounts import Accounts
from assistant.access.callers import Holder, Kind, Role
from assistant.errors import AccessError
from ingest.catalog import COLLECTION

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_LONGEST_DAYS = 3_650


def add_access_commands(commands: "Commands", *, data_dir: Path) -> None:
    """Each runs as `options.run(options)`, which raises AssistantError."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=data_dir, help="data folder (%(default)s)")
    reads = argparse.ArgumentParser(add_help=False)
    reads.add_argument(
        "--collections", type=_collections, default=(), metavar="A,B", help="read, beside public"
    )
    ranked = argparse.ArgumentParser(add_help=False)
    ranked.add_argument(
        "--role", type=Role, choices=list(Role), default=Role.READER, help="%(default)s unless said"
    )
    keys = _holders(commands, Kind.KEY, common, "keys of programs", remove="revoke")
    command = keys.add_parser("add", parents=[common, reads, ranked], help="shown once")
    command.add_argument("name", metavar="NAME")
    command.add_argument("--days", type=_days, default=365, help="how long it holds (%(default)s)")
    command.set_defaults(run=_add_key)
    users = _holders(commands, Kind.USER, common, "users of the chat", remove="remove")
    for verb, run, parents in (
        ("add", _add_user, [common, reads, ranked]),
        ("password", _set_password, [common]),
    ):
        command = users.add_parser(verb, parents=parents, help="the password is asked for")
        command.add_argument("name", metavar="NAME")
        command.set_defaults(run=run)
    command = users.add_parser("sign-out", parents=[common], help="ends all sessions of a name")
    command.add_argument("name", metavar="NAME")
    command.set_defaults(run=_sign_out)
    groups = _holders(commands, Kind.GROUP, common, "groups that others name", remove="remove")
    command = groups.add_parser("add", parents=[common, reads], help="what its members read")
    command.add_argument("name", metavar="NAME")
    command.set_defaults(run=_add_group)


def _holders(
    commands: "Commands",
    kind: Kind,
    common: argparse.ArgumentParser,
    what: str,
    *,
    remove: str,
) -> "Commands":
    parser = commands.add_parser(f"{kind}s", help=what)
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    command = verbs.add_parser("list", parents=[common], help="with what they may read")
    command.set_defaults(run=_list, kind=kind)
    command = verbs.add_parser(remove, parents=[common], help="at once, on every server")
    command.add_argument("name", metavar="NAME")
    command.set_defaults(run=_remove, kind=kind)
    return verbs


def _add_key(options: argparse.Namespace) -> int:
    key = Accounts(options.data).add_key(
        options.name, collections=options.collections, days=options.days, role=options.role
    )
    print("The key is shown this once; it is kept nowhere.", file=sys.stderr)
    print(key)
    return 0


def _add_user(options: argparse.Namespace) -> int:
    Accounts(options.data).add_user(
        options.name, _password(), collections=options.collections, role=options.role
    )
    return _said(f"{options.name} may sign in.")


def _set_password(options: argparse.Namespace) -> int:
    Accounts(options.data).set_password(options.name, _password())
    return _said(f"{options.name} has a new password and is signed out.")


def _sign_out(options: argparse.Namespace) -> int:
    count = Accounts(options.data).end_sessions(options.name)
    return _said(f"{options.name} had {count} sessions; none is left.")


def _add_group(options: argparse.Namespace) -> int:
    Accounts(options.data).add_group(options.name, collections=options.collections)
    return _said(f"{options.name} is known.")


def _remove(options: argparse.Namespace) -> int:
    Accounts(options.data).remove(options.kind, options.name)
    return _said(f"{options.name} may no longer enter.")


def _list(options: argparse.Namespace) -> int:
    for holder in Accounts(options.data).holders(options.kind):
        print("\t".join((holder.name, holder.role, _reads(holder), _span(holder))))
    return 0


def _reads(holder: Holder) -> str:
    reads = holder.caller.collections
    return "all" if reads is None else ",".join(sorted(reads))


def _span(holder: Holder) -> str:
    created = _day(holder.created)
    return f"{created} to {_day(holder.expires)}" if holder.expires else f"since {created}"


def _day(seconds: int) -> str:
    return str(datetime.fromtimestamp(seconds, UTC).date())


def _password() -> str:
    """From the terminal: an option could be read by others."""
    if not sys.stdin.isatty():
        raise AccessError("The password is asked for on a terminal: run this in one.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise AccessError("The two are not the same: try again.")
    return password


def _said(sentence: str) -> int:
    print(sentence)
    return 0


def _collections(text: str) -> Sequence[str]:
    """A type for argparse."""
    names = [name.strip() for name in text.split(",")]
    if not all(map(COLLECTION.fullmatch, names)):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of collections, such as A,B")
    return names


def _days(text: str) -> int:
    """A type for argparse."""
    days = int(text) if text.isdecimal() else 0
    if not 1 <= days <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 1 to {_LONGEST_DAYS}")
    return days
