"""What the chat shows beside its answers, as HTML. Documents are data: all is escaped."""

from collections.abc import Collection, Iterator, Sequence
from html import escape
from pathlib import Path

from assistant.answer import Answer, Citation, Language, Nature, Status
from assistant.chat.markers import link_markers
from assistant.chat.uploads import Added, Fate
from assistant.errors import AccessError, AssistantError, InvalidFilterError
from assistant.interface import counted, say, translations
from assistant.language.quoted_rows import cells
from assistant.language.quoting import pieces
from assistant.reasons import reason
from assistant.reference import added as added_by
from assistant.reference import by_paragraph, markers, passage_address, place, reference, references
from assistant.spacing import NO_BREAK, bound
from assistant.wording.framing import in_full
from index.errors import BusyIndexError, InvalidQueryError
from index.hit import Hit
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.errors import IngestError
from ingest.language import headings

_SCRIPTS = (Path(__file__).with_name(name) for name in ("page.js", "past_questions.js"))
HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="alternate" type="application/atom+xml" href="/api/documents.atom">'
    "<script>document.documentElement.lang = /^fr/i.test(navigator.language || 'fr') ? 'fr' : 'en';"
    f"{''.join(script.read_text(encoding='utf-8') for script in _SCRIPTS)}</script>"
)


def translated() -> dict[str, dict[str, str]]:
    """What stands on the page from the first, by language: words, and HTML made of them."""
    return {
        name: {
            **words,
            "header": _header(Language(name)),
            "account_link": f'<p class="account"><a href="/sign-in">{words["account"]}</a></p>',
            "no_sources": no_sources(Language(name)),
            "no_search": hinted(words["search_none"]),
        }
        for name, words in translations().items()
    }


def _header(language: Language) -> str:
    return (
        f'<a class="skip" href="#question">{say("skip", language)}</a><header>'
        f"<h1>{say('title', language)}</h1><p>{say('tagline', language)}</p></header>"
    )


def sources(answer: Answer, language: Language = Language.FRENCH) -> str:
    """The cited paragraphs in full, the quotations marked; or what came near."""
    if answer.status is Status.TALK:
        return no_sources(language)
    if answer.status is Status.ANSWERED:
        cards = [_citations(group, language) for group in by_paragraph(answer.citations)]
        return _sources(say("sources", language), unanswered(answer, language), *cards)
    if not answer.nearest:
        return _sources(say("sources", language), say("sources_far", language))
    cards = [found(near.hit, near.marked, language) for near in answer.nearest]
    is_marked = any(near.marked for near in answer.nearest)
    hint = say("near_hint", language) + (say("near_marked", language) if is_marked else "")
    return _sources(say("near", language), hint, *cards)


def unanswered(answer: Answer, language: Language) -> str:
    """Of several things asked, those that nothing answers; empty where there are none."""
    if not answer.unanswered:
        return ""
    return say("unanswered", language, " ".join(map(bound, answer.unanswered)))


def no_sources(language: Language) -> str:
    """Before the first question."""
    shown = _sources(say("sources", language), say("sources_none", language))
    return f'<div class="unasked">{shown}</div>'


def _sources(title: str, hint: str, *cards: str) -> str:
    return (
        f'<div class="sources"><h2>{escape(title)}</h2>'
        f"{hinted(hint) if hint else ''}{''.join(cards)}</div>"
    )


def past_questions(reader: str, language: Language) -> str:
    """Where the browser lists the questions that this reader had answered, and nothing until it
    has some."""
    return (
        f'<div data-reader="{escape(reader)}"><details hidden>'
        f"<summary>{say('past', language)}</summary>{hinted(say('past_hint', language))}<ol></ol>"
        f'<button type="button" onclick="clearPast(this)">{say("past_clear", language)}</button>'
        '</details><p role="status" class="aside"></p></div>'
    )


def titled(title: str) -> str:
    return f"<h2>{escape(title)}</h2>"


def added(
    files: Sequence[Added], said: str, language: Language, *, recognised: Collection[str] = ()
) -> str:
    """What became of files, each in a line, then what is said of all; the names of those whose
    text was `recognised` on a scan."""
    lines = []
    for file in files:
        told = say(f"add_{file.fate}", language, *_values(file, language))
        if file.name in recognised:
            told += f", {say('ocr', language)}"
        lines.append(f"<li><strong>{escape(file.name)}</strong>{NO_BREAK}: {escape(told)}.</li>")
    return f"<ul>{''.join(lines)}</ul><p>{escape(said)}</p>"


def _values(file: Added, language: Language) -> Iterator[str]:
    """What fills the blanks of what is told of a file: so many paragraphs and pages, or why not."""
    for what, value in zip(("paragraph", "page"), file.values, strict=False):
        if isinstance(value, int):
            yield counted(what, language, value)
        else:
            yield reason(value, language) if file.fate is Fate.FAILED else value


def hinted(text: str) -> str:
    return f'<p class="hint">{escape(text)}</p>'


def copied(answer: Answer) -> str:
    """The answer with its references, as text to paste into a note."""
    return "\n".join([in_full(answer), "", *references(answer)]).strip()


def pasted(answer: Answer) -> str:
    """The same as HTML, whose markers lead to the passages."""
    told = [in_full(answer), *references(answer)]
    shown = (linked(text, answer.citations, answer.language).strip() for text in told)
    return "".join(f"<p>{text}</p>" for text in shown).replace("\n", "<br>")


