"""Whether a sentence holds the kind of thing that a question asks for."""

import re

from assistant import lexicon
from assistant.kinds import Wanted
from assistant.matching import Term, match
from assistant.question import Question
from index.analyzer import terms, unaccented
from ingest import headings
from ingest.document import Paragraph, ParagraphKind
from ingest.periods import MONTHS
from ingest.words import is_french_word

_PATTERNS = {
    Wanted.MONEY: lexicon.MONEY,
    Wanted.NUMBER: lexicon.NUMBERS,
    Wanted.SHARE: lexicon.SHARES,
    Wanted.DURATION: lexicon.DURATIONS,
    Wanted.TIME: lexicon.TIMES,
    Wanted.REASON: lexicon.REASONS,
    Wanted.ADDRESS: lexicon.ADDRESSES,
    Wanted.PLACE: lexicon.PLACES,
}
_TITLES = {
    Wanted.MONEY: re.compile(r"€|\b(?:euros?|montants?|prix|coûts?|H\.?T|TTC|budget)\b", re.I),
    Wanted.SHARE: re.compile(r"%|\b(?:taux|part|pourcentage|proportion)\b", re.I),
    Wanted.DURATION: re.compile(r"\b(?:durées?|délais?|ans|années|mois|jours|heures)\b", re.I),
}
"""What the title of a column says of the figures under it."""
_UNITS = (
    (re.compile(r"\bquelles? années?\b|\b(?:what|which) years?\b", re.I), lexicon.YEARS),
    (re.compile(r"\bquelles? heures?\b|\b(?:at )?what time\b", re.I), lexicon.HOURS),
)
"""A time that is asked for by its unit: "en quelle année" is not told by "aujourd'hui"."""
_ROLES = (
    r"\b(?:direct(?:eur|rice)|président|présidente|responsable|chef|cheffe|ministre|secrétaire"
    r"|maire|rapporteur|rapporteure|préfet|préfète|director|chair|head|minister|mayor|secretary)\b"
)
_BESIDE_IT = r"[^.:;]{0,30}"
_OFFICES = unaccented(
    rf"(?:{_ROLES}|\b(?:adjointe?|conseill[eè]re?|députée?|sénateur|sénatrice|déléguée?|avocate?"
    r"|architecte|professeure?|ingénieure?|administrat(?:eur|rice)|membre|maître|docteur)\b)"
)
_WHO_IS = re.compile(
    r"\b(?:[Qq]ui (?:est|était)|[Ww]ho (?:is|was)) (?:M\.|Mr|Mme|Mlle|Madame|Monsieur)? ?[A-ZÀ-Þ]"
)
_ROLE = re.compile(
    rf"{_ROLES}|\b(?:qui|who) (?:a |will )?(?:présid|anim|dirig|sign|chair|le[ad]d?)", re.I
)
"""Who is asked for by these is a person."""
_BODY = re.compile(
    r"\bquel(?:le)? (?:ministère|association|entreprise|société|opérateur|agence|organisme"
    r"|cabinet)\b"
    r"|\b(?:which|what) (?:ministry|company|association|agency|operator)\b",
    re.I,
)
"""Who is asked for by these is none: "le Conseil national du numérique" is one."""
_ROLE_OF = re.compile(
    r"\b(?:qui|who) (?:est|était|sera|is|was) (?:l[ea] |l['’]|the )(\w+) "
    r"(?:d(?:e la |e l['’]|u |es |e |['’])|of (?:the )?)((?-i:[A-ZÀ-Þ][a-zà-ÿ]+))\b",
    re.I,
)
_DOES = re.compile(r"\bqui (?:a )?(présid|anim|dirig|sign)\w+", re.I)
_TITLE = re.compile(r"\b(?:MM?\.|Mmes?|Mlle|Monsieur|Madame|Mr|Mrs|Ms)\s+$")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_PARTS = re.compile(r"[,;]|\b(?:et|and|ainsi que)\b", re.I)
_INTRODUCES = re.compile(r":\s*$")
_NO_COUNT = re.compile(
    rf"\b(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b20\d\d\b|\d[\d.,]*\s?%", re.I
)
"""Figures that count nothing: those of dates and of shares."""
_OF_VOTES = frozenset(terms(lexicon.OF_VOTES))
_OF_KIND = {
    "abst": frozenset(terms(lexicon.ABSTAINED)),
    "cont": frozenset(terms(lexicon.OPPOSED)),
    "pour": frozenset(terms("pour")),
}
_REACH = 4
_BESIDE = 3


def holds_wanted(
    question: Question, counted: Term | None, sentence: str, paragraph: Paragraph
) -> bool:
    """`counted` is the term for what "combien de" counts: a number must stand right before
    it. Where nothing in particular is asked for, every sentence does. What the figures of a
    table are is told by the titles of its columns."""
    if question.wanted is Wanted.PRESENCE:
        return paragraph.kind is ParagraphKind.ATTENDANCE
    if question.full_names and not _tells_of_person(question, sentence):
        return False
    if question.wanted is Wanted.NAME:
        return _names_someone(question, sentence)
    if question.wanted is Wanted.ACTOR:
        return _has_actor(question, sentence)
    if question.listed > 1 and not _names_so_many(question.listed, sentence, paragraph):
        return False
    pattern = _PATTERNS.get(question.wanted)
    if pattern is None:
        return True
    if headings.is_vote(sentence) and counted:
        return not told_by_vote(sentence).isdisjoint(counted.stems)
    if paragraph.columns and question.wanted in _TITLES and _FIGURE.search(sentence):
        return bool(pattern.search(sentence) or _TITLES[question.wanted].search(paragraph.columns))
    if not pattern.search(sentence) or not _has_unit(question, sentence):
        return False
    is_table = paragraph.kind is ParagraphKind.TABLE
    if counted is None or question.wanted is not Wanted.NUMBER or is_table:
        return True
    return _counts(counted, sentence)


