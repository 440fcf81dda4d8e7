"""Documents as their readers open them: whole, at a passage, with the image of their pages."""

import base64
import hashlib
import re
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BeforeValidator

from assistant.answer import Language
from assistant.service.library import Library
from assistant.web.caching import is_known
from assistant.web.document_page import document_page, missing_page
from assistant.web.gate import Readable, Spoken
from index.errors import UnknownDocumentError, UnknownParagraphError
from index.snapshot import Snapshot
from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.formats.child import run_in_child

_PDF = "application/pdf"
_KEPT = "private, no-cache"
_OFFSET = re.compile(r"[0-9]{1,9}")
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
Mark = Annotated[str, Query(max_length=64)]
Number = Annotated[int, PathParameter(ge=1)]
Offset = Annotated[int | None, BeforeValidator(lambda given: _offset(given))]
"""What is none marks the whole paragraph."""


def add_viewer(app: FastAPI, library: Library) -> None:
    @app.get("/p/{paragraph_id}", include_in_schema=False)
    def paragraph(
        paragraph_id: Id,
        readable: Readable,
        language: Spoken,
        start: Offset = None,
        end: Offset = None,
    ) -> Response:
        """The permanent address of a paragraph; start and end mark a slice of it."""
        with library.assistant(collections=readable) as assistant:
            try:
                found = assistant.snapshot.paragraph(paragraph_id)
            except UnknownParagraphError:
                return _missing("missing_paragraph", language)
        marked = "" if start is None or end is None else f"&start={start}&end={end}"
        return RedirectResponse(
            f"/documents/{found.document_id}?p={found.id}{marked}#{found.id}", status_code=302
        )

    @app.get("/documents/{document_id}", include_in_schema=False)
    def document(
        document_id: Id,
        readable: Readable,
        language: Spoken,
        p: Mark = "",
        start: Offset = None,
        end: Offset = None,
    ) -> Response:
        """The whole document, the paragraph `p` of it marked."""
        with library.assistant(collections=readable) as assistant:
            try:
                shown = _shown(assistant.snapshot, document_id, p, start, end, language)
            except UnknownDocumentError:
                return _missing("missing_document", language)
        told = {"cache-control": "no-cache", "vary": "Accept-Language"}
        return HTMLResponse(shown, headers=told)

    @app.get("/documents/{document_id}/pages/{number}.png", include_in_schema=False)
    def image(request: Request, document_id: Id, number: Number, readable: Readable) -> Response:
        """A page of a PDF as it is printed, where its file has not changed since it was read."""
        with library.assistant(collections=readable) as assistant:
            try:
                shown = assistant.snapshot.document(document_id)
            except UnknownDocumentError:
                return Response(status_code=404)
            content = _content(assistant.snapshot, shown) if number <= shown.pages else b""
        etag = f'"{shown.sha256[:32]}-{number}"'
        return _image(content, number, etag, is_known=is_known(request.headers, etag))


def _offset(given: object) -> int | None:
    is_offset = isinstance(given, str) and _OFFSET.fullmatch(given)
    return int(str(given)) if is_offset else None


def _shown(
    snapshot: Snapshot,
    document_id: str,
    marked: str,
    start: int | None,
    end: int | None,
    language: Language,
) -> str:
    """Raises UnknownDocumentError."""
    document, paragraphs = snapshot.document(document_id), snapshot.paragraphs(document_id)
    cited = next((paragraph for paragraph in paragraphs if paragraph.id == marked), None)
    quoted = None
    if cited and start is not None and end is not None and start < end <= len(cited.text):
        quoted = (start, end)
    return document_page(
        document,
        paragraphs,
        cited=cited.id if cited else "",
        quoted=quoted,
        language=language,
        has_images=bool(_content(snapshot, document)),
    )


def _image(content: bytes, number: int, etag: str, *, is_known: bool) -> Response:
    headers = {"etag": etag, "cache-control": _KEPT}
    if not content:
        return Response(status_code=404)
    if is_known:
        return Response(status_code=304, headers=headers)
    try:
        drawn = run_in_child("ingest.formats.pdf:page_image", number, content=content)
    except UnreadableFileError:
        return Response(status_code=404)
    return Response(base64.b64decode(drawn), media_type="image/png", headers=headers)


def _content(snapshot: Snapshot, document: Document) -> bytes:
    """The file that was read, empty where it is no PDF, or is no more what it was."""
    if document.media_type != _PDF:
        return b""
    for path in snapshot.files(document.id):
        content = _read(path)
        if hashlib.sha256(content).hexdigest() == document.sha256:
            return content
    return b""


def _read(path: FilePath) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def _missing(key: str, language: Language) -> HTMLResponse:
    return HTMLResponse(missing_page(key, language), status_code=404)
