"""Acronyms that a text explains: "direction interministérielle du numérique (DINUM)", "DINUM
(direction interministérielle du numérique)".

The letters are held against the words as French makes acronyms of them. The first word and the
last that tells give letters, and so does every word between but one, in acronyms of five letters
or more (URSSAF passes over "cotisations"); small words and the later parts of compounds may give
none. A word gives its first letter, or its first ones (COSINUM, DGFiP).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.language.analyzer import terms, unaccented
from ingest.language import bodies

ACRONYMS_NAME = "fr-3"
"""Goes into the manifest of derived indexes; raised when the same text would give others."""

_SHORT = r"[^\W\d_](?:[.&-]?[^\W\d_])+\.?"
_PARENTHESIS = re.compile(r"\(\s*([^()]{2,160}?)\s*\)")
_INSIDE = re.compile(rf"(?:(?:ci-après|dite?s?|ou|sigle)\s+)?[«“\"]?\s*({_SHORT})\s*[»”\"]?", re.I)
_BEFORE = re.compile(rf"(?:^|[\s«“\"'’(])({_SHORT})\s*[»”\"]?\s*$")
_BOUNDARY = re.compile(r"[.;:!?()«»“”\"\[\]•–—]|\s-\s|\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z])")
_ROMAN = re.compile(r"[IVX]+")
_ARTICLE = re.compile(r"(?:les?\s|la\s|l['’]|the\s)", re.I)
_BODY = re.compile(rf"\b{bodies.NOUN}\b")
_QUALIFIED = re.compile(
    r"(?:compétente?|placée?|chargée?|relati(?:f|ve)|commune?|auprès|pour|d[ue]|des)\b|d['’]", re.I
)
"""What follows the words of a body's name that its acronym is of."""
_SMALL = frozenset(
    "a à au aux avec d dans de des du en entre et for in l la le les of on ou par pour qu sans "
    "sous sur the to un une".split()
)
_LONGEST, _MOST_WORDS, _LONGEST_WINDOW = 12, 14, 200
_LONGEST_PREFIX = 4
_NAMED = re.compile(r"[«“]\s*([A-ZÀ-Ý][^«»“”\"\n,.;:!?]{8,80}?)\s*[»”]")
_LEAST_INITIALS = 4
_SKIPS_ONE = 5


