"""The chat at /, the API at /api, on one server: `python ui.py`. The only door to gradio."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import page
from assistant.actions import actions
from assistant.answer import Status
from assistant.dates import first_day, last_day
from assistant.errors import AssistantError
from assistant.framing import in_full
from assistant.library import Library
from assistant.question import LONGEST_QUESTION
from assistant.server import listen, serve
from assistant.writer import load_writer
from index.encoder import load_encoder
from index.errors import IndexStoreError
from index.hit import Filters
from index.settings import Settings
from ingest.document import DocumentKind

if TYPE_CHECKING:
    import gradio
    from fastapi import FastAPI

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

_STYLE = Path(__file__).parent / "assistant" / "page.css"
_SCRIPT = _STYLE.with_suffix(".js")
_EXAMPLES = (
    "Qu'a-t-il été décidé sur Zoom ?",
    "Pour quand les agents doivent-ils avoir un VPN ?",
    "Combien de portables sont en réserve ?",
    "What was decided about online accessibility?",
)
_KINDS = [
    ("Tous les documents", ""),
    ("Relevés de décisions", DocumentKind.RELEVE.value),
    ("Fiches", DocumentKind.FICHE.value),
    ("Autres", DocumentKind.OTHER.value),
]
_HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<script>document.documentElement.lang = 'fr';"
    f"{_SCRIPT.read_text(encoding='utf-8')}</script>"
)
Messages = list[dict[str, str]]
Ids = list[str]
Shown = tuple[Messages, str, str, str, str, Ids]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 after a clean stop, 2 for a wrong input."""
    options = _parser().parse_args(arguments)
    with ExitStack() as opened:
        try:
            listener = opened.enter_context(listen(options.host, options.port))
            writer = load_writer(options.model, options.model_url)
            if writer:
                opened.callback(writer.close)
            encoder = load_encoder(options.encoder)
            library = Library(
                options.data, encoder, journal_days=options.journal_days, writer=writer
            )
        except (OSError, IndexStoreError, AssistantError) as error:
            print(error, file=sys.stderr)
            return 2
        opened.callback(library.close)
        serve(create_server(library), library, listener, question=options.ask)
    return 0


def create_server(library: Library) -> "FastAPI":
    """The API with the chat mounted over it."""
    import gradio

    from assistant.api import create_app

    theme = gradio.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=["Marianne", "Arial", "sans-serif"],
        font_mono=["monospace"],
    )
    app: FastAPI = gradio.mount_gradio_app(
        create_app(library),
        create_chat(library),
        path="/",
        theme=theme,
        css=_STYLE.read_text(encoding="utf-8"),
        head=_HEAD,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=0,
        ssr_mode=False,
    )
    return app


def create_chat(library: Library) -> "gradio.Blocks":
    """The page: the conversation, and beside it the sources."""
    import gradio

    blocks = gradio.Blocks(title="Relevés de décisions", fill_width=True, analytics_enabled=False)
    with blocks:
        gradio.HTML(page.HEADER)
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=320):
                chat, question, send, tools = _conversation()
                filters = _filter_fields()
            with gradio.Column(scale=2, min_width=320):
                sources = gradio.HTML(page.no_sources(), elem_id="sources")
                with gradio.Accordion("Ce que contient le fonds", open=False):
                    corpus = gradio.HTML(elem_id="corpus")
        previous, given = gradio.State(""), gradio.State([])

        def reply(
            text: str, shown: Messages, before: str, ids: Ids, kind: str, since: str, until: str
        ) -> Iterator[Shown]:
            filters = (kind, since or "", until or "")
            yield from _reply(library, text or "", shown, before, ids, filters)

        for trigger in (question.submit, send.click):
            trigger(
                reply,
                [question, chat, previous, given, *filters],
                [chat, question, sources, tools, previous, given],
                api_visibility="private",
                concurrency_limit=16 if library.writes else 4,
            )
        chat.clear(
            lambda: (page.no_sources(), "", "", []),
            None,
            [sources, tools, previous, given],
            queue=False,
            api_visibility="private",
        )
        # Out of the queue: a question asked while its stream closed behind this would be lost.
        blocks.load(lambda: _corpus(library), None, corpus, queue=False, api_visibility="private")
    blocks.queue(max_size=64)
    return blocks


