"""The chat at /, the API at /api, on one server: `python ui.py`. The only door to gradio."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import page
from assistant.answer import Language
from assistant.chat import Chat, Messages, Shown
from assistant.errors import AssistantError
from assistant.interface import browser_language
from assistant.library import Library
from assistant.options import parser
from assistant.question import LONGEST_QUESTION
from assistant.server import listen, serve
from assistant.shelf import Field
from assistant.suggestions import STARTERS
from assistant.uploads import MOST_BYTES, Uploads
from assistant.writer import load_writer
from index.encoder import load_encoder
from index.errors import IndexStoreError
from ingest.document import DocumentKind

if TYPE_CHECKING:
    import gradio
    from fastapi import FastAPI

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

_STYLE = Path(__file__).parent / "assistant" / "page.css"
_COPY = "(text) => { if (text) navigator.clipboard.writeText(text); }"
_STATUS = "element.setAttribute('role', 'status')"
_QUIET = dict[str, Any](
    queue=False, trigger_mode="always_last", show_progress="hidden", api_visibility="private"
)
"""Out of the queue: a question asked while its stream closed behind such an event would be lost.
One that comes while another is under way is done after it."""
Parts = list[Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 after a clean stop, 2 for a wrong input."""
    options = parser().parse_args(arguments)
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
        app = create_server(library, Uploads(options.data, encoder) if options.uploads else None)
        serve(app, library, listener, question=options.ask)
    return 0


def create_server(library: Library, uploads: Uploads | None = None) -> "FastAPI":
    """The API with the chat mounted over it; it takes documents where there are `uploads`."""
    import gradio

    from assistant.api import create_app

    theme = gradio.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="none",
        text_size="lg",
        font=["Marianne", "Arial", "sans-serif"],
        font_mono=["monospace"],
    )
    app: FastAPI = gradio.mount_gradio_app(
        create_app(library),
        create_chat(library, uploads),
        path="/",
        theme=theme,
        css=_STYLE.read_text(encoding="utf-8"),
        head=page.HEAD,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MOST_BYTES if uploads else 0,
        ssr_mode=False,
        i18n=gradio.I18n(**page.translated()),
    )
    return app


def create_chat(library: Library, uploads: Uploads | None = None) -> "gradio.Blocks":
    """The page: asking and searching side by side, over the documents that are chosen."""
    import gradio

    chat = Chat(library)
    blocks = gradio.Blocks(title="Relevés de décisions", fill_width=True, analytics_enabled=False)
    with blocks:
        gradio.HTML(_words("header"))
        told = gradio.HTML(elem_id="told", js_on_load=_STATUS)
        with gradio.Row(elem_id="bar"):
            narrowed = gradio.HTML(elem_id="filters")
            widen = gradio.Button(_words("clear"), visible=False, size="sm", elem_id="widen")
        with gradio.Tabs(elem_id="modes"):
            with gradio.Tab(_words("ask")), gradio.Row(elem_id="columns"):
                with gradio.Column(scale=3, min_width=320):
                    log, question, send, copy = _conversation()
                    offers = _offers()
                with gradio.Column(scale=2, min_width=320):
                    sources = gradio.HTML(_words("no_sources"), elem_id="sources")
            with gradio.Tab(_words("search")):
                search = _search_fields()
        filters, shelf = _filter_fields(), _shelf()
        filters.append(shelf[-1])
        answer, previous = gradio.State(""), gradio.State("")

        def reply(
            request: gradio.Request, text: str, shown: Messages, before: str, *fields: Field
        ) -> Iterator[Shown]:
            yield from chat.reply(_language(request), text or "", shown, before, *fields)

        for trigger, asked in (
            (question.submit, question),
            (send.click, question),
            *((offer.click, offer) for offer in offers[1:]),
        ):
            trigger(
                reply,
                [asked, log, previous, *filters],
                [log, question, sources, answer, previous, told],
                api_visibility="private",
                concurrency_limit=16 if library.writes else 4,
                concurrency_id="reply",
            )
        copy.click(None, [answer], None, js=_COPY)
        log.clear(_told(chat.cleared), None, [sources, answer, previous], **_QUIET)
        offering = [blocks.load, previous.change, log.clear]
        gradio.on(offering, _told(chat.offers), [previous, *filters], offers, **_QUIET)
        finding = [blocks.load, shelf[1].change]
        gradio.on(finding, _told(chat.shelf), shelf[1:], [shelf[0], shelf[2]], **_QUIET)
        changed = [part.change for part in filters]
        gradio.on(changed, _told(chat.narrowed), filters, [narrowed, widen], **_QUIET)
        widen.click(lambda: ("", "", "", []), None, filters, **_QUIET)
        _wire_search(chat, [*search, told], filters)
        if uploads:
            _upload_fields(chat, uploads, shelf)
    blocks.queue(max_size=64)
    return blocks