@dataclass(frozen=True, slots=True)
class Acronym:
    """Both as they are written, the article of the expansion left out."""

    short: str
    expansion: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of an expansion, without accents in lower case. Small words may give no letter, and
    neither may what follows in a compound (`is_later`)."""

    letters: str
    start: int
    is_small: bool
    is_later: bool

    @property
    def is_free(self) -> bool:
        return self.is_small or self.is_later


@dataclass(frozen=True, slots=True)
class _Rule:
    """Whether small words give letters, and how many words that should give one give none."""

    small_words: bool
    skips: int


_RULES = (_Rule(False, 0), _Rule(True, 0), _Rule(False, 1), _Rule(True, 1))
"""The strictest first: "départementale des territoires et de la mer" is not all of DDTM."""


def acronyms_in(text: str) -> Iterator[Acronym]:
    """What a text explains, in either order; each as often as it stands there."""
    for found in _PARENTHESIS.finditer(text) if "(" in text else ():
        before = text[max(0, found.start() - _LONGEST_WINDOW) : found.start()]
        inside = found.group(1)
        if alone := _INSIDE.fullmatch(inside):
            short, expansion = alone.group(1), _ending(before, alone.group(1))
        elif ahead := _BEFORE.search(before[-2 * _LONGEST :]):
            short, expansion = ahead.group(1), _beginning(inside.strip('«»“”" '), ahead.group(1))
        else:
            continue
        if expansion:
            yield Acronym(short, expansion)


def implied_in(text: str) -> Iterator[Acronym]:
    """The initials of names between quotation marks, with those of small words and without:
    JDMA and DM, too short, for « Je donne mon avis ». No text says that they are used."""
    for found in _NAMED.finditer(text):
        parts = _parts(found[1])
        every = "".join(part.letters[0] for part in parts).upper()
        telling = "".join(part.letters[0] for part in parts if not part.is_small).upper()
        for short in dict.fromkeys((every, telling)):
            if _LEAST_INITIALS <= len(short) <= _LONGEST and short.isalpha():
                yield Acronym(short, found[1])


def _is_short(token: str) -> bool:
    """Mostly capitals, no Roman number, and a word that the index can look up."""
    letters = re.sub(r"[.&-]", "", token)
    capitals = sum(letter.isupper() for letter in letters)
    return (
        2 <= len(letters) <= _LONGEST
        and capitals >= 2
        and 2 * capitals > len(letters)
        and not _ROMAN.fullmatch(letters)
        and bool(terms(token))
    )


def _ending(before: str, short: str) -> str:
    """The shortest run of words right before the parenthesis that gives the letters by the
    strictest rule that some run does; empty where none is."""
    if not _is_short(short):
        return ""
    before = before.rstrip(' \n»”"')
    clause = before[max((m.end() for m in _BOUNDARY.finditer(before)), default=0) :].rstrip()
    parts = _parts(clause)[-2 * _MOST_WORDS :]
    for rule in _RULES:
        for first in range(len(parts) - 2, -1, -1):
            if _spells(parts[first:], short, rule):
                return " ".join(clause[parts[first].start :].split())
    return _of_body(clause, short)


def _of_body(clause: str, short: str) -> str:
    """The words that begin the name of a body, before what it is competent for: "commission
    consultative paritaire compétente à l'égard des agents (CCP)"; empty where they give no
    letters."""
    for noun in reversed([*_BODY.finditer(clause)]):
        parts = _parts(clause[noun.start() :])
        for last in range(2, len(parts)):
            rest = noun.start() + parts[last].start
            if _QUALIFIED.match(clause, rest) and _spells(parts[:last], short, _RULES[0]):
                return " ".join(clause[noun.start() : rest].split())
    return ""


def _beginning(inside: str, short: str) -> str:
    """What is between the parentheses, or its beginning before a comma."""
    if not _is_short(short):
        return ""
    bare = _ARTICLE.sub("", inside, count=1) if _ARTICLE.match(inside) else inside
    cuts = [*(m.start() for m in re.finditer(r"[,;:]", bare)), len(bare)]
    for end in reversed(cuts):
        parts = _parts(bare[:end])
        if any(_spells(parts, short, rule) for rule in _RULES):
            return " ".join(bare[:end].split())
    return ""


def _parts(clause: str) -> list[_Part]:
    """The words in order: compounds, elisions and FranceConnect in their parts."""
    parts: list[_Part] = []
    end = -1
    for word in _WORD.finditer(clause):
        is_later = word.start() == end + 1 and clause[end] == "-"
        start = word.start()
        for piece in _HUMP.split(word.group()):
            letters = unaccented(piece).lower()
            parts.append(_Part(letters, start, letters in _SMALL, is_later))
            start += len(piece)
        end = word.end()
    return parts


def _spells(parts: Sequence[_Part], short: str, rule: _Rule) -> bool:
    """Whether the words give the letters, the first and the last of them one at least each."""
    letters = unaccented(re.sub(r"[.&-]", "", short)).lower()
    if not 2 <= len(parts) <= _MOST_WORDS or parts[0].is_free or parts[-1].is_small:
        return False
    if letters in (part.letters for part in parts) or (rule.skips and len(letters) < _SKIPS_ONE):
        return False
    if parts[0].letters[0] != letters[0]:
        return False
    longest = 1 if len(letters) == 2 else _LONGEST_PREFIX

    @cache
    def rest(word: int, letter: int, skips: int) -> bool:
        if word == len(parts):
            return letter == len(letters)
        part = parts[word]
        gives = rule.small_words or not part.is_small
        for length in range(1, longest + 1) if gives else ():
            prefix = letters[letter : letter + length]
            if len(prefix) < length or not part.letters.startswith(prefix):
                break
            if rest(word + 1, letter + length, skips):
                return True
        if word in (0, len(parts) - 1) or not (part.is_free or skips):
            return False
        return rest(word + 1, letter, skips if part.is_free else skips - 1)

    return rest(0, 0, rule.skips)
