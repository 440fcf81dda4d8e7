"""Writing to the store, one document a transaction."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from index.errors import StorageError, UnknownDocumentError
from index.storage.connection import connect, translated
from index.storage.rows import (
    DOCUMENT_COLUMNS,
    PARAGRAPH_COLUMNS,
    SCHEMA,
    SEAL,
    WHOLE,
    document_row,
    misread_json,
    paragraph_row,
)
from index.storage.store import FILE_NAME, Manifest, Store
from ingest.document import PUBLIC, Misread, ParagraphKind, Reading


def create_store(data_dir: Path, manifest: Manifest) -> None:
    """Make the tables where there are none. Raises StorageError."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The data folder {data_dir} cannot be made: {error.strerror}."
        ) from error
    values = {
        "format_version": manifest.format_version,
        "encoder": manifest.encoder,
        "dimension": manifest.dimension,
        "analyzer": manifest.analyzer,
        "generation": 0,
    }
    with translated(data_dir):
        connection = connect(str(data_dir / FILE_NAME))
        connection.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.executemany(
            "INSERT OR IGNORE INTO manifest VALUES (?, ?)", [(k, str(v)) for k, v in values.items()]
        )
        connection.execute(
            "INSERT INTO mark SELECT 0, ? WHERE NOT EXISTS (SELECT 1 FROM mark)", (uuid4().hex,)
        )
        connection.execute("COMMIT")
        connection.close()


@dataclass(frozen=True, slots=True)
class Searched:
    """What a paragraph is searched by: see `misreading` and `context` of `index.language`."""

    number: int
    misread: Misread
    vector: NDArray[np.float32]


