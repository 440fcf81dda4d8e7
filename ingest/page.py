"""What a format yields of a file, before its structure is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The raw text of a page. `confidences` has one number from 0 to 1 for each line that is
    not blank where the text was recognised on an image, and is empty elsewhere."""

    text: str
    confidences: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """The pages of a file. `markdown` says that marks stand for structure; `paged`, that the
    pages are those of the paper. `title` and `date` (ISO 8601) are what a format says of the
    document itself, empty where it does not. `notices` are sentences on what was not read."""

    pages: tuple[Page, ...]
    markdown: bool = False
    paged: bool = False
    title: str = ""
    date: str = ""
    notices: tuple[str, ...] = ()
