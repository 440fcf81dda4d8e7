"""Many files read at once, in order; one that fails is told apart and the others go on."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice

from ingest.document import Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile
from ingest.formats.child import CORES
from ingest.reader import READ_HERE, read_file

_AHEAD = 2 * CORES


def read_files(
    sources: Iterable[SourceFile],
) -> Generator[tuple[SourceFile, Reading | UnreadableFileError], None, None]:
    """Each source with what was read of it, or why it was not, in the order given.

    A few files are read ahead of the one that is asked for, whatever their number; not those
    that this process reads itself, which threads would only slow down.
    """
    waiting: deque[tuple[SourceFile, Callable[[], Reading]]] = deque()
    left = iter(sources)
    executor = ThreadPoolExecutor(CORES)
    try:
        while True:
            for source in islice(left, _AHEAD - len(waiting)):
                here = source.suffix in READ_HERE
                read = partial(read_file, source)
                waiting.append((source, read if here else executor.submit(read).result))
            if not waiting:
                return
            source, result = waiting.popleft()
            try:
                yield source, result()
            except UnreadableFileError as error:
                yield source, error
    finally:
        executor.shutdown(cancel_futures=True)
