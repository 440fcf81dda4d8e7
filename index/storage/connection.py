"""The SQLite file: opened, brought to the format of this version, its errors translated."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from index.errors import DamagedIndexError, StorageError
from index.language.analyzer import fold
from index.storage.rows import SEAL, SEAL_TABLE
from ingest.document import PUBLIC


def connect(path: str) -> sqlite3.Connection:
    """A connection in autocommit mode, for use from any thread, one at a time."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.create_function("sha256", 1, _sha256, deterministic=True)
    connection.create_function("fold", 1, fold, deterministic=True)
    return connection


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_NO_ROOM = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
)
_NOT_ALLOWED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY)
_STATE = "SELECT * FROM mark WHERE generation = (SELECT max(generation) FROM mark)"
_MIGRATIONS = {
    "2": (f"ALTER TABLE document ADD COLUMN collection TEXT NOT NULL DEFAULT '{PUBLIC}'",),
    "3": ("ALTER TABLE paragraph ADD COLUMN misread TEXT NOT NULL DEFAULT '[]'",),
    "4": (
        "ALTER TABLE document ADD COLUMN text_sha256 TEXT NOT NULL DEFAULT ''",
        "UPDATE document SET text_sha256 = sha256(CAST(text AS BLOB))",
        "CREATE TABLE IF NOT EXISTS unwanted (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS mark (generation INTEGER PRIMARY KEY, mark TEXT NOT NULL)",
        """INSERT OR REPLACE INTO mark SELECT generation.value, identity.value
            FROM manifest AS generation, manifest AS identity
            WHERE generation.key = 'generation' AND identity.key = 'identity'""",
    ),
    "5": (
        SEAL_TABLE,
        f"INSERT OR REPLACE INTO seal SELECT number, {SEAL} FROM document",  # noqa: S608
    ),
}
"""What brings a store of a format to the next: 2 knew no collections, so that all is public, 3 no
misread words, which `index.conversion` finds, 4 no hashes of texts, no removed contents and one
mark for all generations, 5 no hashes but those of texts."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store of an older format to that of this version."""
    while _format(connection) in _MIGRATIONS:
        connection.execute("BEGIN IMMEDIATE")
        found = _format(connection)  # another process may have been faster
        if found in _MIGRATIONS:
            for statement in _MIGRATIONS[found]:
                connection.execute(statement)
            connection.execute(
                "UPDATE manifest SET value = ? WHERE key = 'format_version'", (str(int(found) + 1),)
            )
        connection.execute("COMMIT")


def _format(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM manifest WHERE key = 'format_version'").fetchone()
    return str(row[0]) if row else ""


def altered_text(document_id: str, source_path: str, *, part: str = "The text") -> str:
    """The sentence on a document of which a part is not what was written."""
    return (
        f"{part} of {source_path} was altered in the index after it was written: run "
        "`python -m index build` on that file, or, where it is gone, "
        f"`python -m index remove {document_id}`."
    )


@contextmanager
def translated(data_dir: Path) -> Iterator[None]:
    """SQLite's errors as this stage's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _NO_ROOM:
            raise StorageError(
                f"The data folder {data_dir} cannot be written ({error}); what was indexed is "
                "safe: make room and run the command again."
            ) from error
        if code & 0xFF in _NOT_ALLOWED:  # the rest of the code tells why
            raise StorageError(
                f"The data folder {data_dir} cannot be used ({error}): reading it takes the right "
                "to write in it as well, so use the account that owns it, or a copy of your own."
            ) from error
        raise StorageError(f"The data folder {data_dir} cannot be used: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(
            f"The index in {data_dir} is damaged ({error}): build it again in a new data folder."
        ) from error


class Connection:
    """One connection to a store, for use from any thread, one at a time. `hold` keeps it at the
    state of now, whatever others write."""

    def __init__(self, data_dir: Path, path: Path) -> None:
        self.data_dir = data_dir
        self._path = str(path)
        self._log = path.with_name(f"{path.name}-wal")
        self._lock = Lock()
        with translated(data_dir):
            self._connection = connect(self._path)

    def close(self) -> None:
        self._connection.close()

    def hold(self) -> None:
        """Keep seeing the state of now until closed."""
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT value FROM manifest").fetchone()

    def settle(self) -> bool:
        """Have what is held read from the file alone, where all of it is there and is the newest
        state still: while a reader needs some of the log, SQLite writes on at its end, and it
        grows with each build. Returns whether it is so; another time it may be."""
        # Who is writing is not waited for, nor is it an error where the disk is full.
        with suppress(sqlite3.OperationalError), self._lock, closing(connect(self._path)) as other:
            other.execute("PRAGMA busy_timeout = 0")
            _, logged, moved = other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            other.execute("BEGIN IMMEDIATE")  # no one writes meanwhile
            held, newest = (one.execute(_STATE).fetchall() for one in (self._connection, other))
            if logged == moved and held == newest:
                self._connection.execute("COMMIT")
                self.hold()
                return True
        return False

    def make_durable(self) -> None:
        """Have all that was written outlast a power failure, also what readers keep from being
        moved out of the log."""
        self._all("PRAGMA wal_checkpoint(PASSIVE)")
        if self._log.exists():
            with self._log.open("rb") as log:
                os.fsync(log.fileno())

    def check(self) -> list[str]:
        """Sentences on what is wrong in the file itself; empty when all is well."""
        problems = [
            f"SQLite says: {row[0]}."
            for row in self._all("PRAGMA integrity_check")
            if row[0] != "ok"
        ]
        orphans = self._one(
            "SELECT count(*) FROM paragraph WHERE document NOT IN (SELECT number FROM document)"
        )[0]
        return problems + ([f"{orphans} paragraphs have no document."] if orphans else [])

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with translated(self.data_dir), self._lock:
            return self._connection.execute(statement, values).fetchall()

    def _row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(statement, *values)
        return rows[0] if rows else None

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        row = self._row(statement, *values)
        if row is None:
            raise DamagedIndexError(f"The index in {self.data_dir} lacks rows that it must have.")
        return row
