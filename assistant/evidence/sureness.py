"""Which sentences may answer, the best first, and how sure that one is."""

import math
from collections.abc import Sequence

from assistant.evidence import fitting
from assistant.evidence.matching import Term
from assistant.evidence.rewording import look_closer, means_it, reworded
from assistant.evidence.weighing import Evidence, may_be_told_otherwise
from assistant.questions.question import Question, period_named, subject_terms
from index.encoders.encoder import Encoder
from index.language.analyzer import terms

_THRESHOLD = 0.64
"""Chosen on the dev questions of eval/, to refuse as many of the unanswerable as can be with
few of the answerable."""
_REWORDED = 0.285
"""How much more must be met where words of like meaning count too; chosen as the threshold."""
_LOOKED_AT_AGAIN = 3
_LIKENESS = 0.5
"""What the likeness of question and sentence counts for beside what is met."""
_STEEPNESS = 12.0


def surest(
    question: Question,
    asked: Sequence[Term],
    weighed: Sequence[Evidence],
    encoder: Encoder,
    *,
    least: float,
) -> tuple[Sequence[Evidence], float]:
    """The sentences that may answer, the best first, and how sure that one is, in [0, 1]; where
    that is under `least`, the first ones are looked at again by words of like meaning, then those
    that lack but a word that an answer cannot do without, and say it in others."""
    fit = _seen(question, asked, [e for e in weighed if not e.unmet], encoder)
    sure = _confidence(fit[0]) if fit and asked else 0.0
    if sure >= least or not asked:
        return fit, sure
    if fit:
        again = _again(asked, fit[:_LOOKED_AT_AGAIN])
        sure = max(sure, _confidence(again[0], less=_REWORDED))
        fit = [*again, *fit[_LOOKED_AT_AGAIN:]]
    if sure >= least:
        return fit, sure
    told = _again(asked, _told_otherwise(question, asked, weighed, encoder))
    told_sure = _confidence(told[0], less=_REWORDED) if told else 0.0
    return (told, told_sure) if told_sure >= least else (fit, sure)


def _seen(
    question: Question, asked: Sequence[Term], named: Sequence[Evidence], encoder: Encoder
) -> list[Evidence]:
    """Those that fit, the best first, by a closer look at the first."""
    fit = fitting.answering(question, asked, named)
    fit.sort(key=lambda e: -fitting.worth(question, e))
    fit = look_closer(question.text, asked, fit, encoder)
    return sorted(fit, key=lambda e: -fitting.worth(question, e))


def _again(asked: Sequence[Term], seen: Sequence[Evidence]) -> list[Evidence]:
    return sorted((reworded(e, asked) for e in seen), key=lambda e: -e.met)


def _told_otherwise(
    question: Question, asked: Sequence[Term], weighed: Sequence[Evidence], encoder: Encoder
) -> list[Evidence]:
    """Those that lack no other word than some that are met by what they mean, as the whole question
    is: "Qui mène l'enquête" by "l'enquête est confiée à Mme Roux"; not what was done and why, which
    what was not done means much the same as."""
    own = subject_terms(question.subject)
    required = {
        term.word: term
        for term in asked
        if term.word in question.required
        and (question.asks_who or term.word not in question.done)
        and not period_named(question.text, term.word)
    }

    def lacks_no_other(e: Evidence) -> bool:
        lacked = [required.get(word) for word in e.unmet]
        return all(t and may_be_told_otherwise(question, t, e.text) for t in lacked)

    lacking = [
        e for e in weighed if e.unmet and lacks_no_other(e) and not own.issuperset(terms(e.text))
    ]
    seen = _seen(question, asked, lacking, encoder)[:_LOOKED_AT_AGAIN]
    return [e for e in seen if means_it(e, asked, frozenset(e.unmet))]


def _confidence(evidence: Evidence, *, less: float = 0.0) -> float:
    """In [0, 1]; 0.5 where just enough of the question is met to answer."""
    told = evidence.met + _LIKENESS * evidence.likeness
    return 1 / (1 + math.exp(-_STEEPNESS * (told - less - _THRESHOLD)))
