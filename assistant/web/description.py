"""What the description of the API says beside its routes: in what form errors are answered, and
what the gate asks for."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import FastAPI

from assistant.access.entry import Access, AccessMode
from assistant.web.gate import PROBES
from assistant.web.problems import MEDIA_TYPE

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_KEY = {"type": "http", "scheme": "bearer", "description": "A key of `python -m assistant keys`"}
_NO_KEY = {"401": "Neither a key nor a session that holds"}
_FORGED = {"403": "The request was made by a page of another site"}
_MISDIRECTED = {"421": "The server is not called so here"}


def describe(app: FastAPI, access: Access, hosts: Sequence[str]) -> None:
    """Every error as a problem: the library gives it the media type of what a route answers
    otherwise. Where access is controlled, keys and what the gate refuses are told too."""
    make = app.openapi

    def described() -> dict[str, Any]:
        schema = make()
        for path, method, operation in _operations(schema):
            refused = _refused(path, method, access, hosts)
            told = operation["responses"] | {s: {"description": refused[s]} for s in refused}
            operation["responses"] = {
                status: told[status] | ({"content": _PROBLEM} if status >= "400" else {})
                for status in sorted(told)
            }
            if refused.keys() & _NO_KEY.keys():
                operation["security"] = [{"key": []}]
        if access.mode is not AccessMode.OFF:
            schema["components"]["securitySchemes"] = {"key": _KEY}
        return schema

    app.openapi = described  # type: ignore[method-assign]


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _refused(path: str, method: str, access: Access, hosts: Sequence[str]) -> dict[str, str]:
    """Status -> what it means, of what the gate refuses."""
    if access.mode is AccessMode.OFF:
        return _MISDIRECTED if hosts else {}
    return ({} if path in PROBES else _NO_KEY) | (_FORGED if method == "post" else {})