class StoreWriter(Store):
    """A store that one process at a time writes to."""

    def add(
        self, reading: Reading, vectors: NDArray[np.float32], *, path: str, fingerprint: str
    ) -> None:
        """Write a document as the content of a path, in place of what was there.

        `vectors` has one row for each paragraph that is not a heading, in order.
        """
        with self._transaction() as generation:
            self._release(path)
            self._forget(path, generation)
            self._erase(reading.document.id, generation)
            number = self._insert(document_row(reading.document))
            rows = iter(vectors.astype(np.float32))
            self._connection.executemany(
                f"INSERT INTO paragraph ({PARAGRAPH_COLUMNS}, document, vector, generation) "  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        *paragraph_row(paragraph),
                        number,
                        None if paragraph.kind is ParagraphKind.HEADING else next(rows).tobytes(),
                        generation,
                    )
                    for paragraph in reading.paragraphs
                ),
            )
            self._link(path, fingerprint, number)
            self._seal(number)

    def add_path(
        self,
        document_id: str,
        *,
        path: str,
        fingerprint: str,
        name: str,
        gone: Iterable[str],
    ) -> None:
        """One more path where the content of a known document was met, in place of some that are
        gone; `name` is what the document is shown by from now on, where one is given."""
        with self._transaction() as generation:
            self._release(path)
            self._forget(path, generation, but=document_id)
            number = self._one("SELECT number FROM document WHERE id = ?", document_id)[0]
            if name:
                self._connection.execute(
                    "UPDATE document SET source_path = ? WHERE number = ?", (name, number)
                )
                self._seal(int(number))
            self._connection.executemany(
                "DELETE FROM source WHERE path = ?", [(other,) for other in gone]
            )
            self._link(path, fingerprint, int(number))

    def remove_path(self, path: str) -> None:
        """Forget a path, and its document where it was the last."""
        with self._transaction(withdraws=True) as generation:
            self._forget(path, generation)

    def quarantine(self, path: str, *, fingerprint: str, reason: str) -> None:
        """Remember that the content of a path cannot be read, and why."""
        with translated(self.data_dir):
            self._connection.execute(
                "INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?)", (path, fingerprint, reason)
            )

    def release(self, path: str) -> None:
        """Forget that a path could not be read."""
        with translated(self.data_dir):
            self._release(path)

    def _release(self, path: str) -> None:
        self._connection.execute("DELETE FROM quarantine WHERE path = ?", (path,))

    def set_least_confidence(self, confidence: float) -> None:
        with self._transaction():
            self._set("least_confidence", str(confidence))

    def convert(self, manifest: Manifest, searched: Iterable[Searched]) -> None:
        """Put other vectors in the place of those that there are, and say what made them. No
        derived index goes on from one that was made before."""
        with self._transaction():
            self._connection.execute("DELETE FROM mark")
            self._connection.executemany(
                "UPDATE paragraph SET vector = ?, misread = ? WHERE number = ?",
                (
                    (s.vector.astype(np.float32).tobytes(), misread_json(s.misread), s.number)
                    for s in searched
                ),
            )
            values = {
                "encoder": manifest.encoder,
                "dimension": str(manifest.dimension),
                "analyzer": manifest.analyzer,
            }
            for key, value in values.items():
                self._set(key, value)

    def closed(self) -> dict[str, str]:
        """The collections that are not public, by the paths and the contents (SHA-256) in them."""
        rows = self._all(
            "SELECT path, sha256, collection FROM source "
            "JOIN document ON document.number = source.document WHERE collection != ?",
            PUBLIC,
        )
        return {held: collection for *both, collection in rows for held in both}

    def remove_withdrawn(self, sources: Mapping[str, str]) -> bool:
        """Forget every path of another collection than the one that is given for it, so that
        no one reads it there until it is read again; whether there was one."""
        rows = self._all(
            "SELECT path, collection FROM source JOIN document ON document.number = source.document"
        )
        withdrawn = [path for path, said in rows if sources.get(path, said) != said]
        for path in withdrawn:
            self.remove_path(path)
        return bool(withdrawn)

    def paths_of(self, sha256: str, *, but: str) -> list[str]:
        """Where a content was met, in other collections than that of a document."""
        rows = self._all(
            "SELECT path FROM source JOIN document ON document.number = source.document "
            "WHERE sha256 = ? AND document.id != ?",
            sha256,
            but,
        )
        return [path for (path,) in rows]

    def remove_altered(self, paths: Collection[str]) -> bool:
        """Forget the documents of some paths that are not what was written, for their files to be
        read again; whether there was one."""
        rows = self._all(
            "SELECT DISTINCT document.id FROM source JOIN document "  # noqa: S608
            "ON document.number = source.document "
            f"WHERE path IN (SELECT value FROM json_each(?)) AND NOT {WHOLE}",
            json.dumps([*paths]),
        )
        for (document_id,) in rows:
            with self._transaction(withdraws=True) as generation:
                self._erase(document_id, generation)
        return bool(rows)

    def remove_document(self, document_id: str) -> list[str]:
        """Its content is not read again until it is wanted; returns the paths where it was met.
        Raises UnknownDocumentError."""
        rows = self._all(
            "SELECT path, sha256 FROM source JOIN document ON document.number = source.document "
            "WHERE document.id = ? ORDER BY path",
            document_id,
        )
        if not rows:
            raise UnknownDocumentError(f"No document {document_id!r} in this index.")
        with self._transaction(withdraws=True) as generation:
            self._connection.executemany("INSERT OR REPLACE INTO unwanted VALUES (?, ?)", rows)
            self._erase(document_id, generation)
        return [path for path, _ in rows]

    def want(self, sha256: str) -> None:
        """Have a content that was removed read again."""
        with translated(self.data_dir):
            self._connection.execute("DELETE FROM unwanted WHERE sha256 = ?", (sha256,))

    @contextmanager
    def _transaction(self, *, withdraws: bool = False) -> Iterator[int]:
        """All or nothing; gives the generation that the transaction makes."""
        with translated(self.data_dir):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                generation = self.generation + 1
                yield generation
                for key in ("generation", "withdrawn") if withdraws else ("generation",):
                    self._set(key, str(generation))
                self._connection.execute(
                    "INSERT INTO mark VALUES (?, ?)", (generation, uuid4().hex)
                )
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._document_by_number.cache_clear()

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO manifest VALUES (?, ?)", (key, value))

    def _forget(self, path: str, generation: int, *, but: str = "") -> None:
        row = self._row(
            "SELECT document.id FROM source JOIN document ON document.number = source.document "
            "WHERE path = ?",
            path,
        )
        if row is None or row[0] == but:
            return
        self._connection.execute("DELETE FROM source WHERE path = ?", (path,))
        left = self._row(
            "SELECT 1 FROM source JOIN document ON document.number = source.document "
            "WHERE document.id = ?",
            row[0],
        )
        if left is None:
            self._erase(row[0], generation)

    def _erase(self, document_id: str, generation: int) -> None:
        """Remove a document, leaving to the derived indexes what they must drop."""
        row = self._row("SELECT number FROM document WHERE id = ?", document_id)
        if row is None:
            return
        self._connection.execute(
            "INSERT INTO removed SELECT number, ? FROM paragraph WHERE document = ?",
            (generation, row[0]),
        )
        for table in ("source", "paragraph", "seal"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (row[0],))  # noqa: S608
        self._connection.execute("DELETE FROM document WHERE number = ?", (row[0],))

    def _insert(self, values: Sequence[object]) -> int:
        marks = ", ".join("?" * len(values))
        cursor = self._connection.execute(
            f"INSERT INTO document ({DOCUMENT_COLUMNS}) VALUES ({marks})",  # noqa: S608
            values,
        )
        return int(cursor.lastrowid or 0)

    def _link(self, path: str, fingerprint: str, document: int) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (path, fingerprint, document)
        )

    def _seal(self, document: int) -> None:
        statement = f"INSERT OR REPLACE INTO seal SELECT number, {SEAL} FROM document"  # noqa: S608
        self._connection.execute(f"{statement} WHERE number = ?", (document,))
