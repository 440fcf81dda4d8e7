"""Pages of raw text to lines whose breaks are the author's, not the extractor's."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from ingest.language import headings
from ingest.page import BAR, CELL_BREAK, Edges, Page

SENTENCE_END = (".", "!", "?", "…", ":", ";")
_UNENDED = (",", "(", "-", "–", "«", "'", "’")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*(?:(?:/|sur)\s*\d{1,4}\s*)?[-–]?", re.I)
_PAGE_AT_END = re.compile(r"(?<!\d)\d{1,3}$")
_LEADER = re.compile(r"\t|\s\.\s\.\s|\.{3}|…{2}")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_MARKDOWN_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_RULE = re.compile(r"(?:[-–—_=*.·•~#]\s?){3,}|--")
_MARKDOWN_TABLE_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+\s*:?-*:?\s*$")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:\w[\w-]*:.*\n|[ \t-].*\n|\n)*?)---[ \t]*\n")
_LINK_TEXT = re.compile(r"\[([^\[\]\n]+)\]\(([^\s()]+)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = 0xF0000
_UNESCAPED = {_PRIVATE + code: chr(code) for code in range(128)}
"""Escaped characters are no marks: they wait in a private area of Unicode."""
_IN_ROW = {**_UNESCAPED, _PRIVATE + ord("|"): BAR}
_ADDRESS = re.compile(r"<(?=[^\s<>]+[.@][^\s<>])([^\s<>]+)>")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)(.{1,500}?)(?<=\S)\1(?![\w*_])")
_WITHIN_PARAGRAPH = r"(?=\S)((?:(?!\n\s*\n)[^\f]){1,2000}?)(?<=\S)"
_BOLD = (
    re.compile(rf"\*\*{_WITHIN_PARAGRAPH}\*\*"),
    re.compile(rf"(?<!\w)__{_WITHIN_PARAGRAPH}__(?!\w)"),
)
_ROW = re.compile(r"\|.*\|?$")
_EDGE_LINES = 2
_MARGIN = 0.15
_COMPARED_TITLE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line without marks. `gap` counts the blank lines before it that mean something,
    `level` is that of a Markdown heading, 0 for any other line. `hard_break` says that
    it ended with two spaces. A `skipped` line belongs to no paragraph. `position` counts the
    lines of its page that are not blank, from 0. `confidence` is from 0
    to 1 where the line was recognised on an image; `full` says whether it is as long as its
    column lets it be, None where only its length can tell; a `row` is one of a table, between
    bars; a `note` is at the foot of its page,
    a `large` line in larger type than the text; `edges` are those of a `Page`'s box."""

    text: str
    page: int
    indent: int
    gap: int
    hard_break: bool = False
    level: int = 0
    skipped: bool = False
    page_start: bool = False
    position: int = 0
    confidence: float | None = None
    full: bool | None = None
    row: bool = False
    note: bool = False
    large: bool = False
    edges: Edges | None = None


