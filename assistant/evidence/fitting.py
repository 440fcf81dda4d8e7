"""What fits a question beyond its words: a decision where one is asked for, a definition, the order
of the meetings."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Nature
from assistant.evidence.bound import binds, bound_by
from assistant.evidence.decisions import is_decision, nature, votes
from assistant.evidence.foretelling import foretells
from assistant.evidence.matching import Term
from assistant.evidence.ruling import rules
from assistant.evidence.unsettled import is_unsettled
from assistant.evidence.untold import is_untold
from assistant.evidence.wanted import is_outcome_asked_for
from assistant.evidence.weighing import Evidence
from assistant.language import lexicon
from assistant.questions.asking import asks_which
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from index.language.analyzer import terms
from ingest.document import CELL, DocumentKind
from ingest.language import bodies, headings, labels

_BONUS = 0.3
_FAR = 0.3
_ABOUT = 0.2
_BEFORE, _AFTER = 50, 120
_ASKS_PROGRESS = re.compile(r"\boù en (?:est|sont)\b|\bquel est l['’](?:état|avancement)\b", re.I)
_PROGRESS = re.compile(
    r"\b(?:avancement|état des lieux|points? (?:de situation|d['’]étape))\b", re.I
)
_DECIDED_BY = re.compile(
    r"\bd[ée]ci[ds]\w*(?: (?:prises?|rendues?))? (?:(?:par|au|à|du|de|by|at|of) )?"
    rf"(?:l[ae] |l['’]|the )?(?P<body>{bodies.NOUN}|(?-i:[A-Z]{{2,}}))\b",
    re.I,
)
_AMENDMENT = re.compile(r"\bamend\w+", re.I)


def answering(
    question: Question, asked: Sequence[Term], named: Sequence[Evidence]
) -> list[Evidence]:
    """What holds the kind of thing that is asked for and tells of it as of what is, or refuses what
    the question takes for granted. Beside a sentence that tells of it as of what may be, those of
    its paragraph that tell less of the question answer no better, nor do those that are far from
    telling as much: of what the team keeps and of what readers added apart, neither of which
    silences the other."""
    parts = [[e for e in named if e.hit.document.is_added is added] for added in (False, True)]
    return [e for part in parts for e in _answering(question, asked, part)]


def _answering(
    question: Question, asked: Sequence[Term], named: Sequence[Evidence]
) -> list[Evidence]:
    to_come = [e for e in named if foretells(question, e) or is_unsettled(question, asked, e)]
    told = max((e.coverage for e in to_come), default=0.0)
    own: dict[str, float] = {}
    for e in to_come:
        own[e.hit.paragraph.id] = max(e.own, own.get(e.hit.paragraph.id, 0.0))
    return [
        e
        for e in named
        if e.contradicts
        or (
            e.has_wanted
            and e.own > own.get(e.hit.paragraph.id, -1.0)
            and min(e.own, e.coverage) > told - _FAR
            and not is_untold(question, asked, e)
        )
    ]


def worth(question: Question, evidence: Evidence) -> float:
    """The score, and more for what fits."""
    fits = _decides(question, evidence) or _defines(question, evidence)
    return evidence.score + _BONUS * (fits + _closes(question, evidence))


def _decided_alone(question: Question, fit: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where a decision is asked for and answers best, without what debates only mention, but for
    those of a later meeting, nor what the note that tells of a ruling says beside it: minutes that
    do not vote may tell what was decided in any words. When a body meets again is told by its last
    meeting."""
    if question.wanted is Wanted.NEXT:
        return _of_the_newest(fit)
    fit = _deciding_first(question, fit)
    if not _decides(question, fit[0]):
        return fit
    best = fit[0].hit.document.date

    def is_later(evidence: Evidence) -> bool:
        dated = evidence.hit.document.date
        return best is not None and dated is not None and dated.first > best.first

    def is_beside(evidence: Evidence) -> bool:
        document = evidence.hit.document
        is_of_note = (
            document.id == fit[0].hit.document.id and document.kind is not DocumentKind.RELEVE
        )
        return is_of_note or votes(document)

    return [e for e in fit if _decides(question, e) or not is_beside(e) or is_later(e)]


def _deciding_first(question: Question, fit: Sequence[Evidence]) -> Sequence[Evidence]:
    """With what decides before what comes first but decides nothing, where it is worth about as
    much, or its document tells it of all that comes first: the one word of the question may stand
    in what is only spoken of. What is on about as much of the question goes before the rest."""
    if _decides(question, fit[0]):
        return fit
    least = worth(question, fit[0]) - _ABOUT
    near = [
        e
        for e in fit
        if _decides(question, e) and (worth(question, e) >= least or _tells_as_much(e, fit[0]))
    ]
    on_it = (e for e in near if e.coverage >= fit[0].coverage - _ABOUT)
    first = next(on_it, near[0] if near else fit[0])
    return [first, *(e for e in fit if e is not first)]


