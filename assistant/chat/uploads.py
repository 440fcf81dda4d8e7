"""Documents that readers add from the page: kept in a folder of the data folder, then indexed."""

import logging
import os
import re
import threading
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from queue import Queue
from tempfile import NamedTemporaryFile

from index.added import UPLOADS
from index.builder import build
from index.encoders.encoder import Encoder
from index.errors import NoIndexError
from index.storage.store import Store
from ingest.document import ADDED, PUBLIC, document_id
from ingest.folder import MEDIA_TYPES
from ingest.formats.containers import SUFFIXES as CONTAINERS

MOST_FILES = 20
MOST_BYTES = 50 * 1024**2
MOST_BYTES_KEPT = 5 * 1024**3
_LONGEST_NAME = 100
_PART = ".part"
_UNSAFE = re.compile(r"[^\w .,()'’-]+")
_log = logging.getLogger(__name__)


class Fate(StrEnum):
    """What became of a file."""

    READ = "read"
    PAGES = "pages"
    KNOWN = "known"
    FAILED = "failed"
    UNWANTED = "unwanted"
    KIND = "refused_kind"
    SIZE = "refused_size"
    MANY = "refused_many"
    FULL = "refused_full"
    UNKEPT = "unkept"


@dataclass(frozen=True, slots=True)
class Added:
    """`values` are its numbers of paragraphs and of pages, or the sentence that says why not;
    `sha256` is of its content, where it was kept."""

    name: str
    fate: Fate
    values: tuple[int | str, ...] = ()
    sha256: str = field(default="", compare=False)


class Uploads:
    """Usable from threads; one call to `add` is under way at a time, others wait."""

    suffixes = tuple(sorted(MEDIA_TYPES.keys() | CONTAINERS))

    def __init__(
        self,
        data_dir: Path,
        encoder: Encoder,
        *,
        most_bytes: int = MOST_BYTES,
        most_kept: int = MOST_BYTES_KEPT,
    ) -> None:
        self._data_dir, self._encoder = data_dir, encoder
        self._folder = data_dir / UPLOADS
        self._most_bytes, self._most_kept = most_bytes, most_kept
        self._lock = threading.Lock()

    def add(self, dropped: Sequence[Path]) -> Iterator[Added]:
        """What becomes of each file, as it is known. The files are moved from where they are.

        Raises IndexStoreError and IngestError, once what was kept has been told.
        """
        with self._lock:
            kept: list[Path] = []
            for left in self._folder.glob(f".*{_PART}"):
                left.unlink(missing_ok=True)  # by a server that was stopped
            for number, path in enumerate(dropped):
                fate = self._refused(path, number)
                if not fate:
                    try:
                        kept.append(self._keep(path))
                    except OSError as error:
                        _log.warning("A document cannot be kept: %s.", error)
                        fate = Fate.UNKEPT
                path.unlink(missing_ok=True)
                if fate:
                    yield Added(path.name, fate, (" ".join(self.suffixes),))
            if kept:
                yield from self._build(kept)

    def _refused(self, path: Path, number: int) -> Fate | None:
        size = path.stat().st_size
        if number >= MOST_FILES:
            return Fate.MANY
        if path.suffix.lower() not in self.suffixes:
            return Fate.KIND
        if size > self._most_bytes:
            return Fate.SIZE
        held = sum(file.stat().st_size for file in self._folder.glob("*"))
        return Fate.FULL if held + size > self._most_kept else None

    def _keep(self, path: Path) -> Path:
        """Under its own name made safe, whole or not at all; one of that name with other content
        stays beside it. Raises OSError."""
        folder = self._folder
        folder.mkdir(mode=0o700, exist_ok=True)
        name, suffix = safe_name(path.name)
        content, number = path.read_bytes(), 1
        target = folder / f"{name}{suffix}"
        while target.exists() and target.read_bytes() != content:
            number += 1
            target = folder / f"{name} ({number}){suffix}"
        # Hidden: no one reads it before it is whole.
        with NamedTemporaryFile(dir=folder, prefix=".", suffix=_PART, delete=False) as part:
            whole = Path(part.name)
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                whole.replace(target)
            finally:
                whole.unlink(missing_ok=True)
        return target

    def _build(self, kept: Sequence[Path]) -> Iterator[Added]:
        """A content that is held already under another name is known, and has one more name."""
        marks = {path.name: sha256(path.read_bytes()).hexdigest() for path in kept}
        held = self._held(set(marks.values()))
        for added in self._read(kept):
            mark = marks.get(added.name, "")
            is_known = mark in held and added.fate in (Fate.READ, Fate.PAGES)
            shown = Added(added.name, Fate.KNOWN) if is_known else added
            yield replace(shown, sha256=mark)

    def _held(self, marks: Collection[str]) -> set[str]:
        """Those of the contents that were read before, for whoever may read what is added."""
        with suppress(NoIndexError), closing(Store(self._data_dir)) as store:
            ids = {record.id for record in store.records().values()}
            return {mark for mark in marks if document_id(mark, PUBLIC) in ids}
        return set()

    def _read(self, kept: Sequence[Path]) -> Iterator[Added]:
        told: Queue[Added | None] = Queue()
        with ThreadPoolExecutor(1) as executor:
            work = executor.submit(
                build, kept, data_dir=self._data_dir, encoder=self._encoder, progress=_Teller(told)
            )
            work.add_done_callback(lambda _: told.put(None))
            while added := told.get():
                yield added
        report = work.result()
        for notice in report.notices:
            _log.warning("An added document: %s", notice)
        for name in (*report.unchanged, *report.recognised):
            yield Added(_own(name), Fate.KNOWN)
        for name in report.unwanted:
            yield Added(_own(name), Fate.UNWANTED)
        for name, reason in report.failed.items():
            yield Added(_own(name), Fate.FAILED, (reason.removeprefix(f"{name}: ").rstrip("."),))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of each file that was read, as it lands."""

    told: "Queue[Added | None]"

    def start(self, files: int) -> None:
        """How many there are is known already."""

    def advance(self, name: str, paragraphs: int, pages: int) -> None:
        if pages:
            self.told.put(Added(_own(name), Fate.PAGES, (paragraphs, pages)))
        elif paragraphs:
            self.told.put(Added(_own(name), Fate.READ, (paragraphs,)))


def _own(name: str) -> str:
    """The name that its reader gave a file."""
    return name.removeprefix(ADDED)


def safe_name(name: str) -> tuple[str, str]:
    """A name of letters, figures and usual signs, which is no hidden file and no path, and its
    suffix in lower case."""
    given = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    suffix = Path(given).suffix
    stem = _UNSAFE.sub("_", given.removesuffix(suffix)).strip(" .")
    return stem[:_LONGEST_NAME].strip(" .") or "document", suffix.lower()
