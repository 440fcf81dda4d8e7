"""Documents made of passages that no file holds."""

import hashlib
import itertools
from collections.abc import Sequence

from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind, Reading


def reading_of(id_: str, title: str, passages: Sequence[str], kind: DocumentKind) -> Reading:
    """Each passage is a paragraph, in order, on a line of the text of its own."""
    text = "\n".join(passages)
    starts = itertools.accumulate((len(passage) + 1 for passage in passages), initial=0)
    document = Document(
        id=id_,
        title=title,
        kind=kind,
        committee="",
        date=None,
        source_path=id_,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        text=text,
    )
    paragraphs = (
        Paragraph(
            id=f"{id_}-{ordinal:04}",
            document_id=id_,
            ordinal=ordinal,
            sections=(),
            lead_in="",
            page=None,
            start=start,
            end=start + len(passage),
            text=passage,
            kind=ParagraphKind.PROSE,
        )
        for ordinal, (passage, start) in enumerate(zip(passages, starts, strict=False), start=1)
    )
    return Reading(document, tuple(paragraphs))
