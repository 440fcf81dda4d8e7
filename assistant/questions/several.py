"""The things that one question asks: "Qui en est chargé, et pour quand ?"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answer import Language
from assistant.questions.conversation import on_its_own
from assistant.questions.handing_on import subject_of
from assistant.questions.kinds import Wanted
from assistant.questions.pieces import BARE, on_each, on_each_or_all, pieces
from assistant.questions.question import Question, analyse

_WHICH_ONES = re.compile(r"(?:lesquel(?:le)?s|which ones)\b", re.I)
_HOW_MANY = re.compile(r"(?:combien d(?:e |['’])|how many )", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked, as it was written, and as a question of its own. `is_bare` where
    that has but its kind, "et pour quand ?": what answers the part before may tell it."""

    asked: str
    question: Question
    is_bare: bool = False


def parts(question: Question) -> tuple[Part, ...]:
    """The things that are asked, in order; the question itself where it is but one."""
    mark = _mark(question)
    found: list[Part] = []
    for asked, is_new in pieces(question.text, mark):
        if not found or on_each(asked, mark):
            found += map(_alone, on_each(asked, mark) or [asked])
        elif not BARE.fullmatch(asked):
            found.append(Part(asked, _after(found[-1].question, asked, is_new=is_new)))
        else:
            found[-1:] = _with(found[-1], asked)
    return tuple(found) if len(found) > 1 else (Part(question.text, question),)


def parts_at_most(question: Question) -> tuple[Part, ...]:
    """The same, of one that may ask one thing of all of several, "sur Zoom et Tchap"."""
    each = on_each_or_all(question.text, _mark(question))
    return tuple(map(_alone, each)) or (Part(question.text, question),)


def _alone(asked: str) -> Part:
    return Part(asked, analyse(asked))


def _mark(question: Question) -> str:
    return " ?" if question.language is Language.FRENCH else "?"


def _with(part: Part, bare: str) -> Iterator[Part]:
    """Each on what the part before is on; what asks for no kind of thing goes with that: "à quelle
    condition"."""
    before, wanted = part.question, analyse(bare).wanted
    if wanted is not Wanted.ANYTHING:
        yield part
        kind = replace(before, wanted=wanted, counted="", listed=0)
        yield Part(bare, kind, is_bare=True)
    elif _WHICH_ONES.match(bare) and (counted := _HOW_MANY.match(before.text)):
        which = "Quels" if before.language is Language.FRENCH else "Which"
        yield part
        yield Part(bare, analyse(f"{which} {before.text[counted.end() :]}"))
    else:
        added = f", {bare[:1].lower()}{bare[1:]}"
        text = f"{before.text.rstrip(' ?')}{added}"
        yield Part(f"{part.asked.rstrip(' ?')}{added}", analyse(text))


def _after(before: Question, asked: str, *, is_new: bool) -> Question:
    """With the subject that it takes from the part before; around it where one sentence asks both
    and names no other."""
    piece = analyse(asked)
    told = on_its_own(piece, before)
    if told != piece.text or is_new or piece.names or not before.subject:
        return analyse(told)
    return analyse(f"{subject_of(before)}. {told}")
