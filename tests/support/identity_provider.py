"""A provider of OpenID Connect on a port of this machine: real requests, real signatures.

It asks for no password: its page has one button, and its users are who `claims` says. What it
tells wrongly is set by a test, in `changes`, `keys`, `replies` and `sign`.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey

CLIENT_ID = "releve"
CLIENT_SECRET = "un secret & 100 % long"  # noqa: S105
Claims = dict[str, Any]
_ALGORITHMS = {"RSA": "RS256", "EC": "ES256"}


def new_key(kind: str, name: str) -> Key:
    if kind == "RSA":
        return RSAKey.generate_key(2048, {"kid": name})
    return ECKey.generate_key("P-256", {"kid": name})


def signed(claims: Claims, key: Key, **told: object) -> str:
    """`told` is in the header beside what must be."""
    header = {"alg": _ALGORITHMS[key.key_type], "kid": key.kid, **told}
    return jwt.encode(header, claims, key, algorithms=[*_ALGORITHMS.values()])


def unsigned(claims: Claims) -> str:
    """A token of the algorithm "none"."""
    return f"{_encoded({'alg': 'none', 'typ': 'JWT'})}.{_encoded(claims)}."


def sealed(claims: Claims, secret: bytes, name: str) -> str:
    """A token of HS256, by hand: no library takes a public key for a secret."""
    text = f"{_encoded({'alg': 'HS256', 'kid': name})}.{_encoded(claims)}"
    return f"{text}.{_base64(hmac.digest(secret, text.encode(), 'sha256'))}"


def _encoded(part: Claims) -> str:
    return _base64(json.dumps(part).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@dataclass(slots=True)
class Provider:
    """`keys` are published, the first one signs; `claims` are in the ID token, `told` at the
    userinfo endpoint. `changes` are made to each ID token, None to leave a claim out; `replies`
    take the place of what a path would answer, `delays` are the seconds that each piece of it
    takes, and `calls` are the requests of the server."""

    address: str
    key: Key
    keys: list[Key]
    claims: Claims = field(default_factory=dict)
    told: Claims = field(default_factory=dict)
    changes: Claims = field(default_factory=dict)
    metadata: Claims = field(default_factory=dict)
    replies: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    sign: Callable[[Claims], str] | None = None
    asked: dict[str, Mapping[str, str]] = field(default_factory=dict)
    users: dict[str, Claims] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def discovery(self) -> Claims:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256", "ES256"],
            **self.metadata,
        }

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Where the browser of a user who is signed in goes back to."""
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: Mapping[str, str], authorization: str) -> tuple[int, Claims]:
        asked = self.asked.pop(form["code"], None)
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if (
            unquote(given) != f"{CLIENT_ID}:{CLIENT_SECRET}"
            and form.get("client_secret", "") != CLIENT_SECRET
        ):
            return 401, {"error": "invalid_client"}
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if _base64(digest) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now, access = int(time.time()), secrets.token_urlsafe(16)
        claims = {
            "iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], **self.claims, **self.changes,
        }  # fmt: skip
        self.users[access] = {"sub": self.claims["sub"], **self.told}
        kept = {name: value for name, value in claims.items() if value is not None}
        sign = self.sign or (lambda claims: signed(claims, self.key))
        return 200, {"access_token": access, "token_type": "Bearer", "id_token": sign(kept)}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, _fields(urlsplit(self.path).query)
        if path == "/authorize":
            self._page(query)
            return
        self._called(path)
        if path == "/.well-known/openid-configuration":
            self._json(200, self.provider.discovery())
        elif path == "/keys":
            self._json(200, {"keys": [key.as_dict(private=False) for key in self.provider.keys]})
        elif path == "/userinfo":
            bearer = self.headers["Authorization"].removeprefix("Bearer ")
            self._json(200, self.provider.users[bearer])

    def do_POST(self) -> None:
        form = _fields(self.rfile.read(int(self.headers["Content-Length"])).decode())
        path = urlsplit(self.path).path
        if path == "/authorize":
            self.send_response(303)
            self.send_header("Location", self.provider.authorize(form))
            self.end_headers()
            return
        self._called(path)
        self._json(*self.provider.token(form, self.headers.get("Authorization", "")))

    def _called(self, path: str) -> None:
        self.provider.calls.append(path)

    def _page(self, query: Mapping[str, str]) -> None:
        fields = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in query.items()
        )
        body = f'<form method="post" action="/authorize">{fields}<button>C’est moi</button></form>'
        self._send(200, body.encode(), "text/html; charset=utf-8")

    def _json(self, status: int, body: Claims) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        status, body = self.provider.replies.get(urlsplit(self.path).path, (status, body))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if 300 <= status < 400:
            self.send_header("Location", f"{self.provider.address}/keys")
        self.end_headers()
        if not (seconds := self.provider.delays.get(urlsplit(self.path).path)):
            self.wfile.write(body)
            return
        with suppress(OSError):  # who asked has left
            for byte in body:
                time.sleep(seconds)
                self.wfile.write(bytes([byte]))


def _fields(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}


@contextmanager
def provider(kind: str = "RSA") -> Iterator[Provider]:
    """Up until the end of the block."""
    key = new_key(kind, "a")
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        port = server.server_address[1]
        told = Provider(f"http://127.0.0.1:{port}", key, [key])
        server.RequestHandlerClass = type("Handler", (_Handler,), {"provider": told})
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
