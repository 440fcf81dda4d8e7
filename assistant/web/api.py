"""The HTTP API: the objects of `assistant.schemas`, over a `Library`."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel
from starlette.routing import Match, Route

from assistant.access.entry import OPEN, Access
from assistant.answer import Answer
from assistant.schemas.answers import AnswerObject, Problem, SearchObject
from assistant.schemas.documents import TOTAL, DocumentObject, ParagraphObject, WholeDocumentObject
from assistant.schemas.order import by_date
from assistant.schemas.requests import AskRequest, DocumentsRequest, SearchRequest
from assistant.service.library import Library
from assistant.service.observing import Observer, observe
from assistant.web.caching import Revalidation
from assistant.web.cors import ApiCors
from assistant.web.description import describe
from assistant.web.feed import add_feed
from assistant.web.gate import PAGE, SIGN_IN, Gate, Readable
from assistant.web.given import add_given
from assistant.web.heads import Heads
from assistant.web.limits import UPLOAD, Throttle
from assistant.web.openai_api import LIMIT as OPENAI_LIMIT
from assistant.web.openai_api import create_openai
from assistant.web.probes import add_probes
from assistant.web.problem_pages import ProblemPages
from assistant.web.problems import (
    CHAT_LIMIT,
    FORM_LIMIT,
    LIMIT,
    Closed,
    Guard,
    Responses,
    SafeHeaders,
    add_handlers,
)
from assistant.web.sessions import Sessions
from assistant.web.sign_in import add_sign_in
from assistant.web.tools import Tools
from assistant.web.version import release
from assistant.web.viewer import Id, add_viewer
from index.settings import Settings

_MEANINGS = {
    400: "The body is not JSON",
    404: "No such thing",
    408: "The body is too slow",
    413: "The body is too large",
    415: "The body is not sent as JSON",
    422: "A field is missing, unknown or out of its limits",
    429: "Too many requests from this caller",
    503: "The index cannot be read, or the server is busy",
}
_LIMITS = {
    "/v1/": OPENAI_LIMIT,
    **dict.fromkeys(("/api/", "/mcp", "/documents/", "/p/", "/a/"), LIMIT),
    SIGN_IN: FORM_LIMIT,
    f"{PAGE}run/": CHAT_LIMIT,
}
_GUARDED = {**_LIMITS, UPLOAD: None, PAGE: CHAT_LIMIT}
"""Files that are sent have limits of their own."""
_ASKED_BY_PAGE = ("queue/", "run/", "heartbeat/", "cancel", "app_id")
_ASKED_TO_ADD = ("upload", "upload_progress")
"""Of all that gradio would answer to, and may fetch or write for whoever asks."""
_UNASKED = ("/openapi.json", "/monitoring")
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def _problems(*statuses: int) -> Responses:
    return {status: {"model": Problem, "description": _MEANINGS[status]} for status in statuses}


_ASKED = _problems(400, 408, 413, 415, 422, 429, 503)
_NEW = _problems(422, 429, 503)
_LISTED = _NEW | {200: {"headers": {TOTAL: {"schema": {"type": "integer"}}}}}
_FOUND = _problems(404, 422, 429, 503)


def create_app(
    library: Library,
    settings: Settings | None = None,
    *,
    hosts: Sequence[str] = (),
    access: Access = OPEN,
    takes_files: bool = False,
) -> FastAPI:
    """The API under /api, its documentation at /api/docs with nothing from outside; the routes of
    OpenAI's clients under /v1, the tools of agents at /mcp. `hosts` name this server. All that is
    served is behind the gate; a page is answered what ours asks, and files if it `takes_files`."""
    settings = settings or Settings()
    app = FastAPIOffline(
        title="Relevés de décisions",
        version=release(),
        description="What the committees decided, in their own words, with the paragraph.",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        static_url="/api/static",
        generate_unique_id_function=lambda route: route.name,
    )
    _add_middleware(app, settings, access, hosts, takes_files=takes_files)
    add_handlers(app)
    _add_questions(app, library)
    _add_documents(app, library)
    add_feed(app, library, refused=_NEW)
    add_probes(app, library, refused=_problems(503))
    add_viewer(app, library)
    if access.provider and access.visits:
        from assistant.web.openid_sign_in import add_openid

        add_openid(app, access.visits, access.provider)
    elif access.accounts and access.has_sign_in:
        add_sign_in(app, access.accounts)
    add_given(app, library, wrong_body=_ASKED, not_found=_FOUND)
    describe(app, access, hosts)
    app.mount("/v1", create_openai(library))
    app.router.routes.append(Route("/mcp", Tools(library, hosts), methods=["POST"]))
    _add_others(app)
    return app


def _add_others(app: FastAPI) -> None:
    """What is asked where nothing is told: where it is, and what is there."""

    @app.api_route("/mcp", methods=_METHODS, include_in_schema=False)
    def no_stream() -> None:
        raise HTTPException(405, "/mcp takes POST.", headers={"Allow": "POST"})

    @app.get("/api", include_in_schema=False)
    def described() -> Response:
        return RedirectResponse("/api/docs")

    @app.api_route("/api/{path:path}", methods=_METHODS, include_in_schema=False)
    def unknown(request: Request, path: str) -> None:
        if allowed := _allowed(app, request):
            detail = f"/api/{path[:100]} takes {allowed}."
            raise HTTPException(405, detail, headers={"Allow": allowed})
        raise HTTPException(404, f"There is no /api/{path[:100]}; /api/docs lists what there is.")


def _add_middleware(
    app: FastAPI,
    settings: Settings,
    access: Access,
    hosts: Sequence[str],
    *,
    takes_files: bool,
) -> None:
    """The last one added is the first that a request meets."""
    asked = (*_ASKED_BY_PAGE, *(_ASKED_TO_ADD if takes_files else ()))
    app.add_middleware(Revalidation)
    app.add_middleware(Throttle, settings=settings, limits=_LIMITS | {UPLOAD: LIMIT})
    app.add_middleware(Sessions)
    app.add_middleware(Guard, limits=_GUARDED)
    for under, but in {PAGE: asked, **dict.fromkeys(_UNASKED, ())}.items():
        app.add_middleware(Closed, under=under, but=but)
    app.add_middleware(Gate, access=access, hosts=hosts, proxies=settings.proxy_addresses)
    if settings.cors:
        app.add_middleware(ApiCors, settings=settings)
    app.add_middleware(ProblemPages)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Observer, settings=settings)
    app.add_middleware(Heads)


def _add_questions(app: FastAPI, library: Library) -> None:
    @app.post("/api/search", response_model=SearchObject, responses=_ASKED)
    def search(request: SearchRequest, readable: Readable) -> Response:
        """The k best paragraphs after the first `offset`, best first, and where `facets` asks
        for it what is found by year, kind and document. Only what is near is found: no hit says
        that nothing in the documents is."""
        with library.assistant(collections=readable) as assistant:
            found = assistant.search(request.query, k=request.found, filters=request.filters)
        observe(found)
        return _json(SearchObject.of(found, asked=request))

    @app.post("/api/ask", response_model=AnswerObject, responses=_ASKED)
    def ask(request: AskRequest, readable: Readable) -> Response:
        """The sentences that answer, each with its source, or the status not_found."""
        answer = library.ask(
            request.question,
            collections=readable,
            previous=request.previous,
            filters=request.filters,
        )
        return _json(AnswerObject.of(answer))

    def started(request: AskRequest, readable: Readable) -> Iterator[Answer]:
        """With its first answer found, so that an error is still a problem."""
        answers = library.answers(
            request.question,
            collections=readable,
            previous=request.previous,
            filters=request.filters,
        )
        return chain([next(answers)], answers)

    @app.post("/api/ask/stream", response_class=EventSourceResponse, responses=_ASKED)
    def stream(
        answers: Annotated[Iterator[Answer], Depends(started)],
    ) -> Iterator[ServerSentEvent]:
        """The answer as it grows: an event `answer` each time, the last one whole, then `end`."""
        for answer in answers:
            yield ServerSentEvent(data=AnswerObject.of(answer), event="answer")
        yield ServerSentEvent(data={}, event="end")


def _add_documents(app: FastAPI, library: Library) -> None:
    @app.get("/api/documents", responses=_LISTED)
    def documents(
        asked: Annotated[DocumentsRequest, Query()], readable: Readable, response: Response
    ) -> list[DocumentObject]:
        """Those that the filters keep, by date and then by title: what is new, with `since` and
        `sort=newest`. The header X-Total-Count tells how many in all."""
        with library.assistant(collections=readable) as assistant:
            kept = assistant.snapshot.records(asked.filters)
        records = by_date(kept, asked.sort, lambda record: record.date)
        response.headers[TOTAL] = str(len(records))
        return [DocumentObject.of(record) for record in records[asked.page]]

    @app.get("/api/documents/{document_id}", responses=_FOUND)
    def document(document_id: Id, readable: Readable) -> WholeDocumentObject:
        """A document with its paragraphs, in order."""
        with library.assistant(collections=readable) as assistant:
            snapshot = assistant.snapshot
            whole = snapshot.document(document_id), snapshot.paragraphs(document_id)
            return WholeDocumentObject.with_paragraphs(*whole)

    @app.get("/api/paragraphs/{paragraph_id}", responses=_FOUND)
    def paragraph(paragraph_id: Id, readable: Readable) -> ParagraphObject:
        """A paragraph, by the id that hits and citations give."""
        with library.assistant(collections=readable) as assistant:
            found = assistant.snapshot.paragraph(paragraph_id)
            return ParagraphObject.of(assistant.snapshot.document(found.document_id), found)


def _json(body: BaseModel) -> Response:
    """Written where it was made: what FastAPI is given to write, it checks again in a thread of
    its own, which makes one more wait under load."""
    return Response(body.model_dump_json(), media_type="application/json")


def _allowed(app: FastAPI, request: Request) -> str:
    """The methods of the routes that have this path, empty where none has.

    Asked for here and not left to the router: the chat mounted over the API takes all that
    no route of the API takes entirely.
    """
    found = {
        method
        for route in app.routes
        if isinstance(route, APIRoute) and route.matches(request.scope)[0] is Match.PARTIAL
        for method in route.methods or ()
    }
    return ", ".join(sorted(found))
