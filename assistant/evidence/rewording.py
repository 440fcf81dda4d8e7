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
_LOOKED_AT, _REACH = 4, 1.0
"""So many sentences at most, and those whose score is so little below the first's: five or eight do
no better on the dev questions."""
_LONGEST, _LONGEST_ABOVE = 300, 160
"""Characters that are read of each, and of what stands above it."""
_MET, _LIKE = 0.6, 0.1
"""How far a word must be met by what it means, and how much more than is usual the sentence must be
like the question, for one that says the same without it."""
_WHOLE, _BY_WORD = 1.0, 0.5
"""What the likeness of the whole and that of the words count for in the score."""
_PARTS = re.compile(r"\w+")


def look_closer(
    question: str,
    asked: Sequence[Term],
    evidence: Sequence[Evidence],
    encoder: Encoder,
) -> list[Evidence]:
    """The evidence in the same order, the first sentences with what they mean; all as it was
    where the encoder reads no words."""
    if not isinstance(encoder, WordEncoder) or not evidence:
        return [*evidence]
    least = evidence[0].score - _REACH
    first = [*itertools.takewhile(lambda found: found.score >= least, evidence[:_LOOKED_AT])]
    (said,) = encoder.meanings([question], query=True)
    meant = [_meant(term, question, said.words) for term in asked]
    above = [_above(found) for found in first]
    read = [f"{over}{found.text[:_LONGEST]}" for over, found in zip(above, first, strict=True)]
    seen = [
        _seen(found, asked, meant, said, _behind(len(over), sentence), encoder.usual_likeness)
        for found, over, sentence in zip(first, above, encoder.meanings(read), strict=True)
    ]
    return [*seen, *evidence[len(first) :]]


def _above(found: Evidence) -> str:
    """The title and the headings, which say what a sentence is about."""
    document, paragraph = found.hit.document, found.hit.paragraph
    titles = (document.title, *(section.title for section in paragraph.sections))
    above = ". ".join(filter(None, titles))[:_LONGEST_ABOVE]
    return f"{above}. " if above else ""


def _behind(start: int, read: Meaning) -> Meaning:
    """A text as it is meant, and its words from a place on."""
    return Meaning(read.vector, tuple(word for word in read.words if word.start >= start))


def _seen(
    found: Evidence,
    asked: Sequence[Term],
    meant: Sequence[NDArray[np.float32] | None],
    said: Meaning,
    sentence: Meaning,
    usual: float,
) -> Evidence:
    alike = [_likeness(vector, sentence.words) for vector in meant]
    matches = tuple(max(pair) for pair in zip(found.matches, alike, strict=True))
    whole = max(float(said.vector @ sentence.vector), 0.0)
    weight = sum(term.weight for term in asked)
    by_word = sum(t.weight * m for t, m in zip(asked, matches, strict=True)) / max(weight, 1e-9)
    meaning = _WHOLE * whole + _BY_WORD * by_word
    return replace(found, reworded=matches, likeness=whole - usual, meaning=meaning)


def reworded(found: Evidence, asked: Sequence[Term]) -> Evidence:
    """As if the question had been put in the sentence's words."""
    matches = found.reworded or found.matches
    return replace(
        found,
        matches=matches,
        coverage=coverage(asked, matches),
        mass=sum(t.weight * m for t, m in zip(asked, matches, strict=True)),
    )


def means_it(found: Evidence, asked: Sequence[Term], words: frozenset[str]) -> bool:
    """Whether a sentence that was looked at closely says these words of the question in others."""
    told = zip(asked, found.reworded or found.matches, strict=True)
    is_met = all(strength >= _MET for term, strength in told if term.word in words)
    return is_met and found.likeness >= _LIKE


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
