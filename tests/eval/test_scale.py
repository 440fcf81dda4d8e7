"""Paragraphs made by the thousand, and the recall of what finds them."""

import numpy as np
import pytest

from eval.errors import EvalError
from eval.scale import made_readings, recall
from index.retrieval.dense import DenseIndex

RECORDS = [
    {
        "title": title,
        "text": "\n".join(f"La phrase {n} de {title} dit une chose." for n in range(9)),
    }
    for title in ("Bourse", "Congé", "Logement")
]


def test_as_many_are_made_as_asked_and_none_twice() -> None:
    readings = list(made_readings(RECORDS, 70))
    texts = [paragraph.text for reading in readings for paragraph in reading.paragraphs]
    assert [len(reading.paragraphs) for reading in readings] == [30, 30, 10]
    assert len(set(texts)) == 70


def test_fiches_that_give_too_few_are_told() -> None:
    with pytest.raises(EvalError, match=r"give \d+ paragraphs and 10000 were asked for"):
        list(made_readings(RECORDS, 10_000))
    with pytest.raises(EvalError, match="give 0 paragraphs"):
        list(made_readings([{"title": "Vide", "text": ""}], 1))


def test_paragraphs_made_are_slices_of_their_document() -> None:
    for reading in made_readings(RECORDS, 40):
        for paragraph in reading.paragraphs:
            assert reading.document.text[paragraph.start : paragraph.end] == paragraph.text


def test_recall_of_a_flat_index_is_whole() -> None:
    rows = np.eye(16, dtype=np.float32)
    index = DenseIndex(16)
    index.update(np.arange(16, dtype=np.int64), rows, [])
    assert recall(index, rows[:3], k=1) == 1
