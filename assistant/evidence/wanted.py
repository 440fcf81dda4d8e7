"""Whether a sentence holds the kind of thing that a question asks for."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer import Language
from assistant.evidence.matching import Term, match
from assistant.evidence.naming import has_actor, names_someone, tells_of
from assistant.evidence.own_words import says_itself
from assistant.language import lexicon
from assistant.language.contraries import undoes
from assistant.questions.asking import asks_which
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms
from ingest.document import Paragraph, ParagraphKind
from ingest.language import bodies, headings
from ingest.language.periods import MONTHS

_PATTERNS = {
    Wanted.MONEY: lexicon.MONEY,
    Wanted.NUMBER: lexicon.NUMBERS,
    Wanted.SHARE: lexicon.SHARES,
    Wanted.DURATION: lexicon.DURATIONS,
    Wanted.FREQUENCY: lexicon.FREQUENCIES,
    Wanted.NEXT: lexicon.NEXT,
    Wanted.TIME: lexicon.TIMES,
    Wanted.REASON: lexicon.REASONS,
    Wanted.ADDRESS: lexicon.ADDRESSES,
    Wanted.PLACE: lexicon.PLACES,
}
_TITLES = {
    Wanted.MONEY: re.compile(
        r"€|\b(?:euros?|montants?|prix|coûts?|H\.?T|TTC|budgets?|crédits?|dépenses?|recettes?|tarifs?"
        r"|(?-i:PLF|LFI|LFR|AE|CP))\b",
        re.I,
    ),
    Wanted.SHARE: re.compile(r"%|\b(?:taux|part|pourcentage|proportion)\b", re.I),
    Wanted.DURATION: re.compile(r"\b(?:durées?|délais?|ans|années|mois|jours|heures)\b", re.I),
}
"""What the title of a column says of the figures under it; where none tells of a unit, the title of
the section and what introduces the table do."""
_COUNTS_THINGS = re.compile(r"\b(?:nombre|effectifs?|ETPT?|quantités?|surfaces?)\b", re.I)
_UNITS = (
    (
        re.compile(r"\b(?:dans|sous|en) (?:quel|combien de) (?:délais?|temps)\b", re.I),
        lexicon.TERMS,
    ),
    (re.compile(r"\bquelles? années?\b|\b(?:what|which) years?\b", re.I), lexicon.YEARS),
    (
        re.compile(
            r"\bquelles (?:sont les )?dates\b|\bquel jour\b"
            r"|\bwhat (?:are the )?dates\b|\b(?:what|which) day\b",
            re.I,
        ),
        lexicon.DAYS,
    ),
    (re.compile(r"\bquelles? heures?\b|\bhoraires?\b|\bwhat time\b", re.I), lexicon.HOURS),
    (re.compile(r"\bquelle (?:est|était) la (?:surface|superficie)\b", re.I), lexicon.SURFACES),
    (
        re.compile(
            r"\bquels? (?:(?:est|sont|était|étaient|sera|seront) )?(?:l['’]|les )?effectifs?\b"
            r"|\bwhat (?:is|was) the headcount\b",
            re.I,
        ),
        lexicon.PEOPLE,
    ),
    (
        re.compile(
            r"^(?:et )?(?:où|dans quel(?:le)? \w+) [^?]{0,40}?"
            r"\b(?:réuni\w*|ten[iu]\w*|tien\w*|lieu)\b"
            rf"[^?]*?\b(?:(?i:réunions?|séances?|{bodies.NOUN})\b|(?-i:[A-Z]{{4}}))",
            re.I,
        ),
        re.compile(
            r"\b(?:réuni(?:e?s?|t|ssent|ra|ront)|tenue?s?|tien\w+|siège\w*|convoqu\w+"
            r"|(?<!au )lieu)\b",
            re.I,
        ),
    ),
)
"""What is asked for by its unit: "en quelle année" is not told by "aujourd'hui"; or by what goes
with it: where a body met is told by a word of meeting."""
_ASKS_WHAT = re.compile(r"\W*(?:et )?qu['’]est-ce qui\b", re.I)
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_PARTS = re.compile(r"[,;]|\b(?:et|and|ainsi que)\b", re.I)
_INTRODUCES = re.compile(r":\s*$")
_DATES = rf"\b(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b20\d\d\b"
_REGISTERED = r"\b(?:19|20)\d\d-\d+\b"
_NO_NUMBER = re.compile(rf"^\s*\d{{1,2}}[.)]\s|\bn[°o]s?\s?\d[\w./-]*|{_REGISTERED}|{_DATES}", re.I)
"""Figures that are no number: the mark of an item, those of dates, "n° 2009-90", "2009-90"."""
_MODEL = r"(?-i:(?<=[a-zà-ÿ] )[A-ZÀ-Þ][a-zà-ÿ]+)\s\d+\b(?! (?:voix|votes?|suffrages?)\b)"
_NO_COUNT = re.compile(rf"{_REGISTERED}|{_DATES}|{_MODEL}|\d[\d.,]{{0,20}}\s?%", re.I)
"""Figures that count nothing: those of dates, of acts, of shares and of names, "Peugeot 308"."""
_NUMBER_OF = r"\bnombre (?:\w+\s+)?d(?:es?\s+|['’]|u\s+)(?P<counted>\w+(?:\s+\w+){0,2})"
_SET_NUMBERS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_NUMBER_OF}[^.;]{{0,200}}?"
        rf"\s(?:à|est de|était de|soit|:)\s+(?:{lexicon.NUMBERS.pattern})",
        rf"\bà\s+(?:{lexicon.NUMBERS.pattern})[^,.;:]{{0,20}}?\sle {_NUMBER_OF}",
        rf"\b(?P<counted>\w{{1,40}}(?:\s+\w{{1,40}}){{0,2}}),?\s+au nombre de\s+"
        rf"(?:{lexicon.NUMBERS.pattern})",
    )
)
_ASKS_VOTERS = re.compile(
    r"\bcombien d(?:e |['’])\w+ (?:(?:ont|avaient) voté|se sont (?:abstenu|prononcé|opposé))", re.I
)
_VOTES = re.compile(
    rf"(?:{lexicon.NUMBERS.pattern})[\w-]{{0,20}}\s+(?:voix|votes?|contre|abst|pour\b(?=[,.;]|\s+\d))",
    re.I,
)
_OF_VOTES = frozenset(terms(lexicon.OF_VOTES))
_OF_KIND = {
    "abst": frozenset(terms(lexicon.ABSTAINED)),
    "cont": frozenset(terms(lexicon.OPPOSED)),
    "pour": frozenset(terms("pour")),
}
_APART = re.compile(r"[;:!?]|[,.](?!\d)")
_REACH = 4
_LEAST_ALIKE = 0.6
_FEW_WORDS = 2
"""Of a label, "Apprentis : accord pour 9 contrats"."""
_OF_THINGS = (Wanted.MONEY, Wanted.SHARE)
_SOUGHT = re.compile(
    r"\b(?:sollicit(?:e|ent|aient|ait|ée?s?)|réclam(?:e|ent|aient|ait|ée?s?|ations?)"
    r"|demand(?:e|ent|aient|ait|ée?s?))\b(?! (?:au conseil|à l['’]assemblée))",
    re.I,
)
_GRANTED = re.compile(
    r"\b(?:obt(?:ien|en)|reç(?:oi|u)|perç(?:oi|u)|accord|octr|attribu|allou|vers(?:e|é|er|ée|era)s?\b"
    r"|retien|retenu)",
    re.I,
)
"""The sum that someone asks for is not the one that is given."""
_NEAR = 200
"""Characters between a sum and what it is of."""


def holds_wanted(
    question: Question,
    asked: Sequence[Term],
    counted: Term | None,
    sentence: str,
    paragraph: Paragraph,
) -> bool:
    """`asked` are the terms of the question, `counted` is the term for what "combien de" counts: a
    number must stand right before it. Where nothing in particular is asked for, every sentence
    does. What the figures of a table are is told by what stands above them."""
    if question.wanted is Wanted.PRESENCE:
        return paragraph.kind is ParagraphKind.ATTENDANCE
    if question.full_names and not tells_of(question, sentence):
        return False
    if asks_which(question.text) or _ASKS_WHAT.match(question.text):
        titles = " ".join(section.title for section in paragraph.sections[-1:])
        if undoes(f"{titles} {paragraph.lead_in} {sentence}", question.text):
            return False
    if question.wanted is Wanted.NAME:
        return names_someone(question, asked, sentence, paragraph)
    if question.wanted is Wanted.ACTOR:
        return has_actor(question, sentence)
    if question.listed > 1 and not _names_so_many(question.listed, sentence, paragraph):
        return False
    pattern = _PATTERNS.get(question.wanted)
    if pattern is None:
        return True
    if headings.is_vote(sentence) and counted:
        return not told_by_vote(sentence).isdisjoint(counted.stems)
    is_table = paragraph.kind is ParagraphKind.TABLE
    if is_table and not _is_on(question, asked, paragraph):
        return False
    if paragraph.columns and question.wanted in _TITLES and _FIGURE.search(sentence):
        return bool(pattern.search(sentence)) or _titled_as(question.wanted, paragraph)
    if question.wanted is Wanted.REASON and _is_of_grounds(paragraph):
        return True
    is_number = question.wanted is Wanted.NUMBER
    told = _NO_NUMBER.sub(" ", sentence) if is_number else sentence
    if not pattern.search(told) or not _has_unit(question, sentence):
        return False
    if question.wanted in _OF_THINGS and not is_table and _is_of_another(question, sentence):
        return False
    if question.wanted is Wanted.MONEY and _is_at_another_step(question.text, sentence):
        return False
    if counted is None or not is_number or is_table:
        return True
    is_of_votes = _ASKS_VOTERS.search(question.text) and _VOTES.search(sentence)
    return bool(is_of_votes) or _counts(counted, sentence)


def is_outcome_asked_for(question: Question, text: str) -> bool:
    """Whether a paragraph closes an item, where what became of one is asked for."""
    return question.asks_outcome and headings.tells_outcome(text)


def told_by_vote(line: str) -> frozenset[str]:
    """The index terms of what "Contre : 8" tells without saying it; of what an outcome does, which
    is quoted with all its votes."""
    kind = headings.vote(line)[:4]
    return _OF_VOTES.union(*([_OF_KIND[kind]] if kind else _OF_KIND.values()))


def _is_on(question: Question, asked: Sequence[Term], table: Paragraph) -> bool:
    """Whether a table has a word of the question: words of like meaning alone, "poste" for
    "ordinateur", tell of other figures."""
    if not asked or question.language is not Language.FRENCH:
        return True
    return says_itself(asked, table)


def _titled_as(wanted: Wanted, table: Paragraph) -> bool:
    """Whether what stands above the figures of a table says that they are of a kind; "Total sur dix
    ans" says no unit."""
    columns = lexicon.DURATIONS.sub(" ", table.columns)
    if _TITLES[wanted].search(columns):
        return True
    others = (titles for kind, titles in _TITLES.items() if kind is not wanted)
    if any(titles.search(columns) for titles in (_COUNTS_THINGS, *others)):
        return False
    above = [section.title for section in table.sections[-1:]] + [table.lead_in]
    return any(map(_TITLES[wanted].search, above))


