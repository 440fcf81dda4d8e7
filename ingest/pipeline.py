"""Many files read at once, in order; one that fails is told apart and the others go on."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from ingest.child import CORES
from ingest.document import Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile
from ingest.reader import read_file

_AHEAD = 2 * CORES


def read_files(
    sources: Iterable[SourceFile],
) -> Generator[tuple[SourceFile, Reading | UnreadableFileError], None, None]:
    """Each source with what was read of it, or why it was not, in the order given.

    A few files are read ahead of the one that is asked for, whatever their number.
    """
    waiting: deque[tuple[SourceFile, Future[Reading]]] = deque()
    left = iter(sources)
    executor = ThreadPoolExecutor(CORES)
    try:
        while True:
            for source in islice(left, _AHEAD - len(waiting)):
                waiting.append((source, executor.submit(read_file, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                yield source, future.result()
            except UnreadableFileError as error:
                yield source, error
    finally:
        executor.shutdown(cancel_futures=True)
