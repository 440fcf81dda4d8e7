"""Figures of the server in the format of Prometheus: the only door to prometheus_client.

They hold no word of a question. Where `PROMETHEUS_MULTIPROC_DIR` names a folder, those of all
the processes that were given it are added up.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from assistant.answer import Answer, SearchResult
from index.snapshot import Snapshot

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEDIA_TYPE = CONTENT_TYPE_LATEST
_FAST = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)

_requests = Counter("releve_requests", "By route and status.", ["route", "status"])
_seconds = Histogram("releve_request_seconds", "By route.", ["route"], buckets=_FAST)
_stages = Histogram("releve_stage_seconds", "Of a question.", ["stage"], buckets=_FAST)
_answers = Counter("releve_answers", "By status: answered, not_found, talk.", ["status"])
_rejected = Counter("releve_rejected", "By reason: rate, busy, slow.", ["reason"])
_in_flight = Gauge("releve_in_flight", "Worked on now.", multiprocess_mode="livesum")
_generation = Gauge("releve_index_generation", "Served.", multiprocess_mode="mostrecent")
_paragraphs = Gauge("releve_index_paragraphs", "Served.", multiprocess_mode="mostrecent")


def requested(route: str, status: int, seconds: float) -> None:
    """`route` is a template, never a path."""
    _requests.labels(route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


def answered(answer: Answer) -> None:
    _answers.labels(answer.status.value).inc()
    _staged(answer)


def searched(found: SearchResult) -> None:
    _staged(found)


def rejected(reason: str) -> None:
    _rejected.labels(reason).inc()


@contextmanager
def in_flight() -> Iterator[None]:
    with _in_flight.track_inprogress():
        yield


def served(snapshot: Snapshot) -> None:
    _generation.set(snapshot.generation)
    _paragraphs.set(snapshot.paragraph_count)


def page() -> bytes:
    """All of it as text."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    added_up = CollectorRegistry()
    MultiProcessCollector(added_up)  # type: ignore[no-untyped-call]
    return generate_latest(added_up)


def forget(process: int, folder: Path) -> None:
    """What an ended process had in hand no longer counts."""
    mark_process_dead(process, str(folder))  # type: ignore[no-untyped-call]


def _staged(found: Answer | SearchResult) -> None:
    for stage, milliseconds in found.timings_ms.items():
        _stages.labels(stage).observe(milliseconds / 1000)
