"""Whether French knows a word: the only door to simplemma."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def is_french_word(word: str) -> bool:
    """True for inflected forms too. The dictionary is loaded at the first call."""
    import simplemma

    return bool(simplemma.is_known(word, lang="fr"))
