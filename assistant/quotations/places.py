"""Where citations stand to one another."""

from assistant.answer import Citation
from assistant.quotations.selection import is_listed_after


def is_told_by(citation: Citation, other: Citation) -> bool:
    """Whether the other has words of it, or is of the list that it only introduces."""
    if citation.paragraph.id == other.paragraph.id:
        return citation.start < other.end and other.start < citation.end
    return introduces(citation, other)


def introduces(citation: Citation, other: Citation) -> bool:
    """Whether it but introduces the list that the other is of."""
    own, theirs = citation.paragraph, other.paragraph
    is_of_one = own.document_id == theirs.document_id
    return is_of_one and citation.quote.endswith(":") and is_listed_after(own, theirs)


def stands_between(citation: Citation, first: Citation, outcome: Citation) -> bool:
    """Whether it stands between the two in the same sections."""
    own, last = citation.paragraph, outcome.paragraph
    is_in = outcome.is_outcome and first.paragraph.ordinal < own.ordinal < last.ordinal
    return is_in and (citation.document, own.sections) == (outcome.document, last.sections)
