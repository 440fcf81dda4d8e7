"""How much one caller, and all of them together, may ask of the server: refused at once with the
time to wait, where a pile of requests would make everyone wait."""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.addresses import address_of
from assistant.access.entry import is_within
from assistant.service import metrics
from assistant.web.gate import PAGE, caller_of
from assistant.web.problems import Limit, limit_of
from index.settings import Networks, Settings

MOST_CALLERS = 10_000
_MINUTE = 60.0
_ROUNDING = 1e-6
_LONGEST_WAIT = 10.0
_REASONS = {
    "rate": "Too many requests from this caller",
    "busy": "The server is busy",
    "slow": "The request took too long",
}
UPLOAD = f"{PAGE}upload"
"""Files that are sent count as a request and take no turn: nothing is worked on meanwhile."""
_FREE = (
    *("/api/static/", "/api/docs", "/api/openapi.json", "/api/health", "/api/ready"),
    f"{UPLOAD}_progress",
)


class Buckets:
    """A token bucket a caller: it holds the requests of a minute, and fills at their rate.

    Of more callers than `most`, those longest unheard are forgotten.
    """

    def __init__(self, *, rate: int, most: int = MOST_CALLERS) -> None:
        """`rate` is in requests a minute, 1 or more."""
        self._refill = _MINUTE / rate
        self._most = most
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, caller: str, *, now: float) -> float:
        """Seconds until the caller may ask, 0 where it may now. `now` is in seconds, of a clock
        that does not go back."""
        full_at = max(self._full_at.pop(caller, now), now)
        wait = full_at + self._refill - now - _MINUTE
        is_taken = wait <= _ROUNDING
        self._full_at[caller] = full_at + self._refill if is_taken else full_at
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0.0 if is_taken else wait


def caller(scope: Scope, proxies: Networks) -> str:
    """Whom a request counts for: the one who was let in under a name, else an address, or the
    64 bits of an IPv6 one that a line is given. A trusted proxy tells for whom it asks; where what
    it tells is no address, it asks for itself."""
    if name := caller_of(scope).name:
        return name
    host = str((scope.get("client") or ("",))[0])
    forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    while is_within(proxies, host) and forwarded and address_of(last := forwarded.pop().strip()):
        host = last
    address = address_of(host)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), 64), strict=False))
    return str(address or host)


class Throttle:
    """Holds the requests under some paths to the limits. State is of this process."""

    def __init__(self, app: ASGIApp, *, settings: Settings, limits: Mapping[str, Limit]) -> None:
        self._app = app
        self._limits = limits
        self._proxies = settings.proxy_addresses
        self._buckets = Buckets(rate=settings.rate) if settings.rate > 0 else None
        self._slots = asyncio.Semaphore(settings.at_once)
        self._most_waiting = settings.waiting
        self._waiting = 0
        self._seconds = settings.request_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = limit_of(self._limits, scope["path"]) if scope["type"] == "http" else None
        if limit is None or scope["path"].startswith(_FREE):
            await self._app(scope, receive, send)
            return
        if wait := self._wait(scope):
            refused = _refused(limit, scope, HTTPStatus.TOO_MANY_REQUESTS, "rate", math.ceil(wait))
        elif scope["path"] == UPLOAD:
            await self._app(scope, receive, send)
            return
        elif not await self._has_turn():
            refused = _refused(limit, scope, HTTPStatus.SERVICE_UNAVAILABLE, "busy")
        elif not await self._is_served(scope, receive, send):
            refused = _refused(limit, scope, HTTPStatus.SERVICE_UNAVAILABLE, "slow")
        else:
            return
        await refused(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        if self._buckets is None:
            return 0.0
        return self._buckets.take(caller(scope, self._proxies), now=time.monotonic())

    async def _has_turn(self) -> bool:
        if self._slots.locked() and self._waiting >= self._most_waiting:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await self._slots.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    async def _is_served(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """False where time ran out before the response began; one that had begun is cut.

        The turn ends with the work: a thread cannot be stopped, and counts until it has done.
        """
        is_begun = is_over = False

        async def passed(message: Message) -> None:
            nonlocal is_begun
            if not is_over:
                is_begun = True
                await send(message)

        work = asyncio.ensure_future(self._app(scope, receive, passed))
        work.add_done_callback(lambda _: self._slots.release())
        try:
            with metrics.in_flight():
                await asyncio.wait({work}, timeout=self._seconds)
            if work.done():
                work.result()
            return work.done() or is_begun
        finally:
            is_over = True
            work.cancel()


def _refused(
    limit: Limit, scope: Scope, status: HTTPStatus, reason: str, seconds: int = 1
) -> JSONResponse:
    metrics.rejected(reason)
    detail = f"{_REASONS[reason]}; try again in {seconds} s."
    return limit.refuse(status, detail, scope["path"], {"retry-after": str(seconds)})
