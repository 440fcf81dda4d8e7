"""The HTTP API held against its own description by generated requests, right and wrong."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from assistant.web.problems import MEDIA_TYPE
from eval.load import served

_VARIED = 5
"""Operations that take parameters; of the others, a few cases are all that there are."""
# Not that all that is well formed is answered: a question without a word is refused.
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
)

_CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = [400, 404, 405, 413, 415, 422]
"""
"""A body that is too large is wrong too."""


def is_as_described(data_dir: Path, *, encoder: str, cases: int, seed: int | None) -> bool:
    """About as many cases as are asked for, shared out among the operations, with those at the
    edges of the description on top, the same for the same seed; what is found is printed with
    the request that shows it. False where an answer is an error of the server or is not as
    described, or an error is described in another media type than that of problems.

    Raises EvalError where the server does not start.
    """
    options = ("--encoder", encoder)
    with served(data_dir, *options) as (host, port, _), TemporaryDirectory() as folder:
        address = f"http://{host}:{port}/api/openapi.json"
        with urlopen(address) as described:
            wrong = [*misdescribed(json.load(described))]
        for sentence in wrong:
            print(sentence)
        Path(folder, "schemathesis.toml").write_text(_CONFIGURATION, encoding="utf-8")
        command = [sys.executable, "-m", "schemathesis.cli", "run"]
        command += [address, "--checks", ",".join(_CHECKS)]
        command += ["--phases", "examples,coverage,fuzzing", "--continue-on-failure"]
        command += ["--max-examples", str(max(1, cases // _VARIED))]
        command += [] if seed is None else ["--seed", str(seed)]
        return subprocess.run(command, cwd=folder, check=False).returncode == 0 and not wrong


def misdescribed(schema: Mapping[str, Any]) -> Iterator[str]:
    """The errors that a description of the API gives other media types than that of problems, or
    no schema: answers show those that are missing there, not those that are never sent."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for status, told in operation["responses"].items():
                content = told.get("content", {})
                is_problem = [*content] == [MEDIA_TYPE] and content[MEDIA_TYPE].get("schema")
                if status >= "400" and not is_problem:
                    kinds = ", ".join(content) or "nothing"
                    yield f"{method.upper()} {path}: {status} is described as {kinds}."
