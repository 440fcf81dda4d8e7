"""Whether a text tells as done, obtained or settled what another only foresees, asks or discusses,
French or English."""

import re
from collections.abc import Callable, Iterator

from assistant.language.lexicon import PARTICIPLE
from index.language.analyzer import terms

_WORD = re.compile(r"[^\W\d_]+")
_ADVERB = r"(?:(?:pas|déjà|bien|enfin|finalement|\w+ment|\w+ly|already) )?"
_DONE = re.compile(
    rf"\b(?:a|ont|ayant|aient|ait) {_ADVERB}(?:été {_ADVERB})?({PARTICIPLE})\b"
    rf"|\b(?:has|have|had|having|was|were) {_ADVERB}(?:been {_ADVERB})?"
    r"(\w{2,}(?:ed|en|t|wn|ne|de))\b"
    r"|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeing )(?<!\ba )(?<!\ban )(?<!\bthe )\b([a-z]{2,}ed)\b",
    re.I,
)
_TO_COME = re.compile(
    r"(?:ser|aur|devr|pourr|fer|ir)(?:a|ont|ait|aient)|doi(?:t|vent)|va|vont|will|shall|must|should"
    r"|would",
    re.I,
)
_FUTURE = re.compile(r"\w{2,}r(?:a|ont|ait|aient)", re.I)
_ROOTS = {
    "mis": "mettr", "pris": "prendr", "tenu": "tiendr", "venu": "viendr", "reçu": "recevr",
    "ouvert": "ouvrir", "offert": "offrir", "duit": "duir", "crit": "crir", "fait": "fer",
    "dit": "dir", "lu": "lir", "perçu": "percevr", "attendu": "attendr",
}  # fmt: skip
_IRREGULAR = re.compile(rf"({'|'.join(_ROOTS)})e?s?$")
_CLAUSE = re.compile(r"[.;:!?\n]")
_REACH = 4
"""Words before a verb among which what puts it off stands."""
_STEPS = tuple(
    (re.compile(rf"\b(?:{reached})", re.I), re.compile(rf"\b(?:{before})", re.I))
    for reached, before in (
        (
            r"obtien|obten|reçoi|reçu|perçoi|perçu|accord(?![- ]cadre)|octro|accept|adopt|valid"
            r"|fait droit|favorable|ok\b|grant(?:s|ed)\b|receiv|obtain|approv|agree",
            r"demand|sollicit|réclam|requ[eê]|souhait|candidat|dépos|request|seek|sought|appl[iy]",
        ),
        (
            r"choisi|chose\b|chosen|select|settled|retien|retenu|fixée?s?\b|décid|decid|adopt|approuv"
            r"|approv|valid|institu|interdi|prohib|forbid|ban(?:s|ned)?\b|impose",
            r"évoqu|envisag|propos|discut|débat|mention|suggér|discuss|consider|hypoth|déconseil"
            r"|recommand|suggest|recommend|souhait",
        ),
    )
)
"""What is reached, and what comes before it."""


def outruns(told: str, source: str, name: Callable[[str], str]) -> bool:
    """Whether the text, `told` without what it denies, is further on than its source. `name` gives
    the term of the source that a word of the text stands for, empty where none."""
    if any(
        reached.search(told) and before.search(source) and not reached.search(source)
        for reached, before in _STEPS
    ):
        return True
    done = {next(filter(None, found.groups())).lower() for found in _DONE.finditer(told)}
    return any(_is_to_come(word, term, source) for word in done if (term := name(word)))


def _is_to_come(word: str, term: str, source: str) -> bool:
    """Whether a source that has the word has it as what will or must be, each time."""
    told = [*_told(term, _root(word), source)]
    return bool(told) and all(told)


def _root(participle: str) -> str:
    """What its future begins with, where that is another root: "remettr" of "remis"."""
    found = _IRREGULAR.search(participle)
    return participle[: found.start()] + _ROOTS[found[1]] if found else ""


def _told(term: str, root: str, source: str) -> Iterator[bool]:
    for clause in _CLAUSE.split(source):
        words = _WORD.findall(clause.lower())
        for place, word in enumerate(words):
            if term in terms(word) or (root and word.startswith(root)):
                before = words[max(0, place - _REACH) : place]
                is_put_off = any(map(_TO_COME.fullmatch, before))
                yield is_put_off or bool(_FUTURE.fullmatch(word))
