"""Lists that are asked for whole: "Quelles sont les recommandations ?"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.matching import Term
from assistant.evidence.weighing import Evidence
from assistant.language.sentences import split_sentences
from assistant.language.speech import Paragraphs
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from assistant.quotations.selection import MOST_LIST_ITEMS
from index.language.analyzer import terms
from ingest.document import Paragraph, ParagraphKind

_ASKS = re.compile(
    r"\b(?:quel(?:le)?s (?:(?:sont|étaient|furent|seront) )?(?:(?:les|des) )?"
    r"|list[es]* (?:\w+ )?(?:des |of )(?:the )?|(?:what|which) (?:(?:are|were) )?(?:the )?"
    r"|(?:que |qu['’]|what does (?:[\w'’]+ ){1,4})(?=(?:recommand|recommend|préconis|propos|sugg)))"
    r"(?P<noun>[^\W\d_]{3,})",
    re.I,
)
_ASKS_OF_A_MASS = re.compile(r"\b(?:quel(?:le)?|what|which) (?P<noun>[^\W\d_]{3,})", re.I)
_CLOSES = re.compile(
    r"\b(?:(?:séance|réunion) est (?:levée|close)|procès-verbal (?:a été|est) (?:signé|lu|clos)"
    r"|meeting (?:was )?(?:closed|adjourned))\b",
    re.I,
)
"""The last lines of minutes, which stand in the section of their last item."""
_SHORTEST = 4
_ALIKE = 0.5
"""How strong the link must be of a word by which a list may be called too."""
_SHORT_PROSE = 280
"""Paragraphs without marks that may be the items of a list, in characters."""
_FEWEST = 2


def enumerated(
    question: Question,
    asked: Sequence[Term],
    fit: Sequence[Evidence],
    evidence: Sequence[Evidence],
    paragraphs_of: Paragraphs,
) -> list[Evidence]:
    """The items of the list that is asked for by what it is called, in the order of their
    document, where one has that in its title or above it and is wholly on the rest of the
    question; nothing else. There may be one more than are quoted. `fit` are the sentences that
    answer, `evidence` all that were weighed, the best first."""
    asks = _ASKS.search(question.text) or _ASKS_OF_A_MASS.search(question.text)
    if not asks or question.wanted is not Wanted.ANYTHING or question.counted:
        return []
    called = _names(asks["noun"], asked)
    best = next((e for e in fit if _is_called(called, e.hit.paragraph)), None)
    is_mass = asks.re is _ASKS_OF_A_MASS
    if best is not None and is_mass and not _is_titled(asks["noun"], best.hit.paragraph):
        return []
    is_introduced = fit[0].hit.paragraph.text.endswith(":")  # and quoted with its items
    if best is None or is_introduced:
        return []
    own = best.hit.paragraph
    paragraphs = paragraphs_of(best.hit.document.id)
    items = _items(called, own, paragraphs)
    told = {e.hit.paragraph.id: e for e in reversed(evidence)}
    met = {
        p.id: _met([e for e in evidence if e.hit.paragraph.id == p.id])
        for p in items
        if p.id in told
    }
    is_whole = len({*met.values()}) == 1 and _met(fit[:1]) <= next(iter(met.values()))
    if len(items) < _FEWEST or len(met) < _FEWEST or not is_whole:
        return []
    return [told.get(p.id) or _of(best, p) for p in items[: MOST_LIST_ITEMS + 1]]


def _names(noun: str, asked: Sequence[Term]) -> frozenset[str]:
    """The index terms by which a list may be called, those of the same meaning too."""
    related = (
        stem
        for term in asked
        if term.word == noun
        for stem, strength in term.related.items()
        if strength >= _ALIKE
    )
    return frozenset((*terms(noun), *related))


def _is_called(called: frozenset[str], paragraph: Paragraph) -> bool:
    """Whether the title or the words above a list have what it is asked for by: "recommand" of
    "Recommandations"."""
    above = [section.title for section in paragraph.sections[-1:]]
    introduction = paragraph.lead_in.rpartition("\n")[2].rstrip()
    told = terms(" ".join([*above, introduction if introduction.endswith(":") else ""]))
    return any(
        term == other or (len(term) > _SHORTEST and other.startswith(term))
        for term in called
        for other in told
    )


def _is_titled(noun: str, paragraph: Paragraph) -> bool:
    """Whether the title above has the word in the same number: "Quel matériel est fourni ?" asks
    for all of it, "Quel risque est le premier ?" for but one of the "Risques"."""
    titles = (section.title for section in paragraph.sections[-1:])
    return any(re.search(rf"\b{re.escape(noun)}\b", title, re.I) for title in titles)


def _items(
    called: frozenset[str], paragraph: Paragraph, paragraphs: Sequence[Paragraph]
) -> Sequence[Paragraph]:
    """The bullets beside a paragraph; else the paragraphs there that begin with what they are
    called, "Option 1 :", or all where they are short."""
    beside = [
        p for p in paragraphs if (p.sections, p.lead_in) == (paragraph.sections, paragraph.lead_in)
    ]
    bullets = [p for p in beside if p.kind is ParagraphKind.BULLET]
    prose = [p for p in beside if p.kind is ParagraphKind.PROSE and not _CLOSES.search(p.text)]
    named = [p for p in prose if not called.isdisjoint(itertools.islice(terms(p.text), 1))]
    if len(named) >= _FEWEST:
        return named
    return bullets or (prose if all(len(p.text) <= _SHORT_PROSE for p in prose) else ())


def _met(evidence: Sequence[Evidence]) -> frozenset[int]:
    """The places of the terms that some of the sentences meet, by what stands above too."""
    return frozenset(n for e in evidence for n, match in enumerate(e.matches) if match)


def _of(evidence: Evidence, item: Paragraph) -> Evidence:
    """An item that was not weighed, as one beside it."""
    hit = replace(evidence.hit, paragraph=item)
    return replace(evidence, hit=hit, span=split_sentences(item.text)[0])