def _words(key: str) -> "gradio.i18n.I18nData":
    """Words of the interface, which the browser puts in its own language."""
    from gradio.i18n import I18n

    return I18n()(key)


def _language(request: "gradio.Request") -> Language:
    return browser_language(request.headers.get("accept-language", ""))


def _told(handler: Callable[..., Sequence[Any]]) -> Callable[..., list[Any]]:
    """A handler of `Chat` as one of events, told the reader's language first."""
    import gradio

    def handle(request: gradio.Request, *values: object) -> list[Any]:
        results = handler(_language(request), *values)
        return [gradio.update(**r) if isinstance(r, dict) else r for r in results]

    return handle


def _conversation() -> "tuple[gradio.Chatbot, gradio.Textbox, gradio.Button, gradio.Button]":
    import gradio

    chat = gradio.Chatbot(
        label=_words("conversation"),
        height=None,
        min_height=160,
        max_height="60vh",
        render_markdown=False,
        sanitize_html=True,
        allow_tags=False,
        buttons=[],
        feedback_options=None,
        layout="panel",
        group_consecutive_messages=False,
        placeholder=str(_words("begin")),
        elem_id="conversation",
    )
    question = gradio.Textbox(
        label=_words("question"),
        placeholder=_words("question_example"),
        max_lines=4,
        max_length=LONGEST_QUESTION,
        autofocus=True,
        elem_id="question",
    )
    with gradio.Row():
        send = gradio.Button(_words("ask"), variant="primary", elem_id="send")
        copy = gradio.Button(_words("copy"), elem_id="copy")
    return chat, question, send, copy


def _offers() -> Parts:
    import gradio

    with gradio.Column(elem_id="offers"):
        title = gradio.HTML()
        return [title, *(gradio.Button(visible=False) for _ in range(STARTERS))]


def _filter_fields() -> Parts:
    import gradio

    kinds = [(_words(f"kind_{kind or 'all'}"), str(kind)) for kind in ("", *DocumentKind)]
    with gradio.Accordion(_words("restrict"), open=False):
        kind = gradio.Radio(kinds, value="", label=_words("kind"))
        with gradio.Row():
            days = [(_words(day), _words(f"{day}_example")) for day in ("since", "until")]
            return [kind, *(gradio.Textbox(label=day, placeholder=like) for day, like in days)]


def _shelf() -> Parts:
    """How many documents there are, the words that find one, the documents to tick."""
    import gradio

    with gradio.Accordion(_words("corpus"), open=False):
        counted = gradio.HTML(elem_id="corpus")
        words = gradio.Textbox(label=_words("corpus_find"))
        ticked = gradio.CheckboxGroup([], label=_words("corpus_tick"), elem_id="documents")
    return [counted, words, ticked]


def _upload_fields(chat: Chat, uploads: Uploads, shelf: Parts) -> None:
    """Where documents are dropped, and what becomes of each."""
    import gradio

    with gradio.Accordion(_words("add"), open=False):
        files = gradio.File(
            label=_words("add_files"),
            file_count="multiple",
            file_types=list(uploads.suffixes),
            elem_id="files",
        )
        added = gradio.HTML(elem_id="added", js_on_load=_STATUS)

    def add(request: gradio.Request, dropped: list[str] | None) -> Iterator[str]:
        yield from chat.add(_language(request), uploads, dropped or [])

    reading = files.upload(add, files, added, api_visibility="private", show_progress="hidden")
    reading.then(lambda: None, None, files, **_QUIET)
    reading.then(_told(chat.shelf), shelf[1:], [shelf[0], shelf[2]], **_QUIET)


def _search_fields() -> Parts:
    """What is looked for and its button, then what `Chat.search` gives."""
    import gradio

    with gradio.Row():
        query = gradio.Textbox(
            label=_words("words"), max_length=LONGEST_QUESTION, scale=4, elem_id="query"
        )
        go = gradio.Button(_words("search"), variant="primary", elem_id="go")
    with gradio.Row():
        year = gradio.Radio([], label=_words("year"), visible=False)
        kind = gradio.Radio([], label=_words("kind"), visible=False)
    found = gradio.HTML(_words("no_search"), elem_id="found")
    with gradio.Row():
        before = gradio.Button(_words("previous_page"), visible=False)
        after = gradio.Button(_words("next_page"), visible=False)
    return [query, go, year, kind, found, gradio.State(0), before, after]


def _wire_search(chat: Chat, search: Parts, filters: Parts) -> None:
    import gradio

    query, go, *shown = search
    year, kind, _, number, before, after, _ = shown
    chosen = [query, year, kind, number, *filters]
    for handler, *triggers in (
        (chat.search, query.submit, go.click),
        (chat.search_within, year.input, kind.input),
        (chat.page_before, before.click),
        (chat.page_after, after.click),
    ):
        gradio.on(triggers, _told(handler), chosen, shown, **_QUIET)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
