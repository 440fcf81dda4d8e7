"""Makes the encoder of four layers from that of twelve, whose states it learns to give.

    python -m index.training.distillation --packed FILE --data FOLDER --teacher build/e5-fr
        --output index/encoders/e5-fr-4

FILE and FOLDER are those of `index.training.onnx_export`, and the teacher is what it wrote. The
layers start from four of the twelve (Sanh et al. 2019, "DistilBERT"); what is compared is the state
of each piece, the vector of each text, and how alike the texts of a batch are (Jiao et al. 2020,
"TinyBERT"; Tung and Mori 2019, "Similarity-Preserving Knowledge Distillation"). A run that was
stopped goes on from `--checkpoint`.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encoders.onnx_encoder import END, START, OnnxEncoder
from index.encoders.onnx_session import Network
from index.training.onnx_export import means, save
from index.training.packed import PackedModel
from index.training.static_fr import read_sources
from index.training.trimming import kept_pieces, make_model, make_tokenizer

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel

LAYERS = (0, 4, 8, 11)
STEPS = 2_100
BATCH = 1_500
"""Pieces of a batch, padding too."""
PIECES = 96
"""Of a text that are read while training."""
POOL = 4_096
"""Texts that are sorted by length before they are cut in batches."""
RATE, WARM_UP, LAST_RATE = 6e-4, 100, 0.02
VECTOR, LIKENESS = 4.0, 20.0
"""What the loss of vectors and that of likeness count for beside that of states."""
SAVED_EVERY = 100
SEED = 7
USUAL = 0.28
"""The cosine that is usual of a question and a sentence on its subject, chosen on the dev questions
of eval/."""


def main(arguments: Sequence[str] | None = None) -> int:
    import torch

    parser = argparse.ArgumentParser(prog="python -m index.training.distillation")
    parser.add_argument("--packed", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/distillation.pt"))
    options = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    packed = PackedModel(options.packed)
    pairs = [p for source in read_sources(options.data, translations=None) for p in source]
    questions, passages = (sorted(set(texts)) for texts in zip(*pairs, strict=True))
    kept = kept_pieces(packed, sorted({*questions, *passages}))
    tokenizer = make_tokenizer(packed, kept)
    prefixed = [f"query: {text}" for text in questions] + [f"passage: {t}" for t in passages]
    texts = [encoding.ids for encoding in tokenizer.encode_batch_fast(prefixed)]
    taken_off = means(make_model(packed, kept), tokenizer, pairs)
    teacher = Teacher(OnnxEncoder(options.teacher), *taken_off)
    student = make_model(packed, kept, layers=LAYERS)
    teach(student, teacher, texts, steps=options.steps, checkpoint=options.checkpoint)
    save(options.output, student, tokenizer, pairs, usual_likeness=USUAL)
    return 0


class Teacher:
    """An encoder of twelve layers, which takes `state` and `vector`, the means over all texts, off
    what it says."""

    def __init__(
        self, encoder: OnnxEncoder, state: NDArray[np.float32], vector: NDArray[np.float32]
    ) -> None:
        self.state, self.vector = state, vector
        self._network = Network(encoder.weights())
        self._readers = ThreadPoolExecutor()

    def read(self, texts: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], ...]:
        """States less their mean, of shape (texts, pieces of the longest, dimension), zeros
        behind the shorter ones; and vectors less theirs, (texts, dimension)."""
        told = list(self._readers.map(self._network.read, texts))
        states = np.zeros((len(texts), max(map(len, texts)), len(self.state)), dtype=np.float32)
        for place, (_, own) in enumerate(told):
            states[place, : own.shape[1]] = own[0]
        return states, np.concatenate([vectors for vectors, _ in told])


def teach(
    student: "BertModel",
    teacher: Teacher,
    texts: Sequence[Sequence[int]],
    *,
    steps: int,
    checkpoint: Path,
) -> None:
    """Train the layers of the student, a batch a step; the vectors of pieces stay as they are.
    `texts` are numbers of pieces."""
    import torch

    student.embeddings.word_embeddings.weight.requires_grad = False
    learnt = [weights for weights in student.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / WARM_UP) * max(LAST_RATE, 1 - step / steps)
    )
    done = _resumed(checkpoint, student, optimizer, schedule)
    for step, batch in enumerate(itertools.islice(_batches(texts), steps)):
        if step < done:
            continue
        loss = _loss(student, teacher, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % SAVED_EVERY == 0:
            print(f"step {step + 1} of {steps}: loss {loss.item():.3f}", file=sys.stderr)
            kept = [part.state_dict() for part in (student, optimizer, schedule)]
            checkpoint.parent.mkdir(parents=True, exist_ok=True)
            torch.save((step + 1, *kept), checkpoint)


def _resumed(checkpoint: Path, *parts: object) -> int:
    """Put the parts where the checkpoint left them; the steps that were done."""
    import torch

    if not checkpoint.exists():
        return 0
    done, *kept = torch.load(checkpoint, weights_only=True)
    for part, state in zip(parts, kept, strict=True):
        part.load_state_dict(state)  # type: ignore[attr-defined]
    return int(done)


def _batches(texts: Sequence[Sequence[int]]) -> Iterator[list[list[int]]]:
    """Texts of like length together, over and over."""
    generator = np.random.default_rng(SEED)
    while True:
        order = generator.permutation(len(texts))
        for first in range(0, len(order), POOL):
            pool = [
                [START, *texts[number][: PIECES - 2], END] for number in order[first : first + POOL]
            ]
            cut = list(_cut(sorted(pool, key=len)))
            yield from (cut[place] for place in generator.permutation(len(cut)))


def _cut(pool: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    batch: list[list[int]] = []
    for text in pool:
        if batch and len(text) * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(text)
    yield batch


def _loss(student: "BertModel", teacher: Teacher, batch: Sequence[list[int]]) -> "Tensor":
    import torch
    from torch.nn.functional import mse_loss, normalize

    states, vectors = (torch.from_numpy(told) for told in teacher.read(batch))
    pieces = torch.zeros(states.shape[:2], dtype=torch.long)
    for place, text in enumerate(batch):
        pieces[place, : len(text)] = torch.tensor(text)
    lengths = torch.tensor([len(text) for text in batch])
    read = (torch.arange(states.shape[1]) < lengths[:, None]).float()
    own = student(input_ids=pieces, attention_mask=read).last_hidden_state
    apart = own - torch.from_numpy(teacher.state) - states
    of_states = (apart.square().sum(2) * read).sum() / states.square().sum()
    means = normalize((own * read[..., None]).sum(1) / lengths[:, None], dim=1)
    said = normalize(means - torch.from_numpy(teacher.vector), dim=1)
    of_vectors = 1 - (said * vectors).sum(1).mean()
    of_likeness = mse_loss(said @ said.T, vectors @ vectors.T)
    loss: Tensor = of_states + VECTOR * of_vectors + LIKENESS * of_likeness
    return loss


if __name__ == "__main__":
    sys.exit(main())
