"""Whether a written sentence stands in the extracts that it cites."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial

from assistant.answer import Citation, Language
from assistant.evidence.ruling import rules
from assistant.language.bounds import crosses, turns_back
from assistant.language.contraries import opposes
from assistant.language.polarity import (
    affirmed,
    denies,
    denies_otherwise,
    limits,
    obliges_otherwise,
    reasons_otherwise,
    supposes_otherwise,
    widens_or_narrows,
)
from assistant.language.progress import outruns
from assistant.language.quantities import dates, quantities, says_date, says_quantity, unread
from assistant.language.quoting import QUOTED, find_quotation, quotations_in, within
from assistant.language.telling import dates_otherwise
from assistant.writing.actors import replaces, swaps
from assistant.writing.words import WORD, Source, names_in, without_yes
from index.language.analyzer import fold, terms
from index.language.context import context

_QUOTES = re.compile(r"[«»“”„‟‹›\"]|(?<!\w)['‘’](?=\s?\w)")
"""What begins or ends a quotation, single marks where they are no apostrophe."""
_LINK = re.compile(r"(?:https?://|www\.)[^\s)\]]+|\S+@\S+")
_DECIDED = re.compile(r"\b(?:décid|tranch|arrêté que|decid)", re.I)
_NOTHING_DECIDED = re.compile(
    r"\b(?:(?:aucune?\b[^.;:!?]{1,80}?|rien) n['’](?:a|est)(?: encore)?(?: été)?"
    r"|(?:nothing|no\b[^.;:!?]{1,80}?) (?:has (?:yet )?been|was|is))"
    r" (?:décid|arrêt|pris|tranch|act|adopt|decid|taken|settled)\w*",
    re.I,
)
"""What is true of an extract that is no decision."""
_A_ETE = re.compile(r"\b(?:a|ont) (?:\w+ )?été\b", re.I)
_HAS_BEEN = re.compile(r"\b(?:has|have) (?:\w+ )?been\b", re.I)
_SAID_THAT = re.compile(
    r"\b(?:précis|indiqu|inform|rappel|confirm|annonc|signal|expliqu|répond)\w*\b[^.;:]{0,40}?"
    r"\bqu(?:e\s|['’])"
)
"""What someone says that is, and not that should be."""
_CLAUSE = re.compile(r"(?<=[.!?…;:])\s+|\n")
_LEAST_FOUND = {Language.FRENCH: 0.8, Language.ENGLISH: 0.6}


class Fault(StrEnum):
    """What keeps a sentence from being shown."""

    MARKER = "marker"
    QUOTATION = "quotation"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    SCOPE = "scope"
    CONDITION = "condition"
    ACTOR = "actor"
    REASON = "reason"
    STATUS = "status"
    DECISION = "decision"
    WORDS = "words"


def faults(sentence: str, cited: Sequence[Citation], language: Language) -> tuple[Fault, ...]:
    """What of the sentence, written without its markers, does not stand in what it cites, in
    the order of `Fault`; none where it is supported as far as words tell."""
    if not cited:
        return (Fault.MARKER,)
    quoted = "\n".join(citation.quote for citation in cited)
    around = "\n".join(context(c.document, c.paragraph) for c in cited)
    source = f"{quoted}\n{around}"
    english = language is Language.ENGLISH
    held, days, numbers = Source.of(source, language), dates(source), quantities(source)
    words = frozenset(terms(unread(sentence))) & held.stems
    is_decided = any(citation.is_decision for citation in cited)
    rest = without_yes(sentence)
    rest = rest if is_decided else _NOTHING_DECIDED.sub(" ", rest)
    found = {
        Fault.QUOTATION: bool(_QUOTES.search(QUOTED.sub(" ", sentence)))
        or not all(_in_source(quotation, cited) for quotation in quotations_in(sentence)),
        Fault.NUMBER: not _figures(unread(sentence)) <= _figures(source)
        or not all(says_quantity(number, numbers) for number in quantities(sentence)),
        Fault.DATE: not all(says_date(day, days) for day in dates(sentence))
        or dates_otherwise(sentence, words, quoted),
        Fault.NAME: not _links(sentence) <= _links(source)
        or not all(map(held.has_name, names_in(sentence, english=english))),
        Fault.NEGATION: denies_otherwise(rest, quoted)
        or (english and _affirms_what_is_denied(sentence, quoted)),
        Fault.OPPOSITE: opposes(sentence, source, affirmed=(affirmed(sentence), affirmed(source)))
        or crosses(sentence, source)
        or turns_back(sentence, quoted)
        or obliges_otherwise(sentence, quoted),
        Fault.SCOPE: widens_or_narrows(sentence, source),
        Fault.CONDITION: supposes_otherwise(sentence, quoted),
        Fault.ACTOR: swaps(sentence, quoted, held.term_of)
        or replaces(sentence, quoted, held.term_of, partial(names_in, english=False)),
        Fault.REASON: reasons_otherwise(sentence, quoted),
        Fault.STATUS: outruns(affirmed(rest), source, held.term_of),
        Fault.DECISION: not is_decided and _is_ruled(rest, quoted),
        Fault.WORDS: held.share_of(sentence, quoted) < _LEAST_FOUND[language],
    }
    return tuple(fault for fault, is_found in found.items() if is_found)


def exact(sentence: str, cited: Sequence[Citation]) -> str:
    """The sentence with what it quotes as its source has it, apostrophes and spaces too."""

    def as_written(found: re.Match[str]) -> str:
        quotation = within(found)
        return f"« {_in_source(quotation, cited) or quotation} »"

    return QUOTED.sub(as_written, sentence)


def _is_ruled(sentence: str, quoted: str) -> bool:
    """Whether a sentence tells as decided, in whole clauses, what no clause of its source
    rules in any form."""
    told = _in_present(affirmed(sentence))
    if _DECIDED.search(told):
        return True
    clauses = (_SAID_THAT.split(_in_present(clause))[-1] for clause in _CLAUSE.split(quoted))
    return rules(told, is_row=True) and not any(map(rules, clauses))


def _in_present(text: str) -> str:
    """What was done said as what is: minutes rule in the present, models tell it in the past."""
    return _HAS_BEEN.sub("was", _A_ETE.sub("est", text))


def _affirms_what_is_denied(sentence: str, quoted: str) -> bool:
    """Whether an English sentence without a negation tells a clause of its source that has one:
    the French clause that meets most of its words."""
    if denies(sentence) or limits(sentence):
        return False
    clauses = _CLAUSE.split(quoted)
    met = [Source.of(clause, Language.ENGLISH).share_of(sentence) for clause in clauses]
    return max(zip(met, (denies(clause, told=sentence) for clause in clauses), strict=True))[1]


def _links(text: str) -> set[str]:
    return {link.rstrip(".,;:!?»") for link in _LINK.findall(text)}


def _figures(text: str) -> set[str]:
    """The words that hold a figure: "14h30", "3e"."""
    return {fold(word) for word in WORD.findall(text) if any(map(str.isdigit, word))}


def _in_source(quotation: str, cited: Sequence[Citation]) -> str:
    """The quotation as its source has it, empty where none has."""
    slices = ((text, find_quotation(quotation, text)) for text in _texts(cited))
    return next((text[slice(*place)] for text, place in slices if place), "")


def _texts(cited: Sequence[Citation]) -> Iterator[str]:
    """What may be quoted: the extracts, and the titles that they stand under."""
    for citation in cited:
        paragraph = citation.paragraph
        yield from (citation.quote, citation.document.title, paragraph.lead_in)
        yield from (section.title for section in paragraph.sections)
