"""A second look at sentences that a question shares too few words with: by what words mean
there, "consignes allégées" for "règles assouplies".

Each word of the question that a sentence does not hold is held against the sentence's own words
by the encoder (the greatest cosine, as in Khattab & Zaharia 2020, ColBERT). Names are never met
so, and what is met counts for less than the word itself: `_MOST`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.evidence import Evidence
from assistant.matching import Term, coverage
from index.encoder import Encoder, Word, WordEncoder

_UNLIKE, _ALIKE = 0.05, 0.35
"""Cosines from which on words of a question and of a sentence have something to do with each
other, and mean the same. Chosen with `_MOST` on the dev questions of eval/, in the middle of
values that do as well."""
_MOST = 0.65
_LOOKED_AT = 3
_PARTS = re.compile(r"\w+")


def second_look(
    question: str, asked: Sequence[Term], evidence: Sequence[Evidence], encoder: Encoder
) -> list[Evidence]:
    """The first sentences with the question's words met by others too, the one that meets most
    first, then the rest; all as it was where the encoder reads no words."""
    if not isinstance(encoder, WordEncoder):
        return [*evidence]
    again = _reworded(question, asked, evidence[:_LOOKED_AT], encoder)
    return [*sorted(again, key=lambda found: -found.met), *evidence[_LOOKED_AT:]]


def _reworded(
    question: str, asked: Sequence[Term], evidence: Sequence[Evidence], encoder: WordEncoder
) -> list[Evidence]:
    (said,) = encoder.words([question], query=True)
    meant = [_meaning(term, question, said) for term in asked]
    sentences = encoder.words([found.text for found in evidence])
    return [
        _met(found, asked, [_likeness(vector, words) for vector in meant])
        for found, words in zip(evidence, sentences, strict=True)
    ]


def _meaning(term: Term, question: str, said: Sequence[Word]) -> NDArray[np.float32] | None:
    """The mean over the parts of a word, "mi-2021"; none for a name."""
    parts = {part.lower() for part in _PARTS.findall(term.word)}
    vectors = [w.vector for w in said if question[w.start : w.end].lower() in parts]
    return None if term.is_name or not vectors else np.mean(vectors, axis=0)


def _likeness(vector: NDArray[np.float32] | None, words: Sequence[Word]) -> float:
    """In [0, `_MOST`]."""
    if vector is None or not words:
        return 0.0
    cosine = max(float(word.vector @ vector) for word in words)
    return _MOST * min(max((cosine - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0), 1.0)


def _met(found: Evidence, asked: Sequence[Term], likeness: Sequence[float]) -> Evidence:
    matches = tuple(max(pair) for pair in zip(found.matches, likeness, strict=True))
    return replace(
        found,
        matches=matches,
        coverage=coverage(asked, matches),
        mass=sum(t.weight * m for t, m in zip(asked, matches, strict=True)),
    )
