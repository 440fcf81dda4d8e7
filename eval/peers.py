"""Other libraries on the same texts and questions as ours, each in a process of its own.

All are given the plain text of each document as `ingest` reads it, in files whose names say
nothing. What is measured is the evidence met in the first characters of what is returned
(`eval.chunking`), white space apart: fair to short chunks and to long ones.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import numpy as np

from eval.bench import read_dataset
from eval.chunking import met, read_within
from eval.compare import interval
from eval.errors import GoldError
from eval.gold import read_pairs
from ingest.errors import UnreadableFileError
from ingest.folder import find_files
from ingest.pipeline import read_files

_BUDGETS = (800, 1_500)
_FIRST = 1
"""So little is read that it tells the document of the first text and no more."""
_SPLITS = ("dev", "test")
_ROOT = Path(__file__).parent.parent
_LONGEST = 3_600
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "LANGSMITH_TRACING": "false",
    "DO_NOT_TRACK": "1",
}
"""Nothing is fetched, and nothing told to anyone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`evidence` are (name of a text, words that are in it)."""

    split: str
    question: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """File name -> plain text, questions that they answer, and how many characters are read."""

    texts: Mapping[str, str]
    asked: tuple[Asked, ...]
    budgets: tuple[int, ...] = _BUDGETS

    @property
    def splits(self) -> list[str]:
        return list(dict.fromkeys(question.split for question in self.asked))


@dataclass(frozen=True, slots=True)
class Way:
    """A way of searching of a module that speaks `eval.protocol`."""

    library: str
    way: str
    module: str
    is_ours: bool = False

    def named(self, version: str = "") -> str:
        return f"{f'{self.library} {version}'.strip()}, {self.way}"


@dataclass(frozen=True, slots=True)
class Measured:
    """`shares` has a row a question, in order, of the evidence met in each budget."""

    way: Way
    version: str
    shares: tuple[tuple[float, ...], ...]
    index_seconds: float
    p50: float
    p95: float
    peak_mib: float

    @property
    def name(self) -> str:
        return self.way.named(self.version)


@dataclass(frozen=True, slots=True)
class Failed:
    way: Way
    reason: str


WAYS = (
    Way("ours", "assistant", "eval.ours", is_ours=True),
    Way("ours", "ranking alone", "eval.ours", is_ours=True),
    Way("LangChain", "FAISS", "eval.adapters.langchain"),
    Way("LlamaIndex", "vector index", "eval.adapters.llama_index"),
    Way("LlamaIndex", "chunks of 256 tokens", "eval.adapters.llama_index"),
    Way("Haystack", "BM25", "eval.adapters.haystack"),
    Way("Haystack", "hybrid", "eval.adapters.haystack"),
    Way("txtai", "embeddings", "eval.adapters.txtai"),
    Way("txtai", "hybrid", "eval.adapters.txtai"),
)


def read_corpus(folder: Path, gold: Path) -> Corpus:
    """The documents of a folder, the questions with evidence. Raises GoldError, IngestError."""
    read = [reading for _, reading in read_files(find_files([folder]))]
    documents = [r.document for r in read if not isinstance(r, UnreadableFileError)]
    names = {d.source_path: f"{n:04d}.txt" for n, d in enumerate(documents, start=1)}
    try:
        asked = tuple(
            Asked(split, question, tuple((names[d], _flat(text)) for d, text in evidence))
            for split in _SPLITS
            for question, evidence in read_pairs(gold, split=split)
            if evidence
        )
    except KeyError as error:
        raise GoldError(f"{gold.name} speaks of {error.args[0]}, not in {folder}.") from error
    if not asked:
        raise GoldError(f"{gold.name} has no question with evidence.")
    return Corpus({names[d.source_path]: d.text for d in documents}, asked)


def read_beir(folder: Path) -> Corpus:
    """A document a passage, those of the same text being one. Any piece of the judged passage
    is evidence, which favours short chunks: the first text is looked at alone too.

    Raises DatasetError.
    """
    dataset = read_dataset(folder)
    texts = {
        p.document.id: "\n\n".join(filter(None, (p.document.title, p.document.text)))
        for p in dataset.passages
    }
    names = {text: f"{n:04d}.txt" for n, text in enumerate(dict.fromkeys(texts.values()), start=1)}
    asked = tuple(
        Asked("all", dataset.queries[id_], tuple((names[texts[p]], "") for p in judged))
        for id_, judged in dataset.qrels.items()
    )
    return Corpus({name: text for text, name in names.items()}, asked, (_FIRST, *_BUDGETS))


def measure_peers(
    corpus: Corpus, *, python: Path, ways: Sequence[Way] = WAYS
) -> list[Measured | Failed]:
    """One after the other. `python` is that of the environment where the peers are."""
    with TemporaryDirectory() as folder:
        texts, questions = Path(folder, "texts"), Path(folder, "questions.jsonl")
        texts.mkdir()
        for name, text in corpus.texts.items():
            (texts / name).write_text(text, encoding="utf-8")
        lines = (json.dumps(asked.question) for asked in corpus.asked)
        questions.write_text("\n".join(lines), encoding="utf-8")
        return [_measure(way, corpus, python, [str(texts), str(questions)]) for way in ways]


def format_peers(corpus: Corpus, found: Sequence[Measured | Failed]) -> str:
    """Two Markdown tables: each way, then the points that ours and the best of the others are
    apart, with their bootstrap interval."""
    columns = [heading for heading, _, _ in _columns(corpus)]
    ways = _table(
        ["searched by", *columns, "indexing", "p50", "p95", "memory"],
        [_cells(corpus, one) for one in found],
    )
    apart = _table(
        ["", "questions", "best of the others", "ours, points more", "95% interval"],
        _differences(corpus, found),
    )
    return f"{ways}\n\n{apart}"


def _measure(way: Way, corpus: Corpus, python: Path, arguments: Sequence[str]) -> Measured | Failed:
    program = sys.executable if way.is_ours else str(python)
    try:
        run = subprocess.run(
            [program, "-m", way.module, way.way, *arguments],
            capture_output=True, encoding="utf-8", cwd=_ROOT, env=os.environ | _QUIET,
            timeout=_LONGEST, check=True,
        )  # fmt: skip
        return _measured(way, corpus, run.stdout)
    except FileNotFoundError:
        return Failed(way, "no Python there: run make bench-peers")
    except subprocess.TimeoutExpired:
        return Failed(way, f"not done in {_LONGEST:,} s")
    except subprocess.CalledProcessError as error:
        said = [line for line in error.stderr.splitlines() if line.strip()]
        return Failed(way, said[-1] if said else f"exit code {error.returncode}")
    except (ValueError, KeyError):
        return Failed(way, "what it wrote is not what eval.protocol says")


def _measured(way: Way, corpus: Corpus, written: str) -> Measured:
    """Raises ValueError and KeyError where what was written is not the protocol's."""
    first, *answers, last = map(json.loads, filter(None, written.split("\n")))
    p50, p95 = np.percentile([answer["ms"] for answer in answers], [50, 95])
    return Measured(
        way,
        first["version"],
        tuple(
            _shares(q, a["ranked"], corpus.budgets)
            for q, a in zip(corpus.asked, answers, strict=True)
        ),
        first["index_seconds"],
        float(p50),
        float(p95),
        last["peak_mib"],
    )


