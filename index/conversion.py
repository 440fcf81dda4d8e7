"""An index to another encoder or analyzer, from what its store holds: no file is read again."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from index.builder import Progress
from index.derived import refresh, writer_lock
from index.encoders.encoder import Encoder
from index.errors import NoIndexError
from index.language.analyzer import ANALYZER_NAME
from index.language.context import searched_text, with_misread
from index.storage.store import Manifest, Store
from index.storage.writing import Searched, StoreWriter

_AT_ONCE = 256


def convert(data_dir: Path, encoder: Encoder, *, progress: Progress | None = None) -> int:
    """Embeds every paragraph again, all or none, where another encoder or analyzer made the index;
    returns how many were. Servers keep answering from the snapshot that they opened for as long
    as nothing is withdrawn, and are started again with the new encoder.

    Raises NoIndexError, IncompatibleIndexError for another format, BusyIndexError, StorageError.
    """
    with closing(StoreWriter(data_dir)) as store, writer_lock(data_dir):
        manifest = Manifest(encoder.name, encoder.dimension, ANALYZER_NAME)
        is_another = store.manifest != manifest
        if is_another:
            store.convert(manifest, _searched(store, encoder, progress))
        refresh(store)  # that of a conversion that was stopped here too
        return len(store.changes_since(-1).added) if is_another else 0


def bring_up_to_date(data_dir: Path, encoder: Encoder, *, progress: Progress | None = None) -> int:
    """The same where an older version's analyzer made the index, and nothing where another encoder
    did, which is for its owner to choose; none where there is no index yet."""
    with suppress(NoIndexError), closing(Store(data_dir)) as store:
        made = replace(store.manifest, analyzer=ANALYZER_NAME)
        if made == Manifest(encoder.name, encoder.dimension, ANALYZER_NAME):
            return convert(data_dir, encoder, progress=progress)
    return 0


def _searched(
    store: StoreWriter, encoder: Encoder, progress: Progress | None
) -> Iterator[Searched]:
    numbers = store.changes_since(-1).added
    starts = range(0, len(numbers), _AT_ONCE)
    if progress:
        progress.start(len(starts))
    for start in starts:
        chunk = [
            (number, owner, with_misread(owner, paragraph))
            for number, _, owner, paragraph in store.numbered_paragraphs(
                numbers[start : start + _AT_ONCE]
            )
        ]
        vectors = encoder.encode([searched_text(owner, held) for _, owner, held in chunk])
        for (number, _, held), vector in zip(chunk, vectors, strict=True):
            yield Searched(number, held.misread, vector)
        if progress:
            progress.advance(chunk[-1][1].title, len(chunk), 0)
