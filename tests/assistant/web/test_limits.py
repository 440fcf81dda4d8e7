"""Limits, figures, log and probes: the arithmetic, then a real server that is asked too much."""

import asyncio
import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from assistant.access.callers import CALLER, Caller, Role
from assistant.access.entry import NOBODY
from assistant.service.library import Library
from assistant.web import problems
from assistant.web.api import create_app
from assistant.web.limits import Buckets, Throttle, caller
from index.settings import Settings
from tests.support.browsing import awaited, server
from tests.support.hashing import HashingEncoder
from tests.support.scripted_model import DRIP, scripted_model

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
TRAP = 'Que dit "Teams" ?\n{"status": 200}\u2028\x1b[31m'


def test_a_bucket_holds_a_minute_and_fills_at_its_rate() -> None:
    buckets = Buckets(rate=2)
    assert [buckets.take("a", now=0) for _ in range(3)] == [0, 0, 30]
    assert buckets.take("b", now=0) == 0
    assert [buckets.take("a", now=now) for now in (29, 30, 30)] == [1, 0, 30]


@given(st.lists(st.integers(0, 9), max_size=150))
def test_buckets_are_those_counted_token_by_token(pauses: Sequence[int]) -> None:
    buckets, tokens, now = Buckets(rate=60), 60, 0
    for pause in pauses:
        now, tokens = now + pause, min(60, tokens + pause)
        assert buckets.take("a", now=now) == (0 if tokens else 1)
        tokens = max(0, tokens - 1)


def test_the_callers_kept_are_bounded() -> None:
    buckets = Buckets(rate=1, most=2)
    assert [buckets.take(name, now=0) for name in ("a", "b", "a", "c")] == [0, 0, 60, 0]
    assert len(buckets) == 2
    assert [buckets.take(name, now=0) for name in ("a", "b")] == [60, 0]


