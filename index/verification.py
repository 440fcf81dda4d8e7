"""Every promise of an index, checked on what is stored."""

from itertools import islice

import numpy as np

from index.derived import open_derived
from index.errors import DamagedIndexError
from index.store import Store

_CHUNK = 2_048


def verify(store: Store) -> list[str]:
    """Sentences on what is wrong and what to do; empty when all is well."""
    return [*store.check(), *_slices(store), *_derived(store)]


def _slices(store: Store) -> list[str]:
    """Paragraphs whose offsets leave their document, or that hold nothing."""
    return [
        f"Paragraph {paragraph.id} is not a slice of its document: build that file again."
        for document in store.documents()
        for paragraph in store.paragraphs(document.id)
        if not 0 <= paragraph.start < paragraph.end <= len(document.text)
    ]


def _derived(store: Store) -> list[str]:
    try:
        derived = open_derived(store)
    except DamagedIndexError as error:
        return [f"{error} Run `python -m index build` on any file: it is made anew."]
    if derived is None:
        return ["The search indexes are missing. Run `python -m index build` on any file."]
    problems = []
    if derived.generation != store.generation:
        problems.append(
            f"The search indexes are at generation {derived.generation} and the store at "
            f"{store.generation}: the next command that opens them brings them up to date."
        )
    numbers = iter(store.changes_since(-1).added)
    while chunk := list(islice(numbers, _CHUNK)):
        stored = store.vectors(chunk)
        if not np.allclose(np.linalg.norm(stored, axis=1).clip(max=1), 1, atol=1e-3):
            zero = int((np.linalg.norm(stored, axis=1) == 0).sum())
            problems += [f"{zero} paragraphs have no word that the encoder knows."] if zero else []
    return problems
