"""Keys, users and groups, with the collections that each may read, in one SQLite file.

Keys and sessions are 32 random bytes, kept as their SHA-256; passwords are kept by argon2id.
Nothing is remembered between two calls: what is changed here holds at once, for every server.
"""

import hashlib
import json
import os
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unicodedata import normalize

from assistant.access.callers import Caller, Holder, Kind, Role
from assistant.access.passwords import hashed, verified
from assistant.errors import AccessError, TooManyAttemptsError
from ingest.document import PUBLIC

FILE_NAME = "access.sqlite3"
SESSION_SECONDS = 12 * 3600
_DAY = 24 * 3600
_TURN_SECONDS = 0.2
"""A thread that waits for its turn to look at a password serves no one."""
_FREE_ATTEMPTS = 5
_FIRST_WAIT, _LONGEST_WAIT = 5, 60
_HASHED_AT_ONCE = 2
_KEY_PREFIX = "releve_"
_NAME = re.compile(r"[\w.@+'-][\w.@+' -]{0,63}")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS holder (
    kind TEXT NOT NULL, name TEXT NOT NULL, secret TEXT NOT NULL, role TEXT NOT NULL,
    collections TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER,
    PRIMARY KEY (kind, name));
CREATE INDEX IF NOT EXISTS holder_secret ON holder (secret);
CREATE TABLE IF NOT EXISTS session (
    digest TEXT PRIMARY KEY, user TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS attempt (
    digest TEXT PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL);
CREATE TABLE IF NOT EXISTS errand (
    state TEXT PRIMARY KEY, browser TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL,
    next TEXT NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS visit (
    digest TEXT PRIMARY KEY, user TEXT NOT NULL, groups TEXT NOT NULL, expires INTEGER NOT NULL);
PRAGMA journal_mode=WAL;
"""


class Accounts:
    """Those of one data folder. Usable from threads and by several processes."""

    def __init__(self, data_dir: Path) -> None:
        """Raises AccessError."""
        self._path = data_dir / FILE_NAME
        self._turns = threading.BoundedSemaphore(_HASHED_AT_ONCE)
        try:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._path.chmod(0o600)
        except OSError as error:
            raise AccessError(f"{self._path} cannot be used: {error.strerror}.") from error
        with self.opened() as connection:
            connection.executescript(_SCHEMA)

    # What the commands change

    def add_key(
        self, name: str, *, collections: Iterable[str], days: int, role: Role = Role.READER
    ) -> str:
        """The key, which nothing can tell again. Raises AccessError."""
        key = _KEY_PREFIX + secrets.token_urlsafe(32)
        expires = int(time.time()) + days * _DAY
        self._add(Kind.KEY, name, digest(key), role, collections, expires)
        return key

    def add_user(
        self, name: str, password: str, *, collections: Iterable[str], role: Role = Role.READER
    ) -> None:
        """Raises AccessError."""
        self._add(Kind.USER, name, hashed(password), role, collections, None)

    def add_group(self, name: str, *, collections: Iterable[str]) -> None:
        """What those whom others say to be of a group may read. Raises AccessError."""
        self._add(Kind.GROUP, name, "", Role.READER, collections, None)

    def set_password(self, name: str, password: str) -> None:
        """The user's sessions end. Raises AccessError."""
        secret, user = hashed(password), plain(name)
        with self.opened() as connection:
            changed = connection.execute(
                "UPDATE holder SET secret = ? WHERE kind = ? AND name = ?",
                (secret, Kind.USER, user),
            )
            _found(changed, Kind.USER, name)
        self.end_sessions(name)

    def end_sessions(self, name: str) -> int:
        """How many there were, of a user here or at the identity provider."""
        with self.opened() as connection:
            return sum(
                connection.execute(f"DELETE FROM {table} WHERE user = ?", (plain(name),)).rowcount  # noqa: S608
                for table in ("session", "visit")
            )

    def remove(self, kind: Kind, name: str) -> None:
        """Raises AccessError."""
        with self.opened() as connection:
            held = (kind, plain(name))
            removed = connection.execute("DELETE FROM holder WHERE kind = ? AND name = ?", held)
            _found(removed, kind, name)
        if kind is Kind.USER:
            self.end_sessions(name)

    def holders(self, kind: Kind) -> list[Holder]:
        """By name."""
        return self._holders("kind = ? ORDER BY name", kind)

    # What a server asks

    def of_key(self, key: str) -> Caller | None:
        """None for a key that is unknown, revoked or expired."""
        return self._caller("kind = ? AND secret = ?", Kind.KEY, digest(key))

    def of_session(self, token: str) -> Caller | None:
        """None for a session that is unknown or over, and for a user who was removed."""
        return self._caller(
            "kind = ? AND name = "
            "(SELECT user FROM session WHERE digest = ? AND session.expires > ?)",
            Kind.USER,
            digest(token),
            time.time(),
        )

    def of_identity(self, name: str, groups: Iterable[str]) -> Caller:
        """Someone whom others have identified: what the user and the groups of these names
        may read, together; what is public where there are none."""
        user = self._caller("kind = ? AND name = ?", Kind.USER, plain(name))
        if user and user.collections is None:
            return user
        own = user.collections if user and user.collections else frozenset({PUBLIC})
        listed = json.dumps([plain(group) for group in groups])
        held = self._holders(
            "kind = ? AND name IN (SELECT value FROM json_each(?))", Kind.GROUP, listed
        )
        return Caller(name, Role.READER, own.union(*(group.collections for group in held)))

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session; None for a name or a password that is not known, which
        takes as long, and for one changed meanwhile. Raises TooManyAttemptsError."""
        user = plain(name)
        if not self._turns.acquire(timeout=_TURN_SECONDS):
            raise TooManyAttemptsError(1)
        try:
            self._count_attempt(user)
            with self.opened() as connection:
                row = connection.execute(
                    "SELECT secret FROM holder WHERE kind = ? AND name = ?", (Kind.USER, user)
                ).fetchone()
            secret = row[0] if row else None
            if not verified(secret, password):
                return None
        finally:
            self._turns.release()
        return self._new_session(user, secret)

    def sign_out(self, token: str) -> None:
        with self.opened() as connection:
            connection.execute("DELETE FROM session WHERE digest = ?", (digest(token),))

    def _new_session(self, user: str, secret: str | None) -> str | None:
        """None where the user's secret is no longer the one that was verified."""
        token, now = secrets.token_urlsafe(32), int(time.time())
        with self.opened() as connection:
            connection.execute("DELETE FROM session WHERE expires <= ?", (now,))
            begun = connection.execute(
                "INSERT INTO session SELECT ?, name, ? FROM holder "
                "WHERE kind = ? AND name = ? AND secret = ?",
                (digest(token), now + SESSION_SECONDS, Kind.USER, user, secret),
            )
            if not begun.rowcount:
                return None
            connection.execute("DELETE FROM attempt WHERE digest = ?", (digest(user),))
        return token

    def _count_attempt(self, user: str) -> None:
        """Before the password is looked at, so that many at once are counted too; after some
        failures each next one is farther. Raises TooManyAttemptsError."""
        now = time.time()
        with self.opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            # Those of times to come were counted by a clock that was set back since.
            connection.execute(
                "DELETE FROM attempt WHERE last NOT BETWEEN ? AND ?",
                (now - _DAY, now + _LONGEST_WAIT),
            )
            row = connection.execute(
                "SELECT failures, last FROM attempt WHERE digest = ?", (digest(user),)
            ).fetchone()
            failures, last = row or (0, now)
            beyond = failures - _FREE_ATTEMPTS
            wait = min(_FIRST_WAIT * 2 ** min(beyond, 9), _LONGEST_WAIT) if beyond >= 0 else 0
            left = last + wait - now
            if left > 0:
                connection.execute("ROLLBACK")
                raise TooManyAttemptsError(int(left) + 1)
            connection.execute(
                "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?)",
                (digest(user), failures + 1, now),
            )
            connection.execute("COMMIT")

    def _add(
        self,
        kind: Kind,
        name: str,
        secret: str,
        role: Role,
        collections: Iterable[str],
        expires: int | None,
    ) -> None:
        given = plain(name)
        if not _NAME.fullmatch(given):
            raise AccessError(f"{name!r} is no name: use letters, digits, spaces and . @ + ' - _.")
        reads = json.dumps(sorted(set(collections)))
        row = (kind, given, secret, role, reads, int(time.time()), expires)
        try:
            with self.opened() as connection:
                connection.execute("INSERT INTO holder VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        except _TakenError as error:
            raise AccessError(
                f"There is a {kind} {name} already: remove it first, or choose another name."
            ) from error

    def _caller(self, where: str, *values: object) -> Caller | None:
        """Of the only holder that a condition keeps and that has not expired."""
        holders = self._holders(
            f"{where} AND (expires IS NULL OR expires > ?)", *values, time.time()
        )
        return holders[0].caller if holders else None

    def _holders(self, where: str, *values: object) -> list[Holder]:
        columns = "name, role, collections, created, expires"
        with self.opened() as connection:
            rows = connection.execute(f"SELECT {columns} FROM holder WHERE {where}", values)  # noqa: S608
            return [
                Holder(name, Role(role), frozenset(json.loads(reads)), created, expires)
                for name, role, reads, created, expires in rows
            ]

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Raises AccessError."""
        address = f"{self._path.resolve().as_uri()}?mode=rw"
        try:
            with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
                yield connection
        except sqlite3.IntegrityError as error:
            raise _TakenError from error
        except sqlite3.Error as error:
            raise AccessError(f"{self._path} cannot be used: {error}.") from error


class _TakenError(Exception):
    """A name that is given already."""


def _found(changed: sqlite3.Cursor, kind: Kind, name: str) -> None:
    if not changed.rowcount:
        raise AccessError(
            f"There is no {kind} {name}; `python -m assistant {kind}s list` has them."
        )


def plain(name: str) -> str:
    """As names are compared: "Marie" and "marie" are one."""
    return normalize("NFC", name).strip().casefold()


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