@pytest.mark.parametrize(
    ("host", "whom"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_a_caller_is_an_address_or_a_line(host: str, whom: str) -> None:
    assert caller(_scope(host), ()) == whom


def test_a_caller_has_the_name_that_it_was_let_in_under() -> None:
    known = Caller("key intranet", Role.READER, frozenset())
    assert caller(_scope("192.0.2.7") | {CALLER: known}, ()) == "key intranet"


@pytest.mark.parametrize(
    ("host", "forwarded", "whom"),
    [
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.3", "10.0.0.3"),
        ("192.0.2.7", "203.0.113.9", "192.0.2.7"),
        ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9:50001, 10.0.0.2:443", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8:1:2::3]:50001", "2001:db8:1:2::/64"),
        ("10.0.0.1", "[2001:db8:1:2::3]", "2001:db8:1:2::/64"),
        ("10.0.0.1", "203.0.113.9, unknown", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9:a, 10.0.0.2", "10.0.0.2"),
    ],
)
def test_only_a_trusted_proxy_tells_for_whom_it_asks(host: str, forwarded: str, whom: str) -> None:
    scope = _scope(host) | {"headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert caller(scope, (ip_network("10.0.0.0/8"),)) == whom


def _scope(host: str) -> dict[str, object]:
    return {"type": "http", "client": (host, 1), "headers": [], CALLER: NOBODY}


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "_BODY_SECONDS", 0.05)
    sent: list[Message] = []

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": []}
    guard = problems.Guard(lambda *_: never(), limits={"/api/": problems.LIMIT})  # type: ignore[arg-type]
    awaited(guard(scope, never, send))
    assert sent[0]["status"] == 408


def test_what_runs_out_of_time_is_ended_and_answered_once() -> None:
    told: list[object] = []

    async def send(message: Message) -> None:
        told.append(message.get("status"))

    async def late(_scope: Scope, _receive: Receive, reply: Send) -> None:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            told.append("cancelled")
        await reply({"type": "http.response.start", "status": 200, "headers": []})

    async def asked() -> list[object]:
        settings = Settings(request_seconds=0.05)
        throttle = Throttle(late, settings=settings, limits={"/api/": problems.LIMIT})
        scope = _scope("192.0.2.7") | {"path": "/api/ask"}
        await throttle(scope, Request(scope).receive, send)
        await asyncio.sleep(0.05)
        return list(told)

    assert awaited(asked()) == [503, None, "cancelled"]


def test_files_that_are_sent_count_as_requests(data_dir: Path, encoder: HashingEncoder) -> None:
    settings = Settings(rate=2, at_once=1)
    with closing(Library(data_dir, encoder)) as library:
        client = TestClient(create_app(library, settings, takes_files=True))
        sent = [client.post("/gradio_api/upload", files={"files": b"texte"}) for _ in range(3)]
        told = client.get("/gradio_api/upload_progress")
    assert [response.status_code for response in sent] == [404, 404, 429]
    assert int(sent[-1].headers["retry-after"]) > 0
    assert told.status_code == 404


@contextmanager
def asked(
    address: str, path: str, body: object = None, headers: dict[str, str] | None = None
) -> Iterator[HTTPResponse]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
    method, data = ("GET", None) if body is None else ("POST", json.dumps(body))
    given = {"Content-Type": "application/json"} | (headers or {})
    connection.request(method, path, data, given)
    yield connection.getresponse()
    connection.close()


def refused(response: HTTPResponse) -> tuple[int, str]:
    """The status and the detail of a problem that says when to come again."""
    assert response.headers["content-type"] == "application/problem+json"
    assert int(response.headers["retry-after"]) >= 1
    return response.status, json.load(response)["detail"]


@pytest.mark.parametrize(("proxies", "statuses"), [("", [200, 200, 429]), ("127.0.0.1", [200] * 3)])
def test_a_caller_that_asks_too_much_is_told_when_to_come_again(
    sample_data: Path, proxies: str, statuses: list[int]
) -> None:
    """Another address in X-Forwarded-For is another caller only where a proxy is believed."""
    settings = {"ASSISTANT_RATE": "2", "ASSISTANT_PROXY_ADDRESSES": proxies}
    got = []
    with server(sample_data, "--no-chat", **settings) as (address, _):
        for number in range(3):
            forwarded = {"X-Forwarded-For": f"192.0.2.{number}"}
            with asked(address, "/api/search", {"query": "Zoom"}, forwarded) as response:
                got.append(response.status)
                if response.status == 429:
                    assert refused(response)[1].startswith("Too many requests")
        for free in ("/api/health", "/api/ready", "/api/static/swagger-ui.css", "/metrics"):
            with asked(address, free) as response:
                assert response.status == 200
    assert got == statuses


def test_beyond_the_turns_and_the_time_that_there_are_is_refused_at_once(sample_data: Path) -> None:
    settings = {
        "ASSISTANT_AT_ONCE": "1",
        "ASSISTANT_WAITING": "0",
        "ASSISTANT_REQUEST_SECONDS": "2",
        "ASSISTANT_MODEL_SECONDS": "3",
    }
    with (
        scripted_model(DRIP) as model,
        server(
            sample_data,
            *("--no-chat", "--model", "openai:scripted", "--model-url", model.url),
            **settings,
        ) as (address, _),
    ):
        with asked(address, "/api/ask/stream", {"question": ZOOM}) as stream:
            assert stream.readline() == b"event: answer\n"
            with asked(address, "/api/search", {"query": "Zoom"}) as response:
                assert refused(response) == (503, "The server is busy; try again in 1 s.")
        with asked(address, "/metrics") as response:
            assert 'releve_rejected_total{reason="busy"} 1.0' in response.read().decode()
        # The turn of the stream that was left ends with its thread.
        detail, last = "The server is busy", time.monotonic() + 20
        while detail.startswith("The server is busy") and time.monotonic() < last:
            with asked(address, "/api/ask", {"question": ZOOM}) as response:
                detail = refused(response)[1]
            time.sleep(0.2)
        assert detail == "The request took too long; try again in 1 s."


def test_figures_count_by_route_and_hold_no_question(sample_data: Path) -> None:
    with server(sample_data, "--no-chat") as (address, process):
        for question in (ZOOM, TRAP, "Bonjour"):
            with asked(address, "/api/ask", {"question": question}) as response:
                answer = json.load(response)
        for path in ("/api/paragraphs/aucun", "/secret", "/documents/aucun"):
            with asked(address, path) as response:
                assert response.status == 404
        with asked(address, "/metrics") as response:
            assert response.headers["content-type"].startswith("text/plain; version=")
            page = response.read().decode()
        process.terminate()
        assert process.communicate(timeout=20)[1] == "Arrêté.\n"
    figures = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
    assert figures["releve_requests_total", "/api/ask", "200"] == 3
    assert figures["releve_requests_total", "/api/paragraphs/{paragraph_id}", "404"] == 1
    assert figures["releve_requests_total", "", "404"] == 1
    assert [figures["releve_answers_total", s] for s in ("answered", "not_found", "talk")] == [
        1, 1, 1,
    ]  # fmt: skip
    assert figures["releve_stage_seconds_count", "search"] == 2
    assert figures["releve_index_paragraphs",] == 139
    assert figures["releve_in_flight",] == 0
    assert not re.search(rf"Zoom|Teams|aucun|secret|{answer['id']}", page)


@pytest.mark.parametrize("with_questions", [False, True], ids=["without", "with"])
def test_the_log_is_a_line_of_json_a_request(sample_data: Path, with_questions: bool) -> None:
    settings = {"ASSISTANT_LOG": "json", "ASSISTANT_LOG_QUESTIONS": str(int(with_questions))}
    with server(sample_data, "--no-chat", **settings) as (address, process):
        with asked(address, "/api/ask", {"question": TRAP}) as response:
            answer = json.load(response)
        with asked(address, "/api/documents/a%0Ab") as response:
            assert response.status == 404
        process.terminate()
        *logged, _ = process.communicate(timeout=20)[1].splitlines()
    first, second = map(json.loads, logged)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first.pop("time"))
    assert first.pop("ms") > 0
    told = {"question": answer["question"]} if with_questions else {}
    assert first == {
        "route": "/api/ask", "status": 200, "answer": answer["id"], "caller": "local", **told,
    }  # fmt: skip
    assert (second["route"], second["answer"]) == ("/api/documents/{document_id}", None)
