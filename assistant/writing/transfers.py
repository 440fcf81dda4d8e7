"""Who gives and who gets, as far as the verbs of a sentence tell: "accorder" and "obtenir"."""

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import takewhile

from assistant.language.quoting import IN_MARKS

_WORD = re.compile(r"[^\W_]+|[.;:!?]")
_ENDS = r"(?:e|ent|a|ont|era|eront|ait|aient|erait|eraient|é|ée|és|ées|er|ant)"
_GIVES = re.compile(
    rf"(?:accord|octroy|octroi|attribu|vers|c[èé]d|prêt|donn|communiqu|pay|rembours|livr|allou"
    rf"|adress|refus){_ENDS}|vend\w*|vente|cession|versement|remboursement|octroi|prêt|(?:trans|re)met\w*"
    r"|(?:trans|re)mis\w*|fourni\w*|grant(?:s|ed)|g[ia]ves?|pa(?:y|ys|id)|sells?|sold|sends?"
    r"|sent|lends?|lent|awards?|awarded|transfers?|transferred|provides?|provided",
    re.I,
)
"""Who refuses could have given."""
_GETS = re.compile(
    rf"(?:achet|achèt|demand|réclam|sollicit|emprunt|bénéfici){_ENDS}|achats?|obtien\w*|obten\w*|reçoi\w*"
    r"|recevoir|reçue?s?|perçoi\w*|perçue?s?|acqui\w+|receives?|received|receiving|gets?|got|obtain\w*"
    r"|buys?|bought|borrow\w*|asks?|asked|request\w*|seeks?|sought",
    re.I,
)
_BE = frozenset("est sont été être sera seront serait is are was were be been".split())
_SEES = frozenset("voit voient voir verra verront vu".split())
_BEFORE_NOUNS = frozenset("la le une un sa son cette ce toute leur de en the".split())
_TO = frozenset("à au aux to".split())
_FROM = frozenset("de du des d from auprès".split())
_BY = frozenset("par by".split())
_ENDS_CLAUSE = frozenset(". ; : ! ? qu que qui dont which that".split())
_REACH = 6
_FAR = 60
"""Words before a verb among which its subject stands."""
GIVES, GETS = "gives", "gets"


def parts_of(text: str, actor: Callable[[str], str]) -> dict[str, set[str]]:
    """Of each actor whether it gives, gets, or both; `actor` gives the term of a word that names
    one, empty for the others."""
    words = _WORD.findall(IN_MARKS.sub(" ", text))
    low = [word.lower() for word in words]
    found: dict[str, set[str]] = defaultdict(set)
    for place, word in enumerate(low):
        gives = bool(_GIVES.fullmatch(word))
        if not gives and not _GETS.fullmatch(word):
            continue
        before = low[max(0, place - 3) : place]
        is_noun = bool(_BEFORE_NOUNS.intersection(before[-1:]))
        is_passive = bool(_BE.intersection(before))
        is_finite = not word.endswith(("er", "oir", "re")) or bool(_SEES.intersection(before))
        if is_finite and not (is_noun or is_passive):
            does = gives is not bool(_SEES.intersection(before))
            for term in _subject(words[max(0, place - _FAR) : place], actor):
                found[term].add(GIVES if does else GETS)
        link, term = _object(words[place + 1 : place + 1 + _REACH], actor)
        if link == "by" and is_passive:
            found[term].add(GIVES if gives else GETS)
        elif link == "to":
            found[term].add(GETS if gives else GIVES)
        elif link == "from" and not (gives or is_noun):
            found[term].add(GIVES)
    return found


def _subject(words: list[str], actor: Callable[[str], str]) -> list[str]:
    """The actors before a verb in its clause that nothing governs."""
    clause = [*takewhile(lambda word: word.lower() not in _ENDS_CLAUSE, reversed(words))][::-1]
    low = [word.lower() for word in clause]
    return [
        term
        for place, word in enumerate(clause)
        if (term := actor(word))
        and not (_TO | _FROM | _BY).intersection(low[max(0, place - 3) : place])
    ]


def _object(words: list[str], actor: Callable[[str], str]) -> tuple[str, str]:
    """How the first actor after a verb is governed, with its term."""
    clause = [*takewhile(lambda word: word.lower() not in _ENDS_CLAUSE, words)]
    for place, word in enumerate(clause):
        if term := actor(word):
            for link in reversed([word.lower() for word in clause[:place]]):
                for name, links in (("to", _TO), ("from", _FROM), ("by", _BY)):
                    if link in links:
                        return name, term
            return "", term
    return "", ""


def converts(told: dict[str, set[str]], source: dict[str, set[str]]) -> bool:
    """Whether an actor gives where it gets in the source, or the reverse."""
    return any(told[term].isdisjoint(source[term]) for term in told.keys() & source.keys())
