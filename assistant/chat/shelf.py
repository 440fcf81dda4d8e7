"""The documents there are, as readers choose among them, and what a search is narrowed to."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from html import escape

from assistant.answer import Language
from assistant.dates import first_day, last_day
from assistant.errors import InvalidFilterError
from assistant.interface import counted, say
from assistant.reference import added, reference, written_day
from assistant.schemas.order import Order, by_date
from index.errors import UnknownDocumentError
from index.hit import Filters
from index.language.analyzer import fold
from index.snapshot import Snapshot
from ingest.document import DocumentKind, DocumentRecord

MOST_LISTED = 60
_LONGEST = 200
"""Characters of the words that find a document."""
EVERY = "*"
"""The value of no narrowing."""
Choice = tuple[str, str]
Field = str | list[str] | None
UNFILTERED: Mapping[str, Field] = {
    "kind": "", "since": "", "until": "", "committee": EVERY, "documents": [],
}  # fmt: skip
"""What the fields of the page hold where they narrow nothing, in their order."""


def read_filters(fields: Sequence[Field]) -> Filters:
    """From what the page's fields hold: kind, first day, last day, committee, ids of documents.
    Raises InvalidFilterError for what is not a date."""
    kind, since, until, committee, documents = fields
    return Filters(
        since=_day(since, first_day),
        until=_day(until, last_day),
        kind=DocumentKind(str(kind)) if kind else None,
        document_ids=tuple(documents or ()),
        committee=None if committee in (None, EVERY) else str(committee),
    )


def _day(field: Field, read: Callable[[str], date]) -> date | None:
    try:
        return read(day) if (day := str(field or "").strip()) else None
    except ValueError as error:
        raise InvalidFilterError(str(error)) from error


def filters_in_words(
    filters: Filters, snapshot: Snapshot, language: Language, *, removable: bool = False
) -> str:
    """HTML, with a button for each that is removed alone where they are `removable`; empty where
    nothing narrows the search."""
    said = {}
    if filters.kind:
        said["kind"] = say(f"kind_{filters.kind}", language).lower()
    if filters.since:
        said["since"] = say("filter_since", language, written_day(filters.since, language))
    if filters.until:
        said["until"] = say("filter_until", language, written_day(filters.until, language))
    if filters.committee is not None:
        named = filters.committee or say("committee_none", language)
        said["committee"] = say("filter_committee", language, named)
    if filters.document_ids:
        said["documents"] = _chosen(filters.document_ids, snapshot, language)
    if not said:
        return ""
    told = (
        escape(words) + (_button(name, words, language) if removable else "")
        for name, words in said.items()
    )
    return f"<p><strong>{say('filters_on', language)}</strong>{', '.join(told)}.</p>"


def _button(name: str, words: str, language: Language) -> str:
    """Its sign is drawn by the style of the page."""
    label = escape(say("remove", language, words))
    return f'<button type="button" data-filter="{name}" title="{label}"></button>'


def _chosen(ids: Sequence[str], snapshot: Snapshot, language: Language) -> str:
    if len(ids) == 1:
        with suppress(UnknownDocumentError):  # a newer generation may not have it any more
            title = reference(snapshot.document(ids[0]), language)
            return say("filter_document", language, title)
    return say("filter_documents", language, len(ids))


def listed(
    snapshot: Snapshot, words: str, ticked: Sequence[str], language: Language
) -> tuple[str, list[Choice]]:
    """How many documents there are, as HTML; then those that are ticked or whose title, file,
    committee or date holds every word, from the newest."""
    documents = by_date(snapshot.records(), Order.NEWEST, lambda record: record.date)
    if not documents:
        return f'<p class="hint">{escape(say("corpus_empty", language))}</p>', []
    looked_for = set(fold(words[:_LONGEST]).split())
    shown = [d for d in documents if d.id in ticked or _has_all(looked_for, d)]
    counts = {"document": len(documents), "paragraph": snapshot.paragraph_count}
    told = f"{', '.join(counted(what, language, number) for what, number in counts.items())}."
    if len(shown) > MOST_LISTED:
        told += " " + say("corpus_listed", language, MOST_LISTED, len(shown))
        shown = sorted(shown, key=lambda document: document.id not in ticked)[:MOST_LISTED]
    choices = [(_label(document, language), document.id) for document in shown]
    return f'<p class="hint">{escape(told)}</p>', choices


def committees(snapshot: Snapshot, language: Language) -> list[Choice]:
    """All first, then each by its name, and those documents that are of none."""
    names = sorted({d.committee for d in snapshot.records()}, key=lambda name: (not name, name))
    every = (say("committee_all", language), EVERY)
    return [every, *((name or say("committee_none", language), name) for name in names)]


def counted_choices(counts: Mapping[str, int], language: Language, *, kind: bool) -> list[Choice]:
    """All first, then each value with how many paragraphs there are."""
    names = dict.fromkeys(counts, "")
    for value in counts:
        names[value] = say(f"kind_{value}", language) if kind else value or say("undated", language)
    every = (say("all", language, sum(counts.values())), EVERY)
    return [every, *((f"{names[value]} ({count})", value) for value, count in counts.items())]


def _has_all(words: AbstractSet[str], document: DocumentRecord) -> bool:
    searched = _searched(document) if words else ""
    return all(word in searched for word in words)


def _searched(document: DocumentRecord) -> str:
    return fold(f"{reference(document)} {document.committee} {document.source_path}")


def _label(document: DocumentRecord, language: Language) -> str:
    """ "Relevé de décisions, COSINUM, 3 décembre 2020 · relevés de décisions · 3 pages"."""
    parts = [reference(document, language), say(f"kind_{document.kind}_one", language)]
    parts += [source] if (source := added(document, language)) else []
    if document.pages:
        parts.append(counted("page", language, document.pages))
    if document.ocr:
        parts.append(say("ocr", language))
    return " · ".join(parts)
