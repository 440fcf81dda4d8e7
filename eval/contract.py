"""The HTTP API held against its own description by generated requests, right and wrong."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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


def is_as_described(data_dir: Path, *, encoder: str, cases: int, seed: int | None = None) -> bool:
    """About as many cases as are asked for, shared out among the operations, with those at the
    edges of the description on top, the same for the same seed; what is found is printed with
    the request that shows it. False where an answer is an error of the server or is not as
    described.

    Raises EvalError where the server does not start.
    """
    options = ("--data", str(data_dir), "--encoder", encoder)
    with served(*options) as (host, port, _), TemporaryDirectory() as folder:
        Path(folder, "schemathesis.toml").write_text(_CONFIGURATION, encoding="utf-8")
        command = [sys.executable, "-m", "schemathesis.cli", "run"]
        command += [f"http://{host}:{port}/api/openapi.json", "--checks", ",".join(_CHECKS)]
        command += ["--phases", "examples,coverage,fuzzing", "--continue-on-failure"]
        command += ["--max-examples", str(max(1, cases // _VARIED))]
        command += [] if seed is None else ["--seed", str(seed)]
        return subprocess.run(command, cwd=folder, check=False).returncode == 0
