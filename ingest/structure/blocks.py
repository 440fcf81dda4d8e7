"""Lines to blocks: headings, paragraphs, bullets and tables, before they have offsets."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import ParagraphKind, Section
from ingest.language import abbreviations, headings, labels, mail, registers
from ingest.structure.lines import SENTENCE_END, Line
from ingest.structure.wrapping import is_wrapped, text_width

_BULLET = re.compile(r"(?P<marker>[-•▪▸►●◦○■□‣·*–—\uf0b7\uf0a7]|[.o>](?= ))\s*(?=\S)")
_OPEN_END = re.compile(
    r"(?:[,(«\-–—’']|\b(?:de|du|des|d|la|le|les|l|et|ou|à|au|aux|en|par|pour|sur|dans|un|une|"
    r"avec|sans|que|qui|dont|ce|cette|ces|son|sa|ses|leur|leurs|entre|vers|sous|n°))$",
    re.I,
)
ROW_END = re.compile(r"(?:^|\s)\d[\d.,%]*\s+\d[\d.,%]*$")
"""Two figures at the end of a line: a row of a table that extraction flattened."""
_TITLED = re.compile(r"[A-ZÀ-Ý][^.:;«»]{2,60}\s:\s+\S")
"""A line that names what it is on: "Fête de l'école : avancée au 23 juin"."""
_SHORTEST_FULL_LINE, _LONGEST_QUOTATION = 60, 12
_OUTDENT = 8
"""Spaces to the left of the line above at which another column starts."""


@dataclass(slots=True)
class Block:
    """Consecutive lines of one kind; `skipped` ones are in no paragraph. `depth` counts from 1 for
    outer bullets; `section` is that of a heading, None where it only names the document."""

    kind: ParagraphKind
    lines: list[Line] = field(default_factory=list)
    marker: str = ""
    depth: int = 0
    section: Section | None = None
    level: int = 0
    skipped: bool = False

    @property
    def raw(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_large(self) -> bool:
        return all(line.large for line in self.lines)

    @property
    def opening(self) -> str:
        """Its first two lines."""
        return " ".join(line.text for line in self.lines[:2])


def split_blocks(lines: Sequence[Line], *, markdown: bool) -> list[Block]:
    """The blocks of a text in order, with its lists nested; `outline` tells the headings."""
    width = text_width(lines)
    full = 0.9 * width if is_wrapped(lines, width) else math.inf
    blocks = _gather(lines, _table_lines(lines, width=width), full=full, markdown=markdown)
    _skip_agenda(blocks)
    _nest_bullets(blocks)
    return blocks


def _gather(
    lines: Sequence[Line], tables: dict[int, int], *, full: float, markdown: bool
) -> list[Block]:
    """Footnotes come after the block that they interrupt. A line longer than `full` ends where the
    paper does."""
    blocks: list[Block] = []
    notes: list[Block] = []
    current: Block | None = None
    mails = {head.start: head for head in mail.heads([line.text for line in lines])}
    closed = 0
    for position, line in enumerate(lines):
        if position < closed:
            continue
        if line.note and not line.skipped:
            _add_note(notes, line)
            continue
        if line.skipped:
            blocks.append(Block(ParagraphKind.PROSE, [line], skipped=True))
            continue
        if position in mails:
            closed = mails[position].stop
            current = _mail_head(lines[position:closed], is_first=not any(map(_is_shown, blocks)))
            blocks += [*notes, current]
            notes = []
            continue
        opened = _opened(line, current, in_table=position in tables)
        in_row = position in tables and position != tables[position]
        if current is not None and (
            in_row
            or (opened is None and position != closed and _continues(current, line, full, markdown))
        ):
            current.lines.append(line)
        else:
            current = opened or Block(ParagraphKind.PROSE, [line])
            blocks += [*notes, current]
            notes = []
    return [*blocks, *notes]


def _mail_head(lines: Sequence[Line], *, is_first: bool) -> Block:
    """Who wrote a mail to whom, and when: a heading above one that is quoted below another."""
    if is_first:
        return Block(ParagraphKind.PROSE, [*lines])
    section = Section("", mail.sender_of([line.text for line in lines]))
    return Block(ParagraphKind.HEADING, [*lines], section=section, level=1)


def _is_shown(block: Block) -> bool:
    return not block.skipped


def _add_note(notes: list[Block], line: Line) -> None:
    if notes and not headings.starts_note(line.text):
        notes[-1].lines.append(line)
    else:
        notes.append(Block(ParagraphKind.FOOTNOTE, [line]))


def _opened(line: Line, current: Block | None, *, in_table: bool) -> Block | None:
    """The block that this line opens by its own form, None where its context decides."""
    if line.level and headings.is_prose(line.text):
        return Block(ParagraphKind.PROSE, [line])
    if line.level:
        section = headings.from_markdown(line.text)
        return Block(ParagraphKind.HEADING, [line], section=section, level=line.level)
    if in_table:
        return Block(ParagraphKind.TABLE, [line])
    if line.row:
        goes_on = current is not None and current.lines[0].row and _continues_table(current, line)
        return None if goes_on else Block(ParagraphKind.TABLE, [line])
    bullet = _BULLET.match(line.text)
    if bullet and _may_open_bullet(bullet["marker"], line, current):
        return Block(ParagraphKind.BULLET, [line], marker=bullet.group())
    starts = headings.starts_numbered(line.text) or registers.is_item(line.text)
    if (starts or headings.is_article(line.text)) and not _is_open(current, line):
        return Block(ParagraphKind.PROSE, [line])
    return None


def _is_open(current: Block | None, line: Line) -> bool:
    """Whether the text before this line cannot end there."""
    return bool(current and not line.gap and _runs_on(current.lines[-1].text, line.text))


def _runs_on(before: str, line: str) -> bool:
    return bool(_OPEN_END.search(before)) or abbreviations.is_open(f"{before} {line}", len(before))


def _may_open_bullet(marker: str, line: Line, current: Block | None) -> bool:
    """Dashes and "o" also stand within sentences; a hyphen at a line's start rarely does."""
    if current is None or line.gap or marker in "-•▪▸►●◦○■□‣·*>\uf0b7\uf0a7":
        return True
    before = current.lines[-1].text
    return before.endswith((*SENTENCE_END, ",")) or current.marker.startswith(marker)


