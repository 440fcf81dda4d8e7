"""The SQLite file: opened, brought to the format of this version, its errors translated."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DamagedIndexError, StorageError
from ingest.document import PUBLIC


def connect(path: str) -> sqlite3.Connection:
    """A connection in autocommit mode, for use from any thread, one at a time."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store of format 2, which knew no collections, to format 3: all is public."""
    if not _is_of_format_2(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    if _is_of_format_2(connection):
        connection.execute(
            f"ALTER TABLE document ADD COLUMN collection TEXT NOT NULL DEFAULT '{PUBLIC}'"
        )
        connection.execute("UPDATE manifest SET value = '3' WHERE key = 'format_version'")
    connection.execute("COMMIT")


def _is_of_format_2(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT value FROM manifest WHERE key = 'format_version'").fetchone()
    return bool(row == ("2",))


@contextmanager
def translated(data_dir: Path) -> Iterator[None]:
    """SQLite's errors as this stage's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(f"The data folder {data_dir} cannot be used: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(
            f"The index in {data_dir} is damaged ({error}): build it again in a new data folder."
        ) from error
