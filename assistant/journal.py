"""What was asked, found and shown, in one file a day beside the index.

An entry holds what was typed and no more of who typed it, but the collections that were open.
"""

import errno
import json
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.schema import AnswerObject
from index.analyzer import ANALYZER_NAME
from index.snapshot import Snapshot

FOLDER = "journal"
_log = logging.getLogger(__name__)


class Journal:
    """Usable from threads and by several processes: an entry is one line, written at once."""

    def __init__(self, data_dir: Path, *, days: int) -> None:
        """`days` is how long entries are kept; 0 or less writes nothing and removes what was
        kept."""
        self._folder = data_dir / FOLDER
        self._days = days
        self._day = ""

    def record(self, answer: Answer, snapshot: Snapshot) -> None:
        """Where the disk takes no entry, a warning: the answer is worth more than its trace."""
        now = datetime.now(UTC)
        entry = {
            "time": now.isoformat(timespec="milliseconds"),
            "generation": snapshot.generation,
            "encoder": snapshot.encoder.name,
            "analyzer": ANALYZER_NAME,
            "collections": None if snapshot.collections is None else sorted(snapshot.collections),
            "retrieved": answer.retrieved,
            **AnswerObject.of(answer).model_dump(mode="json"),
        }
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        try:
            self._forget(now)
            if self._days > 0:
                _append(self._folder / f"{now.date()}.jsonl", line.encode())
        except OSError as error:
            _log.warning("The journal cannot be written: %s.", error.strerror)

    def _forget(self, now: datetime) -> None:
        """Once a day, the files that are older than entries are kept."""
        today = str(now.date())
        if self._day == today:
            return
        self._day = today
        first_kept = str((now - timedelta(days=self._days - 1)).date())
        for path in _files(self._folder):
            if self._days <= 0 or path.stem < first_kept:
                path.unlink(missing_ok=True)


def entries(data_dir: Path, id_: str | None = None) -> Iterator[dict[str, Any]]:
    """All that is kept, oldest first, or the one answer that has an id; a line that a full disk
    cut short is left out. Raises OSError."""
    for path in _files(data_dir / FOLDER):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                entry = _entry(line)
                if entry and (id_ is None or entry["id"] == id_):
                    yield entry


def _entry(line: str) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return entry


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("????-??-??.jsonl"))


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        written = os.write(file, line)
        if written < len(line):
            os.write(file, b"\n")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(file)
