"""The page in the parts of gradio. What the parts say and do is in `page` and `replies`."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import gradio
from gradio.i18n import I18n

from assistant.access.entry import Access, name_of
from assistant.chat.replies import Chat, Messages, Reader
from assistant.chat.shelf import EVERY, UNFILTERED
from assistant.chat.suggestions import STARTERS
from assistant.chat.uploads import Uploads
from assistant.chat.waiting import in_steps
from assistant.interface import browser_language
from assistant.schemas.order import Order
from assistant.service.library import Library
from ingest.document import DocumentKind

_STATUS = "element.setAttribute('role', 'status')"
_TO_TITLE, _TO_FIELD, _TO_FOUND = "toTitle", "toField", "toFound"
"""Functions of `page.js`: the title in the language of the page, and where the focus goes."""
_QUIET = dict[str, Any](
    queue=False, trigger_mode="always_last", show_progress="hidden", api_visibility="private"
)
"""Out of the queue: a question asked while its stream closed behind such an event would be lost.
One that comes while another is under way is done after it."""
_UPLOADS_KEPT = (600, 3_600)
"""Seconds between two looks at files that were sent, and those that one stays: it is read at
once."""
_MOST_WAITED = 0.5
"""Seconds that an answer which is stopped may go on, whatever it waits for."""
_STATUSES = itertools.count()
_TITLE = "Relevés de décisions"
Parts = list[Any]


def create_chat(library: Library, access: Access, uploads: Uploads | None) -> "gradio.Blocks":
    """The page: asking and searching side by side, over the documents that are chosen."""
    chat = Chat(library)
    blocks = gradio.Blocks(
        title=_TITLE, fill_width=True, analytics_enabled=False, delete_cache=_UPLOADS_KEPT
    )
    with blocks:
        gradio.HTML(_words("header"))
        if access.has_sign_in:
            gradio.HTML(_words("account_link"))
        told = gradio.HTML(elem_id="told", js_on_load=_STATUS)
        with gradio.Row(elem_id="bar"):
            narrowed = gradio.HTML(elem_id="filters", js_on_load="toRemove(element, trigger)")
            widen = gradio.Button(_words("clear"), visible=False, size="sm", elem_id="widen")
        with gradio.Tabs(elem_id="modes"):
            with gradio.Tab(_words("ask")), gradio.Row(elem_id="columns"):
                with gradio.Column(scale=3, min_width=320):
                    log, question, send, tools = _conversation()
                with gradio.Column(scale=2, min_width=320):
                    sources = gradio.HTML(_words("no_sources"), elem_id="sources")
                offers, past = _offers()
            with gradio.Tab(_words("search")):
                search = _search_fields()
        filters, (counted, finder, ticked) = _filter_fields(), _shelf()
        listed = _told(access, chat.shelf), [finder, ticked], [counted, ticked, filters[-1]]
        filters.append(ticked)
        turns, previous, given = gradio.State([]), gradio.State(""), gradio.State([])
        _wire_questions(
            access,
            chat,
            [question, send, *offers[1:]],
            [turns, previous, given, *filters],
            [log, question, sources, tools, previous, given, told, turns],
            at_once=16 if library.writes else 4,
        )
        log.clear(None, js=_TO_FIELD)  # the button goes, and would take the focus with it
        blocks.load(_told(access, chat.past), None, past, js=_TO_TITLE, **_QUIET)
        offer_again = _told(access, chat.offers), [previous, *filters], offers
        gradio.on([blocks.load, previous.change, log.clear], *offer_again, **_QUIET)
        gradio.on([blocks.load, finder.change], *listed, **_QUIET)
        changed = _wire_filters(access, chat, filters, [narrowed, told, widen])
        changed.then(*offer_again, **_QUIET)
        _wire_search(access, chat, [*search, told], filters, changed)
        if uploads:
            _upload_fields(access, chat, uploads, listed)
    blocks.queue(max_size=64)
    return blocks


def _words(key: str) -> "gradio.i18n.I18nData":
    """Words of the interface, which the browser puts in its own language."""
    return I18n()(key)


def _reader(access: Access, request: "gradio.Request") -> Reader:
    language = browser_language(request.headers.get("accept-language", ""))
    return Reader(language, partial(access.readable, request.request), name_of(request.request))


def _told(access: Access, handler: Callable[..., Sequence[Any]]) -> Callable[..., list[Any]]:
    """A handler of `Chat` as one of events, told first who reads."""

    def handle(request: gradio.Request, *values: object) -> list[Any]:
        return _updates(handler(_reader(access, request), *values))

    return handle


def _updates(results: Sequence[Any]) -> list[Any]:
    return [gradio.update(**r) if isinstance(r, dict) else r for r in results]


def _anew(said: str) -> str:
    """HTML of a status, in an element of another name each time: gradio changes only what differs,
    and a status that does not change is not read out."""
    nth = next(_STATUSES)
    return f"<told-{nth}>{said}</told-{nth}>" if said else said


def _conversation() -> "tuple[gradio.Chatbot, gradio.Textbox, gradio.Button, gradio.HTML]":
    chat = gradio.Chatbot(
        label=_words("conversation"),
        height=None,
        min_height=160,
        max_height="60vh",
        autoscroll=False,
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
        autofocus=True,
        elem_id="question",
    )
    send = gradio.Button(_words("ask"), variant="primary", elem_id="send")
    return chat, question, send, gradio.HTML(elem_id="actions")


def _offers() -> tuple[Parts, "gradio.HTML"]:
    with gradio.Column(elem_id="offers"):
        title = gradio.HTML()
        offers = [gradio.Button(visible=False, elem_id=f"offer-{n}") for n in range(STARTERS)]
        return [title, *offers], gradio.HTML(elem_id="past")


def _filter_fields() -> Parts:
    kinds = [(_words(f"kind_{kind or 'all'}"), str(kind)) for kind in ("", *DocumentKind)]
    with gradio.Accordion(_words("restrict"), open=False):
        kind = gradio.Radio(kinds, value="", label=_words("kind"))
        with gradio.Row():
            days = [(_words(day), _words(f"{day}_example")) for day in ("since", "until")]
            bounds = [gradio.Textbox(label=day, placeholder=like) for day, like in days]
            committee = gradio.Dropdown(
                [(_words("committee_all"), EVERY)],
                value=EVERY,
                label=_words("committee"),
                visible=False,
                elem_id="committee",
            )
            return [kind, *bounds, committee]


def _shelf() -> Parts:
    """How many documents there are, the words that find one, the documents to tick."""
    with gradio.Accordion(_words("corpus"), open=False):
        counted = gradio.HTML(elem_id="corpus")
        words = gradio.Textbox(label=_words("corpus_find"))
        ticked = gradio.CheckboxGroup([], label=_words("corpus_tick"), elem_id="documents")
    return [counted, words, ticked]


def _upload_fields(access: Access, chat: Chat, uploads: Uploads, listed: tuple[Any, ...]) -> None:
    """Where documents are dropped, and what becomes of each; then they are `listed`."""
    with gradio.Accordion(_words("add"), open=False):
        files = gradio.File(label=_words("add_files"), file_count="multiple", elem_id="files")
        added = gradio.HTML(elem_id="added", js_on_load=_STATUS)

    def add(request: gradio.Request, dropped: list[str] | None) -> Iterator[str]:
        yield from chat.add(_reader(access, request), uploads, dropped or [])

    reading = files.upload(add, files, added, api_visibility="private", show_progress="hidden")
    reading.then(lambda: None, None, files, **_QUIET)
    reading.then(*listed, **_QUIET)


def _search_fields() -> Parts:
    """What is looked for and its button, then what `Chat.search` gives but what it tells."""
    with gradio.Row():
        query = gradio.Textbox(label=_words("words"), scale=4, min_width=240, elem_id="query")
        go = gradio.Button(_words("search"), variant="primary", elem_id="go")
    with gradio.Row():
        year = gradio.Radio([], label=_words("year"), visible=False)
        kind = gradio.Radio([], label=_words("kind"), visible=False)
        orders = [(_words(f"sort_{order}"), order.value) for order in Order]
        order = gradio.Radio(orders, value=Order.NEAREST.value, label=_words("sort"), visible=False)
    found = gradio.HTML(_words("no_search"), elem_id="found")
    with gradio.Row():
        before = gradio.Button(_words("previous_page"), visible=False)
        after = gradio.Button(_words("next_page"), visible=False)
    return [query, go, gradio.State([]), year, kind, order, found, gradio.State(0), before, after]


def _wire_questions(
    access: Access, chat: Chat, ways: Parts, given: Parts, shown: Parts, *, at_once: int
) -> None:
    """One event of all the `ways` to ask, the box, its button and the questions offered: while an
    answer comes gradio takes no other, and the buttons say so. The turns before it are those that
    this server keeps: a browser may send anything as the log, files included. They are kept once
    the answer is whole, and clearing the log stops it."""
    box, *buttons = ways
    offers = buttons[1:]
    log, turns = shown[0], shown[-1]
    same = [gradio.skip()] * len(buttons)

    def reply(
        request: gradio.Request,
        event: gradio.EventData,
        typed: str,
        *values: Any,  # noqa: ANN401 - of parts of all kinds
    ) -> Iterator[list[object]]:
        offered = dict(zip((offer.elem_id for offer in offers), values, strict=False))
        text = offered.get(getattr(event.target, "elem_id", None), typed) or ""
        reader = _reader(access, request)
        busy = _updates(chat.busy(reader))
        said: Messages = []
        for come in in_steps(chat.reply(reader, text, *values[len(offers) :]), _MOST_WAITED):
            parts: list[object] = [None] * len(shown)
            if come:
                said, *seen, spoken = come
                parts = [said, *seen, None if spoken is None else _anew(spoken), None]
            yield [*(gradio.skip() if part is None else part for part in parts), *busy]
            busy = same
        yield [*[gradio.skip()] * (len(shown) - 1), said, *_updates(chat.ready(reader))]

    asking = gradio.on(
        [box.submit, *(button.click for button in buttons)],
        reply,
        [box, *offers, *given],
        [*shown, *buttons],
        api_visibility="private",
        concurrency_limit=at_once,
        concurrency_id="reply",
    )
    emptied = [*shown[2:6], turns]
    log.clear(_told(access, chat.cleared), None, emptied, cancels=asking, **_QUIET)
    asking.failure(_told(access, chat.stopped), log, [*emptied, *buttons], **_QUIET)


def _wire_filters(access: Access, chat: Chat, filters: Parts, told: Parts) -> Any:  # noqa: ANN401 - gradio's
    """The event of their change; `told` are the filters in words, twice, and the button that
    removes them."""
    narrowed = _told(access, chat.narrowed)
    changed = gradio.on([part.change for part in filters], narrowed, filters, told, **_QUIET)
    # Fields that change together each tell of the others as they were, and are answered in any
    # order: each asks again once answered, so that the last answer is of the fields as they are.
    settled = changed.then(narrowed, filters, told, **_QUIET)

    def remove(event: gradio.EventData) -> list[Any]:
        return [v if k == event.filter else gradio.skip() for k, v in UNFILTERED.items()]

    ways = (told[0].delete, remove), (told[-1].click, lambda: [*UNFILTERED.values()])
    for removing, emptied in ways:
        # The button goes, and would take the focus with it.
        removing(emptied, None, filters, **_QUIET).then(None, js=_TO_FIELD)
    return settled


def _wire_search(
    access: Access, chat: Chat, search: Parts, filters: Parts, changed: "gradio.events.Dependency"
) -> None:
    """What is paged and narrowed is what was searched, whatever stands in the box since."""
    query, go, *shown = search
    searched, year, kind, order, _, number, before, after, _ = shown

    def telling(handler: Callable[..., Sequence[Any]]) -> Callable[..., list[Any]]:
        def handle(request: gradio.Request, *values: object) -> list[Any]:
            *rest, said = _told(access, handler)(request, *values)
            return [*rest, _anew(said) if isinstance(said, str) else said]

        return handle

    asked = [query, order, *filters]
    gradio.on([query.submit, go.click], telling(chat.search), asked, shown, **_QUIET)
    changed.then(telling(chat.search_again), [searched, order, *filters], shown, **_QUIET)
    listed = [searched, year, kind, order, number]
    within = [part.input for part in (year, kind, order)]
    gradio.on(within, telling(chat.search_within), listed, shown, **_QUIET)
    for handler, button in ((chat.page_before, before), (chat.page_after, after)):
        button.click(telling(handler), listed, shown, **_QUIET).then(None, js=_TO_FOUND)
