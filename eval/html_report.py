"""A run, or two runs compared, as a page of HTML to read and to filter. Questions, answers and
documents are data: all is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from eval.compare import LEGEND, Difference, bounds, verdict
from eval.gold import place
from eval.markup import page, table
from eval.outcome import Outcome, outcome
from eval.plots import latency_plot, recall_plot, risk_plot
from eval.run import Row
from eval.summary import (
    MEANINGS,
    MEASURES,
    Summary,
    by_split,
    digest,
    slices,
    summarise,
    written,
)

_TURNS = {-1: ("wrong", "worse: "), 0: ("other", "other words: "), 1: ("right", "better: ")}


def run_page(name: str, runs: Mapping[str, Sequence[Row]]) -> str:
    """`runs` are the assistant's rows, then those of what it is held against."""
    rows = next(iter(runs.values()))
    groups = by_split(runs)
    return page(
        f"Report on {name}",
        f"{_digests(rows)}<h2>Measures</h2><p>Mean, its 95% interval, which is for other questions "
        "on the same documents, and over how many questions where these are not all.</p>"
        f"{_summary(groups)}{_meanings()}<h2>Plots</h2><div class='plots'>{recall_plot(groups)}"
        f"{risk_plot(groups)}{latency_plot(rows)}</div><h2>By language, tag and document</h2>"
        f"{_slices(rows)}<h2>Questions</h2>{_filters(rows)}"
        f'<div id="questions">{"".join(map(_question, _failed_first(rows)))}</div>',
    )


def compare_page(
    names: Sequence[str], differences: Sequence[Difference], pairs: Sequence[tuple[Row, Row]]
) -> str:
    """`names` are those of the run before and of the run after."""
    changed = [(a, b) for a, b in pairs if outcome(a) is not outcome(b) or a.answer != b.answer]
    changed.sort(key=lambda pair: outcome(pair[1]).is_right - outcome(pair[0]).is_right)
    return page(
        f"{names[0]} against {names[1]}",
        f"<p>{escape(verdict(differences, pairs))}</p><h2>Measures</h2><p>{escape(LEGEND)}</p>"
        f"{_differences(differences)}{_meanings()}<h2>Questions that changed</h2>"
        f"<p>{len(changed)} of {len(pairs)}.</p>{_filters([b for _, b in changed])}"
        f'<div id="questions">{"".join(_change(a, b) for a, b in changed)}</div>',
    )


def _digests(rows: Sequence[Row]) -> str:
    """Of each split."""
    return "".join(f"<p>{escape(digest(*of))}</p>" for of in by_split({"assistant": rows}).items())


def _meanings() -> str:
    listed = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in MEANINGS.items())
    return f"<details><summary>What each measure is</summary><dl>{listed}</dl></details>"


def _summary(groups: Mapping[str, Sequence[Row]]) -> str:
    summaries = [summarise(name, rows) for name, rows in groups.items()]
    lines = [["n", *(f"{summary.questions}" for summary in summaries)]]
    for measure, of in MEASURES.items():
        cells = []
        for summary, rows in zip(summaries, groups.values(), strict=True):
            values = [value for row in rows if (value := of(row)) is not None]
            cells.append(_bounded(measure, summary, values))
        lines.append([escape(measure), *cells])
    return table("Measures", ["", *groups], lines)


def _bounded(measure: str, summary: Summary, values: Sequence[float]) -> str:
    of = f", of {len(values)}" if len(values) < summary.questions else ""
    span = f"<small>{_span(measure, bounds(values))}{of}</small>" if values else ""
    return f"{written(measure, summary.means[measure])}{span}"


def _span(measure: str, bounds: tuple[float, float]) -> str:
    low, high = (written(measure, bound) for bound in bounds)
    return f"{low} to {high}"


def _slices(rows: Sequence[Row]) -> str:
    lines = (
        [
            escape(summary.name),
            f"{summary.questions}",
            *map(summary.written, MEASURES),
        ]
        for summary in slices(rows)
    )
    return table("By language, tag and document", ["", "n", *MEASURES], lines)


def _differences(differences: Sequence[Difference]) -> str:
    lines = (
        [
            f"{escape(d.measure)}{'<strong> worse</strong>' if d.is_worse else ''}",
            f"{d.questions}",
            f"{d.written_before}<small>{_span(d.measure, (d.low, d.high))}</small>",
            d.written_after,
            f"{written(d.measure, d.mean_change)}<small>{_span(d.measure, d.change)}</small>",
            f"{d.p:.3f}",
        ]
        for d in differences
    )
    return table("Measures", ["", "n", "before", "after", "change", "p"], lines)


