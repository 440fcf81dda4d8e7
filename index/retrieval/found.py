"""The paragraphs that searches find, kept in memory."""

from collections.abc import Sequence

from index.hit import Collections
from index.kept import Kept
from index.storage.store import Store
from ingest.document import Document, Paragraph

_MOST = 8_192
"""Some 30 MiB with the texts of their documents."""


class FoundParagraphs:
    """Of a store that is held at one state. Usable from threads."""

    def __init__(self, store: Store) -> None:
        self._kept = Kept(store.by_numbers, most=_MOST)

    def of(
        self, numbers: Sequence[int], collections: Collections
    ) -> dict[int, tuple[Document, Paragraph]]:
        """By number, in no order, those that there are in some collections."""
        found = self._kept.of(numbers)
        if collections is None:
            return found
        return {n: pair for n, pair in found.items() if pair[0].collection in collections}
