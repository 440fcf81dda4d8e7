"""What a question takes to be so, where the documents say the opposite."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.language import lexicon
from assistant.language.polarity import affirmed, denied
from assistant.language.sentences import sentences_in
from index.language.analyzer import terms

_TAKES_FOR_GRANTED = re.compile(
    r"\b(?:pourquoi(?! pas\b)|why(?! not\b)|quand|when)\b(?P<rest>[^?]*)", re.I
)
_DENIES = re.compile(r"\b(?:ne|pas)\b|\bn['’]|n['’]t\b|\bnot\b", re.I)
_PREDICATE = re.compile(
    r"\b(?:a|ont|est|sont)-(?:t-)?(?:ils?|elles?|on) "
    rf"(?:(?:été|déjà|enfin|toujours|\w{{3,}}ment) )*(?P<done>{lexicon.PARTICIPLE})\b",
    re.I,
)
_OPPOSITES = (
    (("maintenu", "kept"), (*lexicon.REFUSES, "annul")),
    (("annul", "cancel"), ("maintenu", "maintenir", "maintien", "kept")),
    (lexicon.GRANTS, lexicon.REFUSES),
    (lexicon.REFUSES, lexicon.GRANTS),
)
_NOUNS = {"supprim": "suppress", "approuv": "approb", "retenu": "retien", "choisi": "choi"}
"""What else tells the same: "suppression" of what is asked when it is "supprimé"."""


def contradicts(question: str, sentence: str, around: str = "") -> bool:
    """ "Pourquoi X a-t-il été choisi ?", where the minutes exclude it, or do not choose it. Not
    where another sentence of the paragraph `around` tells that it is so, in more of the question's
    words."""
    granted = _taken_for_granted(question)
    if not granted:
        return False
    done = _PREDICATE.search(granted)
    if done and _denies(done[1], sentence):
        return _tells_as_much(question, (done[1],), sentence, around)
    asked, opposite = _opposed(granted)
    if not asked or lexicon.has_stem(opposite, question) or lexicon.has_stem(asked, sentence):
        return False
    if opposite is lexicon.GRANTS and lexicon.has_stem(lexicon.REFUSES, sentence):
        return False  # "exclu, sauf tolérance" tells in another word what is asked of as "interdit"
    is_opposed = lexicon.has_stem(opposite, sentence)
    return is_opposed and _tells_as_much(question, asked, sentence, around)


def is_polar(word: str) -> bool:
    """Whether it grants or refuses."""
    return lexicon.has_stem((*lexicon.GRANTS, *lexicon.REFUSES), word)


def met_by_opposite(
    words: Sequence[str], strengths: Sequence[float], *, least: float
) -> Sequence[float]:
    """How far a sentence that contradicts a question meets each of its words: at `least` so far
    those that grant or refuse, by their opposite, where it meets all others as much."""
    pairs = [*zip(words, strengths, strict=True)]
    others = [strength for word, strength in pairs if not is_polar(word)]
    if min(others, default=0.0) < least:
        return strengths
    return [max(strength, least * is_polar(word)) for word, strength in pairs]


def _denies(done: str, sentence: str) -> bool:
    """Whether a sentence says no more of what is asked of as done than that it is not."""
    stems = frozenset(terms(done))
    return bool(stems) and stems <= denied(sentence) and stems.isdisjoint(terms(affirmed(sentence)))


def _tells_as_much(question: str, asked: tuple[str, ...], sentence: str, around: str) -> bool:
    told = len(_subject(question, asked).intersection(terms(sentence)))
    others = _telling(question, asked, around)
    return all(told >= count for other, count in others if other != sentence)


@lru_cache(maxsize=64)
def _subject(question: str, asked: tuple[str, ...]) -> frozenset[str]:
    """The index terms of a question, without those of what it takes to be so."""
    return frozenset(term for term in terms(question) if not lexicon.has_stem(asked, term))


@lru_cache(maxsize=64)
def _telling(question: str, asked: tuple[str, ...], paragraph: str) -> tuple[tuple[str, int], ...]:
    """The sentences that tell what it takes to be so, each with how many words of the question it
    has: many sentences of one paragraph are held against them."""
    subject = _subject(question, asked)
    telling = (one for one in sentences_in(paragraph) if lexicon.has_stem(asked, one))
    return tuple((one, len(subject.intersection(terms(one)))) for one in telling)


@lru_cache(maxsize=64)
def _taken_for_granted(question: str) -> str:
    """What is said after "pourquoi", or before it where nothing follows; empty where the question
    takes nothing to be so, or says that something is not."""
    found = _TAKES_FOR_GRANTED.search(question)
    if found is None:
        return ""
    granted = found["rest"] if re.search(r"\w", found["rest"]) else question[: found.start()]
    return "" if _DENIES.search(granted) else granted


@lru_cache(maxsize=64)
def _opposed(granted: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of what is taken to be so, and those of the opposite; none where it has none."""
    for taken, opposite in _OPPOSITES:
        asked = tuple(stem for stem in taken if lexicon.has_stem([stem], granted))
        if asked:
            return (*asked, *(_NOUNS[stem] for stem in asked if stem in _NOUNS)), opposite
    return (), ()