def _continues(current: Block, line: Line, full: float, markdown: bool) -> bool:
    """Whether a line goes on with the block before it rather than opening a paragraph."""
    before = current.lines[-1]
    if current.kind is ParagraphKind.TABLE:
        return line.row and _continues_table(current, line)
    if before.level or current.skipped or (before.confidence is None) != (line.confidence is None):
        return False
    opens = headings.is_vote(line.text) or labels.is_labelled(line.text)
    if not opens and before.text.endswith("."):
        opens = labels.closes(line.text) or bool(_TITLED.match(line.text))
    if opens:
        return not line.gap and _is_quoting(current)
    if before.text.endswith(")") and len(current.lines) == 1 and headings.numbered(before.text):
        return not line.text[0].isupper()
    is_cut = not line.gap and _runs_on(before.text, line.text)
    if line.text[0].isupper() and headings.is_outcome(current.opening) and not is_cut:
        return False
    if len(current.lines) == 1 and registers.ends_before(before.text, line.text):
        return False
    if line.gap:
        return not markdown and _is_cut(before, line)
    if markdown:
        return not before.hard_break or line.text[0].islower()
    if line.text[0].islower() or line.text[0] in ")»,;:!?%" or is_cut:
        return True
    if headings.agenda_item(current.lines[0].text):
        return False
    if len(current.lines) == 1 and headings.known(before.text):
        return False
    if before.text.endswith(".") and line.text.endswith(":"):
        return False
    if before.full is not None and line.indent + _OUTDENT <= before.indent:
        return False
    first_word = line.text.split(maxsplit=1)[0]
    is_full = len(before.text) + 1 + len(first_word) > full
    if not (is_full if before.full is None else before.full):
        return False
    return not (before.hard_break and before.text.endswith(SENTENCE_END))


