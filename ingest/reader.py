"""One file in, one `Reading` out."""

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.blocks import split_blocks
from ingest.document import Document, ParagraphKind, Reading
from ingest.encoding import decode
from ingest.errors import UnreadableFileError
from ingest.facts import Facts, read_facts
from ingest.folder import MEDIA_TYPES, SourceFile
from ingest.lines import split_lines
from ingest.pdf import read_pdf
from ingest.structure import build_structure
from ingest.words import is_french_word

READER_VERSION = 2
"""Raised when the same bytes would give other paragraphs, so that they are read again."""
_MOST_BYTES = 200 * 1024**2


def fingerprint(source: SourceFile) -> str:
    """Changes when the content, the catalog entry or the reader does. Hexadecimal.

    Raises UnreadableFileError.
    """
    digest = hashlib.sha256(_content(source))
    digest.update(f"{READER_VERSION} {source.name} {source.entry!r}".encode())
    return digest.hexdigest()


def read_file(source: SourceFile) -> Reading:
    """Raises UnreadableFileError, whose text names the file."""
    content = _content(source)
    if not content.strip():
        raise UnreadableFileError(f"{source.name}: the file is empty.")
    media_type = MEDIA_TYPES[source.path.suffix.lower()]
    if media_type == "application/pdf":
        pages = read_pdf(source.path, name=source.name)
    else:
        pages = decode(content, name=source.name).split("\f")
    return read_pages(
        pages,
        source=source,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media_type,
    )


def read_pages(pages: list[str], *, source: SourceFile, sha256: str, media_type: str) -> Reading:
    """The pure part: pages of text to a document with paragraphs."""
    markdown = media_type == "text/markdown"
    paged = len(pages) > 1 or media_type == "application/pdf"
    lines = split_lines(pages, markdown=markdown)
    blocks = split_blocks(lines, markdown=markdown)
    structure = build_structure(
        blocks, document_id=sha256[:12], paged=paged, is_word=is_french_word
    )
    if not structure.paragraphs:
        raise UnreadableFileError(f"{source.name}: it holds no paragraph.")
    titles = [b.raw for b in blocks if b.kind is ParagraphKind.HEADING and b.section is None]
    facts = read_facts(lines, titles=titles, text=structure.text, name=source.name)
    document = Document(
        id=sha256[:12],
        title=facts.title,
        kind=facts.kind,
        committee=facts.committee,
        date=facts.date,
        source_path=source.name,
        sha256=sha256,
        media_type=media_type,
        text=structure.text,
        pages=len(pages) if paged else 0,
        skipped=structure.skipped,
    )
    return Reading(_corrected(document, source), structure.paragraphs, _notices(pages, source))


def _corrected(document: Document, source: SourceFile) -> Document:
    """The document with what its catalog entry gives."""
    entry = source.entry
    if entry is None:
        return document
    read = Facts(document.title, document.kind, document.committee, document.date)
    return replace(
        document,
        title=read.title if entry.title is None else entry.title,
        kind=read.kind if entry.kind is None else entry.kind,
        committee=read.committee if entry.committee is None else entry.committee,
        date=read.date if entry.date is None else entry.date,
    )


def _notices(pages: list[str], source: SourceFile) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    if not empty or len(pages) == 1:
        return ()
    return (f"{source.name}: no text on page(s) {', '.join(empty)}, which were not read.",)


def _content(source: SourceFile) -> bytes:
    path: Path = source.path
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFileError(f"{source.name}: larger than {_MOST_BYTES >> 20} MiB.")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"{source.name}: {error.strerror}.") from error
