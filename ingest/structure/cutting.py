"""Paragraphs without end, as of a text without breaks, in pieces that can be read and quoted."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import ParagraphKind
from ingest.structure.blocks import Block
from ingest.structure.lines import Line

LONGEST = 10_000
"""Characters of a paragraph: four pages of print without a break."""
_SENTENCE_END = re.compile(r"[.!?…]\s+(?=[A-ZÀ-ÖØ-Þ«])")


def cut(block: Block) -> Iterator[Block]:
    """The block, or its pieces where it is prose without end: at lines, and where one is too long
    itself at sentences, else at words."""
    is_short = sum(len(line.text) for line in block.lines) <= LONGEST
    if is_short or block.kind is not ParagraphKind.PROSE:
        yield block
        return
    piece, length = replace(block, lines=[]), 0
    for line in itertools.chain.from_iterable(map(_parts, block.lines)):
        length += len(line.text)
        if piece.lines and length > LONGEST:
            yield piece
            piece, length = replace(block, lines=[], marker=""), len(line.text)
        piece.lines.append(line)
    yield piece


def _parts(line: Line) -> Iterator[Line]:
    left = line.text
    while len(left) > LONGEST:
        ends = [found.end() for found in _SENTENCE_END.finditer(left, 0, LONGEST)]
        at = ends[-1] if ends else left.rfind(" ", 1, LONGEST) + 1 or LONGEST
        yield replace(line, text=left[:at].rstrip())
        left = left[at:]
    yield replace(line, text=left)
