"""Search over many paragraphs: sentences of public fiches in new arrangements, none twice."""

import multiprocessing
import random
import re
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.engine import Assistant
from assistant.language.sentences import sentences_in
from eval.errors import EvalError
from eval.passages import reading_of
from eval.speed import Figure, fiche_queries, read_fiches, search_times
from index.builder import build_readings
from index.derived import open_derived
from index.encoders.encoder import Encoder
from index.encoders.loading import load_encoder
from index.retrieval.dense import DenseIndex
from index.snapshot import Snapshot
from index.storage.store import FILE_NAME, Store
from ingest.document import DocumentKind, Reading

RECALLED = 10
_PARAGRAPHS_IN_A_DOCUMENT = 30
_OWN_SENTENCES = 2
_LENGTHS = range(30, 400)
_RECALL_QUERIES = 200
_SEED = 1
_FAILURES = 1_000
"""Made again so many times in a row, and a fiche is taken to give no more."""


def scale(fiches: Path, *, encoder: str, paragraphs: int, data_dir: Path) -> list[Figure]:
    """Index so many paragraphs, then search them. An index that is in the folder already is
    searched and not built again. The build has a process of its own: memory is told apart.
    """
    figures = []
    if not (data_dir / FILE_NAME).exists():
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=1, mp_context=spawned) as pool:
            figures += pool.submit(_build, fiches, encoder, paragraphs, data_dir).result()
    size = sum(path.stat().st_size for path in data_dir.rglob("*") if path.is_file())
    records = read_fiches(fiches)
    started = time.perf_counter()
    with closing(Snapshot.open(data_dir, load_encoder(encoder))) as snapshot:
        opened = time.perf_counter() - started
        return [
            Figure("paragraphs", snapshot.paragraph_count, ""),
            *figures,
            Figure("disk", size / 2**20, "MiB"),
            Figure("opening", opened, "s"),
            *_searched(Assistant(snapshot), fiche_queries(records)),
            *_recalled(data_dir, snapshot.encoder, fiche_queries(records)[:_RECALL_QUERIES]),
        ]


def made_readings(records: Sequence[Mapping[str, str]], paragraphs: int) -> Iterator[Reading]:
    """Documents of 30 paragraphs, or of fewer where their fiche gives no more: each has two
    sentences of a fiche and one of another. Raises EvalError where there are too few fiches."""
    chance = random.Random(_SEED)  # noqa: S311 - for a measure, not for a secret
    pools = {record["title"]: _sentences(record["text"]) for record in records}
    titles = [title for title, pool in pools.items() if len(pool) > _OWN_SENTENCES]
    left, made = list(titles), set[int]()
    for number in count(1):
        if not left:
            raise EvalError(
                f"The fiches give {len(made)} paragraphs and {paragraphs} were asked for: "
                "give more fiches, or a smaller --paragraphs."
            )
        title = chance.choice(left)
        texts: list[str] = []
        wanted = min(_PARAGRAPHS_IN_A_DOCUMENT, paragraphs - len(made))
        failures = 0
        while len(texts) < wanted and failures < _FAILURES:
            own = chance.sample(pools[title], _OWN_SENTENCES)
            text = " ".join([*own, chance.choice(pools[chance.choice(titles)])])
            failures = failures + 1 if hash(text) in made else 0
            if not failures:
                made.add(hash(text))
                texts.append(text)
        if failures:
            left.remove(title)
        if texts:
            yield reading_of(f"made-{number:06}", title, texts, DocumentKind.FICHE)
        if len(made) == paragraphs:
            return


def recall(dense: DenseIndex, vectors: NDArray[np.float32], *, k: int = RECALLED) -> float:
    """Share of the k nearest that a search finds, over (n, dimension) vectors."""
    shares = [
        len({n for n, _ in dense.search(v, limit=k)} & {n for n, _ in dense.exact(v, limit=k)}) / k
        for v in vectors
    ]
    return float(np.mean(shares))


def _build(fiches: Path, encoder: str, paragraphs: int, data_dir: Path) -> list[Figure]:
    readings = made_readings(read_fiches(fiches), paragraphs)
    started = time.perf_counter()
    build_readings(readings, data_dir=data_dir, encoder=load_encoder(encoder))
    seconds = time.perf_counter() - started
    return [
        Figure("build", seconds / 60, "min"),
        Figure("pace of the build", paragraphs / seconds, "paragraphs/s"),
        Figure("peak memory of the build", _peak(), "MiB"),
    ]


def _searched(assistant: Assistant, queries: Sequence[str]) -> list[Figure]:
    p50, p95 = np.percentile(search_times(assistant.search, queries), [50, 95])
    status = Path("/proc/self/status").read_text()
    own, mapped = (
        int(re.findall(rf"^Rss{kind}:\s+(\d+) kB$", status, re.M)[0]) / 1024
        for kind in ("Anon", "File")
    )
    return [
        Figure("warm search, p50", float(p50), "ms"),
        Figure("warm search, p95", float(p95), "ms", "50 or less"),
        Figure("memory of a process that searches, its own", own, "MiB"),
        Figure("files that it maps, shared between processes", mapped, "MiB"),
    ]


def _recalled(data_dir: Path, encoder: Encoder, queries: Sequence[str]) -> list[Figure]:
    with closing(Store(data_dir)) as store:
        derived = open_derived(store)
    if derived is None:
        return []
    vectors = encoder.encode(queries, query=True)
    times = search_times(lambda query: derived.dense.search(query, limit=100), [*vectors])
    exact = search_times(lambda query: derived.dense.exact(query, limit=100), [*vectors])
    kind = derived.dense.kind.value
    return [
        Figure(f"recall@{RECALLED} of the {kind} vectors", recall(derived.dense, vectors), ""),
        Figure(f"nearest 100 by {kind}, p50", float(np.median(times)), "ms"),
        Figure("nearest 100 by comparing all, p50", float(np.median(exact)), "ms"),
    ]


def _sentences(text: str) -> list[str]:
    lines = [line.strip("-* ") for line in text.split("\n") if not line.startswith("#")]
    found = (sentence for line in lines for sentence in sentences_in(line))
    return [sentence for sentence in dict.fromkeys(found) if len(sentence) in _LENGTHS]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
