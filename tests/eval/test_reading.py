"""The figures on reading: they count what they say, and can fail."""

import json
import shutil
from pathlib import Path

import pytest

from eval.chunking import ChunkingRow, format_chunking, measure_chunking
from eval.errors import DatasetError, GoldError
from eval.fuzz import FuzzReport, format_fuzz, fuzz
from eval.reading import measure_reading
from eval.scans import ScanFigures, format_scans, measure_scans
from index.encoders.encoder import Encoder
from tests.support.gold import gold_line
from tests.support.places import SAMPLE

GOLD = SAMPLE.parent / "gold-sample.jsonl"


def test_scans_of_the_sample_corpus_are_read_nearly_as_well(default_encoder: Encoder) -> None:
    figures = measure_scans(SAMPLE, GOLD, encoder=default_encoder)
    assert figures.documents == 5
    assert figures.pages >= 5
    assert figures.questions >= 20
    assert figures.character_error_rate <= 0.03
    assert figures.recall_clean >= 0.9
    assert figures.recall_scanned >= figures.recall_clean - 0.03


def test_scans_need_five_documents(tmp_path: Path, default_encoder: Encoder) -> None:
    (tmp_path / "a.txt").write_text("Texte.\n")
    with pytest.raises(DatasetError, match="has 1 text files and 5 are needed"):
        measure_scans(tmp_path, GOLD, encoder=default_encoder)


def test_the_table_of_scans_says_all() -> None:
    table = format_scans(ScanFigures(5, 7, 0.0123, 45, 0.95, 0.93, 0.61))
    assert "| character error rate | 1.23% | 3% or less |" in table
    assert "| recognition | 0.61 pages/s | 0.5 or more |" in table


def test_damaged_files_are_read_or_refused() -> None:
    report = fuzz(SAMPLE, seconds=120, most=300, seed=1)
    assert report.files == 300
    assert report.broken == []
    assert report.read > 50
    assert report.refused.total() > 50
    assert report.read + report.refused.total() == 300


def test_the_same_seed_gives_the_same_files() -> None:
    first, second = (fuzz(SAMPLE, seconds=60, most=40, seed=5) for _ in range(2))
    assert first.refused == second.refused


def test_a_broken_file_is_shown_with_its_number() -> None:
    report = FuzzReport(files=1, broken=["17.pdf: what (130.0 s)"])
    assert "1 broken" in format_fuzz(report)
    assert "17.pdf: what (130.0 s)" in format_fuzz(report)


def test_units_of_search_are_slices_that_hold_the_evidence(default_encoder: Encoder) -> None:
    rows = {row.name: row for row in measure_chunking(SAMPLE, GOLD, encoder=default_encoder)}
    paragraph = rows["paragraph, with all that stands above it"]
    section, sentence = rows["section, with all"], rows["one sentence, with all"]
    assert section.units < paragraph.units < sentence.units
    assert paragraph.within[0] > section.within[0]
    assert paragraph.recall_at_3 >= rows["paragraph alone"].recall_at_3
    for row in rows.values():
        assert 0 < row.recall_at_3 <= 1
        assert row.within[0] <= row.within[1] <= 1


def test_units_need_questions_with_evidence(tmp_path: Path, default_encoder: Encoder) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(gold_line(question="Et pour Teams ?")))
    with pytest.raises(GoldError, match="has no question with evidence"):
        measure_chunking(SAMPLE, gold, encoder=default_encoder)


def test_the_table_of_units_says_all() -> None:
    table = format_chunking([ChunkingRow("paragraph", 138, 0.833, (0.8, 0.923))])
    assert "| paragraph | 138 | 83.3% | 80.0% | 92.3% |" in table


def test_reading_a_folder_counts_what_it_yields(tmp_path: Path) -> None:
    items = "\n\n".join(f"{n}. Affaire {n}\n\nLe conseil en prend acte." for n in range(1, 13))
    head = "Compte-rendu du conseil municipal\nSéance du 4 mars 2021\n\n"
    (tmp_path / "a.txt").write_text(f"{head}Présents : Anne DURAND, Paul ROUX\n\n{items}\n")
    (tmp_path / "b.txt").write_bytes(b"")
    shutil.copy(SAMPLE / "2021-05-20-releve-cosinum.pdf", tmp_path)
    figures = {figure.name: figure.value for figure in measure_reading(tmp_path)}
    assert (figures["files"], figures["files read"]) == (3, 2)
    assert (figures["with a day"], figures["with participants"]) == (2, 1)
    assert (figures["numbered items of minutes"], figures["of them sections"]) == (12, 12)
    assert figures["paragraphs: attendance"] == 1
    assert figures["PDF pages with text"] == 2
    assert figures["PDF pages with text, speed"] > 0
