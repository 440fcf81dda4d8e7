"""Fusion against the formula, by hand."""

import numpy as np
import pytest

from index.retrieval.fusion import Fusion, standard

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


def test_the_unit_of_a_score_does_not_matter() -> None:
    fused = Fusion().scores(LEXICAL, DENSE)
    assert Fusion().scores(LEXICAL * 100 + 7, DENSE / 10) == pytest.approx(fused)
