"""The report of a run and of two runs: what it says, what it draws, in a real browser too."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, expect

from eval.__main__ import main
from eval.compare import compare, paired, read_report
from eval.html_report import compare_page, run_page
from eval.outcome import Outcome, outcome
from eval.plots import Histogram, latencies, recall_curve, risk_curve
from eval.run import Row, write_report
from eval.summary import MEANINGS, MEASURES, by_split, digest, summarise, written
from tests.eval.test_run import row
from tests.support.places import ROOT

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> & {} </style>"
ASSISTANT = "assistant"
ROWS = [
    row(id="q1", tags=("date",), confidence=0.9, milliseconds=3.0, candidates=(1,)),
    row(
        id="q2", question="Et Zoom ?", ranks=(4,), candidates=(7,), answered=False, citations=0,
        matched=False, confidence=0.3, expected=("exclu",), evidence=("a.txt, ¶ 2: Zoom exclu",),
        answer="Je n'ai rien trouvé.", milliseconds=5.0, cited=(False,),
    ),
    row(
        id="q3", ranks=(2,), candidates=(2,), matched=False, confidence=0.8, cited_evidence=0,
        expected=("douze", "arceaux"), evidence=("a.txt, ¶ 3: douze arceaux",),
        quotes=("des arceaux",), answer="« des arceaux » [1]", milliseconds=40.0,
    ),
    row(id="q4", answerable=False, answered=False, ranks=(), confidence=0.1, split="dev"),
    row(id="q5", ranks=(3,), candidates=(3,), confidence=0.7, split="dev", language="en"),
]  # fmt: skip
BASELINE = [
    row(id=r.id, split=r.split, answerable=r.answerable, ranks=(2,) * len(r.ranks)) for r in ROWS
]
RUNS = {ASSISTANT: ROWS, "BM25": BASELINE}


def _soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def _cells(table: Tag) -> dict[str, list[str]]:
    """By the title of the row."""
    rows = (line.find_all(["th", "td"]) for line in table.select("tbody tr"))
    return {first.text: [next(cell.stripped_strings) for cell in rest] for first, *rest in rows}


def _one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (row(), Outcome.ANSWERED),
        (row(answerable=False, answered=False, ranks=()), Outcome.REFUSED),
        (row(answerable=False, ranks=()), Outcome.UNANSWERABLE),
        (row(exact=False), Outcome.ALTERED),
        (row(calls_decided=True), Outcome.OVERSTATED),
        (row(matched=False), Outcome.INCOMPLETE),
        (row(matched=False, cited_evidence=0, ranks=(0,), candidates=(12,)), Outcome.NOT_CHOSEN),
        (row(matched=False, cited_evidence=0, ranks=(0,), candidates=(0,)), Outcome.NOT_FOUND),
        (row(matched=False, answered=False, confidence=0.4), Outcome.UNSURE),
        (row(matched=False, answered=False, confidence=0.0), Outcome.NOT_FIT),
        (row(matched=False, answered=False, ranks=(0,)), Outcome.NOT_FOUND),
    ],
    ids=str,
)
def test_a_question_fails_at_its_first_step(of: Row, expected: Outcome) -> None:
    assert outcome(of) is expected


def test_what_was_missed_is_said_and_the_failed_come_first() -> None:
    soup = _soup(run_page("gold.jsonl", RUNS))
    cards = soup.select("#questions > details")
    assert [_one_id(card) for card in cards] == ["q2", "q3", "q1", "q4", "q5"]
    assert ["open" in card.attrs for card in cards] == [True, True, False, False, False]
    refused, not_chosen, *_ = (card.get_text(" ") for card in cards)
    assert "refused, confidence too low" in refused
    assert "rank 4 of the search, candidate 7, not quoted" in refused
    assert "evidence among the candidates, not quoted" in not_chosen
    missed = cards[1].find("dt", string="Missed")
    assert isinstance(missed, Tag)
    said = missed.find_next_sibling("dd")
    assert isinstance(said, Tag)
    assert said.text == "douze"


def test_evidence_is_quoted_where_it_was_cited_not_where_words_are_the_same() -> None:
    pieces = ("a.md, ¶ 4: Adopté à l'unanimité.", "b.md, ¶ 9: Adopté à l'unanimité.")
    of_both = row(
        ranks=(1, 2), candidates=(1, 2), evidence=pieces, quotes=("Adopté à l'unanimité.",),
        cited=(True, False),
    )  # fmt: skip
    places = [p.text for p in _soup(run_page("g", {ASSISTANT: [of_both]})).select("dd > p")]
    assert places == [
        "rank 1 of the search, candidate 1, quoted",
        "rank 2 of the search, candidate 2, not quoted",
    ]


def _one_id(card: Tag) -> str:
    found = card.select_one(".id")
    assert found is not None
    return found.text


def test_it_opens_with_what_the_run_came_to() -> None:
    told = [p.text for p in _soup(run_page("gold.jsonl", RUNS)).select("main > p")][:2]
    assert told == [
        "dev: assistant: of 1 questions with an answer 1 rightly answered, 0 wrongly, 0 refused; "
        "of 1 without one 1 refused.",
        "test: assistant: of 3 questions with an answer 1 rightly answered, 1 wrongly, 1 refused; "
        "of 0 without one 0 refused.",
    ]


def test_candidates_that_nobody_confirmed_are_said_to_be_such() -> None:
    found = [row(split="candidate"), row(split="candidate", answerable=False, answered=False)]
    assert digest("candidate", found).endswith(
        "of 1 without one 1 refused. Their evidence is what was shown, right or wrong: confirm "
        "each, and name its split."
    )


def test_every_measure_is_explained_where_it_is_shown_and_in_the_manual() -> None:
    manual = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    soup = _soup(run_page("gold.jsonl", RUNS))
    assert [*MEANINGS] == [*MEASURES]
    for name, said in MEANINGS.items():
        assert f"| {name} | {said} |" in manual
        assert said in soup.text


def test_a_wrong_answer_says_where_it_is_from_and_what_came_first() -> None:
    wrong = replace(ROWS[2], sources=("b.txt, ¶ 7", "b.txt, ¶ 7"), first=("b.txt, ¶ 7: des arcs",))
    card = _one(_soup(run_page("gold.jsonl", {ASSISTANT: [wrong]})), "#questions details")
    facts = [found.get_text(" ", strip=True) for found in card.find_all("dd")]
    assert "« des arceaux » [1] quoted from b.txt, ¶ 7" in facts
    assert "b.txt, ¶ 7: des arcs" in facts


def test_the_measures_are_those_of_the_summary_with_their_intervals() -> None:
    soup = _soup(run_page("gold.jsonl", RUNS))
    groups = by_split(RUNS)
    assert [*groups] == ["dev: assistant", "dev: BM25", "test: assistant", "test: BM25"]
    shown = _cells(_one(soup, "table"))
    for n, (name, rows) in enumerate(groups.items()):
        for measure, mean in summarise(name, rows).means.items():
            assert shown[measure][n] == written(measure, mean)
    small = [found.text for found in soup.select("tbody tr:nth-of-type(2) td small")][:4]
    assert small[0] == "0.0% to 79.3%, of 1"
    assert small[2] == "6.1% to 79.2%"


def test_what_is_drawn_is_what_the_tables_say() -> None:
    soup = _soup(run_page("gold.jsonl", RUNS))
    groups = by_split(RUNS)
    recall = _one(soup, "#recall")
    shown = _cells(_table_of(recall))
    for n, rows in enumerate(groups.values()):
        means = summarise("", rows).means
        for k in (1, 3, 5):
            assert shown[f"{k}"][n] == written(f"recall@{k}", means[f"recall@{k}"])
        assert [f"{y:.1%}" for y in _drawn(recall, n)] == [cells[n] for cells in shown.values()]


def _table_of(figure: Tag) -> Tag:
    table = figure.find("table")
    assert isinstance(table, Tag)
    return table


def _drawn(figure: Tag, n: int) -> list[float]:
    """The shares that the line of a style is drawn through."""
    path = figure.select_one(f"svg.plot path.s{n}")
    assert path is not None
    heights = [float(y) for y in re.findall(r" ([\d.]+)", str(path["d"]))]
    grid = [str(line["d"]) for line in figure.select("svg.plot .grid")]
    bottom, *_, top = (float(re.split("[ H]", line)[1]) for line in grid)
    return [round((bottom - y) / (bottom - top), 3) for y in heights]


def test_each_plot_has_a_title_a_description_and_a_table() -> None:
    figures = _soup(run_page("gold.jsonl", RUNS)).find_all("figure")
    assert [figure["id"] for figure in figures] == ["recall", "risk", "latency"]
    for figure in figures:
        drawn = figure.select_one("svg.plot")
        assert drawn is not None
        names = str(drawn["aria-labelledby"]).split()
        said = [drawn.find(id=name) for name in names]
        assert [tag.name for tag in said if isinstance(tag, Tag)] == ["title", "desc"]
        assert figure.select("details table tbody tr")


def test_recall_rises_with_k() -> None:
    rows = [row(ranks=(1, 3)), row(ranks=(0,)), row(answerable=False, ranks=())]
    assert recall_curve(rows)[:3] == [(1, 0.25), (2, 0.25), (3, 0.5)]
    assert recall_curve(rows[2:]) == []


def test_risk_counts_from_the_surest_and_ends_at_what_was_answered() -> None:
    rows = [
        row(confidence=0.9),
        row(confidence=0.8, matched=False),
        row(confidence=0.8),
        row(confidence=0.7, answerable=False, ranks=(), matched=False),
        row(confidence=0.2, answered=False, matched=False),
    ]
    assert risk_curve(rows) == [(0.2, 0.0), (0.6, 1 / 3), (0.8, 0.5)]


def test_latencies_fall_into_bins_the_last_of_which_is_open() -> None:
    rows = [row(milliseconds=ms) for ms in (*[1.0] * 18, 10.0, 500.0)]
    found = latencies(rows)
    assert isinstance(found, Histogram)
    assert (found.width, found.counts[0], sum(found.counts)) == (3.6, 18, 20)
    assert (found.counts[2], found.counts[-1]) == (1, 1)
    assert found.p50 == 1.0
    assert latencies([row()]) is None


def test_a_run_without_times_has_no_plot_of_them() -> None:
    assert 'id="latency"' not in run_page("gold.jsonl", {ASSISTANT: [row()]})


def test_hostile_text_stays_text() -> None:
    hostile = row(
        id=HOSTILE, question=HOSTILE, answer=HOSTILE, tags=(HOSTILE,), split=HOSTILE,
        language=HOSTILE, expected=(HOSTILE,), evidence=(HOSTILE,), candidates=(1,),
        matched=False, milliseconds=1.0,
    )  # fmt: skip
    other = row(id=HOSTILE, question=HOSTILE, split=HOSTILE)
    pages = [
        run_page(HOSTILE, {HOSTILE: [hostile], "BM25": [other]}),
        compare_page((HOSTILE, "b"), compare([other], [hostile]), paired([other], [hostile])),
    ]
    for page in pages:
        soup = _soup(page)
        assert len(soup.find_all("script")) == 1
        assert soup.find_all(["img", "link", "iframe", "a"]) == []
        assert HOSTILE in _one(soup, "#questions summary").text
        assert HOSTILE in _one(soup, "h1").text
        assert str(_one(soup, "#questions > details")["data-tags"]).split("\n")[0] == HOSTILE


@pytest.mark.parametrize("of_two", [False, True], ids=["run", "compare"])
def test_nothing_is_fetched(of_two: bool) -> None:
    page = run_page("gold.jsonl", RUNS)
    if of_two:
        page = compare_page(("a", "b"), compare(BASELINE, ROWS), paired(BASELINE, ROWS))
    for outside in ("http://", "https://", "src=", "href=", "@import", "url("):
        assert outside not in page
    policy = _one(_soup(page), "meta[http-equiv=Content-Security-Policy]")["content"]
    assert "default-src 'none'" in str(policy)


def test_two_runs_side_by_side_the_worse_first(tmp_path: Path) -> None:
    write_report(ROWS, tmp_path / "before.jsonl")
    after = [row(id=r.id, question=r.question, matched=r.id != "q1") for r in ROWS[:3]]
    write_report(after, tmp_path / "after.jsonl")
    paths = [str(tmp_path / name) for name in ("before.jsonl", "after.jsonl")]
    assert main(["compare", *paths, "--html", str(tmp_path / "c.html")]) == 0
    soup = _soup((tmp_path / "c.html").read_text(encoding="utf-8"))
    assert _one(soup, "h1").text == "before.jsonl against after.jsonl"
    told = [card.text for card in soup.select("#questions .told")]
    assert told == [
        "worse: evidence quoted, not all that was wanted",
        "better: rightly answered",
        "better: rightly answered",
    ]
    differences = compare(ROWS, after)
    shown = _cells(_one(soup, "table"))
    for d in differences:
        assert shown[d.measure.strip()][1] == written(d.measure, d.before)
    recall = next(d for d in differences if d.measure == "recall@1")
    assert (recall.before, recall.after) == (1 / 3, 1)
    assert 0 <= recall.change[0] <= 2 / 3 <= recall.change[1] <= 1


def test_two_runs_of_one_file_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / name / "gold.jsonl" for name in ("before", "after")]
    for path in paths:
        write_report(ROWS, path)
    assert main(["compare", *map(str, paths), "--html", str(tmp_path / "c.html")]) == 0
    soup = _soup((tmp_path / "c.html").read_text(encoding="utf-8"))
    assert _one(soup, "h1").text == f"{paths[0]} against {paths[1]}"


def test_a_report_from_before_is_read_and_shown(tmp_path: Path) -> None:
    new = {"expected", "evidence", "candidates", "quotes", "milliseconds", "cited", "documents"}
    old = [{k: v for k, v in asdict(r).items() if k not in new} for r in ROWS]
    path = tmp_path / "old.jsonl"
    path.write_text("\n".join(map(json.dumps, old)), encoding="utf-8")
    rows = read_report(path)
    assert [(r.id, r.ranks, r.candidates) for r in rows] == [(r.id, r.ranks, ()) for r in ROWS]
    shown = _soup(run_page("old", {ASSISTANT: rows})).select("#questions .told")
    assert [told.text for told in shown] == [outcome(r) for r in sorted(ROWS, key=_is_right)]


def _is_right(of: Row) -> bool:
    return outcome(of).is_right


def test_a_run_leaves_a_page(tmp_path: Path, sample_data: Path) -> None:
    gold = tmp_path / "few.jsonl"
    common: dict[str, object] = {"split": "test", "language": "fr", "tags": []}
    asked = {"document": "2020-12-03-releve-cosinum.txt", "text": "Zoom est exclu, sauf"}
    rows: list[dict[str, object]] = [
        {"id": "1", "question": "Qu'a-t-il été décidé sur Zoom ?", "evidence": [asked],
         "answer": ["Zoom est exclu"]},
        {"id": "2", "question": "Qu'a-t-il été décidé sur Teams ?", "evidence": [], "answer": []},
    ]  # fmt: skip
    gold.write_text("\n".join(json.dumps(common | r) for r in rows), encoding="utf-8")
    assert (
        main(["run", "--gold", f"{gold}", "--data", f"{sample_data}", "--report", f"{tmp_path}"])
        == 0
    )
    soup = _soup((tmp_path / "few-report.html").read_text(encoding="utf-8"))
    assert [card["data-outcome"] for card in soup.select("#questions > details")] == [
        "rightly answered",
        "rightly refused",
    ]
    kept = json.loads((tmp_path / "few.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (kept["candidates"], kept["expected"]) == ([1], ["Zoom est exclu"])
    assert kept["evidence"][0].startswith("2020-12-03-releve-cosinum.txt, ¶ 15: Pour les réunions")
    assert "Zoom est exclu" in kept["quotes"][0]
    assert kept["milliseconds"] > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_read_and_filtered_in_a_browser(
    tmp_path: Path, browser: Browser, width: int, scheme: str
) -> None:
    long = row(id="q6", question=HOSTILE * 5, matched=False, answer="mot" * 400, candidates=(1,))
    path = tmp_path / "report.html"
    path.write_text(run_page("gold.jsonl", {**RUNS, ASSISTANT: [*ROWS, long]}), encoding="utf-8")
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(28, 28, 34)" if scheme == "dark" else "rgb(255, 255, 255)")
    cards = page.locator("#questions > details:visible")
    expect(cards).to_have_count(6)
    page.get_by_label("Outcome").select_option("refused, confidence too low")
    expect(cards).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 of 6 questions")
    page.get_by_label("Outcome").select_option("")
    page.get_by_label("Words").fill("ZOOM")
    expect(cards).to_have_count(1)
    page.get_by_label("Words").fill("")
    page.get_by_label("Split, language or tag").select_option("dev")
    expect(cards).to_have_count(2)
    assert said == []
    page.close()
