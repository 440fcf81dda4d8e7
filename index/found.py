"""The paragraphs that searches find, kept in memory: most questions find what others found."""

from collections.abc import Sequence
from threading import Lock

from index.hit import Collections
from index.store import Store
from ingest.document import Document, Paragraph

_MOST = 8_192
"""Some 30 MiB with the texts of their documents."""


class FoundParagraphs:
    """Of a store that is held at one state. Usable from threads."""

    def __init__(self, store: Store, *, most: int = _MOST) -> None:
        """Of more paragraphs than `most`, those kept longest are forgotten."""
        self._store, self._most = store, most
        self._lock = Lock()
        self._kept: dict[int, tuple[Document, Paragraph]] = {}

    def of(
        self, numbers: Sequence[int], collections: Collections
    ) -> dict[int, tuple[Document, Paragraph]]:
        """By number, in no order, those that there are in some collections."""
        found = self._of(numbers)
        if collections is None:
            return found
        return {n: pair for n, pair in found.items() if pair[0].collection in collections}

    def _of(self, numbers: Sequence[int]) -> dict[int, tuple[Document, Paragraph]]:
        kept = self._kept
        found = {number: pair for number in numbers if (pair := kept.get(number))}
        if missing := [number for number in numbers if number not in found]:
            read = self._store.by_numbers(missing)
            found |= read
            with self._lock:
                kept |= read
                while len(kept) > self._most:
                    del kept[next(iter(kept))]
        return found
