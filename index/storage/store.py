"""The source of truth: documents, paragraphs and vectors in one SQLite file.

Each document is written in one transaction that raises the generation by one, so that a
crash leaves the old state or the new one. Paragraphs hold no text of their own: it is the
slice of their document's that their offsets name.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.errors import (
    DamagedIndexError,
    IncompatibleIndexError,
    NoIndexError,
    UnknownDocumentError,
    UnknownParagraphError,
)
from index.hit import Collections
from index.storage.connection import Connection, altered_text, migrate, translated
from index.storage.rows import (
    DOCUMENT_COLUMNS,
    INTACT,
    PARAGRAPH_COLUMNS,
    RECORD_COLUMNS,
    WHOLE,
    document_from_row,
    paragraph_from_row,
    record_from_row,
)
from ingest.document import Document, DocumentRecord, Paragraph

_READABLE = "(?1 IS NULL OR document.collection IN (SELECT value FROM json_each(?1)))"
"""Holds of a document in a collection of the first value, a JSON list; of all where it is null."""
FORMAT_VERSION = 6
FILE_NAME = "index.sqlite3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made with."""

    encoder: str
    dimension: int
    analyzer: str
    format_version: int = FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a generation: numbers of paragraphs added and removed."""

    added: tuple[int, ...]
    removed: tuple[int, ...]


LEAST_CONFIDENCE = 0.5
"""Where none was fitted to the corpus."""


class Store(Connection):
    _readable: str | None = None

    def __init__(self, data_dir: Path) -> None:
        """Raises NoIndexError."""
        path = data_dir / FILE_NAME
        none = NoIndexError(
            f"No index in {data_dir}: run `python -m index build PATH --data {data_dir}` first."
        )
        if not path.is_file():
            raise none
        super().__init__(data_dir, path)
        if not self._all("SELECT 1 FROM sqlite_master WHERE name = 'manifest'"):
            self.close()
            raise none  # a first build was stopped before it had made its tables
        with translated(data_dir):
            migrate(self._connection)
        reader = copy.copy(self)  # of this one itself, it would hold what holds it
        self._document_by_number = lru_cache(maxsize=1024)(reader._read_document)

    def readable_by(self, collections: Collections) -> Self:
        """The same store to those who may read some collections: to them, documents of others
        do not exist. What the derived indexes are made from is not for them."""
        view = copy.copy(self)
        view._readable = None if collections is None else json.dumps(sorted(collections))
        return view

    @property
    def collections(self) -> Collections:
        """Those that may be read."""
        return None if self._readable is None else frozenset(json.loads(self._readable))

    @property
    def manifest(self) -> Manifest:
        """Raises IncompatibleIndexError for an index of another format."""
        rows = dict(self._all("SELECT key, value FROM manifest"))
        version = int(rows.get("format_version", 0))
        if version != FORMAT_VERSION:
            raise IncompatibleIndexError(
                f"The index in {self.data_dir} has format {version}, this version reads "
                f"{FORMAT_VERSION}: run the one that wrote it, or build again in a new data folder."
            )
        return Manifest(rows["encoder"], int(rows["dimension"]), rows["analyzer"], version)

    @property
    def generation(self) -> int:
        return int(self._one("SELECT value FROM manifest WHERE key = 'generation'")[0])

    @property
    def withdrawn(self) -> int:
        """The last generation that took a document away and put none in its place."""
        row = self._row("SELECT value FROM manifest WHERE key = 'withdrawn'")
        return int(row[0]) if row else 0

    def mark(self, generation: int) -> str | None:
        """Tells the generation from any other of its number, as of a store made anew or put back
        to an older state; None where no derived index may be of it."""
        row = self._row("SELECT mark FROM mark WHERE generation = ?", generation)
        return str(row[0]) if row else None

    def may_lack(self, held: "Store") -> bool:
        """Whether a document of a state that is held was withdrawn since, or may have been: where
        the store was made anew meanwhile, or put back, it has to be here still."""
        mark = held.mark(held.generation)
        if mark is not None and mark == self.mark(held.generation):
            return self.withdrawn > held.generation
        here, there = ({id_ for _, id_ in s.sources().values()} for s in (self, held))
        return not there <= here

    @property
    def least_confidence(self) -> float:
        """Below it a question is told to have no answer here."""
        row = self._row("SELECT value FROM manifest WHERE key = 'least_confidence'")
        return float(row[0]) if row else LEAST_CONFIDENCE

    def counts(self) -> tuple[int, int]:
        """(documents, paragraphs), headings not counted."""
        documents, paragraphs = self._one(
            "SELECT count(DISTINCT document.number), count(vector) FROM document "  # noqa: S608
            f"LEFT JOIN paragraph ON document.number = paragraph.document WHERE {_READABLE}",
            self._readable,
        )
        return int(documents), int(paragraphs)

    def records(self) -> dict[int, DocumentRecord]:
        """By number; in order of date, then of title, those without a date last."""
        rows = self._all(
            f"SELECT {RECORD_COLUMNS}, number FROM document WHERE {_READABLE} "  # noqa: S608
            "ORDER BY date IS NULL, date, title, id",
            self._readable,
        )
        return {number: record_from_row(row) for *row, number in rows}

    def documents(self) -> tuple[Document, ...]:
        """All of them whole, in that order."""
        return tuple(map(self._document_by_number, self.records()))

    def document(self, document_id: str) -> Document:
        row = self._row(
            f"SELECT number FROM document WHERE {_READABLE} AND id = ?",  # noqa: S608
            self._readable,
            document_id,
        )
        if row is None:
            raise UnknownDocumentError(
                f"No document {document_id!r}; GET /api/documents lists them."
            )
        return self._document_by_number(row[0])

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        document = self.document(document_id)
        rows = self._all(
            f"SELECT {PARAGRAPH_COLUMNS} FROM paragraph "  # noqa: S608
            "WHERE document = (SELECT number FROM document WHERE id = ?) ORDER BY ordinal",
            document_id,
        )
        return tuple(paragraph_from_row(row, document) for row in rows)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        row = self._row(
            "SELECT paragraph.number FROM paragraph JOIN document "  # noqa: S608
            f"ON document.number = paragraph.document WHERE {_READABLE} AND paragraph.id = ?",
            self._readable,
            paragraph_id,
        )
        if row is None:
            raise UnknownParagraphError(f"No paragraph {paragraph_id!r} in this index.")
        return self.by_numbers([row[0]])[row[0]][1]

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, tuple[Document, Paragraph]]:
        """By number, in no order, those that there are and that may be read."""
        rows = self._all(
            f"SELECT {PARAGRAPH_COLUMNS}, number, document FROM paragraph "  # noqa: S608
            "WHERE number IN (SELECT value FROM json_each(?2)) AND (?1 IS NULL OR EXISTS "
            f"(SELECT 1 FROM document WHERE document.number = paragraph.document AND {_READABLE}))",
            self._readable,
            json.dumps([*numbers]),
        )
        owned = ((self._document_by_number(row[-1]), row) for row in rows)
        return {row[-2]: (owner, paragraph_from_row(row[:-2], owner)) for owner, row in owned}

    def matching(self, where: str, *values: str) -> list[int]:
        """Numbers of the documents that an SQL condition on `document` keeps."""
        rows = self._all(
            f"SELECT number FROM document WHERE {_READABLE} AND {where}",  # noqa: S608
            self._readable,
            *values,
        )
        return [int(number) for (number,) in rows]

    def numbers_of(self, documents: Sequence[int]) -> NDArray[np.int64]:
        """Numbers of the searchable paragraphs of documents."""
        rows = self._all(
            "SELECT number FROM paragraph WHERE vector IS NOT NULL AND document IN "
            "(SELECT value FROM json_each(?))",
            json.dumps(list(documents)),
        )
        return np.array([number for (number,) in rows], dtype=np.int64)

    def sources(self) -> dict[str, tuple[str, str]]:
        """Absolute path -> (fingerprint, document id) of every file that is indexed."""
        rows = self._all(
            "SELECT path, fingerprint, document.id FROM source JOIN document ON "  # noqa: S608
            f"document.number = source.document WHERE {_READABLE}",
            self._readable,
        )
        return {path: (fingerprint, document_id) for path, fingerprint, document_id in rows}

    def quarantined(self) -> list[tuple[str, str, str]]:
        """(absolute path, fingerprint, sentence) of every file that could not be read."""
        return [(p, f, r) for p, f, r in self._all("SELECT * FROM quarantine ORDER BY reason")]

    def unwanted(self) -> list[tuple[str, str]]:
        """(absolute path, SHA-256 of the content) of every file whose document was removed."""
        return [(p, sha256) for p, sha256 in self._all("SELECT * FROM unwanted ORDER BY path")]

    def altered(self) -> dict[int, str]:
        """By their numbers, a sentence on each document that is not what was written."""
        told = f"SELECT {INTACT}, number, id, source_path FROM document WHERE NOT {WHOLE}"  # noqa: S608
        parts = ("The text", "What is kept beside the text")
        return {
            n: altered_text(*named, part=parts[intact]) for intact, n, *named in self._all(told)
        }

    def changes_since(self, generation: int) -> Changes:
        added = self._all(
            "SELECT number FROM paragraph WHERE generation > ? AND vector IS NOT NULL "
            "ORDER BY number",
            generation,
        )
        removed = self._all("SELECT number FROM removed WHERE generation > ?", generation)
        return Changes(tuple(n for (n,) in added), tuple(n for (n,) in removed))

    def forget_removed(self, generation: int) -> None:
        """What was removed up to a generation; no derived index that lags behind it is left."""
        self._all("DELETE FROM removed WHERE generation <= ?", generation)
        self._all("DELETE FROM mark WHERE generation < ?", generation)

    def vectors(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """(len(numbers), dimension) as stored, in the order of ascending numbers."""
        if not numbers:
            return np.zeros((0, self.manifest.dimension), dtype=np.float32)
        rows = self._all(
            "SELECT vector FROM paragraph WHERE number IN (SELECT value FROM json_each(?)) "
            "ORDER BY number",
            json.dumps(list(numbers)),
        )
        joined = b"".join(vector for (vector,) in rows)
        return np.frombuffer(joined, dtype=np.float32).reshape(len(rows), -1)

    def numbered_paragraphs(
        self, numbers: Sequence[int]
    ) -> Iterator[tuple[int, int, Document, Paragraph]]:
        """(number, document number, document, paragraph) in ascending order."""
        rows = self._all(
            f"SELECT {PARAGRAPH_COLUMNS}, number, document FROM paragraph "  # noqa: S608
            "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
            json.dumps(list(numbers)),
        )
        for row in rows:
            document = self._document_by_number(row[-1])
            yield row[-2], row[-1], document, paragraph_from_row(row[:-2], document)

    def _read_document(self, number: int) -> Document:
        intact, *named = self._one(
            f"SELECT {INTACT}, id, source_path FROM document WHERE number = ?",  # noqa: S608
            number,
        )
        if not intact:
            raise DamagedIndexError(altered_text(*named))
        return document_from_row(
            self._one(f"SELECT {DOCUMENT_COLUMNS} FROM document WHERE number = ?", number)  # noqa: S608
        )
