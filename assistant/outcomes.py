"""What a meeting made of an item: "Adopté à l'unanimité", beside what is quoted of its report."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answer import Citation
from ingest import headings
from ingest.document import DocumentKind, Paragraph, ParagraphKind

_LONGEST = 150


def with_outcomes(
    citations: Sequence[Citation], paragraphs_of: Callable[[str], Sequence[Paragraph]]
) -> list[Citation]:
    """The citations, and after what is quoted of an item its outcome, where its minutes give
    one apart. `paragraphs_of` gives the paragraphs of a document, in order."""
    told: list[Citation] = []
    for citation in citations:
        outcome = _outcome(citation, paragraphs_of)
        if outcome is None:
            told.append(citation)
            continue
        last = next((c for c in told if c.is_outcome and c.paragraph.id == outcome.id), None)
        quoted = replace(citation, outcome=outcome.text)
        if last:
            told.insert(told.index(last), quoted)
            continue
        end = len(outcome.text)
        closing = replace(
            quoted, paragraph=outcome, quote=outcome.text, start=0, end=end, is_outcome=True
        )
        told += [quoted, closing]
    return [replace(citation, marker=marker) for marker, citation in enumerate(told, start=1)]


def _outcome(
    citation: Citation, paragraphs_of: Callable[[str], Sequence[Paragraph]]
) -> Paragraph | None:
    if citation.document.kind is not DocumentKind.RELEVE or citation.is_decision:
        return None
    paragraph = citation.paragraph
    later = paragraphs_of(citation.document.id)[paragraph.ordinal :]
    within = later[:1] if paragraph.kind is ParagraphKind.HEADING else [paragraph]
    sections = [section for inside in within for section in inside.sections]
    if item := next((section for section in sections if section.number.isdigit()), None):
        of_item = takewhile(lambda other: item in other.sections, later)
        return next(filter(_tells_outcome, of_item), None)
    outcomes = [other for other in later if _tells_outcome(other)]
    return outcomes[0] if sections and len(outcomes) == 1 else None


def _tells_outcome(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) <= _LONGEST and headings.is_outcome(text) and not headings.is_vote(text)
