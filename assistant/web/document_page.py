"""A whole document as a page of HTML, a passage marked in it. Documents are data: all is
escaped."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from pathlib import Path

from assistant.answer import Language
from assistant.chat import markers, page
from assistant.interface import say
from assistant.reference import place, reference
from assistant.spacing import bound
from ingest.document import Box, Document, Paragraph, ParagraphKind

_STYLE = Path(__file__).parent / "document.css"


def document_page(
    document: Document,
    paragraphs: Sequence[Paragraph],
    *,
    cited: str = "",
    quoted: tuple[int, int] | None = None,
    language: Language = Language.FRENCH,
    has_images: bool = False,
) -> str:
    """A document in its French, with what is said of it in `language`. `cited` is the id of the
    paragraph to mark, `quoted` the slice of it, all of it where none is given; `has_images` says
    that the pages of the file can be shown."""
    title = escape(document.title or document.source_path)
    sheets = "".join(
        _sheet(document, number, [*group], cited, quoted, language, has_images=has_images)
        for number, group in groupby(paragraphs, key=lambda paragraph: paragraph.page)
    )
    jump = f'<a class="jump" href="#{escape(cited)}">{say("jump", language)}</a>' if cited else ""
    return html_page(
        title,
        f'<header>{home(language)}<h1 lang="fr">{title}</h1>'
        f'<p class="file">{escape(bound(reference(document, language)))}, '
        f"{escape(document.source_path)}</p>{jump}</header><main>{sheets}</main>",
        language=language,
    )


def missing_page(key: str, language: Language) -> str:
    """For a link to what is no longer held, in the words of a key of `assistant.interface`."""
    return _one_line_page("missing", say(key, language), language)


def problem_page(key: str, language: Language, *values: object) -> str:
    """For what cannot be shown now, in the words of a key of `assistant.interface`."""
    return _one_line_page("unavailable", say(key, language, *values), language)


def _one_line_page(key: str, text: str, language: Language) -> str:
    title, said = say(key, language), escape(text)
    return html_page(
        title,
        f"<header>{home(language)}<h1>{title}</h1></header><main><p>{said}</p></main>",
        language=language,
    )


def home(language: Language) -> str:
    """The link to the chat that opens a page, HTML."""
    return f'<p class="home"><a href="/">{say("title", language)}</a></p>'


def html_page(title: str, body: str, *, language: Language, head: str = "") -> str:
    """A page of ours; `title`, `body` and `head` are HTML."""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{title} – {say("title", language)}'
        f"</title>{head}<style>{_style()}</style></head><body>{body}</body></html>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return markers.STYLE + _STYLE.read_text(encoding="utf-8")


def _sheet(
    document: Document,
    number: int | None,
    paragraphs: Sequence[Paragraph],
    cited: str,
    quoted: tuple[int, int] | None,
    language: Language,
    *,
    has_images: bool,
) -> str:
    text = "".join(_block(p, quoted, language, is_cited=p.id == cited) for p in paragraphs)
    if number is None:
        return f'<div class="text">{text}</div>'
    boxes = [box for p in paragraphs if p.id == cited for box in p.boxes if box.page == number]
    paper = _paper(document, number, boxes, language) if has_images else ""
    name = say("page_number", language, number)
    is_recognised = any(p.ocr_confidence is not None for p in paragraphs)
    recognised = f", {say('ocr', language)}" if is_recognised else ""
    return (
        f'<section class="sheet" aria-label="{name}"><p class="number">{name}{recognised}</p>'
        f'{paper}<div class="text">{text}</div></section>'
    )


def _paper(document: Document, number: int, boxes: Sequence[Box], language: Language) -> str:
    """The image of a page, the passage cited framed on it."""
    frames = "".join(
        f'<span class="frame" style="left:{box.left:.2%};top:{box.top:.2%};'
        f'width:{box.right - box.left:.2%};height:{box.bottom - box.top:.2%}"></span>'
        for box in boxes
    )
    said = say("page_image_framed" if boxes else "page_image", language, number)
    return (
        f'<figure class="paper"><img src="/documents/{escape(document.id)}/pages/{number}.png" '
        f'loading="lazy" alt="{said}">{frames}</figure>'
    )


def _block(
    paragraph: Paragraph, quoted: tuple[int, int] | None, language: Language, *, is_cited: bool
) -> str:
    marked = [quoted or (0, len(paragraph.text))] if is_cited else []
    body = page.body(paragraph, marked, language)
    name = escape(paragraph.id)
    tag = "h2" if paragraph.kind is ParagraphKind.HEADING else "div"
    current = ' class="cited" aria-current="true" tabindex="-1"' if is_cited else ""
    where = escape(say("passage_link", language, place(paragraph, language)))
    return (
        f'<{tag} id="{name}"{current} lang="fr">{body}<a class="link" href="/p/{name}" '
        f'lang="{language}" aria-label="{where}">¶ {paragraph.ordinal}</a></{tag}>'
    )
