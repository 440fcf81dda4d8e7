"""BM25 over French terms: the only door to tantivy.

Terms come ready from `index.language.analyzer`; tantivy splits them at spaces and no more.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.language.analyzer import terms

_TOKENIZER = "terms"
_CONTEXT_BOOST = 0.5
_HEAP_BYTES = 64 * 1024**2
_MOST_DOCUMENTS_IN_QUERY = 64
_TERMS_KEPT = 1_024
Numbers = NDArray[np.int64]
FIELDS: Mapping[str, float] = {"text": 1.0, "context": _CONTEXT_BOOST}
"""With what the score of each counts for."""
LEXICAL_NAME = "lengths-1"
"""Raised when the same texts would be written otherwise."""
_MOST_SHARE = 1 - 1e-6
"""Of the most that a term can count for, in tantivy's 32 bits."""
K1, B = 1.2, 0.75
"""How fast more of a term, and how far the length of a field, counts; tantivy's own."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The paragraphs whose field holds a term: their numbers, those of their documents, how often
    each holds it and how many terms the field has, as tantivy rounds them."""

    numbers: Numbers
    documents: Numbers
    counts: Numbers
    lengths: Numbers


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """A paragraph to index: its number, that of its document, its words and its context."""

    number: int
    document: int
    text: str
    context: str


