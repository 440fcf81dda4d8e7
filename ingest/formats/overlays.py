"""What readers see of a page: nothing that is cut off or invisible, all that is laid over it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain, islice

from PIL import Image, ImageChops

from ingest.formats.layout import PlacedLine
from ingest.formats.tables import pieces_in
from ingest.page import Edges

SCAN_SHARE = 0.5
"""Of a page, from which its images make a scan of it."""
_FEWEST_LETTERS = 30
_STAMPS = 0.15
_ALIKE = 8
"""Of 255, how far colours that no one tells apart may be."""
_MOST_APART = 150.0
"""Points from what names a field to what is written in it."""
Spelled = tuple[PlacedLine, Callable[[], Iterable[Edges]]]
"""A line, and what gives the edges of its characters, white space having no width."""


def set_in(lines: list[Spelled], field: PlacedLine) -> None:
    """Put what is written in a field into the line that it stands on, before the word to its right;
    else after the line above it."""
    middle = (field.top + field.bottom) / 2
    spread = (field.right - field.left) / len(field.text)
    left = [field.left + spread * position for position in range(len(field.text))]
    own = [(x, field.top, x + spread, field.bottom) for x in left]

    def apart(at: int) -> float:
        return max(lines[at][0].left - field.right, field.left - lines[at][0].right)

    level = [at for at, (line, _) in enumerate(lines) if line.top <= middle <= line.bottom]
    beside = min(level, key=apart, default=None)
    if beside is None or apart(beside) > _MOST_APART:
        above = [at for at, (line, _) in enumerate(lines) if line.bottom <= middle]
        after = max(above, key=lambda at: lines[at][0].bottom, default=-1)
        lines.insert(after + 1, (field, own.copy))
        return
    line, places = lines[beside]
    around = [*places()]
    words = (word.span() for word in re.finditer(r"\S+", line.text))
    to_right = (a for a, b in words if around[a][0] + around[b - 1][2] > field.left + field.right)
    cut = next(to_right, len(line.text))
    before, rest = line.text[:cut].rstrip(), line.text[cut:].lstrip()
    parts = [(before, around[: len(before)]), (field.text, own)]
    parts += [(rest, around[len(around) - len(rest) :])]
    told = [(text, edges) for text, edges in parts if text]
    joined = [edge for _, edges in told for edge in (*edges, (0.0, 0.0, 0.0, 0.0))][:-1]
    right = max(line.right, field.right)
    text = " ".join(text for text, _ in told)
    whole = PlacedLine(text, min(line.left, field.left), line.top, right, line.bottom)
    lines[beside] = (whole, joined.copy)


def seen(
    lines: Sequence[tuple[Spelled, bool]], size: tuple[float, float], images: Iterable[Edges]
) -> list[Spelled]:
    """The lines that stand on a page as it is shown, without those said to be invisible, unless
    these tell what is on an image or there are no others. `size` is (width, height) in points."""
    width, height = size
    standing = [
        (spelled, is_invisible)
        for spelled, is_invisible in lines
        for line in (spelled[0],)
        if line.right >= 0 and line.left <= width and line.bottom >= 0 and line.top <= height
    ]
    if len({is_invisible for _, is_invisible in standing}) == 1:
        return [spelled for spelled, _ in standing]
    shown = [*images] if standing else []
    return [s for s, is_invisible in standing if not is_invisible or _is_on(s[0], shown)]


def _is_on(line: PlacedLine, images: Sequence[Edges]) -> bool:
    across, down = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return any(i[0] <= across <= i[2] and i[1] <= down <= i[3] for i in images)


def in_frames(lines: Iterable[Spelled], frames: Sequence[Edges]) -> Iterator[PlacedLine]:
    """What of the lines stands in each frame; lines run from one frame to the next."""
    top, bottom = min(frame[1] for frame in frames), max(frame[3] for frame in frames)
    for line, places in lines:
        whole = replace(line, top=top, bottom=bottom)
        yield from (piece for frame, piece in pieces_in(whole, places, [frames]) if frame)


def is_scan(lines: Sequence[PlacedLine], size: tuple[float, float], covered: float) -> bool:
    """Whether images cover half of the page or more, and next to no text stands between its
    margins, where stamps are: a logo beside a short title is no scan."""
    height = size[1]
    text = [line.text for line in lines if _STAMPS * height < line.bottom < (1 - _STAMPS) * height]
    if not any(line.right for line in lines):
        text = [line.text for line in lines]
    letters = filter(str.isalpha, chain(*text))
    if sum(1 for _ in islice(letters, _FEWEST_LETTERS)) == _FEWEST_LETTERS:
        return False
    return covered >= SCAN_SHARE


def unseen_of(
    before: Image.Image,
    after: Image.Image,
    groups: Sequence[Sequence[int]],
    edges: Callable[[int], Edges],
) -> set[int]:
    """The characters of the groups around which two images of a page, with them and without, are
    alike; none where that is all, as their fonts may not be at hand. A point is a pixel."""
    parts = ImageChops.difference(before.convert("RGB"), after.convert("RGB")).split()
    apart = reduce(ImageChops.lighter, parts).point([255 * (v > _ALIKE) for v in range(256)])

    def is_seen(index: int) -> bool:
        left, top, right, bottom = map(round, edges(index))
        around = (left, top, max(right, left + 1), max(bottom, top + 1))
        return apart.crop(around).getbbox() is not None

    alike = [group for group in groups if not any(map(is_seen, group))]
    return {index for group in alike for index in group} if len(alike) < len(groups) else set()


def between(corner: tuple[float, float], other: tuple[float, float]) -> Edges:
    (left, right), (top, bottom) = map(sorted, zip(corner, other, strict=True))
    return left, top, right, bottom
