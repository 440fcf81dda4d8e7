"""Decisions that a later meeting went back on: the older is never quoted alone."""

import itertools
import re
from collections.abc import Iterator, Sequence

from assistant.evidence.weighing import Evidence
from index.analyzer import terms
from index.context import context
from ingest.document import DocumentKind
from ingest.periods import MONTHS, find_periods

_MOST = 2
_DECISION = r"(?:décisions?|délibérations?|consignes?|mesures?)"
_GOES_BACK = re.compile(
    r"\brev(?:ient|iennent|enu|enir) sur\b"
    rf"|\b(?:rapport|abrog|annul|retir|modifi|remplac|complèt)\w+\b[^.;]{{0,40}}?\b{_DECISION}\b"
    rf"|\b{_DECISION}\b[^.;]{{0,80}}?\b(?:rapport|abrog|annul|retir|modifi|remplac)ée?s?\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:arrêtés?|décisions?|délibérations?)\s+(?:n\s?[°ºo]\s?)?(?P<number>\w[\w./-]+\d)\b", re.I
)
_ANY = frozenset(terms(f"décision délibération consigne mesure séance {' '.join(MONTHS)}"))
"""What two decisions may share that are on other subjects."""
_SHORTEST = 4


def with_revisions(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The chosen sentences, after those by which a later meeting goes back on one of them, which
    it names by its day or by its number; `evidence` are all that were weighed."""
    met = {sentence.hit.paragraph.id for sentence in chosen}
    later = (
        sentence
        for sentence in evidence
        if sentence.hit.paragraph.id not in met
        and _GOES_BACK.search(sentence.text)
        and any(_is_on(sentence, older) for older in chosen)
    )
    return [*itertools.islice(later, _MOST), *chosen]


def _is_on(later: Evidence, older: Evidence) -> bool:
    after, before = later.hit.document, older.hit.document
    if not (before.kind is after.kind is DocumentKind.RELEVE and before.date and after.date):
        return False
    if after.date.first <= before.date.last:
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
