"""What a later meeting made of a decision: the older is never quoted alone."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.evidence.decisions import is_decision
from assistant.evidence.weighing import Evidence
from assistant.questions.question import Question
from index.language.analyzer import terms
from index.language.context import context
from ingest.document import Document, DocumentKind
from ingest.language.periods import MONTHS, find_periods

_MOST = 2
_AS_MUCH = 0.6
"""Of the question, that a later word on the same thing meets, as a share of what the older does."""
_DECISION = r"(?:décisions?|délibérations?|consignes?|mesures?)"
_GOES_BACK = re.compile(
    r"\brev(?:ient|iennent|enu|enir) sur\b"
    rf"|\b(?:rapport|abrog|annul|retir|modifi|remplac|complèt)\w+\b[^.;]{{0,40}}?\b{_DECISION}\b"
    rf"|\b{_DECISION}\b[^.;]{{0,80}}?\b(?:rapport|abrog|annul|retir|modifi|remplac)ée?s?\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:renonc|abandonn|annul|supprim|suspend|rempla[cç]|modifi|assoupli|reconsid|ajourn)\w*"
    r"|\b(?:est|sont|a été|ont été) (?:\w+ ){0,2}(?:ramen|port|report|repouss|maintenu|lev|confirm"
    r"|prolong|prorog|accord|refus)\w*",
    re.I,
)
"""What is done to a thing that stood."""
_NUMBERED = re.compile(
    r"\b(?:arrêtés?|décisions?|délibérations?)\s+(?:n\s?[°ºo]\s?)?(?P<number>\w[\w./-]+\d)\b", re.I
)
_ANY = frozenset(terms(f"décision délibération consigne mesure séance {' '.join(MONTHS)}"))
"""What two decisions may share that are on other subjects."""
_SHORTEST = 4


def with_revisions(
    question: Question, chosen: Sequence[Evidence], evidence: Sequence[Evidence]
) -> list[Evidence]:
    """The chosen sentences, after those by which a later meeting goes back on one of them, which
    it names by its day or by its number, and after what the same committee made later of a thing
    that the question names; `evidence` are all that were weighed, the best first."""
    met = {sentence.hit.paragraph.id for sentence in chosen}
    later = [
        sentence
        for sentence in evidence
        if sentence.hit.paragraph.id not in met
        and any(_is_later(sentence.hit.document, older.hit.document) for older in chosen)
    ]
    back = (
        sentence
        for sentence in later
        if _GOES_BACK.search(sentence.text) and any(_is_on(sentence, older) for older in chosen)
    )
    found = [*itertools.islice(back, _MOST)]
    if not found:
        of_it = (s for s in later if any(_is_of_the_same(question, s, older) for older in chosen))
        found = [*itertools.islice(of_it, 1)]
    return [*found, *chosen]


def _is_of_the_same(question: Question, later: Evidence, older: Evidence) -> bool:
    """Whether a later meeting of the committee decides of a thing that is named, or changes it, in
    what is asked of it."""
    after, before = later.hit.document, older.hit.document
    if not (question.names and before.committee and before.committee == after.committee):
        return False
    if not _is_later(after, before) or later.coverage < _AS_MUCH * older.coverage:
        return False
    told = f"{context(after, later.hit.paragraph)} {later.hit.paragraph.text}"
    is_named = all(re.search(rf"\b{re.escape(name)}\b", told, re.I) for name in question.names)
    return is_named and (
        bool(_CHANGES.search(later.text)) or is_decision(after, later.hit.paragraph, later.text)
    )


def _is_later(after: Document, before: Document) -> bool:
    if not (before.kind is after.kind is DocumentKind.RELEVE and before.date and after.date):
        return False
    return after.date.first > before.date.last


def _is_on(later: Evidence, older: Evidence) -> bool:
    after, before = later.hit.document, older.hit.document
    if not (_is_later(after, before) and before.date and after.date):
        return False
    told = f"{context(before, older.hit.paragraph)} {older.text}"
    numbers = (found["number"] for found in _NUMBERED.finditer(later.text))
    if any(re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", told) for number in numbers):
        return True
    periods = find_periods(later.text, meeting=after.date.first)
    is_named = any(p.first == p.last == before.date.first for p in periods)
    return is_named and not _subject(later).isdisjoint(_subject(older))


def _subject(evidence: Evidence) -> frozenset[str]:
    told: Iterator[str] = (t for t in terms(evidence.text) if len(t) >= _SHORTEST and t.isalpha())
    return frozenset(told) - _ANY
