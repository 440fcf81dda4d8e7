"""The server searched by many clients at once: its pace, its refusals, its memory, and whether
each answer is the one that is given to a client alone."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import numpy as np

from eval.errors import EvalError
from eval.speed import Figure, write_fiches
from index.builder import build
from index.encoders.loading import load_encoder
from index.snapshot import Snapshot

NONE = "none"
_ROOT = Path(__file__).parent.parent
_QUERIES = 200
_REFUSED = {429, 503}
_WARMING_PER_PROCESS = 4  # connections: none of several processes is likely to get none


@dataclass(slots=True)
class _Tally:
    milliseconds: list[float] = field(default_factory=list)
    refused: int = 0
    failed: Counter[int] = field(default_factory=Counter)
    different: int = 0


def measure_load(
    data_dir: Path,
    *,
    encoder: str,
    seconds: float,
    clients: int,
    workers: int = 1,
    pause: float = 0.0,
) -> list[Figure]:
    """Each client asks the titles of the documents over and over on a connection of its own,
    with a pause in seconds after each answer, and waits as it is told where it is refused. The
    clients take their part of the machine too. What grows is counted once each process has
    answered every title, so that it is not what is kept on purpose.

    Raises EvalError where the server does not start.
    """
    queries = titles(data_dir, encoder)
    options = ("--encoder", encoder, "--workers", str(workers))
    with served(data_dir, *options) as (host, port, process):
        expected = asyncio.run(_asked_alone(host, port, queries))
        asyncio.run(_warm(host, port, queries, _WARMING_PER_PROCESS * workers))
        before = _memory(process)
        tally = asyncio.run(_asked_together(host, port, expected, seconds, clients, pause))
        after = _memory(process)
    p50, p95 = np.percentile(tally.milliseconds, [50, 95])
    return [
        Figure("clients at once", clients, ""),
        Figure("processes", workers, ""),
        Figure("searches", len(tally.milliseconds) / seconds, "/s", "150 or more"),
        Figure("search, p50", float(p50), "ms"),
        Figure("search, p95", float(p95), "ms", "100 or less"),
        Figure("refused with the time to wait", tally.refused, ""),
        Figure("other statuses", tally.failed.total(), "", NONE),
        Figure("answers other than those given alone", tally.different, "", NONE),
        Figure("memory", after, "MiB"),
        Figure("growth of memory", after - before, "MiB"),
        Figure("growth of memory, of what there was", 100 * (after - before) / before, "%"),
    ]


@contextmanager
def index_of(fiches: Path | None, *, otherwise: Path, encoder: str) -> Iterator[Path]:
    """A data folder of some 40,000 paragraphs of fiches, or the one that there is."""
    if fiches is None:
        yield otherwise
        return
    with TemporaryDirectory() as temporary:
        folder, data_dir = Path(temporary, "fiches"), Path(temporary, "data")
        write_fiches(fiches, folder)
        build([folder], data_dir=data_dir, encoder=load_encoder(encoder))
        yield data_dir


def titles(data_dir: Path, encoder: str) -> list[str]:
    """Of the documents, to be asked: some hundred at most."""
    with closing(Snapshot.open(data_dir, load_encoder(encoder))) as snapshot:
        titles = {document.title: None for document in snapshot.records() if document.title}
    return list(islice(titles, _QUERIES))


@contextmanager
def served(data_dir: Path, *options: str, chat: bool = False) -> Iterator[tuple[str, int, int]]:
    """Its address and its process, without a limit on what one caller asks, over a copy of a data
    folder: what is measured leaves no trace in its journal, and takes none away."""
    with TemporaryDirectory() as folder:
        data = Path(folder, "data")
        shutil.copytree(data_dir, data, ignore=shutil.ignore_patterns("journal*", "sent-*"))
        with _started("--data", str(data), *options, chat=chat) as server:
            yield server


@contextmanager
def _started(*options: str, chat: bool) -> Iterator[tuple[str, int, int]]:
    command = [sys.executable, "ui.py", "--port", "0", "--ask", "", *options]
    command += [] if chat else ["--no-chat"]
    unlimited = os.environ | {"ASSISTANT_RATE": "0", "ASSISTANT_JOURNAL_DAYS": "0"}
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, env=unlimited
    ) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            if not (found := re.search(r"API : (http://\S+)/api/docs", said)):
                raise EvalError("The server did not start; it says why above.")
            parts = urlsplit(found[1])
            yield parts.hostname or "", parts.port or 0, process.pid
        finally:
            process.terminate()


async def _asked_alone(host: str, port: int, queries: Sequence[str]) -> dict[str, bytes]:
    reader, writer = await asyncio.open_connection(host, port)
    answers = {query: (await _search(reader, writer, query))[2] for query in queries}
    writer.close()
    return answers


async def _warm(host: str, port: int, queries: Sequence[str], clients: int) -> None:
    await asyncio.gather(*(_asked_alone(host, port, queries) for _ in range(clients)))


async def _asked_together(
    host: str,
    port: int,
    expected: dict[str, bytes],
    seconds: float,
    clients: int,
    pause: float = 0.0,
) -> _Tally:
    tally, end = _Tally(), time.perf_counter() + seconds
    queries = list(expected)

    async def client(number: int) -> None:
        reader, writer = await asyncio.open_connection(host, port)
        asked = number
        await asyncio.sleep(pause * number / clients)
        while (started := time.perf_counter()) < end:
            query = queries[asked % len(queries)]
            asked += 1
            status, wait, hits = await _search(reader, writer, query)
            if status == 200:
                tally.milliseconds.append(1000 * (time.perf_counter() - started))
                tally.different += hits != expected[query]
                await asyncio.sleep(min(pause, max(0, end - time.perf_counter())))
            elif status in _REFUSED and wait:
                tally.refused += 1
                await asyncio.sleep(min(wait, max(0, end - time.perf_counter())))
            else:
                tally.failed[status] += 1
        writer.close()

    await asyncio.gather(*map(client, range(clients)))
    return tally


async def _search(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str
) -> tuple[int, int, bytes]:
    """The status, the seconds to wait, the hits as they came, without their times."""
    body = json.dumps({"query": query}).encode()
    head = (
        "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:] if line)
    answer = await reader.readexactly(int(headers["content-length"]))
    return int(lines[0].split()[1]), int(headers.get("retry-after", 0)), _without_times(answer)


def _without_times(answer: bytes) -> bytes:
    return answer.rpartition(b',"timings_ms"')[0]


def _memory(process: int) -> float:
    """MiB that a process and its children hold, of their own."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    rolled = [Path(f"/proc/{number}/smaps_rollup").read_text() for number in (process, *children)]
    found = re.findall(r"^Private_\w+: +(\d+) kB$", "\n".join(rolled), re.M)
    return sum(map(int, found)) / 1024
