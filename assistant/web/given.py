"""Answers that were given: read back, exported, judged, at an address that stays."""

from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.errors import UnknownAnswerError
from assistant.exports.export import exported, file_name
from assistant.schemas.given import (
    MOST_EXPORTED,
    AnswerId,
    ExportFormat,
    ExportRequest,
    FeedbackRequest,
    GivenAnswerObject,
)
from assistant.service.library import Library
from assistant.web.answer_page import answer_page
from assistant.web.document_page import missing_page
from assistant.web.gate import Readable, Spoken, reached
from assistant.web.problems import Responses
from assistant.web.viewer import Id
from index.hit import Collections

Ids = Annotated[list[AnswerId], Query(alias="answer", min_length=1, max_length=MOST_EXPORTED)]
Format = Annotated[ExportFormat, Query()]


def _site(request: Request) -> str:
    return reached(request.scope)


Site = Annotated[str, Depends(_site)]
"""Where the reader reaches this server, for the links of files."""
_FILE: Responses = {
    200: {
        "description": "The file",
        "content": {
            kind.media_type: {"schema": {"type": "string", "format": "binary"}}
            for kind in ExportFormat
        },
    }
}


def add_given(
    app: FastAPI, library: Library, *, wrong_body: Responses, not_found: Responses
) -> None:
    """`wrong_body` and `not_found` are the problems that requests meet."""

    @app.get("/api/answers/{answer_id}", responses=not_found)
    def answer(answer_id: Id, readable: Readable) -> GivenAnswerObject:
        """An answer as it was given, as long as the journal keeps it."""
        return library.given(answer_id, collections=readable)

    @app.get(
        "/api/answers/{answer_id}/export",
        response_class=Response,
        responses=_FILE | not_found,
    )
    def answer_file(answer_id: Id, format: Format, readable: Readable, site: Site) -> Response:
        """An answer as a file: Word, PDF or Markdown."""
        return _file(library, [answer_id], format, readable, site)

    @app.get("/api/export", response_class=Response, responses=_FILE | not_found)
    def linked_file(ids: Ids, format: Format, readable: Readable, site: Site) -> Response:
        """A conversation as a file, its answers in the order given; for links."""
        return _file(library, ids, format, readable, site)

    @app.post("/api/export", response_class=Response, responses=_FILE | wrong_body | not_found)
    def conversation_file(request: ExportRequest, readable: Readable, site: Site) -> Response:
        """A conversation as a file, its answers in the order given."""
        return _file(library, request.answers, request.format, readable, site)

    @app.post("/api/feedback", status_code=204, responses=wrong_body | not_found)
    def feedback(request: FeedbackRequest, readable: Readable) -> None:
        """What a reader thinks of an answer is noted in the journal, without who it is."""
        library.judge(request, collections=readable)

    @app.get("/a/{answer_id}", include_in_schema=False)
    def page(answer_id: Id, readable: Readable, language: Spoken) -> Response:
        """The permanent address of an answer."""
        try:
            given = library.given(answer_id, collections=readable)
        except UnknownAnswerError:
            return HTMLResponse(missing_page("missing_answer", language), 404)
        with library.assistant(collections=readable) as assistant:
            return HTMLResponse(answer_page(given, assistant.snapshot))


def _file(
    library: Library, ids: list[str], format_: ExportFormat, readable: Collections, site: str
) -> Response:
    answers = [library.given(id_, collections=readable) for id_ in ids]
    day = date.today()
    name = file_name(answers, format_, day=day)
    return Response(
        exported(answers, format_, day=day, site=site),
        media_type=format_.media_type,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )
