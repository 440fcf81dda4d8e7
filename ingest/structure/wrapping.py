"""The width that plain text was wrapped at, and whether it was."""

import math
from collections.abc import Sequence

from ingest.structure.lines import Line

_WIDEST_WRAP = 140
"""Characters of a line that nobody wraps beyond: one that is longer is a paragraph."""
_LONG, _FULL = 0.5, 0.85
_LEAST_FULL = 0.4
"""Of the long lines of a text that is wrapped: the others end a paragraph."""


def text_width(lines: Sequence[Line]) -> int:
    """The width that the text was wrapped at: the 95th percentile of line lengths."""
    lengths = sorted(len(line.text) for line in lines if not line.skipped)
    return lengths[math.ceil(0.95 * len(lengths)) - 1] if lengths else 0


def is_wrapped(lines: Sequence[Line], width: int) -> bool:
    """Whether the paragraphs of a text go on from line to line: its long lines are about as long as
    each other, and none longer than paper is wide."""
    lengths = [len(line.text) for line in lines if not line.skipped]
    long = [length for length in lengths if length > _LONG * width]
    full = [length for length in long if length > _FULL * width]
    return width <= _WIDEST_WRAP and len(full) >= _LEAST_FULL * len(long)
