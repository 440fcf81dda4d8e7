"""Trains the encoder static-fr: one vector a token, a text is their mean.

    python -m index.training.static_fr --data FOLDER --output index/encoders/static-fr

FOLDER holds `evaldata/fiches`, `evaldata/piaf` and `training`. Pairs are drawn near each
other and apart from the rest of their batch (multiple negatives ranking loss, Henderson et
al. 2017), as with the static models of sentence-transformers. A batch holds pairs of one
source only, so that its negatives are of the same kind, and tokens are dropped at random.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoders.model_folder import save_model
from index.encoders.static_encoder import WEIGHTS, StaticEncoder
from index.training.pairs import Pair, from_fiche, from_question, from_reading

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor
    from torch.nn import EmbeddingBag

VOCABULARY_SIZE = 32_000
TRANSLATIONS = 100_000
SCALE = 20.0
DROPPED = 0.15
SEED = 7


def main(arguments: Sequence[str] | None = None) -> int:
    from safetensors.numpy import save

    parser = argparse.ArgumentParser(prog="python -m index.training.static_fr", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--rate", type=float, default=0.1)
    options = parser.parse_args(arguments)
    sources = [list(source) for source in read_sources(options.data)]
    print(f"{sum(map(len, sources))} pairs", file=sys.stderr)
    tokenizer = train_tokenizer([text for source in sources for pair in source for text in pair])
    vectors = train_vectors(
        sources,
        tokenizer,
        dimension=options.dimension,
        epochs=options.epochs,
        batch_size=options.batch,
        rate=options.rate,
    )
    save_model(
        options.output,
        tokenizer=tokenizer,
        weights=save({"embeddings": vectors.astype(np.float16)}),
        file_name=WEIGHTS,
        dimension=options.dimension,
    )
    print(f"written: {StaticEncoder(options.output).name}")
    return 0


def read_sources(
    data: Path, *, translations: int | None = TRANSLATIONS
) -> Iterator[Iterator[Pair]]:
    """The pairs of each source, the last one that of translations (all of them for None);
    the sets kept for measuring (CNIL, CDTN) are never read."""
    fiches = _json_lines(data / "evaldata/fiches/fiches.jsonl.gz")
    yield (pair for record in fiches for pair in from_fiche(record))
    questions = _json_lines(data / "training/questions_reponses.jsonl.gz")
    yield (pair for record in questions for pair in from_question(record))
    yield _reading_pairs(data / "evaldata/piaf")
    sentences = [line.split("\t") for line in _lines(data / "training/tatoeba_en_fr.tsv.gz")]
    np.random.default_rng(SEED).shuffle(sentences)
    yield ((english, french) for english, french in sentences[:translations])


def _reading_pairs(folder: Path) -> Iterator[Pair]:
    passages = {r["_id"]: r["text"] for r in _json_lines(folder / "corpus.jsonl.gz")}
    judged = (line.split("\t")[:2] for line in _lines(folder / "qrels.tsv"))
    passage_of = {query: passages[passage] for query, passage in judged if passage in passages}
    for record in _json_lines(folder / "queries.jsonl"):
        if record["_id"] in passage_of:
            yield from from_reading(record["text"], record["answers"], passage_of[record["_id"]])


def train_tokenizer(texts: Sequence[str]) -> "Tokenizer":
    """A Unigram tokenizer over folded words."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\w]+"), behavior="removed"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    unknown = "[UNK]"
    trainer = trainers.UnigramTrainer(
        vocab_size=VOCABULARY_SIZE, special_tokens=[unknown], unk_token=unknown, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def train_vectors(
    sources: Sequence[Sequence[Pair]],
    tokenizer: "Tokenizer",
    *,
    dimension: int,
    epochs: int,
    batch_size: int,
    rate: float,
) -> NDArray[np.float32]:
    """(vocabulary, dimension) vectors, trained on the pairs of each source."""
    import torch

    torch.manual_seed(SEED)
    generator = np.random.default_rng(SEED)
    pairs = [pair for source in sources for pair in source]
    queries = _token_ids(tokenizer, [query for query, _ in pairs])
    passages = _token_ids(tokenizer, [passage for _, passage in pairs])
    bag = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), dimension, mode="sum")
    # Small, so that a token seen seldom says little.
    torch.nn.init.normal_(bag.weight, std=rate / 10)
    optimizer = torch.optim.Adam(bag.parameters(), lr=rate)
    sizes = [len(source) for source in sources]
    steps = epochs * sum(size // batch_size for size in sizes)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=rate, total_steps=max(steps, 2), pct_start=0.1, anneal_strategy="linear"
    )
    target = torch.arange(batch_size)
    for epoch in range(epochs):
        for number, chosen in enumerate(_batches(sizes, batch_size, generator)):
            left = _embed(bag, [queries[i] for i in chosen])
            right = _embed(bag, [passages[i] for i in chosen])
            loss = torch.nn.functional.cross_entropy(SCALE * left @ right.T, target)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            if number % 50 == 0:
                print(f"epoch {epoch + 1} batch {number} loss {loss:.3f}", file=sys.stderr)
    trained: NDArray[np.float32] = bag.weight.detach().numpy()
    return trained


def _batches(
    sizes: Sequence[int], batch_size: int, generator: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Numbers of pairs, counted over all sources; each full batch is of one source."""
    batches: list[NDArray[np.int64]] = []
    first = 0
    for size in sizes:
        order = first + generator.permutation(size)
        full = range(0, size - batch_size + 1, batch_size)
        batches += [order[start : start + batch_size] for start in full]
        first += size
    generator.shuffle(batches)
    return batches


def _embed(bag: "EmbeddingBag", texts: Sequence[Sequence[int]]) -> "Tensor":
    """Unit sums of the vectors of the tokens, less those that are dropped."""
    import torch

    ids = torch.tensor([token for text in texts for token in text], dtype=torch.long)
    lengths = torch.tensor([0, *(len(text) for text in texts[:-1])])
    kept = (torch.rand(len(ids)) >= DROPPED).float()
    return torch.nn.functional.normalize(
        bag(ids, lengths.cumsum(0), per_sample_weights=kept), dim=1
    )


def _token_ids(tokenizer: "Tokenizer", texts: Sequence[str]) -> list[list[int]]:
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [encoding.ids[:256] for encoding in encodings]


def _lines(path: Path) -> Iterator[str]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from content.decode("utf-8").splitlines()


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in _lines(path))


if __name__ == "__main__":
    sys.exit(main())
