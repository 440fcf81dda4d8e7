"""From weighed sentences to the quotations of an answer."""

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from assistant.evidence.matching import Term, coverage
from assistant.evidence.settling import settles_in_part
from assistant.evidence.weighing import Evidence
from assistant.language import lexicon
from assistant.language.sentences import Span, leans_back, part_around, split_sentences
from assistant.questions.question import Question
from assistant.quotations import votes
from assistant.quotations.orders import who_orders
from assistant.quotations.rows import (
    begins_with,
    outcomes_asked,
    titled_with,
    unit_beside,
    with_groups,
    words_of_one,
)
from assistant.quotations.titled import is_titled, list_around, told_apart, topic_of, under_titles
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.language import headings

MOST_QUOTATIONS = 3
MOST_LIST_ITEMS = 8
_NEAR_THE_BEST = 0.10
_WORTHWHILE_GAIN = 0.10
_FAR = 0.3
_LEAST_OWN = 0.4
_LEAST_SHARE = 0.75
_WHOLE_PARAGRAPH = 280
_FEW_ROWS = 3
_ALIKE = 0.95
ITEMS = (ParagraphKind.BULLET, ParagraphKind.TABLE)
LONGEST = 900
"""Of a quotation of several sentences, in characters; longer paragraphs are cut."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """`paragraph.text[start:end]` is what is quoted."""

    document: Document
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


def choose(asked: Sequence[Term], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence, those that tell nearly as much, and those that tell what it does not;
    one a paragraph, and each thing once. `evidence` goes from the best down and is not empty."""
    chosen = [evidence[0]]
    met = list(evidence[0].matches)
    for other in evidence[1:]:
        if len(chosen) == MOST_QUOTATIONS:
            break
        together = [max(pair) for pair in zip(met, other.matches, strict=True)]
        gain = coverage(asked, together) - coverage(asked, met)
        is_near = (
            other.told >= chosen[0].told - _NEAR_THE_BEST
            and other.own >= chosen[0].own - _NEAR_THE_BEST
        )
        tells_more = (
            gain >= _WORTHWHILE_GAIN
            and other.own >= _LEAST_OWN
            and other.coverage >= _LEAST_SHARE * chosen[0].coverage
        )
        is_apart = _is_far(other, chosen[0])
        if (is_near or tells_more) and not (is_apart or any(is_told(other, e) for e in chosen)):
            chosen.append(other)
            met = together
    return chosen


def _is_far(evidence: Evidence, best: Evidence) -> bool:
    """Whether another document has but some words of the question, and is likely on something
    else."""
    is_other = evidence.hit.document.id != best.hit.document.id
    return is_other and evidence.score < best.score - _FAR and not all(evidence.matches)


def is_told(evidence: Evidence, other: Evidence) -> bool:
    """Whether another sentence is of the same paragraph, or says the same."""
    if evidence.hit.paragraph.id == other.hit.paragraph.id:
        return True
    alike = Indel.normalized_similarity(evidence.text, other.text, score_cutoff=_ALIKE)
    return alike >= _ALIKE


def quote(
    question: Question,
    evidence: Evidence,
    others: Sequence[Evidence],
    paragraphs: Sequence[Paragraph],
) -> list[Quotation]:
    """The sentence with those it cannot be read without, among them the one before it that has
    one of the names that are asked about; after a sentence that introduces a list, the items; of
    a table, the unit of its figures, the titles of its columns and the rows that tell as much,
    those that are titled with a word of the question where some are; with a vote, the heading of
    what was voted on; before an item, where it is asked who, who is to do it: "Tous les ministères
    devront :"; whole, with its list, under a title that has all that is asked about.

    `others` are all the sentences that were weighed, `paragraphs` those of the document."""
    document, paragraph = evidence.hit.document, evidence.hit.paragraph
    if paragraph.kind is ParagraphKind.TABLE:
        return _of_table(question, evidence, others, paragraphs)
    if headings.is_vote(paragraph.text) or headings.tells_outcome(paragraph.text):
        around = votes.around(paragraph, paragraphs, most=MOST_LIST_ITEMS)
        return [Quotation(document, told, 0, end_of(told)) for told in around]
    start, end = bounds(paragraph, evidence.span, sorted(question.names))
    quotations = [Quotation(document, paragraph, start, end)]
    if is_titled(document, paragraph, topic_of(question)) and len(paragraph.text) <= LONGEST:
        end = end_of(paragraph)
        told = list_around(paragraph, paragraphs, most=MOST_LIST_ITEMS)
        quotations = [
            Quotation(document, p, *part) for p in told for part in told_apart(document, p)
        ]
    if question.asks_who:
        quotations[:0] = _introduction(document, paragraph, paragraphs)
    above = who_orders(paragraph, paragraphs)
    quotations[:0] = [Quotation(document, who, 0, end_of(who)) for who in above]
    return [*quotations[:-1], *with_items(quotations[-1], paragraphs)]


