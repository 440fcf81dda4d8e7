"""Paragraphs without end, as of a text without breaks, in pieces that can be read and quoted."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import ParagraphKind
from ingest.language import abbreviations
from ingest.structure.blocks import Block
from ingest.structure.lines import Line

LONGEST = 10_000
"""Characters of a paragraph: four pages of print without a break."""
_SENTENCE_START = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«])")


def cut(block: Block) -> Iterator[Block]:
    """The block, or its pieces where it is prose without end: at lines, and where one is too long
    itself at sentences, else at words."""
    is_short = sum(len(line.text) + 1 for line in block.lines) <= LONGEST
    if is_short or block.kind is not ParagraphKind.PROSE:
        yield block
        return
    piece, length = replace(block, lines=[]), 0
    for line in itertools.chain.from_iterable(map(_parts, block.lines)):
        length += len(line.text) + 1  # the space that joins it to the next
        if piece.lines and length > LONGEST:
            yield piece
            piece, length = replace(block, lines=[], marker=""), len(line.text) + 1
        piece.lines.append(line)
    yield piece


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence follows another between two places of a text."""
    for space in _SENTENCE_START.finditer(text, start, end):
        if not abbreviations.is_open(text, space.start()):
            yield space.end()


def _parts(line: Line) -> Iterator[Line]:
    text, start = line.text, 0
    while len(text) - start > LONGEST:
        end = start + LONGEST
        at = max(sentence_starts(text, start, end), default=0)
        at = at or text.rfind(" ", start + 1, end) + 1 or end
        yield replace(line, text=text[start:at].rstrip())
        start = at
    yield replace(line, text=text[start:])
