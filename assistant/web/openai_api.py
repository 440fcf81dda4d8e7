"""The questions and answers of the API as OpenAI's clients put them: under /v1."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.answer import Answer
from assistant.chat.page import address, copied, marked
from assistant.errors import AssistantError, InvalidQuestionError
from assistant.questions.conversation import talk, understood
from assistant.questions.question import analyse
from assistant.reference import reference
from assistant.schemas.answers import CitationObject
from assistant.schemas.openai import (
    MODEL,
    Annotation,
    ChatRequest,
    Choice,
    Completion,
    Failure,
    FailureObject,
    Model,
    Models,
    ReplyMessage,
    UrlCitation,
    Usage,
)
from assistant.service.library import Library
from assistant.web.gate import Readable, reached
from assistant.web.problems import FAILURES, Limit, detail_of, sentence, status_of
from assistant.wording.framing import in_full

_MOST_TURNS = 20
"""Turns before the question that it may lean on."""

_SERVED = "there are GET /v1/models and POST /v1/chat/completions"


class _NoModelError(HTTPException):
    pass


def create_openai(library: Library) -> FastAPI:
    """To be mounted at /v1. Every error is an object of OpenAI's."""
    app = FastAPI(openapi_url=None)
    started = int(time.time())

    async def on_error(request: Request, error: Exception) -> JSONResponse:
        return _failed(request, error)

    for kind in FAILURES:
        app.add_exception_handler(kind, on_error)

    @app.get("/models")
    def models() -> Models:
        return Models(data=[Model(created=started)])

    @app.get("/models/{name:path}")
    def model(name: str) -> Model:
        _check_model(name)
        return Model(created=started)

    @app.post("/chat/completions", response_model=None)
    def complete(
        request: Request, chat: ChatRequest, readable: Readable
    ) -> Completion | StreamingResponse:
        """The last question of the user, in the light of those before it."""
        _check_model(chat.model)
        question, previous = _question(chat.turns)
        answers = library.answers(question, collections=readable, previous=previous)
        base = reached(request.scope)
        if chat.stream:
            begun = chain([next(answers)], answers)  # an error here is still an error
            return StreamingResponse(
                _events(chat, begun, base),
                media_type="text/event-stream",
                headers={"x-accel-buffering": "no"},  # no proxy holds pieces back
            )
        *_, answer = answers
        return _completion(chat, answer, base)

    return app


def refuse(
    status: int, message: str, _path: str, headers: Mapping[str, str] | None
) -> JSONResponse:
    """An error that no route has met."""
    return _response(status, message, headers=headers)


LIMIT = Limit(most_bytes=1024 * 1024, refuse=refuse)
"""A conversation is sent whole at each turn, with all that was answered in it."""


def _check_model(name: str) -> None:
    if name != MODEL:
        raise _NoModelError(404, f"There is no model {name[:100]!r}: the one here is {MODEL!r}.")


def _question(turns: Sequence[str]) -> tuple[str, str]:
    """The last turn, and the one that it may follow as it was understood.

    Raises InvalidQuestionError.
    """
    if not turns:
        raise InvalidQuestionError("No message is of the user: send the question as one.")
    *earlier, question = turns
    analyse(question)  # nothing else reads a text that is too long
    previous = ""
    for text in earlier[-_MOST_TURNS:]:
        with suppress(InvalidQuestionError):
            heard = understood(text, previous)
            previous = previous if talk(text) else heard
    return question, previous


def _completion(chat: ChatRequest, answer: Answer, base: str) -> Completion:
    content = copied(answer)
    return Completion(
        id=f"chatcmpl-{answer.id}",
        created=int(time.time()),
        choices=[
            Choice(message=ReplyMessage(content=content, annotations=_annotations(answer, base)))
        ],
        usage=Usage.of(chat.turns, content),
        status=answer.status,
        citations=[CitationObject.of(one, answer.language) for one in answer.citations],
    )


def _events(chat: ChatRequest, answers: Iterator[Answer], base: str) -> Iterator[str]:
    """The whole answer in pieces that can be joined. One that a language model writes may still
    lose or change sentences as it grows, so none is sent before it is whole: until then, only
    comments, which show whether the client is still there."""
    for latest in answers:
        whole = _completion(chat, latest, base)
        yield ": answering\n\n"
    message = whole.choices[0].message
    head = {
        "id": whole.id,
        "object": "chat.completion.chunk",
        "created": whole.created,
        "model": whole.model,
    } | ({"usage": None} if chat.wants_usage else {})
    yield _chunk(head, {"role": message.role, "content": ""})
    for line in message.content.splitlines(keepends=True):
        yield _chunk(head, {"content": line})
    given = whole.model_dump(mode="json", include={"status", "citations"})
    annotations = [annotation.model_dump() for annotation in message.annotations]
    yield _chunk(head | given, {"annotations": annotations}, finish="stop")
    if chat.wants_usage:
        yield _event(head | {"choices": [], "usage": whole.usage.model_dump()})
    yield "data: [DONE]\n\n"


def _chunk(head: dict[str, object], delta: dict[str, object], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return _event(head | {"choices": [choice]})


def _event(data: dict[str, object]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _annotations(answer: Answer, base: str) -> list[Annotation]:
    """One for each marker of the answer, with the address of the passage that it opens."""
    found = []
    start = in_full(answer).index(answer.text)
    for piece, citation in marked(answer.text, answer.citations):
        end = start + len(piece)
        if citation:
            cited = UrlCitation(
                start_index=start,
                end_index=end,
                title=reference(citation.document, answer.language),
                url=f"{base}{address(citation)}",
            )
            found.append(Annotation(url_citation=cited))
        start = end
    return found


def _failed(request: Request, error: Exception) -> JSONResponse:
    status, message, param, code = status_of(error), detail_of(error, request.scope), None, None
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        status, message = 400, f"{sentence(first)}."
        param = str(first["loc"][1]) if len(first["loc"]) > 1 else None
    elif isinstance(error, AssistantError):
        status, param = 400, "messages"
    elif isinstance(error, _NoModelError):
        param, code = "model", "model_not_found"
    elif status in (404, 405):
        message = f"{request.method} {request.url.path[:100]} is not served: {_SERVED}."
    return _response(status, message, param, code)


def _response(
    status: int,
    message: str,
    param: str | None = None,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    kind = "server_error" if status >= 500 else "invalid_request_error"
    failure = Failure(message=message, type=kind, param=param, code=code)
    return JSONResponse(
        FailureObject(error=failure).model_dump(), status_code=status, headers=headers
    )
