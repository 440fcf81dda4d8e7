"""The paragraphs among which an answer is looked for."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.evidence.finding import is_near
from assistant.evidence.matching import Term, lookup
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from assistant.questions.spans import Time
from index.hit import Filters, Hit
from index.language.analyzer import terms
from index.retrieval.fusion import Fusion
from index.snapshot import MOST_HITS, Snapshot
from ingest.language import headings

_NAMED = 10
_AMONG = 50
_MOST_FORMS = 4
_WORDS_ALONE = Fusion(lexical=1, dense=0)
_NEXT = tuple(tuple(terms(word)) for word in ("prochain", "next"))
_OUTCOMES = tuple(tuple(terms(word)) for word in ("adopté", "approuvé", "rejeté"))


def candidates(
    snapshot: Snapshot, question: Question, asked: Sequence[Term], filters: Filters, *, k: int
) -> list[Hit]:
    """The k paragraphs nearest to the question, then those that hold its names, its acronyms
    spelt out or the reverse, where a decision is asked for the outcomes of the items that its
    words are the titles of, where it is asked when a body meets again what its minutes say of
    it, and those of meetings of a long time that is asked about: common words beside a rare name
    must not hide the long table that it stands in, nor the many words of a debate the two that
    close it."""
    weights = lookup(asked)
    hits = snapshot.search(question.text, k=k, weights=weights or None, filters=filters)

    def by_words(k: int, weights: dict[str, float], required: tuple[str, ...] = ()) -> list[Hit]:
        return snapshot.search(
            question.text,
            k=k,
            weights=weights,
            required=required,
            filters=filters,
            fusion=_WORDS_ALONE,
        )

    names = lookup([term for term in asked if term.is_name and term.in_corpus])
    found = by_words(_NAMED, names) if names else []
    for form in itertools.islice(other_forms(asked), _MOST_FORMS):
        found += by_words(_NAMED, dict.fromkeys(form, 1.0) | weights, form)
    if question.wanted is Wanted.NEXT and weights:
        for words in _NEXT:
            found += by_words(_NAMED, weights, words)
    if question.asks_decision and weights:
        for words in _OUTCOMES:
            closing = by_words(_AMONG, weights, words)
            found += [hit for hit in closing if headings.tells_outcome(hit.paragraph.text)][:_NAMED]
    for time in question.times:
        if time.is_placed and time.is_long:
            untimed = lookup([term for term in asked if not question.is_of_times(term.stems)])
            found += snapshot.search(
                question.text,
                k=_NAMED,
                weights=untimed or weights or None,
                filters=_in_time(filters, time),
            )
    met = {hit.paragraph.id for hit in hits}
    added = {hit.paragraph.id: hit for hit in found if hit.lexical > 0}
    new = [hit for id_, hit in added.items() if id_ not in met]
    for place, hit in enumerate(hits):
        if not hit.lexical and hit.paragraph.id in added:
            hits[place] = replace(hit, lexical=added[hit.paragraph.id].lexical)
    return [*hits, *(replace(hit, rank=rank) for rank, hit in enumerate(new, start=k + 1))]


def _in_time(filters: Filters, time: Time) -> Filters:
    """Those of a reader, within a time that is asked about."""
    since = max(filter(None, (filters.since, time.first)), default=None)
    until = min(filter(None, (filters.until, time.last)), default=None)
    return replace(filters, since=since, until=until)


def other_forms(asked: Sequence[Term]) -> Iterator[tuple[str, ...]]:
    """Terms that a paragraph must all hold to speak of what was asked in other words."""
    phrases = [phrase.stems for term in asked for phrase in term.phrases if phrase.stems]
    short_forms = [(short,) for term in asked for short in sorted(term.short_forms)]
    yield from dict.fromkeys([*phrases, *short_forms])


def following(
    snapshot: Snapshot,
    hits: Sequence[Hit],
    question: Question,
    asked: Sequence[Term],
    filters: Filters,
) -> list[Hit]:
    """The near paragraphs that come next, among as many as can be found."""
    met = {hit.paragraph.id for hit in hits}
    weights = lookup(asked) or None
    found = snapshot.search(question.text, k=MOST_HITS, weights=weights, filters=filters)
    return [hit for hit in found if is_near(hit) and hit.paragraph.id not in met]
