"""What a paragraph is searched with: its own words, and those that stand above it."""

from dataclasses import replace

from index.language.analyzer import repaired
from index.language.misreading import misread, put_right
from ingest.document import DatePrecision, Document, Paragraph
from ingest.language.periods import MONTHS

_LONGEST_LEAD_IN = 300


def context(document: Document, paragraph: Paragraph) -> str:
    """Title, committee, date, headings and lead-in, outermost first."""
    parts = (
        document.title,
        document.committee,
        _date(document),
        *(section.title for section in paragraph.sections),
        paragraph.lead_in[-_LONGEST_LEAD_IN:],
    )
    return ". ".join(part for part in parts if part)


def _date(document: Document) -> str:
    """The date in words, as a question would name it."""
    if document.date is None:
        return ""
    month, year = MONTHS[document.date.first.month - 1], document.date.first.year
    return {
        DatePrecision.DAY: f"{document.date.first.day} {month} {year}",
        DatePrecision.MONTH: f"{month} {year}",
        DatePrecision.YEAR: f"{year}",
    }[document.date.precision]


def whole_text(document: Document, paragraph: Paragraph) -> str:
    """The context and the text, as they were read."""
    return f"{context(document, paragraph)}. {paragraph.text}".removeprefix(". ")


def with_misread(document: Document, paragraph: Paragraph) -> Paragraph:
    """The paragraph, with the words that seem misread in it or above it."""
    return replace(paragraph, misread=misread(whole_text(document, paragraph)))


def searched_text(document: Document, paragraph: Paragraph) -> str:
    """The text that is embedded, its misread words put right."""
    return repaired(put_right(whole_text(document, paragraph), paragraph.misread))
