"""What monitors ask by HEAD, of the server itself."""

from pathlib import Path

import httpx2
import pytest

from tests.support.browsing import server


@pytest.mark.parametrize("access", ["off", "accounts"])
def test_head_is_answered_as_get_is_without_the_body(sample_data: Path, access: str) -> None:
    with server(sample_data, "--access", access) as (address, _):
        for path in ("/api/health", "/api/ready", "/api/documents", "/api/nothing", "/"):
            head = httpx2.head(f"{address}{path}")
            get = httpx2.get(f"{address}{path}")
            assert (head.status_code, head.content) == (get.status_code, b"")
            assert head.headers["content-type"] == get.headers["content-type"]
        assert httpx2.head(f"{address}/api/health").status_code == 200
        assert httpx2.head(f"{address}/api/ask").status_code == (405 if access == "off" else 401)
