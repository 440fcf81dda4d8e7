"""BM25 over French terms: the only door to tantivy.

Terms come ready from `index.language.analyzer`; tantivy splits them at spaces and no more.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import tantivy

from index.language.analyzer import terms

_TOKENIZER = "terms"
_CONTEXT_BOOST = 0.5
_HEAP_BYTES = 64 * 1024**2
_BOOSTS = {"text": 1.0, "context": _CONTEXT_BOOST}
_MOST_DOCUMENTS_IN_QUERY = 64
_TERMS_KEPT = 4_096
Rarity = Callable[[str, str], float]
"""A factor of the score of a field's term."""


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
        self._index.reload()
        self._searcher = self._index.searcher()

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
            document.add_text("text", _analysed(entry.text))
            document.add_text("context", analysed_once(entry.context))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(
        self,
        weights: Mapping[str, float],
        *,
        limit: int,
        documents: Sequence[int] | None = None,
        rarity: Rarity | None = None,
        required: Sequence[str] = (),
    ) -> list[tuple[int, float]]:
        """(paragraph number, BM25 score), best first, of the paragraphs that share a term.

        `weights` are analysed terms with the factor of each in the score. `documents`
        keeps the paragraphs of certain documents only, which does not change their score:
        `rarity` does. `required` are terms that a paragraph must all hold, in its words or
        context.
        """
        if not weights or documents == []:
            return []
        query = _any_of(weights, rarity)
        return self._found(_with_all(query, required) if required else query, limit, documents)

    def frequency(self, term: str, *, field: str = "") -> int:
        """Number of paragraphs that hold an analysed term, in their words or context, or in
        the one of both that is named."""
        found = self._searcher.search(_holding(term, field), limit=1, count=True)
        return int(found.count)  # type: ignore[attr-defined]

    def frequency_among(self, documents: frozenset[int], term: str, *, field: str = "") -> int:
        """The same, of the paragraphs of some documents."""
        most = self.frequency(term, field=field)
        hits = self._searcher.search(_holding(term, field), limit=max(most, 1), count=False).hits
        owners = self._searcher.fast_field_values("document", [address for _, address in hits])
        return sum(owner in documents for owner in owners)

    def near(self, term: str, *, limit: int, documents: Sequence[int] | None = None) -> list[int]:
        """Numbers of paragraphs whose words or context hold a term one letter away from an
        analysed one: changed, added, left out, or two that changed places."""
        schema = _schema()
        fields = [tantivy.Query.fuzzy_term_query(schema, field, term) for field in _BOOSTS]
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


class ReadableWords:
    """The words of some documents, as an index of these alone would know them."""

    def __init__(
        self, index: LexicalIndex, documents: Sequence[int] | None, *, paragraphs: int
    ) -> None:
        """`documents` is None for all; `paragraphs` is how many they have."""
        self._index = index
        self._documents = None if documents is None else frozenset(documents)
        self._paragraphs = paragraphs
        self._frequency = lru_cache(maxsize=_TERMS_KEPT)(partial(_count, index, self._documents))

    def frequency(self, term: str) -> int:
        """Number of paragraphs that hold an analysed term, in their words or context."""
        return self._frequency(term, "")

    def search(
        self,
        weights: Mapping[str, float],
        *,
        limit: int,
        documents: Sequence[int] | None,
        required: Sequence[str] = (),
    ) -> list[tuple[int, float]]:
        """See LexicalIndex.search."""
        rarity = None if self._documents is None else self._rarity
        return self._index.search(
            weights, limit=limit, documents=documents, rarity=rarity, required=required
        )

    def near(self, term: str, *, limit: int) -> list[int]:
        """See LexicalIndex.near."""
        documents = None if self._documents is None else sorted(self._documents)
        return self._index.near(term, limit=limit, documents=documents)

    def _rarity(self, field: str, term: str) -> float:
        """What turns the term's rarity among all paragraphs into that among these."""
        everywhere = self._index.frequency(term, field=field)
        here = self._frequency(term, field)
        return _idf(here, self._paragraphs) / _idf(everywhere, len(self._index))


def _count(index: LexicalIndex, documents: frozenset[int] | None, term: str, field: str) -> int:
    if documents is None:
        return index.frequency(term, field=field)
    return index.frequency_among(documents, term, field=field)


def _idf(frequency: int, paragraphs: int) -> float:
    """As BM25 has it in tantivy."""
    return math.log(1 + (paragraphs - frequency + 0.5) / (frequency + 0.5))


def _analysed(text: str) -> str:
    return " ".join(terms(text))


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("number", "document"):
        builder.add_unsigned_field(name, stored=False, indexed=True, fast=True)
    for name in _BOOSTS:
        builder.add_text_field(name, stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def _holding(term: str, field: str) -> tantivy.Query:
    return tantivy.Query.term_query(_schema(), field, term) if field else _any_of({term: 1.0})


def _any_of(weights: Mapping[str, float], rarity: Rarity | None = None) -> tantivy.Query:
    schema = _schema()
    return tantivy.Query.boolean_query(
        [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, field, term),
                    boost * weight * (rarity(field, term) if rarity else 1.0),
                ),
            )
            for term, weight in weights.items()
            for field, boost in _BOOSTS.items()
        ]
    )


def _with_all(query: tantivy.Query, required: Sequence[str]) -> tantivy.Query:
    """The same scores, for paragraphs with all of some terms."""
    held = [tantivy.Query.const_score_query(_holding(term, ""), 0.0) for term in required]
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
