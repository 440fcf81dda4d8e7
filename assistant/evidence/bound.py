"""Whether a sentence has someone do something: "la DINUM remet", "il demande à la DINUM de", not
"remis à la DINUM"."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Language
from assistant.evidence.matching import FAMILY, Term
from assistant.questions.question import Question
from index.language.analyzer import terms
from ingest.document import Paragraph

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_THE = r"(?:l[ae]s? |l['’])?"
_EACH = rf"(?:chaque |tou(?:s|tes?|t) |ces? |cet(?:te)? )*{_THE}"
_BINDS = re.compile(
    rf"(?:(?:^|[.;:,–«»]\s*(?:et )?|\b(?:que|où) ){_EACH}"
    r"|\b(?:demand|invit|charg|mission|mandat|confi|ordonn|incomb|appartien|revien)\w*\b"
    r"(?:(?!\bque\b)[^.;:,]){0,25}?"
    rf"\b(?:(?:à|aux?|chaque|tous|les?|la|leurs?|s(?:a|es|on)) )+{_THE}"
    rf"|\b(?:est|sont|ser(?:a|ont)|devr(?:a|ont)) [^.;:]{{0,80}}?\bpar {_EACH}"
    rf"|\b(?:travail|réunion|concertation|convention)\b[^.;:]{{0,30}}? entre {_THE}"
    rf"(?:[^.;:]{{1,40}} et {_THE})?)$",
    re.I,
)
"""Before the one who is to do it, in the last characters of what stands there."""
_TO_DO = re.compile(r"\W*(?:ne pas |se |s['’]|y |en )?\w+(?:er|ir|re)\b", re.I)
"""What an item opens with where those above it are to do it: "veilleront à : charger…"."""
_REACH = 160
Who = Sequence[frozenset[str]]
"""By each of its words in order, the index terms that tell it."""


def binds(who: Who, paragraph: Paragraph, sentence: str) -> bool:
    is_to_do = _TO_DO.match(sentence)
    above = paragraph.lead_in.rpartition("\n")[2] if is_to_do else ""
    text = f"{above} {sentence}".strip()
    return any(_BINDS.search(text[max(0, start - _REACH) : start]) for start in _places(who, text))


def in_words(bound: str) -> Who:
    """Who is named in French, "les secrétaires généraux"."""
    return [frozenset((stem,)) for stem in terms(bound)]


def bound_by(question: Question, asked: Sequence[Term]) -> Who:
    """Whom a question is on, who is "les ministères" too where it says "the ministries"."""
    if question.language is Language.FRENCH:
        return in_words(question.bound)
    return [_in_french(stem, asked) for stem in terms(question.bound)]


def _in_french(stem: str, asked: Sequence[Term]) -> frozenset[str]:
    told = (term.related.items() for term in asked if stem in term.stems)
    alike = (other for related in told for other, strength in related if strength >= FAMILY)
    return frozenset((stem, *alike))


def _places(who: Who, text: str) -> Iterator[int]:
    """Where its words stand one after another, small words between them aside."""
    told = [(word.start(), stem) for word in _WORD.finditer(text) for stem in terms(word.group())]
    for place, (start, _) in enumerate(told):
        follow = [stem for _, stem in told[place : place + len(who)]]
        if len(follow) == len(who) > 0 and all(map(frozenset.__contains__, who, follow)):
            yield start
