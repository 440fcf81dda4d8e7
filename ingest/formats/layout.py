"""Lines placed on a page to the fields of a `Page`: gaps, indents, columns, notes, stamps."""

import itertools
import statistics
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.language import headings
from ingest.page import Edges

_GAP = 1.4
_MOST_INDENT = 40
_COLUMN = 40.0
_TOP = 0.15
_LONGEST_STAMP = 10
_SMALL = 0.9
_LARGE = 1.2
_FEWEST_LINES = 5
_MOST_ACROSS = 0.2
_FULL_LINE = 0.7
_NARROWEST = 0.25


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and where it stands on its page as it is shown, in points from the top left;
    all zero where that is not known. `table` is the number, from 1, of the table on its page
    that it is a row of."""

    text: str
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    table: int = 0

    @property
    def size(self) -> float:
        """The height of its type, 0 for a row of a table."""
        return 0 if self.table else self.bottom - self.top


def lay_out(
    pages: Sequence[Sequence[PlacedLine]], sizes: Sequence[tuple[float, float]]
) -> list[dict[str, Any]]:
    """For each page the fields of a `Page`. A blank line stands where the paper has a gap, and
    spaces where a line is indented. `sizes` are (width, height) in points."""
    prose = [[line for line in page if not line.table] for page in pages]
    gutters = [_gutter(page, width) for page, (width, _) in zip(prose, sizes, strict=True)]
    ordered = [_in_columns(page, gutter) for page, gutter in zip(pages, gutters, strict=True)]
    pitch = _pitch([line for page in ordered for line in page])
    usual = _usual_size([line for page in prose for line in page])
    following = [*ordered[1:], []]
    return [
        {
            "text": _text(lines, pitch, gutter),
            "full": _full(lines, after),
            "asides": _asides(lines, size[1]),
            "rows": [p for p, line in enumerate(lines) if line.table],
            "notes": _notes(lines, size[1]),
            "large": [p for p, line in enumerate(lines) if line.size > _LARGE * usual],
            "boxes": _boxes(lines, size),
        }
        for lines, after, size, gutter in zip(ordered, following, sizes, gutters, strict=True)
    ]


def _in_columns(lines: Sequence[PlacedLine], gutter: float) -> list[PlacedLine]:
    """The lines of two columns one column after the other, between those that run across."""
    if not gutter:
        return list(lines)
    across = sorted(line.top for line in lines if line.left < gutter < line.right)

    def place(line: PlacedLine) -> tuple[int, int]:
        band = bisect_right(across, line.top)
        is_across = line.left < gutter < line.right
        return (band, 0) if is_across else (band, 1 + (line.left >= gutter))

    return sorted(lines, key=place)


def _gutter(lines: Sequence[PlacedLine], width: float) -> float:
    """Where white parts two columns of running text, in points; 0 where nothing does."""
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56, 0.42, 0.58, 0.4, 0.6):
        gutter = share * width
        left = [line for line in lines if line.right <= gutter]
        right = [line for line in lines if line.left >= gutter]
        across = len(lines) - len(left) - len(right)
        if (
            across <= _MOST_ACROSS * len(lines)
            and min(len(left), len(right)) >= _FEWEST_LINES
            and _is_running(left, width)
            and _is_running(right, width)
            and 2 * _beside(left, right) >= min(len(left), len(right))
        ):
            return gutter
    return 0


def _beside(lines: Sequence[PlacedLine], others: Sequence[PlacedLine]) -> int:
    """How many lines have one of the others at their height."""
    return sum(any(a.top < b.bottom and b.top < a.bottom for b in others) for a in lines)


def _is_running(lines: Sequence[PlacedLine], width: float) -> bool:
    """Whether most lines fill their column, as those of a table do not."""
    column = max(line.right for line in lines) - min(line.left for line in lines)
    usual = statistics.median(line.right - line.left for line in lines)
    return column >= _NARROWEST * width and usual >= _FULL_LINE * column


def _full(lines: Sequence[PlacedLine], following: Sequence[PlacedLine]) -> list[bool]:
    """For each line whether the first word of the next one would not have fitted on it."""
    margins: dict[int, float] = {}
    for line in (line for line in lines if not line.table):
        column = round(line.left / _COLUMN)
        for near in (column - 1, column, column + 1):
            margins[near] = max(margins.get(near, 0), line.right)
    full: list[bool] = []
    end = following[:1] or lines[-1:]
    for line, after in itertools.pairwise([*lines, *end]):
        margin = margins.get(round(line.left / _COLUMN), 0)
        width = (after.right - after.left) / max(1, len(after.text))
        word = after.text.split(maxsplit=1)[0]
        full.append(line.right + (len(word) + 1) * width > margin)
    return full if any(line.right for line in lines) else []


def _asides(lines: Sequence[PlacedLine], height: float) -> list[int]:
    """Positions of the lines that were laid on the page after its text, at its very top: the
    stamps of whoever received the document."""
    position = len(lines)
    while position and lines[position - 1].bottom < _TOP * height:
        position -= 1
    is_stamp = position > 0 and len(lines) - position <= _LONGEST_STAMP
    return list(range(position, len(lines))) if is_stamp else []


def _notes(lines: Sequence[PlacedLine], height: float) -> list[int]:
    """Positions of the footnotes: smaller lines in the lower half, from one that starts with
    a mark to the last small one."""
    usual = statistics.median([line.size for line in lines if line.size] or [0.0])
    small = [line.top > height / 2 and 0 < line.size < _SMALL * usual for line in lines]
    first = next(
        (p for p, line in enumerate(lines) if small[p] and headings.starts_note(line.text)),
        len(lines),
    )
    last = next((p for p in range(first, len(lines)) if not small[p]), len(lines))
    after = [line for line in lines[last:] if not line.text.strip(" -–/").isdigit()]
    return [] if after else list(range(first, last))


def _boxes(lines: Sequence[PlacedLine], size: tuple[float, float]) -> list[Edges]:
    """The edges of each line as shares of the page; empty where they are not known."""
    width, height = size
    if not any(line.right for line in lines):
        return []
    return [
        (
            round(line.left / width, 4),
            round(line.top / height, 4),
            round(line.right / width, 4),
            round(line.bottom / height, 4),
        )
        for line in lines
    ]


def _pitch(lines: Sequence[PlacedLine]) -> float:
    """The usual distance from a line to the next, in points; 0 where none is usual."""
    steps = [b.bottom - a.bottom for a, b in itertools.pairwise(lines) if not (a.table or b.table)]
    down = [round(step, 1) for step in steps if step > 1]
    return statistics.median(down) if down else 0


def _usual_size(lines: Sequence[PlacedLine]) -> float:
    """The height of the type that most letters are set in, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _text(lines: Sequence[PlacedLine], pitch: float, gutter: float) -> str:
    prose = [line for line in lines if not line.table]
    margins = {
        side: min((x.left for x in prose if (x.left >= gutter) == side), default=0.0)
        for side in (False, True)
    }
    widths = [(line.right - line.left) / len(line.text) for line in prose if line.text]
    width = max(1.0, statistics.median(widths)) if widths else 1.0
    usual = statistics.median(line.size for line in prose) if prose else 0.0
    parts: list[str] = []
    for above, line in itertools.pairwise([*lines[:1], *lines]):
        size = line.size / usual if usual else 1.0
        large = size if size > _LARGE else 1.0
        apart = pitch and line.bottom - above.bottom > _GAP * pitch * large
        if line.table != above.table or (apart and not line.table):
            parts.append("")
        indent = round((line.left - margins[line.left >= gutter]) / width)
        parts.append(" " * min(_MOST_INDENT, indent) + line.text)
    return "\n".join(parts)
