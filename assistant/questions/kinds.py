"""The kind of thing that a question asks for: a sum, a date, a name, who was there."""

import re
from enum import StrEnum

from assistant.language import lexicon
from index.language.analyzer import terms, unaccented
from ingest.language import bodies
from ingest.language.civilities import CIVILITY


class Wanted(StrEnum):
    """What an answer must hold to be one."""

    MONEY = "money"
    NUMBER = "number"
    SHARE = "share"
    DURATION = "duration"
    FREQUENCY = "frequency"
    NAME = "name"
    ACTOR = "actor"
    NEXT = "next meeting"
    TIME = "time"
    REASON = "reason"
    PRESENCE = "presence"
    ADDRESS = "address"
    PLACE = "place"
    ANYTHING = "anything"


_YES_OR_NO = r"(?![^?]*\bquel)[^?]*-(?:t-)?(?:ils?|elles?|on)\b"
_CHANGE = r"(?:hausse|baisse|augmentation|diminution|réduction|évolution)"
_WHICH_ONE = (
    r"(?:et )?(?:à |par |avec |pour |chez |auprès de |de )?quel(?:le)? (?:ministère"
    r"|association|entreprise|société|opérateur|prestataire|éditeur|agence|organisme|cabinet|personne"
    r"|ministre|architecte|bureau d.études|maître d.(?:œuvre|ouvrage)|fournisseur|candidat"
    r"|élue?|adjointe?|traiteur|hébergeur|exploitant|constructeur|concessionnaire|délégataire"
    r"|attributaire|titulaire|lauréate?|promoteur|bailleur|assureur|transporteur|sous-traitant)\b"
)
"""Asks for someone, whatever is said of what they have: "quel ministère tient le budget"."""
_ASKS_FOR = (
    rf"^(?!{_YES_OR_NO})(?!{_WHICH_ONE})(?!quelle {_CHANGE} )"
    r"(?!(?:et |mais )?(?:que |qu['’]|qui |pourquoi |combien d(?:e |['’])(?!euros|argent)"
    r"|quand |où |comment |y a|existe|est-ce|who |why |when |where |is |are |was |were |did "
    r"|does |do |what (?:is|are|was|were|do|does|did|has|have|had) [^?]*"
    r"\b(?:decided?|agreed|said|say|planned|think|thought) ))[^?]*"
)
"""Before a thing that is asked for by its name alone, not one that something is asked of."""
_IS_THE = r"quel(?:le)?s? (?:est|sont|était|étaient|sera) (?:le |la |les |l.)"
_MEETING = rf"(?:la |l['’])?(?:séance|réunion|{bodies.NOUN}|(?-i:{bodies.ACRONYM}))"
_THERE = r"(?:présent|absent|excusé|représenté)e?s?"
_PERSON = (
    rf"(?!qui\b|who\b|quel)(?:{CIVILITY} ?)?"
    r"(?-i:(?:(?:[A-ZÀ-Þ][\w.'’-]*|d[eu]|la|le) ){0,4}[A-ZÀ-Þ][\w'’-]+)"
)
_AT_MEETING = (
    r"(?:à|aux?|lors d(?:e|u)|at|in|of) (?:(?:cette|ce|the) )?(?:la )?(?:(?:derni[eè]re?|last) )?"
    rf"(?:{_MEETING}|meeting|(?-i:[A-Z]{{4,}}))"
)
_AT_ONE = rf"(?=\W*$| (?:{_AT_MEETING}|(?:le|en|on|in)\b[^?]*\d|o[ur])\b)"
WAS_THERE = re.compile(
    rf"^(?:et |est-ce que )?(?P<who>{_PERSON}) (?:n['’])?(?:étai[ts]|est|a|avait|fut)"
    r"(?:-(?:t-)?(?:il|elle))? (?:\w+ )?"
    rf"(?:{_THERE}{_AT_ONE}|(?:assisté|participé|pris part) {_AT_MEETING})"
    rf"|^(?:was|did) (?P<whom>{_PERSON}) "
    rf"(?:(?:present|absent|excused|there){_AT_ONE}|attend\b|take part {_AT_MEETING})",
    re.I,
)
"""Asks whether someone was at a meeting."""
_PERIODS = (
    r"années?|mois|jours?|heures?|époques?|périodes?|siècles?|semaines?|trimestres?|semestres?"
)
_GETS = r"(?:touche|perçoi|reçoi|vau)(?:vent|nt|t)?"
_SUM = (
    r"(?:euros?|argent|aides?|subventions?|salaires?|primes?|indemnités?|loyers?|recettes?|droits)"
)
_PAID = (
    r"\bcombien (?!d(?:e |['’]))(?![^?]{0,80}(?:-(?:ils?|elles?|on) (?:\w+ )?|touche(?:nt)? )"
    rf"(?:de (?!la |l['’])|d['’])(?!{_SUM}\b))(?:[^?]{{0,60}}?\b)?"
    rf"(?:{_GETS}|gagne(?:nt|ra)?"
    r"|pa[iy](?:e|é|er|ons)|rapport(?:e|é|era|ent)|vers(?:e|é|er|era|ent)|dépens(?:e|é|er|era|ent))\b"
)
_IN_CHARGE_OF = (
    r"\b(?:qui|quel(?:le)?s? \w+) (?:est|sont|sera|seront|était) "
    r"(?:chargée?s?|responsables?|en charge|pilotes?)\b"
    r"|\bqui s['’]occupe(?:ra)?\b|\bwho(?: is| was| will be|['’]s) (?:responsible|in charge)\b"
    r"|\bwho (?:will |is |was )?(?P<runs>(?:run|operat|manag|oversee|oversaw|supervis|coordinat"
    r"|monitor|steer|handl)(?:s|e|es|ed|ing|ning|n)?|ran|look(?:s|ed)? after"
    r"|t(?:akes?|ook) care of|keeps? (?:an eye on|track of)|follows? up(?: on)?)\b"
)
"""A pattern of questions on who runs or does a thing."""
_IN_CHARGE = re.compile(
    r"\bqui (?:a )?(?:(?:pilot|assur|coordonn|exploit)(?:e|ait|era|é)|port(?:e|era)"
    rf"|sui(?:t|vait|vra|vi))\b|{_IN_CHARGE_OF}",
    re.I,
)
RUNNING = frozenset(
    terms(
        "pilote pilotage assure coordonne coordination suivi anime animation dirige direction mène"
        " conduit conduite supervise supervision gère gestion opère exploite exploitation confié"
        " attribué incombe charge occupe responsable responsabilité référent porteur"
    )
)
"""The index terms of what someone who runs a thing does, or is."""
_PATTERNS = {
    Wanted.PRESENCE: (
        rf"\bqui (?:a|ont|avait|avaient) (?:assisté|participé|pris part) (?:à|au) {_MEETING}"
        rf"|\bqui participe(?:nt)? (?:à|aux?) {_MEETING}"
        rf"|\bqui (?:assiste(?:nt)?|(?:a|ont) assisté) (?:à|aux?) (?:{_MEETING}|(?-i:[A-Z]{{4,}}))"
        rf"|\bqui (?:est|sont|était|étaient|furent|a été|ont été) (?:{_THERE}\b"
        r"|là(?= ?\?| le | au | lors | en |$))"
        rf"|\bquels? (?:élue?s?|membres|conseillers) (?:(?:étaient|sont) )?{_THERE}\b"
        rf"|\b(?:qui|quels) (?:sont|étaient) les (?:élus |membres |conseillers )?"
        rf"(?:{_THERE}|participants)\b|^(?:liste des )?(?:{_THERE}|participants)\b(?! aux?\b)"
        r"|\bwho (?:attended|took part in|(?:was|were) (?:present|absent|excused))\b"
    ),
    Wanted.SHARE: (
        rf"\b(?:quel(?:le)?s? |{_IS_THE})(?:pourcentage|proportion|part|taux)\b"
        r"|\bwhat (?:percentage|share|proportion|rate)\b"
    ),
    Wanted.MONEY: (
        r"\bco[uû]t(?:e|é|er|ent|era|eront|erait|eraient|ée?s?)\b"
        rf"|{_PAID}"
        rf"|{_ASKS_FOR}\b(?:co[uû]ts?|prix|montants?|costs?|price"
        r"|(?<!sur le )(?<!sur les )(?<!direction du )(?<!ministre du )(?<!ministère du )"
        r"(?<!bureau du )(?<!service du )(?:budget|tarifs?|dépenses?))\b"
        r"|\bcombien d(?:e |.)(?:euros|argent|subvention|dotation|budget|crédits)\b"
        r"|\bquelles? (?:sommes?|enveloppes?)\b|\bquels crédits\b"
        rf"|\b{_IS_THE}(?:capital|prime)\b|\b(?:quel(?:le)? |{_IS_THE})(?:salaire|rémunération"
        r"|indemnité|loyer|redevance|cotisation)\b|\bquelle (?:subvention|dotation)\b"
        r"|\bquelle (?:aide|participation|contribution)"
        r" (?:financière|de (?:la (?:ville|région|commune)|l['’]état)|du (?:département|conseil))\b"
        r"|\bhow much (?:does|did|will|is|was|money)\b|\bwhat (?:budget|sum|amount)\b"
        r"|\bwhat is the (?:salary|pay|wage|fee)\b"
    ),
    Wanted.DURATION: (
        r"\bcombien de temps\b|\bhow long\b|\bquelle (?:est la )?durée\b"
        r"|\bquel (?:est le )?retard\b"
        r"|^durée\b|(?<!la )\bdurée d(?:u|e la|es) \w+\W*$"
    ),
    Wanted.FREQUENCY: (
        r"\b(?:à )?quel(?:le)? (?:est la )?(?:fréquence|périodicité|rythme)\b"
        r"|\bcombien de fois par\b|\bhow (?:often|frequently)\b"
    ),
    Wanted.NUMBER: (
        rf"(?<!tous les )\bcombien\b|^(?:le )?nombre d|\bquelle {_CHANGE} "
        rf"|\b(?:quel(?:le)?s? |{_IS_THE})"
        r"(?:nombre|quantité|effectifs?|volume|note|score|seuil|surface|superficie|capacité"
        r"|population)\b|\bchiffres(?: clés)? (?!d['’]affaires)(?:d[eu]s?\b|d['’]|sur\b)"
        r"|\bkey figures\b|\bhow (?:many|much)\b|\bwhat (?:number|score)\b"
    ),
    Wanted.NEXT: (
        r"^(?:et )?(?:quand|à quelle (?:date|heure)|quel jour|où|dates? |quel(?:le)? (?:est|sera) "
        r"|when|where|what|date |(?=prochaine?|next))[^?]*?\b(?:prochaine?s?|next) (?:rendez-vous"
        rf"|réunion|séance|meeting|session|{bodies.NOUN}|(?-i:[A-Z]{{3,}}))s?\b"
        r"(?! (?:doi|va |aborde|examin))"
    ),
    Wanted.TIME: (
        rf"\bquand\b|^dates?\b|\bquel(?:le)?s? (?:dates?|délais?|échéances?|{_PERIODS})\b"
        rf"|\b(?:{_IS_THE}|quels )(?:date|échéance|délai|calendrier|horaire)"
        r"|\b(?:date limite|when|deadline|(?:what|which|last|due) date)\b"
    ),
    Wanted.ACTOR: (
        r"\b(?:à|avec|par|pour|chez|de|auprès de|envers) qui\b|\b(?:to|by|with|for|from) whom\b"
        r"|^whom?\b[^?]* (?:to|by|with|for|from)\s*\?*$"
    ),
    Wanted.NAME: (
        rf"\bqui (?:est|sont|était) (?:l[ae]s?\b|l.|{lexicon.ROLES})|\bwho (?:is|are|was) the\b"
        rf"|\b{_IS_THE}(?:nouveau )?nom\b"
        r"|\bqui (?:(?:présid|anim|dirig|sign)(?:e|ait|eait|era|erait)"
        r"|(?:pilot|assur|coordonn)(?:e|ait|era|erait)|port(?:e|era)|sui(?:t|vait|vra)"
        r"|a (?:présidé|animé|dirigé|signé|piloté|assuré|coordonné|porté|suivi))\b"
        r"|\bwho (?:will )?(?:chairs?|chaired|runs?|ran|leads?|led|signs?|signed)\b"
        rf"|{_IN_CHARGE_OF}"
        r"|\bcomment s.appelle(?:nt)?\b|\bquel(?:le)?s? noms?\b"
        rf"|^{_WHICH_ONE}"
        r"|^(?:which|what) (?:ministry|company|firm|association|charity|organi[sz]ation|agency"
        r"|operator|person|supplier|architect)\b"
        r"|\bwhat is the name\b|\bwhat is \w+ called\b"
    ),
    Wanted.REASON: (
        r"\bpourquoi\b|\bpour quel(?:le)?s? (?:raison|motif|cause)s?\b|\bwhy\b"
        r"|\bfor what reason\b|\bquel(?:le)?s? (?:est|sont) l(?:a|es?) (?:raison|motif|cause)s?\b"
        r"|\bà quoi (?:est|sont) dus?e?s?\b|\bqu['’]est-ce qui (?:explique|justifie)\b"
        r"|\bwhat (?:caused|is the (?:reason|cause))\b"
    ),
    Wanted.ADDRESS: (
        r"\burl\b|\badresse (?:du|de la|de l.|web|internet)\b|\bquel site\b|\blien vers\b"
        r"|\bnuméro de téléphone\b|\bweb ?site\b|\bweb address\b"
    ),
    Wanted.PLACE: (
        r"^(?:et )?où\b(?! en\b)|\bquel(?:le)? (?:lieu|ville|salle|endroit|bâtiment)\b"
        r"|\bquels (?:lieux|locaux)\b|^where\b(?! (?:do|does) .* stand)"
        r"|\b(?:what|which) (?:city|town|place|room|building|venue)\b"
    ),
}
_PLAIN = {w: re.compile(unaccented(p), re.I) for w, p in _PATTERNS.items()}
_ATTENDED = re.compile(
    r"\b(?:(?:a|ont|avaient|avait) (?:assisté|participé|pris part)|participants?|là|attended"
    r"|took part in|membres|élue?s?|conseillers)\b",
    re.I,
)
_DATES = re.compile(r"\b(?:calendriers?|échéanciers?|échéances?)\b", re.I)
_NUMBER_OF = re.compile(r"^(?:le )?nombre (?=d)", re.I)
_HOW = re.compile(r"\bhow (?:long|often|frequently)\b", re.I)
_SUM_OF = re.compile(rf"(?<=\bcombien d.)argent\b|\b{_GETS}\b", re.I)
"""What asks how many or how much, and no answer need say."""
_KINDS = {
    Wanted.MONEY: r"montants?|sommes?",
    Wanted.NUMBER: r"nombres?|quantités?",
    Wanted.TIME: _PERIODS,
    Wanted.FREQUENCY: r"fréquences?|périodicités?|rythmes?",
    Wanted.REASON: r"raisons?|motifs?|causes?",
    Wanted.NAME: (
        r"(?:nouveau )?noms?|ministères?|associations?|entreprises?|sociétés?|prestataires?"
        r"|fournisseurs?|organismes?|cabinets?|personnes?"
    ),
    Wanted.PLACE: r"lieux?|endroits?",
}
_NAMED = {
    wanted: re.compile(rf"\b(?:quel(?:le)?s? |{_IS_THE})(?:{kinds})\b", re.I)
    for wanted, kinds in _KINDS.items()
}
"""A kind that is asked for by its name: what is told may well leave it out."""


