"""What the chat shows beside its answers, as HTML. Documents are data: all is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.answer import Answer, Citation, Language, Status
from assistant.errors import AssistantError
from assistant.framing import in_full
from assistant.quoting import pieces
from assistant.reference import by_paragraph, markers, place, reference, references
from index.hit import Hit
from ingest.document import CELL, Document, DocumentKind, Paragraph

_KINDS = {
    DocumentKind.RELEVE: "Relevé de décisions",
    DocumentKind.FICHE: "Fiche",
    DocumentKind.OTHER: "Autre document",
}


HEADER = (
    "<header><h1>Relevés de décisions</h1><p>Ce que les comités ont décidé, dans leurs propres "
    "mots. Chaque citation est exacte et renvoie à son paragraphe.</p></header>"
)

WRITING = "Le modèle de langage rédige la réponse…"


def sources(answer: Answer) -> str:
    """The cited paragraphs in full, the quotations marked; or what came near."""
    if answer.status is Status.TALK:
        return no_sources()
    if answer.status is Status.ANSWERED:
        cards = "".join(map(_citations, by_paragraph(answer.citations)))
        return f'<div class="sources"><h2>Sources</h2>{cards}</div>'
    if not answer.nearest:
        return (
            '<div class="sources"><h2>Sources</h2><p class="hint">Aucun passage ne s’approche de '
            "cette question. Essayez d’autres mots, ou élargissez les filtres.</p></div>"
        )
    cards = "".join(_nearest(hit) for hit in answer.nearest)
    return (
        '<div class="sources"><h2>Ce qui s’en approche</h2><p class="hint">Ces passages ne '
        f"répondent pas à la question.</p>{cards}</div>"
    )


def no_sources() -> str:
    """Before the first question."""
    return (
        '<div class="sources"><h2>Sources</h2><p class="hint">Les paragraphes cités '
        "apparaîtront ici, avec la citation surlignée.</p></div>"
    )


def corpus(documents: Sequence[Document], paragraphs: int) -> str:
    """What the index holds, the newest first, the undated last."""
    dated = sorted(
        (d for d in documents if d.date), key=lambda d: d.date.iso if d.date else "", reverse=True
    )
    listed = [*dated, *(d for d in documents if not d.date)]
    items = "".join(
        f"<li>{escape(reference(document))}{', texte reconnu (OCR)' if document.ocr else ''}"
        f'<span class="file">{escape(document.source_path)}</span></li>'
        for document in listed
    )
    counted = f"{len(documents)} documents, {paragraphs} paragraphes"
    return f'<p class="hint">{counted}</p><ul class="corpus">{items}</ul>'


def copied(answer: Answer) -> str:
    """The answer with its references, as text to paste into a note."""
    return "\n".join([in_full(answer), "", *references(answer)]).strip()


def sorry(text: str, error: Exception) -> str:
    """What readers are told of a question that could not be put."""
    if isinstance(error, AssistantError):
        if not text.strip():
            return "La question est vide : écrivez ce que vous cherchez, puis « Demander »."
        return "La question est trop longue : 2 000 caractères au plus."
    if isinstance(error, ValueError):
        return "Cette date ne se lit pas : écrivez 2020, 12/2020 ou 03/12/2020."
    return "L'index ne peut pas être lu pour le moment ; prévenez l'équipe qui le tient."


def linked(text: str, citations: Sequence[Citation]) -> str:
    """A text of the conversation as HTML, its markers links to the passages."""
    addresses = {c.marker: _address(c) for c in citations}
    return link_markers(text, addresses, [c.quote for c in citations])


def link_markers(text: str, addresses: Mapping[int, str], quotes: Sequence[str]) -> str:
    """A text as HTML, the markers that have an address links to it; those within quotations are
    the document's own words."""
    named = {f"[{marker}]": escape(address) for marker, address in addresses.items()}
    parts = []
    for piece in pieces(text, quotes):
        shown = escape(piece, quote=False)
        parts.append(
            f'<a href="{named[piece]}" target="_blank" rel="noopener" '
            f'title="Lire dans le document">{shown}</a>'
            if piece in named
            else shown
        )
    return "".join(parts)


def passage_address(paragraph_id: str, start: int, end: int) -> str:
    """Where a slice of a paragraph is read in its document."""
    return f"/p/{paragraph_id}?start={start}&end={end}"


def _address(citation: Citation) -> str:
    return passage_address(citation.paragraph.id, citation.start, citation.end)


def _citations(citations: Sequence[Citation]) -> str:
    """A paragraph with all that is quoted of it."""
    first = citations[0]
    tag = ("mention", "mention")
    if any(citation.is_decision for citation in citations):
        tag = ("décision", "decision")
    elif first.is_outcome:
        tag = ("issue du point", "decision")
    return _card(
        f"{markers(citations)} {reference(first.document)}",
        first.document,
        first.paragraph,
        body(first.paragraph, [(c.start, c.end) for c in citations]),
        tag=f'<span class="tag {tag[1]}">{tag[0]}</span>',
        address=escape(_address(first)),
    )


def _nearest(hit: Hit) -> str:
    return _card(reference(hit.document), hit.document, hit.paragraph, body(hit.paragraph, []))


def body(paragraph: Paragraph, quoted: Sequence[tuple[int, int]]) -> str:
    """The text of a paragraph as HTML, its quoted slices marked; a table as one."""
    if paragraph.columns:
        return _table(paragraph, quoted)
    parts, reached = [], 0
    for start, end in sorted(quoted):
        parts.append(escape(paragraph.text[reached:start]))
        parts.append(f"<mark>{escape(paragraph.text[start:end])}</mark>")
        reached = end
    return "".join([*parts, escape(paragraph.text[reached:])])


def _table(paragraph: Paragraph, quoted: Sequence[tuple[int, int]]) -> str:
    rows, start = [], 0
    for row in paragraph.text.split("\n"):
        is_quoted = any(start < to and since < start + len(row) for since, to in quoted)
        is_title = start < len(paragraph.columns) and paragraph.text.startswith(paragraph.columns)
        cells = f"{row} ".removeprefix("|").split(CELL)
        cell = '<th scope="col">{}</th>' if is_title else "<td>{}</td>"
        shown = "<mark>{}</mark>" if is_quoted else "{}"
        filled = (shown.format(text) if (text := escape(c.strip())) else "" for c in cells)
        rows.append(f"<tr>{''.join(map(cell.format, filled))}</tr>")
        start += len(row) + 1
    return (
        '<div class="table" role="region" aria-label="Tableau cité" tabindex="0">'
        f"<table>{''.join(rows)}</table></div>"
    )


def _card(
    title: str,
    document: Document,
    paragraph: Paragraph,
    body: str,
    *,
    tag: str = "",
    address: str = "",
) -> str:
    """`title` is plain text; `body` and `tag` are HTML."""
    introduction = paragraph.lead_in.replace("\n", " › ")
    lead_in = f'<p class="lead-in">{escape(introduction)}</p>' if introduction else ""
    where = place(paragraph, Language.FRENCH)
    address = address or f"/p/{escape(paragraph.id)}"
    return (
        f'<article class="source" lang="fr"><h3>{escape(title)} {tag}</h3>'
        f'<p class="place">{escape(_KINDS[document.kind])}, {escape(where)}</p>{lead_in}'
        f'<blockquote>{body}</blockquote><p class="file">{escape(document.source_path)}</p>'
        f'<p class="read"><a href="{address}" target="_blank" rel="noopener">Lire dans le '
        f'document<span class="aside"> : {escape(where)} (nouvel onglet)</span></a></p>'
        "</article>"
    )
