"""How sure it is that the sentences found answer a question."""

import math
from collections.abc import Sequence

from assistant.evidence import fitting
from assistant.evidence.matching import Term
from assistant.evidence.rewording import look_closer, reworded
from assistant.evidence.weighing import Evidence
from assistant.questions.question import Question
from index.encoders.encoder import Encoder

_THRESHOLD = 0.64
"""Chosen on the dev questions of eval/, to refuse as many of the unanswerable as can be with
few of the answerable."""
_REWORDED = 0.285
"""How much more must be met where words of like meaning count too; chosen as the threshold."""
_LOOKED_AT_AGAIN = 3
_LIKENESS = 0.5
"""What the likeness of question and sentence counts for beside what is met."""
_STEEPNESS = 12.0


def fit(
    question: Question,
    asked: Sequence[Term],
    named: Sequence[Evidence],
    encoder: Encoder,
    *,
    least: float,
) -> tuple[Sequence[Evidence], float]:
    """The sentences that may answer, the best first, and how sure that one is, in [0, 1]; where
    that is under `least`, the first ones are looked at again by words of like meaning."""
    found = fitting.answering(question, asked, named)
    found.sort(key=lambda e: -fitting.worth(question, e))
    found = look_closer(question.text, asked, found, encoder)
    found.sort(key=lambda e: -fitting.worth(question, e))
    if not found or not asked:
        return found, 0.0
    confidence = _confidence(found[0])
    if confidence >= least:
        return found, confidence
    seen = [reworded(e, asked) for e in found[:_LOOKED_AT_AGAIN]]
    seen.sort(key=lambda e: -e.met)
    confidence = max(confidence, _confidence(seen[0], less=_REWORDED))
    return [*seen, *found[_LOOKED_AT_AGAIN:]], confidence


def _confidence(evidence: Evidence, *, less: float = 0.0) -> float:
    """In [0, 1]; 0.5 where just enough of the question is met to answer."""
    told = evidence.met + _LIKENESS * evidence.likeness
    return 1 / (1 + math.exp(-_STEEPNESS * (told - less - _THRESHOLD)))