def wanted_in(text: str, *, is_outcome: bool) -> Wanted:
    """`is_outcome` where it is asked what became of something: no sum is wanted of a budget that
    was voted."""
    if WAS_THERE.match(text):
        return Wanted.PRESENCE
    plain = unaccented(text)
    for wanted, pattern in _PLAIN.items():
        if pattern.search(plain) and not (is_outcome and wanted is Wanted.MONEY):
            return wanted
    return Wanted.ANYTHING


def asks_in_charge(text: str) -> bool:
    """Whether it is asked who runs a thing."""
    return bool(_IN_CHARGE.search(text))


def running_like(word: str, text: str) -> dict[str, float]:
    """The other index terms that tell who runs a thing, where that is asked by a word, each as
    near as can be."""
    return dict.fromkeys(RUNNING.difference(terms(word)), 1.0) if is_running(word, text) else {}


def is_running(word: str, text: str) -> bool:
    """Whether it is by that word that it is asked who runs a thing."""
    asked = _IN_CHARGE.search(text)
    in_english = (asked["runs"] or "").split() if asked else []
    return word in in_english or (bool(asked) and RUNNING.issuperset(terms(word)))


def without_kind(text: str, wanted: Wanted) -> str:
    """The question less what says no more than the kind of thing that is wanted. Who was there is
    asked for in the words that stand above the names."""
    if wanted is Wanted.PRESENCE:
        return _ATTENDED.sub(" " if re.search(_THERE, text, re.I) else " présents ", text)
    if wanted is Wanted.TIME:
        text = _DATES.sub(" ", text)
    if wanted is Wanted.NUMBER:
        text = _NUMBER_OF.sub(" ", text)
    if wanted in (Wanted.DURATION, Wanted.FREQUENCY):
        text = _HOW.sub(" ", text)
    if wanted is Wanted.MONEY:
        text = _SUM_OF.sub(" ", text)
    named = _NAMED.get(wanted)
    return named.sub(" ", text) if named else text
