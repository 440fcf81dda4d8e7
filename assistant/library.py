"""One data folder behind a server: the newest snapshot for each request, closed when idle."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.engine import NO_FILTER, Assistant
from assistant.journal import Journal
from index.encoder import Encoder
from index.hit import Filters
from index.snapshot import Snapshot

_CHECK_SECONDS = 1.0


@dataclass(slots=True)
class _Lease:
    assistant: Assistant
    users: int = 0
    is_retired: bool = False


class Library:
    """Usable from threads. Within `assistant()` a reader keeps the snapshot it was given."""

    def __init__(self, data_dir: Path, encoder: Encoder, *, journal_days: int = 0) -> None:
        """Raises NoIndexError, IncompatibleIndexError, DamagedIndexError."""
        self._data_dir = data_dir
        self._encoder = encoder
        self._lock = threading.Lock()
        self._lease = self._open()
        self._checked = time.monotonic()
        self._journal = Journal(data_dir, days=journal_days)

    def ask(self, question: str, *, previous: str = "", filters: Filters = NO_FILTER) -> Answer:
        """The answer of the newest generation, noted in the journal.

        Raises InvalidQuestionError.
        """
        with self.assistant() as assistant:
            answer = assistant.ask(question, previous=previous, filters=filters)
            self._journal.record(answer, assistant.snapshot)
        return answer

    @contextmanager
    def assistant(self) -> Iterator[Assistant]:
        """The assistant over the newest generation that was seen, looked for once a second."""
        with self._lock:
            self._renew()
            lease = self._lease
            lease.users += 1
        try:
            yield lease.assistant
        finally:
            with self._lock:
                lease.users -= 1
                self._close_if_idle(lease)

    def close(self) -> None:
        with self._lock:
            self._lease.is_retired = True
            self._close_if_idle(self._lease)

    def _renew(self) -> None:
        now = time.monotonic()
        if now - self._checked < _CHECK_SECONDS:
            return
        self._checked = now
        if self._lease.assistant.snapshot.is_current():
            return
        old, self._lease = self._lease, self._open()
        old.is_retired = True
        self._close_if_idle(old)

    def _open(self) -> _Lease:
        return _Lease(Assistant(Snapshot.open(self._data_dir, self._encoder)))

    @staticmethod
    def _close_if_idle(lease: _Lease) -> None:
        if lease.is_retired and not lease.users:
            lease.assistant.snapshot.close()
