"""Where a question that asks several things goes from one to the next."""

import itertools
import re
from collections.abc import Iterator

_FROM = (
    r"(?:(?:à|a|au bout|auprès|avec|chez|contre|dans|d['’]ici|de|depuis|en|envers|jusqu['’]à|par"
    r"|pour|selon|sous|sur|vers|at|by|for|from|in|on|to|until|under|with) (?:de )?)?"
)
_WHAT = (
    rf"{_FROM}(?:qui|quoi|quand|comment|combien(?: de temps)?|pourquoi|où|lequel|laquelle"
    r"|lesquel(?:le)?s|whom?|when|where|why|how(?: (?:much|many|long|often))?"
    r"|(?:quel(?:le)?s?|which|what)(?: (?!est |sont |is |are )[^\W\d_]+)?)\b"
)
_TURNED = r"[^\s,]{1,40}-(?:t-)?(?:ils?|elles?|on|ce)\b"
_ASKS = re.compile(
    rf"(?:{_WHAT}|qu['’]|est-ce qu|que (?:doi|fai|fau|di|pense|prévoi|rest|devien)\w*|{_TURNED}"
    r"|(?:did|does|is|are|was|were|will) )",
    re.I,
)
"""How each thing but the first begins."""
_ASKED = re.compile(
    rf"\b(?:{_WHAT}|qu['’]|que |est-ce )|{_TURNED}"
    r"|^(?:did|does|do|is|are|was|were|will|has|have|can|should)\b",
    re.I,
)
_HINGE = re.compile(
    r"(?:\s*[,;?])?\s+(?:et|and|puis|then)\s+(?:(?:aussi|also|si oui|if so),? )?"
    rf"|\s*[,;]\s+(?!(?:qui|où|quand|who|which|when|where)\b|{_TURNED})|\s*\?\s+",
    re.I,
)
"""Between two things; after a comma alone, "qui" tells of what stands before it."""
_AND = re.compile(r"\b(?:et|and)\b", re.I)
_AGAIN = re.compile(r"(?:qui|où|quand|comment|que|who|which|when|where|how)\b", re.I)
BARE = re.compile(rf"(?P<what>{_WHAT}(?: d(?:e |['’])[^\W\d_]+)?)\W*", re.I)
"""What asks for something and names nothing: "pour quand", "combien de fois"."""
_ON = r"(?:sur|concernant|about|on|regarding)"
_TOPICS = re.compile(
    rf"(?P<head>.+?(?<!-)\b{_ON}) (?P<topics>[^?]+),? (?:et|and) (?:{_ON} )?(?P<last>[^?,]+?)\W*",
    re.I,
)
_ASKED_ON = re.compile(rf"{_ASKED.pattern}|^(?:les? )?(?:décisions?|decisions?)\b", re.I)
_OTHER_TOPIC = re.compile(rf", (?:{_ON} )?", re.I)
_ON_EACH = re.compile(rf" (?:et|and) {_ON} ", re.I)
_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_OF_EACH = re.compile(rf"(?P<head>.+?) (?P<topics>{_OF}[^?,]+?) et (?P<last>{_OF}[^?,]+?)\W*", re.I)
_LONGEST_TOPIC = 6
_MOST = 4


def pieces(text: str, mark: str) -> Iterator[tuple[str, bool]]:
    """The things that are asked as they are written, with a question mark, and whether each begins
    a sentence; "où et quand" has the clause that follows twice. More than four are left as one."""
    cuts = [*itertools.islice(_cuts(text), _MOST)]
    cuts = cuts if len(cuts) < _MOST else []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    told = [text[start:end].strip(" ?.!,;") for start, end in zip(starts, ends, strict=True)]
    for at in reversed(range(len(told) - 1)):
        opening = BARE.match(told[at + 1])
        if opening and all(map(BARE.fullmatch, told[: at + 1])):
            told[at] += f" {told[at + 1][opening.end('what') :].lstrip()}".rstrip()
    begins = [True, *("?" in cut.group() for cut in cuts)]
    for piece, is_new in zip(told, begins, strict=True):
        if piece:
            yield f"{piece[:1].upper()}{piece[1:]}{mark}", is_new


def on_each(text: str, mark: str) -> list[str]:
    """What is asked "sur Zoom et sur Tchap", of each; nothing where it is asked of one."""
    return on_each_or_all(text, mark) if _ON_EACH.search(text) else []


def on_each_or_all(text: str, mark: str) -> list[str]:
    """What is asked "sur Zoom et Tchap" or "de Zoom et de Tchap", of each, though it may be asked
    of both as one: "sur le numérique et l'écologie"."""
    asked = _TOPICS.fullmatch(text) or _OF_EACH.fullmatch(text)
    if asked is None or not _ASKED_ON.search(asked["head"]):
        return []
    topics = [*_OTHER_TOPIC.split(asked["topics"].rstrip(", ")), asked["last"]]
    is_short = all(0 < len(topic.split()) <= _LONGEST_TOPIC for topic in topics)
    are_topics = is_short and not any(map(_ASKS.match, topics))
    return [f"{asked['head']} {topic}{mark}" for topic in topics] if are_topics else []


def _cuts(text: str) -> Iterator[re.Match[str]]:
    start = 0
    for hinge in _HINGE.finditer(text):
        above, below = text[start : hinge.start()], text[hinge.end() :]
        again = _AGAIN.match(below)
        is_told = again and re.search(rf"\S\s+{again.group()}\b", above, re.I)
        is_asked = _ASKED.search(above) or _AND.search(hinge.group())
        if _ASKS.match(below) and is_asked and not is_told:
            yield hinge
            start = hinge.end()
