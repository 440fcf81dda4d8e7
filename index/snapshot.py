"""What readers search: the store and its derived indexes, as they were when opened."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA

from index.compatibility import check_compatible
from index.derived import DerivedIndexes, newest_generation, open_derived, refresh, writer_lock
from index.encoders.encoder import Encoder
from index.errors import BusyIndexError, DamagedIndexError, InvalidQueryError
from index.hit import Collections, Filters, Hit
from index.language.acronym_list import KnownAcronyms
from index.language.analyzer import fold, terms
from index.language.context import context
from index.retrieval.allowed import allowed_by
from index.retrieval.found import FoundParagraphs
from index.retrieval.fusion import Fusion
from index.retrieval.readable import ReadableWords
from index.storage.store import Store
from ingest.document import Document, DocumentKind, DocumentRecord, Paragraph

LONGEST_QUERY = 2_000
MOST_HITS = 100
_CANDIDATES = 100
_MISSPELT = 20
_LONG_WORD = 8
_LETTERS = re.compile(r"[^\W\d_]+")
_DOCUMENTS_KEPT = 32
"""Whose paragraphs stay in memory: an answer asks several times for those that it cites, and for
those whose speeches it reads."""
_FILTERS_KEPT = 16


class Snapshot:
    """One generation of the index, unmoved by what is written after. Usable from threads."""

    def __init__(
        self,
        store: Store,
        derived: DerivedIndexes,
        encoder: Encoder,
        *,
        whole: "Snapshot | None" = None,
    ) -> None:
        """`whole` is what this is a part of."""
        self._store = store
        self._whole = whole
        self._found: FoundParagraphs = whole._found if whole else FoundParagraphs(store)
        self.collections = store.collections
        self._paragraphs = lru_cache(maxsize=_DOCUMENTS_KEPT)(store.paragraphs)
        self._allowed = lru_cache(maxsize=_FILTERS_KEPT)(partial(allowed_by, store))
        self._derived = derived
        self.encoder = encoder
        self.generation = derived.generation
        self.document_count, self.paragraph_count = store.counts()
        self._words = self._readable_words()
        self.least_confidence = store.least_confidence
        self._is_settled = False

    @classmethod
    def open(cls, data_dir: Path, encoder: Encoder) -> "Snapshot":
        """Derived indexes that lag are brought up to date first, unless another process is
        about it: then what it has not finished is not found yet.

        Raises NoIndexError, IncompatibleIndexError, BusyIndexError, DamagedIndexError.
        """
        store = Store(data_dir)
        with ExitStack() as unless_opened:
            unless_opened.callback(store.close)
            check_compatible(store.manifest, encoder, data_dir)
            derived = _up_to_date(store)
            store.hold()
            unless_opened.pop_all()
        return cls(store, derived, encoder)

    def readable_by(self, collections: Collections) -> "Snapshot":
        """The same generation to those who may read some collections: what is in others is
        neither found nor listed nor counted, and its words are unknown. Close the whole only."""
        store = self._store.readable_by(collections)
        return Snapshot(store, self._derived, self.encoder, whole=self._whole or self)

    def close(self) -> None:
        self._store.close()

    @property
    def data_dir(self) -> Path:
        return self._store.data_dir

    def is_current(self) -> bool:
        """False once newer indexes are there to be opened, or a document was withdrawn; also of
        what was opened in the middle of a build."""
        store = self._store
        with closing(Store(self.data_dir)) as now:
            return (
                store.generation == self.generation == newest_generation(self.data_dir)
                and store.mark(self.generation) == now.mark(self.generation)
                and now.withdrawn <= self.generation <= now.generation
            )

    def settle(self) -> None:
        """Needs no more of the store's log than what is written after it, so that the next build
        begins it anew; tried again until no older snapshot is open. Raises IndexStoreError."""
        self._is_settled = self._is_settled or self._store.settle()

    def may_hold_withdrawn(self) -> bool:
        """Whether a document that is found here may have been withdrawn. Raises IndexStoreError."""
        with closing(Store(self.data_dir)) as now:
            return now.may_lack(self._store)

    def records(self, filters: Filters = Filters()) -> tuple[DocumentRecord, ...]:  # noqa: B008 - frozen
        """The documents that there are, by date, then by title; those without a date last."""
        allowed = self._allowed(filters)
        if allowed is None:
            return tuple(self._records.values())
        kept = frozenset(allowed.documents)
        return tuple(record for number, record in self._records.items() if number in kept)

    @cached_property
    def _records(self) -> dict[int, DocumentRecord]:
        return self._whole._records if self._whole else self._store.records()

    def documents(self) -> tuple[Document, ...]:
        """The same with their texts, each of which is read."""
        return self._store.documents()

    @cached_property
    def committees(self) -> frozenset[str]:
        """Those that there are minutes of, "" where some name none."""
        minutes = (d for d in self.records() if d.kind is DocumentKind.RELEVE)
        return frozenset(document.committee for document in minutes)

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocumentError."""
        return self._store.document(document_id)

    def files(self, document_id: str) -> tuple[Path, ...]:
        """Where the document was read from; they may have moved or changed since."""
        found = self._store.sources().items()
        return tuple(Path(path) for path, (_, id_) in found if id_ == document_id)

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """All of a document, headings included, in order. Raises UnknownDocumentError."""
        return self._paragraphs(document_id)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """Raises UnknownParagraphError."""
        return self._store.paragraph(paragraph_id)

    def document_frequency(self, term: str) -> int:
        """Number of paragraphs whose words or context hold an analysed term."""
        return self._words.frequency(term)

    @cached_property
    def acronyms(self) -> KnownAcronyms:
        """Those that the documents explain."""
        allowed = self._allowed(Filters())
        return self._derived.acronyms.of(None if allowed is None else allowed.documents)

    def words_like(self, word: str) -> list[str]:
        """Words of the paragraphs and of what stands above them that one typing error makes of
        a word, two from eight letters on, as they are written; the nearest first, then the most
        written."""
        folded = fold(word)
        most = 1 if len(folded) < _LONG_WORD else 2
        counted = Counter(
            found
            for term in terms(word)[-1:]
            for number in self._words.near(term, limit=_MISSPELT)
            for found in self._words_of(number)
        )
        near = {
            found: edits
            for found in counted
            if (edits := OSA.distance(folded, fold(found), score_cutoff=most)) <= most
        }
        return sorted(near, key=lambda found: (near[found], -counted[found], found))

    def _words_of(self, number: int) -> list[str]:
        # Empty where it was removed since the indexes were made.
        found = self._found.of([number], self.collections)
        return [
            word
            for document, paragraph in found.values()
            for word in _LETTERS.findall(f"{context(document, paragraph)} {paragraph.text}")
        ]

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        weights: Mapping[str, float] | None = None,
        required: Sequence[str] = (),
        filters: Filters = Filters(),  # noqa: B008 - frozen
        fusion: Fusion = Fusion(),  # noqa: B008 - frozen
    ) -> list[Hit]:
        """The k best paragraphs, headings excluded, best first. Raises InvalidQueryError.

        `weights` are the index terms that the lexical side looks up instead of the query's
        own, each with its factor, and `required` those without which it finds nothing.
        """
        check_query(query, k=k)
        allowed = self._allowed(filters)
        documents = None if allowed is None else allowed.documents
        if documents == []:
            return []
        limit = max(k, _CANDIDATES)
        looked_up = dict.fromkeys(terms(query), 1.0) if weights is None else weights
        lexical = dict(
            self._words.search(looked_up, limit=limit, documents=documents, required=required)
        )
        vector = self.encoder.encode([query], query=True)[0] if fusion.dense else None
        numbers = None if allowed is None else allowed.paragraphs
        dense = (
            {}
            if vector is None
            else dict(self._derived.dense.search(vector, limit=limit, numbers=numbers))
        )
        candidates = _candidates(lexical, dense, fusion)
        cosines = (
            np.zeros(len(candidates))
            if vector is None
            else self._derived.dense.cosines(vector, candidates)
        )
        words = np.array([lexical.get(number, 0.0) for number in candidates])
        scores = fusion.scores(words, cosines)
        order = np.argsort(-scores, kind="stable")
        ranked = [np.array(candidates, dtype=np.int64), scores, words, cosines]
        return self._hits([*zip(*(column[order].tolist() for column in ranked), strict=True)], k)

    def _hits(self, ranked: Sequence[tuple[int, float, float, float]], k: int) -> list[Hit]:
        hits: list[Hit] = []
        start = 0
        while len(hits) < k and start < len(ranked):
            some = ranked[start : start + k - len(hits)]
            start += len(some)
            found = self._found.of([number for number, *_ in some], self.collections)
            for number, score, lexical, dense in some:
                if number in found:  # else removed since the derived indexes were made
                    document, paragraph = found[number]
                    rank = len(hits) + 1
                    hits.append(Hit(paragraph, document, score, rank, lexical, dense))
        return hits

    def _readable_words(self) -> ReadableWords:
        allowed = self._allowed(Filters())
        documents = None if allowed is None else allowed.documents
        return ReadableWords(self._derived.lexical, documents)


