"""What to search: paragraphs, windows of sentences or sections; with or without what stands
above them. The same questions, the same ranking, other units."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from assistant.language.sentences import split_sentences
from eval.errors import GoldError
from eval.gold import read_pairs
from index.builder import build_readings, passages
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from ingest.document import Document, Paragraph, Reading
from ingest.errors import UnreadableFileError
from ingest.folder import find_files
from ingest.pipeline import read_files

_WINDOW = 3
_BUDGETS = (500, 1_500)
_RANKED = 20


@dataclass(frozen=True, slots=True)
class ChunkingRow:
    """`within` is the share of the evidence met in so many characters read from the first
    hit on, by the budget: a fair measure, where a long unit costs its length."""

    name: str
    units: int
    recall_at_3: float
    within: tuple[float, ...]


def measure_chunking(folder: Path, gold: Path, *, encoder: Encoder) -> list[ChunkingRow]:
    """One row a way of cutting, then one a way of adding context. Raises GoldError."""
    readings = [reading for _, reading in read_files(find_files([folder]))]
    whole = [r for r in readings if not isinstance(r, UnreadableFileError)]
    questions = [(q, evidence) for q, evidence in read_pairs(gold) if evidence]
    if not questions:
        raise GoldError(f"{gold.name} has no question with evidence.")
    return [
        _row(name, [change(reading) for reading in whole], questions, encoder)
        for name, change in _WAYS.items()
    ]


def format_chunking(rows: Sequence[ChunkingRow]) -> str:
    """A Markdown table."""
    lines = [
        f"| searched | units | recall@3 | {' | '.join(f'in {n} characters' for n in _BUDGETS)} |",
        "|---|---|---|" + "---|" * len(_BUDGETS),
    ]
    for row in rows:
        shares = " | ".join(f"{share:.1%}" for share in (row.recall_at_3, *row.within))
        lines.append(f"| {row.name} | {row.units} | {shares} |")
    return "\n".join(lines)


def _row(
    name: str,
    readings: Sequence[Reading],
    questions: Sequence[tuple[str, list[tuple[str, str]]]],
    encoder: Encoder,
) -> ChunkingRow:
    with tempfile.TemporaryDirectory() as data_dir:
        build_readings(readings, data_dir=Path(data_dir), encoder=encoder)
        with closing(Snapshot.open(Path(data_dir), encoder)) as snapshot:
            at_3: list[float] = []
            within: list[list[float]] = [[] for _ in _BUDGETS]
            for question, evidence in questions:
                hits = snapshot.search(question, k=_RANKED)
                shown = [(hit.document.source_path, hit.paragraph.text) for hit in hits]
                at_3.append(met(evidence, shown[:3]))
                for shares, budget in zip(within, _BUDGETS, strict=True):
                    shares.append(met(evidence, list(read_within(shown, budget))))
            return ChunkingRow(
                name,
                snapshot.paragraph_count,
                _mean(at_3),
                tuple(_mean(shares) for shares in within),
            )


def read_within(shown: Sequence[tuple[str, str]], budget: int) -> Iterator[tuple[str, str]]:
    """What is read of the hits, the last one perhaps in part."""
    for document, text in shown:
        yield document, text[:budget]
        budget -= len(text)
        if budget <= 0:
            return


def met(evidence: Sequence[tuple[str, str]], shown: Sequence[tuple[str, str]]) -> float:
    """The share of the evidence, (document, text) pairs, that is in what is shown."""
    found = [any(d == document and text in t for d, t in shown) for document, text in evidence]
    return sum(found) / len(found)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _bare(reading: Reading) -> Reading:
    """Without title, committee and date, headings and lead-ins."""
    document = replace(reading.document, title="", committee="", date=None)
    paragraphs = [replace(p, sections=(), lead_in="") for p in _titled(reading).paragraphs]
    return Reading(document, tuple(paragraphs))


def _titled(reading: Reading) -> Reading:
    paragraphs = [replace(p, sections=(), lead_in="") for p in reading.paragraphs]
    return replace(reading, paragraphs=tuple(paragraphs))


def _sectioned(reading: Reading) -> Reading:
    return replace(reading, paragraphs=tuple(replace(p, lead_in="") for p in reading.paragraphs))


def _windows(reading: Reading) -> Reading:
    """Three sentences in a row, within a paragraph, each window one sentence on."""
    return _recut(reading, lambda p: list(_paragraph_windows(p)))


def _paragraph_windows(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    spans = split_sentences(paragraph.text)
    for first in range(max(1, len(spans) - _WINDOW + 1)):
        last = spans[min(first + _WINDOW, len(spans)) - 1]
        yield paragraph.start + spans[first].start, paragraph.start + last.end


def _single_sentences(reading: Reading) -> Reading:
    return _recut(
        reading,
        lambda p: [(p.start + s.start, p.start + s.end) for s in split_sentences(p.text)],
    )


def _recut(reading: Reading, cut: Callable[[Paragraph], list[tuple[int, int]]]) -> Reading:
    pieces = [
        (paragraph, start, end) for paragraph in passages(reading) for start, end in cut(paragraph)
    ]
    return _with_pieces(reading, pieces)


def _by_section(reading: Reading) -> Reading:
    """All that stands under the same headings, from its first word to its last."""
    pieces = []
    for _, group in groupby(passages(reading), key=lambda p: p.sections):
        members = list(group)
        pieces.append((replace(members[0], lead_in=""), members[0].start, members[-1].end))
    return _with_pieces(reading, pieces)


def _with_pieces(reading: Reading, pieces: Sequence[tuple[Paragraph, int, int]]) -> Reading:
    document: Document = reading.document
    paragraphs = [
        replace(
            paragraph,
            id=f"{document.id}-{ordinal:04d}",
            ordinal=ordinal,
            start=start,
            end=end,
            text=document.text[start:end],
        )
        for ordinal, (paragraph, start, end) in enumerate(pieces, start=1)
    ]
    return replace(reading, paragraphs=tuple(paragraphs))


_WAYS: dict[str, Callable[[Reading], Reading]] = {
    "paragraph, with all that stands above it": lambda reading: reading,
    "one sentence, with all": _single_sentences,
    "window of three sentences, with all": _windows,
    "section, with all": _by_section,
    "paragraph, with title and section": _sectioned,
    "paragraph, with title": _titled,
    "paragraph alone": _bare,
}
