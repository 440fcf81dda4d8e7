"""Fusion against the formula, by hand."""

import numpy as np
import pytest

from index.fusion import Fusion, standard

LEXICAL = np.array([4.0, 2.0, 0.0])
DENSE = np.array([0.1, 0.3, 0.2])
STEP = 1.224745  # of three evenly spaced numbers, in standard deviations


def test_standard_scores_have_mean_0_and_deviation_1() -> None:
    assert standard(LEXICAL) == pytest.approx([STEP, 0, -STEP], abs=1e-6)


@pytest.mark.parametrize("scores", [[], [3.0], [2.0, 2.0]], ids=["none", "one", "alike"])
def test_scores_that_say_nothing_become_zeros(scores: list[float]) -> None:
    assert standard(np.array(scores)).tolist() == [0.0] * len(scores)


def test_fusion_is_the_weighted_sum_of_standard_scores() -> None:
    fused = Fusion(lexical=1, dense=0.5).scores(LEXICAL, DENSE)
    assert fused == pytest.approx([STEP - STEP / 2, STEP / 2, -STEP], abs=1e-6)


def test_a_weight_of_0_leaves_the_other_ranking() -> None:
    assert np.argsort(-Fusion(lexical=1, dense=0).scores(LEXICAL, DENSE)).tolist() == [0, 1, 2]
    assert np.argsort(-Fusion(lexical=0, dense=1).scores(LEXICAL, DENSE)).tolist() == [1, 2, 0]


def test_the_default_trusts_words_most() -> None:
    assert Fusion() == Fusion(lexical=1.0, dense=0.8, feedback=0.5)


def test_the_unit_of_a_score_does_not_matter() -> None:
    fused = Fusion().scores(LEXICAL, DENSE)
    assert Fusion().scores(LEXICAL * 100 + 7, DENSE / 10) == pytest.approx(fused)


QUERY = np.array([0.0, 0.0, 1.0], dtype=np.float32)
VECTORS = np.array([[0.6, 0.0, 0.8], [-0.8, 0.0, 0.6], [0.8, 0.0, 0.6]], dtype=np.float32)
"""The first is best by its words and by its vector; of the others, as near to the query one as
the other, the last is near the first."""


def test_what_comes_first_draws_what_is_near_it() -> None:
    words = np.array([3.0, 0.0, 0.0])
    without, _ = Fusion(feedback=0).ranked(words, VECTORS, QUERY)
    scores, cosines = Fusion(feedback=0.5).ranked(words, VECTORS, QUERY)
    assert without[1] == pytest.approx(without[2])
    assert scores[0] > scores[2] > scores[1]
    assert cosines == pytest.approx(VECTORS @ QUERY)


def test_feedback_moves_the_query_by_hand() -> None:
    fusion = Fusion(lexical=0, dense=1, feedback=2)
    scores, _ = fusion.ranked(np.zeros(2), VECTORS[[0, 2]], QUERY)
    second = np.exp(-2 / 0.35)  # two candidates are two deviations apart
    mean = VECTORS[0] + second * VECTORS[2]
    moved = QUERY + 2 * mean / np.linalg.norm(mean)
    assert scores == pytest.approx(standard(VECTORS[[0, 2]] @ moved), abs=1e-6)


def test_no_candidates_have_no_scores() -> None:
    scores, cosines = Fusion().ranked(np.zeros(0), np.zeros((0, 3), dtype=np.float32), QUERY)
    assert (scores.size, cosines.size) == (0, 0)
