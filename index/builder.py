"""Files to the index: read what changed, embed it in batches, write it, drop what is gone."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from index.analyzer import ANALYZER_NAME
from index.context import searched_text
from index.derived import refresh, writer_lock
from index.encoder import Encoder
from index.snapshot import check_compatible
from index.store import Manifest
from index.writing import StoreWriter, create_store
from ingest.document import Paragraph, ParagraphKind, Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.reader import fingerprint, read_file

_BATCH_PARAGRAPHS = 2_048


class Progress(Protocol):
    """Told of each file as it lands."""

    def start(self, files: int) -> None: ...

    def advance(self, name: str, paragraphs: int) -> None: ...


@dataclass(slots=True)
class BuildReport:
    """What a build did, by the names of files. `failed` maps a name to its sentence; what was
    indexed of such a file before stays."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    paragraphs: int = 0
    generation: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    source: SourceFile
    fingerprint: str
    reading: Reading


def build(
    paths: Sequence[Path],
    *,
    data_dir: Path,
    encoder: Encoder,
    prune: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Add and update the files under the paths; the unchanged are skipped.

    `prune` drops every file that is not under the paths. Raises IngestError for paths with
    nothing to read, and IndexStoreError.
    """
    sources = find_files(paths)
    with writer_lock(data_dir):
        create_store(
            data_dir,
            Manifest(encoder=encoder.name, dimension=encoder.dimension, analyzer=ANALYZER_NAME),
        )
        with closing(StoreWriter(data_dir)) as store:
            check_compatible(store.manifest, encoder, data_dir)
            report = _build(sources, store, encoder, prune=prune, progress=progress)
            report.generation = refresh(store).generation
    return report


def build_readings(readings: Sequence[Reading], *, data_dir: Path, encoder: Encoder) -> None:
    """Index documents that were made rather than read: data sets for measuring."""
    with writer_lock(data_dir):
        create_store(
            data_dir,
            Manifest(encoder=encoder.name, dimension=encoder.dimension, analyzer=ANALYZER_NAME),
        )
        with closing(StoreWriter(data_dir)) as store:
            batch = [
                _Read(SourceFile(Path(r.document.source_path), r.document.source_path), "", r)
                for r in readings
            ]
            for start in range(0, len(batch), _BATCH_PARAGRAPHS):
                _write(batch[start : start + _BATCH_PARAGRAPHS], store, encoder)
            refresh(store)


def _build(
    sources: Sequence[SourceFile],
    store: StoreWriter,
    encoder: Encoder,
    *,
    prune: bool,
    progress: Progress | None,
) -> BuildReport:
    report = BuildReport()
    changed = list(_changed(sources, store, report))
    if progress and changed:
        progress.start(len(changed))
    batch: list[_Read] = []
    size = 0
    for source, mark in changed:
        read = _read(source, mark, report)
        if read is not None:
            batch.append(read)
            size += len(read.reading.paragraphs)
        if progress:
            progress.advance(source.name, len(_passages(read.reading)) if read else 0)
        if size >= _BATCH_PARAGRAPHS:
            report.paragraphs += _write(batch, store, encoder)
            batch, size = [], 0
    report.paragraphs += _write(batch, store, encoder)
    if prune:
        _prune(sources, store, report)
    return report


def _changed(
    sources: Sequence[SourceFile], store: StoreWriter, report: BuildReport
) -> Iterator[tuple[SourceFile, str]]:
    """The files whose fingerprint is not the one that is stored, with theirs."""
    known = store.sources()
    for source in sources:
        try:
            mark = fingerprint(source)
        except UnreadableFileError as error:
            report.failed[source.name] = str(error)
            continue
        if known.get(source.key, ("", ""))[0] == mark:
            report.unchanged.append(source.name)
        else:
            yield source, mark


def _read(source: SourceFile, mark: str, report: BuildReport) -> _Read | None:
    try:
        reading = read_file(source)
    except UnreadableFileError as error:
        report.failed[source.name] = str(error)
        return None
    report.added.append(source.name)
    report.notices.extend(reading.notices)
    return _Read(source, mark, reading)


def _passages(reading: Reading) -> list[Paragraph]:
    """What is embedded and found: every paragraph that is no heading."""
    return [p for p in reading.paragraphs if p.kind is not ParagraphKind.HEADING]


def _write(batch: Sequence[_Read], store: StoreWriter, encoder: Encoder) -> int:
    """Embed a batch at once and write its documents one by one; returns its paragraphs."""
    texts = [
        [searched_text(read.reading.document, paragraph) for paragraph in _passages(read.reading)]
        for read in batch
    ]
    vectors = encoder.encode([text for document in texts for text in document])
    ends = np.cumsum([len(document) for document in texts])
    known = {id_: path for path, (_, id_) in store.sources().items()} if batch else {}
    for read, document_texts, end in zip(batch, texts, ends, strict=True):
        path = read.source.key
        document_id = read.reading.document.id
        if known.get(document_id, path) != path and Path(known[document_id]).exists():
            store.add_path(document_id, path=path, fingerprint=read.fingerprint)
            continue
        rows = vectors[end - len(document_texts) : end]
        store.add(read.reading, rows, path=path, fingerprint=read.fingerprint)
        known[document_id] = path
    return int(ends[-1]) if batch else 0


def _prune(sources: Sequence[SourceFile], store: StoreWriter, report: BuildReport) -> None:
    kept = {source.key for source in sources}
    for path in sorted(store.sources().keys() - kept):
        store.remove_path(path)
        report.removed.append(Path(path).name)
