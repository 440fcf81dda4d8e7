"""What no page of ours sends: a real server is asked for files, under other names, without end."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest

from assistant.answer import Status
from assistant.errors import InvalidQuestionError
from assistant.language.sentences import split_sentences
from assistant.questions.conversation import understood
from assistant.questions.courtesy import plainly_put
from index.encoders.encoder import Encoder
from tests.support.browsing import server
from tests.support.documents import assistant_over

PRIVATE = "Le pangolin Zarathoustra garde la clef du coffre."
Sent = dict[str, Any] | list[Any]
ENDS = ("process_completed", "close_stream", "unexpected_error", "queue_full")


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("private") / "note.txt"
    path.write_text(f"# Note\n\n{PRIVATE}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def client(sample_data: Path, secret: Path) -> Iterator[httpx.Client]:
    """Of a server that takes documents, where most can be sent to it; the secret is in none of
    its folders."""
    with (
        server(sample_data, "--uploads", TMPDIR=str(secret.parent.parent)) as (at, process),
        httpx.Client(base_url=at, timeout=30) as client,
    ):
        assert process.stderr
        # What it says of each refusal is read, else it would wait to say more.
        Thread(target=process.stderr.read, daemon=True).start()
        yield client


def asked_for(path: Path) -> Iterator[Any]:
    """A file, as the parts of the page would name one that was sent."""
    file = {"path": str(path), "orig_name": path.name, "meta": {"_type": "gradio.FileData"}}
    props = {"value": str(path)}
    component = {"component": "file", "value": file, "constructor_args": props, "props": props}
    for content in (file, [{"type": "file", "file": file}], [{"type": "component", **component}]):
        yield [{"role": "user", "content": content}]
    yield [file]
    yield file


def urls(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "path" and isinstance(inner, str):
                yield f"/gradio_api/file={quote(inner)}"
            yield from [inner] if key == "url" and isinstance(inner, str) else urls(inner)
    if isinstance(value, list):
        for inner in value:
            yield from urls(inner)


def told(client: httpx.Client, event: dict[str, Any], values: list[Any], session: str) -> list[Any]:
    """All that the server says of an event of the page, at once or as it is done."""
    body = {"fn_index": event["id"], "data": values, "session_hash": session, "event_data": None}
    if event["queue"] is False:
        done = client.post("/gradio_api/run/predict", json=body)
        return [done.json() if done.is_success else done.text]
    joined = client.post("/gradio_api/queue/join", json=body)
    said: list[Any] = [joined.text]
    if joined.is_success:
        with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as lines:
            for line in lines.iter_lines():
                if line.startswith("data:"):
                    said.append(json.loads(line[5:]))
                    if said[-1]["msg"] in ENDS:
                        break
    return said


def test_no_event_of_the_page_gives_a_file(client: httpx.Client, secret: Path) -> None:
    events = [d for d in client.get("/config").json()["dependencies"] if d["inputs"]]
    assert len(events) > 5
    for event in events:
        for number, file in enumerate(asked_for(secret)):
            values = [file] * len(event["inputs"])
            said = told(client, event, values, f"s{event['id']}x{number}")
            assert PRIVATE not in json.dumps(said, ensure_ascii=False)
            for url in urls(said):
                assert PRIVATE not in client.get(url).text
    found = client.post("/api/search", json={"query": "pangolin Zarathoustra", "k": 3}).json()
    assert PRIVATE not in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    "path",
    [
        "file=https://ailleurs.example/x.png",
        "file=/etc/hostname",
        "proxy=https://ailleurs.example/x",
        "deep_link",
        "info",
        "call/search",
        "api/predict",
        "process_recording",
        "upload/autre",
    ],
)
def test_nothing_is_answered_but_what_the_page_asks(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        assert client.request(method, f"/gradio_api/{path}", json={}).status_code == 404


@pytest.mark.parametrize("path", ["/openapi.json", "/monitoring", "/monitoring/summary"])
def test_gradio_describes_itself_to_no_one(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_is_fetched_for_a_browser(client: httpx.Client) -> None:
    file = {"path": "https://ailleurs.example/x.bin", "meta": {"_type": "gradio.FileData"}}
    events = [d for d in client.get("/config").json()["dependencies"] if d["inputs"]]
    said = [
        json.dumps(told(client, event, [file] * len(event["inputs"]), f"f{event['id']}"))
        for event in events
    ]
    assert len(said) > 5
    assert all("Nothing is fetched from elsewhere." in text for text in said)


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"files": (None, b"a" * 9_000_000)}, id="no-file"),
        pytest.param({"autre": ("a.txt", b"texte")}, id="another-name"),
        pytest.param([("files", (f"{n}.txt", b"a")) for n in range(150)], id="too-many"),
    ],
)
def test_files_alone_are_sent_as_files(client: httpx.Client, sent: Sent, sample_data: Path) -> None:
    """To a folder that is this server's own."""
    assert client.post("/gradio_api/upload", files=sent).status_code == 400
    kept = client.post("/gradio_api/upload", files={"files": ("a.txt", b"texte")})
    assert kept.status_code == 200
    assert [path.is_relative_to(sample_data) for path in map(Path, kept.json())] == [True]


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.example"}], ids=str
)
def test_a_page_of_another_site_sends_no_files(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    files = {"files": ("a.txt", b"texte")}
    assert client.post("/gradio_api/upload", files=files, headers=headers).status_code == 403


def test_the_page_is_sent_no_more_than_it_needs(client: httpx.Client) -> None:
    body = {"fn_index": 0, "data": ["x" * 300_000], "session_hash": "long"}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 413


@pytest.mark.parametrize("path", ["queue/join", "run/predict"])
@pytest.mark.parametrize(
    "value",
    [b"NaN", b"1e999", rb'"\ud800"', b"\xff", b"[" * 60_000, b"9" * 5_000],
    ids=["no number", "no end", "half a character", "no UTF-8", "deep", "long"],
)
def test_what_is_no_json_is_refused(client: httpx.Client, path: str, value: bytes) -> None:
    body = b'{"fn_index": 0, "session_hash": "a", "data": [' + value + b"]}"
    headers = {"content-type": "application/json"}
    refused = client.post(f"/gradio_api/{path}", content=body, headers=headers)
    assert (refused.status_code, refused.json()["detail"]) == (400, "The body is not JSON.")


@pytest.mark.parametrize("path", ["/", "/api/documents", "/config", "/v1/models"])
def test_a_server_open_to_its_machine_answers_to_no_other_name(
    client: httpx.Client, path: str
) -> None:
    port = client.base_url.port
    assert client.get(path, headers={"host": f"exemple.example:{port}"}).status_code == 421
    assert client.get(path, headers={"host": f"localhost:{port}"}).status_code == 200


def test_who_signs_in_is_held_to_the_limits(sample_data: Path) -> None:
    with (
        server(sample_data, "--access", "accounts", ASSISTANT_RATE="3") as (at, _),
        httpx.Client(base_url=at, timeout=30, headers={"origin": at}) as client,
    ):
        tries = [
            client.post("/sign-in", data={"name": f"n{n}", "password": "pas le bon mot"})
            for n in range(5)
        ]
    assert [reply.status_code for reply in tries] == [401, 401, 401, 429, 429]


def test_the_search_of_the_page_is_held_to_the_limits(sample_data: Path) -> None:
    with (
        server(sample_data, ASSISTANT_RATE="3") as (at, _),
        httpx.Client(base_url=at, timeout=30) as client,
    ):
        events = client.get("/config").json()["dependencies"]
        search = next(e for e in events if e["queue"] is False and len(e["outputs"]) == 9)
        values: list[Any] = ["Zoom", "nearest", "", "", "", "*", []]
        body = {"fn_index": search["id"], "data": values, "session_hash": "s"}
        tries = [client.post("/gradio_api/run/predict", json=body) for _ in range(5)]
        assert [reply.status_code for reply in tries] == [200, 200, 200, 429, 429]
        assert "Zoom" in tries[0].text
        for free in ("/", "/config", "/gradio_api/queue/status"):
            assert client.get(free).status_code == 200


def test_a_form_half_sent_holds_no_turn(sample_data: Path) -> None:
    half = (
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname="
    )
    with (
        server(sample_data, "--no-chat", "--access", "accounts", ASSISTANT_AT_ONCE="1") as (at, _),
        socket.create_connection((urlsplit(at).hostname, urlsplit(at).port)) as connection,
    ):
        connection.sendall(half)
        whole = {"name": "marie", "password": "pas le bon mot"}
        assert httpx.post(f"{at}/sign-in", data=whole, timeout=30).status_code == 401


def test_thanks_without_end_are_read_at_once() -> None:
    said = "Quel budget ?" + " merci d'avance" * 130
    assert plainly_put(said) == "Quel budget ?"
    assert plainly_put(f"{said} x") == f"{said} x"


def test_what_is_too_long_is_not_read() -> None:
    with pytest.raises(InvalidQuestionError, match="2,000"):
        understood("merci " * 500_000 + "x", "")


def test_a_paragraph_without_end_is_split_at_once() -> None:
    assert len(split_sentences("Le budget. " * 400_000)) == 400_000


@pytest.mark.parametrize(
    ("before", "times", "status"),
    [
        pytest.param("Il pleut. ", 900, Status.ANSWERED, id="short-enough"),
        pytest.param("Il pleut. ", 1_100, Status.ANSWERED, id="cut-in-pieces"),
        pytest.param("Oui. ", 1_100, Status.NOT_FOUND, id="too-many-sentences"),
    ],
)
def test_a_paragraph_without_end_is_read_in_part(
    before: str, times: int, status: Status, tmp_path: Path, default_encoder: Encoder
) -> None:
    """What stands beyond is found all the same, and offered."""
    text = "# Relevé de décisions\n\n" + before * times + "Le comité exclut Zoom.\n"
    with assistant_over({"releve.md": text}, tmp_path, default_encoder) as assistant:
        answer = assistant.ask("Qu'a-t-il été décidé sur Zoom ?")
        assert answer.status is status
        hits = assistant.search("Zoom").hits
    assert "exclut Zoom" in hits[0].paragraph.text
