"""What comes slowly, in steps: nothing that waits holds who leaves."""

import threading
import time
from collections.abc import Generator
from contextvars import ContextVar

import pytest

from assistant.chat.waiting import in_steps

READER = ContextVar("reader", default="")


def test_items_come_as_they_are_and_none_where_none_comes() -> None:
    slow = threading.Event()

    def items() -> Generator[str, None, None]:
        yield READER.get()
        slow.wait(10)
        yield "b"

    READER.set("a")
    steps = in_steps(items(), 0.05)
    assert [next(steps), next(steps)] == ["a", None]
    slow.set()
    assert [step for step in steps if step] == ["b"]


def test_what_fails_fails_where_it_is_read() -> None:
    def items() -> Generator[str, None, None]:
        yield "a"
        raise TimeoutError("cut")

    steps = in_steps(items(), 0.05)
    assert next(steps) == "a"
    with pytest.raises(TimeoutError, match="cut"):
        list(steps)


def test_what_is_left_ends_at_once_and_is_closed_when_it_can_be() -> None:
    slow, closed = threading.Event(), threading.Event()

    def items() -> Generator[str, None, None]:
        try:
            slow.wait(10)
            yield "a"
            yield "b"
        finally:
            closed.set()

    steps = in_steps(items(), 0.05)
    assert next(steps) is None
    started = time.monotonic()
    steps.close()  # type: ignore[attr-defined]
    assert (time.monotonic() - started < 5, closed.is_set()) == (True, False)
    slow.set()
    assert closed.wait(10)
