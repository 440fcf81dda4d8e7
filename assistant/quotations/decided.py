"""What a meeting decided, item by item, in the order of its minutes."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.evidence.decisions import is_decision
from assistant.language.sentences import sentences_in, split_sentences
from assistant.quotations import votes
from assistant.quotations.orders import who_orders
from assistant.quotations.selection import Quotation, bounds, end_of, head_of, titles_of
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.language import headings
from ingest.language.labels import closes


def is_told(citation: Citation) -> bool:
    """Whether it tells what became of an item, or introduces what does."""
    text = citation.quote
    return any(map(closes, sentences_in(text))) or headings.is_vote(text) or text.endswith(":")


def items(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """What was put to the vote: the title above each outcome; the outcome alone of a second vote
    on it, or of what a document is wholly on; what its own sentence decides. An outcome that
    nothing names is left out."""
    outcomes = {p.id for p in paragraphs if headings.tells_outcome(p.text)}
    left_open = votes.left_open(paragraphs)
    title: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.HEADING:
            title = paragraph
        elif paragraph.id in outcomes:
            is_alone = len(outcomes) == 1
            if title or is_alone or paragraph.sections:
                quoted = title if title and not is_alone else paragraph
                yield Quotation(document, quoted, 0, end_of(quoted))
            title = None
        elif paragraph.id in left_open:
            yield Quotation(document, paragraph, 0, end_of(paragraph))
        elif is_decision(document, paragraph, paragraph.text):
            yield from _decisions_of(document, paragraph, paragraphs)


def decisions(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    left_open = votes.left_open(paragraphs)
    for paragraph in paragraphs:
        if paragraph.id in left_open:
            yield Quotation(document, paragraph, 0, end_of(paragraph))
        elif paragraph.kind is not ParagraphKind.HEADING:
            yield from _decisions_of(document, paragraph, paragraphs)


def _decisions_of(
    document: Document, paragraph: Paragraph, paragraphs: Sequence[Paragraph]
) -> Iterator[Quotation]:
    """The sentences of a paragraph that decide, or that close an item undecided, with those that
    they cannot be read without; rows under the titles of their columns."""
    head = head_of(paragraph, paragraphs)
    end = 0
    for span in split_sentences(paragraph.text):
        sentence = paragraph.text[span.start : span.end]
        decides = is_decision(document, paragraph, sentence) or closes(sentence)
        if span.start >= end and decides:
            start, end = bounds(paragraph, span)
            if head and (start > 0 or head != paragraph):
                yield titles_of(document, head)
            head = None
            for who in who_orders(paragraph, paragraphs):
                yield Quotation(document, who, 0, end_of(who))
            yield Quotation(document, paragraph, start, end)