class LexicalIndex:
    """A folder of segments, read as it was when opened."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(folder))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TOKENIZER, analyzer)
        self._index.config_reader(reload_policy="manual")
        self._read()

    def _read(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
        self.postings = lru_cache(maxsize=_TERMS_KEPT)(self._postings)
        self.__dict__.pop("lengths", None)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def update(self, added: Iterable[LexicalEntry], removed: Iterable[int]) -> None:
        """Remove and add paragraphs, all or nothing."""
        schema = _schema()
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        if gone := list(removed):
            # delete_documents_by_term takes an int for a signed one, which matches nothing
            writer.delete_documents_by_query(tantivy.Query.term_set_query(schema, "number", gone))
        analysed_once = lru_cache(maxsize=64)(_analysed)  # neighbours share their context
        for entry in added:
            document = tantivy.Document()
            document.add_unsigned("number", entry.number)
            document.add_unsigned("document", entry.document)
            for field, words in (
                ("text", _analysed(entry.text)),
                ("context", analysed_once(entry.context)),
            ):
                document.add_text(field, " ".join(words))
                document.add_unsigned(_length_of(field), len(words))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._read()

    def search(
        self,
        weights: Mapping[str, float],
        *,
        limit: int,
        documents: Sequence[int] | None = None,
        required: Sequence[str] = (),
    ) -> list[tuple[int, float]]:
        """(paragraph number, BM25 score), best first, of the paragraphs that share a term.

        `weights` are analysed terms with the factor of each in the score. `documents`
        keeps the paragraphs of certain documents only, which does not change their score.
        `required` are terms that a paragraph must all hold, in its words or
        context.
        """
        if not weights or documents == []:
            return []
        query = _any_of(weights)
        return self._found(_with_all(query, required) if required else query, limit, documents)

    def frequency(self, term: str) -> int:
        """Number of paragraphs that hold an analysed term, in their words or context."""
        found = self._searcher.search(_any_of({term: 1.0}), limit=1, count=True)
        return int(found.count)  # type: ignore[attr-defined]

    def _postings(self, term: str, field: str) -> Postings:
        """tantivy tells no more of a paragraph than its score: how often it holds the term follows
        from that, from its length, and from what is explained of the best."""
        query = tantivy.Query.term_query(_schema(), field, term)
        most = max(1, self._searcher.doc_freq(field, term))
        hits = self._searcher.search(query, limit=most, count=False).hits
        addresses = [address for _, address in hits]
        numbers, documents, lengths = (
            self._column(name, addresses) for name in ("number", "document", _length_of(field))
        )
        if not hits:
            return Postings(numbers, documents, numbers, lengths)
        lengths = _ROUNDED[np.searchsorted(_ROUNDED, lengths, side="right") - 1]
        explained = json.loads(query.explain(self._searcher, addresses[0]).to_json())
        _, rarity, of_length = explained["details"]
        most_told = (K1 + 1) * rarity["value"]
        normed = norms(lengths, of_length["details"][-1]["value"])
        shares = np.minimum(np.array([score for score, _ in hits]) / most_told, _MOST_SHARE)
        counts = (normed * shares / (1 - shares)).round().astype(np.int64)
        return Postings(numbers, documents, counts, lengths)

    @cached_property
    def lengths(self) -> dict[str, Numbers]:
        """How many terms each field of each paragraph has, and the "document" of each."""
        hits = self._searcher.search(
            tantivy.Query.all_query(), limit=max(len(self), 1), count=False
        ).hits
        addresses = [address for _, address in hits]
        named = {field: self._column(_length_of(field), addresses) for field in FIELDS}
        return {"document": self._column("document", addresses), **named}

    def _column(self, name: str, addresses: Sequence[tantivy.DocAddress]) -> Numbers:
        values = self._searcher.fast_field_values(name, [*addresses])
        return np.array(values, dtype=np.int64)

    def near(self, term: str, *, limit: int, documents: Sequence[int] | None = None) -> list[int]:
        """Numbers of paragraphs whose words or context hold a term one letter away from an
        analysed one: changed, added, left out, or two that changed places."""
        schema = _schema()
        fields = [tantivy.Query.fuzzy_term_query(schema, field, term) for field in FIELDS]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, field) for field in fields])
        return [number for number, _ in self._found(query, limit, documents)]

    def _found(
        self, query: tantivy.Query, limit: int, documents: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        if documents is None:
            return self._hits(query, limit)
        if len(documents) <= _MOST_DOCUMENTS_IN_QUERY:
            return self._hits(_within(query, documents), limit)
        return self._filtered(query, limit, frozenset(documents))

    def _hits(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [
            (int(number or 0), float(score))
            for number, (score, _) in zip(numbers, hits, strict=True)
        ]

    def _filtered(
        self, query: tantivy.Query, limit: int, documents: frozenset[int]
    ) -> list[tuple[int, float]]:
        """Too many documents to name in a query: take more until enough of theirs are in."""
        taken = limit * 4
        while True:
            hits = self._searcher.search(query, limit=taken, count=False).hits
            addresses = [address for _, address in hits]
            numbers = self._searcher.fast_field_values("number", addresses)
            owners = self._searcher.fast_field_values("document", addresses)
            kept = [
                (int(number or 0), float(score))
                for number, owner, (score, _) in zip(numbers, owners, hits, strict=True)
                if owner in documents
            ]
            if len(kept) >= limit or len(hits) < taken:
                return kept[:limit]
            taken *= 4


def norms(lengths: Numbers, average: float) -> NDArray[np.float64]:
    """What a term has to be held more often than, to count for half of what it may."""
    return (K1 * (1 - B + B * lengths / average)).astype(np.float64)


def _analysed(text: str) -> list[str]:
    return [*terms(text)]


def _length_of(field: str) -> str:
    return f"{field}_length"


def _rounded() -> Numbers:
    """The lengths that tantivy tells apart: all up to 40, then eight of each doubling."""
    told = [*range(41)]
    for step in range(1, 27):
        told += [told[-1] + 2**step * n for n in range(1, 9)]
    return np.array(told, dtype=np.int64)


_ROUNDED = _rounded()


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("number", "document"):
        builder.add_unsigned_field(name, stored=False, indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
        builder.add_unsigned_field(_length_of(name), stored=False, fast=True)
    return builder.build()


def _any_of(weights: Mapping[str, float]) -> tantivy.Query:
    schema = _schema()
    return tantivy.Query.boolean_query(
        [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, field, term), boost * weight
                ),
            )
            for term, weight in weights.items()
            for field, boost in FIELDS.items()
        ]
    )


def _with_all(query: tantivy.Query, required: Sequence[str]) -> tantivy.Query:
    """The same scores, for paragraphs with all of some terms."""
    held = [tantivy.Query.const_score_query(_any_of({term: 1.0}), 0.0) for term in required]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (query, *held)])


def _within(query: tantivy.Query, documents: Sequence[int]) -> tantivy.Query:
    """The same scores, for some documents only."""
    owned = tantivy.Query.term_set_query(_schema(), "document", list(documents))
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, query),
            (tantivy.Occur.Must, tantivy.Query.const_score_query(owned, 0.0)),
        ]
    )
