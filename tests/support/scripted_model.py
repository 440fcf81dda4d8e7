"""A server that speaks as OpenAI's does and says what it is told to, on a real socket."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TRUE = "La consigne est maintenue : Zoom est exclu, sauf tolérance le temps du confinement [1]."
LATER = "La tolérance prendra fin début 2021, quand Webconf aura monté en charge [1]."
"""Replies that the sample corpus bears out, of two sentences of one paragraph."""
STALL, CUT, REFUSE, GARBAGE, DRIP = "<stall>", "<cut>", "<refuse>", "<garbage>", "<drip>"
"""Replies that fail: nothing, an end in the middle, HTTP 401, no JSON, a word a second."""
ELSEWHERE = "<elsewhere>"
"""HTTP 307, to what follows."""
ENDS = {"<length>": "length", "<filtered>": "content_filter", "<calls>": "tool_calls"}
"""What a reply ends with that the model did not end of itself, and the reason that is given."""


class ScriptedModel(ThreadingHTTPServer):
    """Gives its replies in order, a word every `pace` seconds, the last one again and again; none
    ends before `released` is set, as it is unless cleared. `requests` are the bodies that came,
    `keys` the authorisations, `connections` all that connected."""

    daemon_threads = True

    def __init__(self, replies: Sequence[str], pace: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = [*replies]
        self.pace = pace
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.connections = 0
        self.stopped, self.released = threading.Event(), threading.Event()
        self.released.set()

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401
        self.connections += 1
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def prompt(self, number: int = 0) -> str:
        """The text of a request, without its instructions."""
        return str(self.requests[number]["messages"][-1]["content"])


@contextmanager
def scripted_model(*replies: str, pace: float = 0) -> Iterator[ScriptedModel]:
    with ScriptedModel(replies, pace) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.released.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedModel
    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append(json.loads(body))
        self.server.keys.append(self.headers["Authorization"])
        replies = self.server.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply == REFUSE:
            self.send_error(401, "Incorrect key: sk-secret")
            return
        if reply.startswith(ELSEWHERE):
            self.send_response(307)
            self.send_header("Location", reply.removeprefix(ELSEWHERE))
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            self._stream(reply)
        except BrokenPipeError:
            return

    def _stream(self, reply: str) -> None:
        if reply == GARBAGE:
            self.wfile.write(b"data: {not json\n\n")
            return
        if reply == STALL:
            self.server.stopped.wait(30)
            return
        is_cut, drips = reply.endswith(CUT), reply == DRIP
        end = next((end for end in ENDS if reply.endswith(end)), "")
        told = reply.removesuffix(end or CUT)
        words = ["mot "] * 30 if drips else told.replace(" ", " \0").split("\0")
        for word in words:
            self._send({"content": word}, None)
            self.server.stopped.wait(1 if drips else self.server.pace)
        self.server.released.wait(30)
        if not is_cut:
            self._send({}, ENDS.get(end, "stop"))
            self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, delta: dict[str, str], finish: str | None) -> None:
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": int(time.time()),
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """The test's output stays its own."""
