"""A glossary as it is written: groups of like meaning, products, acronyms, one a line.

ordinateur, portable, poste = computer, laptop     French, then English
@ teams, zoom: visioconférence                     products, and what comes near
DLNUF: Dites-le-nous une fois                      an acronym
CNH:                                               one of which nothing is to be learned
"""

import logging
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import GlossaryError
from index.language.acronym_list import acronym_key
from index.language.acronyms import Acronym
from index.language.analyzer import terms, words

FILE_NAME = "glossary.txt"
_SHORT = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*\.?")
_log = logging.getLogger(__name__)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """`groups` are expressions of like meaning, French and English; `products` names, and what
    they are used for; `unlearned` the keys of acronyms that the documents are not believed on."""

    groups: tuple[tuple[Words, Words], ...] = ()
    products: tuple[tuple[Words, Words], ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    unlearned: frozenset[str] = frozenset()

    def with_learned(self, learned: Sequence[Acronym]) -> tuple[Acronym, ...]:
        """Its own acronyms, and what the documents say of others."""
        return (*self.acronyms, *self.open_among(learned))

    def open_among(self, acronyms: Sequence[Acronym]) -> tuple[Acronym, ...]:
        """Those of which it says nothing."""
        told = {acronym_key(own.short) for own in self.acronyms} | self.unlearned
        return tuple(a for a in acronyms if acronym_key(a.short) not in told)


EMPTY = Glossary()


class GlossaryFile:
    """Read again when it changes; no file is an empty glossary."""

    def __init__(self, path: Path, *, products: Set[str]) -> None:
        """`products` are the stems of names that no word may replace. Raises GlossaryError."""
        self._path, self._products = path, products
        self._state = _state(path)
        self._read = self._parsed()

    def current(self) -> Glossary:
        """The last one that could be read: of a later fault, the log has the sentence."""
        state = _state(self._path)
        if state != self._state:
            self._state = state
            try:
                self._read = self._parsed()
            except GlossaryError as error:
                _log.warning("%s The glossary as it was before is used.", error)
        return self._read

    def _parsed(self) -> Glossary:
        if self._state is None:
            return EMPTY
        try:
            text = self._path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return EMPTY
        except OSError as error:
            raise GlossaryError(f"{self._path}: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise GlossaryError(f"{self._path}: it is not a text in UTF-8.") from error
        return parse(text, name=str(self._path), protected=self._products, is_added=True)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def parse(
    text: str, *, name: str, protected: Set[str] = frozenset(), is_added: bool = False
) -> Glossary:
    """`protected` are stems of products, beside those of the text's own. One that `is_added` to
    that of the box may replace none of them. Raises GlossaryError, which gives the `name` of the
    file and the line."""
    groups: list[tuple[Words, Words]] = []
    products: list[tuple[Words, Words]] = []
    acronyms: list[Acronym] = []
    unlearned: set[str] = set()
    own = {stem for _, line in _lines(text) for stem in _named_products(line)}
    for number, line in _lines(text):
        try:
            if line.startswith("@"):
                products.append(_product(line.removeprefix("@")))
            elif ":" in line:
                short, expansion = _acronym(line)
                if expansion:
                    acronyms.append(Acronym(short, expansion))
                else:
                    unlearned.add(acronym_key(short))
            else:
                groups.append(_group(line))
                acronyms += _equivalents(groups[-1][0]) if is_added else []
            if is_added:
                _check_products(line, own | protected)
        except ValueError as error:
            raise GlossaryError(f"{name}, line {number}: {error}") from error
    return Glossary(tuple(groups), tuple(products), tuple(acronyms), frozenset(unlearned))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _named_products(line: str) -> list[str]:
    return terms(line[1:].partition(":")[0]) if line.startswith("@") else []


def _product(line: str) -> tuple[Words, Words]:
    names, colon, uses = line.partition(":")
    if not colon or not terms(uses):
        raise ValueError('after the products of an "@" line come a colon and their use.')
    return _expressions(names), tuple(uses.split())


def _acronym(line: str) -> tuple[str, str]:
    """The acronym and what it is short for, which may be nothing."""
    short, _, expansion = (part.strip() for part in line.partition(":"))
    if not _SHORT.fullmatch(short) or sum(map(str.isupper, short)) < 2:
        raise ValueError(f'"{short}" before the colon is no acronym: give it in capitals.')
    if not terms(short):
        raise ValueError(f'"{short}" reads as a small word of French, which is not looked for.')
    if expansion and len(words(expansion, small_words=True)) < 2:
        raise ValueError(f"{short} is explained by one word: make both a group, with a comma.")
    return short, expansion


def _equivalents(group: Words) -> list[Acronym]:
    """An acronym in a group is met by what stands beside it, which a name is not otherwise."""
    return [
        Acronym(short, other)
        for short in group
        if sum(map(str.isupper, short)) >= 2 and _SHORT.fullmatch(short)
        for other in group
        if other != short
    ]


def _group(line: str) -> tuple[Words, Words]:
    french, equals, english = line.partition("=")
    if "=" in english:
        raise ValueError('"=" stands once, between French and English.')
    group = _expressions(french), _parted(english) if equals else ()
    if len(group[0]) + len(group[1]) < 2:
        raise ValueError("one expression alone is like no other: give several, with commas.")
    return group


def _expressions(listed: str) -> Words:
    """In French."""
    expressions = _parted(listed)
    for expression in expressions:
        if not terms(expression):
            raise ValueError(f'"{expression}" has no word that is looked for.')
    return expressions


def _parted(listed: str) -> Words:
    expressions = tuple(expression.strip() for expression in listed.split(","))
    if not all(expressions):
        raise ValueError("nothing stands between two commas, or at an end.")
    return expressions


def _check_products(line: str, products: Set[str]) -> None:
    """Raises ValueError for a product that is made to be met by another word."""
    if line.startswith("@"):
        return
    for expression in re.split(r"[,=]|:.*", line):
        if terms(expression)[-1:] and set(terms(expression)) <= products:
            raise ValueError(
                f'"{expression.strip()}" is a product of an "@" line, for which no other word '
                "stands: leave it out."
            )
