"""What goes wrong under the address of a page, as a page in the language of the browser."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answer import Language
from assistant.interface import browser_language
from assistant.web.document_page import missing_page, problem_page

_OF_PROGRAMS = ("/api/", "/v1/", "/mcp", "/gradio_api/")
_TOLD = {
    HTTPStatus.NOT_FOUND: "missing_page",
    HTTPStatus.UNPROCESSABLE_ENTITY: "missing_page",
    HTTPStatus.TOO_MANY_REQUESTS: "sorry_rate",
    HTTPStatus.SERVICE_UNAVAILABLE: "sorry_away",
}
_KEPT = ("retry-after",)


class ProblemPages:
    """Where a browser opens a page, what would be JSON for a program is a page of the same
    status."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        is_told = False

        async def told(message: Message) -> None:
            nonlocal is_told
            if message["type"] == "http.response.start" and _is_problem(message):
                is_told = True
                await _page(scope, message)(scope, receive, send)
            elif not is_told:
                await send(message)

        await self._app(scope, receive, told)


def _is_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["path"].startswith(_OF_PROGRAMS):
        return False
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def _is_problem(message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return message["status"] in _TOLD and "json" in kind


def _page(scope: Scope, message: Message) -> HTMLResponse:
    language = browser_language(Headers(scope=scope).get("accept-language", ""))
    headers = Headers(raw=message["headers"])
    kept = {name: headers[name] for name in _KEPT if name in headers}
    shown = _shown(HTTPStatus(message["status"]), kept, language)
    return HTMLResponse(shown, message["status"], {**kept, "vary": "Accept-Language"})


def _shown(status: HTTPStatus, headers: Mapping[str, str], language: Language) -> str:
    key = _TOLD[status]
    if key == "missing_page":
        return missing_page(key, language)
    return problem_page(key, language, headers.get("retry-after", "60"))