def _is_of_grounds(paragraph: Paragraph) -> bool:
    return any(lexicon.GROUNDS.search(section.title) for section in paragraph.sections)


def _has_unit(question: Question, sentence: str) -> bool:
    return all(unit.search(sentence) for unit in _units_asked(question.text))


@lru_cache(maxsize=64)
def _units_asked(question: str) -> tuple[re.Pattern[str], ...]:
    """Many sentences are held against one question."""
    return tuple(unit for asked, unit in _UNITS if asked.search(question))


def _is_of_another(question: Question, sentence: str) -> bool:
    """Whether the sums of a long sentence stand far from all that it says of the question."""
    if len(sentence) <= 2 * _NEAR:
        return False
    asked = subject_terms(question.subject)
    sums = [found.span() for found in _PATTERNS[question.wanted].finditer(sentence)]
    told = [w.start() for w in _WORD.finditer(sentence) if asked.intersection(terms(w.group()))]
    near = (start - _NEAR <= place <= end + _NEAR for place in told for start, end in sums)
    return bool(told) and not any(near)


def _is_at_another_step(question: str, sentence: str) -> bool:
    """Whether a sentence is on what was given where it is asked what was sought, or the reverse."""
    is_sought, is_granted = (bool(step.search(sentence)) for step in (_SOUGHT, _GRANTED))
    if _GRANTED.search(question):
        return is_sought and not is_granted
    return bool(_SOUGHT.search(question)) and is_granted and not is_sought


