"""Texts of answers as HTML: markers that are links, quotations, quoted rows as tables."""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from pathlib import Path

from assistant.answer import Language
from assistant.interface import say
from assistant.language.quoted_rows import MARKER, Rows, own_words, with_tables
from assistant.language.quoting import quoted
from assistant.spacing import bound

STYLE = Path(__file__).with_name("rows.css").read_text(encoding="utf-8")
"""Of quoted rows, on every page that shows them."""


def link_markers(
    text: str,
    addresses: Mapping[int, str],
    quotes: Sequence[str],
    language: Language,
    *,
    titles: Collection[str] = (),
) -> str:
    """A text as HTML, the markers that have an address links to it; quotations are the
    document's own words, which are in French; no line breaks between them and their marks, nor
    before the high points of ours. Rows of a table that follow one another stand as one; `titles`
    are those of columns, which open one."""
    own = quoted(quotes)
    return "".join(
        _shown(part, own, addresses, language)
        if isinstance(part, str)
        else _as_table(part, addresses, language)
        for part in with_tables(text, quotes, quotes, titles)
    )


def _shown(
    piece: str, own: Collection[str], addresses: Mapping[int, str], language: Language
) -> str:
    if piece in own:
        return f'<span lang="fr">«&nbsp;{escape(own_words(piece), quote=False)}&nbsp;»</span>'
    return _marker(piece, addresses, language)


def _marker(piece: str, addresses: Mapping[int, str], language: Language) -> str:
    shown = escape(bound(piece), quote=False)
    to = addresses.get(int(piece[1:-1])) if MARKER.fullmatch(piece) else None
    if to is None:
        return shown
    read = escape(say("read", language))
    return f'<a href="{escape(to)}" target="_blank" rel="noopener" title="{read}">{shown}</a>'


def _as_table(rows: Rows, addresses: Mapping[int, str], language: Language) -> str:
    """Quoted rows, each with its marker; inline, as the text around them is."""
    shown = []
    for row in rows:
        role = "columnheader" if row.is_title else "cell"
        texts = [escape(text, quote=False) for text in row.cells]
        filled = "".join(f'<span role="{role}" lang="fr">{text}</span>' for text in texts)
        marker = _marker(row.marker, addresses, language) if row.marker else ""
        shown.append(f'<span role="row">{filled}<span role="cell">{marker}</span></span>')
    return (
        f'<span class="rows" role="region" aria-label="{say("table", language)}" tabindex="0">'
        f'<span role="table">{"".join(shown)}</span></span>'
    )
