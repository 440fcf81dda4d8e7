"""The language that a question is put in."""

from collections.abc import Sequence

from assistant.answer import Language
from assistant.language import lexicon
from assistant.language.related import related_words
from ingest.language.words import is_english_word, is_french_word

_FEWEST = 2
"""Words that tell by themselves which language they are of."""
_ENGLISH_OPENINGS = frozenset(
    "are can could did do does has have how is was were what when where which who whom whose why"
    " will would good goodbye bye hello help hi many thanks".split()
)
"""Words that open questions and courtesies in English, and none in French."""


def language_of(words: Sequence[str]) -> Language:
    """By its small words, else by all of them."""
    lowered = [word.lower() for word in words]
    is_opened = bool(lowered) and lowered[0] in _ENGLISH_OPENINGS  # "Who built the Pont de la X?"
    english = 2 * is_opened + sum(word in lexicon.ENGLISH_WORDS for word in lowered)
    french = sum(word in lexicon.FRENCH_WORDS for word in lowered)
    is_english = english > french or not (english or french or not _names_in_english(words))
    return Language.ENGLISH if is_english else Language.FRENCH


def _names_in_english(words: Sequence[str]) -> bool:
    """Whether words that nothing links, "laptop delivery", are all English, and not all French too;
    names aside."""
    plain = [word.lower() for n, word in enumerate(words) if n == 0 or word.islower()]
    are_english = len(plain) >= _FEWEST and all(map(is_english_word, plain))
    everyday = related_words()
    return are_english and not all(is_french_word(w) or everyday.is_used(w) for w in plain)
