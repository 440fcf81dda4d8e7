"""What a parser may do to the process that it runs in; run in children by the tests."""

import errno
import os
import signal
import time
from pathlib import Path


def sleep(_: bytes) -> None:
    time.sleep(60)


def spin(_: bytes) -> None:
    while True:
        pass


def eat_memory(_: bytes) -> int:
    return len(bytearray(16 * 1024**3))


def recurse(content: bytes) -> None:
    recurse(content)


def die(_: bytes) -> None:
    os.abort()


def be_killed(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def lose_the_disk(_: bytes) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def fail(_: bytes) -> None:
    raise KeyError("no such thing")


def fill_disk(path: str) -> None:
    with open(path, "wb") as opened:  # noqa: PTH123
        opened.write(bytes(600 * 1024**2))


def talk(content: bytes) -> int:
    print("noise")
    os.write(2, b"noise")
    return len(content)


def answer_twice(_: bytes) -> str:
    """By the pipe that its answer goes to, the last one that it has open."""
    last = max(int(path.name) for path in Path("/proc/self/fd").iterdir() if path.exists())
    os.write(last, b'{"result": "another"}\n')
    return "its own"


def environment(_: bytes) -> list[str]:
    return sorted(os.environ)
