"""What is new as a feed, Atom (RFC 4287), for the readers of feeds that intranets have."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from fastapi import FastAPI, Query
from fastapi.responses import Response

from assistant.answer import Language
from assistant.exports.word import shows
from assistant.interface import say
from assistant.reference import added, reference
from assistant.schemas.order import Order, by_date
from assistant.schemas.requests import FeedRequest
from assistant.service.library import Library
from assistant.web.gate import Readable
from assistant.web.given import Site
from assistant.web.problems import Responses
from ingest.document import DocumentDate, DocumentRecord

PATH = "/api/documents.atom"
_MEDIA_TYPE = "application/atom+xml"
_XMLNS = "http://www.w3.org/2005/Atom"
_UNDATED = "1970-01-01"
_FEED: Responses = {
    200: {"description": "The feed", "content": {_MEDIA_TYPE: {"schema": {"type": "string"}}}}
}


def add_feed(app: FastAPI, library: Library, *, refused: Responses) -> None:
    """`refused` are the problems that requests meet."""

    @app.get(PATH, response_class=Response, responses=_FEED | refused)
    def feed(asked: Annotated[FeedRequest, Query()], readable: Readable, site: Site) -> Response:
        """The newest documents as an Atom feed, by the date that they bear; those without one
        last, as of 1970. The id of an entry stays for as long as the content is the same."""
        with library.assistant(collections=readable) as assistant:
            kept = assistant.snapshot.records(asked.filters)
        newest = by_date(kept, Order.NEWEST, lambda record: record.date)[: asked.limit]
        query = urlencode(asked.model_dump(mode="json", exclude_defaults=True))
        address = f"{site}{PATH}?{query}" if query else f"{site}{PATH}"
        return Response(atom(newest, site=site, address=address), media_type=_MEDIA_TYPE)


def atom(documents: Sequence[DocumentRecord], *, site: str, address: str) -> bytes:
    """The documents in the order given, newest first; `address` is where the feed is read."""
    feed = ElementTree.Element("feed", {"xmlns": _XMLNS, "xml:lang": Language.FRENCH})
    title = say("title", Language.FRENCH)
    _add(feed, "id", address)
    _add(feed, "title", title)
    _add(feed, "updated", _moment(documents[0].date if documents else None))
    _add(_add(feed, "author"), "name", title)
    _add(feed, "link", rel="self", href=address, type=_MEDIA_TYPE)
    _add(feed, "link", rel="alternate", href=f"{site}/", type="text/html")
    for document in documents:
        entry = _add(feed, "entry")
        path = f"/documents/{document.id}"
        _add(entry, "id", uuid5(NAMESPACE_URL, path).urn)
        _add(entry, "title", ", ".join(filter(None, (reference(document), added(document)))))
        _add(entry, "updated", _moment(document.date))
        _add(entry, "link", rel="alternate", href=f"{site}{path}", type="text/html")
        for term in filter(None, (document.kind, document.committee)):
            _add(entry, "category", term=term)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **told: str
) -> ElementTree.Element:
    """What XML may not hold is left out."""
    element = ElementTree.SubElement(parent, name, {k: _held(v) for k, v in told.items()})
    element.text = _held(text) or None
    return element


def _held(text: str) -> str:
    return "".join(filter(shows, text))


def _moment(day: DocumentDate | None) -> str:
    return f"{day.first.isoformat() if day else _UNDATED}T00:00:00Z"
