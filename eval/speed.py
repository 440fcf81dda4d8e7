"""The clock: indexing, warm search, a command from a cold start, and the memory they take."""

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from assistant.engine import Assistant
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import LONGEST_QUERY, Snapshot
from ingest.folder import find_files
from ingest.pipeline import read_files

Query = TypeVar("Query")
PARAGRAPHS = 40_000
QUERIES = 500
_ROUNDS = 5
_PARAGRAPHS_IN_A_FICHE = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; `target` says what it is to be, empty where nothing is asked."""

    name: str
    value: float
    unit: str
    target: str = ""


def speed(fiches: Path, *, encoder: Encoder, paragraphs: int = PARAGRAPHS) -> list[Figure]:
    """Index the fiches from Markdown files, then search them: a first search is not counted.

    `fiches` is a folder that holds fiches.jsonl.gz ({"id", "title", "text"} a line), of which
    as many are taken as give about so many paragraphs. Queries are titles and headings of them.
    """
    with TemporaryDirectory() as temporary:
        folder, data_dir = Path(temporary, "fiches"), Path(temporary, "data")
        records = write_fiches(fiches, folder, paragraphs=paragraphs)
        started = time.perf_counter()
        files = sum(1 for _ in read_files(find_files([folder])))
        pace = 60 * files / (time.perf_counter() - started)
        started = time.perf_counter()
        report = build([folder], data_dir=data_dir, encoder=encoder)
        rate = report.paragraphs / (time.perf_counter() - started)
        with closing(Snapshot.open(data_dir, encoder)) as snapshot:
            assistant = Assistant(snapshot)
            searches = search_times(assistant.search, fiche_queries(records))
            answers = search_times(assistant.ask, fiche_queries(records))
    p50, p95 = np.percentile(searches, [50, 95])
    return [
        Figure("reading text files", pace, "files/min", "10,000 or more"),
        Figure("indexing, files to index", rate, "paragraphs/s", "1,500 or more"),
        Figure("paragraphs indexed", report.paragraphs, ""),
        Figure("warm search, p50", float(p50), "ms"),
        Figure("warm search, p95", float(p95), "ms", "20 or less"),
        Figure("warm question, p95", float(np.percentile(answers, 95)), "ms"),
        Figure("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MiB"),
    ]


def search_times(search: Callable[[Query], object], queries: Sequence[Query]) -> list[float]:
    """Milliseconds of each search, after one that is not counted."""
    search(queries[0])
    times = []
    for query in queries:
        started = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - started))
    return times


def cold_start(command: Sequence[str]) -> list[Figure]:
    """A whole process, from its start to its end: the median of five.

    Raises subprocess.CalledProcessError where the command fails.
    """
    seconds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return [Figure("cold start of a command", float(np.median(seconds)), "s", "2 or less")]


def ask_command(question: str, *, data_dir: Path, encoder: str) -> list[str]:
    """The command line of one question."""
    options = ["--data", str(data_dir), "--encoder", encoder]
    return [sys.executable, "-m", "assistant", "ask", question, *options]


def format_figures(figures: Sequence[Figure]) -> str:
    """A Markdown table."""
    lines = ["| figure | value | target |", "|---|---|---|"]
    for figure in figures:
        digits = 0 if figure.value >= 100 or figure.value == int(figure.value) else 2
        value = f"{figure.value:,.{digits}f} {figure.unit}".strip()
        lines.append(f"| {figure.name} | {value} | {figure.target} |")
    return "\n".join(lines)


def write_fiches(
    fiches: Path, folder: Path, *, paragraphs: int = PARAGRAPHS
) -> list[dict[str, str]]:
    """Makes `folder` of a Markdown file a fiche; the fiches."""
    records = read_fiches(fiches)[: paragraphs // _PARAGRAPHS_IN_A_FICHE]
    folder.mkdir()
    for record in records:
        text = f"# {record['title']}\n\n{record['text']}\n"
        (folder / f"{record['id']}.md").write_text(text, encoding="utf-8")
    return records


def read_fiches(fiches: Path) -> list[dict[str, str]]:
    """All of fiches.jsonl.gz in a folder."""
    with gzip.open(fiches / "fiches.jsonl.gz", "rt", encoding="utf-8") as lines:
        return list(map(json.loads, lines))


def fiche_queries(records: Sequence[Mapping[str, str]]) -> list[str]:
    """Titles and headings by turns."""
    titles = [record["title"] for record in records]
    headings = [
        line.strip("# ")
        for record in records
        for line in record["text"].split("\n")
        if line.startswith("#") and len(line) > 20
    ]
    step = max(len(headings) // (QUERIES // 2), 1)
    mixed = (text for pair in zip(cycle(titles), headings[::step], strict=False) for text in pair)
    return [query[:LONGEST_QUERY] for query in islice(mixed, QUERIES)]
