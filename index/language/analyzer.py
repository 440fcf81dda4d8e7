"""French words to the terms of the lexical index."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import Stemmer

from index.language.inflections import inflections

ANALYZER_NAME = "fr-12"
"""Goes into the manifest; raised when the same text would give other terms."""

_GARBLED = re.compile(
    "[ÃâÅ\u0080-\u009f](?:(?<=Ã)[\u0080-\u00bf\u0152-\u2122 ]|(?<=â)€"
    "|(?<=Å)[\u0080-\u00bf\u0152-\u2122]|(?<=[\u0080-\u009f]))"
)
"""Opens with one class of letters: what has none of them is passed over at once."""
_COMBINING = re.compile(
    "[" + "".join(chr(c) for c in range(0x10000) if unicodedata.combining(chr(c))) + "]+"
)
_APOSTROPHES = re.compile("['’‘`´]+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
_OCR_ELISION = re.compile(r"(?:(?<=\s)|^)(?:i|\|)'(?=\w)")
_OCR_OE = re.compile(r"\bc(?=e(?:uvre|ufs?\b|il\b))")
GROUPED_NUMBER = (
    r"(?<![\w.,])(?!0[.,])\d{1,3}(?:(?:[ \u00a0\u202f]\d{3})+|(?:\.\d{3})+|(?:,\d{3})+)(?!\w)"
)
"""A pattern: "416 000", "416.000", "416,000"; "0,416" is a share."""
ARTICLE = (
    r"(?<![\w'’.-])(?i:l\.?o|[lrd]|a(?=[.\d]))"
    r"(?:\.?\*?[ \u00a0\u202f]?\d{1,4}(?:-\d{1,4})+|(?:\.[ \u00a0\u202f]?)?\d{3,4})(?![\w-])"
)
"""A pattern of the articles of codes, as they are cited: "L. 123-5", "R.123-5-1", "L123"."""
_GROUPED_NUMBER = re.compile(GROUPED_NUMBER)
_ARTICLE = re.compile(ARTICLE)
_IS_ARTICLE = re.compile(rf"(?:{ARTICLE})\Z")
_SERIES = re.compile(r"(?:l\.?o|[lrd])\.?\*?$|a\.$")
"""Before its number, where a space parts the two."""
_TOKEN = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=[A-Z][^\W\d_A-Z])")
_STOP_WORDS = frozenset(
    """a ai ainsi alors an and apres are as at au aucun aussi autre aux avant avec avez avoir avons
    be because been being but by c ca car ce ceci cela celle celles celui ces cet cette ceux chez ci
    comme comment could d dans de depuis des did do does donc dont du elle elles en encore est et
    etaient etait etant etc ete etes etre eu for from had has have he her his how i if il ils in
    into is it its j je jusqu l la le lequel les leur leurs lors lorsqu lui m ma mais me meme memes
    mes mon my n ne ni no nos not notre nous of on ont or other ou our par parce pas pendant peu
    plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera
    seront ses should si so soit son sont sous sur t ta te tel telle tels tes than that the their
    them then there these they this those to ton tous tout toute toutes tres tu un une vers via
    voici voila vos votre vous was we were what when where which while who whom whose why will with
    would y you your""".split()
)

_PLURAL_VERB = re.compile(r"(?<=\w{4})(?<!m)(?<!ai)ents?$")
_PLURAL = re.compile(
    r"(?:(?<=\w[ao])|(?<=[^\Wo]u)|(?<=\woi))(?<!clu)(?<!.fu)(?<!.bu)(?<!ssu)(?<!.po)(?<!clo)(?<!.[cpb]a)s$"
)
"""Plurals that the stemmer leaves, "vélos", "élus", "lois"; not "refus", nor "propos"."""
_SHORTEST_STEM = 4
_PIECES_KEPT, _LONGEST_KEPT = 100_000, 40
"""Some 30 MiB where all are."""

_GIVEN = inflections() | {
    word: stem
    for line in Path(__file__).with_name("stems.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for stem, _, words in [line.partition(":")]
    for word in words.split()
}
_stemmer = Stemmer.Stemmer("french")
_stemmer.maxCacheSize = 0


def terms(text: str) -> list[str]:
    """The terms of a text in order, with repetitions.

    Accents are folded, elisions split, stop words left out, words stemmed. A compound
    such as TECH.GOUV, mi-2021 or FranceConnect gives its parts and the whole, and so does the
    article of a code, L. 123-5, the whole last. Usual faults
    of character recognition ("I'Etat", "en ceuvre") give the terms of the right word.
    """
    if _GARBLED.search(text):
        return list(_terms(_folded(repaired(text))))
    pieces = [*map(_pieces.__getitem__, text.split())]
    for piece, after in pairwise(pieces):
        if piece.may_go_on and after.opens_with_figure:
            return list(_terms(_folded(text)))  # "38 400" may be one number, "L. 123-5" one article
    return [term for piece in pieces for term in piece.terms]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two spaces, read by itself."""

    terms: tuple[str, ...]
    opens_with_figure: bool
    may_go_on: bool


