"""The transformer encoder as it starts: layers of an English teacher, vectors of French pieces."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.static_encoder import StaticEncoder

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor
    from transformers import BertModel

LAYERS = (1, 3, 5)
"""Those of the teacher that the student keeps."""


def embed(
    model: "BertModel", tokenizer: "Tokenizer", texts: Sequence[str], longest: int
) -> "Tensor":
    """(texts, dimension) unit vectors: the mean over the pieces of each text."""
    import torch

    ids = [encoding.ids[:longest] or [0] for encoding in tokenizer.encode_batch_fast(list(texts))]
    width = max(map(len, ids))
    tokens = torch.tensor([row + [0] * (width - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in ids])
    hidden = model(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
    weights = mask.unsqueeze(2).float()
    return torch.nn.functional.normalize((hidden * weights).sum(1), dim=1)


def static_tokenizer(static: StaticEncoder) -> "Tokenizer":
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(static.folder / "tokenizer.json"))


def student_from(teacher: Path, tokenizer: "Tokenizer", static: StaticEncoder) -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    english = BertModel.from_pretrained(teacher, add_pooling_layer=False)
    config = BertConfig.from_pretrained(
        teacher, num_hidden_layers=len(LAYERS), vocab_size=tokenizer.get_vocab_size()
    )
    student = BertModel(config, add_pooling_layer=False)
    for target, source in enumerate(LAYERS):
        student.encoder.layer[target].load_state_dict(english.encoder.layer[source].state_dict())
    for part in ("position_embeddings", "token_type_embeddings", "LayerNorm"):
        weights = getattr(english.embeddings, part).state_dict()
        getattr(student.embeddings, part).load_state_dict(weights)
    vocabulary = json.loads((teacher / "tokenizer.json").read_text())["model"]["vocab"]
    first = first_vectors(
        tokenizer, static, vocabulary, english.embeddings.word_embeddings.weight.detach().numpy()
    )
    student.embeddings.word_embeddings.weight.data.copy_(torch.from_numpy(first))
    return student


def first_vectors(
    tokenizer: "Tokenizer",
    static: StaticEncoder,
    english: dict[str, int],
    vectors: NDArray[np.float32],
) -> NDArray[np.float32]:
    """A vector for each piece: that of the long English word spelt alike, else the mean of
    those of the ten English words nearest to it in the static space."""
    words = [word for word in english if word.isalpha() and len(word) > 2]
    places = static.encode(words)
    rows = vectors[[english[word] for word in words]]
    pieces = [tokenizer.id_to_token(n) or "" for n in range(tokenizer.get_vocab_size())]
    found = np.empty((len(pieces), vectors.shape[1]), dtype=np.float32)
    names = [piece.replace("▁", "") for piece in pieces]
    near = static.token_vectors() @ places.T
    for number, name in enumerate(names):
        alike = english.get(name) if len(name) > 4 else None
        if alike is not None and pieces[number].startswith("▁"):
            found[number] = vectors[alike]
            continue
        best = np.argpartition(-near[number], 10)[:10]
        weights = np.exp(near[number][best] / 0.1)
        found[number] = weights @ rows[best] / weights.sum()
    return found


def teacher_vectors(teacher: Path, sentences: Sequence[str]) -> NDArray[np.float32]:
    """(sentences, dimension) unit vectors of the English sentences."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    model = BertModel.from_pretrained(teacher, add_pooling_layer=False)
    model.train(False)
    tokenizer = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    tokenizer.no_padding()
    order = np.argsort([len(sentence) for sentence in sentences])
    found = np.empty((len(sentences), model.config.hidden_size), dtype=np.float32)
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 256):
            chosen = order[start : start + 256]
            found[chosen] = embed(model, tokenizer, [sentences[i] for i in chosen], 64).numpy()
            if start % 25_600 == 0:
                print(f"teacher {start}/{len(order)}", file=sys.stderr, flush=True)
    return found
