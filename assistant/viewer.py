"""Documents as their readers open them: whole, at a passage, with the image of their pages."""

import base64
import hashlib
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.document_page import document_page, missing_page
from assistant.library import Library
from index.errors import UnknownDocumentError, UnknownParagraphError
from index.snapshot import Snapshot
from ingest.child import run_in_child
from ingest.document import Document
from ingest.errors import UnreadableFileError

_PDF = "application/pdf"
_KEPT = "private, max-age=86400"
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
Offset = Annotated[int | None, Query(ge=0)]


def add_viewer(app: FastAPI, library: Library) -> None:
    @app.get("/p/{paragraph_id}", include_in_schema=False)
    def paragraph(paragraph_id: Id, start: Offset = None, end: Offset = None) -> Response:
        """The permanent address of a paragraph; start and end mark a slice of it."""
        with library.assistant() as assistant:
            try:
                found = assistant.snapshot.paragraph(paragraph_id)
            except UnknownParagraphError:
                return _missing("Ce paragraphe n'est plus dans le fonds.")
        marked = "" if start is None or end is None else f"&start={start}&end={end}"
        return RedirectResponse(
            f"/documents/{found.document_id}?p={found.id}{marked}#{found.id}", status_code=302
        )

    @app.get("/documents/{document_id}", include_in_schema=False)
    def document(
        document_id: Id,
        p: Annotated[str, Query(max_length=64)] = "",
        start: Offset = None,
        end: Offset = None,
    ) -> Response:
        """The whole document, the paragraph `p` of it marked."""
        with library.assistant() as assistant:
            snapshot = assistant.snapshot
            try:
                shown = snapshot.document(document_id)
            except UnknownDocumentError:
                return _missing("Ce document n'est plus dans le fonds.")
            paragraphs = snapshot.paragraphs(document_id)
            has_images = bool(_content(snapshot, shown))
        cited = next((one for one in paragraphs if one.id == p), None)
        quoted = None
        if cited and start is not None and end is not None and start < end <= len(cited.text):
            quoted = (start, end)
        return HTMLResponse(
            document_page(
                shown,
                paragraphs,
                cited=cited.id if cited else "",
                quoted=quoted,
                has_images=has_images,
            ),
            headers={"cache-control": "no-cache"},
        )

    @app.get("/documents/{document_id}/pages/{number}.png", include_in_schema=False)
    def image(
        request: Request, document_id: Id, number: Annotated[int, PathParameter(ge=1)]
    ) -> Response:
        """A page of a PDF as it is printed, where its file has not changed since it was read."""
        with library.assistant() as assistant:
            try:
                shown = assistant.snapshot.document(document_id)
            except UnknownDocumentError:
                return Response(status_code=404)
            content = _content(assistant.snapshot, shown) if number <= shown.pages else b""
        if not content:
            return Response(status_code=404)
        kept = {"etag": f'"{shown.sha256[:32]}-{number}"', "cache-control": _KEPT}
        if request.headers.get("if-none-match") == kept["etag"]:
            return Response(status_code=304, headers=kept)
        try:
            drawn = run_in_child("ingest.pdf:page_image", number, content=content)
        except UnreadableFileError:
            return Response(status_code=404)
        return Response(base64.b64decode(drawn), media_type="image/png", headers=kept)


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


def _missing(what: str) -> HTMLResponse:
    return HTMLResponse(missing_page(what), status_code=404)
