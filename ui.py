"""The chat at /, the API at /api, on one server: `python ui.py`. The only door to gradio."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import page
from assistant.access import OPEN, Access, AccessMode, load_access
from assistant.answer import Status
from assistant.dates import first_day, last_day
from assistant.errors import AssistantError
from assistant.framing import in_full
from assistant.library import Library
from assistant.question import LONGEST_QUESTION
from assistant.server import listen, serve
from assistant.workers import inherited, supervise
from assistant.writer import load_writer
from index.encoder import load_encoder
from index.errors import IndexStoreError
from index.hit import Collections, Filters
from index.settings import Settings
from ingest.document import DocumentKind

if TYPE_CHECKING:
    import gradio
    from fastapi import FastAPI

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

_STYLE = Path(__file__).parent / "assistant" / "page.css"
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
    "<script>document.documentElement.lang = 'fr';</script>"
)
_COPY = "(text) => { if (text) navigator.clipboard.writeText(text); }"
Messages = list[dict[str, str]]
Shown = tuple[Messages, str, str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 after a clean stop, 2 for a wrong input."""
    options = _parser().parse_args(arguments)
    with ExitStack() as opened:
        try:
            access = load_access(options.access, host=options.host, data_dir=options.data)
            descriptor, parent = options.worker_of or (None, None)
            if descriptor is None:
                listener = opened.enter_context(listen(options.host, options.port))
            else:
                listener = opened.enter_context(inherited(descriptor))
            if options.workers > 1:
                command = [sys.executable, __file__, *(arguments or sys.argv[1:])]
                return supervise(command, listener, count=options.workers)
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
        hosts = [options.host, *options.names.replace(",", " ").split()]
        serve(
            create_server(library, access, hosts=hosts, has_chat=not options.no_chat),
            library,
            listener,
            question=options.ask,
            has_chat=not options.no_chat,
            parent=parent,
        )
    return 0


def create_server(
    library: Library,
    access: Access = OPEN,
    *,
    hosts: Sequence[str] = (),
    has_chat: bool = True,
) -> "FastAPI":
    """The API with the chat mounted over it, all behind its gate; `hosts` are what agents may
    call the server by."""
    from fastapi.responses import RedirectResponse

    from assistant.api import create_app

    if not has_chat:
        api = create_app(library, hosts=hosts, access=access)
        api.add_api_route("/", lambda: RedirectResponse("/api/docs"), include_in_schema=False)
        return api

    import gradio

    theme = gradio.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=["Marianne", "Arial", "sans-serif"],
        font_mono=["monospace"],
    )
    app: FastAPI = gradio.mount_gradio_app(
        create_app(library, hosts=hosts, access=access),
        create_chat(library, access),
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


def create_chat(library: Library, access: Access = OPEN) -> "gradio.Blocks":
    """The page: the conversation, and beside it the sources."""
    import gradio

    blocks = gradio.Blocks(title="Relevés de décisions", fill_width=True, analytics_enabled=False)
    with blocks:
        gradio.HTML(page.HEADER + (page.ACCOUNT if access.mode is AccessMode.ACCOUNTS else ""))
        with gradio.Row(elem_id="columns"):
            with gradio.Column(scale=3, min_width=320):
                chat, question, send, copy = _conversation()
                filters = _filter_fields()
            with gradio.Column(scale=2, min_width=320):
                sources = gradio.HTML(page.no_sources(), elem_id="sources")
                with gradio.Accordion("Ce que contient le fonds", open=False):
                    corpus = gradio.HTML(elem_id="corpus")
        answer, previous = gradio.State(""), gradio.State("")

        def reply(
            text: str,
            shown: Messages,
            before: str,
            kind: str,
            since: str,
            until: str,
            request: gradio.Request,
        ) -> Iterator[Shown]:
            readable = partial(access.readable, request.request)
            filters = (kind, since or "", until or "")
            yield from _reply(library, readable, text or "", shown, before, filters)

        def contents(request: gradio.Request) -> str:
            return _corpus(library, access.readable(request.request))

        for trigger in (question.submit, send.click):
            trigger(
                reply,
                [question, chat, previous, *filters],
                [chat, question, sources, answer, previous],
                api_visibility="private",
                concurrency_limit=16 if library.writes else 4,
            )
        copy.click(None, [answer], None, js=_COPY)
        chat.clear(
            lambda: (page.no_sources(), "", ""),
            None,
            [sources, answer, previous],
            queue=False,
            api_visibility="private",
        )
        # Out of the queue: a question asked while its stream closed behind this would be lost.
        blocks.load(contents, None, corpus, queue=False, api_visibility="private")
    blocks.queue(max_size=64)
    return blocks


def _conversation() -> "tuple[gradio.Chatbot, gradio.Textbox, gradio.Button, gradio.Button]":
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
    with gradio.Row():
        send = gradio.Button("Demander", variant="primary", elem_id="send")
        copy = gradio.Button("Copier la réponse et ses sources", elem_id="copy")
    gradio.Examples([[example] for example in _EXAMPLES], question, label="Exemples de questions")
    return chat, question, send, copy


def _filter_fields() -> "tuple[gradio.Dropdown, gradio.Textbox, gradio.Textbox]":
    import gradio

    with gradio.Accordion("Restreindre la recherche", open=False):
        kind = gradio.Dropdown(_KINDS, value="", label="Type de document")
        with gradio.Row():
            since = gradio.Textbox(label="Depuis", placeholder="2020 ou 03/12/2020")
            until = gradio.Textbox(label="Jusqu'à", placeholder="2021 ou 31/12/2021")
    return kind, since, until


def _corpus(library: Library, readable: Collections) -> str:
    with library.assistant(collections=readable) as assistant:
        return page.corpus(assistant.snapshot.documents(), assistant.snapshot.paragraph_count)


def _reply(
    library: Library,
    readable: Callable[[], Collections],
    text: str,
    shown: Messages,
    previous: str,
    filters: tuple[str, str, str],
) -> Iterator[Shown]:
    """The conversation with one more turn, as the answer grows; what was typed stays where it
    cannot be answered."""
    turn = [*shown, _asked(text)]
    latest: Shown | None = None
    try:
        chosen = _filters(*filters)
        for answer in library.answers(
            text, collections=readable(), previous=previous, filters=chosen
        ):
            said = page.linked(in_full(answer), answer.citations)
            before = previous if answer.status is Status.TALK else answer.understood
            beside = page.sources(answer), page.copied(answer), before
            if library.writes:
                yield [*turn, _said(f"{said}\n\n{page.WRITING}")], "", *beside
            latest = [*turn, _said(said)], "", *beside
    except (AssistantError, IndexStoreError, ValueError) as error:
        kept = turn if text.strip() else shown
        said = escape(page.sorry(text, error), quote=False)
        latest = [*kept, _said(said)], text, page.no_sources(), "", previous
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
    parser.add_argument(
        "--names", default=settings.names, help="other names of the server, for agents at /mcp"
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=settings.workers,
        help="processes; more than one serve the API and no chat (%(default)s)",
    )
    parser.add_argument("--no-chat", action="store_true", help="the API only")
    parser.add_argument("--worker-of", type=int, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument(
        "--access",
        type=AccessMode,
        choices=list(AccessMode),
        default=settings.access,
        help="who may enter (%(default)s)",
    )
    parser.add_argument("--ask", metavar="QUESTION", help="answer one in the terminal too")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
