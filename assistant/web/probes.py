"""What monitors ask: whether the server lives, whether it serves the newest index, its figures."""

from contextlib import suppress

from fastapi import FastAPI, HTTPException
from fastapi.responses import Response

from assistant.access.callers import Role
from assistant.schemas.answers import HealthObject, ReadyObject
from assistant.service import metrics
from assistant.service.library import Library
from assistant.web.gate import Calling
from assistant.web.problems import Responses
from assistant.web.version import release
from index.errors import IndexStoreError


def add_probes(app: FastAPI, library: Library, *, refused: Responses) -> None:
    """`refused` are the problems that requests meet."""

    @app.get("/api/health", response_model_exclude_unset=True, responses=refused)
    def health(caller: Calling) -> HealthObject:
        """What is served, told to administrators; to others, that it is."""
        if caller.role is not Role.ADMINISTRATOR:
            return HealthObject(status="ok")
        with library.assistant(collections=None) as assistant:
            snapshot = assistant.snapshot
            return HealthObject(
                status="ok",
                version=release(),
                generation=snapshot.generation,
                documents=snapshot.document_count,
                paragraphs=snapshot.paragraph_count,
                encoder=snapshot.encoder.name,
            )

    @app.get("/api/ready", responses=refused)
    def ready() -> ReadyObject:
        """Whether requests may come: the index can be read, and its newest generation is."""
        with library.assistant(collections=None) as assistant:
            if failure := library.failure:
                raise failure
            if not assistant.snapshot.is_current():
                detail = "A newer generation of the index is being opened."
                raise HTTPException(503, detail, headers={"Retry-After": "1"})
            return ReadyObject(status="ready")

    @app.get("/metrics", include_in_schema=False)
    def figures(caller: Calling) -> Response:
        if caller.role is not Role.ADMINISTRATOR:
            raise HTTPException(404, "There is no /metrics for this caller.")
        with suppress(IndexStoreError), library.assistant(collections=None) as assistant:
            metrics.served(assistant.snapshot)
        return Response(metrics.page(), media_type=metrics.MEDIA_TYPE)
