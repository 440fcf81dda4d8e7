"""Trains the French transformer encoder: three layers started from an English model.

    python -m index.transformer_training --data FOLDER --teacher FOLDER --output FOLDER

Two stages. **Distillation** (Reimers & Gurevych 2020): a French sentence is drawn to where the
English teacher puts its translation, so that French words take the meaning the teacher knows.
**Contrast**: a question is drawn to its passage and apart from the others of its batch
(multiple negatives ranking loss), batches being made of pairs that the static encoder finds
alike, so that the others are hard to tell apart. Pieces of words are those of the static
encoder; their first vectors are means of the teacher's vectors for the English words nearest
in the static space (WECHSEL, Minixhofer et al. 2022).

A checkpoint is written every few minutes; the same command goes on from the last one.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.static_encoder import StaticEncoder
from index.student import embed, static_tokenizer, student_from, teacher_vectors
from index.training import read_sources

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer
    from torch.optim.lr_scheduler import LambdaLR

LONGEST = 112
SCALE = 20.0
ALIKE = 0.9
SEED = 7
CHECKPOINT_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Batch:
    """`pairs` are numbers over all sources; translations are distilled in the first stage."""

    pairs: NDArray[np.int64]
    distilled: bool


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.transformer_training")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--distilled", type=int, default=250_000, help="pairs of the first stage")
    parser.add_argument("--contrasted", type=int, default=160_000, help="pairs of the second")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, for a try")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    training = Training(options.data, options.teacher, options.output)
    plan = training.plan(distilled=options.distilled, contrasted=options.contrasted)
    training.run(plan[: options.steps or None])
    return 0


class Training:
    def __init__(self, data: Path, teacher: Path, output: Path) -> None:
        self.output = output
        self.static = StaticEncoder()
        self.tokenizer = static_tokenizer(self.static)
        self.sources = [list(source) for source in read_sources(data, translations=None)]
        self.pairs = [pair for source in self.sources for pair in source]
        self.first_translation = len(self.pairs) - len(self.sources[-1])
        self.student = student_from(teacher, self.tokenizer, self.static)
        self.targets = _cached(
            output / "teacher.npy",
            lambda: teacher_vectors(teacher, [english for english, _ in self.sources[-1]]),
        )
        self.static_passages = _cached(
            output / "passages.npy",
            lambda: self.static.encode([passage for _, passage in self.pairs]),
        )

    def plan(self, *, distilled: int, contrasted: int) -> list[Batch]:
        rng = np.random.default_rng(SEED)
        plan: list[Batch] = []
        for _ in range(-(-distilled // len(self.sources[-1]))):
            order = self.first_translation + self._by_length(rng)
            batches = [order[i : i + 256] for i in range(0, len(order) - 255, 256)]
            plan += [Batch(batches[number], True) for number in rng.permutation(len(batches))]
        plan = plan[: distilled // 256]
        return plan + self._contrasts(contrasted, rng)

    def _by_length(self, rng: np.random.Generator) -> NDArray[np.int64]:
        lengths = np.array([len(french) for _, french in self.sources[-1]])
        return np.argsort(lengths * rng.uniform(0.9, 1.1, len(lengths)), kind="stable")

    def _contrasts(self, count: int, rng: np.random.Generator) -> list[Batch]:
        """A share for each source; half of the batches hold pairs that are alike."""
        _, questions, reading, _ = (len(source) for source in self.sources)
        shares = (count - 3 * reading - questions - 16_384, questions, 3 * reading, 16_384)
        batches: list[Batch] = []
        first = 0
        for source, share in zip(self.sources, shares, strict=True):
            chosen: list[NDArray[np.int64]] = []
            while sum(map(len, chosen)) < share:
                chosen.append(first + rng.permutation(len(source)))
            order = np.concatenate(chosen)[:share]
            for start in range(0, len(order), 4_096):
                part = order[start : start + 4_096]
                if (start // 4_096) % 2:
                    part = self._grouped(part, rng)
                batches += [Batch(part[i : i + 64], False) for i in range(0, len(part) - 63, 64)]
            first += len(source)
        return [batches[number] for number in rng.permutation(len(batches))]

    def _grouped(self, pairs: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
        """The pairs in an order where neighbours are alike: by nearest of 64 of them."""
        vectors = self.static_passages[pairs]
        heads = vectors[rng.choice(len(pairs), min(64, len(pairs)), replace=False)]
        return pairs[np.argsort(np.argmax(vectors @ heads.T, axis=1), kind="stable")]

    def run(self, plan: Sequence[Batch]) -> None:
        import torch

        torch.manual_seed(SEED)
        optimizer = torch.optim.AdamW(self.student.parameters(), lr=1.0, weight_decay=0.01)
        first = sum(batch.distilled for batch in plan)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: rate(step, first=first, last=len(plan))
        )
        begun = self._resume(optimizer, schedule)
        saved = started = time.monotonic()
        done = 0
        self.student.train()
        for step, batch in enumerate(plan[begun:], start=begun):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = self._distil(batch.pairs) if batch.distilled else self._contrast(batch.pairs)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += len(batch.pairs)
            if step % 50 == 0:
                speed = done / (time.monotonic() - started)
                print(
                    f"{step}/{len(plan)} loss {loss:.3f} {speed:.0f} pairs/s",
                    file=sys.stderr,
                    flush=True,
                )
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                self._checkpoint(optimizer, schedule, step + 1)
                saved = time.monotonic()
        self._checkpoint(optimizer, schedule, len(plan))
        self.student.save_pretrained(self.output)
        self.tokenizer.save(str(self.output / "tokenizer.json"))

    def _distil(self, pairs: NDArray[np.int64]) -> "Tensor":
        import torch
        from torch.nn.functional import cross_entropy

        targets = torch.from_numpy(self.targets[pairs - self.first_translation])
        order = torch.arange(len(pairs))
        loss = torch.zeros(())
        for side in (0, 1):
            vectors = self._embed([self.pairs[i][side] for i in pairs], 48)
            loss = loss + cross_entropy(SCALE * vectors @ targets.T, order)
            loss = loss + 2 * (1 - (vectors * targets).sum(1)).mean()
        return loss

    def _contrast(self, pairs: NDArray[np.int64]) -> "Tensor":
        import torch
        from torch.nn.functional import cross_entropy

        queries = self._embed([self.pairs[i][0] for i in pairs], 48)
        passages = self._embed([self.pairs[i][1] for i in pairs], LONGEST)
        known = self.static_passages[pairs]
        same = torch.from_numpy(known @ known.T > ALIKE)
        same.fill_diagonal_(False)
        scores = (SCALE * queries @ passages.T).masked_fill(same, -1e4)
        order = torch.arange(len(pairs))
        return (cross_entropy(scores, order) + cross_entropy(scores.T, order)) / 2

    def _embed(self, texts: Sequence[str], longest: int) -> "Tensor":
        return embed(self.student, self.tokenizer, texts, longest)

    def _checkpoint(self, optimizer: "Optimizer", schedule: "LambdaLR", step: int) -> None:
        import torch

        state = {
            "model": self.student.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        }
        torch.save(state, self.output / "checkpoint.new")
        (self.output / "checkpoint.new").replace(self.output / "checkpoint.pt")

    def _resume(self, optimizer: "Optimizer", schedule: "LambdaLR") -> int:
        import torch

        path = self.output / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.student.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        return int(state["step"])


def rate(step: int, *, first: int, last: int) -> float:
    """Up over 200 steps and down to nothing over a stage; less in the second stage."""
    done, length, top = (step, first, 6e-4) if step < first else (step - first, last - first, 3e-4)
    return top * min((done + 1) / 200, max(1 - done / max(length, 1), 0.02))


def _cached(path: Path, make: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
    if not path.exists():
        np.save(path, make())
    cached: NDArray[np.float32] = np.load(path)
    return cached


if __name__ == "__main__":
    sys.exit(main())
