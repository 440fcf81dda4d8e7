"""The words of French and of English: the only door to simplemma."""

from collections.abc import Iterator
from functools import lru_cache


@lru_cache(maxsize=4096)
def is_french_word(word: str) -> bool:
    """True for inflected forms too. The dictionary is loaded at the first call."""
    return _is_known(word, "fr")


@lru_cache(maxsize=4096)
def is_english_word(word: str) -> bool:
    """The same for English."""
    return _is_known(word, "en")


def all_words() -> Iterator[str]:
    """Of both languages, inflected forms and what they are forms of, with repetitions."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    for language in ("fr", "en"):
        for pair in DefaultDictionaryFactory().get_dictionary(language).items():
            yield from (word.decode() if isinstance(word, bytes) else word for word in pair)


def _is_known(word: str, language: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(word, lang=language))
