"""Typing errors of a question, mended with the words of the documents."""

import re
from collections.abc import Callable, Sequence

from assistant.questions.question import subject_words
from index.language.analyzer import terms
from ingest.language.words import is_english_word, is_french_word

_SHORTEST = 4


def respelt(
    text: str, *, frequency: Callable[[str], int], alike: Callable[[str], Sequence[str]]
) -> str:
    """The question with each word that neither the documents nor a dictionary know put as the
    documents spell the nearest one; the same question where none is near.

    `frequency` gives the number of paragraphs that hold an index term; `alike` the words of
    the documents that one typing error makes of a word, the best first.
    """
    for word in subject_words(text):
        if len(word) < _SHORTEST or not word.isalpha() or any(map(frequency, terms(word))):
            continue
        if is_french_word(word) or is_english_word(word):
            continue
        if nearest := alike(word):
            text = re.sub(rf"\b{word}\b", nearest[0], text)
    return text
