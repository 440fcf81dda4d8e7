"""A closer look at the first sentences: by what they and their words mean, "consignes allégées"
for "règles assouplies".

Each word of the question is held against a sentence's own words by the encoder (the greatest
cosine, as in Khattab & Zaharia 2020, ColBERT), and the question as a whole against the sentence.
Names are never met so, and what is met counts for less than the word itself: `_MOST`.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.matching import Term, coverage
from assistant.evidence.weighing import Evidence
from index.encoders.encoder import Encoder, Meaning, Word, WordEncoder

_UNLIKE, _ALIKE = 0.05, 0.35
"""Cosines from which on words of a question and of a sentence have something to do with each
other, and mean the same. Chosen with `_MOST` on the dev questions of eval/, in the middle of
values that do as well."""
_MOST = 0.65
_LOOKED_AT, _REACH = 3, 0.5
"""So many sentences at most, and those whose score is so little below the first's: more changes
nothing on the dev questions."""
_LONGEST = 300
"""Characters that are read of each."""
_WHOLE, _BY_WORD = 0.4, 0.5
"""What the likeness of the whole and that of the words count for in the score."""
_PARTS = re.compile(r"\w+")


def look_closer(
    question: str,
    asked: Sequence[Term],
    evidence: Sequence[Evidence],
    encoder: Encoder,
    *,
    alone: bool = False,
) -> list[Evidence]:
    """The evidence in the same order, the first sentences with what they mean; all as it was
    where the encoder reads no words. One that no other comes near needs no order, and is read
    only where it is looked at `alone`."""
    if not isinstance(encoder, WordEncoder) or not evidence:
        return [*evidence]
    least = evidence[0].score - _REACH
    first = [*itertools.takewhile(lambda found: found.score >= least, evidence[:_LOOKED_AT])]
    if len(first) == 1 and not alone:
        return [*evidence]
    (said,) = encoder.meanings([question], query=True)
    meant = [_meant(term, question, said.words) for term in asked]
    sentences = encoder.meanings([found.text[:_LONGEST] for found in first])
    seen = [
        _seen(found, asked, meant, said, sentence)
        for found, sentence in zip(first, sentences, strict=True)
    ]
    return [*seen, *evidence[len(first) :]]


def _seen(
    found: Evidence,
    asked: Sequence[Term],
    meant: Sequence[NDArray[np.float32] | None],
    said: Meaning,
    sentence: Meaning,
) -> Evidence:
    likeness = [_likeness(vector, sentence.words) for vector in meant]
    matches = tuple(max(pair) for pair in zip(found.matches, likeness, strict=True))
    whole = max(float(said.vector @ sentence.vector), 0.0)
    weight = sum(term.weight for term in asked)
    by_word = sum(t.weight * m for t, m in zip(asked, matches, strict=True)) / max(weight, 1e-9)
    return replace(found, reworded=matches, meaning=_WHOLE * whole + _BY_WORD * by_word)


def reworded(found: Evidence, asked: Sequence[Term]) -> Evidence:
    """As if the question had been put in the sentence's words."""
    matches = found.reworded or found.matches
    return replace(
        found,
        matches=matches,
        coverage=coverage(asked, matches),
        mass=sum(t.weight * m for t, m in zip(asked, matches, strict=True)),
    )


def _meant(term: Term, question: str, said: Sequence[Word]) -> NDArray[np.float32] | None:
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
