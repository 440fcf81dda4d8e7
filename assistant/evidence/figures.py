"""How passages meet the amounts and the numbered things that a question names."""

import re
from collections.abc import Sequence

from assistant.evidence.letterhead import in_year
from assistant.evidence.matching import Term
from assistant.evidence.passages import Words, in_groups, matches_of, under_titles
from assistant.language import lexicon
from assistant.language.acts import without_acts
from assistant.questions.amounts import Amount
from assistant.questions.kinds import Wanted
from assistant.questions.numbered import Numbered
from assistant.questions.question import Question, subject_terms
from index.hit import Hit
from ingest.document import Paragraph

_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-])")
_SETTLES = (
    *lexicon.DECIDES,
    *lexicon.GRANTS,
    "vote",
    "voté",
    "attribu",
    "allou",
    "octroy",
    "verse",
    "versé",
)
_OF_A_YEAR = frozenset({Wanted.MONEY, Wanted.NUMBER, Wanted.SHARE})


def matches_of_each(
    question: Question, asked: Sequence[Term], hit: Hit, sentences: Sequence[Words]
) -> list[list[float]]:
    """How far each sentence meets the words by itself, those of an amount in another writing too,
    "500 k€", and a row what the titles of its figures say; a year by the date of a meeting."""
    own = [matches_of(asked, sentence) for sentence in sentences]
    if question.amounts:
        own = [
            _with_amounts(question.amounts, asked, words, matches, hit.paragraph)
            for words, matches in zip(sentences, own, strict=True)
        ]
    own = in_groups(asked, hit.paragraph, sentences, own)
    own = under_titles(asked, hit.paragraph, own)
    if question.decided_in:
        own = [in_year(question.decided_in, asked, hit.document, matches) for matches in own]
    return own


def _with_amounts(
    amounts: Sequence[Amount],
    asked: Sequence[Term],
    words: Words,
    matches: Sequence[float],
    paragraph: Paragraph,
) -> list[float]:
    told = [amount for amount in amounts if amount.is_told(words.text, paragraph)]
    return [
        1.0 if told and _is_of(told, term) else strength
        for term, strength in zip(asked, matches, strict=True)
    ]


def missed_by_each(
    question: Question, hit: Hit, sentences: Sequence[Words]
) -> list[list[Amount | Numbered | str]]:
    """For each sentence the amounts that the passage does not tell, and those of which it tells
    another; for each row of a table the things whose number is another; where a figure is asked
    for, the years of it where the sentence tells that of others, whatever the date of its
    document."""
    missed = {amount for amount in question.amounts if not amount.stands_in(hit)}
    years = _years_asked(question)
    return [
        [
            *(
                a
                for a in question.amounts
                if a in missed or a.gives_way_in(words.text, hit.paragraph)
            ),
            *(one for one in question.numbered if one.is_passed_by(words.text, hit.paragraph)),
            *(years if years and _is_of_other_years(years, words.text, hit.paragraph) else ()),
        ]
        for words in sentences
    ]


def _years_asked(question: Question) -> frozenset[str]:
    """Those of a figure; what is decided in a year may well be for the next."""
    if question.wanted not in _OF_A_YEAR or question.asks_decision:
        return frozenset()
    years = frozenset(filter(_YEAR.fullmatch, question.subject))
    return frozenset() if years and lexicon.has_stem(_SETTLES, question.text) else years


def _is_of_other_years(years: frozenset[str], text: str, paragraph: Paragraph) -> bool:
    told = frozenset(_YEAR.findall(without_acts(text)))
    return bool(told) and years.isdisjoint(told.union(_YEAR.findall(paragraph.columns)))


def _is_of(amounts: Sequence[Amount], term: Term) -> bool:
    """Whether a word is of what is written so."""
    return subject_terms(tuple(map(str, amounts))).issuperset(term.stems)
