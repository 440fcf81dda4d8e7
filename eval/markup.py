"""A page of HTML that needs nothing beside itself, and what it is made of."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

_HERE = Path(__file__).parent


def page(title: str, body: str) -> str:
    """`title` is plain text, `body` is HTML. The page may fetch nothing and run no script but
    its own: a policy in its head says so."""
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    script = (_HERE / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta '
        f'http-equiv="Content-Security-Policy" content="{policy}"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>'
        f"{style}</style></head><body><header><h1>{escape(title)}</h1></header><main>{body}</main>"
        f"<script>{script}</script></body></html>\n"
    )


def table(label: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """`label` and `head` are plain text; the cells are HTML, the first of a row its title."""
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title in head)
    lines = (
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0"><table>'
        f"<thead><tr>{titles}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )
