"""How passages meet the amounts and the numbered things that a question names."""

from collections.abc import Sequence

from assistant.evidence.matching import Term
from assistant.evidence.passages import Words, matches_of
from assistant.questions.amounts import Amount
from assistant.questions.numbered import Numbered
from assistant.questions.question import Question, subject_terms
from index.hit import Hit
from ingest.document import Paragraph


def matches_of_each(
    amounts: Sequence[Amount],
    asked: Sequence[Term],
    paragraph: Paragraph,
    sentences: Sequence[Words],
) -> list[list[float]]:
    """How far the sentences meet the words, those of an amount in another writing too: "500 k€"."""
    own = [matches_of(asked, sentence) for sentence in sentences]
    if not amounts:
        return own
    told = [[a for a in amounts if a.is_told(words.text, paragraph)] for words in sentences]
    return [
        [
            1.0 if named and _is_of(named, term) else strength
            for term, strength in zip(asked, matches, strict=True)
        ]
        for named, matches in zip(told, own, strict=True)
    ]


def missed_by_each(
    question: Question, hit: Hit, sentences: Sequence[Words]
) -> list[list[Amount | Numbered]]:
    """For each sentence the amounts that the passage does not tell, and those of which it tells
    another; for each row of a table the things whose number is another."""
    missed = {amount for amount in question.amounts if not amount.stands_in(hit)}
    return [
        [
            *(
                a
                for a in question.amounts
                if a in missed or a.gives_way_in(words.text, hit.paragraph)
            ),
            *(one for one in question.numbered if one.is_passed_by(words.text, hit.paragraph)),
        ]
        for words in sentences
    ]


def _is_of(amounts: Sequence[Amount], term: Term) -> bool:
    """Whether a word is of what is written so."""
    return subject_terms(tuple(map(str, amounts))).issuperset(term.stems)
