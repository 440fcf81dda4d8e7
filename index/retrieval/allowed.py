"""The documents that may be found: what filters keep of what a reader may read."""

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.hit import Filters
from index.language.analyzer import fold
from index.storage.store import Store


@dataclass(frozen=True, slots=True)
class Allowed:
    """Numbers of the documents that may be found, and of their searchable paragraphs."""

    documents: list[int]
    paragraphs: NDArray[np.int64]


def allowed_by(store: Store, filters: Filters) -> Allowed | None:
    """What the filters keep, None where there is no filter and all may be read."""
    conditions: list[tuple[str, str]] = []
    if filters.since:
        conditions.append(("date_last >= ?", filters.since.isoformat()))
    if filters.until:
        conditions.append(("date <= ?", filters.until.isoformat()))
    if filters.kind:
        conditions.append(("kind = ?", filters.kind.value))
    if filters.document_id is not None:
        conditions.append(("id = ?", filters.document_id))
    if filters.document_ids:
        ids = json.dumps(filters.document_ids)
        conditions.append(("id IN (SELECT value FROM json_each(?))", ids))
    if filters.collections is not None:
        names = json.dumps(sorted(filters.collections))
        conditions.append(("collection IN (SELECT value FROM json_each(?))", names))
    if filters.committee is not None:
        conditions.append(("fold(committee) = ?", fold(filters.committee.strip())))
    if not conditions and store.collections is None:
        return None
    where = " AND ".join(["1", *(condition for condition, _ in conditions)])
    documents = store.matching(where, *(value for _, value in conditions))
    return Allowed(documents, store.numbers_of(documents))
