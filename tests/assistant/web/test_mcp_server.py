"""The official client of the Model Context Protocol, on the real server and over a pipe."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent, Tool

from tests.support.browsing import awaited, server
from tests.support.places import ROOT
from tests.support.processes import next_line

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
HEADERS = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address(sample_data: Path) -> Iterator[str]:
    with server(sample_data, "--names", "releve.example, 10.1.2.3") as (found, _):
        yield found


def over_http(address: str, mode: str = "auto") -> Client:
    return Client(f"{address}/mcp", mode=mode)


def over_a_pipe(data: Path) -> Client:
    command = ["-m", "assistant", "mcp", "--data", str(data)]
    return Client(
        stdio_client(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT))
    )


def called(client: Client, tool: str, **arguments: Any) -> CallToolResult:  # noqa: ANN401
    (result,) = awaited(_called(client, (tool, arguments)))
    return result


async def _called(client: Client, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    async with client as opened:
        return [await opened.call_tool(tool, arguments) for tool, arguments in calls]


async def _tools(client: Client) -> list[Tool]:
    async with client as opened:
        return (await opened.list_tools()).tools


def given(result: CallToolResult) -> dict[str, Any]:
    """The object that a tool gave, which its text repeats."""
    assert not result.is_error and json.loads(text(result)) == result.structured_content
    return dict(result.structured_content)


def text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_three_tools_that_only_read(address: str, mode: str) -> None:
    tools = awaited(_tools(over_http(address, mode)))
    assert [tool.name for tool in tools] == ["search", "ask", "read_paragraph"]
    search = tools[0].input_schema
    assert list(search["properties"]) == [
        "since", "until", "kind", "committee", "document_id", "document_ids", "collections",
        "query", "k", "offset", "facets", "sort",
    ]  # fmt: skip
    assert (search["required"], search["additionalProperties"]) == (["query"], False)
    assert "not_found" in (tools[1].description or "")
    assert all(tool.output_schema and tool.annotations for tool in tools)
    assert all(tool.annotations.read_only_hint for tool in tools if tool.annotations)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_agent_is_given_exact_quotations(address: str, mode: str) -> None:
    answer = given(called(over_http(address, mode), "ask", question=ZOOM, kind="releve"))
    (citation,) = answer["citations"]
    assert (answer["status"], citation["is_decision"]) == ("answered", True)
    assert citation["text"][citation["start"] : citation["end"]] == citation["quote"]
    same = httpx2.post(f"{address}/api/ask", json={"question": ZOOM, "kind": "releve"}).json()
    assert {**answer, "id": "", "timings_ms": {}} == {**same, "id": "", "timings_ms": {}}


def test_what_is_not_found_is_no_error(address: str) -> None:
    answer = given(called(over_http(address), "ask", question="Et pour Teams ?", previous=ZOOM))
    assert (answer["status"], answer["citations"]) == ("not_found", [])
    assert answer["understood"] == "Qu'a-t-il été décidé sur Teams ?"


def test_a_search_keeps_to_its_filters(address: str) -> None:
    asked = {"query": "décision", "k": 3, "since": "2020-01-01", "until": "2020-12-31"}
    hits = given(called(over_http(address), "search", **asked))["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert all(hit["document_date"].startswith("2020") for hit in hits)
    none = given(called(over_http(address), "search", **asked, document_id="000000000000"))
    assert none["hits"] == []


def test_a_paragraph_is_read_among_its_neighbours(address: str) -> None:
    hit = httpx2.post(f"{address}/api/search", json={"query": "Zoom", "k": 1}).json()["hits"][0]
    whole = httpx2.get(f"{address}/api/documents/{hit['document_id']}").json()
    place = [p["id"] for p in whole["paragraphs"]].index(hit["paragraph_id"])
    read = given(
        called(over_http(address), "read_paragraph", paragraph_id=hit["paragraph_id"], before=1)
    )
    assert read["before"] == whole["paragraphs"][place - 1 : place]
    assert read["paragraph"] == whole["paragraphs"][place]
    assert read["after"] == whole["paragraphs"][place + 1 : place + 3]
    assert read["document"] == {name: whole[name] for name in read["document"]}


def test_the_first_paragraph_has_none_before_it(address: str) -> None:
    document = httpx2.get(f"{address}/api/documents").json()[0]
    first = httpx2.get(f"{address}/api/documents/{document['id']}").json()["paragraphs"][0]
    read = given(called(over_http(address), "read_paragraph", paragraph_id=first["id"], before=20))
    assert (read["before"], len(read["after"])) == ([], 2)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {}, "question: field required."),
        ("ask", {"question": " "}, "question: string should have at least 1 character."),
        ("ask", {"question": "?!"}, "The question is empty; ask one, for instance on a project."),
        ("ask", {"question": "é" * 2_001}, "question: string should have at most 2000 characters."),
        ("ask", {"question": ["Zoom"]}, "question: input should be a valid string."),
        ("ask", {"question": ZOOM, "colour": 1}, "colour: extra inputs are not permitted."),
        ("search", {"query": "Zoom", "k": 0}, "k: input should be greater than or equal to 1."),
        ("search", {"query": "Zoom", "kind": "loi"}, "kind: input should be 'releve', 'fiche'"),
        ("read_paragraph", {"paragraph_id": "zzz"}, "No paragraph 'zzz' in this index."),
        ("read_paragraph", {"paragraph_id": "z", "after": 21}, "after: input should be less"),
        ("delete", {}, "There is no tool 'delete': choose one of search, ask, read_paragraph."),
    ],
)
def test_errors_are_one_sentence(
    address: str, tool: str, arguments: dict[str, Any], said: str
) -> None:
    result = called(over_http(address), tool, **arguments)
    assert (result.is_error, result.structured_content) == (True, None)
    assert text(result).startswith(said) and text(result).endswith(".")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:7860", 200),
        ("releve.example", 200),
        ("10.1.2.3:80", 200),
        ("evil.example", 421),
        ("releve.example.evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
    ],
)
def test_only_its_own_names_reach_it(address: str, host: str, status: int) -> None:
    reply = httpx2.post(f"{address}/mcp", json=INITIALIZE, headers={**HEADERS, "host": host})
    assert reply.status_code == status


def test_pages_of_others_do_not_reach_it(address: str) -> None:
    headers = {**HEADERS, "origin": "https://evil.example"}
    reply = httpx2.post(f"{address}/mcp", json=INITIALIZE, headers=headers)
    assert reply.status_code == 403


@pytest.mark.parametrize(
    ("method", "content", "kind", "status"),
    [
        ("GET", b"", "", 405),
        ("DELETE", b"", "", 405),
        ("POST", b"{}", "text/plain", 415),
        ("POST", b"{", "application/json", 400),
        ("POST", b"[" * 50_000, "application/json", 400),
        ("POST", b" " * 100_000, "application/json", 413),
    ],
)
def test_what_is_no_message_is_refused(
    address: str, method: str, content: bytes, kind: str, status: int
) -> None:
    headers = {**HEADERS, "content-type": kind}
    reply = httpx2.request(method, f"{address}/mcp", content=content, headers=headers)
    assert reply.status_code == status


def test_the_tools_over_a_pipe(sample_data: Path) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("ask", {"question": ZOOM}),
        ("search", {"query": "Zoom", "k": 1}),
        ("ask", {"question": ""}),
    ]
    answer, found, failed = awaited(_called(over_a_pipe(sample_data), *calls))
    assert given(answer)["citations"][0]["paragraph_id"] == given(found)["hits"][0]["paragraph_id"]
    assert (failed.is_error, text(failed)[:9]) == (True, "question:")


def test_no_index_is_one_sentence_and_nothing_on_the_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "mcp", "--data", str(tmp_path)]
    run = subprocess.run(
        command, cwd=ROOT, input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "python -m index build" in run.stderr


def test_an_interrupt_ends_it_at_once(sample_data: Path) -> None:
    command = [sys.executable, "-m", "assistant", "mcp", "--data", str(sample_data)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        process.stdin.write(json.dumps(INITIALIZE) + "\n")
        process.stdin.flush()
        assert "releve" in next_line(process, process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT
