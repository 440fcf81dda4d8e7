"""What a model's reply says: without what it thinks aloud, cut into sentences, its markers in one
form, "[1][2]"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import ModelError
from assistant.language.sentences import sentences_in
from assistant.writing.markup import plain

_LONGEST_REPLY = 6_000
TAKEN_BACK = "\0"
"""A piece that says that what came before it was thought: no reply of a model holds it."""
_THOUGHT = re.compile(r"[<\[◁](/)(?:think(?:ing)?|reasoning)[>\]▷]", re.I)
_THINKS = re.compile(_THOUGHT.pattern.replace("(/)", "(/?)"), re.I)
_OPEN_TAG = re.compile(r"[<\[◁]/?\w{0,9}$")
_BRACKETS = str.maketrans("【】［］（）", "[][]()")
_WORD = r"(?:(?:(?:extraits?|extracts?|sources?|documents?|docs?|n°|no\.)\s?){1,2}|\^)?"
_LIST = rf"{_WORD}\d{{1,3}}(?:\s?(?:[,;&–—-]|et|and|à|to)\s?{_WORD}\d{{1,3}})*"
_WHERE = r"(?:†[^\]\n]{0,40}|, ?(?:page|p\.|§) ?\d{1,4})"
"""What may follow a number: where in the extract."""
_MARKER = rf"\[ ?{_LIST}{_WHERE}? ?\]"
_GROUP = re.compile(rf"{_MARKER}(?: ?(?:[,;&–—-]|et|and)? ?{_MARKER})*", re.I)
_RANGE = re.compile(r"(\d+)[\s\]]*(?:[–—-]|à|to)[\s\[]*(\d+)|(\d+)", re.I)
_LONGEST_RANGE = 20
_FEW = rf"\({_WORD}\d{{1,2}}(?: ?(?:[,;&]|et|and) ?\d{{1,2}}){{0,3}}\)"
_ROUND = re.compile(rf"{_FEW}(?=\s*(?:[.!?…\n]|$))|(?<=[.!?…] ){_FEW}", re.I)
_MARKERS = r"(?:\[\d{1,3}\])+"
_BY = r"selon|d['’]après|according to|as per|voir|cf\.?|see"
_EXTRACT = r"(?:(?:l['’]|les |the )?(?:extraits?|extracts?|sources?) ?:? ?)?"
_WITHIN = re.compile(rf"\( ?(?:(?:{_BY}) )?{_EXTRACT}({_MARKERS}) ?\)", re.I)
_ACCORDING = re.compile(rf",?\s?\b(?:{_BY}) {_EXTRACT}{_MARKERS}(?:\s?,(?=\s))?", re.I)
"""What says which extract is told from, and nothing without its number."""
_EXTRACTS = re.compile(
    r"^(?:selon|d['’]après|according to|based on) (?:l['’]|[lc]es |the |these )?"
    r"(?:provided |given )?(?:extraits?|extracts?|documents?|sources?)"
    r"(?: (?:fournie?s?|ci-dessus|provided|above))?, ?",
    re.I,
)
_TWICE = re.compile(rf"\[ ?({_MARKERS}) ?\]")
_HEAD = re.compile(rf"\s*{_MARKERS}\s?[:–—]?\s?\w")
_BEFORE_HEAD = re.compile(r"(?<=[.!?…])[^\S\n]+(?=\[\d)")
_MARKERS_AFTER = re.compile(
    r"(?<![.!?…])([.!?…]{1,5}[»”\"]?)((?:\s{0,3}\[\d{1,3}\])+)(?P<more>\s*\w)?"
)
_MARKED_END = re.compile(r"\][.!?…]{1,5}(?=\s)")
_MARKERS_ONLY = re.compile(r"[\s\[\]\d,;.]*")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKED = re.compile(r"(?:(?<!\s)\s+)?\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and the numbers that they gave, in order."""

    text: str
    numbers: tuple[int, ...]


