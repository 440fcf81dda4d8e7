"""What was read last, kept in memory: most questions find what others found."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, read together where they are missing. Usable from threads."""

    def __init__(self, read: Callable[[Sequence[Key]], Mapping[Key, Value]], *, most: int) -> None:
        """`read` gives the values that there are. Of more than `most`, those kept longest are
        forgotten."""
        self._read, self._most = read, most
        self._lock = Lock()
        self._values: dict[Key, Value] = {}

    def of(self, keys: Sequence[Key]) -> dict[Key, Value]:
        """In no order, those that there are."""
        kept = self._values
        found = {key: value for key in keys if (value := kept.get(key)) is not None}
        if missing := [key for key in dict.fromkeys(keys) if key not in found]:
            read = self._read(missing)
            found.update(read)
            with self._lock:
                kept.update(read)
                while len(kept) > self._most:
                    del kept[next(iter(kept))]
        return found
