"""A language model of any provider that LangChain knows: the only door to langchain."""

import logging
import os
import queue
import re
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from assistant.errors import ModelError, ModelTimeoutError

if TYPE_CHECKING:
    from langchain.chat_models import BaseChatModel

for _setting in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2"):
    os.environ[_setting] = "false"  # it would send every prompt to another machine
os.environ["LANGSMITH_TRACING_V2"] = "false"
for _client in ("openai", "httpx", "httpx2", "httpcore", "httpcore2"):
    logging.getLogger(_client).setLevel(logging.WARNING)  # below, they log what is sent

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_RETRIES = 1
_GRACE = 5.0
_REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason", "status")
"""Under which providers say why a reply ended."""
_WHOLE = frozenset("stop end_turn stop_sequence complete completed eos_token".split())
"""What they say where the model had no more to say."""


class Generator(Protocol):
    """What writes. `name` is shown with what it wrote."""

    @property
    def name(self) -> str: ...

    def generate(
        self, instructions: str, text: str, *, seconds: float | None = None
    ) -> Iterator[str]:
        """The reply in pieces, as they come, within `seconds` where these are fewer than its own.
        Raises ModelError, also at the end of a reply that was cut."""
        ...

    def stop(self) -> None:
        """Every reply under way ends with ModelError."""
        ...

    def close(self) -> None: ...


class ChatModel:
    """Usable from threads. Nothing is sent before the first `generate`."""

    def __init__(
        self,
        name: str,
        *,
        url: str = "",
        key: SecretStr | None = None,
        seconds: float = 60,
        tokens: int = 800,
    ) -> None:
        """`name` is "provider:model", as `langchain.chat_models.init_chat_model` takes it; `url`
        the address of a server that speaks as OpenAI's does. A whole reply takes `seconds` and
        `tokens` at most. Raises ModelError."""
        from anyio.from_thread import start_blocking_portal

        self.name = name
        self._seconds = seconds
        provider, _, model = name.partition(":")
        if not (provider and model):
            raise ModelError(f"{name!r} is no language model: write provider:model.")
        self._tasks: set[Future[None]] = set()
        self._running = start_blocking_portal()
        self._portal = self._running.__enter__()
        loaded = self._portal.start_task_soon(_load, provider, model, url, key, seconds, tokens)
        if error := loaded.exception():
            self.close()
            raise ModelError(f"{name}: {_refused(error)}") from error
        self._model = loaded.result()

    def generate(
        self, instructions: str, text: str, *, seconds: float | None = None
    ) -> Iterator[str]:
        most = self._seconds if seconds is None else min(seconds, self._seconds)
        pieces: queue.Queue[str | None] = queue.Queue()
        task: Future[None] = self._portal.start_task_soon(
            self._send, instructions, text, pieces, most
        )
        self._tasks.add(task)
        task.add_done_callback(lambda _: pieces.put(None))
        try:
            while piece := pieces.get(timeout=most + _GRACE):
                yield piece
            if task.cancelled():
                raise ModelError("The language model was stopped.")
            if error := task.exception():
                raise _failure(error, most) from error
        except queue.Empty as error:
            raise _failure(error, most) from error
        finally:
            self._tasks.discard(task)
            task.cancel()

    def stop(self) -> None:
        for task in [*self._tasks]:
            task.cancel()

    def close(self) -> None:
        self.stop()
        self._running.__exit__(None, None, None)

    async def _send(
        self, instructions: str, text: str, pieces: "queue.Queue[str | None]", seconds: float
    ) -> None:
        import asyncio

        reason = ""
        async with asyncio.timeout(seconds):
            async for chunk in self._model.astream([("system", instructions), ("human", text)]):
                if piece := _UNPRINTABLE.sub("", str(chunk.text)):
                    pieces.put(piece)
                reason = _reason(chunk.response_metadata) or reason
        if reason not in _WHOLE:
            raise ModelError("The language model's reply was cut.")


def _reason(told: dict[str, Any]) -> str:
    """Why the reply ended, empty where nothing says it."""
    return next((str(told[name]).lower() for name in _REASONS if told.get(name)), "")


async def _load(
    provider: str, model: str, url: str, key: SecretStr | None, seconds: float, tokens: int
) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"base_url": url, "api_key": key.get_secret_value() if key else ""}
    if url and not given["api_key"]:
        given["api_key"] = "none"  # the client asks for one, a server of one's own may not
    load = partial(
        init_chat_model,
        model,
        model_provider=provider,
        temperature=0,
        timeout=seconds,
        max_retries=_RETRIES,
        max_tokens=tokens,
        **{name: value for name, value in given.items() if value},
    )
    loaded: BaseChatModel = load()
    if "http_async_client" in type(loaded).model_fields:  # those who call by OpenAI's client
        from openai import DefaultAsyncHttpxClient

        loaded = load(http_async_client=DefaultAsyncHttpxClient(follow_redirects=False))
    return loaded


def _refused(error: BaseException) -> str:
    """Why a model cannot be loaded."""
    if isinstance(error, ImportError):
        return "Its provider's package for langchain is not installed."
    if isinstance(error, ValueError):
        return "The provider is unknown, or a setting of it is wrong."
    return f"It cannot be loaded ({type(error).__name__})."


def _failure(error: BaseException, seconds: float) -> ModelError:
    """Never in the provider's own words, which may repeat a key."""
    if isinstance(error, ModelError):
        return error
    if isinstance(error, TimeoutError | queue.Empty) or "Timeout" in type(error).__name__:
        return ModelTimeoutError(f"The language model did not finish within {seconds:g} seconds.")
    return ModelError(_sentence(error))


def _sentence(error: BaseException) -> str:
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and 300 <= status < 400:
        return f"The language model's server sends elsewhere (HTTP {status}): set its own address."
    if isinstance(status, int):
        return f"The language model refused the request (HTTP {status})."
    if isinstance(error, ValueError):
        return "The language model's server did not answer as it should: check its address."
    return f"The language model failed ({type(error).__name__}): check its address and its key."
