"""What recognition loses: documents printed, scanned badly and read again."""

import io
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from assistant.engine import Assistant
from eval.errors import DatasetError
from eval.gold import read_pairs
from eval.typeset import typeset
from index.builder import build
from index.encoders.encoder import Encoder
from index.snapshot import Snapshot
from ingest.document import Document, Reading
from ingest.errors import UnreadableFileError
from ingest.folder import SourceFile, find_files
from ingest.formats.pdf import open_pdf, render
from ingest.pipeline import read_files
from ingest.reader import read_file

_DPI = 200
_NOISE = 10.0
_SKEWS = (0.8, -1.2, 1.6, -0.5, 0.3)
_FOUND = 90.0
_DOCUMENTS = 5


@dataclass(frozen=True, slots=True)
class ScanFigures:
    """Rates are in [0, 1]; recalls are over the questions whose evidence is in the documents."""

    documents: int
    pages: int
    character_error_rate: float
    questions: int
    recall_clean: float
    recall_scanned: float
    pages_per_second: float


def measure_scans(folder: Path, gold: Path, *, encoder: Encoder) -> ScanFigures:
    """Over the first five text files of a folder. Raises DatasetError."""
    sources = [s for s in find_files([folder]) if s.suffix in (".txt", ".md")][:_DOCUMENTS]
    if len(sources) < _DOCUMENTS:
        raise DatasetError(f"{folder} has {len(sources)} text files and {_DOCUMENTS} are needed.")
    with tempfile.TemporaryDirectory() as temporary:
        clean, scanned = Path(temporary, "clean"), Path(temporary, "scanned")
        clean.mkdir()
        scanned.mkdir()
        truth = [
            _print(source, clean, scanned, skew)
            for source, skew in zip(sources, _SKEWS, strict=True)
        ]
        started = time.perf_counter()
        read = [_document(reading) for _, reading in read_files(find_files([scanned]))]
        seconds = time.perf_counter() - started
        questions = _questions(gold, {source.path.stem for source in sources})
        return ScanFigures(
            documents=len(sources),
            pages=sum(document.pages for document in read),
            character_error_rate=_error_rate(truth, [_shown(document) for document in read]),
            questions=len(questions),
            recall_clean=_recall(questions, clean, Path(temporary, "c"), encoder),
            recall_scanned=_recall(questions, scanned, Path(temporary, "s"), encoder),
            pages_per_second=sum(document.pages for document in read) / seconds,
        )


def format_scans(figures: ScanFigures) -> str:
    """A Markdown table."""
    rows = [
        ("documents, pages", f"{figures.documents}, {figures.pages}", ""),
        ("character error rate", f"{figures.character_error_rate:.2%}", "3% or less"),
        (
            f"recall@5 of {figures.questions} questions, clean text",
            f"{figures.recall_clean:.1%}",
            "",
        ),
        ("recall@5 of the same, scanned", f"{figures.recall_scanned:.1%}", "3 points less at most"),
        ("recognition", f"{figures.pages_per_second:.2f} pages/s", "0.5 or more"),
    ]
    lines = ["| figure | value | target |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _print(source: SourceFile, clean: Path, scanned: Path, skew: float) -> str:
    """The text as printed; its PDF goes to `clean`, and the images of its pages to `scanned`."""
    text = _shown(read_file(source).document)
    target = clean / f"{source.path.stem}.pdf"
    typeset(text, target)
    with open_pdf(target.read_bytes()) as document:
        images = [render(document, number, scale=_DPI / 72) for number in range(len(document))]
    pages = [_scanned(image, skew) for image in images]
    pages[0].save(
        scanned / target.name, "PDF", save_all=True, append_images=pages[1:], resolution=_DPI
    )
    return text


def _scanned(page: Image.Image, skew: float) -> Image.Image:
    """Turned by `skew` degrees, noisy, and packed as JPEG."""
    grey = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(1).normal(0, _NOISE, (grey.height, grey.width))
    noisy = np.clip(np.asarray(grey) * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
    packed = io.BytesIO()
    Image.fromarray(noisy).save(packed, "JPEG", quality=70)
    return Image.open(packed)


def _document(reading: Reading | UnreadableFileError) -> Document:
    if isinstance(reading, UnreadableFileError):
        raise DatasetError(f"A scan was not read: {reading}") from reading
    return reading.document


def _shown(document: Document) -> str:
    """The text without page numbers and other furniture."""
    kept, end = [], 0
    for start, stop in document.skipped:
        kept.append(document.text[end:start])
        end = stop
    return "".join([*kept, document.text[end:]])


def _error_rate(truth: Sequence[str], read: Sequence[str]) -> float:
    pairs = [(" ".join(a.split()), " ".join(b.split())) for a, b in zip(truth, read, strict=True)]
    return sum(Levenshtein.distance(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs)


def _questions(gold: Path, stems: set[str]) -> list[tuple[str, list[str]]]:
    """(question, texts that are its evidence) for those that these documents answer."""
    return [
        (question, [text for _, text in evidence])
        for question, evidence in read_pairs(gold)
        if evidence and all(Path(document).stem in stems for document, _ in evidence)
    ]


def _recall(
    questions: Sequence[tuple[str, list[str]]], folder: Path, data_dir: Path, encoder: Encoder
) -> float:
    """Share of the evidence that is in the five first paragraphs, to nine letters in ten."""
    build([folder], data_dir=data_dir, encoder=encoder)
    with closing(Snapshot.open(data_dir, encoder)) as snapshot:
        assistant = Assistant(snapshot)
        shares = []
        for question, evidence in questions:
            texts = [hit.paragraph.text for hit in assistant.search(question, k=5).hits]
            met = sum(any(fuzz.partial_ratio(e, t) >= _FOUND for t in texts) for e in evidence)
            shares.append(met / len(evidence))
    return sum(shares) / len(shares)
