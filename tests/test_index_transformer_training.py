"""What the training of the transformer encoder rests on; the training itself takes an hour."""

import pytest
import torch

from index.static_encoder import StaticEncoder
from index.student import embed, first_vectors, static_tokenizer
from index.transformer_training import rate


def test_the_rate_rises_and_falls_in_each_stage() -> None:
    rates = [rate(step, first=1_000, last=3_000) for step in range(3_000)]
    assert max(rates[:1_000]) > max(rates[1_000:])
    for stage in (rates[:1_000], rates[1_000:]):
        peak = stage.index(max(stage))
        assert 0 < peak < 250
        assert stage[:peak] == sorted(stage[:peak])
        assert stage[peak:] == sorted(stage[peak:], reverse=True)


def test_a_piece_starts_near_english_words_of_its_meaning() -> None:
    static = StaticEncoder()
    tokenizer = static_tokenizer(static)
    english = {"dog": 0, "house": 1, "school": 2, "administration": 3} | {
        f"word{letter}": 4 for letter in "abcdefgh"
    }
    vectors = torch.eye(5).numpy()
    found = first_vectors(tokenizer, static, english, vectors)
    assert found[tokenizer.token_to_id("▁administration")].tolist() == [0, 0, 0, 1, 0]
    assert found[tokenizer.token_to_id("▁chien")].argmax() == 0
    assert found[tokenizer.token_to_id("▁ecole")].argmax() == 2


def test_padding_changes_no_vector() -> None:
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    tokenizer = static_tokenizer(StaticEncoder())
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.train(False)
    with torch.inference_mode():
        alone = embed(model, tokenizer, ["Zoom est exclu."], 16)[0]
        beside = embed(model, tokenizer, ["Zoom est exclu.", "Un texte plus long " * 4], 16)[0]
    assert alone.tolist() == pytest.approx(beside.tolist(), abs=1e-5)