def of_a_kind(
    question: Question, asked: Sequence[Term], fit: Sequence[Evidence]
) -> Sequence[Evidence]:
    """Those of a kind; where all of it are asked for and what comes first only says how many there
    are, "huit actions, dont trois sont achevées", first the row of its document that has it in a
    cell."""
    fit = _on_progress_first(question, _decided_alone(question, fit))
    best = fit[0]
    is_count = lexicon.NUMBERS.search(best.text) and ":" not in best.text
    if not is_count or best.hit.paragraph.columns or not asks_which(question.text):
        return fit
    stems = frozenset(stem for term in asked for stem in term.stems)
    row = next(
        (
            e
            for e in fit
            if e.hit.document.id == best.hit.document.id
            and e.hit.paragraph.columns
            and e.text not in e.hit.paragraph.columns
            and e.coverage >= best.coverage - _ABOUT
            and any(told and stems.issuperset(told) for told in map(terms, e.text.split(CELL)))
        ),
        best,
    )
    return [row, *(e for e in fit if e is not row)]


def all_of_a_kind(
    question: Question, asked: Sequence[Term], fit: Sequence[Evidence]
) -> Sequence[Evidence]:
    """Those of the kind of document that is asked for, what has someone do something where that is
    asked, and what decides where decisions are; all of them where there are none."""
    of_kind = [e for e in fit if question.kind in (None, e.hit.document.kind)] or fit
    if question.bound:
        who = bound_by(question, asked)
        of_kind = [e for e in of_kind if binds(who, e.hit.paragraph, e.text)] or of_kind
    return [e for e in of_kind if _decides(question, e)] or of_kind


def _on_progress_first(question: Question, fit: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where it is asked how far a thing is, first what tells as much under a title that says so."""
    if not _ASKS_PROGRESS.search(question.text):
        return fit

    def is_after(evidence: Evidence) -> bool:
        titles = (section.title for section in evidence.hit.paragraph.sections[-1:])
        return not (any(map(_PROGRESS.search, titles)) and _tells_as_much(evidence, fit[0]))

    return sorted(fit, key=is_after)


def _tells_as_much(evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence of the same document is on every word that the best one is on."""
    is_of_it = evidence.hit.document.id == best.hit.document.id
    pairs = zip(evidence.matches, best.matches, strict=True)
    return is_of_it and all(own or not other for own, other in pairs)


def _of_the_newest(fit: Sequence[Evidence]) -> Sequence[Evidence]:
    """Of what tells as much, what the last meeting told: when it meets again."""
    alike = [e for e in fit if e.coverage >= fit[0].coverage and e.hit.document.date]
    alike = [e for e in alike if not e.hit.document.is_added] or alike
    newest = max((e.hit.document.date.first for e in alike if e.hit.document.date), default=None)
    return [e for e in alike if e.hit.document.date and e.hit.document.date.first == newest] or fit


def of_the_team_first(question: Question, fit: Sequence[Evidence]) -> Sequence[Evidence]:
    """With what the team keeps that is worth about as much as the best before all that readers
    added."""
    least = worth(question, fit[0]) - _ABOUT

    def is_after(evidence: Evidence) -> bool:
        return evidence.hit.document.is_added or worth(question, evidence) < least

    return sorted(fit, key=is_after) if fit[0].hit.document.is_added else fit


def newest_first(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Decisions of several meetings from the last to the first, those that readers added last,
    then the rest as it came; all as it came where what answers best is no decision."""

    def day(evidence: Evidence) -> date | None:
        document, paragraph = evidence.hit.document, evidence.hit.paragraph
        decides = is_decision(document, paragraph, evidence.text)
        return document.date.first if decides and document.date else None

    def place(evidence: Evidence) -> tuple[bool, bool, int]:
        met = day(evidence)
        return not met, bool(met) and evidence.hit.document.is_added, -met.toordinal() if met else 0

    return sorted(chosen, key=place) if day(chosen[0]) else [*chosen]


def _decides(question: Question, evidence: Evidence) -> bool:
    """Where a decision is asked for: what is one, was put to the vote or announced; of what is no
    minutes, what tells how someone ruled. Not that on an amendment, where none is named."""
    if not question.asks_decision:
        return False
    paragraph = evidence.hit.paragraph
    if evidence.hit.document.kind is not DocumentKind.RELEVE:
        return rules(evidence.text) and _is_of_body(question, evidence)
    is_beside = any(map(labels.is_of_amendment, (paragraph.text, evidence.text)))
    if is_beside and not _AMENDMENT.search(question.text):
        return False
    told = nature(evidence.hit.document, paragraph, evidence.text)
    return told is not Nature.MENTION or headings.is_vote(paragraph.text)


def _is_of_body(question: Question, evidence: Evidence) -> bool:
    """Whether what a note tells is of the body whose decision is asked for, where it is of one."""
    asked = _DECIDED_BY.search(question.text)
    return asked is None or not {*terms(asked["body"])}.isdisjoint(terms(evidence.text))


def _closes(question: Question, evidence: Evidence) -> bool:
    """Where it is asked what became of something: the outcome of the item that is on all of it."""
    return is_outcome_asked_for(question, evidence.hit.paragraph.text) and all(evidence.matches)


def _defines(question: Question, evidence: Evidence) -> bool:
    """Where it is asked what a thing is: its name near the start, then words that say it."""
    if not question.asks_what_it_is or question.wanted is not Wanted.ANYTHING:
        return False
    names = "|".join(map(re.escape, question.subject))
    found = re.search(rf"\b(?:{names})\b", evidence.text[:_BEFORE], re.I) if names else None
    if found is None:
        return False
    return bool(lexicon.DEFINES.search(evidence.text[found.end() : found.end() + _AFTER]))
