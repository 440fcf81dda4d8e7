"""What was asked, found and shown, and what readers thought of it, in one file a day beside the
index.

An entry holds what was typed and no more of who typed it, but the collections that were open.
"""

import errno
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer import Answer, day_of
from assistant.errors import UnknownAnswerError
from assistant.schemas.answers import AnswerObject
from assistant.schemas.given import FeedbackRequest, GivenAnswerObject
from index.hit import Collections
from index.language.analyzer import ANALYZER_NAME
from index.snapshot import Snapshot

FOLDER = "journal"
_DAYS = "journal-days"
"""The file of the data folder that holds how long its entries are kept."""
_log = logging.getLogger(__name__)


def days_kept(data_dir: Path, said: int | None, *, default: int) -> int:
    """How long the entries of a data folder are kept: as it is said, which holds until another is,
    else as it was last. Where the disk takes it not, it holds for this once."""
    path = data_dir / _DAYS
    if said is None:
        with suppress(OSError, ValueError):
            return max(0, int(path.read_text()))
        return default
    if data_dir.is_dir():
        try:
            path.write_text(f"{said}\n")
        except OSError as error:
            _log.warning("How long the journal is kept cannot be noted: %s.", error.strerror)
    return said


class Journal:
    """Usable from threads and by several processes: an entry is one line, written at once."""

    def __init__(self, data_dir: Path, *, days: int, removes: bool = True) -> None:
        """`days` is how long entries are kept; 0 or less writes nothing and removes what was
        kept. Where it is not the one that `removes`, older entries are left to that."""
        self._folder = data_dir / FOLDER
        self.days = days
        self._removes = removes
        self._day = ""
        self._remove(datetime.now(UTC))

    @property
    def is_kept(self) -> bool:
        return self.days > 0

    def record(self, answer: Answer, snapshot: Snapshot) -> None:
        """Where the disk takes no entry, a warning: the answer is worth more than its trace."""
        entry = {
            "generation": snapshot.generation,
            "encoder": snapshot.encoder.name,
            "analyzer": ANALYZER_NAME,
            "collections": None if snapshot.collections is None else sorted(snapshot.collections),
            "retrieved": answer.retrieved,
            **AnswerObject.of(answer).model_dump(mode="json"),
        }
        try:
            self._write(entry)
        except OSError as error:
            _log.warning("The journal cannot be written: %s.", error.strerror)

    def judge(self, feedback: FeedbackRequest) -> None:
        """Raises OSError."""
        self._write({"kind": "feedback", **feedback.model_dump(mode="json")})

    def _write(self, entry: Mapping[str, Any]) -> None:
        """One line, or none where no entry is kept. Raises OSError."""
        self.forget()
        now = datetime.now(UTC)
        if self.is_kept:
            timed = {"time": now.isoformat(timespec="milliseconds"), **entry}
            line = json.dumps(timed, ensure_ascii=False) + "\n"
            _append(self._folder / f"{now.date()}.jsonl", line.encode())

    def forget(self) -> None:
        """Once a day, what is older than entries are kept goes."""
        now = datetime.now(UTC)
        if self._day != (today := str(now.date())):
            self._day = today
            self._remove(now)

    def _remove(self, now: datetime) -> None:
        """Where the disk lets nothing go, a warning: it is no longer read all the same."""
        if not self._removes:
            return
        first_kept = _first_kept(self.days, now)
        old = [path for path in _files(self._folder) if path.stem < first_kept]
        if old:
            _log.warning("The journal keeps %d days: %d older are removed.", self.days, len(old))
        try:
            for path in old:
                path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("Old entries of the journal cannot be removed: %s.", error.strerror)


def entries(
    data_dir: Path, id_: str | None = None, *, days: int | None = None
) -> Iterator[dict[str, Any]]:
    """All the answers, or those of so many days, oldest first, or the one that has an id; a line
    that a full disk cut short is left out. Raises OSError."""
    paths = _files(data_dir / FOLDER, days=days)
    if id_ is not None:
        its_days = _days(id_)
        paths = [path for path in paths if path.stem in its_days]
    for entry in _lines(paths, holding=id_ or ""):
        if "id" in entry and id_ in (None, entry["id"]):
            yield entry


def given(
    data_dir: Path,
    id_: str,
    *,
    days: int,
    collections: Collections,
    may_read: Callable[[GivenAnswerObject], bool],
) -> GivenAnswerObject:
    """The answer that has an id, where it drew on nothing beyond some collections and `may_read`
    lets it through. Raises UnknownAnswerError, OSError."""
    for entry in entries(data_dir, id_, days=days):
        open_then = entry.get("collections")
        if collections is None or (open_then is not None and collections.issuperset(open_then)):
            answer = GivenAnswerObject.model_validate(entry)
            if may_read(answer):
                return answer
    raise UnknownAnswerError(
        f"There is no answer {id_[:64]} in the journal, or no more: ask again."
    )


def judgements(data_dir: Path, *, days: int | None) -> Iterator[dict[str, Any]]:
    """What readers thought of answers within so many days, oldest first. Raises OSError."""
    for entry in _lines(_files(data_dir / FOLDER, days=days), holding='"feedback"'):
        if entry.get("kind") == "feedback":
            yield entry


def _days(id_: str) -> set[str]:
    """The names of the files that may hold an answer: of the day that its id was made, and of
    the next, where it took past midnight to write."""
    try:
        day = day_of(id_)
    except ValueError:
        return set()
    return {str(day), str(day + timedelta(days=1))}


def _lines(paths: Sequence[Path], *, holding: str) -> Iterator[dict[str, Any]]:
    """The entries of files; those whose line does not hold some words are not parsed."""
    wanted = holding.encode()
    for path in paths:
        with path.open("rb") as lines:
            yield from (_entry(line) for line in lines if wanted in line)


def _entry(line: bytes) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return {}
    return entry


def _files(folder: Path, *, days: int | None = None) -> list[Path]:
    """Those of so many days, or all."""
    first = "" if days is None else _first_kept(days, datetime.now(UTC))
    return sorted(path for path in folder.glob("????-??-??.jsonl") if path.stem >= first)


def _first_kept(days: int, now: datetime) -> str:
    return str(date.fromordinal(max(1, now.toordinal() + 1 - max(0, days))))


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != b"\n":
            line = b"\n" + line  # the one before was cut short
        if os.write(file, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(file)
