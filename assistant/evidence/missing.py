"""What of a question the documents leave out."""

from collections.abc import Sequence

from assistant.answer import Language
from assistant.evidence.matching import Term
from assistant.evidence.weighing import Evidence
from assistant.questions.question import Question, period_named


def unmet(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What a refusal names: the times that the best sentence misses, and the words that every
    sentence misses. One that some passage shown below holds is left out."""
    missed = dict.fromkeys(evidence[0].unmet) if evidence else {}
    times = {*map(str, question.times)}
    parts = {part for word in missed for part in word.split() if part != word}
    return tuple(
        word
        for word in missed
        if word not in parts
        and (
            word in times
            or period_named(question.text, word)
            or all(word in other.unmet for other in evidence)
        )
    )


def absent(question: Question, asked: Sequence[Term]) -> tuple[str, ...]:
    """The subject words of a question in French where the documents use none of them; else
    nothing."""
    if question.language is Language.ENGLISH or any(term.in_corpus for term in asked):
        return ()
    return tuple(term.word for term in asked)
