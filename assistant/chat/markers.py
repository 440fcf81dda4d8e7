"""Texts of answers as HTML: markers that are links, quotations, quoted rows as tables."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from assistant.answer import Language
from assistant.interface import say
from assistant.language.quoting import pieces, quoted
from assistant.spacing import bound
from ingest.document import CELL

STYLE = Path(__file__).with_name("rows.css").read_text(encoding="utf-8")
"""Of quoted rows, on every page that shows them."""
_MARKER = re.compile(r"\[\d{1,3}\]")


@dataclass(slots=True)
class _Row:
    text: str
    is_title: bool
    marker: str = ""


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
    before the high points of ours. Rows of
    a table that follow one another stand as one; `titles` are those of columns, which open one."""
    own = quoted(quotes)
    parts: list[str] = []
    rows: list[_Row] = []
    for piece in pieces(text, quotes):
        if piece in own and CELL in piece:
            quoted_rows = _rows(_own_words(piece), titles)
            if quoted_rows[0].is_title:
                parts.append(_as_table(rows, language))
                rows = []
            rows += quoted_rows
        elif rows and not rows[-1].marker and _MARKER.fullmatch(piece):
            rows[-1].marker = _marker(piece, addresses, language)
        elif not rows or piece.strip():
            parts += [_as_table(rows, language), _shown(piece, own, addresses, language)]
            rows = []
    return "".join([*parts, _as_table(rows, language)])


def cells(row: str) -> list[str]:
    """The texts of a row of a table, with the spaces around them."""
    return f" {row} ".split(CELL)


def _rows(quote: str, titles: Collection[str]) -> list[_Row]:
    """Those of a quotation, which may begin with the titles of its columns, of one line or two."""
    told = next((t for t in titles if t and f"{quote}\n".startswith(f"{t}\n")), "")
    above = len(told.splitlines())
    return [_Row(row, number < above) for number, row in enumerate(quote.split("\n"))]


def _shown(
    piece: str, own: Collection[str], addresses: Mapping[int, str], language: Language
) -> str:
    if piece in own:
        return f'<span lang="fr">«&nbsp;{escape(_own_words(piece), quote=False)}&nbsp;»</span>'
    return _marker(piece, addresses, language)


def _own_words(piece: str) -> str:
    """A quotation without its marks."""
    return piece.removeprefix("« ").removesuffix(" »")


def _marker(piece: str, addresses: Mapping[int, str], language: Language) -> str:
    shown = escape(bound(piece), quote=False)
    to = addresses.get(int(piece[1:-1])) if _MARKER.fullmatch(piece) else None
    if to is None:
        return shown
    read = escape(say("read", language))
    return f'<a href="{escape(to)}" target="_blank" rel="noopener" title="{read}">{shown}</a>'


def _as_table(rows: Sequence[_Row], language: Language) -> str:
    """Quoted rows, each with its marker; inline, as the text around them is."""
    if not rows:
        return ""
    shown = []
    for row in rows:
        role = "columnheader" if row.is_title else "cell"
        texts = [escape(cell.strip(), quote=False) for cell in cells(row.text)]
        filled = "".join(f'<span role="{role}" lang="fr">{text}</span>' for text in texts)
        shown.append(f'<span role="row">{filled}<span role="cell">{row.marker}</span></span>')
    return (
        f'<span class="rows" role="region" aria-label="{say("table", language)}" tabindex="0">'
        f'<span role="table">{"".join(shown)}</span></span>'
    )
