"""The paragraphs found, in the order in which they are shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice

from assistant.answer import Near
from assistant.evidence.finding import is_near
from assistant.evidence.wanted import is_outcome_asked_for
from assistant.evidence.weighing import Evidence
from assistant.questions.question import Question
from index.hit import Hit
from index.language.analyzer import fold
from ingest.document import Paragraph, ParagraphKind
from ingest.language import headings

_KEPT = 8_192
_NEAREST = 5
_WHOLE_PARAGRAPH = 0.75
_ITEM = re.compile(r"\W*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-z])\s?[.)°:–—-]+\s)?\W*")
"""What stands before the words of an item: "2.1) ", "b. ", "- "."""


def reranked(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> Iterator[Hit]:
    """The hits by the score of their best sentence, and by what they mean as a whole, which
    tells more of a paragraph than of an answer."""
    best: dict[str, float] = {}
    for sentence in evidence:
        hit = sentence.hit
        if hit.paragraph.id not in best:
            best[hit.paragraph.id] = sentence.score + _WHOLE_PARAGRAPH * hit.dense
    ordered = sorted(hits, key=lambda hit: -best[hit.paragraph.id])
    return (
        replace(hit, rank=rank, score=best[hit.paragraph.id])
        for rank, hit in enumerate(ordered, start=1)
    )


def worth_showing(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The near ones, and of those that say the same the first alone."""
    told: set[str] = set()
    for hit in filter(is_near, hits):
        says = _what_it_says(hit.paragraph)
        if says not in told:
            told.add(says)
            yield hit


def _what_it_says(paragraph: Paragraph) -> str:
    """Alike where nothing but space, case, accents and the number of an item tells two texts
    apart. Who was there, and what became of an item, is said of each meeting anew."""
    is_of_its_own = paragraph.kind is ParagraphKind.ATTENDANCE or headings.is_outcome(
        paragraph.text
    )
    return paragraph.id if is_of_its_own else _plain(paragraph.text)


@lru_cache(maxsize=_KEPT)
def _plain(text: str) -> str:
    """Queries find the same paragraphs."""
    return _ITEM.sub("", fold(" ".join(text.split())), 1)


def in_line(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Ranks from 1, and scores that never rise from one to the next."""
    scores = accumulate((hit.score for hit in hits), min)
    return tuple(
        replace(hit, rank=rank, score=score)
        for rank, (hit, score) in enumerate(zip(hits, scores, strict=True), start=1)
    )


def nearest(
    question: Question, hits: Iterable[Hit], evidence: Sequence[Evidence]
) -> tuple[Near, ...]:
    """The first that share words with the question, or mean something like it. A vote or an
    outcome on its own, "Adopté à l'unanimité", tells nothing where it is not asked for."""
    near = (hit for hit in hits if is_near(hit) and _tells(question, hit.paragraph.text))
    best = {e.hit.paragraph.id: e for e in sorted(evidence, key=lambda e: e.told) if e.own > 0}
    marked = {id_: ((e.span.start, e.span.end),) for id_, e in best.items()}
    return tuple(
        Near(replace(hit, rank=rank), marked.get(hit.paragraph.id, ()))
        for rank, hit in enumerate(islice(near, _NEAREST), start=1)
    )


def _tells(question: Question, text: str) -> bool:
    is_alone = headings.is_vote(text) or headings.tells_outcome(text)
    return is_outcome_asked_for(question, text) or not is_alone
