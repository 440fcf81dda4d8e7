"""Which blocks are headings, and the sections that they open."""

import re
from collections.abc import Sequence

from ingest.document import ParagraphKind, Section
from ingest.language import headings, labels, registers
from ingest.structure.blocks import Block
from ingest.structure.items import ITEM_LEVEL, counted_items, mark_items
from ingest.structure.lines import SENTENCE_END

_LONGEST_NOTICE = 120
_COUNTED = re.compile(r"(\d{1,2})(?:\s*[.)]|$)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR_ITEM = 3
_FEWEST_REGISTERED = 2


def mark_headings(blocks: Sequence[Block]) -> None:
    """Turn the blocks that are headings into such, each with its section and level."""
    shown = [block for block in blocks if not block.skipped]
    _mark_markdown(shown)
    _mark_numbered(shown)
    _mark_registered(shown)
    counted = counted_items(shown)
    items = mark_items(shown, counted)
    _nest_in_items(shown, items)
    _mark_bare(shown, items=items)
    _nest_between(shown, set(counted))


def _mark_markdown(shown: Sequence[Block]) -> None:
    """A single heading of the first level is the title of the document; so is, right below it,
    one above all others that says which meeting it is of."""
    places = [position for position, block in enumerate(shown) if block.level]
    for n, place in enumerate(places[:-1]):
        title = shown[place]
        is_above_all = all(shown[after].level > title.level for after in places[n + 1 :])
        is_below = n > 0 and place == places[n - 1] + 1 and headings.is_title(title.raw)
        if not is_above_all or not (n == 0 or (is_below and _YEAR.search(title.raw))):
            return
        title.section = None


def _mark_numbered(shown: Sequence[Block]) -> None:
    """Numbered blocks of one form that follow one another with nothing between are a list; "1."
    then "1.1." are not, nor "II." then "A.", which are parts of it as all of their form, nor "2."
    then "1."."""
    forms = [
        headings.form_of_number(block.raw) if block.kind is ParagraphKind.PROSE else ""
        for block in shown
    ]
    deeper: dict[str, int] = {}
    last = ""
    for position, (block, form) in enumerate(zip(shown, forms, strict=True)):
        section = _numbered_section(shown, forms, position, last) if form else None
        if section is not None:
            last = section.number
            names_document = position == 0 and not section.number
            block.kind = ParagraphKind.HEADING
            block.section = None if names_document else section
            depth = headings.depth(section)
            above = shown[position - 1] if position else None
            if above and above.section and section.number and above.section.number:
                deeper.setdefault(form, max(0, above.level + 1 - depth))
            block.level = depth + deeper.get(form, 0)
        elif form and re.match(r"\d{1,2}\s*[.)]", block.raw):
            block.kind, block.depth = ParagraphKind.BULLET, 1
    _mark_parts(shown)


def _numbered_section(
    shown: Sequence[Block], forms: Sequence[str], position: int, last: str
) -> Section | None:
    """What a numbered block opens; None for one of a list. `last` is the number of the heading
    before it."""
    text, form = shown[position].raw, forms[position]
    section = headings.agenda_item(text)
    if section is not None:
        return section
    is_after = form in forms[position + 1 : position + 2]
    is_in_list = is_after and not _begins_again(text, shown[position + 1].raw)
    is_below = form in forms[max(0, position - 1) : position]
    if is_below and _goes_on(last, text) and not _goes_on(shown[position - 1].raw, text):
        is_below = False
    return None if is_in_list or is_below else headings.numbered(text)


def _goes_on(number: str, text: str) -> bool:
    """ "8. Calendrier" after "7.", with the list of what stands under that between."""
    before, after = (_COUNTED.match(one) for one in (number, text))
    return before is not None and after is not None and int(after[1]) == int(before[1]) + 1


def _begins_again(number: str, after: str) -> bool:
    """ "1. Ouvrir le samedi", after "2. Recommandations", the title of its list."""
    return bool(re.match(r"1\s*[.)]", after)) and not re.match(r"0?1\b", number)


def _mark_parts(shown: Sequence[Block]) -> None:
    """ "6.1 Calendrier" is a heading below the one of which it has the number; those with nothing
    between are a list."""
    number, level = "", 0
    found: dict[int, tuple[Section, int]] = {}
    for position, block in enumerate(shown):
        if block.section is not None and block.section.number:
            number, level = block.section.number, block.level
        elif block.kind is ParagraphKind.PROSE and (section := headings.part_of(block.raw, number)):
            found[position] = section, level + 1
    for position, (section, below) in found.items():
        if not {position - 1, position + 1} & found.keys():
            block = shown[position]
            block.kind, block.section, block.level = ParagraphKind.HEADING, section, below


def _mark_registered(shown: Sequence[Block]) -> None:
    """Several items of a register are headings, parts of the numbered ones where these come
    first, else above them; those with nothing between are a list."""
    found = [
        position
        for position, block in enumerate(shown)
        if block.kind is ParagraphKind.PROSE and registers.is_item(block.raw)
    ]
    items = {p for p in found if not {p - 1, p + 1} & {*found}}
    if len(items) < _FEWEST_REGISTERED:
        return
    level = 0
    ranks = _marked_ranks(shown)
    for position, block in enumerate(shown):
        if position in items:
            block.kind, block.section = ParagraphKind.HEADING, Section("", block.raw)
            block.level = ranks[position] + level + 1
        elif block.section is not None and block.section.number:
            if position > min(items) and not level:
                block.level += 1
            elif position < min(items) or block.level <= level:
                level = block.level


def _nest_in_items(shown: Sequence[Block], items: set[int]) -> None:
    """The numbered headings between counted items are parts of one, but for those that stand
    just above the next."""
    for position in range(min(items, default=len(shown)) + 1, len(shown)):
        block = shown[position]
        is_part = block.section is not None and block.section.number and position not in items
        if is_part and not _is_near(items, position):
            block.level += ITEM_LEVEL


def _nest_between(shown: Sequence[Block], counted: set[int]) -> None:
    """What has the rank of an outer heading before the last of those that count up is a part of
    one, or of what comes before the first, but for those that stand just above the next."""
    level = min((shown[position].level for position in counted), default=0)
    for position in range(max(counted, default=0)):
        block = shown[position]
        if block.section is not None and block.level < level and not _is_near(counted, position):
            block.level += level


def _is_near(items: set[int], position: int) -> bool:
    return not items.isdisjoint(range(position + 1, position + 1 + _NEAR_ITEM))


def _mark_bare(shown: Sequence[Block], *, items: set[int]) -> None:
    """Unnumbered headings: known by their words, or by standing alone above a text. Those
    at the top name the document and open no section: all before the first text, and after
    a short notice those that say what the document is. Between counted items, only what
    stands just above one is a heading."""
    in_head, head_has_text = True, False
    ranks = _marked_ranks(shown)
    for position, block in enumerate(shown):
        if headings.is_of_letter(block.raw) and block.kind is ParagraphKind.PROSE:
            continue
        near_item = _is_near(items, position)
        may_be = in_head or near_item or not items or block.is_large
        may_be_bare = may_be or headings.known(block.raw)
        if block.kind is ParagraphKind.PROSE and may_be_bare:
            before = shown[position - 1] if position else None
            after = shown[position + 1] if position + 1 < len(shown) else None
            is_title = not head_has_text or headings.is_title(block.raw)
            names_document = in_head and is_title and not headings.is_one_of_several(block.raw)
            _mark_if_bare(block, before, after, in_head=names_document)
            block.level += ranks[position] if block.section is not None else 0
        if block.kind is not ParagraphKind.HEADING:
            in_head = in_head and len(block.raw) <= _LONGEST_NOTICE
            head_has_text = True
        elif block.section is not None:
            in_head = False


def _marked_ranks(shown: Sequence[Block]) -> list[int]:
    """For each block the level that a marked heading beside it would be right below: that of the
    one that it stands under, or of one that comes after it where this is deeper; 0 where none
    comes after it."""
    levels = [
        block.lines[0].level if block.section is not None and block.lines[0].level else 0
        for block in shown
    ]
    highest = 0
    after: list[int] = []
    for level in reversed(levels):
        after.append(highest)
        highest = min(filter(None, (highest, level)), default=0)
    ranks: list[int] = []
    under = 0
    for level, next_highest in zip(levels, reversed(after), strict=True):
        under = level or under
        ranks.append(max(under, next_highest - 1) if next_highest else 0)
    return ranks


def _mark_if_bare(
    block: Block, before: Block | None, after: Block | None, *, in_head: bool
) -> None:
    section = headings.known(block.raw)
    introduces = after is not None and after.kind is ParagraphKind.BULLET
    if section and introduces and block.raw.endswith(":") and labels.is_labelled(block.raw):
        return  # "Décision :" above a list of them is no title
    if section is None:
        section = headings.bare(block.raw, in_head=in_head, is_large=block.is_large)
        stands_alone = before is None or before.raw.endswith(SENTENCE_END) or block.lines[0].gap > 0
        follows = in_head or (after is not None and not _looks_bare(after))
        answers = (
            before is not None
            and before.raw.endswith(":")
            and headings.is_proceeding(before.raw)
            and headings.is_capitalised(block.raw)
        )
        is_apart = in_head or block.is_large or (stands_alone and follows)
        if section is None or answers or not is_apart:
            return
        section = None if in_head else section
    block.kind, block.section, block.level = ParagraphKind.HEADING, section, 1


def _looks_bare(block: Block) -> bool:
    """Two short lines in a row are a list of names or an address, not two headings."""
    return (
        block.kind is ParagraphKind.PROSE
        and headings.bare(block.raw) is not None
        and headings.known(block.raw) is None
    )
