"""Whether French or English knows a word: the only door to simplemma."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def is_french_word(word: str) -> bool:
    """True for inflected forms too. The dictionary is loaded at the first call."""
    return _is_known(word, "fr")


@lru_cache(maxsize=4096)
def is_english_word(word: str) -> bool:
    """The same for English."""
    return _is_known(word, "en")


def _is_known(word: str, language: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang=language))
