"""The FAISS and the lexical index and the acronyms: made from the store, a folder for each
generation.

A folder is complete once it has its final name, and is never written to again: readers keep
the one they opened. A newer one starts as hard links to the files of the last.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import BusyIndexError, DamagedIndexError, StorageError
from index.language.acronym_list import AcronymList
from index.language.acronyms import ACRONYMS_NAME
from index.language.context import context
from index.language.misreading import as_printed
from index.retrieval.dense import FLAT_UP_TO, DenseIndex, sha256_of
from index.retrieval.lexical import LEXICAL_NAME, LexicalEntry, LexicalIndex
from index.storage.store import Store

_PREFIX = "derived-"
_MANIFEST, _DENSE, _LEXICAL = "manifest.json", "dense.faiss", "lexical"
_ACRONYMS = "acronyms.json"
_CHUNK = 4_096


@dataclass(frozen=True, slots=True)
class DerivedIndexes:
    folder: Path
    generation: int
    dense: DenseIndex
    lexical: LexicalIndex
    acronyms: AcronymList


def open_derived(store: Store) -> DerivedIndexes | None:
    """The newest complete set, None where there is none. Raises DamagedIndexError, also for
    one that was made from another store or another state of it, or by a version that read
    acronyms or wrote words otherwise."""
    generation = newest_generation(store.data_dir)
    if generation is None:
        return None
    try:
        return _open(store, generation)
    except DamagedIndexError:
        if newest_generation(store.data_dir) in (None, generation):
            raise
        return open_derived(store)  # a writer has put a newer one in its place meanwhile


def refresh(store: Store) -> DerivedIndexes:
    """Bring the derived indexes to the store's generation, from what it holds; nothing is
    embedded. Those that are damaged are made anew. Hold the writer's lock.

    Raises StorageError.
    """
    generation = store.generation
    try:
        current = open_derived(store)
    except DamagedIndexError:
        current = None
    if current is not None and current.generation == generation:
        return current
    folder = store.data_dir / f"{_PREFIX}{generation}.part"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        store.make_durable()
        _write(store, current, folder)
        final = store.data_dir / f"{_PREFIX}{generation}"
        shutil.rmtree(final, ignore_errors=True)
        folder.rename(final)
    except (OSError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StorageError(
            f"The index in {store.data_dir} could not be written ({error}); what was indexed "
            "is safe: make room and run the command again."
        ) from error
    _drop_others(store.data_dir, keep=generation)
    # Not what those before lack: after a power failure it may be they that are there.
    store.forget_removed(current.generation if current else generation)
    return _open(store, generation)


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """One writer at a time. Raises BusyIndexError at once where there is another."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(
            f"The data folder {data_dir} cannot be used: {error.strerror}."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BusyIndexError(
            f"Another process is writing to {data_dir}; try again when it has finished."
        ) from error
    finally:
        os.close(descriptor)


def _open(store: Store, generation: int) -> DerivedIndexes:
    folder = store.data_dir / f"{_PREFIX}{generation}"
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        written: dict[str, str] = manifest["sha256"]
        mark: str = manifest["store"]
        found, sha256 = _checksums(folder), written[_DENSE]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndexError(f"{folder.name} has no readable manifest.") from error
    if mark != store.mark(generation):
        raise DamagedIndexError(f"{folder.name} was made from another state of the store.")
    others = {name: value for name, value in written.items() if name != _DENSE}
    if found != others:
        wrong = sorted(name for name, _ in found.items() ^ others.items())
        raise DamagedIndexError(f"{folder.name}/{wrong[0]} is not the file that was written.")
    if (manifest.get("acronyms"), manifest.get("lexical")) != (ACRONYMS_NAME, LEXICAL_NAME):
        raise DamagedIndexError(f"{folder.name} was made by another version.")
    dense = DenseIndex.read(folder / _DENSE, sha256=sha256, flat_up_to=FLAT_UP_TO)
    acronyms = AcronymList.read(folder / _ACRONYMS)
    return DerivedIndexes(folder, generation, dense, LexicalIndex(folder / _LEXICAL), acronyms)


def _checksums(folder: Path) -> dict[str, str]:
    """SHA-256 by path of every file but the manifest, locks and the vectors, which are large
    and checked where they are read."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (_MANIFEST, _DENSE) and path.suffix != ".lock"
    }


def newest_generation(data_dir: Path) -> int | None:
    """That of the newest complete set, None where there is none."""
    names = (path.name.removeprefix(_PREFIX) for path in data_dir.glob(f"{_PREFIX}*"))
    return max((int(name) for name in names if name.isdigit()), default=None)


def _write(store: Store, current: DerivedIndexes | None, folder: Path) -> None:
    folder.mkdir()
    since = -1 if current is None else current.generation
    changes = store.changes_since(since)
    dense = current.dense if current else _no_vectors(store)
    if current is not None:
        shutil.copytree(
            store.data_dir / f"{_PREFIX}{since}" / _LEXICAL,
            folder / _LEXICAL,
            copy_function=_link,
            ignore=shutil.ignore_patterns("*.lock"),
        )
    removed = [] if current is None else list(changes.removed)
    dense.update(np.zeros(0, dtype=np.int64), store.vectors([]), removed)
    for chunk in _chunks(changes.added):
        dense.update(np.asarray(chunk, dtype=np.int64), store.vectors(chunk), [])
    acronyms = AcronymList() if current is None else current.acronyms.without(set(removed))
    LexicalIndex(folder / _LEXICAL).update(_entries(store, changes.added, acronyms), removed)
    acronyms.write(folder / _ACRONYMS)
    manifest = {
        "generation": store.generation,
        "store": store.mark(store.generation),
        "vectors": dense.kind,
        "acronyms": ACRONYMS_NAME,
        "lexical": LEXICAL_NAME,
        "sha256": {_DENSE: dense.write(folder / _DENSE), **_checksums(folder)},
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest) + "\n", encoding="utf-8")


def _no_vectors(store: Store) -> DenseIndex:
    return DenseIndex(store.manifest.dimension, flat_up_to=FLAT_UP_TO)


def _entries(store: Store, numbers: Sequence[int], acronyms: AcronymList) -> Iterator[LexicalEntry]:
    """The words of paragraphs; the acronyms of their documents are learned on the way."""
    last = None
    for chunk in _chunks(numbers):
        for number, owner, document, paragraph in store.numbered_paragraphs(chunk):
            if owner != last:
                acronyms.learn(number, owner, document)
                last = owner
            own, above = (
                as_printed(text, paragraph.misread)
                for text in (paragraph.text, context(document, paragraph))
            )
            yield LexicalEntry(number, owner, own, above)


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _CHUNK):
        yield numbers[start : start + _CHUNK]


def _link(source: str, target: str) -> None:
    """A hard link, or a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _drop_others(data_dir: Path, *, keep: int) -> None:
    for path in data_dir.glob(f"{_PREFIX}*"):
        if path.name != f"{_PREFIX}{keep}":
            shutil.rmtree(path, ignore_errors=True)
