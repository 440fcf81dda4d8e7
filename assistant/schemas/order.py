"""In which order what is found is given."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from operator import itemgetter
from typing import TypeVar

from ingest.document import DocumentDate

Item = TypeVar("Item")


class Order(StrEnum):
    NEAREST = "nearest"
    NEWEST = "newest"
    OLDEST = "oldest"


def by_date(
    items: Iterable[Item], order: Order, dated: Callable[[Item], DocumentDate | None]
) -> list[Item]:
    """Those of one day as they came, those without a date last; all as they came where the
    nearest are to be first."""
    kept = [*items]
    if order is Order.NEAREST:
        return kept
    days = [(day.first, item) for item in kept if (day := dated(item))]
    days.sort(key=itemgetter(0), reverse=order is Order.NEWEST)
    return [*(item for _, item in days), *(item for item in kept if not dated(item))]