def _shares(
    asked: Asked, ranked: Sequence[Sequence[str]], budgets: Sequence[int]
) -> tuple[float, ...]:
    shown = [(name, _flat(text)) for name, text in ranked]
    return tuple(met(asked.evidence, list(read_within(shown, budget))) for budget in budgets)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cells(corpus: Corpus, one: Measured | Failed) -> list[str]:
    if isinstance(one, Failed):
        return [one.way.named(), f"did not run: {one.reason}".replace("|", "\\|")]
    means = (fmean(_of_split(corpus, one, split, n)) for _, split, n in _columns(corpus))
    return [
        one.name,
        *(f"{mean:.1%}" for mean in means),
        f"{one.index_seconds:,.1f} s",
        f"{one.p50:.1f} ms",
        f"{one.p95:.1f} ms",
        f"{one.peak_mib:,.0f} MiB",
    ]


def _differences(corpus: Corpus, found: Sequence[Measured | Failed]) -> list[list[str]]:
    """A row a column of the other table: the first of ours less the peer that does best there."""
    measured = [one for one in found if isinstance(one, Measured)]
    ours = [one for one in measured if one.way.is_ours]
    peers = [one for one in measured if not one.way.is_ours]
    rows = []
    for column, split, budget in _columns(corpus) if ours and peers else ():
        values = {one.name: _of_split(corpus, one, split, budget) for one in peers}
        best = max(values, key=lambda name: fmean(values[name]))
        own = _of_split(corpus, ours[0], split, budget)
        apart = [100 * (a - b) for a, b in zip(own, values[best], strict=True)]
        low, high = interval(apart)
        rows.append(
            [column, f"{len(own)}", best, f"{fmean(apart):+.1f}", f"{low:+.1f} to {high:+.1f}"]
        )
    return rows


def _columns(corpus: Corpus) -> list[tuple[str, str, int]]:
    """(heading, split, which budget)."""
    return [
        (f"{split}: {'first' if budget == _FIRST else f'in {budget:,}'}", split, n)
        for split in corpus.splits
        for n, budget in enumerate(corpus.budgets)
    ]


def _of_split(corpus: Corpus, one: Measured, split: str, budget: int) -> list[float]:
    pairs = zip(corpus.asked, one.shares, strict=True)
    return [shares[budget] for asked, shares in pairs if asked.split == split]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    filled = [[*cells, *[""] * (len(head) - len(cells))] for cells in rows]
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *filled)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])
