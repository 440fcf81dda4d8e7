"""The turns by which a question tells what it asks for: a decision, what became of a vote, what
a thing is, who, how many."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.lexicon import PARTICIPLE
from assistant.language.quantities import whole_number
from assistant.questions.kinds import asks_in_charge
from index.language.analyzer import unaccented

_ASKS_OUTCOME = re.compile(
    r"^(?!quel|que |qu['’]|combien|pour|comment|what|which|why|how)[^?]*(?:"
    r"(?:-t-(?:il|elle|on)s? (?:bien )?(?:ete )?|\b(?:a|ont) ete )(?:adopt|approuv|vot|rejet)e"
    r"|\b(?:adopt|approuv|vot|rejet)ee?s?(?: (?:ou (?:pas|non)|par (?:le conseil|les elus)))? ?\?*$"
    r"|\bvalidee?s? par (?:le conseil|l['’]assemblee|les elus) ?\?*$"
    r"|-(?:ils?|elles?) (?:bien )?obtenu (?:une|la|sa|leurs?) (?:subvention|aide financiere)s?\b"
    r"|\b(?:was|were) .*(?:adopted|approved|rejected)\b"
    r"|(?<!de )(?<!du )(?<!le )(?<!au )(?<!par )\bvote ?$|\b(?:c['’]est passe|feu vert)\b)"
    r"|^votes? (?!electroniq|blanc|par )|\b(?:resultats?|issue) du vote\b"
    r"|\bquel (?:a ete |est |fut )?(?:le )?vote\b|\bwhat was the vote\b"
    r"|\b(?:qui|quel(?:le)?s? (?:elu|adjoint|conseiller|conseillere|membre|groupe)e?s?)"
    r" (?:a|ont) vote\b|\bqui s['’]est (?:oppose|abstenu)|\bse sont (?:opposes|abstenus)\b"
    r"|\bcombien d(?:['’]abstention|e (?:voix|votes?)\b)|\bwho (?:voted|abstained)\b"
    r"|\bdid the (?:council|committee) (?:adopt|approve|reject|agree|vote)\b",
    re.I,
)
_OUTCOME_WORDS = re.compile(
    r"\b(?:c['’]est passée?|feu vert|élus|ou (?:pas|non)|résultats?(?= du vote)|obtenu(?:e?s?)"
    r"|recueillie?s?|(?<=été )votée?s?|council|agree)\b",
    re.I,
)
"""Of a question on what became of something: none of them is its subject. Nor is a sum wanted,
where a budget was voted."""
_UNACCENTED = str.maketrans({"à": "[àa]", "é": "[ée]", "è": "[èe]"})
_IDIOMS = re.compile(
    r"\bqu['’]a-t-il été (?:demandé|exigé)\b"
    r"|\b(?:aux dernières nouvelles|au final|finalement|en définitive|en fin de compte"
    r"|au bout du compte|à (?:ce jour|ce stade|l['’]heure actuelle)|actuellement"
    r"|pour (?:l['’]instant|le moment)|en (?:entier|totalité|partie)|entièrement|intégralement)\b"
    r"|\bque (?:se passe-t-il|se passera-t-il|reste-t-il à faire)\b|\bqu['’]arrive(?:ra)?-t-il\b"
    r"|\bqu['’](?:est-il|il est|est) advenu\b|\b(?:est|sont)-(?:ils?|elles?) connue?s?\b"
    r"|\bquelles? suites?\b(?:[^?]{0,20}\b(?:donnée?s?|réservée?s?)\b)?"
    r"|(?<=décision )finale\b|\bobtenue?s? (?=de\b|d['’]|que\b|qu['’])"
    r"|\bà quoi (?:(?:doit|doivent|va|vont|peut|peuvent) )?ser(?:t|v\w+)\b"
    r"|\bà quoi (?:est|sont) dus?e?s?\b"
    r"|(?<=\bà qui )(?:revien(?:t|nent|dra|dront)|incombe(?:nt)?)\b"
    r"|\b(?:citation|phrase|passage|extrait)s?(?: (?:exacte?|précise?)s?)? (?=(?:sur|concernant)\b)"
    r"|\b(?:principaux )?chiffres(?: clés)? (?!d['’]affaires)(?=d[eu]s?\b|d['’]|sur\b)"
    r"|\bkey figures (?=of|on|for)\b"
    r"|\ben (?:une|deux|trois|quelques|peu de) (?:phrases?|lignes?|mots?|points)\b"
    r"|\bin (?:one|two|three|a few) (?:sentences?|lines?|words?|points)\b"
    r"|(?<!average )\b(?:briefing )?(?:note|memo)(?=\W*$)"
    r"|\bthe (?:briefing )?(?:note|paper|memo|brief) (?=(?:on|about|say|recommend|propose)\b)"
    r"|\b(?:(?:exact|precise|very) )*(?:quotation|quote|sentence|passage|excerpt|extract|wording"
    r"|word)s? (?=(?:on|about)\b)"
    r"|\bpour ou contre\b|\bso far\b|\bwhat (?:happen(?:ed|s) to|became of)\b".translate(
        _UNACCENTED
    ),
    re.I,
)
"""Ask in words that the answer need not have."""
_ASKS_DECISION = re.compile(
    r"\b(?:deci[ds]\w*|tranch\w+|(?<!['’])(?<!\bun )(?<!cet )(?<!es )actee?s?|adopt\w+"
    r"|(?:ete|est|sont) (?:elu|designe|nomme|arbitre)e?s?|qui represente(?:nt)?"
    r"|valide\w*|approuv\w+|quel avis|pour ou contre|consigne|accepte\w*|retenue?s?|autorise\w*"
    r"|refuse\w*"
    r"|(?<!to be )(?:agreed|settled|ruled)|did [^?]{1,60} (?:agree|settle|rule)"
    r"(?= on| to| that|\W*$)"
    r"|doi(?:t|vent)|must|allowed|rejected|approved?|que demand(?:e|ent|ait)"
    r"|qu['’]a-t-(?:il|elle|on) (?:demande|vote))\b",
    re.I,
)
_ASKS_MEETINGS = re.compile(
    r"\b(?:deci[ds]\w*|tranch\w+|(?:adopt|valide|approuv|vot)(?:e?e?s?|ed)|arbitrages?|deliber\w+"
    r"|dit|parle|(?:evoqu|discut|examin|abord|annonc)ee?s?|seances?|reunions?|said"
    r"|(?:discuss|approv|announc)ed|meetings?)\b",
    re.I,
)
_ASKS_WHAT_IT_IS = re.compile(
    r"^(?:qu['’]est[- ]ce que? (?:c['’]est que )?|c['’]est quoi |que (?:sont|est) (?!devenu)"
    r"|que (?:signifie|veut dire) |a quoi (?:sert|servent) |what (?:is|are) "
    r"|definition (?:de |d['’]))(?:[\w'’.-]+ ){0,4}[\w'’.-]+ ?\?*$"
    r"|, c['’]est quoi\b"
    r"|\bquel(?:le)?s? (?:est|sont) (?:le role|la mission|les missions|l['’]objet)\b"
    r"|\bwhat does (?:the )?\w+ (?:mean|stand for|do)\b",
    re.I,
)
_ASKS_WHO = re.compile(r"(?:et |and )?(?:(?:à|par|pour|avec|by|to) )?(?:qui|whom?)\b", re.I)
_ASKS_TO_WHOM = re.compile(
    r"(?:et |and )?(?:qui (?:a|ont|avai(?:t|ent)) été|who (?:(?:has|have) been|was|were)) ", re.I
)
_ACTING = (
    r"(?:ministère|entreprise|société|prestataire|cabinet|opérateur|organisme|association|agence"
    r"|commune|direction|service|fournisseur|éditeur|collectivité|établissement)s?"
)
_DEED = re.compile(
    rf"(?:et |mais )?(?:(?P<who>qui)|quel(?:le)?s? {_ACTING}(?: (?!a\b|ont\b)\w+)?) "
    r"(?:(?P<has>a|ont|avai(?:t|ent)|aurai(?:t|ent)) (?P<been>été )?"
    r"(?:\w+ment |déjà |bien |enfin )?(?P<done>(?!droit\b)(?:"
    rf"{PARTICIPLE}))|(?:va|vont|doit|doivent) (?P<to_do>\w+(?:er|ir|re))"
    r"|(?:s['’]|se |en |y )?(?P<does>\w{4,}))\b",
    re.I,
)
_OFFERS = re.compile(r",\s[^,?]{1,60}\bou\b[^,?]{1,60}\?*$")
_BY = re.compile(r"\bpar\b")
_WHICH = re.compile(r"\W*(?:(?:les)?quel(?:le)?s|which|what)\b", re.I)
_COUNTED = re.compile(
    r"\b(?:(?:combien(?:(?! d(?:e\s|['’]))[^?]{0,60}-(?:t-)?(?:ils?|elles?|on)(?! de temps\b))?"
    r"|nombre)"
    r" d(?:e\s+|['’])(?:(?:postes|places|types|sortes) d(?:e\s+|['’]))?"
    r"|how many\s+|number of\s+)([^\W\d_]+)",
    re.I,
)
_LISTED = re.compile(
    r"\b(?:quel(?:le)?s (?:(?:sont|étaient|seront) )?|(?:which|what) (?:(?:are|were) )?"
    r"|liste (?:\w+ )?(?:d(?:es|e)|of) )(?:(?:les|des|the|ces|these) )?(\w+) \w",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What it is asked who does, or underwent, in the word of the question; `is_done` where it is
    asked of as done."""

    word: str
    is_done: bool
    is_undergone: bool


