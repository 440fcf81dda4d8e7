"""Search quality on a data set in BEIR layout (Thakur et al. 2021): each ranker a row.

The folder holds corpus.jsonl ({"_id", "title", "text"} a line), queries.jsonl ({"_id",
"text"}) and qrels.tsv, or qrels/test.tsv as the data sets are distributed (query-id, corpus-id,
score, under a header or under none); all may be gzipped, with .gz behind their names.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.errors import DatasetError
from eval.lines import numbered
from eval.measures import Qrels, Run, measure
from eval.passages import reading_of
from index.builder import build_readings
from index.encoders.encoder import Encoder
from index.retrieval.fusion import Fusion
from index.snapshot import LONGEST_QUERY, MOST_HITS, Snapshot
from ingest.document import DocumentKind, Reading

MEASURES = ("nDCG@10", "RR@10", "R@5", "R@100")
RANKERS = {
    "BM25": Fusion(lexical=1, dense=0),
    "encoder": Fusion(lexical=0, dense=1),
    "fusion": Fusion(),
}
_JUDGEMENT = re.compile(r"([^\t]+)\t([^\t]+)\t(-?\d+)\s*")
"""The first line is a header where it is none."""


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
        passages = tuple(
            reading_of(id_, title, [text], DocumentKind.OTHER)
            for id_, title, text in _records(folder / "corpus.jsonl")
        )
        texts = {id_: text for id_, _, text in _records(folder / "queries.jsonl")}
        qrels = _qrels(_judged(folder))
    except OSError as error:
        raise DatasetError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise DatasetError(f"{folder} is not in BEIR layout: {error}.") from error
    if unknown := [query for query in qrels if query not in texts]:
        raise DatasetError(
            f"{folder} is not in BEIR layout: its qrels judge the query {unknown[0]}, which "
            "queries.jsonl lacks."
        )
    if not any(score > 0 for scores in qrels.values() for score in scores.values()):
        raise DatasetError(f"{folder} judges no passage right: its qrels need some.")
    return Dataset(passages, {query: texts[query] for query in qrels}, qrels)


def _run(dataset: Dataset, snapshot: Snapshot, fusion: Fusion) -> Run:
    return {
        id_: [
            hit.document.id
            for hit in snapshot.search(text[:LONGEST_QUERY], k=MOST_HITS, fusion=fusion)
        ]
        for id_, text in dataset.queries.items()
    }


def _records(path: Path) -> Iterator[tuple[str, str, str]]:
    """(id, title, text) of each line, empty where it has no title. Raises OSError, ValueError."""
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            yield str(row["_id"]), str(row.get("title") or ""), str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            wanted = 'it must be an object with "_id" and "text"'
            raise ValueError(f"{path.name}, line {number}: {wanted}") from error


def _judged(folder: Path) -> Path:
    of_beir = folder / "qrels" / "test.tsv"
    has_one = of_beir.is_file() or _zipped(of_beir).is_file()
    return of_beir if has_one and not (folder / "qrels.tsv").is_file() else folder / "qrels.tsv"


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Raises OSError, ValueError."""
    qrels: dict[str, dict[str, int]] = {}
    for n, (number, line) in enumerate(_lines(path)):
        found = _JUDGEMENT.fullmatch(line.rstrip("\r"))
        if found:
            qrels.setdefault(found[1], {})[found[2]] = int(found[3])
        elif n:
            raise ValueError(f"{path.name}, line {number}: it must be query, passage and score")
    return qrels


def _lines(path: Path) -> list[tuple[int, str]]:
    """Lines of a file, or of the same with .gz behind its name, by number."""
    zipped = _zipped(path)
    content = gzip.decompress(zipped.read_bytes()) if zipped.is_file() else path.read_bytes()
    return numbered(content.decode("utf-8-sig"))


def _zipped(path: Path) -> Path:
    return path.with_name(f"{path.name}.gz")
