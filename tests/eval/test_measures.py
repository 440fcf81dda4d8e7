"""Measures against the figures worked out by hand."""

import math

import pytest

from eval.measures import measure

QRELS = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}, "q3": {"d": 1}}
RUN = {"q1": ["x", "a", "y", "b"], "q2": ["c"], "q3": []}
NDCG_Q1 = (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("R@1", (0 + 1 + 0) / 3),
        ("R@3", (1 / 2 + 1 + 0) / 3),
        ("R@5", (1 + 1 + 0) / 3),
        ("RR@10", (1 / 2 + 1 + 0) / 3),
        ("RR@1", (0 + 1 + 0) / 3),
        ("nDCG@10", (NDCG_Q1 + 1 + 0) / 3),
    ],
)
def test_a_measure_is_the_mean_over_the_judged_queries(name: str, expected: float) -> None:
    assert measure([name], QRELS, RUN)[name] == pytest.approx(expected, abs=1e-6)


def test_measures_keep_their_names_and_order() -> None:
    assert list(measure(["RR@10", "R@5"], QRELS, RUN)) == ["RR@10", "R@5"]


def test_a_query_without_a_ranking_counts_as_0() -> None:
    assert measure(["RR@10"], QRELS, {"q2": ["c"]}) == {"RR@10": pytest.approx(1 / 3)}
    assert measure(["RR@10"], QRELS, {}) == {"RR@10": 0.0}


def test_a_query_that_is_not_judged_does_not_count() -> None:
    assert measure(["R@1"], {"q2": {"c": 1}}, RUN | {"other": ["z"]}) == {"R@1": 1.0}