def _up_to_date(store: Store) -> DerivedIndexes:
    """The derived indexes, repaired first where they lag or are damaged."""
    derived = None
    with suppress(DamagedIndexError):
        derived = open_derived(store)
    if derived is None or derived.generation != store.generation:
        with suppress(BusyIndexError), writer_lock(store.data_dir):
            return refresh(store)
    if derived is None:
        raise BusyIndexError(f"The index in {store.data_dir} is being made; try again shortly.")
    return derived


def check_query(query: str, *, k: int) -> None:
    """Raises InvalidQueryError for an empty or too long query and for k out of range."""
    if not query.strip():
        raise InvalidQueryError("The query is empty; give some words.")
    if len(query) > LONGEST_QUERY:
        raise InvalidQueryError(
            f"The query has {len(query):,} characters and {LONGEST_QUERY:,} is the most."
        )
    if not 1 <= k <= MOST_HITS:
        raise InvalidQueryError(f"k is {k} and must be from 1 to {MOST_HITS}.")


def _candidates(lexical: dict[int, float], dense: dict[int, float], fusion: Fusion) -> list[int]:
    """The paragraphs that either side proposes; a side of weight 0 proposes none."""
    proposed = (lexical if fusion.lexical else {}) | (dense if fusion.dense else {})
    return sorted(proposed)
