"""Who does what to whom, as far as the order of names tells."""

import itertools
import re
from collections import Counter
from collections.abc import Callable

from assistant.language.lexicon import INSTITUTIONS
from assistant.language.sentences import sentences_in
from assistant.language.telling import clause_told, is_elsewhere
from assistant.writing.transfers import converts, parts_of
from index.language.analyzer import fold, terms

_WORD = re.compile(r"[^\W_]+")
_ACTS = frozenset(
    map(
        fold,
        INSTITUTIONS.union(
            """directeur directrice secrétaire président présidente maire préfet préfète
            recteur rectrice agence association organisme entreprise prestataire
            titulaire service agent usager école spécialiste syndicat
            fournisseur locataire bailleur ministry minister department agency
            director secretary prefect president association company contractor
            supplier staff user school specialist union""".split()
        ),
    )
)
"""Those who act, beside whoever has a name."""
_TO = frozenset("à au aux auprès to with pour for".split())
_FROM = frozenset("par by de du des d from of".split())
_AND = frozenset("et ou and or ainsi que as well".split())
_TURNS = frozenset("que qu dont auquel auxquels whom that which".split())
"""What turns the order of who does and to whom, right after a name."""
_ARTICLES = frozenset("l la le les the".split())
_PRONOUN = re.compile(
    r"\W*(?:il|elle|on|cel(?:ui|le)-ci|ce(?:tte)? derni|he|she|they|it)s?\b", re.I
)
Named = Callable[[str], list[str]]


class _Actors:
    """The actors of a text who are named once, by their terms, with their places."""

    def __init__(self, text: str, name: Callable[[str], str]) -> None:
        self.words = [word.lower() for word in _WORD.findall(text)]
        found = [
            (name(word) if _acts(word) else "", place)
            for place, word in enumerate(_WORD.findall(text))
        ]
        named = [(actor, place) for actor, place in found if actor]
        heads = [
            (actor, place)
            for (_, last), (actor, place) in itertools.pairwise([("", -9), *named])
            if place - last > 4 or not _FROM.intersection(self.words[last + 1 : place])
        ]
        often = Counter(actor for actor, _ in heads)
        self.places = {actor: place for actor, place in heads if often[actor] == 1}

    def link(self, actor: str) -> str:
        """How it is governed: "to", "from" or by nothing."""
        place = self.places[actor]
        for word in reversed(self.words[max(0, place - 3) : place]):
            if word in _TO or word in _FROM:
                return "to" if word in _TO else "from"
        return ""

    def between(self, one: str, other: str) -> list[str]:
        start, end = sorted((self.places[one], self.places[other]))
        return self.words[start + 1 : end]

    def precedes(self, one: str, other: str) -> bool:
        return self.places[one] < self.places[other]


def swaps(sentence: str, source: str, name: Callable[[str], str]) -> bool:
    """Whether two actors of a sentence of the source have changed places, with no word that
    turns it: a passive, a relative. `name` gives the term of the source that a word of the
    sentence stands for, empty where none."""
    own = _Actors(sentence, name)
    own_parts = parts_of(sentence, lambda word: name(word) if _acts(word) else "")
    parts = parts_of(source, lambda word: _term(word) if _acts(word) else "")
    if converts(own_parts, parts):
        return True
    for part in sentences_in(source.replace("\n", " ")):  # items with what introduces them
        theirs = _Actors(part, _term)
        both = sorted(own.places.keys() & theirs.places.keys() - (own_parts.keys() & parts.keys()))
        if any(_is_swapped(own, theirs, *pair) for pair in itertools.combinations(both, 2)):
            return True
    return False


def replaces(sentence: str, source: str, name: Callable[[str], str], named: Named) -> bool:
    """Whether a sentence tells what a sentence of the source tells of its first actor, of another
    actor of whom the source tells something else. `named` gives the names of a text."""
    own = frozenset(map(name, _WORD.findall(sentence))) - {""}
    words = own.intersection(terms(source))
    part, others = clause_told(words, source)
    names = named(part)
    heads = (_term(word) for word in _WORD.findall(part) if _acts(word) or word in names)
    first = next(heads, None)
    if first is None or first in own or _PRONOUN.match(part):
        return False
    acting = {name(word) for word in _WORD.findall(sentence) if _acts(word)}
    acting |= {_term(word) for word in named(sentence)}
    foreign = acting - frozenset(terms(part))
    return any(
        foreign & frozenset(terms(other)) and is_elsewhere(other, words - acting)
        for other in others
    )


def _acts(word: str) -> bool:
    one = fold(word)
    singular = one[:-3] + "y" if one.endswith("ies") else one.removesuffix("s")
    return sum(map(str.isupper, word)) > 1 or not _ACTS.isdisjoint((one, singular))


def _term(word: str) -> str:
    return next(iter(terms(word)), "")


def _is_swapped(own: _Actors, theirs: _Actors, one: str, other: str) -> bool:
    if own.precedes(one, other) == theirs.precedes(one, other):
        return False
    mine, its = ([who.link(one), who.link(other)] for who in (own, theirs))
    if ("from" in mine) != ("from" in its) or (mine == its and any(mine)):
        return False
    parts = [who.between(one, other) for who in (own, theirs)]
    turned = {bool(_TURNS.intersection(part[:1])) for part in parts}
    joined = any(set(part) <= _AND | _ARTICLES for part in parts)
    return len(turned) == 1 and not joined
