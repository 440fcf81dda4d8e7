"""Lines that count votes: what they are quoted with, and those that no outcome closes."""

import itertools
from collections.abc import Iterator, Sequence

from ingest.document import Paragraph, ParagraphKind
from ingest.language import headings, labels


def around(paragraph: Paragraph, paragraphs: Sequence[Paragraph], *, most: int) -> list[Paragraph]:
    """A vote or an outcome, and the votes around it, under their heading; `most` in all."""
    above = reversed(paragraphs[: paragraph.ordinal - 1])
    heading = next((p for p in above if p.kind is ParagraphKind.HEADING), None)
    if heading is None:
        return [paragraph]
    within = _down_to_heading(heading, paragraphs)
    told = [p for p in within if headings.is_vote(p.text) or p.id == paragraph.id]
    first = max(told.index(paragraph) + 2 - most, 0)
    return [heading, *told[first:][: most - 1]]


def under(introduction: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Those that follow "Le projet est soumis au vote :"."""
    later = paragraphs[introduction.ordinal :]
    return [*itertools.takewhile(lambda p: headings.is_vote(p.text), later)]


def left_open(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The ids of the votes that are all that is told of what became of a thing, and of what
    introduces them."""
    ids: set[str] = set()
    for first in paragraphs:
        above = paragraphs[first.ordinal - 2] if first.ordinal > 1 else None
        is_first = above is None or not headings.is_vote(above.text)
        if not headings.is_vote(first.text) or not is_first:
            continue
        counted = [first, *under(first, paragraphs)]
        after = _down_to_heading(counted[-1], paragraphs)
        until = itertools.takewhile(lambda p: not headings.is_vote(p.text), after)
        if any(headings.tells_outcome(p.text) or labels.closes(p.text) for p in until):
            continue
        introduces = above is not None and above.text.rstrip().endswith(":")
        ids.update(p.id for p in ([above] if above and introduces else []))
        ids.update(p.id for p in counted)
    return frozenset(ids)


def _down_to_heading(above: Paragraph, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    later = paragraphs[above.ordinal :]
    return itertools.takewhile(lambda p: p.kind is not ParagraphKind.HEADING, later)
