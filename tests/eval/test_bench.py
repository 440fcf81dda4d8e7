"""The bench over a data set small enough to be worked out by hand."""

import gzip
import json
from pathlib import Path

import pytest

from eval.bench import Row, bench, format_rows, read_dataset
from eval.errors import DatasetError
from tests.support.hashing import HashingEncoder

CORPUS = [
    {"_id": "p1", "title": "Vélo", "text": "Douze arceaux devant la gare."},
    {"_id": "p2", "title": "", "text": "Huit fontaines en service."},
    {"_id": "p3", "title": "Compost", "text": "Un bac dans chaque quartier."},
]
QUERIES = [{"_id": "q1", "text": "arceaux gare"}, {"_id": "q2", "text": "fontaines compost"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\tp1\t1\nq2\tp2\t1\nq2\tp3\t1\n"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    lines = "\n".join(json.dumps(passage) for passage in CORPUS)
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, QUERIES)))
    (tmp_path / "qrels.tsv").write_text(QRELS)
    return tmp_path


def test_each_ranker_has_its_row(dataset: Path, encoder: HashingEncoder) -> None:
    rows = bench(dataset, encoder=encoder)
    assert [row.ranker for row in rows] == ["BM25", "encoder", "fusion"]
    for row in rows:
        assert row.values == pytest.approx({"nDCG@10": 1, "RR@10": 1, "R@5": 1, "R@100": 1})


def test_passages_are_embedded_with_their_titles(dataset: Path, encoder: HashingEncoder) -> None:
    bench(dataset, encoder=encoder, rankers={})
    assert encoder.encoded == [
        "Vélo. Douze arceaux devant la gare.",
        "Huit fontaines en service.",
        "Compost. Un bac dans chaque quartier.",
    ]


def test_a_title_alone_can_be_found(dataset: Path, encoder: HashingEncoder) -> None:
    (dataset / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq2\tp3\t1\n")
    assert bench(dataset, encoder=encoder)[0].values["R@5"] == 1.0


def test_passages_that_read_alike_are_all_found(dataset: Path, encoder: HashingEncoder) -> None:
    twin = {"_id": "p4", "title": "", "text": "Huit fontaines en service."}
    lines = "\n".join(json.dumps(passage) for passage in [*CORPUS, twin])
    (dataset / "corpus.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (dataset / "qrels.tsv").write_text(f"{QRELS}q2\tp4\t1\n")
    assert bench(dataset, encoder=encoder)[0].values["R@5"] == 1.0


def test_rows_print_as_a_table() -> None:
    row = Row("BM25", {"nDCG@10": 0.36449, "RR@10": 0.5, "R@5": 0.25, "R@100": 1.0})
    assert format_rows([row]) == (
        "| ranker | nDCG@10 | RR@10 | R@5 | R@100 |\n|---|---|---|---|---|\n"
        "| BM25 | 0.364 | 0.500 | 0.250 | 1.000 |"
    )


def test_a_data_set_is_read_as_it_is_distributed(dataset: Path) -> None:
    as_it_was = read_dataset(dataset)
    (dataset / "qrels").mkdir()
    (dataset / "qrels.tsv").rename(dataset / "qrels" / "test.tsv")
    assert read_dataset(dataset) == as_it_was


@pytest.mark.parametrize("change", ["no header", "byte order mark", "numbers"])
def test_usual_forms_of_a_data_set_are_read(dataset: Path, change: str) -> None:
    qrels = QRELS
    queries = [{"_id": "q1", "text": "arceaux\u2028gare"}, QUERIES[1]]
    written = "\n".join(json.dumps(query, ensure_ascii=False) for query in queries)
    if change == "no header":
        qrels = QRELS.split("\n", 1)[1]
    elif change == "byte order mark":
        written, qrels = f"\ufeff{written}", f"\ufeff{QRELS}"
    else:
        written, qrels = written.replace('"q1"', "1"), QRELS.replace("q1", "1")
    (dataset / "queries.jsonl").write_text(written, encoding="utf-8")
    (dataset / "qrels.tsv").write_text(qrels, encoding="utf-8")
    read = read_dataset(dataset)
    first = "1" if change == "numbers" else "q1"
    assert read.queries == {first: "arceaux\u2028gare", "q2": "fontaines compost"}
    assert read.qrels == {first: {"p1": 1}, "q2": {"p2": 1, "p3": 1}}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("queries.jsonl", None, r"queries\.jsonl cannot be read"),
        ("queries.jsonl", "{}", "not in BEIR layout"),
        ("qrels.tsv", "header\nq1 p1 1", "not in BEIR layout"),
        ("qrels.tsv", "header\nq9\tp1\t1", "not in BEIR layout: its qrels judge the query q9,"),
        ("qrels.tsv", "header\n", "judges no passage right"),
        ("qrels.tsv", "header\nq1\tp1\t0", "judges no passage right"),
        ("queries.jsonl", "\n[1]", r"queries\.jsonl, line 2: it must be an object"),
    ],
    ids=["absent", "no id", "no tabs", "unknown query", "none judged", "none right", "a list"],
)
def test_a_wrong_data_set_is_one_sentence(
    dataset: Path, name: str, content: str | None, message: str
) -> None:
    (dataset / name).unlink()
    if content is not None:
        (dataset / name).write_text(content)
    with pytest.raises(DatasetError, match=message):
        read_dataset(dataset)