class _Pieces(dict[str, _Piece]):
    """As they are read, by how they are written: texts are made of the same ones over and over, so
    that reading a sentence is looking them up. All are forgotten once they are too many."""

    def __missing__(self, written: str) -> _Piece:
        folded = _folded(written)
        may_go_on = folded[-1:].isdigit() or _SERIES.search(folded) is not None
        piece = _Piece(tuple(_terms(folded)), folded[:1].isdigit(), may_go_on)
        if len(written) <= _LONGEST_KEPT:
            if len(self) >= _PIECES_KEPT:
                self.clear()
            self[written] = piece
        return piece


_pieces = _Pieces()


def _folded(text: str) -> str:
    return fold(_HUMP.sub("-", text))


def words(text: str, *, small_words: bool = False) -> list[str]:
    """The terms of single words in order, compounds in their parts only: what phrases are
    compared by. `small_words` keeps the stop words, but for those that are elided."""
    folded = _ELISION.sub(" ", fold(_HUMP.sub("-", repaired(text))))
    found = _PART.findall(folded)
    return [_stem(word) for word in found if small_words or word not in _STOP_WORDS]


def repaired(text: str) -> str:
    """The text that its author wrote, where it was decoded with the wrong table on its way:
    "dÃ©cision" is searched as "décision". Each line on its own, whatever stands beside it."""
    if text.isascii() or not _GARBLED.search(text):
        return text
    import ftfy

    lines = [line.strip(" ") for line in text.split("\n")]
    return "\n".join(ftfy.fix_encoding(x) if _GARBLED.search(x) else x for x in lines)


def fold(text: str) -> str:
    """Lower case without accents, apostrophes made alike, recognition faults mended."""
    text = _APOSTROPHES.sub("'", unaccented(text).lower())
    if "i'" in text or "|'" in text:
        text = _OCR_ELISION.sub("l'", text)
    return _OCR_OE.sub("o", text) if "ceu" in text or "ceil" in text else text


def is_article(word: str) -> bool:
    """Whether a word cites the article of a code."""
    return _IS_ARTICLE.match(word) is not None


def is_stop_word(folded: str) -> bool:
    """Whether a folded word gives no term."""
    return folded in _STOP_WORDS


def unaccented(text: str) -> str:
    """The text without accents, "œ" as two letters."""
    if text.isascii():
        return text
    text = text.replace("œ", "oe").replace("Œ", "Oe")
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text))


def _terms(folded: str) -> Iterator[str]:
    text = _GROUPED_NUMBER.sub(lambda m: re.sub(r"\D", "", m.group()), folded)
    text = _ARTICLE.sub(_number_and_whole, text)
    if "'" in text:
        text = _ELISION.sub(" ", text)
    for token in _TOKEN.findall(text):
        parts = [token] if token.isalnum() else _PART.findall(token)
        for part in parts:
            if part not in _STOP_WORDS:
                yield _stem(part)
        if len(parts) > 1 and len(token) <= 40:
            yield _stem("".join(parts))


def _number_and_whole(article: re.Match[str]) -> str:
    """ "l. 123-5" as "123-5 l123x5": one number of it is none of another, "l. 12-35"."""
    series, number = re.split(r"(?=\d)", article.group(), maxsplit=1)
    return f"{number} {re.sub(r'[^a-z]', '', series)}{number.replace('-', 'x')}"


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if word in _GIVEN:
        return _GIVEN[word]
    if len(word) <= 3 or any(character.isdigit() for character in word):
        return word
    word = _PLURAL.sub("", word)
    stem = str(_stemmer.stemWord(_PLURAL_VERB.sub("e", word)))
    while len(stem) > _SHORTEST_STEM and stem[-1] in "ei":
        stem = stem[:-1]  # what the stemmer leaves of "étudiées" once its accents are folded
    return stem
