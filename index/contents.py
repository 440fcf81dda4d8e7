"""Contents that the index holds already: one that is met under another name is not read again."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from index.errors import UnknownDocumentError
from index.storage.writing import StoreWriter
from ingest.document import DocumentRecord, Provenance, document_id, provenance
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile
from ingest.reader import fingerprints, is_read_alike

Found = Mapping[SourceFile, tuple[str, str]]
"""The files that there are, each with its content (SHA-256) and its fingerprint."""


class Contents:
    """The documents of a store, by the paths that each was met at, as a build goes."""

    def __init__(self, store: StoreWriter, found: Found, stands: Callable[[str], bool]) -> None:
        """`stands` tells whether something is at a path still: see `standing`."""
        self._store, self._stands = store, stands
        self._names = {source.key: source.name for source in found}
        self._now = {s.key: document_id(sha256, s.collection) for s, (sha256, _) in found.items()}
        self._shown = {record.id: record.source_path for record in store.records().values()}
        self._paths: dict[str, dict[str, str]] = {}
        for path, (fingerprint, id_) in store.sources().items():
            self._paths.setdefault(id_, {})[path] = fingerprint

    def is_shown(self, id_: str, source: SourceFile) -> bool:
        """Whether a document is shown by the name of this file, or by that of another that is
        there and as good: one that the team keeps is better than one that a reader added."""
        shown = self._shown.get(id_)
        if shown is None or shown == source.name:
            return shown is not None
        if (provenance(shown), provenance(source.name)) == (Provenance.READER, Provenance.TEAM):
            return False
        others = self._paths[id_].keys() - {source.key}
        return any(self._names.get(p, shown) == shown for p in others if self._holds(p, id_))

    def recognise(self, source: SourceFile, sha256: str, fingerprint: str) -> bool:
        """Whether a document that is held is what would be read of a file, but for its name. It is
        then known by its path too, and shown by its name where it goes by that of no other."""
        id_ = document_id(sha256, source.collection)
        if id_ not in self._shown or not self._is_read_as(source, id_):
            return False
        self._add_path(id_, source, fingerprint, "" if self.is_shown(id_, source) else source.name)
        return True

    def take(self, document: DocumentRecord, source: SourceFile, fingerprint: str) -> bool:
        """Whether what was read of a file has not to be written, being shown by the name of another
        that is there: it is known by its path too. Else what its content was in another collection
        goes, where its source is gone: it has moved."""
        id_ = document.id
        if self._shown.get(id_, source.name) != source.name and self.is_shown(id_, source):
            self._add_path(id_, source, fingerprint, "")
            return True
        for path in self._store.paths_of(document.sha256, but=id_):
            if path != source.key and not self._stands(path):
                self._store.remove_path(path)
        self._shown[id_] = source.name
        self._paths[id_] = {source.key: fingerprint}
        return False

    def _is_read_as(self, source: SourceFile, id_: str) -> bool:
        with suppress(UnknownDocumentError, UnreadableFileError):  # either has gone meanwhile
            document = self._store.document(id_)
            if is_read_alike(document, source.name):
                before = replace(source, name=document.source_path)
                return fingerprints(before)[1] in self._paths[id_].values()
        return False

    def _holds(self, path: str, id_: str) -> bool:
        return self._now.get(path, id_) == id_ and self._stands(path)

    def _add_path(self, id_: str, source: SourceFile, fingerprint: str, name: str) -> None:
        paths = self._paths[id_] | {source.key: fingerprint}
        gone = [p for p in paths if p != source.key and not self._holds(p, id_)]
        self._store.add_path(id_, path=source.key, fingerprint=fingerprint, name=name, gone=gone)
        self._paths[id_] = {path: mark for path, mark in paths.items() if path not in gone}
        self._shown[id_] = name or self._shown[id_]
