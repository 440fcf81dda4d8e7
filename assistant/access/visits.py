"""Readers whom an identity provider signs in: what they have begun there, and their sessions.

What a session may read is looked up at each request from the groups that the provider told at
sign-in: a change of what a group reads holds at once, a change of groups at the next sign-in.
"""

import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.access.accounts import SESSION_SECONDS, Accounts, digest, plain
from assistant.access.callers import Caller

ERRAND_SECONDS = 600
MOST_ERRANDS = 10_000


@dataclass(frozen=True, slots=True)
class Errand:
    """A sign-in that was begun: what the provider must repeat, what proves to it that the one
    who comes back is the one who left, and the page to go on to."""

    nonce: str
    verifier: str
    then: str


class Visits:
    """Those of one data folder. Usable from threads and by several processes."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def begin(self, state: str, errand: Errand) -> str:
        """The token of the browser that may end what is begun, in some minutes and once. Of too
        many, those begun first are forgotten."""
        browser, now = secrets.token_urlsafe(32), int(time.time())
        kept = (digest(state), digest(browser), errand.nonce, errand.verifier, errand.then)
        with self._accounts.opened() as connection:
            connection.execute("DELETE FROM errand WHERE expires <= ?", (now,))
            connection.execute(
                "DELETE FROM errand WHERE rowid IN "
                "(SELECT rowid FROM errand ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
                (MOST_ERRANDS - 1,),
            )
            connection.execute(
                "INSERT INTO errand VALUES (?, ?, ?, ?, ?, ?)", (*kept, now + ERRAND_SECONDS)
            )
        return browser

    def take(self, state: str, browser: str) -> Errand | None:
        """What this browser has begun, which is then over; None for what it has not."""
        with self._accounts.opened() as connection:
            rows = connection.execute(
                "DELETE FROM errand WHERE state = ? AND browser = ? AND expires > ? "
                "RETURNING nonce, verifier, next",
                (digest(state), digest(browser), time.time()),
            ).fetchall()
        return Errand(*rows[0]) if rows else None

    def enter(self, name: str, groups: Iterable[str]) -> str:
        """The token of a new session."""
        token, now = secrets.token_urlsafe(32), int(time.time())
        told = json.dumps(sorted({plain(group) for group in groups}))
        with self._accounts.opened() as connection:
            connection.execute("DELETE FROM visit WHERE expires <= ?", (now,))
            connection.execute(
                "INSERT INTO visit VALUES (?, ?, ?, ?)",
                (digest(token), plain(name), told, now + SESSION_SECONDS),
            )
        return token

    def of_session(self, token: str) -> Caller | None:
        with self._accounts.opened() as connection:
            row = connection.execute(
                "SELECT user, groups FROM visit WHERE digest = ? AND expires > ?",
                (digest(token), time.time()),
            ).fetchone()
        return self._accounts.of_identity(row[0], json.loads(row[1])) if row else None

    def sign_out(self, token: str) -> None:
        with self._accounts.opened() as connection:
            connection.execute("DELETE FROM visit WHERE digest = ?", (digest(token),))
