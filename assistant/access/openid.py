"""OpenID Connect, by the code flow with PKCE: the only door to authlib, to joserfc and to an HTTP
client. It is imported where an identity provider is set, and calls that one alone.
"""

import secrets
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from assistant.access.addresses import origin_of
from assistant.access.provider import Provider
from assistant.access.visits import Errand
from assistant.errors import ProviderError

SKEW_SECONDS = 60
KNOWN_SECONDS = 300
_DISCOVERY = "/.well-known/openid-configuration"
_SIGNATURES = ("RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512").split()
"""Those of a key pair: what is signed with a shared secret, or not at all, is refused."""
_CALL_SECONDS, _LONGEST_SECONDS = 5, 10
_MOST_BYTES = 512 * 1024
_LONGEST_NAME = 200
_AT_ONCE, _WAIT_SECONDS = 8, 0.5
_MISSHAPEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
"""What the libraries raise on an answer of another shape than theirs."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider signed in."""

    name: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Endpoints:
    """Of the discovery document; `userinfo` is empty where the issuer has none of its own."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    by_post: bool


class OpenId:
    """Usable from threads. Every method raises ProviderError."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._known: tuple[float, _Endpoints] | None = None

    def begin(self, redirect_uri: str, then: str) -> tuple[str, str, Errand]:
        """Where to send a browser, the state to expect from it, and what is begun."""
        errand = Errand(secrets.token_urlsafe(32), secrets.token_urlsafe(48), then)
        with self._client() as client:
            address, state = client.create_authorization_url(
                self._endpoints(client).authorization,
                state=secrets.token_urlsafe(32),
                redirect_uri=redirect_uri,
                nonce=errand.nonce,
                code_verifier=errand.verifier,
            )
        return address, state, errand

    def end(self, code: str, errand: Errand, redirect_uri: str) -> Identity:
        """Whom a code stands for. The keys are fetched each time: one that is withdrawn no
        longer holds, a new one does."""
        with self._client() as client:
            endpoints = self._endpoints(client)
            if endpoints.by_post:
                client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105
            token = client.fetch_token(
                endpoints.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=errand.verifier,
                redirect_uri=redirect_uri,
            )
            keys = KeySet.import_key_set(_fetched(client, endpoints.keys).json())
            claims = self._id_token(token, keys, errand.nonce)
            wanted = {self._provider.user_claim, self._provider.groups_claim} - {""}
            if endpoints.userinfo and not wanted <= claims.keys():
                claims = self._userinfo(client, endpoints.userinfo, keys, claims) | claims
        return self._identity(claims)

    def _id_token(self, token: Mapping[str, Any], keys: KeySet, nonce: str) -> dict[str, Any]:
        decoded = _decoded(token["id_token"], keys)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": self._provider.issuer},
                "aud": {"essential": True, "value": self._provider.client_id},
            },
            {
                "nonce": nonce,
                "client_id": self._provider.client_id,
                "access_token": token["access_token"],
            },
        )
        claims.validate(leeway=SKEW_SECONDS)
        return dict(claims)

    def _userinfo(
        self, client: OAuth2Client, address: str, keys: KeySet, claims: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Of the same user as the ID token (OpenID Connect Core, 5.3), signed or not."""
        told = client.get(address)
        if told.headers.get("content-type", "").partition(";")[0].strip() == "application/jwt":
            found = _decoded(told.text, keys).claims
            audience = found.get("aud", self._provider.client_id)
            is_ours = (
                self._provider.client_id in (audience if isinstance(audience, list) else [audience])
                and found.get("iss", self._provider.issuer) == self._provider.issuer
            )
        else:
            found, is_ours = told.raise_for_status().json(), True
        if not is_ours or found["sub"] != claims["sub"]:
            raise ProviderError("The userinfo endpoint tells of someone else.")
        return dict(found)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        name, groups = claims.get(self._provider.user_claim), []
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
            raise ProviderError(f"The claim {self._provider.user_claim} names no one.")
        if self._provider.user_claim == "email" and claims.get("email_verified") in (
            False,
            "false",
        ):
            raise ProviderError("The provider has not verified the address of this user.")
        told = claims.get(self._provider.groups_claim)
        if isinstance(told, str):
            groups = told.replace(";", ",").split(",")
        elif isinstance(told, list):
            groups = [group for group in told if isinstance(group, str)]
        return Identity(name.strip(), tuple(groups))

    def _endpoints(self, client: OAuth2Client) -> _Endpoints:
        """As the issuer told them some minutes ago at most."""
        if self._known and time.monotonic() < self._known[0] + KNOWN_SECONDS:
            return self._known[1]
        address = self._provider.issuer.rstrip("/") + _DISCOVERY
        told = _fetched(client, address).json()
        if told["issuer"] != self._provider.issuer:
            raise ProviderError(f"The issuer calls itself {ascii(told['issuer'])[:200]}.")
        methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        endpoints = _Endpoints(
            authorization=self._own(told, "authorization_endpoint"),
            token=self._own(told, "token_endpoint"),
            keys=self._own(told, "jwks_uri"),
            userinfo=self._own(told, "userinfo_endpoint", needed=False),
            by_post=bool(self._provider.client_secret) and "client_secret_basic" not in methods,
        )
        self._known = (time.monotonic(), endpoints)
        return endpoints

    def _own(self, told: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
        address = told.get(name)
        if isinstance(address, str) and origin_of(address) == self._provider.origin:
            return address
        if needed:
            raise ProviderError(f"The issuer has no {name} at {self._provider.origin}.")
        return ""

    @contextmanager
    def _client(self) -> Iterator[OAuth2Client]:
        """One of few at once, so that a provider that is slow holds up nothing else."""
        if not self._turns.acquire(timeout=_WAIT_SECONDS):
            raise ProviderError("Too many sign-ins at once.", is_down=True)
        secret = self._provider.client_secret
        try:
            with (
                _translated(),
                OAuth2Client(
                    client_id=self._provider.client_id,
                    client_secret=secret.get_secret_value() if secret else None,
                    scope=self._provider.scopes,
                    code_challenge_method="S256",
                    transport=_IssuerOnly(self._provider.origin),
                    timeout=_CALL_SECONDS,
                    headers={"accept": "application/json", "accept-encoding": "identity"},
                    follow_redirects=False,
                    trust_env=False,
                ) as client,
            ):
                yield client
        except ProviderError:
            self._known = None
            raise
        finally:
            self._turns.release()


class _IssuerOnly(httpx2.BaseTransport):
    """Reaches one origin and no other, for so long and so much; trusts the authorities of the
    machine, and no proxy of the environment."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._inner = httpx2.HTTPTransport(verify=ssl.create_default_context(), trust_env=False)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if origin_of(str(request.url)) != self._origin:
            raise ProviderError("What is to be called is not the issuer.")
        last, body = time.monotonic() + _LONGEST_SECONDS, b""
        response = self._inner.handle_request(request)
        try:
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > _MOST_BYTES or time.monotonic() > last:
                    raise ProviderError("The answer is too long.", is_down=True)
        finally:
            response.close()
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ProviderError(f"It answers {response.status_code}.", is_down=True)
        if "content-encoding" in response.headers:
            raise ProviderError("The answer is compressed, which was not asked for.")
        return httpx2.Response(response.status_code, headers=response.headers, content=body)

    def close(self) -> None:
        self._inner.close()


def _fetched(client: OAuth2Client, address: str) -> httpx2.Response:
    """What anyone is told; a redirection is none."""
    response: httpx2.Response = client.request("GET", address, withhold_token=True)
    return response.raise_for_status()


def _decoded(signed: str, keys: KeySet) -> jwt.Token:
    registry = JWSRegistry(algorithms=_SIGNATURES, strict_check_header=False)
    return jwt.decode(signed, keys, registry=registry)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except httpx2.TransportError as error:
        raise ProviderError(f"It cannot be reached: {_told(error)}", is_down=True) from error
    except AuthlibBaseError as error:
        raise ProviderError(f"It refuses: {ascii(error.error)[:80]}") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, JoseError, *_MISSHAPEN) as error:
        raise ProviderError(f"It is not believed: {_told(error)}") from error


def _told(error: Exception) -> str:
    return f"{type(error).__name__} {ascii(str(error))[:200]}"