def spoken(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without what is thought aloud in them; TAKEN_BACK where a thought ends that
    nothing began, as it is where the prompt of a model begins it. Raises ModelError where a
    thought does not end, where nothing is said, and where too much is."""
    length, is_empty = 0, True
    for piece in _aloud(pieces):
        if piece == TAKEN_BACK:
            length, is_empty = 0, True
        else:
            length, is_empty = length + len(piece), is_empty and not piece.strip()
        if length > _LONGEST_REPLY:
            raise ModelError(f"The language model wrote over {_LONGEST_REPLY:,} characters.")
        yield piece
    if is_empty:
        raise ModelError("The language model wrote nothing.")


def _aloud(pieces: Iterable[str]) -> Iterator[str]:
    held, is_thought = "", False
    for piece in pieces:
        held += piece
        while tag := (_THOUGHT if is_thought else _THINKS).search(held):
            if not is_thought:
                yield TAKEN_BACK if tag[1] else held[: tag.start()]
            held, is_thought = held[tag.end() :], not tag[1]
        begun_tag = _OPEN_TAG.search(held)
        end = begun_tag.start() if begun_tag else len(held)
        if not is_thought:
            yield held[:end]
        held = held[end:]
    if is_thought:
        raise ModelError("The language model's reply was cut while it thought.")
    yield held


def joined(pieces: Iterable[str]) -> str:
    """What the pieces say together."""
    return "".join(pieces).rpartition(TAKEN_BACK)[2]


def sentences_of(reply: str) -> list[str]:
    """The sentences of a reply, their markers before the full stop."""
    even = _even(_BLANKS.sub(" ", plain(reply)))
    moved = _BEFORE_HEAD.sub("\n", even) if _HEAD.match(even) else _moved(even)
    text = _MARKED_END.sub("\\g<0>\n", moved)
    return sentences_in("\n".join(map(str.strip, text.splitlines())))


def _moved(text: str) -> str:
    """Markers after a full stop before it, but where the sentence has its own before and another
    follows, whose they are."""
    read = 0

    def before(found: re.Match[str]) -> str:
        nonlocal read
        own, read = _MARKED.search(text, read, found.start()), found.end(2)
        more = found["more"] or ""
        if own and more:
            return f"{found[1]}\n{found[2].strip()}{more}"
        return f" {found[2].strip()}{found[1]}{more}"

    return _MARKERS_AFTER.sub(before, text)


def begun(sentences: Sequence[str]) -> Sequence[str]:
    """Those after which another has begun: markers may still follow the last one."""
    is_open = bool(sentences) and _MARKERS_ONLY.fullmatch(sentences[-1])
    return sentences[: -2 if is_open else -1]


def marked(sentence: str) -> Marked:
    numbers = tuple(dict.fromkeys(int(number) for number in _MARKED.findall(sentence)))
    bare = _EXTRACTS.sub("", _ACCORDING.sub("", sentence))
    text = _MARKED.sub("", bare).strip().lstrip(" :–—")
    return Marked(text if bare == sentence else text[:1].upper() + text[1:], numbers)


def _even(reply: str) -> str:
    """Every marker in one form: "[1–3]", "[1] et [2]", "[extrait 1]", "【1】", "([1])" and, where
    no other stands, "(1)" at the end of a sentence."""
    text = reply.translate(_BRACKETS)
    text = _GROUP.sub(lambda found: _each(found[0]), text)
    if not _MARKED.search(text):
        text = _ROUND.sub(lambda found: _each(found[0]), text)
    return _WITHIN.sub(r"\1", _TWICE.sub(r"\1", text))


def _each(group: str) -> str:
    ranges = _RANGE.finditer(re.sub(_WHERE, "", group, flags=re.I))
    return "".join(f"[{number}]" for found in ranges for number in _numbers(found))


def _numbers(found: re.Match[str]) -> Iterable[int]:
    first, last, alone = found.groups()
    if alone:
        return (int(alone),)
    low, high = int(first), int(last)
    return range(low, high + 1) if low < high < low + _LONGEST_RANGE else (low, high)
