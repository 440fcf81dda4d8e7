"""Teaches an encoder in the box the questions of staff, who use other words than the minutes.

    python -m index.training.tuning --start FOLDER --data FOLDER --output index/encoders/e5-fr

`--start` is an encoder as `onnx_export` or `distillation` wrote it, `--data` the folder of
`static_fr`. What is taught are the records of `index.training.records`: short ones of committees,
all of them invented, each with questions that some sentence of it answers.

A question is drawn near the sentence that answers it, and away from the others of its record and of
the batch (van den Oord et al. 2018, "InfoNCE"); the cosine itself tells which sentences of a record
answer and which do not. Pairs of other texts stand beside them, so that what the encoder knew is
kept; the vectors of pieces and the first third of the layers stay as they are.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoders.onnx_encoder import END, START
from index.training.onnx_export import means, save
from index.training.pairs import Pair
from index.training.records import DECOYS, NEAR_MISSES, RECORDS, Record, with_answers
from index.training.restoring import restored
from index.training.static_fr import read_sources

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor
    from transformers import BertModel

BATCH, PAIRS = 6, 8
"""Records and other pairs of a step."""
OF_EACH = 6_000
"""Pairs that are taken of each source."""
PIECES, AT_ONCE = 112, 24
"""Of a text that are read, and texts that are read together."""
LONGEST = 250
"""Characters of the passage of a pair."""
ALONE = 0.35
"""Share of the sentences that are read without what stands above them."""
KEPT_LAYERS = 1 / 3
RATE, WARM_UP, LAST_RATE = 5e-5, 20, 0.05
OF_SCALES = 20
"""How much faster what a cosine is worth is learnt."""
TOLD, OTHERS, ANSWERS = 0.5, 0.3, 3.0
"""What the loss of cosines and that of pairs count for beside the first, and what a sentence that
answers counts for beside one that does not."""
TEMPERATURE, STEEPNESS, MIDDLE = 0.05, 12.0, 0.45
"""Where they start: they are learnt too."""
SEED = 7


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.training.tuning")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=1.0)
    options = parser.parse_args(arguments)
    from tokenizers import Tokenizer

    sources = [list(s) for s in read_sources(options.data, translations=None)]
    chance = random.Random(SEED)  # noqa: S311 - no secret
    pairs = [pair for source in sources for pair in chance.sample(source, OF_EACH)]
    chance.shuffle(pairs)
    model = restored(options.start)
    tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
    every = [pair for source in sources for pair in source]
    _, mean = means(model, tokenizer, every)
    reader = Reader(model, tokenizer, mean)
    records = [record for path in (RECORDS, NEAR_MISSES, DECOYS) for record in with_answers(path)]
    tune(reader, records, pairs, epochs=options.epochs, chance=chance)
    usual = float(reader.scales[2])
    save(options.output, model, tokenizer, every, usual_likeness=usual)
    return 0


def tune(
    reader: "Reader",
    records: Sequence[Record],
    pairs: Sequence[Pair],
    *,
    epochs: float,
    chance: random.Random,
) -> None:
    """Train the last layers of the model, some records and some pairs a step."""
    import torch

    groups: list[dict[str, Any]] = [
        {"params": reader.learnt},
        {"params": reader.scales, "lr": RATE * OF_SCALES},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    steps = int(epochs * len(records) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - step / steps)
    )
    left: list[Record] = []
    for step in range(steps):
        if len(left) < BATCH:
            left = chance.sample(records, len(records))
        some, left = left[:BATCH], left[BATCH:]
        first = step * PAIRS % (len(pairs) - PAIRS)
        loss = reader.of_records(some, chance) + OTHERS * reader.of_pairs(
            pairs[first : first + PAIRS]
        )
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.learnt, 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 10 == 0:
            print(f"step {step + 1} of {steps}: loss {loss.item():.3f}", file=sys.stderr)


class Reader:
    """A model that learns, and what a cosine of it is worth; `mean` is taken off its vectors."""

    def __init__(
        self, model: "BertModel", tokenizer: "Tokenizer", mean: NDArray[np.float32]
    ) -> None:
        import torch

        self._model, self._tokenizer = model, tokenizer
        self._mean = torch.from_numpy(mean)
        layers = list(model.encoder.layer)
        kept = [model.embeddings, *layers[: round(len(layers) * KEPT_LAYERS)]]
        for part in kept:
            part.requires_grad_(False)
        self.learnt = [weights for weights in model.parameters() if weights.requires_grad]
        started = (TEMPERATURE, STEEPNESS, MIDDLE)
        self.scales = [torch.nn.Parameter(torch.tensor(value)) for value in started]

    def of_records(self, records: Sequence[Record], chance: random.Random) -> "Tensor":
        """The loss of which sentence answers, and that of whether one does."""
        import torch
        from torch.nn.functional import binary_cross_entropy_with_logits

        temperature, steepness, middle = self.scales
        asked: list[str] = []
        passages: list[str] = []
        answers: list[list[int]] = []
        own: list[range] = []
        for record in records:
            first = len(passages)
            passages += [_passage(record, sentence, chance) for sentence in record.sentences]
            for question, places in record.questions:
                asked.append(f"query: {question}")
                answers.append([first + place for place in places])
                own.append(range(first, len(passages)))
        vectors = self._vectors([*asked, *passages])
        cosines = vectors[: len(asked)] @ vectors[len(asked) :].T
        chosen, logits, told = [], [], []
        for row, right, near in zip(cosines, answers, own, strict=True):
            logits.append(steepness * (row[list(near)] - middle))
            told.append(torch.tensor([float(place in right) for place in near]))
            if right:
                others = torch.ones(len(row), dtype=torch.bool)
                others[right[1:]] = False
                scores = row / temperature
                chosen.append(torch.logsumexp(scores[others], 0) - scores[right[0]])
        does = binary_cross_entropy_with_logits(
            torch.cat(logits), torch.cat(told), pos_weight=torch.tensor(ANSWERS)
        )
        loss: Tensor = torch.stack(chosen).mean() + TOLD * does
        return loss

    def of_pairs(self, pairs: Sequence[Pair]) -> "Tensor":
        """The loss of which passage is that of a question."""
        import torch
        from torch.nn.functional import cross_entropy

        asked = [f"query: {question}" for question, _ in pairs]
        passages = [f"passage: {passage[:LONGEST]}" for _, passage in pairs]
        vectors = self._vectors([*asked, *passages])
        cosines = vectors[: len(pairs)] @ vectors[len(pairs) :].T
        return cross_entropy(cosines / self.scales[0], torch.arange(len(pairs)))

    def _vectors(self, texts: Sequence[str]) -> "Tensor":
        """Of unit length, (texts, dimension); texts of like length are read together."""
        import torch
        from torch.nn.functional import normalize

        rows = [
            torch.tensor([START, *encoding.ids[: PIECES - 2], END])
            for encoding in self._tokenizer.encode_batch(texts)
        ]
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        found = []
        for first in range(0, len(order), AT_ONCE):
            some = [rows[place] for place in order[first : first + AT_ONCE]]
            pieces = torch.nn.utils.rnn.pad_sequence(some, batch_first=True)
            lengths = torch.tensor([len(row) for row in some])[:, None]
            read = (torch.arange(pieces.shape[1]) < lengths).float()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = self._model(input_ids=pieces, attention_mask=read)
            states = said.last_hidden_state.float() * read[..., None]
            found.append(normalize(states.sum(1) / lengths, dim=1))
        vectors = normalize(torch.cat(found) - self._mean, dim=1)
        return vectors[torch.tensor(order).argsort()]


def _passage(record: Record, sentence: str, chance: random.Random) -> str:
    is_alone = not record.above or chance.random() < ALONE
    return f"passage: {sentence if is_alone else f'{record.above}. {sentence}'}"


if __name__ == "__main__":
    sys.exit(main())
