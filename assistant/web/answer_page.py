"""An answer that was given, as a page of HTML at an address that stays."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from html import escape

from assistant.answer import Language
from assistant.chat.markers import link_markers
from assistant.exports.export import asked_line, given_line, remarks
from assistant.interface import say
from assistant.reference import passage_address
from assistant.schemas.given import ExportFormat, GivenAnswerObject
from assistant.spacing import bound
from assistant.web.document_page import home, html_page
from index.errors import UnknownParagraphError
from index.snapshot import Snapshot
from ingest.document import Paragraph

_WORDS = {
    Language.FRENCH: {
        "sources": "Sources",
        "changed": (
            "Le fonds a changé depuis cette réponse : posez de nouveau la question pour savoir ce "
            "qu’il en dit aujourd’hui."
        ),
        "gone": "Ne se lit plus dans le fonds tel que cité :",
        "download": "Télécharger :",
    },
    Language.ENGLISH: {
        "sources": "Sources",
        "changed": (
            "The documents have changed since this answer: ask again to know what they say today."
        ),
        "gone": "No longer reads as quoted in the documents:",
        "download": "Download:",
    },
}
FORMAT_NAMES = {
    ExportFormat.DOCX: "Word",
    ExportFormat.PDF: "PDF",
    ExportFormat.MARKDOWN: "Markdown",
}


def answer_page(answer: GivenAnswerObject, snapshot: Snapshot) -> str:
    """Its markers lead to the passages that still read as they were quoted; where the index is no
    more what it was, the page says so."""
    words = _WORDS[answer.language]
    standing = _standing(answer, snapshot)
    gone = [f"[{cited.marker}]" for cited in answer.citations if cited.marker not in standing]
    notices = [words["changed"]] if answer.generation != snapshot.generation else []
    notices += [f"{words['gone']} {' '.join(gone)}."] if gone else []
    under = [line for line in (asked_line(answer), given_line(answer)) if line]
    understood = escape(bound(answer.understood))
    return html_page(
        understood,
        f"<header>{home(answer.language)}"
        f"<h1>{understood}</h1>{_lines('file', under)}</header>"
        f"<main>{_lines('notice', notices)}"
        f'<p class="answer">{_linked(answer.answer, answer, standing)}</p>'
        f"{_lines('file', remarks(answer))}{_sources(answer, standing)}{_downloads(answer)}</main>",
        language=answer.language,
    )


def _lines(name: str, texts: Sequence[str]) -> str:
    return "".join(f'<p class="{name}">{escape(bound(text))}</p>' for text in texts)


def _standing(answer: GivenAnswerObject, snapshot: Snapshot) -> dict[int, Paragraph]:
    """Marker -> its paragraph, of the citations that still read as they were quoted."""
    standing = {}
    for cited in answer.citations:
        with suppress(UnknownParagraphError):
            paragraph = snapshot.paragraph(cited.paragraph_id)
            if paragraph.text[cited.start : cited.end] == cited.quote:
                standing[cited.marker] = paragraph
    return standing


def _linked(text: str, answer: GivenAnswerObject, standing: Mapping[int, Paragraph]) -> str:
    addresses = {
        cited.marker: passage_address(cited.paragraph_id, cited.start, cited.end)
        for cited in answer.citations
        if cited.marker in standing
    }
    quotes = [cited.quote for cited in answer.citations]
    titles = {paragraph.columns for paragraph in standing.values()}
    return link_markers(text, addresses, quotes, answer.language, titles=titles)


def _sources(answer: GivenAnswerObject, standing: Mapping[int, Paragraph]) -> str:
    if not answer.references:
        return ""
    items = "".join(f"<li>{_linked(text, answer, standing)}</li>" for text in answer.references)
    return f'<h2>{_WORDS[answer.language]["sources"]}</h2><ul class="references">{items}</ul>'


def _downloads(answer: GivenAnswerObject) -> str:
    links = ", ".join(
        f'<a href="/api/answers/{escape(answer.id)}/export?format={format_}" download>{name}</a>'
        for format_, name in FORMAT_NAMES.items()
    )
    ask = f'<p><a href="/">{escape(say("go_ask", answer.language))}</a></p>'
    return f'<p class="downloads">{bound(_WORDS[answer.language]["download"])} {links}</p>{ask}'
