"""Who calls, told from a request: by a key, by a session, or by a proxy that is trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.access.accounts import Accounts
from assistant.access.addresses import address_of, is_loopback
from assistant.access.callers import CALLER, Caller, Role
from assistant.access.provider import Provider, load_provider
from assistant.access.visits import Visits
from assistant.errors import AccessError
from index.hit import Collections
from index.settings import Networks, Settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

SESSION_COOKIE = "releve_session"
ANYONE = Caller("", Role.ADMINISTRATOR, None)
NOBODY = Caller("", Role.READER, frozenset())


class AccessMode(StrEnum):
    """`off` lets in whoever reaches the server, `accounts` those with a key or a password,
    `proxy` those with a key and those whom the proxy in front names, `oidc` those with a key and
    those whom an identity provider signs in."""

    OFF = "off"
    ACCOUNTS = "accounts"
    PROXY = "proxy"
    OIDC = "oidc"


@dataclass(frozen=True, slots=True)
class Proxy:
    """The headers by which it names users and their groups, believed from its addresses alone."""

    header: bytes
    groups_header: bytes
    networks: Networks

    def trusts(self, scope: "Scope") -> bool:
        return is_within(self.networks, (scope.get("client") or ("",))[0])


class Access:
    """Usable from threads."""

    def __init__(
        self,
        mode: AccessMode,
        *,
        accounts: Accounts | None = None,
        proxy: Proxy | None = None,
        provider: Provider | None = None,
    ) -> None:
        self.mode = mode
        self.accounts = accounts
        self.provider = provider
        self.visits = Visits(accounts) if accounts and provider else None
        self._proxy = proxy

    @property
    def has_sign_in(self) -> bool:
        """Whether readers sign in here, and not before they come."""
        return self.mode in (AccessMode.ACCOUNTS, AccessMode.OIDC)

    def caller(self, scope: "Scope") -> Caller | None:
        """Who sends a request, as things stand now; None for who may not enter. A key that
        does not hold is refused, whatever stands beside it. Raises AccessError."""
        if self.accounts is None:
            return ANYONE
        if given := _all(scope, b"authorization"):
            key = _bearer(given)
            return self.accounts.of_key(key) if key else None
        if self._proxy is None:
            token = session_token(scope)
            return (self.visits or self.accounts).of_session(token) if token else None
        names = _all(scope, self._proxy.header)
        if len(names) != 1 or not names[0].strip() or not self._proxy.trusts(scope):
            return None
        told = _all(scope, self._proxy.groups_header) if self._proxy.groups_header else []
        groups = [group for line in told for group in line.replace(";", ",").split(",")]
        return self.accounts.of_identity(names[0], groups)

    def readable(self, request: "Request | None") -> Collections:
        """What the one who sent a request may read as things stand now, were it long in a
        queue. Raises AccessError for who may not enter."""
        caller = self.caller(request.scope) if request else None
        if caller is None:
            raise AccessError("Whoever sent this may no longer enter.")
        return caller.collections


OPEN = Access(AccessMode.OFF)


def name_of(request: "Request | None") -> str:
    """Of the one who was let in with it; empty where no one is named."""
    caller: Caller = request.scope[CALLER] if request else ANYONE
    return caller.name


def session_token(scope: "Scope", name: str = SESSION_COOKIE) -> str:
    """What the cookie of this name holds; empty where there is none, or more than one."""
    cookies = [
        pair.partition("=")[2].strip()
        for line in _all(scope, b"cookie")
        for pair in line.split(";")
        if pair.partition("=")[0].strip() == name
    ]
    return cookies[0] if len(cookies) == 1 else ""


def has_key(scope: "Scope") -> bool:
    return bool(_all(scope, b"authorization"))


def load_access(mode: AccessMode, *, host: str, data_dir: Path) -> Access:
    """With the proxy or the provider of the settings. Raises AccessError, also for a server
    without control of access that others than this machine could reach."""
    if mode is AccessMode.OFF:
        if not is_loopback(host):
            raise AccessError(
                f"Anyone who reaches {host} could read everything: set ASSISTANT_ACCESS to "
                "accounts, proxy or oidc, or keep to --host 127.0.0.1."
            )
        return OPEN
    accounts = Accounts(data_dir)
    settings = Settings()
    if mode is AccessMode.ACCOUNTS:
        return Access(mode, accounts=accounts)
    if mode is AccessMode.OIDC:
        return Access(mode, accounts=accounts, provider=load_provider(settings))
    if not settings.proxy_addresses:
        raise AccessError(
            "No proxy is trusted: set ASSISTANT_PROXY_ADDRESSES to the addresses it calls from."
        )
    proxy = Proxy(
        settings.proxy_header.lower().encode(),
        settings.proxy_groups_header.lower().encode(),
        settings.proxy_addresses,
    )
    return Access(mode, accounts=accounts, proxy=proxy)


def is_within(networks: Networks, host: str) -> bool:
    address = address_of(host)
    return any(address in network for network in networks) if address else False


def _all(scope: "Scope", name: bytes) -> list[str]:
    return [_text(value) for key, value in scope["headers"] if key == name]


def _text(value: bytes) -> str:
    """Of a header: proxies write names in UTF-8, some in the Latin-1 of old."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _bearer(given: Sequence[str]) -> str:
    """Empty for more than one, and for what is no key."""
    kind, _, key = given[0].partition(" ")
    return key.strip() if len(given) == 1 and kind.lower() == "bearer" else ""
