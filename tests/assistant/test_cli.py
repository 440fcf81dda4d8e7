"""`python -m assistant` as its users run it: real processes."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.dates import first_day, last_day
from tests.support.places import ROOT

ZOOM = "Qu'a-t-il été décidé sur Zoom ?"
TEAMS = "Que dit le comité sur Teams ?"


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_ask_prints_the_answer_then_its_source(sample_data: Path) -> None:
    done = run("ask", ZOOM, "--data", sample_data)
    answer, source = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert answer.startswith("Décidé au COSINUM du 3 décembre 2020 : « ")
    assert answer.endswith(" » [1]")
    assert source.startswith("[1] Relevé de décisions, COSINUM, 3 décembre 2020, § 1 « ")
    assert source.endswith("(2020-12-03-releve-cosinum.txt)")


def test_an_unknown_document_is_a_wrong_input(sample_data: Path) -> None:
    done = run("ask", ZOOM, "--data", sample_data, "--document", "zz")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("No document 'zz'")


def test_a_committee_alone_is_searched(sample_data: Path) -> None:
    options = "--committee", "cinum", "--data", sample_data
    done = run("search", "Tchap", "--json", *options)
    assert {hit["committee"] for hit in json.loads(done.stdout)["hits"]} == {"CINUM"}
    done = run("ask", ZOOM, "--committee", "CODIR", "--data", sample_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "No document is of 'CODIR'; there are: CINUM, COSINUM.\n"


def test_json_orders_a_terminal_to_do_nothing_either(sample_data: Path) -> None:
    question = "Qu'a-t-il été décidé\u202e sur\x9b31m Zoom\u2028 ?"
    done = run("ask", question, "--json", "--data", sample_data)
    assert json.loads(done.stdout)["question"] == question
    assert [c for c in done.stdout.rstrip("\n") if not c.isprintable() and c != "\xa0"] == []
    assert r"décidé\u202e sur\u009b31m Zoom\u2028 ?" in done.stdout


def test_ask_in_english_is_answered_in_english(sample_data: Path) -> None:
    done = run("ask", "What was decided on Zoom?", "--data", sample_data)
    assert done.stdout.startswith("Decided at the COSINUM of 3 December 2020: « ")


def test_what_comes_near_is_named_in_the_language_of_the_question(sample_data: Path) -> None:
    done = run("ask", "What was decided on Teams?", "--data", sample_data)
    _, heading, near, *_ = done.stdout.splitlines()
    assert heading == "What comes near:"
    assert ", paragraph " in near


def test_what_is_not_found_is_no_failure(sample_data: Path) -> None:
    done = run("ask", TEAMS, "--data", sample_data)
    assert done.returncode == 0
    assert "Teams" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[1] == "Ce qui s'en approche :"


def test_ask_json_holds_every_field(sample_data: Path) -> None:
    answer = json.loads(run("ask", ZOOM, "--data", sample_data, "--json").stdout)
    assert list(answer) == [
        "id", "question", "understood", "status", "language", "answer", "unanswered", "notice",
        "citations", "references", "nearest", "confidence", "generator", "timings_ms",
    ]  # fmt: skip
    assert (answer["question"], answer["status"]) == (ZOOM, "answered")


def test_search_prints_k_paragraphs(sample_data: Path) -> None:
    done = run("search", "Zoom", "-k", "2", "--data", sample_data)
    first, second = done.stdout.split("\n\n")
    assert first.startswith("1. ") and second.startswith("2. ")
    assert "Zoom" in first.splitlines()[1]


def test_filters_that_match_nothing_find_nothing(sample_data: Path) -> None:
    done = run("search", "Zoom", "--until", "1990", "--data", sample_data)
    assert (done.returncode, done.stdout) == (0, "Aucun paragraphe trouvé.\n")


def test_a_year_filters_from_its_first_to_its_last_day(sample_data: Path) -> None:
    found = run(
        "search", "décision", "--since", "2020", "--until", "2020", "--json", "--data", sample_data
    )
    dates = {hit["document_date"] for hit in json.loads(found.stdout)["hits"]}
    assert dates and all(text.startswith("2020") for text in dates)


BATCH = "\n".join(
    [
        json.dumps({"id": "a", "question": ZOOM}),
        json.dumps({"id": "b", "question": ""}),
        "{not json",
        json.dumps({"id": 4}),
        "[1]",
        json.dumps({"id": "e", "question": TEAMS}),
    ]
)


def test_batch_goes_on_after_bad_lines(sample_data: Path) -> None:
    done = run("ask", "--batch", "-", "--data", sample_data, stdin=BATCH)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["id"] for line in lines] == ["a", "b", None, "4", None, "e"]
    assert ["error" in line for line in lines] == [False, True, True, True, True, False]
    assert [lines[0]["status"], lines[-1]["status"]] == ["answered", "not_found"]


def test_batch_reads_a_file(sample_data: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "1", "query": "Zoom"}\n', encoding="utf-8")
    done = run("search", "--batch", tmp_path / "q.jsonl", "-k", "1", "--data", sample_data)
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (done.returncode, found["id"], found["query"]) == (0, "1", "Zoom")
    assert len(found["hits"]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", ""], "empty"),
        (["ask", "   "], "empty"),
        (["ask", "a" * 100_000], "2,000"),
        (["search", ""], "empty"),
        (["search", "Zoom", "-k", "0"], "from 1 to 100"),
        (["ask"], "--batch"),
        (["ask", ZOOM, "--batch", "-"], "--batch"),
        (["ask", ZOOM, "--since", "hier"], "not a date"),
        (["ask", ZOOM, "--since", "2020-13"], "calendar"),
        (["ask", "--batch", "nowhere.jsonl"], "nowhere.jsonl"),
        (["ask", ZOOM, "--encoder", "nowhere/model"], "nowhere/model"),
    ],
)
def test_wrong_input_is_one_sentence(sample_data: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, "--data", sample_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_no_index_says_what_to_run(tmp_path: Path) -> None:
    done = run("ask", ZOOM, "--data", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "python -m index build" in done.stderr


def test_a_closed_pipe_is_silent(sample_data: Path) -> None:
    command = f"{sys.executable} -m assistant search Zoom -k 100 --data {sample_data} | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-12-03", date(2020, 12, 3), date(2020, 12, 3)),
        ("02/2021", date(2021, 2, 1), date(2021, 2, 28)),
        ("03/12/2020", date(2020, 12, 3), date(2020, 12, 3)),
    ],
)
def test_dates_bound_their_period(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "hier", "2020-13", "31/02/2020", "0000", "20201203"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|is no day"):
        first_day(text)
