"""Every promise of an index, checked on what is stored."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.derived import DerivedIndexes, open_derived
from index.errors import DamagedIndexError
from index.language.context import searched_text
from index.storage.store import Store

_CHUNK = 2_048
_ERROR = 1e-3
"""By so much may a vector differ from length 1."""


def verify(store: Store) -> list[str]:
    """Sentences on what is wrong and what to do; empty when all is well."""
    altered = store.altered()
    return [
        *store.check(),
        *altered.values(),
        *_slices(store, but=altered),
        *_lengths(store, but=altered),
        *_derived(store),
    ]


def _slices(store: Store, *, but: Mapping[int, str]) -> list[str]:
    """Paragraphs whose offsets leave their document, or that hold nothing."""
    return [
        f"Paragraph {paragraph.id} is not a slice of its document: build that file again."
        for number, record in store.records().items()
        if number not in but
        for document in [store.document(record.id)]
        for paragraph in store.paragraphs(document.id)
        if not 0 <= paragraph.start < paragraph.end <= len(document.text)
    ]


def _lengths(store: Store, *, but: Mapping[int, str]) -> list[str]:
    """Vectors that no encoder gave."""
    zero: list[int] = []
    wrong = 0
    for numbers, vectors in _stored(store):
        lengths = np.linalg.norm(vectors, axis=1)
        zero += [number for number, length in zip(numbers, lengths, strict=True) if length == 0]
        wrong += int(((np.abs(lengths - 1) > _ERROR) & (lengths != 0)).sum())
    unknown = _with_words(store, zero, but=but)
    told = f"Paragraphs of which the encoder knows no word: {', '.join(unknown)}."
    problems = [told] if unknown else []
    if wrong:
        problems.append(
            f"{wrong} paragraphs have a vector that is not of length 1: build their files again "
            "in a new data folder."
        )
    return problems


def _with_words(store: Store, numbers: Sequence[int], *, but: Mapping[int, str]) -> list[str]:
    """The ids of those that have one: a line of marks alone, "-" or "|", has none to know."""
    intact = np.setdiff1d(numbers, store.numbers_of([*but])).tolist()
    return [
        paragraph.id
        for _, _, document, paragraph in store.numbered_paragraphs(intact)
        if any(map(str.isalnum, searched_text(document, paragraph)))
    ]


def _derived(store: Store) -> list[str]:
    try:
        derived = open_derived(store)
    except DamagedIndexError as error:
        return [f"{error} Run `python -m index build` on any file: it is made anew."]
    if derived is None:
        return ["The search indexes are missing. Run `python -m index build` on any file."]
    if derived.generation != store.generation:
        return [
            f"The search indexes are at generation {derived.generation} and the store at "
            f"{store.generation}: the next command that opens them brings them up to date."
        ]
    return [
        f"{difference}: remove {derived.folder} and run `python -m index build` on any file."
        for difference in _differences(store, derived)
    ]


def _differences(store: Store, derived: DerivedIndexes) -> Iterator[str]:
    """Between the store and what was made from it."""
    numbers = np.array(store.changes_since(-1).added, dtype=np.int64)
    if len(derived.lexical) != len(numbers):
        yield f"BM25 is over {len(derived.lexical)} paragraphs of {len(numbers)}"
    astray = len(np.setxor1d(numbers, derived.dense.numbers()))
    if astray:
        yield f"{astray} paragraphs are not both in the store and among the vectors searched"
        return
    other = sum(
        int((derived.dense.vectors(chunk) != vectors).any(axis=1).sum())
        for chunk, vectors in _stored(store)
    )
    if other:
        yield f"{other} paragraphs are searched by other vectors than those stored"


def _stored(store: Store) -> Iterator[tuple[Sequence[int], NDArray[np.float32]]]:
    """Numbers of paragraphs in ascending order with their vectors, some thousands at a time."""
    numbers = iter(store.changes_since(-1).added)
    while chunk := list(islice(numbers, _CHUNK)):
        yield chunk, store.vectors(chunk)
