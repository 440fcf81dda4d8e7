"""What a paragraph is searched with: its own words, and those that stand above it."""

from ingest.document import Document, Paragraph

_LONGEST_LEAD_IN = 300


def context(document: Document, paragraph: Paragraph) -> str:
    """Title, committee, headings and lead-in, outermost first."""
    parts = (
        document.title,
        document.committee,
        *(section.title for section in paragraph.sections),
        paragraph.lead_in[-_LONGEST_LEAD_IN:],
    )
    return ". ".join(part for part in parts if part)


def searched_text(document: Document, paragraph: Paragraph) -> str:
    """The text that is embedded."""
    return f"{context(document, paragraph)}. {paragraph.text}".removeprefix(". ")
