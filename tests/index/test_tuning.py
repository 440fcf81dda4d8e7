"""An encoder is taught which sentence answers a question put in other words."""

import itertools
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.training import tuning
from index.training.records import Record
from index.training.tuning import Reader, tune

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

DIMENSION = 12
SUBJECTS = ("bancs", "lampes", "chaises", "tables", "vitres", "portes")
SAME = dict(
    zip(SUBJECTS, ("sièges", "lumières", "fauteuils", "bureaux", "carreaux", "accès"), strict=True)
)
RECORDS = [
    Record(
        above="Comité des locaux",
        sentences=(f"les {first} sont réparés", f"les {second} sont remplacés"),
        questions=((f"que deviennent les {SAME[second]}", (1,)),),
    )
    for first, second in itertools.permutations(SUBJECTS, 2)
]
PAIRS = [(f"{subject} du comité", f"les {subject} du comité") for subject in SUBJECTS] * 4


def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer, models, pre_tokenizers

    texts = [
        text for r in RECORDS for text in (r.above, *r.sentences, *(q for q, _ in r.questions))
    ]
    words = sorted({word for text in [*texts, "query: passage: du"] for word in text.split()})
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *words]
    unknown = "<unk>"
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token=unknown))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return tokenizer


@pytest.fixture
def model() -> "BertModel":
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=60,
        hidden_size=DIMENSION,
        num_hidden_layers=3,
        num_attention_heads=2,
        intermediate_size=24,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return BertModel(config, add_pooling_layer=False)


def _loss(reader: Reader) -> float:
    import torch

    with torch.no_grad():
        return float(reader.of_records(RECORDS, random.Random(1)))


def test_questions_come_nearer_to_what_answers_them(
    model: "BertModel", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "RATE", 3e-3)
    reader = Reader(model, _tokenizer(), np.zeros(DIMENSION, dtype=np.float32))
    before = _loss(reader)
    tune(reader, RECORDS, PAIRS, epochs=6, chance=random.Random(1))
    assert _loss(reader) < 0.8 * before


def test_the_vectors_of_pieces_and_the_first_layers_stay_as_they_are(model: "BertModel") -> None:
    names = {
        "pieces": "embeddings.word_embeddings.weight",
        "first": "encoder.layer.0.output.dense.weight",
        "last": "encoder.layer.2.output.dense.weight",
    }
    before = {name: model.get_parameter(at).detach().clone() for name, at in names.items()}
    reader = Reader(model, _tokenizer(), np.zeros(DIMENSION, dtype=np.float32))
    tune(reader, RECORDS, PAIRS, epochs=1, chance=random.Random(1))
    same = {name: bool(model.get_parameter(at).equal(before[name])) for name, at in names.items()}
    assert same == {"pieces": True, "first": True, "last": False}
