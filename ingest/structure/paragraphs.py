"""Blocks to the document's text and its paragraphs, each with offsets, section and lead-in."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import CELL, Box, Paragraph, ParagraphKind, Section
from ingest.language import headings
from ingest.page import BAR, CELL_BREAK
from ingest.structure.blocks import ROW_END, Block
from ingest.structure.cutting import cut, sentence_starts
from ingest.structure.lines import SENTENCE_END, Line

_WORD_CUT = re.compile(r"([^\W\d_]+)-$")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_LONGEST_TITLE = 120
_LONGEST_WORD = 60
SOFT_HYPHEN = "\u00ad"

IsWord = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Structure:
    """The rebuilt text, its paragraphs, and the slices of the text that are in none."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    skipped: tuple[tuple[int, int], ...]


def build_structure(
    blocks: Sequence[Block], *, document_id: str, paged: bool, is_word: IsWord
) -> Structure:
    """Lay the blocks out as one text and cut the paragraphs from it."""
    blocks = [piece for block in blocks for piece in cut(block)]
    join = LineJoiner([line for block in blocks for line in block.lines], is_word=is_word)
    builder = _Builder(join, document_id=document_id, paged=paged)
    for block in blocks:
        builder.add(block)
    return Structure("".join(builder.parts), tuple(builder.paragraphs), tuple(builder.skipped))


class LineJoiner:
    """Joins the lines of a paragraph. A hyphen at a line's end goes only where the word
    without it is known, to the language or to the document, and the word with it is not."""

    def __init__(self, lines: Sequence[Line], *, is_word: IsWord) -> None:
        text = "\n".join(line.text for line in lines)
        self._words = {word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}
        self._is_word = is_word

    def __call__(self, lines: Sequence[str]) -> str:
        pieces = [self._before(line, following) for line, following in itertools.pairwise(lines)]
        joined = "".join(pieces) + lines[-1]
        return _SPACES.sub(" ", joined.replace(SOFT_HYPHEN, "")).strip()

    def _before(self, line: str, following: str) -> str:
        """A line as it stands before the next: a space after it, or its hyphen gone."""
        if not line or line.endswith(("'", "’")):
            return line
        if line.endswith(SOFT_HYPHEN):
            return line[:-1]
        cut = _WORD_CUT.search(line[-_LONGEST_WORD:])
        rest = re.match(r"[^\W\d_]+", following)
        if not cut or not rest:
            return f"{line} "
        left, right = cut.group(1).lower(), rest.group().lower()
        is_compound = f"{left}-{right}" in self._words or not rest.group()[0].islower()
        if not is_compound and (left + right in self._words or self._is_word(left + right)):
            return line[:-1]
        return line


class _Builder:
    def __init__(self, join: LineJoiner, *, document_id: str, paged: bool) -> None:
        self._join = join
        self.parts: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.skipped: list[tuple[int, int]] = []
        self._document_id = document_id
        self._paged = paged
        self._length = 0
        self._previous: Block | None = None
        self._sections: list[tuple[int, Section]] = []
        self._introduction = ""
        self._parents: list[str] = []
        self._in_row = False
        self._above: Block | None = None
        self._carried = ""

    def add(self, block: Block) -> None:
        text = _block_text(block, self._join)
        if not text:
            return
        both_bullets = self._previous is not None and self._previous.depth and block.depth
        self._write("" if self._previous is None else "\n" if both_bullets else "\n\n")
        self._write("  " * max(0, block.depth - 1) + block.marker)
        start = self._length
        self._write(text)
        self._previous = block
        if block.skipped:
            self.skipped.append((start, self._length))
            return
        if block.kind is ParagraphKind.FOOTNOTE:
            self.paragraphs.append(self._paragraph(block, text, start))
            return
        self._enter(block)
        self.paragraphs.append(self._paragraph(block, text, start))
        self._leave(block, text)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _enter(self, block: Block) -> None:
        """Bring the path of headings up to date with the block."""
        top = self._sections[-1][1].title if self._sections else ""
        if headings.is_contents(top) and block.kind is ParagraphKind.PROSE:
            self._sections = []
        if block.section is not None:
            while self._sections and (
                self._sections[-1][0] >= block.level
                or headings.is_of_names(self._sections[-1][1].title)
            ):
                self._sections.pop()
        if self._above is None or not _goes_on_with_table(self._above, block):
            self._carried = ""

    def _paragraph(self, block: Block, text: str, start: int) -> Paragraph:
        ordinal = len(self.paragraphs) + 1
        return Paragraph(
            id=f"{self._document_id}-{ordinal:04d}",
            document_id=self._document_id,
            ordinal=ordinal,
            sections=tuple(section for _, section in self._sections),
            lead_in="\n".join(self._introductions(block)),
            page=block.lines[0].page if self._paged else None,
            start=start,
            end=start + len(text),
            text=text,
            kind=block.kind,
            ocr_confidence=_confidence(block.lines),
            boxes=tuple(_boxes(block.lines)),
        )

    def _introductions(self, block: Block) -> list[str]:
        if block.kind is ParagraphKind.TABLE:
            return [t for t in (self._introduction, self._carried) if t]
        if headings.is_outcome(block.raw):
            return []
        if block.depth:
            return [t for t in (self._introduction, *self._parents[: block.depth - 1]) if t]
        if block.kind is ParagraphKind.HEADING or not self._is_titled():
            return []
        return [t for t in (self._introduction, *self._parents) if t]

    def _is_titled(self) -> bool:
        """Whether the last bullet is a title, and the paragraphs after it its body; those that
        follow one another are a list."""
        title = self._parents[-1] if self._parents and not self._in_row else ""
        return 0 < len(title) <= _LONGEST_TITLE and not title.endswith((*SENTENCE_END, ","))

    def _leave(self, block: Block, text: str) -> None:
        if block.depth:
            self._in_row = self._above is not None and self._above.depth == block.depth
        self._above = block
        self._carried = self._carried or "\n".join(
            t for t in (self._introduction, self.paragraphs[-1].columns) if t
        )
        if block.section is not None:
            self._sections.append((block.level, block.section))
        if headings.is_outcome(text):
            self._parents, self._introduction = [], ""
        elif block.depth:
            self._parents = [*self._parents[: block.depth - 1], _last_sentence(text)]
        elif block.kind is ParagraphKind.HEADING or text.endswith(":") or not self._is_titled():
            self._parents = []
            opens = text.endswith(":") and block.kind is not ParagraphKind.TABLE
            self._introduction = _last_sentence(text) if opens else ""