def _filters(rows: Sequence[Row]) -> str:
    """Hidden until the script of the page is there to obey them."""
    counts = {of: sum(outcome(row) is of for row in rows) for of in Outcome}
    outcomes = (f'<option value="{of}">{of} ({n})</option>' for of, n in counts.items() if n)
    tags = (
        f'<option value="{escape(tag)}">{escape(tag)}</option>'
        for tag in sorted({tag for row in rows for tag in _tags(row)})
    )
    return (
        '<form id="filters" hidden><label>Words <input type="search" name="words"></label>'
        '<label>Outcome <select name="outcome"><option value="">all</option>'
        f'{"".join(outcomes)}</select></label><label>Split, language or tag <select name="tag">'
        f'<option value="">all</option>{"".join(tags)}</select></label>'
        '<output aria-live="polite"></output></form>'
    )


def _tags(row: Row) -> list[str]:
    return [row.split, row.language, *row.tags]


def _failed_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: outcome(row).is_right)


def _question(row: Row) -> str:
    told = outcome(row)
    shown = f"{_quoted(row.answer)}{_sources(row)}"
    facts = [*_expected(row), ("Shown", shown), ("Missed", _missed(row))]
    if not told.is_right:
        facts += [("Why", escape(told)), ("Came first", "".join(map(_quoted, row.first)))]
    facts.append(("Confidence", f"{row.confidence:.3f}"))
    return _card(row, "right" if told.is_right else "wrong", told, facts)


def _change(before: Row, after: Row) -> str:
    was, now = outcome(before), outcome(after)
    kind, said = _TURNS[now.is_right - was.is_right]
    facts = [
        *_expected(after),
        ("Before", _went(before, was)),
        ("After", _went(after, now)),
    ]
    return _card(after, kind, now, facts, said=said)


def _went(row: Row, told: Outcome) -> str:
    said = f"{escape(told)}, confidence {row.confidence:.3f}"
    return f"{said}{_quoted(row.answer)}{_sources(row)}"


def _sources(row: Row) -> str:
    """Where what is quoted stands, as far as the run tells."""
    places = "; ".join(dict.fromkeys(row.sources))
    return f"<p>quoted from {escape(places)}</p>" if places else ""


def _card(
    row: Row, kind: str, told: Outcome, facts: Sequence[tuple[str, str]], *, said: str = ""
) -> str:
    """The facts are HTML, none shown where it is empty; what went wrong stands open."""
    listed = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts if fact)
    tags = escape("\n".join(_tags(row)))
    is_open = " open" if kind == "wrong" else ""
    return (
        f'<details class="{kind}" data-outcome="{told}" data-tags="{tags}"{is_open}><summary>'
        f'<span class="told">{escape(said + told)}</span> <span class="id">{escape(row.id)}</span> '
        f"{escape(row.question)}</summary><dl>{listed}<dt>Tags</dt>"
        f"<dd>{escape(', '.join(_tags(row)))}</dd></dl></details>"
    )


def _expected(row: Row) -> Iterator[tuple[str, str]]:
    if not row.answerable:
        yield "Expected", "a refusal"
        return
    yield "Expected", _words(row.expected)
    cited = row.cited or [None] * len(row.evidence)
    places = zip(row.evidence, row.ranks, row.candidates, cited, strict=False)
    yield "Evidence", "".join(_place(*place) for place in places)


def _place(piece: str, rank: int, candidate: int, is_cited: bool | None) -> str:
    """A piece of evidence, where it stood, and whether it is quoted where the run tells."""
    ranked = f"rank {rank} of the search" if rank else "not in the first ten of the search"
    read = f"candidate {candidate}" if candidate else "not among the candidates"
    quoted = "" if is_cited is None else ", quoted" if is_cited else ", not quoted"
    return f"{_quoted(piece)}<p>{ranked}, {read}{quoted}</p>"


def _missed(row: Row) -> str:
    """What was wanted and is not quoted."""
    quoted = "\n".join(row.quotes)
    return _words([wanted for wanted in row.expected if place(wanted, quoted) < 0])


def _words(pieces: Sequence[str]) -> str:
    return ", ".join(f"<q>{escape(piece)}</q>" for piece in pieces)


def _quoted(text: str) -> str:
    return f'<blockquote lang="fr">{escape(text)}</blockquote>' if text else ""
