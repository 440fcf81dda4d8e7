"""English words to stems: those of questions, and of what is known of words."""

import re

import Stemmer

from assistant.language.lexicon import ENGLISH_WORDS

_WORD = re.compile(r"[a-z0-9]+")
_stemmer = Stemmer.Stemmer("english")


def english_stems(text: str, *, small_words: bool = False) -> list[str]:
    """In order, with repetitions; `small_words` keeps those that tell nothing by themselves."""
    words = _WORD.findall(text.lower().replace("’", "'").replace("'s", ""))
    kept = [w for w in words if small_words or (w not in ENGLISH_WORDS and len(w) > 1)]
    return [str(stem) for stem in _stemmer.stemWords(kept)]
