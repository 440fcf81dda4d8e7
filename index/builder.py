"""Files to the index: read what changed, embed it in batches, write it, drop what is gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Protocol

import numpy as np

from index.added import UPLOADS, told_apart
from index.compatibility import check_compatible
from index.contents import Contents, Found
from index.derived import refresh, writer_lock
from index.encoders.encoder import Encoder
from index.language.analyzer import ANALYZER_NAME
from index.language.context import searched_text, with_misread
from index.standing import holding, standing
from index.storage.store import Manifest
from index.storage.writing import StoreWriter, create_store
from ingest.catalog import CATALOG_NAME
from ingest.document import PUBLIC, Paragraph, ParagraphKind, Reading
from ingest.errors import AGAIN, PassingFailureError, SlowFileError, UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.pipeline import read_files
from ingest.reader import fingerprints

_BATCH_PARAGRAPHS = 2_048
_BATCH_SECONDS = 10


class Progress(Protocol):
    """Told of each file as it lands."""

    def start(self, files: int) -> None: ...

    def advance(self, name: str, paragraphs: int, pages: int) -> None: ...


@dataclass(slots=True)
class BuildReport:
    """What a build did, by the names of files. `failed` maps a name to its sentence; what was
    indexed of such a file before stays. `unwanted` are those of a content that was removed,
    `recognised` those of one that is held under another name, which were not read."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    unwanted: list[str] = field(default_factory=list)
    recognised: list[str] = field(default_factory=list)
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
    retry: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Add and update the files under the paths; the unchanged are skipped, also where they have
    another name now, and so are those that could not be read and have not changed, or whose
    content was removed, unless `retry`.

    `prune` drops every file that is not under the paths, each of which must have some, nor among
    those that readers added, which are brought up to date too; what was in an archive stays while
    that cannot be opened.

    Raises IngestError for paths with nothing to read, and IndexStoreError.
    """
    uploads = [data_dir / UPLOADS] if prune else []
    sources = told_apart(find_files(paths, besides=uploads, is_all=prune), data_dir)
    with writer_lock(data_dir):
        create_store(
            data_dir,
            Manifest(encoder=encoder.name, dimension=encoder.dimension, analyzer=ANALYZER_NAME),
        )
        with closing(StoreWriter(data_dir)) as store:
            check_compatible(store.manifest, encoder, data_dir)
            report = BuildReport()
            holder = holding(sources)
            held = {path: s.collection for path in store.sources() if (s := holder(path))}
            closed = store.closed()
            withdrawn = store.remove_withdrawn(held)
            if store.remove_altered([source.key for source in sources]) or withdrawn:
                refresh(store)  # servers keep this for as long as the build takes
            found = dict(_found(sources, report))
            contents = Contents(store, found, standing(sources))
            changed = dict(_changed(found, store, contents, report, retry=retry, closed=closed))
            _build(changed, contents, store, encoder, report=report, progress=progress)
            if prune:
                _prune(sources, store, report)
            report.generation = refresh(store).generation
    return report


def build_readings(readings: Iterable[Reading], *, data_dir: Path, encoder: Encoder) -> None:
    """Index documents that were made rather than read: data sets for measuring. A batch of them
    is in memory at a time."""
    with writer_lock(data_dir):
        create_store(
            data_dir,
            Manifest(encoder=encoder.name, dimension=encoder.dimension, analyzer=ANALYZER_NAME),
        )
        with closing(StoreWriter(data_dir)) as store:
            made = (
                _Read(SourceFile(Path(r.document.source_path), r.document.source_path), "", r)
                for r in readings
            )
            keys: set[str] = set()
            contents = Contents(store, {}, keys.__contains__)
            while batch := list(islice(made, _BATCH_PARAGRAPHS)):
                keys.update(read.source.key for read in batch)
                _write(batch, store, encoder, contents)
            refresh(store)


def set_least_confidence(data_dir: Path, confidence: float) -> None:
    """From now on, answers less sure than that are refused; servers take it up within a second.

    Raises NoIndexError, BusyIndexError, StorageError.
    """
    with closing(StoreWriter(data_dir)) as store, writer_lock(data_dir):
        store.set_least_confidence(confidence)
        refresh(store)


def _build(
    changed: Mapping[SourceFile, str],
    contents: Contents,
    store: StoreWriter,
    encoder: Encoder,
    *,
    report: BuildReport,
    progress: Progress | None,
) -> None:
    if progress and changed:
        progress.start(len(changed))
    batch: list[_Read] = []
    size, since = 0, monotonic()
    for source, reading in read_files(changed):
        if isinstance(reading, UnreadableFileError):
            said = _set_aside(reading, source.key, changed[source], store)
            report.failed[source.name] = said
        else:
            report.added.append(source.name)
            report.notices.extend(reading.notices)
            batch.append(_Read(source, changed[source], reading))
            size += len(reading.paragraphs)
        if progress:
            if isinstance(reading, UnreadableFileError):
                progress.advance(source.name, 0, 0)
            else:
                pages = reading.document.pages
                progress.advance(source.name, len(passages(reading)), pages)
        if size >= _BATCH_PARAGRAPHS or monotonic() - since > _BATCH_SECONDS:
            report.paragraphs += _write(batch, store, encoder, contents)
            batch, size, since = [], 0, monotonic()
    report.paragraphs += _write(batch, store, encoder, contents)


def _set_aside(error: UnreadableFileError, key: str, mark: str, store: StoreWriter) -> str:
    """Have a file wait in quarantine until it changes, but for what the machine caused, which is
    tried again at the next build; what took too long is too, once. Returns what is told of it."""
    said = str(error)
    if isinstance(error, PassingFailureError):
        return f"{said}{AGAIN}"
    if isinstance(error, SlowFileError):
        once = f"{mark} once"
        if once not in {tried for path, tried, _ in store.quarantined() if path == key}:
            mark, said = once, f"{said}{AGAIN}"
    store.quarantine(key, fingerprint=mark, reason=said)
    return said


def _found(
    sources: Sequence[SourceFile], report: BuildReport
) -> Iterator[tuple[SourceFile, tuple[str, str]]]:
    """Those that can be opened, with their contents and their fingerprints."""
    for source in sources:
        try:
            yield source, fingerprints(source)
        except PassingFailureError as error:
            report.failed[source.name] = f"{error}{AGAIN}"
        except UnreadableFileError as error:
            report.failed[source.name] = str(error)


def _changed(
    found: Found,
    store: StoreWriter,
    contents: Contents,
    report: BuildReport,
    *,
    retry: bool,
    closed: Mapping[str, str],
) -> Iterator[tuple[SourceFile, str]]:
    """The files whose fingerprint is not the one that is stored, with theirs; told of are those
    that all may read from now on, their path or their content having been `closed`."""
    known = store.sources()
    quarantined = {} if retry else {p: (mark, why) for p, mark, why in store.quarantined()}
    unwanted = {sha256 for _, sha256 in store.unwanted()}
    for source, (sha256, mark) in found.items():
        held, id_ = known.get(source.key, ("", ""))
        if held == mark and contents.is_shown(id_, source):
            report.unchanged.append(source.name)
        elif sha256 in unwanted and source.key not in known and not retry:
            report.unwanted.append(source.name)
        elif quarantined.get(source.key, ("", ""))[0] == mark:
            report.failed[source.name] = quarantined[source.key][1]
        else:
            if sha256 in unwanted and retry:
                store.want(sha256)
            was = closed.get(source.key) or closed.get(sha256)
            if was and source.collection == PUBLIC:
                report.notices.append(
                    f"{source.name} was in the collection {was} and is now public, for all to "
                    f"read: if it should not be, give it a collection in {CATALOG_NAME} and build "
                    "again."
                )
            if contents.recognise(source, sha256, mark):
                report.recognised.append(source.name)
            else:
                yield source, mark


def passages(reading: Reading) -> list[Paragraph]:
    """What is embedded and found: every paragraph that is no heading."""
    return [p for p in reading.paragraphs if p.kind is not ParagraphKind.HEADING]


def _with_misread(reading: Reading) -> Reading:
    paragraphs = tuple(
        paragraph
        if paragraph.kind is ParagraphKind.HEADING
        else with_misread(reading.document, paragraph)
        for paragraph in reading.paragraphs
    )
    return replace(reading, paragraphs=paragraphs)


def _write(batch: Sequence[_Read], store: StoreWriter, encoder: Encoder, contents: Contents) -> int:
    """Embed a batch at once and write its documents one by one; returns its paragraphs."""
    batch = [replace(read, reading=_with_misread(read.reading)) for read in batch]
    texts = [
        [searched_text(read.reading.document, paragraph) for paragraph in passages(read.reading)]
        for read in batch
    ]
    vectors = encoder.encode([text for document in texts for text in document])
    ends = np.cumsum([len(document) for document in texts])
    for read, document_texts, end in zip(batch, texts, ends, strict=True):
        if contents.take(read.reading.document, read.source, read.fingerprint):
            continue
        rows = vectors[end - len(document_texts) : end]
        store.add(read.reading, rows, path=read.source.key, fingerprint=read.fingerprint)
    return int(ends[-1]) if batch else 0


def _prune(sources: Sequence[SourceFile], store: StoreWriter, report: BuildReport) -> None:
    holder = holding(sources)
    gone = sorted(path for path in store.sources() if not holder(path))
    if gone:
        refresh(store)  # servers that drop what is gone find what is new
    for path in gone:
        store.remove_path(path)
        report.removed.append(Path(path).name)
    for path, _, _ in store.quarantined():
        if not holder(path):
            store.release(path)
