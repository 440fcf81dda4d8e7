"""What takes its time, in steps that end: a reader who leaves is not waited on by what is slow."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

Item = TypeVar("Item")


def in_steps(items: Generator[Item, None, None], seconds: float) -> Iterator[Item | None]:
    """The items as they come, and None each time that none came for so many seconds. Closed, it
    ends at once, and `items` is closed as soon as what it waits for is there."""
    context, executor = copy_context(), ThreadPoolExecutor(1)

    def following() -> Item | None:
        return next(items, None)

    try:
        while True:
            coming = executor.submit(context.run, following)
            while not wait([coming], timeout=seconds).done:
                yield None
            item = coming.result()
            if item is None:
                return
            yield item
    finally:
        executor.submit(context.run, items.close)
        executor.shutdown(wait=False)
