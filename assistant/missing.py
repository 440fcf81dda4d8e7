"""What of a question the documents leave out."""

from collections.abc import Sequence

from assistant.answer import Language
from assistant.evidence import Evidence
from assistant.matching import Term
from assistant.question import Question, period_named


def unmet(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What is missed by the best: a period, or what all that was found miss; nobody is to be told
    that there is nothing on a name which stands in the paragraph below."""
    missed = evidence[0].unmet if evidence else ()
    parts = {part for word in missed for part in word.split() if part != word}
    return tuple(
        word
        for word in missed
        if word not in parts
        and (period_named(question.text, word) or all(word in other.unmet for other in evidence))
    )


def absent(question: Question, asked: Sequence[Term]) -> tuple[str, ...]:
    """The words of a question in French, where documents use none of them."""
    if question.language is Language.ENGLISH or any(term.in_corpus for term in asked):
        return ()
    return tuple(term.word for term in asked)
