"""What processes that tests start say, without waiting for it for ever."""

import subprocess
from threading import Timer
from typing import IO


def next_line(
    process: "subprocess.Popen[str]", stream: IO[str] | None, *, seconds: float = 60
) -> str:
    """Empty at the end; a process that says nothing in time is ended."""
    assert stream
    timer = Timer(seconds, process.kill)
    timer.start()
    try:
        return stream.readline()
    finally:
        timer.cancel()