def _names_so_many(listed: int, sentence: str, paragraph: Paragraph) -> bool:
    """Whether a sentence has the parts of a list, or its place in one: "par deux ministères"
    says how many and not which."""
    if paragraph.kind in (ParagraphKind.BULLET, ParagraphKind.TABLE):
        return True
    return bool(_INTRODUCES.search(sentence)) or len(_PARTS.findall(sentence)) >= listed - 1


def _counts(counted: Term, sentence: str) -> bool:
    """ "38 400 réponses", "douze grands projets", "fixe le nombre d'adjoints à 21"; not "deux tiers
    des dossiers", "le 31 décembre 2020, le nombre d'agents", "les 250 : chaque ministère"."""
    told = _NO_COUNT.sub(" ", sentence)
    set_numbers = (found for pattern in _SET_NUMBERS for found in pattern.finditer(told))
    if any(_is_counted(counted, found["counted"]) for found in set_numbers):
        return True
    label, colon, listed = told.partition(" :")
    is_label = colon and len(label.split()) <= _FEW_WORDS and _FIGURE.search(listed)
    if is_label and _is_counted(counted, label):
        return True
    for part in _APART.split(told):
        words = _WORD.findall(part)
        for position, word in enumerate(words):
            is_number = lexicon.NUMBERS.fullmatch(word) or word[0].isdigit()
            if not is_number or lexicon.SHARES.fullmatch(word):
                continue
            after = words[position + 1 : position + 1 + _REACH]
            if after and lexicon.SHARES.match(after[0]):
                continue
            if _is_counted(counted, " ".join(after)):
                return True
    return False


def _is_counted(counted: Term, text: str) -> bool:
    """Not by a word that has but something to do with it: agents are no policemen."""
    return match(counted, frozenset(terms(text)), text) >= _LEAST_ALIKE
