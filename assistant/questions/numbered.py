"""Things told apart by a number, "ligne 5", "lot n° 2", "deuxième tranche", or a letter, "option
A": one of another does not answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.language import lexicon
from index.hit import Hit
from index.language.analyzer import fold
from index.language.context import whole_text
from ingest.document import CELL, Paragraph, Section
from ingest.language.periods import MONTH_NUMBERS

_FUNCTION_WORDS = "|".join(map(re.escape, lexicon.FRENCH_WORDS | lexicon.ENGLISH_WORDS))
_NUMBERED = re.compile(
    r"\b(?P<is_sure>(?=(?:avenant|lot|tranche|[^\W\d_]{3,}\s+n[°o.])\s*\d))?(?P<noun>[^\W\d_]{3,})"
    r"\s+(?:(?:n[°o.]|numéro|number)\s*)?(?P<number>[1-9]\d{0,3})"
    rf"(?=\s*(?:[?!.;:,)»](?!\d)|$)|\s+(?:{_FUNCTION_WORDS})\b|(?(is_sure)\s+[^\W\d_]|(?!)))",
    re.I,
)
"""What is told apart by numbers alone, "avenant 1", is so before any word."""
_LETTERED = re.compile(r"\b(?P<noun>[a-zà-ÿ]{3,})\s+(?P<letter>[A-H])(?![\w.'’&/-])")
_FIGURES = re.compile(r"\d{1,4}(?!\d)")
_MORE = re.compile(r"(?:\s*(?:,|et|and)\s*\d{1,3}\b)+")
"""After the first number of several."""
_LETTER = re.compile(r"\W*(?:[^\W\d_]{3,}\s+)?([A-H])(?![\w'’])")
_PLURAL = re.compile(r"e?[sx]?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_A_COUNT = frozenset(
    """about after apres around avant before depuis dont entre environ jusque least moins nearly
    over plus pres quelque quelques soit than under vers""".split()
)
_NO_NOUNS = _BEFORE_A_COUNT | frozenset(
    map(fold, [*lexicon.FRENCH_WORDS, *lexicon.ENGLISH_WORDS, *MONTH_NUMBERS])
)
_ITEMS = frozenset("affaire affaires item point points question sujet".split())
_ORDINALS = (
    ("premier", "premiere", "first"), ("deuxieme", "second", "seconde"), ("troisieme", "third"),
    ("quatrieme", "fourth"), ("cinquieme", "fifth"), ("sixieme", "sixth"),
    ("septieme", "seventh"), ("huitieme", "eighth"), ("neuvieme", "ninth"), ("dixieme", "tenth"),
)  # fmt: skip

PLACE = re.compile(
    "|".join(rf"\b{w}\b" for words in _ORDINALS for w in words)
    .replace("iere", "i[eè]re")
    .replace("ieme", "i[eè]me"),
    re.I,
)
"""A place in a list, in a word."""

_APART = r"[^\w.;:!?]+"
_WRITTEN = "|".join(w for words in _ORDINALS[1:] for w in words).replace("ieme", "i[eè]me")
_VERB = r"[^\W\d_]+(?:-(?:t-)?(?:ils?|elles?|on)\b|(?<=r)(?:ont|aient)\b)"
"""What stands after a class of a school: "les élèves de seconde auront-ils"."""
_ORDINAL = re.compile(
    rf"\b(?:(?P<one_more>une?|another|a)\s+)?(?P<ordinal>{_WRITTEN}|(?:[2-9]|10)(?:e|[eè]me|nde?))"
    rf"\s+(?!{_VERB})(?P<noun>[^\W\d_]{{3,}})",
    re.I,
)
_UNNUMBERED = frozenset("fois lieu semestre temps trimestre vie".split())
"""What has names of its own, "T2", or is but a turn of speech: "dans un second temps"."""


def is_place(text: str) -> bool:
    """Whether it is a place in a list and no more: "deuxième"."""
    return PLACE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Numbered:
    """`noun` and `written`, the two together, as they stand in the question; `number` in
    figures, or the letter."""

    noun: str
    number: str
    written: str

    def __str__(self) -> str:
        return self.written

    @property
    def is_item(self) -> bool:
        """Whether it is one of those that a meeting goes through: "point 3"."""
        return fold(self.noun) in _ITEMS

    def heads(self, section: Section) -> bool:
        """Whether a section of minutes is the item of that number or letter."""
        if section.number:
            return section.number == self.number
        if self.is_letter:
            return bool(_lettered(self.noun, self.number).match(section.title))
        return bool(_pattern(self.noun, self.number).match(fold(section.title)))

    @property
    def is_letter(self) -> bool:
        return self.number.isalpha()

    def stands_in(self, hit: Hit, *, whatever: bool) -> bool:
        """In the paragraph or above it, an item of that number of the minutes included;
        `whatever` the noun is, where it is of another language. Where nothing has another letter,
        one need not be said: "le bâtiment" may be "le bâtiment C"."""
        numbers = {section.number for section in hit.paragraph.sections}
        if self.is_item and self.number in numbers:
            return True
        if self._heads_row_of(hit.paragraph):
            return True
        text = whole_text(hit.document, hit.paragraph)
        if self.is_letter:
            noun = "" if whatever else self.noun
            own, others = _lettered(noun, self.number), _lettered(noun, "[A-H]")
            return bool(own.search(text)) or not others.search(text)
        return bool(_pattern("" if whatever else self.noun, self.number).search(fold(text)))

    def is_passed_by(self, row: str, paragraph: Paragraph) -> bool:
        """Whether a row of a table is of another number in the column of that name."""
        cells = [
            cell
            for place in self._columns(paragraph)
            for cell in row.split(CELL)[place : place + 1]
            if (_LETTER.match(cell) if self.is_letter else _FIGURES.search(cell))
        ]
        return bool(cells) and not any(map(self._is_in, cells))

    def _heads_row_of(self, paragraph: Paragraph) -> bool:
        places = self._columns(paragraph)
        rows = [row.split(CELL) for row in paragraph.text.splitlines()] if places else []
        return any(self._is_in(row[place]) for row in rows for place in places if place < len(row))

    def _columns(self, paragraph: Paragraph) -> list[int]:
        """Those of its name: "Lot", "N° de lot"."""
        root = _PLURAL.sub("", fold(self.noun))
        titles = fold(paragraph.columns.partition("\n")[0]).split(CELL)
        number = r"(?:n[°o.]|numeros?)"
        named = re.compile(rf"\W*(?:{number}\s*(?:d(?:e |u |es |'))?)?{root}\w?s?\W*{number}?\W*")
        return [place for place, title in enumerate(titles) if named.fullmatch(title)]

    def _is_in(self, cell: str) -> bool:
        """ "2", "02", "Lot n° 2", "2 - Peinture", "A – Achat"."""
        if self.is_letter:
            lettered = _LETTER.match(cell)
            return lettered is not None and lettered[1] == self.number
        found = _FIGURES.search(cell)
        return found is not None and int(found[0]) == int(self.number)


def items_in(question: str) -> Iterator[Numbered]:
    """The items of meetings that are asked about: each of "points 3 et 4"."""
    yield from (one for one in numbered_in(question) if one.is_item)
    for found in _NUMBERED.finditer(question):
        more = _MORE.match(question, found.end("number")) if fold(found["noun"]) in _ITEMS else None
        for number in _FIGURES.findall(more[0]) if more else ():
            yield Numbered(found["noun"], number, f"{found['noun']} {number}")


def numbered_in(question: str) -> Iterator[Numbered]:
    """No years, and nothing that is counted: "environ 50 agents"; nor what is the first, which
    documents seldom say of what has no second yet, nor "un second minibus", which is one more."""
    for found in _NUMBERED.finditer(question):
        if fold(found["noun"]) not in _NO_NOUNS and not _YEAR.fullmatch(found["number"]):
            noun, number = found["noun"], found["number"]
            yield Numbered(noun, number, f"{noun} {number}")
    for found in _LETTERED.finditer(question):
        if fold(found["noun"]) not in _NO_NOUNS:
            yield Numbered(found["noun"], found["letter"], found[0])
    for found in _ORDINAL.finditer(question):
        is_one_more = found["one_more"] and fold(found["ordinal"]) in _ORDINALS[1]
        if not is_one_more and fold(found["noun"]) not in _UNNUMBERED | _NO_NOUNS:
            written = f"{found['ordinal']} {found['noun']}"
            yield Numbered(found["noun"], _value(fold(found["ordinal"])), written)


def _value(ordinal: str) -> str:
    """In figures, of one that is written in either way."""
    places = (n for n, words in enumerate(_ORDINALS, start=1) if ordinal in words)
    return str(next(places, None) or re.sub(r"\D", "", ordinal))


@lru_cache(maxsize=256)
def _pattern(noun: str, number: str) -> re.Pattern[str]:
    """Of a folded text: "lignes 3 et 5", "ligne de tramway n° 5", "5e ligne", "L5"; any noun
    where none is given."""
    root = _PLURAL.sub("", fold(noun)) if noun else r"[^\W\d]{3}"
    initial = root[0] if noun else r"[^\W\d]"
    value = int(number)
    written = "|".join(_ORDINALS[value - 1]) if value <= len(_ORDINALS) else "(?!)"
    figures = rf"0*{number}(?:ere?|e|eme|nde?|st|rd|th)?\b(?![.,]\d)"
    between = r"(?:\W+(?:n|no|nos|numeros?|numbers?|et|ou|and|or|a|to|\d+))*?\W+"
    return re.compile(
        rf"\b{root}\w*(?:\W+de?\W+\w+)?{between}{figures}"
        rf"|\b(?:{figures}|{written}){_APART}(?:\w+{_APART}){{0,3}}{root}|\b{initial}{figures}"
    )


@lru_cache(maxsize=256)
def _lettered(noun: str, letter: str) -> re.Pattern[str]:
    """ "option A", "Options A et B", "OPTION A", "option (A)"; any noun where none is given."""
    root = rf"(?i:{re.escape(_PLURAL.sub('', noun))})" if noun else r"[^\W\d_]{3}"
    return re.compile(
        rf"\b{root}\w*{_APART}(?:[A-H]{_APART}(?:(?:et|ou|and|or)\s+)?)*{letter}(?![\w'’])"
    )
