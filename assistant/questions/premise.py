"""What a question takes to be so, where the documents say the opposite."""

import re
from functools import lru_cache

from assistant.language import lexicon
from assistant.language.sentences import sentences_in
from index.language.analyzer import terms

_TAKES_FOR_GRANTED = re.compile(
    r"\b(?:pourquoi(?! pas\b)|why(?! not\b)|quand|when)\b(?P<rest>[^?]*)", re.I
)
_DENIES = re.compile(r"\b(?:ne|pas)\b|\bn['’]|n['’]t\b|\bnot\b", re.I)
_NOUNS = {"supprim": "suppress", "approuv": "approb", "retenu": "retien", "choisi": "choi"}
"""What else tells the same: "suppression" of what is asked when it is "supprimé"."""


def contradicts(question: str, sentence: str, around: str = "") -> bool:
    """ "Pourquoi X a-t-il été choisi ?", where the minutes exclude it. Not where another sentence
    of the paragraph `around` tells that it is so, in more of the question's words."""
    granted = _taken_for_granted(question)
    if granted is None:
        return False
    asked, opposite = granted
    if not lexicon.has_stem(opposite, sentence) or lexicon.has_stem(asked, sentence):
        return False
    told = len(_subject(question, asked).intersection(terms(sentence)))
    return told >= _most_told(question, asked, around)


@lru_cache(maxsize=64)
def _subject(question: str, asked: tuple[str, ...]) -> frozenset[str]:
    """The index terms of a question, without those of what it takes to be so."""
    return frozenset(term for term in terms(question) if not lexicon.has_stem(asked, term))


@lru_cache(maxsize=64)
def _most_told(question: str, asked: tuple[str, ...], paragraph: str) -> int:
    """The most words of a question in a sentence that tells what it takes to be so: many sentences
    of one paragraph are held against it."""
    telling = (
        sentence for sentence in sentences_in(paragraph) if lexicon.has_stem(asked, sentence)
    )
    subject = _subject(question, asked)
    return max((len(subject.intersection(terms(told))) for told in telling), default=0)


@lru_cache(maxsize=64)
def _taken_for_granted(question: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The stems of what a question takes to be so, and those of the opposite: what is said after
    "pourquoi", or before it where nothing follows; None of what it says that is not so."""
    found = _TAKES_FOR_GRANTED.search(question)
    if found is None:
        return None
    granted = found["rest"] if re.search(r"\w", found["rest"]) else question[: found.start()]
    if _DENIES.search(granted):
        return None
    for taken, opposite in (
        (lexicon.GRANTS, lexicon.REFUSES),
        (lexicon.REFUSES, lexicon.GRANTS),
    ):
        asked = tuple(stem for stem in taken if lexicon.has_stem([stem], granted))
        if asked and not lexicon.has_stem(opposite, question):
            return (*asked, *(_NOUNS[stem] for stem in asked if stem in _NOUNS)), opposite
    return None
