"""Measures of a ranking, by the names of ir_measures: the only door to ir_measures."""

from collections.abc import Mapping, Sequence

Qrels = Mapping[str, Mapping[str, int]]
"""Query id -> passage id -> relevance."""
Run = Mapping[str, Sequence[str]]
"""Query id -> passage ids, best first."""


def measure(names: Sequence[str], qrels: Qrels, run: Run) -> dict[str, float]:
    """Mean over the judged queries of each measure, such as nDCG@10, RR@10, R@5.

    A judged query without a ranking, or with an empty one, counts as 0.
    """
    import ir_measures

    measures = {name: ir_measures.parse_measure(name) for name in names}
    judged = [
        ir_measures.Qrel(query, passage, relevance)
        for query, passages in qrels.items()
        for passage, relevance in passages.items()
    ]
    ranked = [
        ir_measures.ScoredDoc(query, passage, 1 / rank)
        for query in qrels
        for rank, passage in enumerate(run.get(query, ()), start=1)
    ]
    sums = dict.fromkeys(names, 0.0)
    by_measure = {measure: name for name, measure in measures.items()}
    for result in ir_measures.iter_calc(list(by_measure), judged, ranked):
        sums[by_measure[result.measure]] += result.value
    return {name: total / max(len(qrels), 1) for name, total in sums.items()}