def _is_quoting(current: Block) -> bool:
    """Whether a quotation that the last lines of a block open goes on after them."""
    lines = [line.text for line in current.lines[-_LONGEST_QUOTATION:]]
    return sum(text.count("«") - text.count("»") for text in lines) > 0


def _continues_table(current: Block, line: Line) -> bool:
    """A table that goes on over the page is a block on each, so that its rows have their page."""
    return not line.gap and line.page == current.lines[-1].page


def _is_cut(before: Line, line: Line) -> bool:
    """Whether a blank line stands within a sentence: extraction left it there."""
    return (
        line.gap == 1
        and line.text[0].islower()
        and len(before.text) >= _SHORTEST_FULL_LINE
        and not before.text.endswith((*SENTENCE_END, ","))
    )


def _table_lines(lines: Sequence[Line], *, width: int) -> dict[int, int]:
    """Position of each line of a table that extraction flattened -> position of its first.

    Such a table is a run of short lines that end no sentence, two of which end with at
    least two figures.
    """
    tables: dict[int, int] = {}
    start = 0
    for end in range(len(lines) + 1):
        inside = (
            end < len(lines)
            and _may_be_cell(lines[end], width)
            and not (end > start and lines[end].gap)
        )
        if inside:
            continue
        run = range(start, end)
        if sum(bool(ROW_END.search(lines[i].text)) for i in run) >= 2:
            tables |= dict.fromkeys(run, start)
        start = end if end < len(lines) and _may_be_cell(lines[end], width) else end + 1
    return tables


def _may_be_cell(line: Line, width: int) -> bool:
    return (
        len(line.text) < 0.6 * width
        and not line.skipped
        and not line.level
        and not line.text.endswith((*SENTENCE_END, ","))
        and not _BULLET.match(line.text)
        and not headings.starts_numbered(line.text)
        and not registers.is_item(line.text)
    )


def _skip_agenda(blocks: Sequence[Block]) -> None:
    """The items under "Ordre du jour" or "Sommaire" that come again as headings."""
    shown = [block for block in blocks if not block.skipped]
    if not any(headings.is_contents(block.raw) for block in shown):
        return
    keys = [re.sub(r"\W*\([^()]*\)|[\W_]+", "", block.raw).lower() for block in shown]
    last = {key: position for position, key in enumerate(keys)}
    for position, heading in enumerate(shown):
        if heading.skipped or not headings.is_contents(heading.raw):
            continue
        for item in range(position + 1, len(shown)):
            if shown[item].skipped or last[keys[item]] == item:
                break
            shown[item].skipped = True


def _nest_bullets(blocks: Sequence[Block]) -> None:
    """A list nests under a bullet that is indented less, or that ends with a colon, or
    that has another mark; a bullet whose mark was met comes back to the level of that mark."""
    stack: list[tuple[str, int]] = []
    previous: Block | None = None
    for block in (b for b in blocks if not b.skipped):
        if block.kind is not ParagraphKind.BULLET:
            stack, previous = [], None
            continue
        mark, indent = block.marker.strip(), block.lines[0].indent
        opens = previous is not None and previous.raw.endswith(":")
        if not stack or (_is_deeper(stack, mark, indent, opens=opens)):
            stack.append((mark, indent))
        else:
            while len(stack) > 1 and not _is_level(stack[-1], mark, indent):
                stack.pop()
        block.depth, previous = len(stack), block


def _is_deeper(stack: Sequence[tuple[str, int]], mark: str, indent: int, *, opens: bool) -> bool:
    top_mark, top_indent = stack[-1]
    if indent >= top_indent + 2 or (indent > top_indent and opens):
        return True
    return mark != top_mark and indent >= top_indent and all(mark != m for m, _ in stack)


def _is_level(level: tuple[str, int], mark: str, indent: int) -> bool:
    return level[0] == mark and indent >= level[1]
