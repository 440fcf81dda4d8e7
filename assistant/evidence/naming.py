"""Whether a sentence names who is asked for: a person, an association, a firm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Language
from assistant.evidence.in_charge import tells_in_charge
from assistant.evidence.matching import FAMILY, Term
from assistant.language import lexicon
from assistant.language.related import related_words
from assistant.questions.kinds import asks_in_charge
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms, unaccented
from ingest.document import Paragraph
from ingest.language.civilities import CIVILITY
from ingest.language.words import is_french_word

_BESIDE_IT = r"[^.:;]{0,30}"
_OFFICES = unaccented(
    rf"(?:{lexicon.ROLES}|\b(?:adjointe?|conseill[eè]re?|députée?|sénateur|sénatrice|déléguée?|avocate?"
    r"|architecte|professeure?|ingénieure?|administrat(?:eur|rice)|membre|maître|docteur)\b)"
)
_WHO_IS = re.compile(rf"\b(?:[Qq]ui (?:est|était)|[Ww]ho (?:is|was)) (?:{CIVILITY})? ?[A-ZÀ-Þ]")
_ROLE = re.compile(
    rf"{lexicon.ROLES}|\b(?:qui|who) (?:a |will )?(?:présid|anim|dirig|sign|chair|le[ad]d?)", re.I
)
"""Who is asked for by these is a person."""
_OTHER_BODY = re.compile(
    r"\bquel(?:le)? (?:opérateur|agence|organisme)\b|\b(?:which|what) (?:agency|operator)\b", re.I
)
"""Who is asked for by these is no person: "le Conseil national du numérique" is one."""
_NAME = r"\s+[«“\"]?\s?[A-ZÀ-Þ]"
_FIRMS = (
    r"entreprises?|sociétés?|groupements?|cabinets?|prestataires?|fournisseurs?|éditeurs?|titulaires?"
    r"|attributaires?"
)
"""What firms are called; capitals after an article, "le MTE", are those of administrations."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is asked for as one of a kind, how one is named, and what the column of a table that
    holds some is called: "tous les ministères" are none."""

    asked: re.Pattern[str]
    named: re.Pattern[str]
    column: re.Pattern[str]


_KINDS = (
    _Kind(
        asked=re.compile(
            r"\bquel(?:le)? (?:(?:cabinet|agence|équipe) d['’])?architecte?s?\b"
            r"|\b(?:what|which) architect",
            re.I,
        ),
        named=re.compile(
            r"\b(?i:architect\w+)\b[^.;]{0,60}?\b[A-ZÀ-Þ]"
            r"|[A-ZÀ-Þ][\w-]{1,40}, [^.;,]{0,20}\barchitecte"
            rf"|\b(?i:ateliers?|agences?|cabinets?){_NAME}"
        ),
        column=re.compile(r"\barchitectes?\b", re.I),
    ),
    _Kind(
        asked=re.compile(
            r"\bquel est le nouveau nom\b"
            r"|\bquel(?:le)? nom (?:a|ont|est|sera|port|prend|re[cç]o|va|donn)"
            r"|\bwhat name (?:was|is|will|did)\b",
            re.I,
        ),
        named=re.compile(
            r"\b(?:(?<!au )noms?|(?:dé|re)?nomm\w+|dénomin\w+|appel(?:le|é)\w*|baptis\w+|intitul\w+"
            r"|devien\w+)\b[^.;]{0,60}?[A-ZÀ-Þ«“\"]"
        ),
        column=re.compile(r"\bnoms?\b|\bdénominations?\b", re.I),
    ),
    _Kind(
        asked=re.compile(r"\bquel ministère\b|\b(?:what|which) ministry\b", re.I),
        named=re.compile(
            rf"\b(?i:minist(?:ère|re)s?)(?: (?:d[ue]|des|chargée?)|{_NAME})|\bM[A-Z]{{1,6}}\b"
        ),
        column=re.compile(r"\bministères?\b", re.I),
    ),
    _Kind(
        asked=re.compile(r"\bquelle association\b|\b(?:what|which) association\b", re.I),
        named=re.compile(rf"\b(?i:associations?|fondations?|fédérations?|clubs?|comités?){_NAME}"),
        column=re.compile(r"\b(?:associations?|bénéficiaires?|organismes?)\b", re.I),
    ),
    _Kind(
        asked=re.compile(
            r"\bquel(?:le)? (?:entreprise|société|prestataire|fournisseur|cabinet)\b"
            r"|\b(?:what|which) (?:company|firm|supplier)\b",
            re.I,
        ),
        named=re.compile(
            rf"\b(?i:{_FIRMS}|SARL|SAS?|SEM)(?:{_NAME}|\s?[(:]\s?[A-ZÀ-Þ])"
            r"|(?:^|\b(?:à|par|chez|avec|entre|de|retient|choisit) [«“]?\s?)"
            r"(?![IVXLC]+\b)[A-Z][A-Z&.]{2,}\b"
        ),
        column=re.compile(
            r"\b(?:entreprises?|sociétés?|attributaires?|titulaires?|fournisseurs?|prestataires?)\b",
            re.I,
        ),
    ),
)
_ROLE_OF = re.compile(
    r"\b(?:qui|who) (?:est|était|sera|is|was) (?:l[ea] |l['’]|the )?(\w+) "
    r"(?:d(?:e la |e l['’]|u |es |e |['’])|of (?:the )?)(?:((?-i:[A-ZÀ-Þ][a-zà-ÿ]+))|(\w+))\b",
    re.I,
)
_GENERAL = re.compile(r"\bsecrétaires? généra(?:le?s?|ux)\b", re.I)
"""Another office than that of secretary."""
_SECRETARY = ("secrétaire", "secretary")
_IN_FRENCH = {
    "chair": ("président", "présidente"),
    "director": ("directeur", "directrice"),
    "head": ("directeur", "directrice", "chef", "cheffe", "responsable"),
    "mayor": ("maire",),
    "minister": ("ministre",),
    "prefect": ("préfet", "préfète"),
    "president": ("président", "présidente"),
    "secretary": ("secrétaire",),
}
_DOES = re.compile(
    r"\bqui (?:a )?(présid|anim|dirig|sign)\w+|\bwho (?:will )?(chair|head|lead|led|r[ua]n|sign)",
    re.I,
)
_DOES_IN_FRENCH = {
    "chair": "présid",
    "head": "dirig",
    "lead": "dirig",
    "led": "dirig",
    "ran": "dirig",
    "run": "dirig",
}
_OFFICE_OF = {
    "présid": r"présiden(?:ce|te?)",
    "anim": r"animat(?:ion|eur|rice)",
    "dirig": r"direct(?:ion|eur|rice)",
    "sign": r"(?:signature|signataire)",
}
"""Of who does it: "Présidence : Mme Roux"."""
_TITLE = re.compile(rf"\b{CIVILITY}\s+$")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_REACH = 4
_BESIDE = 3


def tells_of(question: Question, sentence: str) -> bool:
    """Not a name that stands alone, of one who signs or was there; of who someone is, an office or
    a trade beside the name."""
    plain = unaccented(sentence)
    named = [unaccented(word) for name in question.full_names for word in name.words]
    if {word.lower() for word in _WORD.findall(plain)} <= {word.lower() for word in named}:
        return False
    if not _WHO_IS.search(question.text):
        return True
    name = rf"\b{re.escape(named[-1])}\b"
    return bool(
        re.search(rf"{name}{_BESIDE_IT}{_OFFICES}|{_OFFICES}{_BESIDE_IT}{name}", plain, re.I)
    )


def has_actor(question: Question, sentence: str) -> bool:
    """Someone other than those whom the question names."""
    asked = subject_terms(question.subject)
    return any(not asked.issuperset(terms(found[0])) for found in lexicon.ACTORS.finditer(sentence))


def names_someone(
    question: Question, asked: Sequence[Term], sentence: str, paragraph: Paragraph
) -> bool:
    """A name right beside a word of the question: "Claire Landais, secrétaire générale"; of one in
    English, beside the French for it too."""
    if _does(question, sentence):
        return True
    if _speaks_of_another(question, sentence):
        return False
    if kind := _kind_asked(question.text):
        called = (found[0].split()[-1] for found in kind.named.finditer(sentence))
        return bool(kind.column.search(paragraph.columns)) or not all(map(_is_thing, called))
    if asks_in_charge(question.text):
        return tells_in_charge(question, asked, sentence, paragraph)
    of_asked = _stems_of(question, asked)
    read = ((word, frozenset(terms(word.group()))) for word in _WORD.finditer(sentence))
    told = [(word, own) for word, own in read if own]
    words, stems = [word for word, _ in told], [own for _, own in told]
    beside = [position for position, own in enumerate(stems) if own & of_asked]
    capitalised = [
        position
        for position, word in enumerate(words)
        if word.group()[0].isupper() and not stems[position] <= of_asked
    ]
    asks_body = bool(_OTHER_BODY.search(question.text))
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


def _stems_of(question: Question, asked: Sequence[Term]) -> frozenset[str]:
    """The index terms of the question; of one in English, those that mean the same in French."""
    own = subject_terms(question.subject)
    if question.language is Language.FRENCH:
        return own
    return own.union(
        stem for term in asked for stem, strength in term.related.items() if strength >= FAMILY
    )


@lru_cache(maxsize=64)
def _kind_asked(question: str) -> _Kind | None:
    """Many sentences are held against one question."""
    return next((kind for kind in _KINDS if kind.asked.search(question)), None)


def _is_thing(name: str) -> bool:
    """Capitals that have words of like meaning, "VPN", are no name."""
    return len(name) > 1 and name.isupper() and bool(related_words().of(name, english=False))


def _does(question: Question, sentence: str) -> bool:
    """Someone known by a title does what is asked who does: "le directeur préside"."""
    asked = _DOES.search(question.text)
    if asked is None:
        return False
    done = (asked[1] or asked[2]).lower()
    root = _DOES_IN_FRENCH.get(done, done)
    verb = rf"\b{root}(?:e|ait|era|é|ée)\b"
    office = rf"(?i:\b{_OFFICE_OF[root]})"
    return bool(
        re.search(
            rf"(?i:{lexicon.ROLES})[^.;:]{{0,60}}?{verb}|{verb} par .{{0,30}}?{lexicon.ROLES}",
            sentence,
        )
        or re.search(rf"{office}[^.;:]{{0,30}}(?::|\bde\b)\s*{CIVILITY}\s", sentence)
    )


def _speaks_of_another(question: Question, sentence: str) -> bool:
    """Asked for the mayor of Nîmes: "Madame le Maire, les travées des Arènes de Nîmes"; for who was
    "secrétaire de séance": "la secrétaire générale remercie ceux qui ont préparé la séance"."""
    asked = _ROLE_OF.search(question.text)
    if asked is None:
        return False
    is_secretary = asked[1].lower() in _SECRETARY and not _GENERAL.search(question.text)
    told = _GENERAL.sub(" ", sentence) if is_secretary else sentence
    words = [word.group().lower() for word in _WORD.finditer(told)]
    role, of = (
        [place for place, word in enumerate(words) if word in (name, *_IN_FRENCH.get(name, ()))]
        for name in map(str.lower, filter(None, asked.groups()))
    )
    if told != sentence and not role:
        return True
    return bool(of and (role or asked[2])) and all(abs(a - b) > _REACH for a in role for b in of)