def _tells_of_person(question: Question, sentence: str) -> bool:
    """Not a name that stands alone, of one who signs or was there; of who someone is, an office or
    a trade beside the name."""
    plain = unaccented(sentence)
    named = [word for name in question.full_names for word in name.words]
    if {word.lower() for word in _WORD.findall(plain)} <= {word.lower() for word in named}:
        return False
    if not _WHO_IS.search(question.text):
        return True
    name = rf"\b{re.escape(named[-1])}\b"
    return bool(
        re.search(rf"{name}{_BESIDE_IT}{_OFFICES}|{_OFFICES}{_BESIDE_IT}{name}", plain, re.I)
    )


def is_outcome_asked_for(question: Question, text: str) -> bool:
    """Whether a paragraph closes an item, where what became of one is asked for."""
    return question.asks_outcome and headings.tells_outcome(text)


def told_by_vote(line: str) -> frozenset[str]:
    """The index terms of what "Contre : 8" tells without saying it; of what an outcome does, which
    is quoted with all its votes."""
    kind = headings.vote(line)[:4]
    return _OF_VOTES.union(*([_OF_KIND[kind]] if kind else _OF_KIND.values()))


def _has_unit(question: Question, sentence: str) -> bool:
    if question.wanted is not Wanted.TIME:
        return True
    return all(unit.search(sentence) for asked, unit in _UNITS if asked.search(question.text))


def _names_so_many(listed: int, sentence: str, paragraph: Paragraph) -> bool:
    """Whether a sentence has the parts of a list, or its place in one: "par deux ministères"
    says how many and not which."""
    if paragraph.kind in (ParagraphKind.BULLET, ParagraphKind.TABLE):
        return True
    return bool(_INTRODUCES.search(sentence)) or len(_PARTS.findall(sentence)) >= listed - 1


def _counts(counted: Term, sentence: str) -> bool:
    """ "38 400 réponses", "douze grands projets"; not "deux tiers des dossiers", nor "le 31
    décembre 2020, le nombre d'agents"."""
    words = _WORD.findall(_NO_COUNT.sub(" ", sentence))
    for position, word in enumerate(words):
        is_number = lexicon.NUMBERS.fullmatch(word) or word[0].isdigit()
        if not is_number or lexicon.SHARES.fullmatch(word):
            continue
        after = words[position + 1 : position + 1 + _REACH]
        if after and lexicon.SHARES.match(after[0]):
            continue
        counts = " ".join(after)
        if match(counted, frozenset(terms(counts)), counts) > 0:
            return True
    return False


def _does(question: Question, sentence: str) -> bool:
    """Someone known by a title does what is asked who does: "le directeur préside"."""
    asked = _DOES.search(question.text)
    if asked is None:
        return False
    verb = rf"\b{asked[1].lower()}(?:e|ait|era|é|ée)\b"
    return bool(
        re.search(rf"(?i:{_ROLES})[^.;:]{{0,60}}?{verb}|{verb} par .{{0,30}}?{_ROLES}", sentence)
    )


def _has_actor(question: Question, sentence: str) -> bool:
    """Someone other than those whom the question names."""
    asked = set(terms(" ".join(question.subject)))
    return any(not asked.issuperset(terms(found[0])) for found in lexicon.ACTORS.finditer(sentence))


def _speaks_of_another(question: Question, sentence: str) -> bool:
    """Asked for the mayor of Nîmes: "Madame le Maire, les travées des Arènes de Nîmes"."""
    asked = _ROLE_OF.search(question.text)
    if asked is None:
        return False
    words = [word.group().lower() for word in _WORD.finditer(sentence)]
    role, of = (
        [place for place, word in enumerate(words) if word == name.lower()]
        for name in asked.groups()
    )
    return bool(role and of) and min(abs(a - b) for a in role for b in of) > _REACH


def _names_someone(question: Question, sentence: str) -> bool:
    """A name right beside a word of the question: "Claire Landais, secrétaire générale"."""
    if _does(question, sentence):
        return True
    if _speaks_of_another(question, sentence):
        return False
    asked = set(terms(" ".join(question.subject)))
    read = ((word, frozenset(terms(word.group()))) for word in _WORD.finditer(sentence))
    told = [(word, own) for word, own in read if own]
    words, stems = [word for word, _ in told], [own for _, own in told]
    beside = [position for position, own in enumerate(stems) if own & asked]
    capitalised = [
        position
        for position, word in enumerate(words)
        if word.group()[0].isupper() and not stems[position] <= asked
    ]
    asks_body = bool(_BODY.search(question.text))
    is_person = not asks_body and bool(_ROLE.search(question.text))
    names = [
        position
        for position in capitalised
        if {position - 1, position + 1} & set(capitalised)
        or _TITLE.search(sentence[: words[position].start()])
        or (asks_body and lexicon.ACTORS.fullmatch(words[position].group()))
        or not (is_person or is_french_word(words[position].group().lower()))
    ]
    return any(abs(name - other) <= _BESIDE for name in names for other in beside)