def with_items(quotation: Quotation, paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    """A quotation, and after one that introduces a list, or votes, these."""
    document, paragraph = quotation.document, quotation.paragraph
    text = paragraph.text.rstrip()
    if not text.endswith(":") or quotation.end != len(text):
        return [quotation]
    items = _items(paragraph, paragraphs) or votes.under(paragraph, paragraphs)
    told = (Quotation(document, item, 0, end_of(item)) for item in items[:MOST_LIST_ITEMS])
    return [quotation, *told]


def _of_table(
    question: Question,
    evidence: Evidence,
    others: Sequence[Evidence],
    paragraphs: Sequence[Paragraph],
) -> list[Quotation]:
    """Whole where it is short, or where the question is on none of its rows in particular; where
    all that had an outcome is asked for, the rows whose own outcome it is."""
    document, paragraph = evidence.hit.document, evidence.hit.paragraph
    text = paragraph.text
    head = head_of(paragraph, paragraphs)
    weighed = [evidence, *(other for other in others if other.hit.paragraph.id == paragraph.id)]
    outcomes = outcomes_asked(question)
    ruled = [e for e in weighed if begins_with(outcomes, paragraph.columns, e.text)]
    best = max((e.own for e in ruled), default=evidence.own)
    rows = _titled(
        words_of_one(question), {e.span: e.text for e in ruled or weighed if e.own == best}
    )
    unit = _unit(document, head or paragraph, paragraphs)
    is_whole = text.count("\n") < _FEW_ROWS if head else len(text) <= LONGEST
    in_titles = head == paragraph and evidence.span.start < len(paragraph.columns)
    is_on_none = not ruled and (in_titles or not evidence.own)
    if is_whole or is_on_none or len(rows) > MOST_LIST_ITEMS:
        return [*unit, Quotation(document, paragraph, 0, end_of(paragraph))]
    quoted = [*unit, *([titles_of(document, head)] if head else [])]
    told = with_groups(paragraph, rows)
    return [*quoted, *(Quotation(document, paragraph, row.start, row.end) for row in told)]


def _titled(titled: frozenset[str], rows: Mapping[Span, str]) -> list[Span]:
    """Of rows that tell as much of the question, those that are titled with its words."""
    are_titled = titled_with(titled, [*rows.values()])
    return [row for row, is_titled in zip(rows, are_titled, strict=True) if is_titled] or [*rows]


def _unit(document: Document, table: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Quotation]:
    found = unit_beside(table, paragraphs)
    return [Quotation(document, found[0], found[1].start, found[1].end)] if found else []


def head_of(table: Paragraph, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that a table, or the part of one, has the titles of its columns in."""
    if not table.columns:
        return None
    above = reversed(paragraphs[: table.ordinal])
    return next((p for p in above if p.text.startswith(table.columns)), None)


def titles_of(document: Document, head: Paragraph) -> Quotation:
    return Quotation(document, head, 0, len(head.columns))


def bounds(paragraph: Paragraph, span: Span, names: Collection[str] = ()) -> tuple[int, int]:
    """Where the quotation of a sentence starts and ends, with those that it cannot be read
    without, and what it says of one of the `names` from where that is told; what goes back on a
    decision, with the rest of its paragraph, which tells what holds instead, and the reverse; a
    short paragraph is quoted whole, but where it settles something beside what it only tells; of
    one that runs over several subjects the part on one."""
    text = paragraph.text
    if part := part_around(text, span):
        return part.start, _bare_end(text[: part.end])
    if len(text) <= _WHOLE_PARAGRAPH and not settles_in_part(text):
        return 0, end_of(paragraph)
    spans = split_sentences(text)
    first = last = spans.index(span)
    going_back = _last(lexicon.GOES_BACK, text, spans[: first + 1])
    if going_back is not None and _fits(spans[going_back], span):
        first = going_back
    while first > 0 and leans_back(text, spans[first]) and _fits(spans[first - 1], spans[last]):
        first -= 1
    while (
        last + 1 < len(spans)
        and (going_back is not None or leans_back(text, spans[last + 1]))
        and _fits(spans[first], spans[last + 1])
    ):
        last += 1
    for name in names:
        named = re.compile(rf"\b{re.escape(name)}\b", re.I)
        place = _last(named, text, spans[: last + 1])
        if place is not None and place < first and _fits(spans[place], spans[last]):
            first = place
    return spans[first].start, _bare_end(text[: spans[last].end])


def _last(words: re.Pattern[str], text: str, spans: Sequence[Span]) -> int | None:
    """The last of the sentences that has such words, if any does."""
    places = reversed(range(len(spans)))
    return next((n for n in places if words.search(text, spans[n].start, spans[n].end)), None)


def _fits(first: Span, last: Span) -> bool:
    return last.end - first.start <= LONGEST


def end_of(paragraph: Paragraph) -> int:
    """Where the quotation of a paragraph ends; of a long table, after the last row that fits."""
    text = paragraph.text
    if paragraph.kind is not ParagraphKind.TABLE:
        return _bare_end(text)
    end = len(text) if len(text) <= LONGEST else text.rfind("\n", 0, LONGEST)
    return end if end > 0 else len(text)


def _bare_end(text: str) -> int:
    """Before the comma or semicolon of an item."""
    return len(text.rstrip(" \n\u00a0\u202f;,"))


def is_listed_after(above: Paragraph, paragraph: Paragraph) -> bool:
    """Whether it is an item of the list that the other introduces, or has an item of."""
    is_near = 0 < paragraph.ordinal - above.ordinal <= MOST_LIST_ITEMS
    is_item = paragraph.kind is ParagraphKind.BULLET and not headings.is_vote(paragraph.text)
    if not is_item or not is_near:
        return False
    is_beside = above.kind is ParagraphKind.BULLET and above.lead_in == paragraph.lead_in
    return is_beside or _introduces(above, paragraph)


def _introduces(above: Paragraph, item: Paragraph) -> bool:
    introduction = item.lead_in.rpartition("\n")[2]
    return bool(introduction and above.text.endswith(introduction))


def _introduction(
    document: Document, item: Paragraph, paragraphs: Sequence[Paragraph]
) -> Iterator[Quotation]:
    """The sentence that introduces an item, where it binds someone to it."""
    above = paragraphs[max(0, item.ordinal - 1 - MOST_LIST_ITEMS) : item.ordinal - 1]
    told = (p for p in reversed(above) if is_listed_after(p, item) and _introduces(p, item))
    for paragraph in itertools.islice(told, 1):
        start = split_sentences(paragraph.text)[-1].start
        if lexicon.OBLIGES.search(paragraph.text[start:]):
            yield Quotation(document, paragraph, start, end_of(paragraph))


def _items(introduction: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The items right under a paragraph that introduces a list, not those under them, or those
    under a line of titles; the table that it introduces; the names that answer "Présents :"."""
    items: list[Paragraph] = []
    if introduction.kind is ParagraphKind.ATTENDANCE:
        return [
            *itertools.takewhile(
                lambda p: p.kind is ParagraphKind.ATTENDANCE and not p.text.endswith(":"),
                paragraphs[introduction.ordinal :],
            )
        ]
    for paragraph in paragraphs[introduction.ordinal :]:
        introductions = paragraph.lead_in.splitlines()
        if not any(introduction.text.endswith(above) for above in introductions):
            break
        if paragraph.kind in ITEMS and introduction.text.endswith(introductions[-1]):
            items.append(paragraph)
    return items or under_titles(introduction, paragraphs)
