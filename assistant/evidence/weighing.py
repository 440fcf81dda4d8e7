"""The sentences of the paragraphs found, weighed as answers to a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.answer import Language
from assistant.evidence.decisions import is_decision
from assistant.evidence.figures import matches_of_each, missed_by_each
from assistant.evidence.initials import with_spelt_out
from assistant.evidence.letterhead import letterhead, met_by_head
from assistant.evidence.literal import with_own_words
from assistant.evidence.matching import FAMILY, Term, coverage
from assistant.evidence.naming import has_actor
from assistant.evidence.passages import around_each, matches_of, sentences_of, words_above
from assistant.evidence.wanted import holds_wanted, is_outcome_asked_for
from assistant.language.sentences import Span
from assistant.language.speech import Paragraphs, names, said_before, speaker_of
from assistant.questions.asking import asks_who_did
from assistant.questions.full_names import FullName
from assistant.questions.kinds import Wanted
from assistant.questions.premise import contradicts, is_polar, met_by_opposite
from assistant.questions.question import Question
from index.hit import Hit
from index.language.analyzer import terms
from index.language.context import context, whole_text
from ingest.language import headings

_PARAGRAPH = 0.92
_CONTEXT = 0.8
_HEAD = 0.4
_SPEECH = 0.7
_SIMILARITY = 0.5
_WANTED = 0.2
_OWN_WORDS = 0.3
_RANK = 0.15
_MASS = 0.1
_OWN = 0.1
_LEAST_MATCH = 0.3
_MISSED = 0.34
_FEW = 2
_TOLD_BY_VOTE = frozenset({Wanted.NUMBER, Wanted.NAME, Wanted.ACTOR})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_MEETINGS = frozenset(terms("decisions meetings"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer: `span` is its place in the paragraph of the hit.

    `matches` gives for each term of the question how far it is met, in [0, 1]: in full by
    the sentence, less by the paragraph around it or by the headings above it. `coverage` is
    their mean by weight, `mass` their sum by weight, `own` the mean for the sentence alone.
    `unmet` are the names, the numbered things and the required words that stand nowhere near.
    `has_wanted` says whether the sentence holds the kind of thing that is asked for, where one
    is, or is the outcome asked for, and `contradicts` whether it refuses what the question takes
    for granted, or the reverse.
    `reworded` are the matches with words of like meaning, and `meaning` is what these and the
    sentence as a whole add to the score, `likeness` how much more the whole is like the question
    than is usual: see `assistant.evidence.rewording`; nothing where it was not looked at closely.
    """

    hit: Hit
    span: Span
    matches: tuple[float, ...]
    coverage: float
    mass: float
    own: float
    unmet: tuple[str, ...]
    has_wanted: bool
    contradicts: bool
    reworded: tuple[float, ...] = ()
    meaning: float = 0.0
    likeness: float = 0.0

    @property
    def text(self) -> str:
        return self.hit.paragraph.text[self.span.start : self.span.end]

    @property
    def score(self) -> float:
        """Higher is better; no probability."""
        near = _SIMILARITY * self.hit.dense + self.meaning
        return self.told + near + _RANK / self.hit.rank

    @property
    def told(self) -> float:
        """The part of the score that is of the question's words, and of what it asks for."""
        wanted = _WANTED * (self.has_wanted or self.contradicts)
        return self.coverage + _OWN_WORDS * self.own + wanted

    @property
    def met(self) -> float:
        """How much of the question is met, on the scale of the confidence."""
        return self.coverage + _MASS * self.mass + _OWN * self.own


def weigh(
    question: Question,
    asked: Sequence[Term],
    hits: Sequence[Hit],
    paragraphs_of: Paragraphs,
) -> tuple[Evidence, ...]:
    """Every sentence, the best first."""
    asked = with_own_words(with_spelt_out(asked, hits), hits)
    counted = _counted(question, asked)
    full_names = _full_names(question, asked, hits)
    found = (
        _of_paragraph(question, asked, counted, full_names, hit, paragraphs_of) for hit in hits
    )
    return tuple(sorted(chain.from_iterable(found), key=lambda evidence: -evidence.score))


