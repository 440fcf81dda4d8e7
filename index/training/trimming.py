"""The multilingual E5 in French and English only.

Nine pieces of words in ten of the multilingual model serve other languages. Those kept are the
ones that the training texts use, those of the words of a French and an English dictionary, and
every Latin letter, so that any word can still be spelt.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.training.packed import PackedModel
from ingest.language.words import all_words

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

UNKNOWN = 3
"""The last of the special pieces, which come first: start, padding, end, unknown."""

_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


def kept_pieces(packed: PackedModel, texts: Sequence[str]) -> list[int]:
    """Numbers of the pieces to keep, the special ones first."""
    tokenizer = make_tokenizer(packed, range(len(packed.pieces)))
    words = [form for word in all_words() for form in (word, word.capitalize())]
    kept = set(range(UNKNOWN + 1))
    for source in (texts, words):
        for first in range(0, len(source), 8_192):
            for encoding in tokenizer.encode_batch_fast(source[first : first + 8_192]):
                kept.update(encoding.ids)
    kept.update(n for n, piece in enumerate(packed.pieces) if _is_latin_letter(piece))
    return sorted(kept)


def _is_latin_letter(piece: str) -> bool:
    letter = piece.replace("▁", "")
    return len(letter) <= 1 and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2270 for c in letter)


def make_tokenizer(packed: PackedModel, kept: Iterable[int]) -> "Tokenizer":
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    pieces = [(packed.pieces[n], float(packed.scores[n])) for n in kept]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNKNOWN))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return tokenizer


def make_model(
    packed: PackedModel, kept: Sequence[int], *, layers: Sequence[int] | None = None
) -> "BertModel":
    """The model with these pieces only, and these layers, counted from 0, where they are told."""
    layers = range(packed.layers) if layers is None else layers
    weights = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", packed.hidden)[list(kept)],
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", packed.hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", packed.hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b"),
    }
    for place, layer in enumerate(layers):
        for short, part in _PARTS.items():
            columns = 0 if "ln" in short else packed.inner if short == "fo" else packed.hidden
            name = f"encoder.layer.{place}.{part}"
            weights[f"{name}.weight"] = packed.tensor(f"l{layer}.{short}.w", columns)
            weights[f"{name}.bias"] = packed.tensor(f"l{layer}.{short}.b")
    return model_of(weights, heads=packed.heads)


def model_of(weights: Mapping[str, NDArray[np.float32]], *, heads: int) -> "BertModel":
    """The model that has these weights, by the names that it has for them."""
    import torch
    from transformers import BertConfig, BertModel

    pieces, hidden = weights["embeddings.word_embeddings.weight"].shape
    model = BertModel(
        BertConfig(
            vocab_size=pieces,
            hidden_size=hidden,
            num_hidden_layers=sum(name.endswith("intermediate.dense.bias") for name in weights),
            num_attention_heads=heads,
            intermediate_size=len(weights["encoder.layer.0.intermediate.dense.bias"]),
            max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]),
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        ),
        add_pooling_layer=False,
    )
    model.set_attn_implementation("eager")
    model.load_state_dict({name: torch.from_numpy(rows) for name, rows in weights.items()})
    return model
