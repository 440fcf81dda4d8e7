"""What documents tell of a question, put into words: all of it, or one part after another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import EXTRACTIVE, Answer, Citation, Language, Near, Status, new_id
from assistant.questions.question import Question
from assistant.quotations.places import introduces
from assistant.wording.framing import answered

_MARKS = re.compile(r"[<>\[\]{}*_`|\\@#~^=«»“”\"]|//|www\.", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """The quotations that answer, or the `refusal` where there are none, with what came near;
    `may_be_told` where those of another part of the question may answer after all.
    `confidence` is in [0, 1], `retrieved` are the ids of the paragraphs that were read, best
    first, and `searched_ms` the time that took. The rest are as `framing.answered`
    takes them."""

    question: Question
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    retrieved: tuple[str, ...] = ()
    false_premise: bool = False
    absent: tuple[str, ...] = ()
    items: int = 0
    refusal: str = ""
    may_be_told: bool = False
    nearest: tuple[Near, ...] = ()
    searched_ms: float = 0.0


def put(told: Told) -> Answer:
    """As the answer to its question."""
    if told.citations:
        return _answer(told, Status.ANSWERED, _framed(told))
    return _answer(told, Status.NOT_FOUND, told.refusal)


def put_whole(told: Told, text: str) -> Answer:
    """In a text of its own: all that meetings decided or spoke of."""
    return replace(_answer(told, Status.ANSWERED, text), timings_ms={}, is_whole=True)


def put_reply(question: Question, text: str) -> Answer:
    """To a courtesy."""
    return replace(_answer(Told(question), Status.TALK, text), timings_ms={})


def put_in_turn(question: Question, parts: Sequence[tuple[str, Told]]) -> Answer:
    """Each thing once, then by its words what nothing tells; of the parts, as they were asked, one
    is told at least. It is as sure as the least sure of them."""
    answers = [told for _, told in parts if told.citations]
    unanswered = [(asked, told) for asked, told in parts if not told.citations]
    framed: list[Told] = []
    cited: list[Citation] = []
    for told in answers:
        numbered = enumerate(_untold(told.citations, cited), start=len(cited) + 1)
        new = [replace(citation, marker=marker) for marker, citation in numbered]
        cited += new
        if new and framed and _is_plain(told) and _is_plain(framed[-1]):
            framed[-1] = replace(framed[-1], citations=(*framed[-1].citations, *new))
        elif new:
            framed.append(replace(told, citations=tuple(new)))
    untold = "\n".join(_not_told(asked, told) for asked, told in unanswered)
    text = "\n".join(filter(None, [*map(_framed, framed), untold]))
    whole = Told(
        question,
        citations=tuple(cited),
        confidence=min(told.confidence for told in answers),
        retrieved=tuple(dict.fromkeys(id_ for _, told in parts for id_ in told.retrieved)),
        searched_ms=sum(told.searched_ms for _, told in parts),
    )
    answer = _answer(whole, Status.ANSWERED, text)
    return replace(answer, unanswered=tuple(asked for asked, _ in unanswered), untold=untold)


def _is_plain(told: Told) -> bool:
    """Whether its quotations are framed as any others."""
    return not (told.false_premise or told.absent or told.items)


def _framed(told: Told) -> str:
    return answered(
        told.citations,
        told.question.language,
        false_premise=told.false_premise,
        absent=told.absent,
        items=told.items,
        asks_decision=told.question.asks_decision,
    )


def _not_told(asked: str, told: Told) -> str:
    """ "Combien coûte-t-elle ? Je n'ai trouvé aucun passage qui donne un montant…". What may be
    more than words is not said again."""
    french = told.question.language is Language.FRENCH
    refusal = told.refusal
    if _MARKS.search(asked):
        asked = "Le reste de la question :" if french else "The rest of the question:"
    if told.may_be_told:
        asked += " En dehors de ces extraits," if french else " Besides these extracts,"
    if french and not asked.endswith("?"):
        refusal = f"{refusal[:1].lower()}{refusal[1:]}"
    return f"{asked} {refusal}"


def _untold(citations: Sequence[Citation], cited: Sequence[Citation]) -> list[Citation]:
    """Those that what is cited does not tell; an outcome stands after what it is of."""
    kept = [not any(_is_told(citation, other) for other in cited) for citation in citations]
    for place in reversed(range(1, len(kept))):
        kept[place - 1] |= kept[place] and citations[place].is_outcome
    return [citation for citation, is_new in zip(citations, kept, strict=True) if is_new]


def _is_told(citation: Citation, other: Citation) -> bool:
    """Whether the other has all words of it, or is of the list that it only introduces."""
    if citation.paragraph.id == other.paragraph.id:
        return other.start <= citation.start and citation.end <= other.end
    return introduces(citation, other)


def _answer(told: Told, status: Status, text: str) -> Answer:
    return Answer(
        question=told.question.text,
        understood=told.question.text,
        status=status,
        language=told.question.language,
        text=text,
        citations=told.citations,
        nearest=told.nearest,
        confidence=told.confidence,
        generator=EXTRACTIVE,
        timings_ms={"search": told.searched_ms},
        id=new_id(),
        retrieved=told.retrieved,
    )