def sorry(
    text: str,
    error: Exception,
    language: Language,
    *,
    empty: str = "sorry_empty",
) -> str:
    """What readers are told of a question that could not be put, `empty` where it has no words,
    or of files that could not be read."""
    if isinstance(error, AccessError):
        return say("sorry_session", language)
    if isinstance(error, InvalidFilterError):
        return say("sorry_date", language)
    if isinstance(error, AssistantError | InvalidQueryError):
        return say("sorry_long" if text.strip() else empty, language)
    if isinstance(error, IngestError):
        return say("sorry_file", language)
    return say("sorry_busy" if isinstance(error, BusyIndexError) else "sorry_index", language)


def said(answer: Answer, language: Language) -> str:
    """An answer as a message of the conversation, in its own language."""
    shown = linked(in_full(answer), answer.citations, language)
    return f'<span lang="{answer.language}">{shown}</span>'


def linked(text: str, citations: Sequence[Citation], language: Language = Language.FRENCH) -> str:
    """A text of the conversation as HTML, its markers links to the passages."""
    addresses = {c.marker: address(c) for c in citations}
    titles = {c.paragraph.columns for c in citations}
    return link_markers(text, addresses, [c.quote for c in citations], language, titles=titles)


def marked(text: str, citations: Sequence[Citation]) -> Iterator[tuple[str, Citation | None]]:
    """The pieces of a text in order, each with its citation where it is a marker."""
    cited = {f"[{c.marker}]": c for c in citations}
    for piece in pieces(text, [c.quote for c in citations]):
        yield piece, cited.get(piece)


def address(citation: Citation) -> str:
    return passage_address(citation.paragraph.id, citation.start, citation.end)


def _citations(citations: Sequence[Citation], language: Language) -> str:
    """A paragraph with all that is quoted of it."""
    first, tag = citations[0], _tag(citations)
    return _card(
        f"{markers(citations)} {reference(first.document, language)}",
        first.document,
        first.paragraph,
        body(first.paragraph, [(c.start, c.end) for c in citations], language),
        language,
        tag=f'<span class="tag {tag}">{say(tag, language)}</span>',
        address=address(first),
    )


def _tag(citations: Sequence[Citation]) -> str:
    """What is quoted of a paragraph, by its name in `assistant.interface`."""
    first = citations[0]
    if first.is_outcome:
        return "outcome"
    if first.paragraph.kind is ParagraphKind.HEADING:
        return "item"
    if headings.is_vote(first.paragraph.text):
        return "vote"
    told = {citation.nature for citation in citations}
    return next(nature.value for nature in Nature if nature in told)


def found(hit: Hit, marked: Sequence[tuple[int, int]], language: Language) -> str:
    """A paragraph found, some slices of it marked."""
    title = reference(hit.document, language)
    shown = body(hit.paragraph, marked, language)
    return _card(title, hit.document, hit.paragraph, shown, language)


def body(paragraph: Paragraph, quoted: Sequence[tuple[int, int]], language: Language) -> str:
    """The text of a paragraph as HTML, its quoted slices marked; a table as one."""
    if paragraph.columns:
        return _table(paragraph, quoted, language)
    parts, reached = [], 0
    for start, end in sorted(quoted):
        parts.append(escape(paragraph.text[reached:start]))
        parts.append(f"<mark>{escape(paragraph.text[start:end])}</mark>")
        reached = end
    return "".join([*parts, escape(paragraph.text[reached:])])


def _table(paragraph: Paragraph, quoted: Sequence[tuple[int, int]], language: Language) -> str:
    rows, start = [], 0
    for row in paragraph.text.split("\n"):
        is_quoted = any(start < to and since < start + len(row) for since, to in quoted)
        is_title = start < len(paragraph.columns) and paragraph.text.startswith(paragraph.columns)
        cell = '<th scope="col">{}</th>' if is_title else "<td>{}</td>"
        shown = "<mark>{}</mark>" if is_quoted else "{}"
        filled = (shown.format(text) if (text := escape(c.strip())) else "" for c in cells(row))
        rows.append(f"<tr>{''.join(map(cell.format, filled))}</tr>")
        start += len(row) + 1
    return (
        f'<div class="table" role="region" aria-label="{say("table", language)}" tabindex="0">'
        f"<table>{''.join(rows)}</table></div>"
    )


def _card(
    title: str,
    document: Document,
    paragraph: Paragraph,
    body: str,
    language: Language,
    *,
    tag: str = "",
    address: str = "",
) -> str:
    """`title` is plain text; `body` and `tag` are HTML. Documents are in French."""
    introduction = paragraph.lead_in.replace("\n", " › ")
    lead_in = f'<p class="lead-in" lang="fr">{escape(introduction)}</p>' if introduction else ""
    where = bound(place(paragraph, language))
    kind = say(f"kind_{document.kind}_title", language)
    told = ["" if kind.lower() in title.lower() else kind, added_by(document, language), where]
    address, new_tab = address or passage_address(paragraph.id), say("new_tab", language)
    return (
        f'<article class="source"><h3>{escape(bound(title))} {tag}</h3>'
        f'<p class="place">{escape(", ".join(filter(None, told)))}</p>{lead_in}'
        f'<blockquote lang="fr">{body}</blockquote>'
        f'<p class="file">{escape(document.source_path)}</p>'
        f'<p class="read"><a href="{escape(address)}" target="_blank" rel="noopener">'
        f"{escape(say('read', language))}"
        f'<span class="aside">{NO_BREAK}: {escape(f"{where} ({new_tab})")}</span>'
        "</a></p>"
        "</article>"
    )
