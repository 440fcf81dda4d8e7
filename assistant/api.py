"""The HTTP API: the objects of `assistant.schema`, over a `Library`."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi_offline import FastAPIOffline
from starlette.routing import Match

from assistant.answer import Answer
from assistant.document_schema import DocumentObject, ParagraphObject, WholeDocumentObject
from assistant.given import add_given
from assistant.library import Library
from assistant.problems import MEDIA_TYPE, Guard, add_handlers
from assistant.schema import (
    AnswerObject,
    AskRequest,
    HealthObject,
    Problem,
    SearchObject,
    SearchRequest,
)
from assistant.viewer import Id, add_viewer

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description, "content": {MEDIA_TYPE: {}}}
    for status, description in {
        400: "The body is not JSON",
        413: "The body is too large",
        415: "The body is not sent as JSON",
        422: "A field is missing, unknown or out of its limits",
        503: "The index cannot be read",
    }.items()
}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "No such thing", "content": {MEDIA_TYPE: {}}}
}
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def create_app(library: Library) -> FastAPI:
    """The API under /api, its documentation at /api/docs with nothing from outside."""
    app = FastAPIOffline(
        title="Relevés de décisions",
        version=_version(),
        description="What the committees decided, in their own words, with the paragraph.",
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        static_url="/api/static",
    )
    app.add_middleware(Guard)
    add_handlers(app)
    _add_questions(app, library)
    _add_documents(app, library)
    add_viewer(app, library)
    add_given(app, library, wrong_body=_PROBLEMS, not_found=_NOT_FOUND)

    @app.api_route("/api/{path:path}", methods=_METHODS, include_in_schema=False)
    def unknown(request: Request, path: str) -> None:
        if allowed := _allowed(app, request):
            detail = f"/api/{path[:100]} takes {allowed}."
            raise HTTPException(405, detail, headers={"Allow": allowed})
        raise HTTPException(404, f"There is no /api/{path[:100]}; /api/docs lists what there is.")

    return app


def _add_questions(app: FastAPI, library: Library) -> None:
    @app.post("/api/search", responses=_PROBLEMS)
    def search(request: SearchRequest) -> SearchObject:
        """The k best paragraphs, best first."""
        with library.assistant() as assistant:
            found = assistant.search(request.query, k=request.k, filters=request.filters)
        return SearchObject.of(found)

    @app.post("/api/ask", responses=_PROBLEMS)
    def ask(request: AskRequest) -> AnswerObject:
        """The sentences that answer, each with its source, or the status not_found."""
        answer = library.ask(request.question, previous=request.previous, filters=request.filters)
        return AnswerObject.of(answer)

    def started(request: AskRequest) -> Iterator[Answer]:
        """With its first answer found, so that an error is still a problem."""
        answers = library.answers(
            request.question, previous=request.previous, filters=request.filters
        )
        return chain([next(answers)], answers)

    @app.post("/api/ask/stream", response_class=EventSourceResponse, responses=_PROBLEMS)
    def stream(
        answers: Annotated[Iterator[Answer], Depends(started)],
    ) -> Iterator[ServerSentEvent]:
        """The answer as it grows: an event `answer` each time, the last one whole, then `end`."""
        for answer in answers:
            yield ServerSentEvent(data=AnswerObject.of(answer), event="answer")
        yield ServerSentEvent(data={}, event="end")


def _add_documents(app: FastAPI, library: Library) -> None:
    @app.get("/api/documents")
    def documents() -> list[DocumentObject]:
        """Every document, by date and then by title."""
        with library.assistant() as assistant:
            return [DocumentObject.of(document) for document in assistant.snapshot.documents()]

    @app.get("/api/documents/{document_id}", responses=_NOT_FOUND)
    def document(document_id: Id) -> WholeDocumentObject:
        """A document with its paragraphs, in order."""
        with library.assistant() as assistant:
            return WholeDocumentObject.with_paragraphs(
                assistant.snapshot.document(document_id),
                assistant.snapshot.paragraphs(document_id),
            )

    @app.get("/api/paragraphs/{paragraph_id}", responses=_NOT_FOUND)
    def paragraph(paragraph_id: Id) -> ParagraphObject:
        """A paragraph, by the id that hits and citations give."""
        with library.assistant() as assistant:
            found = assistant.snapshot.paragraph(paragraph_id)
            document = assistant.snapshot.document(found.document_id)
            return ParagraphObject.of(document, found)

    @app.get("/api/health")
    def health() -> HealthObject:
        """What is served."""
        with library.assistant() as assistant:
            snapshot = assistant.snapshot
            return HealthObject(
                status="ok",
                version=_version(),
                generation=snapshot.generation,
                documents=snapshot.document_count,
                paragraphs=snapshot.paragraph_count,
                encoder=snapshot.encoder.name,
            )


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


def _version() -> str:
    try:
        return version("releve")
    except PackageNotFoundError:
        return "0"