def _full_names(question: Question, asked: Sequence[Term], hits: Sequence[Hit]) -> list[FullName]:
    """Those that no acronym stands for; of a question in English, those that documents use:
    "Prime Minister" is none."""
    spelt_out = {term.word for term in asked if term.short_forms}
    is_french = question.language is Language.FRENCH
    return [
        name
        for name in question.full_names
        if spelt_out.isdisjoint(name.words)
        and (is_french or any(name.stands_in(_read(hit)) for hit in hits))
    ]


def _unheard(name: str, hit: Hit, said: str) -> bool:
    """Whether another speaks than who is asked about for what they say, or is spoken of."""
    return bool(name) and not names(
        name, speaker_of(hit.document, hit.paragraph, said) or _read(hit)
    )


def _unnamed(full_names: Sequence[FullName], hit: Hit) -> list[FullName]:
    """Those that stand nowhere; that of a body, "COPIL Horizon", above all that its minutes say."""
    text = _read(hit) if full_names else ""
    missed = [name for name in full_names if not name.stands_in(text)]
    return [
        name
        for name in missed
        if not any(word.isupper() and len(word) > 1 for word in name.words)
        or not name.stands_in(letterhead(hit.document))
    ]


def _read(hit: Hit) -> str:
    return whole_text(hit.document, hit.paragraph)


def _of_paragraph(
    question: Question,
    asked: Sequence[Term],
    counted: Term | None,
    full_names: Sequence[FullName],
    hit: Hit,
    paragraphs_of: Paragraphs,
) -> list[Evidence]:
    misread = hit.paragraph.misread
    spans, sentences = sentences_of(hit.paragraph.text, misread)
    own = matches_of_each(question, asked, hit, sentences)
    above, head = [0.0] * len(asked), [0.0] * len(asked)
    if not headings.opens_meeting(hit.paragraph.text):  # is on none of what is met about
        above = matches_of(asked, words_above(context(hit.document, hit.paragraph), misread))
        head = met_by_head(question, asked, hit.document)
    is_outcome = _is_told_by_outcome(question) and headings.tells_outcome(hit.paragraph.text)
    titled = [*map(max, above, head)]
    if is_outcome and min(titled, default=0.0) >= FAMILY:  # what was adopted stands in the title
        own = [[*map(max, matches, titled)] for matches in own]
    beside = [max(_CONTEXT * a, _HEAD * h) for a, h in zip(above, head, strict=True)]
    elsewhere = [max(b, _PARAGRAPH * max(each)) for b, *each in zip(beside, *own, strict=True)]
    unnamed = _unnamed(full_names, hit)
    missed = [place for place, term in enumerate(asked) if _is_bare_name(term, elsewhere[place])]
    is_sought = missed or unnamed or question.said_by
    said = said_before(hit.document, hit.paragraph, paragraphs_of) if is_sought else ""
    unnamed = [one for one in unnamed if not one.stands_in(said)]
    for place in missed if said else ():
        (strength,) = matches_of([asked[place]], words_above(said, ()))
        elsewhere[place] = _SPEECH * strength
    is_french = question.language is Language.FRENCH
    numbered = [one for one in question.numbered if not one.stands_in(hit, whatever=not is_french)]
    unheard = [question.said_by] if _unheard(question.said_by, hit, said) else []
    undated = [time for time in question.times if not time.stands_in(hit)]
    if question.times and not undated:
        elsewhere = [
            max(strength, _CONTEXT) if question.is_of_times(term.stems) else strength
            for term, strength in zip(asked, elsewhere, strict=True)
        ]
    unmet_by_each = [
        tuple(map(str, [*numbered, *unnamed, *unheard, *undated, *others]))
        for others in missed_by_each(question, hit, sentences)
    ]
    around = around_each(hit.paragraph.text, own, elsewhere=elsewhere, beside=beside)
    return [
        _of_sentence(question, asked, counted, hit, *each)
        for each in zip(spans, own, around, unmet_by_each, strict=True)
    ]


def _is_bare_name(term: Term, strength: float) -> bool:
    """A name that is not met; of a year, what was said before tells nothing."""
    return term.is_name and not strength and not any(map(str.isdigit, term.word))


