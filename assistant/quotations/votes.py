"""Lines that count votes: what they are quoted with, and those that no outcome closes."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import Paragraph, ParagraphKind
from ingest.language import headings, labels

_SAID = (ParagraphKind.PROSE, ParagraphKind.BULLET)


def around(paragraph: Paragraph, paragraphs: Sequence[Paragraph], *, most: int) -> list[Paragraph]:
    """A vote or an outcome, and the votes of the same ballot, under their heading, or what is said
    right before them where another ballot is nearer to it; `most` in all."""
    above = reversed(paragraphs[: paragraph.ordinal - 1])
    heading = next((p for p in above if p.kind is ParagraphKind.HEADING), None)
    if heading is None:
        return [paragraph]
    ballots = _ballots(_down_to_heading(heading, paragraphs))
    ballot = next(ballot for ballot in ballots if paragraph in ballot)
    before = itertools.takewhile(lambda p: not headings.is_outcome(p.text), ballot)
    said = [heading, *(p for p in before if p.kind in _SAID)]
    title = heading if ballot is ballots[0] else said[-1]
    told = [p for p in ballot if headings.is_vote(p.text) or p.id == paragraph.id]
    first = max(told.index(paragraph) + 2 - most, 0)
    return [title, *told[first:][: most - 1]]


def _ballots(within: Iterable[Paragraph]) -> list[list[Paragraph]]:
    """Each down to its outcome, with the votes that are printed after it."""
    ballots: list[list[Paragraph]] = [[]]
    for paragraph in within:
        is_closed = any(headings.tells_outcome(p.text) for p in ballots[-1])
        if is_closed and not headings.is_outcome(paragraph.text):
            ballots.append([])
        ballots[-1].append(paragraph)
    return ballots


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
