"""Whether a written sentence stands in the extracts that it cites."""

import itertools
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial

from assistant.answer import Citation, Language
from assistant.evidence.ruling import rules
from assistant.language.bounds import crosses, turns_back
from assistant.language.contraries import answers, opposes
from assistant.language.english import english_stems
from assistant.language.lexicon import FRAME
from assistant.language.polarity import (
    affirmed,
    denies,
    denies_otherwise,
    is_scope,
    limits,
    obliges_otherwise,
    reasons_otherwise,
    supposes_otherwise,
    widens_or_narrows,
)
from assistant.language.progress import outruns
from assistant.language.quantities import dates, quantities, says_date, says_quantity, unread
from assistant.language.quoting import find_quotation
from assistant.language.related import related_words
from assistant.writing.actors import replaces, swaps
from assistant.writing.telling import dates_otherwise
from index.language.analyzer import fold, terms
from index.language.context import context
from ingest.language.periods import ENGLISH_MONTHS, MONTHS
from ingest.language.words import is_english_word, is_french_word

_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_QUOTES = re.compile(r"[«»“”„‟‹›\"]|(?<!\w)['‘’](?=\s?\w)")
"""What begins or ends a quotation, single marks where they are no apostrophe."""
_LINK = re.compile(r"(?:https?://|www\.)[^\s)\]]+|\S+@\S+")
_YES = re.compile(r"^\W*(?:oui|non|yes|no)\s?[,:]\s", re.I)
_WORD = re.compile(r"[^\W_]+(?:[.&/-][^\W_]+)*")
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
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_REPHRASED = 0.4
_SHORTEST_FAMILY = 5
_LEAST_FOUND = {Language.FRENCH: 0.8, Language.ENGLISH: 0.6}
_TELLS = frozenset(
    terms(
        "comité relevé fiche réunion séance minutes note committee meeting briefing selon indique "
        "précise rappelle souligne prévoit annonce demande decided according states requires "
        "voit voient bénéficie effectue procède réalise consiste figure demeure intervient "
        "retient prié"
    )
)
"""Words that say who speaks, and not what is said."""


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
    stems, days, numbers = frozenset(terms(source)), dates(source), quantities(source)
    words = frozenset(terms(unread(sentence))) & stems
    name = partial(_in_source_as, stems=stems, english=english)
    is_decided = any(citation.is_decision for citation in cited)
    rest = _YES.sub("", sentence)
    rest = rest if is_decided else _NOTHING_DECIDED.sub(" ", rest)
    found = {
        Fault.QUOTATION: bool(_QUOTES.search(_QUOTED.sub(" ", sentence)))
        or not all(_in_source(quotation, cited) for quotation in _quotations(sentence)),
        Fault.NUMBER: not _figures(unread(sentence)) <= _figures(source)
        or not all(says_quantity(number, numbers) for number in quantities(sentence)),
        Fault.DATE: not all(says_date(day, days) for day in dates(sentence))
        or dates_otherwise(sentence, words, quoted),
        Fault.NAME: not _links(sentence) <= _links(source)
        or not all(
            _stands(name, stems, english=english) for name in _names(sentence, english=english)
        ),
        Fault.NEGATION: denies_otherwise(rest, quoted)
        or (english and _affirms_what_is_denied(sentence, quoted)),
        Fault.OPPOSITE: opposes(sentence, source, affirmed=(affirmed(sentence), affirmed(source)))
        or crosses(sentence, source)
        or turns_back(sentence, quoted)
        or obliges_otherwise(sentence, quoted),
        Fault.SCOPE: widens_or_narrows(sentence, source),
        Fault.CONDITION: supposes_otherwise(sentence, quoted),
        Fault.ACTOR: swaps(sentence, quoted, name)
        or replaces(sentence, quoted, name, partial(_names, english=False)),
        Fault.REASON: reasons_otherwise(sentence, quoted),
        Fault.STATUS: outruns(affirmed(rest), source, name),
        Fault.DECISION: not is_decided and _is_ruled(rest, quoted),
        Fault.WORDS: _found(sentence, stems, quoted, english=english) < _LEAST_FOUND[language],
    }
    return tuple(fault for fault, is_found in found.items() if is_found)


def exact(sentence: str, cited: Sequence[Citation]) -> str:
    """The sentence with what it quotes as its source has it, apostrophes and spaces too."""

    def as_written(found: re.Match[str]) -> str:
        quotation = _within(found)
        return f"« {_in_source(quotation, cited) or quotation} »"

    return _QUOTED.sub(as_written, sentence)


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
    met = [_found(sentence, frozenset(terms(clause)), english=True) for clause in clauses]
    return max(zip(met, (denies(clause, told=sentence) for clause in clauses), strict=True))[1]


