"""The FAISS and the lexical index: made from the store, a folder for each generation.

A folder is complete once it has its final name, and is never written to again: readers keep
the one they opened. A newer one starts as hard links to the files of the last.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.context import context
from index.dense import DenseIndex
from index.errors import BusyIndexError, DamagedIndexError, StorageError
from index.lexical import LexicalEntry, LexicalIndex
from index.store import Store

_PREFIX = "derived-"
_CHUNK = 4_096


@dataclass(frozen=True, slots=True)
class DerivedIndexes:
    generation: int
    dense: DenseIndex
    lexical: LexicalIndex


def open_derived(data_dir: Path) -> DerivedIndexes | None:
    """The newest complete pair, None where there is none. Raises DamagedIndexError."""
    generation = _newest(data_dir)
    if generation is None:
        return None
    folder = data_dir / f"{_PREFIX}{generation}"
    try:
        sha256 = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["dense_sha256"]
    except (OSError, ValueError, KeyError) as error:
        raise DamagedIndexError(f"{folder.name} has no readable manifest.") from error
    dense = DenseIndex.read(folder / "dense.faiss", sha256=sha256)
    lexical = LexicalIndex(folder / "lexical")
    if len(dense) != len(lexical):
        raise DamagedIndexError(f"{folder.name} holds two indexes of different sizes.")
    return DerivedIndexes(generation, dense, lexical)


def refresh(store: Store) -> DerivedIndexes:
    """Bring the derived indexes to the store's generation, from what it holds; nothing is
    embedded. Those that are damaged are made anew. Hold the writer's lock.

    Raises StorageError.
    """
    try:
        current = open_derived(store.data_dir)
    except DamagedIndexError:
        current = None
    generation = store.generation
    if current is not None and current.generation == generation:
        return current
    folder = store.data_dir / f"{_PREFIX}{generation}.part"
    try:
        shutil.rmtree(folder, ignore_errors=True)
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
    made = open_derived(store.data_dir)
    if made is None:
        raise DamagedIndexError(f"The index in {store.data_dir} vanished while it was written.")
    return made


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """One writer at a time. Raises BusyIndexError at once where there is another."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o644)
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


def _newest(data_dir: Path) -> int | None:
    names = (path.name.removeprefix(_PREFIX) for path in data_dir.glob(f"{_PREFIX}*"))
    return max((int(name) for name in names if name.isdigit()), default=None)


def _write(store: Store, current: DerivedIndexes | None, folder: Path) -> None:
    folder.mkdir()
    since = -1 if current is None else current.generation
    changes = store.changes_since(since)
    dense = DenseIndex(store.manifest.dimension) if current is None else current.dense
    if current is not None:
        shutil.copytree(
            store.data_dir / f"{_PREFIX}{since}" / "lexical",
            folder / "lexical",
            copy_function=os.link,
            ignore=shutil.ignore_patterns("*.lock"),
        )
    removed = [] if current is None else list(changes.removed)
    for start in range(0, max(len(changes.added), 1), _CHUNK):
        chunk = changes.added[start : start + _CHUNK]
        numbers = np.asarray(chunk, dtype=np.int64)
        dense.update(numbers, store.vectors(chunk), removed if start == 0 else [])
    LexicalIndex(folder / "lexical").update(
        (
            LexicalEntry(number, document_number, paragraph.text, context(document, paragraph))
            for number, document_number, document, paragraph in store.numbered_paragraphs(
                changes.added
            )
        ),
        removed,
    )
    sha256 = dense.write(folder / "dense.faiss")
    manifest = {"generation": store.generation, "dense_sha256": sha256}
    (folder / "manifest.json").write_text(json.dumps(manifest) + "\n", encoding="utf-8")


def _drop_others(data_dir: Path, *, keep: int) -> None:
    for path in data_dir.glob(f"{_PREFIX}*"):
        if path.name != f"{_PREFIX}{keep}":
            shutil.rmtree(path, ignore_errors=True)
