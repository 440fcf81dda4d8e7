"""Items that minutes number without a point, after who reports: "Marc DUFOUR 17 Concession…".

Such a line looks like any other that holds a number; its count tells it from them.
"""

import re
from collections.abc import Mapping, Sequence

from ingest.document import ParagraphKind, Section
from ingest.structure.blocks import Block

_ITEM = re.compile(
    r"(?:(?P<reporter>(?:[A-ZÀ-Ý][\w'’.-]*\s+){1,5}))?"
    r"(?P<number>\d{1,3})(?:er)?\s*(?:[.)]|\s[-–])?\s+(?P<title>[A-ZÀ-Ý«\"“].{3,})",
    re.S,
)
_LONGEST = 600
_FEWEST = 5
_WIDEST_STEP = 4
ITEM_LEVEL = 2


def counted_items(shown: Sequence[Block]) -> dict[int, Section]:
    """The items that count up, by position; empty where there are few."""
    found = {position: item for position, block in enumerate(shown) if (item := _item(block))}
    chain = _longest_count([(p, int(s.number)) for p, s in found.items() if p + 1 not in found])
    return {position: found[position] for position in chain} if len(chain) >= _FEWEST else {}


def mark_items(shown: Sequence[Block], counted: Mapping[int, Section]) -> set[int]:
    """Turn the items into headings; returns their positions, empty where all are headings
    already."""
    if all(shown[position].kind is ParagraphKind.HEADING for position in counted):
        return set()
    for position, item in counted.items():
        block = shown[position]
        block.kind, block.depth, block.level = ParagraphKind.HEADING, 0, ITEM_LEVEL
        block.marker = "" if block.raw.startswith(block.marker) else block.marker
        block.section = item
    return set(counted)


def _item(block: Block) -> Section | None:
    if block.kind in (ParagraphKind.TABLE, ParagraphKind.FOOTNOTE) or len(block.raw) > _LONGEST:
        return None
    match = _ITEM.fullmatch(block.raw)
    return Section(match["number"], match["title"]) if match else None


def _longest_count(numbers: Sequence[tuple[int, int]]) -> list[int]:
    """Positions of the longest run of numbers that go up by one, or by a few where some were
    not read."""
    best: dict[int, list[int]] = {}
    longest: list[int] = []
    for position, number in numbers:
        before = [
            best[number - step] for step in range(1, _WIDEST_STEP + 1) if number - step in best
        ]
        best[number] = [*max(before, key=len, default=[]), position]
        longest = max(longest, best[number], key=len)
    return longest