def _of_sentence(
    question: Question,
    asked: Sequence[Term],
    counted: Term | None,
    hit: Hit,
    span: Span,
    own: Sequence[float],
    elsewhere: Sequence[float],
    others: tuple[str, ...],
) -> Evidence:
    sentence = hit.paragraph.text[span.start : span.end]
    is_denied = contradicts(question.text, sentence, hit.paragraph.text)
    if is_denied:
        own = met_by_opposite([term.word for term in asked], own, least=FAMILY)
    matches = tuple(map(max, own, elsewhere))
    lacked = _unmet(question, asked, matches, sentence)
    return Evidence(
        hit=hit,
        span=span,
        matches=matches,
        coverage=coverage(asked, matches),
        mass=sum(t.weight * m for t, m in zip(asked, matches, strict=True)),
        own=coverage(asked, own),
        unmet=others + tuple(w for w in lacked if not is_denied or w not in question.done),
        has_wanted=(
            holds_wanted(question, asked, counted, sentence, hit.paragraph)
            or _closes(question, hit)
        )
        and _is_on_all(question, asked, hit, sentence, matches),
        contradicts=is_denied,
    )


def _unmet(
    question: Question, asked: Sequence[Term], matches: Sequence[float], sentence: str
) -> tuple[str, ...]:
    """The names and the required words that are not met. What is done, in a word that no document
    uses, may be told in others where all else is met; not what someone has done."""
    missed = [t for t, strength in zip(asked, matches, strict=True) if strength < _LEAST_MATCH]
    if len(missed) == 1 and len(asked) > _FEW and not asks_who_did(question.text):
        is_unused = missed[0].word in question.done and not missed[0].in_corpus
        if is_unused and may_be_told_otherwise(question, missed[0], sentence):
            return ()
    return tuple(term.word for term in missed if term.is_name or term.is_required)


def may_be_told_otherwise(question: Question, term: Term, sentence: str) -> bool:
    """Not when a thing was done, which is told of others; nor what was granted or refused; nor who
    did it, by a sentence on nobody."""
    if term.is_name or question.wanted is Wanted.TIME:
        return False
    return not is_polar(term.word) and (not question.asks_who or has_actor(question, sentence))


def _is_told_by_outcome(question: Question) -> bool:
    """Not where a name or a sum was decided on."""
    return question.asks_outcome or (question.asks_decision and question.wanted is Wanted.ANYTHING)


def _closes(question: Question, hit: Hit) -> bool:
    """Whether it is the outcome asked for, quoted with its votes, of the day of the meeting."""
    is_dated = question.wanted is Wanted.TIME and hit.document.date is not None
    is_told = is_dated or question.wanted in _TOLD_BY_VOTE
    return is_told and is_outcome_asked_for(question, hit.paragraph.text)


def _is_on_all(
    question: Question, asked: Sequence[Term], hit: Hit, sentence: str, matches: Sequence[float]
) -> bool:
    """What became of a thing is told of no other: neither in a debate that names it but in part,
    nor by a decision or the vote on one that leave out much of it, nor on that of another year."""
    if not question.asks_outcome:
        return True
    missed = sum(t.weight for t, m in zip(asked, matches, strict=True) if not m)
    if missed > _MISSED * sum(term.weight for term in asked):
        return False
    if missed and not headings.is_outcome(hit.paragraph.text):
        heaviest = max(zip(asked, matches, strict=True), key=lambda pair: pair[0].weight)
        if not heaviest[1] or not is_decision(hit.document, hit.paragraph, sentence):
            return False
    years = {term.word for term in asked if _YEAR.fullmatch(term.word)}
    told = set(_YEAR.findall(" ".join(section.title for section in hit.paragraph.sections)))
    return not (years and told and years.isdisjoint(told))


def _counted(question: Question, asked: Sequence[Term]) -> Term | None:
    """What is counted, decisions and meetings too, which are no subject; "people" is none."""
    if not question.counted:
        return None
    word = question.counted
    found = next((term for term in asked if term.word.lower() == word.lower()), None)
    stems = tuple(terms(word))
    if found or (question.language is not Language.FRENCH and _OF_MEETINGS.isdisjoint(stems)):
        return found
    return Term(word, stems, {}, 0.0, False, False, True) if stems else None