def split_lines(pages: Sequence[Page], *, markdown: bool) -> list[Line]:
    """Every line of the pages that holds a character, in order, its letters composed (NFC).

    Lines that an extractor doubled with blank ones are brought back to their own gaps.
    Page numbers, running headers and tables of contents come out `skipped`.
    """
    raw = normalize("NFC", "\f".join(page.text.replace("\f", "\n") for page in pages))
    if markdown:
        raw = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), raw)
    lines = list(_numbered_lines(_without_bold(raw), markdown=markdown))
    lines = _annotated(lines, pages)
    if markdown and (front_matter := _FRONT_MATTER.match(raw)):
        count = sum(bool(line.strip()) for line in front_matter.group(1).splitlines())
        lines = [replace(line, skipped=i < count) for i, line in enumerate(lines)]
    if _is_doubled(lines):
        lines = [replace(line, gap=max(0, (line.gap - 1) // 2)) for line in lines]
    lines = _skip_furniture(lines, page_count=len(pages))
    return list(_over_pages(lines))


def _annotated(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """The lines with what their pages know of them."""
    if not any(page.confidences or page.full or page.asides or page.boxes for page in pages):
        return list(lines)
    asides = [set(page.asides) for page in pages]
    rows = [set(page.rows) for page in pages]
    notes = [set(page.notes) for page in pages]
    large = [set(page.large) for page in pages]
    return [
        replace(
            line,
            skipped=line.skipped or line.position in asides[line.page - 1],
            confidence=page.confidences[line.position] if page.confidences else None,
            full=page.full[line.position] if page.full else None,
            row=line.row or line.position in rows[line.page - 1],
            note=line.position in notes[line.page - 1],
            large=line.position in large[line.page - 1],
            edges=page.boxes[line.position] if page.boxes else None,
        )
        for line in lines
        for page in (pages[line.page - 1],)
    ]


def _numbered_lines(raw: str, *, markdown: bool) -> Iterator[Line]:
    for number, page in enumerate(raw.split("\f"), start=1):
        gap, first, position = 0, True, -1
        for line in page.splitlines():
            position += bool(line.strip())
            if markdown and _MARKDOWN_TABLE_RULE.match(line):
                continue
            bare = line.strip()
            heading = _MARKDOWN_HEADING.match(bare)
            text = _without_marks(
                _heading_text(heading.group(2)) if heading else bare, markdown=markdown
            )
            if not text or _RULE.fullmatch(text) or (markdown and _MARKDOWN_RULE.match(line)):
                gap += 1
                continue
            yield Line(
                text=text,
                page=number,
                indent=len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()),
                gap=0 if first and number > 1 else gap,
                hard_break=line.endswith("  "),
                level=len(heading.group(1)) if heading else 0,
                page_start=first and number > 1,
                position=position,
                row=markdown and bool(_ROW.match(text)),
            )
            gap, first = 0, False


def _heading_text(text: str) -> str:
    """A Markdown heading without the marks that may close it."""
    opened = text.rstrip("#")
    return opened.rstrip() if opened.endswith((" ", "\t")) else text


def _without_bold(raw: str) -> str:
    """Bold marks may open on one line and close on the next."""
    for mark in _BOLD:
        raw = mark.sub(r"\1", raw)
    return raw


def _without_marks(text: str, *, markdown: bool) -> str:
    """Without the marks of Markdown; empty where the text is nothing else."""
    if "<" in text:
        text = _ADDRESS.sub(r"\1", text)
    if not markdown:
        return text
    if "](" in text:
        text = _LINK_TEXT.sub(r"\1 (\2)", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"(?:^|(?<=\s))>\s?", "", text) if text.startswith(">") else text
    escaped = _IN_ROW if text.startswith("|") else _UNESCAPED
    return text.replace("`", "").translate(escaped).strip()


def _is_doubled(lines: Sequence[Line]) -> bool:
    """Whether blank lines stand even within sentences: between a line that does not end
    one and a line that starts in lower case."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.page_start]
    if len(pairs) < 4:
        return False
    apart = sum(b.gap > 0 for _, b in pairs)
    within = sum(
        b.gap > 0 and b.text[0].islower() and not a.text.endswith(SENTENCE_END) for a, b in pairs
    )
    return apart >= 0.7 * len(pairs) and within >= 0.25 * len(pairs)


def _skip_furniture(lines: list[Line], *, page_count: int) -> list[Line]:
    contents = _contents_entries(lines)
    edges = _page_edges(lines) if page_count > 1 else {}
    only_page = {"1", "1/1", "- 1 -"} if page_count == 1 else set()
    seen = Counter(key for _, key in {(lines[p].page, key) for p, key in edges.items()})
    running = {key for key, times in seen.items() if times >= max(2, page_count / 2)}
    if all(edges.get(position) in running for position in range(len(lines))):
        running = set()  # what every page is made of is its text

    def is_furniture(position: int, line: Line) -> bool:
        if line.skipped or position in contents:
            return True
        if line.text in only_page and position in (0, len(lines) - 1):
            return True
        if position not in edges:
            return False
        return edges[position] in running or bool(_PAGE_NUMBER.fullmatch(line.text))

    return [
        replace(line, skipped=True) if is_furniture(position, line) else line
        for position, line in enumerate(lines)
    ]


def _over_pages(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with what the end of a page cuts made whole: a sentence has no gap in it, and the
    rest of a row of a table is in its row."""
    made = [*lines]
    shown = [p for p, line in enumerate(lines) if not (line.skipped or line.note)]
    for last, position in itertools.pairwise(shown):
        before, line = made[last], made[position]
        if line.page == before.page:
            continue
        whole = _whole_row(before.text, line.text) if line.row and before.row else ""
        if whole:
            made[last], made[position] = replace(before, text=whole), replace(line, text="")
        elif line.text[0].islower() or before.text.endswith(_UNENDED):
            made[position] = replace(line, gap=0)
    return (line for line in made if line.text)


def _whole_row(row: str, rest: str) -> str:
    """A row with the rest of its cells, where the first and most others have none; empty where
    that is a row of its own."""
    cells, others = (text.strip().strip("|").split("|") for text in (row, rest))
    empty = sum(not cell.strip() for cell in others)
    is_rest = not others[0].strip() and cells[0].strip() and 2 * empty >= len(others)
    if len(cells) != len(others) or not is_rest:
        return ""
    joined = (
        CELL_BREAK.join(filter(None, map(str.strip, pair)))
        for pair in zip(cells, others, strict=True)
    )
    return f"| {' | '.join(joined)} |"


def _contents_entries(lines: Sequence[Line]) -> set[int]:
    """Positions of the lines that are a title and its page. After a mere tab the title must
    come again further on: a row of a table looks the same."""
    titles = {
        position: title[:_COMPARED_TITLE]
        for position, line in enumerate(lines)
        if (title := _contents_title(line.text))
    }
    after_tab = {title for position, title in titles.items() if "\t" in lines[position].text}
    lengths = {len(title) for title in after_tab}
    last = {
        line.text[:length]: position
        for position, line in enumerate(lines)
        for length in lengths
        if line.text[:length] in after_tab
    }
    return {p for p, title in titles.items() if "\t" not in lines[p].text or last[title] > p}


def _contents_title(text: str) -> str:
    """ "Calendrier" for "Calendrier ..... 12", empty for any other line."""
    page = _PAGE_AT_END.search(text)
    if page is None:
        return ""
    title = text[: page.start()].rstrip(" \t\u00a0.…")
    return title if _LEADER.search(text, len(title), page.start()) else ""


def _page_edges(lines: Sequence[Line]) -> dict[int, str]:
    """Position of the lines at the top and the foot of each page -> text without digits; rows
    of a table differ by their digits alone."""
    pages: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        pages.setdefault(line.page, []).append(position)
    edges = (p for page in pages.values() for p in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:]))
    return {
        p: lines[p].text if lines[p].row else re.sub(r"\d+", "#", lines[p].text)
        for p in edges
        if _may_run(lines[p])
    }


def _may_run(line: Line) -> bool:
    """Votes recur at the foot of pages too, and must not be lost; where the place of a line
    is known, it is in a margin."""
    if headings.is_outcome(line.text):
        return False
    return line.edges is None or line.edges[1] < _MARGIN or line.edges[3] > 1 - _MARGIN
