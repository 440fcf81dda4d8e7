"""A small encoder is taught by a larger one, and goes on from where it was stopped."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from index.training import distillation
from index.training.distillation import teach

if TYPE_CHECKING:
    from transformers import BertModel

DIMENSION = 12
TEXTS = [[number % 40 + 4 for number in range(first, first + first % 7 + 2)] for first in range(90)]


def _model(seed: int) -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=50,
        hidden_size=DIMENSION,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=24,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return BertModel(config, add_pooling_layer=False)


class _Teacher(distillation.Teacher):
    """Another small model, which is called away after so many batches."""

    def __init__(self, *, batches: int = 1_000) -> None:
        self.state = self.vector = np.zeros(DIMENSION, dtype=np.float32)
        self._model, self._left = _model(1), batches

    def read(self, texts: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], ...]:
        import torch

        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        states = np.zeros((len(texts), max(map(len, texts)), DIMENSION), dtype=np.float32)
        for place, text in enumerate(texts):
            with torch.no_grad():
                told = self._model(input_ids=torch.tensor([text])).last_hidden_state[0]
            states[place, : len(text)] = told.numpy()
        means = np.stack([own[: len(t)].mean(0) for own, t in zip(states, texts, strict=True)])
        return states, means / np.linalg.norm(means, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distillation, "BATCH", 60)
    monkeypatch.setattr(distillation, "SAVED_EVERY", 5)
    monkeypatch.setattr(distillation, "WARM_UP", 2)


def _loss(student: "BertModel") -> float:
    batch = [[0, *text, 2] for text in TEXTS]
    return distillation._loss(student, _Teacher(), batch).item()


def test_what_is_taught_is_learnt(tmp_path: Path) -> None:
    student = _model(2)
    before = _loss(student)
    teach(student, _Teacher(), TEXTS, steps=60, checkpoint=tmp_path / "c.pt")
    assert _loss(student) < 0.9 * before


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    whole, stopped, resumed = _model(2), _model(2), _model(2)
    teach(whole, _Teacher(), TEXTS, steps=12, checkpoint=tmp_path / "a.pt")
    with pytest.raises(KeyboardInterrupt):
        teach(stopped, _Teacher(batches=8), TEXTS, steps=12, checkpoint=tmp_path / "b.pt")
    teach(resumed, _Teacher(batches=7), TEXTS, steps=12, checkpoint=tmp_path / "b.pt")
    for left, right in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert np.allclose(left.detach().numpy(), right.detach().numpy(), atol=1e-6)
