"""Whether a sentence holds the kind of thing that a question asks for."""

import re

from assistant import lexicon
from assistant.matching import Term, match
from assistant.question import Question, Wanted
from index.analyzer import terms
from ingest.document import ParagraphKind
from ingest.words import is_french_word

_PATTERNS = {
    Wanted.MONEY: lexicon.MONEY,
    Wanted.NUMBER: lexicon.NUMBERS,
    Wanted.SHARE: lexicon.SHARES,
    Wanted.DURATION: lexicon.DURATIONS,
    Wanted.TIME: lexicon.TIMES,
    Wanted.REASON: lexicon.REASONS,
    Wanted.ADDRESS: lexicon.ADDRESSES,
}
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_CAPITALISED = re.compile(r"(?<=[\w,;:] )(?:[«“\"(] ?)?([A-ZÀ-ÖØ-Þ][\w.]+)")
_REACH = 4


def holds_wanted(
    question: Question, counted: Term | None, sentence: str, kind: ParagraphKind
) -> bool:
    """`counted` is the term for what "combien de" counts: a number must stand right before
    it. Where nothing in particular is asked for, every sentence does."""
    if question.wanted is Wanted.NAME:
        return _names_someone(question, sentence)
    pattern = _PATTERNS.get(question.wanted)
    if pattern is None:
        return True
    if not pattern.search(sentence):
        return False
    if counted is None or question.wanted is not Wanted.NUMBER or kind is ParagraphKind.TABLE:
        return True
    return _counts(counted, sentence)


def _counts(counted: Term, sentence: str) -> bool:
    """ "38 400 réponses", "douze grands projets"; not "deux tiers des dossiers"."""
    words = _WORD.findall(sentence)
    for position, word in enumerate(words):
        is_number = lexicon.NUMBERS.fullmatch(word) or word[0].isdigit()
        if not is_number or lexicon.SHARES.fullmatch(word):
            continue
        after = words[position + 1 : position + 1 + _REACH]
        if after and lexicon.SHARES.match(after[0]):
            continue
        if match(counted, frozenset(terms(" ".join(after)))) > 0:
            return True
    return False


def _names_someone(question: Question, sentence: str) -> bool:
    """A word with a capital within the sentence that is neither a common word nor one of
    the question's own."""
    asked = set(terms(question.text))
    capitalised = (found.group(1) for found in _CAPITALISED.finditer(sentence))
    return any(
        not asked.issuperset(terms(word)) and not is_french_word(word.lower())
        for word in capitalised
    )