def _goes_on_with_table(above: Block, block: Block) -> bool:
    """Whether a table comes from the page before, where its columns have their titles."""
    before, first = above.lines[-1], block.lines[0]
    is_next = before.row and first.row and first.page == before.page + 1
    return is_next and first.text.count("|") == before.text.count("|")


def _confidence(lines: Sequence[Line]) -> float | None:
    """The mean over the letters of the recognised lines, None where there are none."""
    known = [(line.confidence, len(line.text)) for line in lines if line.confidence is not None]
    letters = sum(length for _, length in known)
    return round(sum(c * length for c, length in known) / letters, 3) if letters else None


def _boxes(lines: Sequence[Line]) -> Iterator[Box]:
    """The rectangles around lines that stand below one another, in order."""
    around: Box | None = None
    for line in lines:
        if line.edges is None:
            continue
        box = Box(line.page, *line.edges)
        if around is None:
            around = box
        elif _goes_on(around, box):
            around = Box(
                box.page,
                min(around.left, box.left),
                min(around.top, box.top),
                max(around.right, box.right),
                max(around.bottom, box.bottom),
            )
        else:
            yield around
            around = box
    if around is not None:
        yield around


def _goes_on(around: Box, box: Box) -> bool:
    """Whether a line goes on with a rectangle: below its top and not in another column."""
    beside = box.left > around.right or box.right < around.left
    return box.page == around.page and box.top >= around.top and not beside


def _last_sentence(text: str) -> str:
    """What introduces a list: the sentence that ends with a colon, else the whole text."""
    if not text.endswith(":"):
        return text
    return text[max(sentence_starts(text, 0, len(text)), default=0) :]


def _block_text(block: Block, join: LineJoiner) -> str:
    texts = [line.text for line in block.lines]
    texts[0] = texts[0][len(block.marker) :]
    if block.kind is not ParagraphKind.TABLE:
        return join(texts)
    if block.lines[0].row:
        return "\n".join(_row(text, join) for text in texts)
    return "\n".join(_rows(texts))


def _row(text: str, join: LineJoiner) -> str:
    """A row of a Markdown table without its outer bars; one within a cell has no spaces."""
    cells = text.removeprefix("|").removesuffix("|").split("|")
    row = CELL.join(join(cell.split(CELL_BREAK)) for cell in cells).strip()
    return re.sub(rf"\s*{BAR}\s*", "|", row)


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """The rows of a flattened table: each ends with its figures, the header before the
    first label."""
    pending: list[str] = []
    first = True
    for line in lines:
        pending.append(line)
        if not ROW_END.search(line):
            continue
        label = 2 if re.fullmatch(r"[\d.,%\s]+", line) else 1
        if first and pending[:-label]:
            yield " ".join(pending[:-label])
            pending = pending[-label:]
        yield " ".join(pending)
        pending, first = [], False
    if pending:
        yield " ".join(pending)
