"""Files read, and texts as if they were files."""

from pathlib import Path

from ingest.document import Paragraph, Reading
from ingest.folder import SourceFile, find_files
from ingest.page import Extraction, Page
from ingest.reader import read_extraction, read_file


def read_path(path: Path) -> Reading:
    """The file, or the first of a folder."""
    return read_file(find_files([path])[0])


def read_bytes(folder: Path, name: str, content: bytes) -> Reading:
    """A file of this content, which is written to the folder."""
    (folder / name).write_bytes(content)
    return read_path(folder / name)


def read_text(text: str, *, name: str = "texte.txt") -> Reading:
    """`text` as the content of a file of that name; form feeds part its pages."""
    pages = tuple(map(Page, text.split("\f")))
    extraction = Extraction(pages, markdown=name.endswith(".md"), paged=len(pages) > 1)
    return read_extraction(extraction, source=SourceFile(Path("/") / name, name), sha256="0" * 64)


def paragraphs(text: str, *, name: str = "texte.txt") -> tuple[Paragraph, ...]:
    return read_text(text, name=name).paragraphs


def headings(text: str, *, name: str = "texte.txt") -> list[str]:
    """The texts of the headings, those that name the document included."""
    return [p.text for p in paragraphs(text, name=name) if p.kind == "heading"]


def texts(text: str, *, name: str = "texte.txt") -> list[str]:
    """The texts of all that is not a heading."""
    return [p.text for p in paragraphs(text, name=name) if p.kind != "heading"]
