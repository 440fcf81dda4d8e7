"""Words that recognition misread, "réumon" or "com mission", and what may stand on the paper.

A word that no dictionary knows is held against all that one fault makes of it (Norvig 2007, "How
to Write a Spelling Corrector"): a letter changed, added or left out, two that changed places,
letters that look like others, a space lost or added. What was read stays as it is, and is what
is quoted; what may be printed is searched beside it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from index.language.analyzer import fold, is_stop_word
from index.language.french import FrenchWords
from ingest.document import Misread
from ingest.language.words import is_english_word, is_french_word

_WORD = re.compile(r"[^\W_]+\b(?!['’])")
_MARKS = '.,;:!?()«»“”"…'
_SHORTEST, _SHORTEST_APART, _LONGEST = 5, 7, 30
"""Letters from which on a word is put right, and taken for two that lost their space, and the
most that a word has."""
_SHORTEST_PART, _MUCH_WRITTEN = 4, 500
"""Of a word that lost its space to another, small words apart: its letters, and how often it is
written in the dictionary, whose rare words are put at 50."""
_ADVERB = "ment"
_MOST = 2
_LOOK_ALIKE = {
    "rn": ("m",), "in": ("m",), "ni": ("m",), "m": ("rn", "in", "ni"), "cl": ("d",), "d": ("cl",),
    "ii": ("u",), "u": ("ii",), "li": ("h",), "vv": ("w",),
}  # fmt: skip
"""What is read -> what may be printed."""
_WORDS_KEPT = 100_000


def misread(text: str) -> Misread:
    """What may be misread in a text, each once, with the two likeliest words that may be printed
    at most; nothing where most words are unknown, which is no French. Names that no dictionary has
    may be among it."""
    words = _WORD.findall(text)
    unread = [word for word in words if _is_unknown(word)]
    if not unread or 2 * len(unread) > len(words):
        return ()
    unknown = dict.fromkeys(unread)
    found = {word: " ".join(_printed(word)) for word in unknown}
    pieces = [piece.strip(_MARKS) for piece in text.split()]
    for left, right in pairwise(pieces):
        if left in unknown or right in unknown:
            found[f"{left} {right}"] = _joined(left, right)
    return tuple((read, printed) for read, printed in found.items() if printed and read in text)


def places(text: str, known: Misread) -> Iterator[tuple[re.Match[str], str]]:
    """Where words stand in a text that may be misread, in order and apart, and what may be
    printed there."""
    if not known:
        return
    printed = dict(known)
    any_of = "|".join(re.escape(read) for read in sorted(printed, key=len, reverse=True))
    for found in re.finditer(rf"\b(?:{any_of})\b", text):
        yield found, printed[found[0]]


def as_printed(text: str, known: Misread) -> str:
    """The text, and behind it what may be printed in the place of its words."""
    return " ".join((text, *(printed for _, printed in places(text, known)))) if known else text


def put_right(text: str, known: Misread) -> str:
    """The text with what may be printed in the place of its words."""
    for found, printed in reversed([*places(text, known)]):
        text = text[: found.start()] + printed + text[found.end() :]
    return text


@lru_cache(maxsize=_WORDS_KEPT)
def _is_unknown(word: str) -> bool:
    return not word.isdigit() and not _is_word(fold(word))


@lru_cache(maxsize=_WORDS_KEPT)
def _printed(word: str) -> tuple[str, ...]:
    """What may stand on the paper in the place of an unknown word; nothing where another
    dictionary knows it."""
    folded = fold(word)
    figures = sum(map(str.isdigit, folded))
    may_be = (
        _SHORTEST <= len(folded) <= _LONGEST and 3 * figures <= len(folded) and not word.isupper()
    )
    if not may_be:
        return ()
    near = _french().near(folded) or _french().known(_looking_alike(folded))
    printed = tuple(near[:_MOST]) or _parted(folded)
    # The large dictionaries are loaded last: few words come so far.
    is_known = printed and (is_french_word(word) or is_english_word(word.lower()))
    return () if is_known else tuple(map(_french().written, printed))


def _looking_alike(word: str) -> Iterator[str]:
    for place in range(len(word)):
        for read in (word[place : place + 1], word[place : place + 2]):
            for printed in _LOOK_ALIKE.get(read, ()):
                yield word[:place] + printed + word[place + len(read) :]


def _parted(word: str) -> tuple[str, ...]:
    """The likeliest two words, both much written: rare words look like two that are put together.
    One of them may be small, but both are not."""
    if len(word) < _SHORTEST_APART or (word.endswith(_ADVERB) and _is_word(word[: -len(_ADVERB)])):
        return ()
    pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    worth = [
        pair
        for pair in pairs
        if all(is_stop_word(part) or _is_much_written(part) for part in pair)
        and not all(map(is_stop_word, pair))
    ]
    return max(worth, key=lambda pair: min(map(_french().frequency, pair)), default=())


def _is_much_written(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and _french().frequency(word) >= _MUCH_WRITTEN


def _is_word(word: str) -> bool:
    return _french().frequency(word) > 0


def _joined(left: str, right: str) -> str:
    """The word that a space broke, empty where they make none."""
    whole = fold(left + right)
    are_letters = left.isalpha() and right.isalpha() and right.islower()
    is_broken = are_letters and len(whole) >= _SHORTEST and _is_word(whole)
    return _french().written(whole) if is_broken else ""


@cache
def _french() -> FrenchWords:
    return FrenchWords()