def _conversation() -> "tuple[gradio.Chatbot, gradio.Textbox, gradio.Button, gradio.HTML]":
    import gradio

    chat = gradio.Chatbot(
        label="Conversation",
        height="52vh",
        min_height=260,
        render_markdown=False,
        sanitize_html=True,
        allow_tags=False,
        buttons=[],
        feedback_options=None,
        layout="panel",
        group_consecutive_messages=False,
        placeholder="Posez une question, ou choisissez un exemple ci-dessous.",
        elem_id="conversation",
    )
    question = gradio.Textbox(
        label="Votre question",
        placeholder="Qu'a-t-il été décidé sur… ?",
        lines=1,
        max_lines=4,
        max_length=LONGEST_QUESTION,
        autofocus=True,
        elem_id="question",
    )
    send = gradio.Button("Demander", variant="primary", elem_id="send")
    tools = gradio.HTML(elem_id="actions")
    gradio.Examples([[example] for example in _EXAMPLES], question, label="Exemples de questions")
    return chat, question, send, tools


def _filter_fields() -> "tuple[gradio.Dropdown, gradio.Textbox, gradio.Textbox]":
    import gradio

    with gradio.Accordion("Restreindre la recherche", open=False):
        kind = gradio.Dropdown(_KINDS, value="", label="Type de document")
        with gradio.Row():
            since = gradio.Textbox(label="Depuis", placeholder="2020 ou 03/12/2020")
            until = gradio.Textbox(label="Jusqu'à", placeholder="2021 ou 31/12/2021")
    return kind, since, until


def _corpus(library: Library) -> str:
    with library.assistant() as assistant:
        return page.corpus(assistant.snapshot.documents(), assistant.snapshot.paragraph_count)


def _reply(
    library: Library,
    text: str,
    shown: Messages,
    previous: str,
    given: Ids,
    filters: tuple[str, str, str],
) -> Iterator[Shown]:
    """The conversation with one more turn, as the answer grows; what was typed stays where it
    cannot be answered. `given` are the ids of the answers before."""
    turn = [*shown, _asked(text)]
    latest: Shown | None = None
    try:
        chosen = _filters(*filters)
        for answer in library.answers(text, previous=previous, filters=chosen):
            said = page.linked(in_full(answer), answer.citations)
            is_talk = answer.status is Status.TALK
            before = previous if is_talk else answer.understood
            beside = page.sources(answer)
            if library.writes:
                writing = _said(f"{said}\n\n{page.WRITING}")
                yield [*turn, writing], "", beside, "", before, given
            ids = given if is_talk else [*given, answer.id]
            offered = actions(answer, ids, keeps=library.keeps)
            latest = [*turn, _said(said)], "", beside, offered, before, ids
    except (AssistantError, IndexStoreError, ValueError) as error:
        kept = turn if text.strip() else shown
        said = escape(page.sorry(text, error), quote=False)
        offered = actions(None, given, keeps=library.keeps)
        latest = [*kept, _said(said)], text, page.no_sources(), offered, previous, given
    if latest:
        yield latest


def _asked(text: str) -> dict[str, str]:
    """The chat shows HTML even where Markdown is off, so that text is escaped first."""
    return {"role": "user", "content": escape(text, quote=False)}


def _said(html: str) -> dict[str, str]:
    return {"role": "assistant", "content": html}


def _filters(kind: str, since: str, until: str) -> Filters:
    """Raises ValueError for what is not a date."""
    return Filters(
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
        kind=DocumentKind(kind) if kind else None,
    )


def _parser() -> argparse.ArgumentParser:
    settings = Settings()
    parser = argparse.ArgumentParser(prog="python ui.py", description="The chat and the API.")
    parser.add_argument("--host", default=settings.host, help="address (%(default)s)")
    parser.add_argument("--port", type=int, default=settings.port, help="(%(default)s)")
    parser.add_argument(
        "--data", type=Path, default=settings.data_dir, help="data folder (%(default)s)"
    )
    parser.add_argument(
        "--encoder", default=settings.encoder, help="static-fr, or a model's name or folder"
    )
    parser.add_argument(
        "--journal-days", type=int, default=settings.journal_days, help="0 keeps none (%(default)s)"
    )
    parser.add_argument(
        "--model", default=settings.model, help="language model, provider:model; none unless given"
    )
    parser.add_argument(
        "--model-url", default=settings.model_url, metavar="URL", help="its OpenAI-like server"
    )
    parser.add_argument("--ask", metavar="QUESTION", help="answer one in the terminal too")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
