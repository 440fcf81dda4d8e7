"""Search quality on a data set in BEIR layout (Thakur et al. 2021): each ranker a row.

The folder holds corpus.jsonl ({"_id", "title", "text"} a line), queries.jsonl ({"_id",
"text"}) and qrels.tsv (query-id, corpus-id, score, under a header); the first two may be
gzipped, with .gz behind their names.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.errors import DatasetError
from eval.measures import Qrels, Run, measure
from index.builder import build_readings
from index.encoders.encoder import Encoder
from index.retrieval.fusion import Fusion
from index.snapshot import LONGEST_QUERY, MOST_HITS, Snapshot
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind, Reading

MEASURES = ("nDCG@10", "RR@10", "R@5", "R@100")
RANKERS = {
    "BM25": Fusion(lexical=1, dense=0),
    "encoder": Fusion(lexical=0, dense=1),
    "fusion": Fusion(),
}


@dataclass(frozen=True, slots=True)
class Dataset:
    passages: tuple[Reading, ...]
    queries: Mapping[str, str]
    qrels: Qrels


@dataclass(frozen=True, slots=True)
class Row:
    """A ranker, and its measures by name."""

    ranker: str
    values: Mapping[str, float]


def bench(folder: Path, *, encoder: Encoder, rankers: Mapping[str, Fusion] = RANKERS) -> list[Row]:
    """Index the passages in a temporary data folder, put every judged query to each ranker.

    Raises DatasetError.
    """
    dataset = read_dataset(folder)
    with indexed(dataset.passages, encoder) as snapshot:
        return [
            Row(name, measure(MEASURES, dataset.qrels, _run(dataset, snapshot, fusion)))
            for name, fusion in rankers.items()
        ]


@contextmanager
def indexed(readings: Sequence[Reading], encoder: Encoder) -> Iterator[Snapshot]:
    """An index of these documents for as long as it is read, in a temporary data folder."""
    with TemporaryDirectory() as temporary:
        data_dir = Path(temporary)
        build_readings(readings, data_dir=data_dir, encoder=encoder)
        with closing(Snapshot.open(data_dir, encoder)) as snapshot:
            yield snapshot


def format_rows(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = [f"| ranker | {' | '.join(MEASURES)} |", "|---" * (len(MEASURES) + 1) + "|"]
    for row in rows:
        values = " | ".join(f"{row.values[name]:.3f}" for name in MEASURES)
        lines.append(f"| {row.ranker} | {values} |")
    return "\n".join(lines)


def read_dataset(folder: Path) -> Dataset:
    """Raises DatasetError."""
    try:
        passages = tuple(passage(r["_id"], r.get("title", ""), r["text"]) for r in _corpus(folder))
        qrels = _qrels(_lines(folder / "qrels.tsv"))
        texts = {r["_id"]: r["text"] for r in map(json.loads, _lines(folder / "queries.jsonl"))}
        queries = {query: texts[query] for query in qrels}
    except OSError as error:
        raise DatasetError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError) as error:
        raise DatasetError(f"{folder} is not in BEIR layout ({error!r}).") from error
    return Dataset(passages, queries, qrels)


def passage(id_: str, title: str, text: str) -> Reading:
    """A document of one paragraph."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=id_,
        title=title,
        kind=DocumentKind.OTHER,
        committee="",
        date=None,
        source_path=id_,
        sha256=sha256,
        media_type="text/plain",
        text=text,
    )
    paragraph = Paragraph(
        id=f"{id_}-0001",
        document_id=id_,
        ordinal=1,
        sections=(),
        lead_in="",
        page=None,
        start=0,
        end=len(text),
        text=text,
        kind=ParagraphKind.PROSE,
    )
    return Reading(document, (paragraph,))


def _run(dataset: Dataset, snapshot: Snapshot, fusion: Fusion) -> Run:
    return {
        id_: [
            hit.document.id
            for hit in snapshot.search(text[:LONGEST_QUERY], k=MOST_HITS, fusion=fusion)
        ]
        for id_, text in dataset.queries.items()
    }


def _corpus(folder: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, _lines(folder / "corpus.jsonl"))


def _qrels(lines: Iterator[str]) -> dict[str, dict[str, int]]:
    next(lines, None)
    qrels: dict[str, dict[str, int]] = {}
    for line in lines:
        query, passage_id, score = line.split("\t")
        qrels.setdefault(query, {})[passage_id] = int(score)
    return qrels


def _lines(path: Path) -> Iterator[str]:
    """Lines of a file, or of the same with .gz behind its name."""
    zipped = path.with_name(f"{path.name}.gz")
    content = gzip.decompress(zipped.read_bytes()) if zipped.is_file() else path.read_bytes()
    return (line for line in content.decode("utf-8").split("\n") if line.strip())
