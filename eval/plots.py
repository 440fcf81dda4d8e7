"""Figures of a run over a range, and their drawing as SVG in the page, with the table of what is
drawn beneath. Names are data: all is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from statistics import fmean

import numpy as np

from eval.markup import table
from eval.run import DEPTH, Row
from eval.summary import recall

_WIDTH, _HEIGHT = 420, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 20, 10, 42
_STYLES = 6
_BINS = 12
_FEW = 12
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Histogram:
    """`counts` of the milliseconds of each bin of `width`, from 0; the last bin has all above."""

    width: float
    counts: tuple[int, ...]
    p50: float
    p95: float


def recall_curve(rows: Sequence[Row]) -> list[Point]:
    """(k, mean recall@k over the answerable questions); none where there are none."""
    ranks = [row.ranks for row in rows if row.answerable]
    cuts = range(1, DEPTH + 1) if ranks else ()
    return [(k, fmean(recall(own, k) for own in ranks)) for k in cuts]


def risk_curve(rows: Sequence[Row]) -> list[Point]:
    """(share answered, share wrong among them), for each confidence from which on to answer,
    from the surest down to what the run answered (selective prediction, El-Yaniv and Wiener
    2010). Right is an answer that quotes what was wanted; to answer the unanswerable is wrong."""
    answered = sorted((r for r in rows if r.answered), key=lambda row: -row.confidence)
    found: list[Point] = []
    taken = wrong = 0
    for _, alike in groupby(answered, key=lambda row: row.confidence):
        for row in alike:
            taken += 1
            wrong += not row.matched
        found.append((taken / len(rows), wrong / taken))
    return found


def latencies(rows: Sequence[Row]) -> Histogram | None:
    """None where the run did not keep the times."""
    times = [row.milliseconds for row in rows if row.milliseconds]
    if not times:
        return None
    p50, p95 = (float(p) for p in np.percentile(times, [50, 95]))
    width = float(f"{1.25 * p95 / _BINS:.2g}")
    bins = [min(int(time / width), _BINS - 1) for time in times]
    return Histogram(width, tuple(bins.count(n) for n in range(_BINS)), p50, p95)


def recall_plot(groups: Mapping[str, Sequence[Row]]) -> str:
    curves = {name: recall_curve(rows) for name, rows in groups.items()}
    rows = [
        [f"{k}", *(_share(dict(c).get(k)) for c in curves.values())] for k in range(1, DEPTH + 1)
    ]
    return _figure(
        "recall",
        "Recall against k",
        "Share of the evidence within the first k hits, over the answerable questions.",
        _lines(curves, (1, DEPTH), "k", [(k, f"{k}") for k in range(1, DEPTH + 1)]),
        table("Recall against k", ["k", *curves], rows),
        legend=[*curves],
    )


def risk_plot(groups: Mapping[str, Sequence[Row]]) -> str:
    curves = {name: risk_curve(rows) for name, rows in groups.items()}
    rows = [
        [escape(name), _share(answered), _share(wrong)]
        for name, curve in curves.items()
        for answered, wrong in curve
    ]
    ticks = [(share / 5, f"{share / 5:.0%}") for share in range(6)]
    return _figure(
        "risk",
        "Risk against coverage",
        "Share of wrong answers among those given, against the share of questions answered, from "
        "the surest on. Each line ends at what the run answered.",
        _lines(curves, (0, 1), "share answered", ticks),
        table("Risk against coverage", ["run", "answered", "wrong"], rows),
        legend=[*curves],
    )


def latency_plot(rows: Sequence[Row]) -> str:
    """Empty where the run did not keep the times."""
    found = latencies(rows)
    if found is None:
        return ""
    edges = [f"{n * found.width:g}" for n in range(_BINS)]
    names = [f"{a} to {b}" for a, b in pairwise(edges)]
    counted = zip([*names, f"{edges[-1]} and more"], map(str, found.counts), strict=True)
    said = f"p50 {found.p50:.1f} ms, p95 {found.p95:.1f} ms"
    return _figure(
        "latency",
        "Latency of an answer",
        f"Questions by milliseconds: {said}.",
        "".join(_bars(found)),
        table("Latency", ["milliseconds", "questions"], counted),
    )


def _figure(
    name: str, title: str, said: str, drawn: str, figures: str, *, legend: Sequence[str] = ()
) -> str:
    """`drawn` and `figures` are HTML; the rest is plain text."""
    keys = "".join(
        f'<li><svg class="key" viewBox="0 0 30 10" aria-hidden="true"><path class="s{n % _STYLES}" '
        f'd="M0 5H30"/></svg> {escape(key)}</li>'
        for n, key in enumerate(legend)
    )
    return (
        f'<figure id="{name}"><figcaption><h3>{escape(title)}</h3><p>{escape(said)}</p>'
        f'</figcaption><svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title)}'
        f'</title><desc id="{name}-desc">{escape(said)}</desc>{drawn}</svg>'
        f'<ul class="legend">{keys}</ul><details><summary>The figures drawn</summary>{figures}'
        f"</details></figure>"
    )


def _lines(
    curves: Mapping[str, Sequence[Point]],
    span: tuple[float, float],
    axis: str,
    ticks: Sequence[tuple[float, str]],
) -> str:
    """Curves of shares, their points drawn where they are few."""
    low, high = span

    def x(value: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (value - low) / (high - low)

    parts = [*_shares(), *_ticks([(x(at), text) for at, text in ticks], axis)]
    for n, curve in enumerate(curves.values()):
        style = f"s{n % _STYLES}"
        places = [(f"{x(a):.1f}", f"{_y(b):.1f}") for a, b in curve]
        if len(places) > 1:
            line = "L".join(map(" ".join, places))
            parts.append(f'<path class="{style}" d="M{line}"/>')
        if len(places) <= _FEW:
            parts += [f'<circle class="{style}" cx="{a}" cy="{b}" r="3.5"/>' for a, b in places]
    return "".join(parts)


def _bars(found: Histogram) -> Iterator[str]:
    step = (_WIDTH - _LEFT - _RIGHT) / _BINS
    most = max(found.counts)
    for n, count in enumerate(found.counts):
        top = _y(count / most)
        yield (
            f'<rect x="{_LEFT + n * step + 1:.1f}" y="{top:.1f}" width="{step - 2:.1f}" '
            f'height="{_y(0) - top:.1f}"/>'
        )
    yield f'<text class="end" x="{_LEFT - 6}" y="{_y(1) + 4:.1f}">{most}</text>'
    edges = [(_LEFT + n * step, f"{n * found.width:g}") for n in range(0, _BINS, 2)]
    yield from _ticks(edges, "milliseconds")
    for name, value in (("p50", found.p50), ("p95", found.p95)):
        x = _LEFT + min(value / found.width, _BINS) * step
        yield f'<path class="mark" d="M{x:.1f} {_TOP}V{_y(0)}"/>'
        yield f'<text x="{x + 4:.1f}" y="{_TOP + 12}">{name}</text>'


def _shares() -> Iterator[str]:
    """Lines across, and their shares on the left."""
    for share in range(6):
        y = _y(share / 5)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        yield f'<text class="end" x="{_LEFT - 6}" y="{y + 4:.1f}">{share / 5:.0%}</text>'


def _ticks(places: Sequence[tuple[float, str]], axis: str) -> Iterator[str]:
    for x, text in places:
        yield f'<text class="middle" x="{x:.1f}" y="{_y(0) + 17:.1f}">{text}</text>'
    yield f'<text class="end" x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 6}">{escape(axis)}</text>'


def _y(share: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - share)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
