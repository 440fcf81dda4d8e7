"""When folders that change are to be read again: the only door to watchfiles."""

import math
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, watch

_SETTLED, _GLANCE = 1_000, 500
"""Milliseconds: changes are gathered for the first before they are taken in; the second is
how often the watch looks up from unchanged folders."""
_REGULARLY, _SOON = 300.0, 5.0
"""Seconds between readings where nothing tells of a change, as network shares do not; and where
the last reading failed."""

_Roots = Mapping[Path, tuple[int, int] | None]
_Changes = AbstractSet[tuple[Change, str]]


def occasions(paths: Sequence[Path], *, is_well: Callable[[], bool]) -> Iterator[None]:
    """Each time to read the paths: at once, at each change, and every few minutes; soon again
    where it was not well. A path that goes, and another that takes its place, are changes too:
    what the system watched is then no more, and it is asked anew."""
    last, known = -math.inf, None
    while True:
        roots, opened = _roots(paths), time.monotonic()
        for changes in _looks([path for path in paths if roots[path]]):
            wait = _REGULARLY if is_well() else _SOON
            if changes or roots != known or time.monotonic() - last >= wait:
                known = roots
                yield
                last = time.monotonic()
            is_old = time.monotonic() - opened >= _REGULARLY
            if is_old or _is_gone(changes, paths) or _roots(paths) != roots:
                known = None  # what changed until it is asked anew is told by no one
                break


def _looks(paths: Sequence[Path]) -> Iterator[_Changes]:
    """What changed, or nothing, twice a second; ends where the paths cannot be watched."""
    with suppress(OSError, RuntimeError):
        if paths:
            yield from watch(*paths, debounce=_SETTLED, rust_timeout=_GLANCE, yield_on_timeout=True)
    time.sleep(_GLANCE / 1000)
    yield set()


def _roots(paths: Sequence[Path]) -> _Roots:
    """What tells each path from another of its name; None where there is none."""
    return {path: _root(path) for path in paths}


def _root(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_gone(changes: _Changes, paths: Sequence[Path]) -> bool:
    """A number may be that of a path that is no more."""
    gone = {os.path.realpath(name) for change, name in changes if change is Change.deleted}
    return any(os.path.realpath(path) in gone for path in paths)
