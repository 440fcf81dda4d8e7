"""One data folder behind a server: the newest snapshot for each request, closed when idle."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answer import Answer
from assistant.engine import NO_FILTER, TURNS, Assistant
from assistant.errors import UnknownAnswerError
from assistant.language.vocabulary import glossary_file
from assistant.schemas.given import FeedbackRequest, GivenAnswerObject
from assistant.service.journal import Journal, given
from assistant.service.observing import observe
from assistant.writing.writer import Writer, answers
from index.encoders.encoder import Encoder
from index.errors import IndexStoreError
from index.hit import Collections, Filters
from index.snapshot import Snapshot
from ingest.document import PUBLIC, document_id
from ingest.language.words import is_english_word, is_french_word

_CHECK_SECONDS = 1.0
_VIEWS_KEPT = 64
_ANY_QUESTION = "Quelles décisions ont été prises ?"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lease:
    snapshot: Snapshot
    view: Callable[[Collections], Assistant]
    users: int = 0
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why the newest index is not what is served; `is_final` where the one that is held may not
    be either."""

    error: IndexStoreError
    is_final: bool


class Library:
    """Usable from threads. Within `assistant()` a reader keeps the snapshot it was given.

    Nothing is read of it but for someone: `collections` are those that the reader may read,
    None for all.
    """

    def __init__(
        self,
        data_dir: Path,
        encoder: Encoder,
        *,
        journal_days: int = 0,
        keeps_journal: bool = True,
        writer: Writer | None = None,
        turns: int = TURNS,
    ) -> None:
        """So many `turns` compute at once. The one that `keeps_journal` removes what is older than
        its days; others only add to it.

        Raises NoIndexError, IncompatibleIndexError, DamagedIndexError, GlossaryError.
        """
        self._data_dir = data_dir
        self._glossary = glossary_file(data_dir)
        self._encoder = encoder
        self._turns = threading.BoundedSemaphore(turns)
        self._lock, self._renewal = threading.Lock(), threading.Lock()
        self._lease = self._open()
        self._failure: _Failure | None = None
        self._checked = time.monotonic()
        self._journal = Journal(data_dir, days=journal_days, removes=keeps_journal)
        self._writer = writer

    @property
    def writes(self) -> bool:
        """Whether a language model writes the answers."""
        return self._writer is not None

    def ask(
        self,
        question: str,
        *,
        collections: Collections,
        previous: str = "",
        filters: Filters = NO_FILTER,
    ) -> Answer:
        """The whole answer of the newest generation. Raises InvalidQuestionError."""
        *_, whole = self.answers(
            question, collections=collections, previous=previous, filters=filters
        )
        return whole

    def answers(
        self,
        question: str,
        *,
        collections: Collections,
        previous: str = "",
        filters: Filters = NO_FILTER,
    ) -> Iterator[Answer]:
        """The answer in quotations, then as a language model writes it, where there is one. The
        last one is whole; the journal notes how far a reader saw it come.

        Raises InvalidQuestionError.
        """
        with self.assistant(collections=collections) as assistant:
            latest: Answer | None = None
            try:
                for latest in answers(
                    assistant, self._writer, question, previous=previous, filters=filters
                ):
                    yield latest
            finally:
                if latest:
                    self._journal.record(latest, assistant.snapshot)
                    observe(latest)

    @property
    def keeps(self) -> bool:
        """Whether answers can be read back."""
        return self._journal.is_kept

    def given(self, id_: str, *, collections: Collections) -> GivenAnswerObject:
        """The answer that was given under an id, to those who may read all that could be read by
        whom it was given to, and all that it shows as its documents are now; it goes with them.
        Raises UnknownAnswerError, OSError."""
        if not self.keeps:
            raise UnknownAnswerError("Answers are not kept: start the server with --journal-days.")

        def may_read(answer: GivenAnswerObject) -> bool:
            shown = {citation.document_id: citation.source_path for citation in answer.citations}
            shown |= {hit.document_id: hit.source_path for hit in answer.nearest}
            return not self._hides(shown, collections)

        return given(
            self._data_dir,
            id_,
            days=self._journal.days,
            collections=collections,
            may_read=may_read,
        )

    def _hides(self, shown: Mapping[str, str], collections: Collections) -> bool:
        """Whether one of some documents, each with its file, may be read no more: neither its
        content nor another version of its file is there to read, or either is now in a collection
        that may not be read. Its content and the collection that it was in made its id."""
        with self.assistant(collections=None) as all_of_it:
            documents = all_of_it.snapshot.records()
        told = {PUBLIC, *(d.collection for d in documents)}
        readable = told if collections is None else told & collections
        met = [
            (d.collection in readable, d.source_path, {document_id(d.sha256, c) for c in told})
            for d in documents
        ]
        gone = shown.keys() - {id_ for is_read, _, ids in met if is_read for id_ in ids}
        files = {shown[id_] for id_ in gone}
        return not files.issubset(file for is_read, file, _ in met if is_read) or any(
            file in files or not gone.isdisjoint(ids) for is_read, file, ids in met if not is_read
        )

    def judge(self, feedback: FeedbackRequest, *, collections: Collections) -> None:
        """What a reader thinks of an answer is noted. Raises UnknownAnswerError, OSError."""
        self.given(feedback.answer_id, collections=collections)
        self._journal.judge(feedback)

    @contextmanager
    def assistant(self, *, collections: Collections) -> Iterator[Assistant]:
        """The assistant over the newest generation that could be opened, looked for once a second.

        Raises IndexStoreError, at every call, while a newer one cannot be and what is held may
        have been withdrawn.
        """
        self._renew()
        if (failure := self._failure) and failure.is_final:
            raise failure.error.with_traceback(None)
        with self._lock:
            lease = self._lease
            lease.users += 1
        try:
            yield lease.view(collections)
        finally:
            with self._lock:
                lease.users -= 1
                self._close_if_idle(lease)

    @property
    def failure(self) -> IndexStoreError | None:
        """Why the newest generation is not what is served."""
        failure = self._failure
        return failure.error.with_traceback(None) if failure else None

    def warm_up(self) -> None:
        """Loads what the first question would wait for: the dictionaries, the encoder, and at the
        second search the codes of the vectors. Nothing of it is counted or kept. What lies in
        memory then is there to stay, and no longer gone through for what may be freed."""
        for is_known in (is_french_word, is_english_word):
            is_known(_ANY_QUESTION)
        with suppress(IndexStoreError), self.assistant(collections=None) as assistant:
            for _ in range(2):
                assistant.ask(_ANY_QUESTION)
        gc.collect()
        gc.freeze()

    def look_again(self) -> None:
        """The newest generation is looked for at the next question, and not within a second."""
        with self._lock:
            self._checked = 0.0

    def stop_writing(self) -> None:
        """What a language model is writing ends here; its quotations stand."""
        if self._writer:
            self._writer.stop()

    def close(self) -> None:
        with self._renewal, self._lock:
            self._lease.is_retired = True
            self._close_if_idle(self._lease)

    def _renew(self) -> None:
        """By one caller at a time; the others go on with what there is."""
        if not self._renewal.acquire(blocking=False):
            return
        try:
            if self._is_due():
                self._journal.forget()
                self._failure = self._failed()
        finally:
            self._renewal.release()

    def _failed(self) -> _Failure | None:
        """None once the newest generation is what is served; a failure is logged when it is new."""
        held = self._lease.snapshot
        try:
            if held.is_current():
                held.settle()
            else:
                self._replace(self._open())
        except IndexStoreError as error:
            if str(error) != str(self.failure):
                _log.warning("The newest index cannot be served. %s", error)
            try:
                return _Failure(error, held.may_hold_withdrawn())
            except IndexStoreError:
                return _Failure(error, is_final=True)
        return None

    def _replace(self, newer: _Lease) -> None:
        with self._lock:
            old, self._lease = self._lease, newer
            old.is_retired = True
            self._close_if_idle(old)

    def _is_due(self) -> bool:
        with self._lock:
            now = time.monotonic()
            if now - self._checked < _CHECK_SECONDS:
                return False
            self._checked = now
            return True

    def _open(self) -> _Lease:
        snapshot = Snapshot.open(self._data_dir, self._encoder)

        def view(collections: Collections) -> Assistant:
            readable = snapshot.readable_by(collections)
            return Assistant(readable, glossary=self._glossary, turns=self._turns)

        return _Lease(snapshot, lru_cache(maxsize=_VIEWS_KEPT)(view))

    @staticmethod
    def _close_if_idle(lease: _Lease) -> None:
        if lease.is_retired and not lease.users:
            lease.snapshot.close()