def asks_outcome(plain: str) -> bool:
    """Whether it is asked what became of something that was put to the vote; `plain` is the
    question without accents."""
    return bool(_ASKS_OUTCOME.search(plain))


def asks_decision(plain: str) -> bool:
    """Whether a decision is asked for, in so many words; `plain` as above."""
    return bool(_ASKS_DECISION.search(plain))


def asks_meetings(plain: str) -> bool:
    """Whether it is asked what meetings decided, or what was said at them; `plain` as above."""
    return bool(_ASKS_MEETINGS.search(plain))


def asks_what_it_is(plain: str) -> bool:
    """Whether a definition is wanted; `plain` as above."""
    return bool(_ASKS_WHAT_IT_IS.search(plain))


def asks_who(question: str) -> bool:
    """Whether it opens with the one asked for: "qui", "à qui", "by whom"."""
    return bool(_ASKS_WHO.match(question))


@lru_cache(maxsize=64)
def deed_asked(question: str) -> Deed | None:
    """What "qui" or "quelle entreprise" is asked to have done; of the latter, only as done. None
    where it is asked who is what or how someone voted, what was done to whom by nobody in
    particular, or which of several did it."""
    found = None if asks_outcome(unaccented(question)) else _DEED.match(question)
    if found is None or asks_in_charge(question) or _OFFERS.search(question):
        return None
    if not (found["who"] or found["has"]) or (found["been"] and not _BY.search(question)):
        return None
    word = found["done"] or found["to_do"] or found["does"]
    return Deed(word, is_done=bool(found["done"]), is_undergone=bool(found["been"]))


def asks_who_did(question: str) -> bool:
    """Whether it is asked who has done, or undergone, something."""
    deed = deed_asked(question)
    is_done = deed is not None and deed.is_done
    return is_done or bool(_ASKS_TO_WHOM.match(question))


def asks_which(question: str) -> bool:
    """Whether it opens by asking for all of a kind."""
    return bool(_WHICH.match(question))


def counted(question: str) -> str:
    """The word after "combien de", empty where nothing is counted."""
    found = _COUNTED.search(question)
    return found.group(1) if found else ""


def listed(question: str) -> int:
    """How many things are to be named, "quels sont les deux ministères"; 0 for no number."""
    found = _LISTED.search(question)
    return whole_number(found.group(1)) if found else 0


def without_asking(question: str, *, is_outcome: bool) -> str:
    """Without the words that ask for a decision, or for an outcome where it `is_outcome`, which
    its sentence need not have."""
    told = _OUTCOME_WORDS.sub(" ", question) if is_outcome else question
    return _IDIOMS.sub(" ", told)