def _quotations(sentence: str) -> list[str]:
    return [_within(found) for found in _QUOTED.finditer(sentence)]


def _within(found: re.Match[str]) -> str:
    return "".join(filter(None, found.groups())).strip()


def _links(text: str) -> set[str]:
    return {link.rstrip(".,;:!?»") for link in _LINK.findall(text)}


def _figures(text: str) -> set[str]:
    """The words that hold a figure: "14h30", "3e"."""
    return {fold(word) for word in _WORD.findall(text) if any(map(str.isdigit, word))}


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


def _names(sentence: str, *, english: bool) -> list[str]:
    """Capitalised words; the first of all only where it is no word of the language."""
    is_word = is_english_word if english else is_french_word
    bare = _YES.sub("", sentence)
    words = [word for word in _WORD.findall(bare) if word not in ENGLISH_MONTHS]
    capitalised = [word for word in words if any(map(str.isupper, word))]
    if capitalised and capitalised[0] == words[0] and is_word(words[0].lower()):
        return capitalised[1:]
    return capitalised


def _stands(word: str, stems: frozenset[str], *, english: bool) -> bool:
    """A name as it is, or in French words where the sentence is English."""
    own = terms(word)
    if not own or own[-1] in stems or stems.issuperset(own[:-1] or own):
        return True
    return english and _is_translated(word, stems)


def _is_translated(word: str, stems: frozenset[str]) -> bool:
    linked = related_words().of(word, english=True)
    return bool(linked.keys() & stems) or _has_family(fold(word), stems)


def _has_family(word: str, stems: frozenset[str]) -> bool:
    head = word[:_SHORTEST_FAMILY]
    return len(head) == _SHORTEST_FAMILY and any(stem.startswith(head) for stem in stems)


def _found(sentence: str, stems: frozenset[str], quoted: str = "", *, english: bool) -> float:
    """Share of the words that stand in the source, in their own form, as one of their family, of
    like meaning, or as their contrary, which is told apart elsewhere; each counts by how rare it
    is in everyday sentences. One that does not may be said for one that the sentence leaves out of
    what it tells, and counts by a part then."""
    told = [word for word in _WORD.findall(sentence) if _tells(word, english=english)]
    weights = [related_words().rarity(word, english=english) for word in told]
    met = [
        _is_met(word, stems, english=english) or answers(word, quoted, whole=False) for word in told
    ]
    if total := sum(weights):
        found = sum(itertools.compress(weights, met))
        left = _left_out(told, quoted, english=english) if quoted else 0.0
        return (found + _REPHRASED * min(total - found, left)) / total
    tells = dates(sentence) or quantities(sentence) or _quotations(sentence)
    return 1.0 if tells else 0.0


def _left_out(told: Sequence[str], quoted: str, *, english: bool) -> float:
    """The weight of the words of the source's sentence that is told which are not said."""
    linked = (related_words().of(word, english=english) for word in told)
    said = frozenset(itertools.chain(terms(" ".join(told)), *linked))
    best = (0.0, 0.0)
    for clause in _SENTENCE.split(quoted):
        words = [word for word in _WORD.findall(clause) if _tells(word, english=False)]
        weights = [related_words().rarity(word, english=False) for word in words]
        used = sum(w for w, word in zip(weights, words, strict=True) if said & {*terms(word)})
        best = max(best, (used, sum(weights) - used))
    return best[1]


def _in_source_as(word: str, stems: frozenset[str], english: bool) -> str:
    """The term of the source that a word stands for, empty where none."""
    own = terms(word)
    if own and (own[-1] in stems or not english):
        return own[-1]
    linked = related_words().of(word, english=True)
    return max(linked.keys() & stems, key=lambda term: linked[term], default="")


def _tells(word: str, *, english: bool) -> bool:
    own = english_stems(word) if english else terms(word)
    is_frame = word.lower() in FRAME or bool(_TELLS.intersection(terms(word)))
    is_dated = word.lower() in MONTHS or word in ENGLISH_MONTHS
    is_number = any(map(str.isdigit, word)) or bool(quantities(word))
    return bool(own) and not (is_frame or is_dated or is_number or is_scope(word))


def _is_met(word: str, stems: frozenset[str], *, english: bool) -> bool:
    own = terms(word)
    if own and (own[-1] in stems or _has_family(own[-1], stems)):
        return True
    return bool(related_words().of(word, english=english).keys() & stems)
