"""Questions on all that documents have of a subject: "Quels documents parlent de Tchap ?"."""

import re
from dataclasses import dataclass

from ingest.document import DocumentKind

_KINDS = {
    DocumentKind.FICHE: r"fiches?|notes?",
    DocumentKind.RELEVE: (
        r"relevés?(?: de décisions)?|comptes?[- ]rendus?|procès-verba(?:l|ux)|réunions?|séances?"
        r"|comités?|instances?|minutes|meetings?|committees?"
    ),
}
_TEXTS = rf"(?:documents?|{'|'.join(f'(?P<{kind}>{told})' for kind, told in _KINDS.items())})"
_SPOKEN = (
    r"(?:(?:parl|évoqu|mentionn|trait|abord|cit|discut)é(?:e?s?)"
    r"|été (?:fait mention|question)|porté sur)"
)
_SPEAK = (
    r"(?:parle|évoque|mentionne|traite|aborde|cite|concerne|porte)(?:nt)?(?: sur)?"
    rf"|(?:a|ont|avai(?:t|ent))(?:-t)?(?:-(?:on|il|elle)s?)? (?:été )?{_SPOKEN}"
    rf"|(?:est|sont)-(?:il|elle)s? {_SPOKEN}|(?:est-il|il est|il a été) (?:fait mention|question)"
)
_DETERMINED = r"(?:(?:de|à|sur) (?:la |l['’]|les )?|d(?:u|es) |d['’]|la |les? |l['’]|au |aux )?"
_MENTIONED = re.compile(
    rf"^(?:(?:dans|lors de|à|pendant|au cours de) )?quel(?:le)?s? {_TEXTS} "
    rf"(?:(?:{_SPEAK}) {_DETERMINED}(?P<spoken_of>[^?]+)"
    rf"|(?P<named>[^?]+?) (?:{_SPEAK}))\W*$",
    re.I,
)
_ENGLISH_SPEAK = (
    r"(?:(?:mention|discuss|cover|concern|address|rais|talk|speak|deal|refer|relat|touch)"
    r"(?:s|es|e|ed|red)?|dealt|spoke|(?:are|is|were|was)(?= (?:about|on) ))"
    r"(?: (?:about|of|with|to|on))?"
)
_ENGLISH_SPOKEN = (
    r"(?:mentioned|discussed|covered|addressed|raised|examined|brought up|talked about|dealt with"
    r"|spoken (?:of|about)|touched on|referred to|on the agenda)"
)
_ENGLISH_MENTIONED = re.compile(
    rf"^(?:(?:in|at|during) )?(?:which|what) {_TEXTS} "
    rf"(?:{_ENGLISH_SPEAK} (?:the )?(?P<spoken_of>[^?]+)"
    rf"|(?:was|were|is|are|has|have) (?:the )?(?P<named>[^?]+?) (?:been )?{_ENGLISH_SPOKEN}"
    rf"|did (?:they|we|the \w+|(?-i:[A-Z]{{3,}})) {_ENGLISH_SPEAK} (?:the )?(?P<discussed>[^?]+))"
    r"\W*$",
    re.I,
)
_ABOUT = (
    r"(?=(?:sur|concernant|relati(?:f|ve)s?|touchant|portant|au sujet|à propos|en matière"
    r"|on|about|regarding|concerning)\b)"
)
_ALL_DECIDED = re.compile(
    r"^(?:(?:quel(?:le)?s? (?:est|sont) |quelles |what (?:is|are) )?"
    r"(?:un |une |la |le |l['’]|the )?"
    r"(?:historique|chronologie|récapitulatif|liste|ensemble|history|list) (?:complète? )?"
    r"(?:de toutes les|de l['’]ensemble des|de tous les|des|of all(?: the)?|of(?: the)?) "
    r"|(?:quelles sont |what are |list )?(?:toutes les|tous les|all(?: the)?) |list the )"
    r"(?P<decided>décisions|arbitrages|délibérations|decisions)(?: (?:(?:prise|rendu|adoptée)s"
    rf"|(?:that (?:were|have been) )?(?:taken|made)))?(?: par (?:le|la|les|l['’]) ?\w+)? {_ABOUT}",
    re.I,
)
_ON = r"(?:sur|concernant|quant à|à propos d[eu]|en matière d[e'’]|on|about)"
_STAND = r"(?:position|décision|avis|doctrine|règle|consigne|politique|rule|policy)s?"
_CHANGED = re.compile(
    r"^(?:quel(?:le)?s? (?:est |sont )?(?:la |les )?(?:différence|évolution)s? "
    rf"(?:entre|de|des) (?:(?:la|les|l['’]) ?)?{_STAND} [^?]*?{_ON} (?P<differing>[^?]+)"
    rf"|(?:en quoi|comment) (?:(?:la|les|l['’]) ?)?{_STAND} [^?]*?{_ON} (?P<evolved>[^?]+?) "
    r"(?:a|ont)(?:-t)?-(?:il|elle)s? (?:évolué|changé)e?s?(?: [^?]*)?"
    rf"|qu['’]est-ce qui (?:a|avait) changé (?:[^?]*? )?{_ON} (?P<new>[^?]+)"
    rf"|how (?:has|have|did) the (?:\w+['’]s )?{_STAND} (?:[^?]*? )?{_ON} (?P<changed>[^?]+?) "
    r"(?:evolve|change)d?(?: [^?]*)?"
    rf"|what (?:has |had )?changed (?:[^?]*? )?{_ON} (?:the )?(?P<newly>[^?]+))\W*$",
    re.I,
)
_TO_DO = re.compile(
    r"^(?:que|qu['’]est-ce que?) (?:doi(?:t|vent)|devr(?:a|ont)) (?:donc )?faire (?P<who>[^?]+?)"
    r"(?: (?:sur|concernant|pour|en matière|avant|d['’]ici|au plus tard|jusqu['’])\b[^?]*)?\W*$",
    re.I,
)
_EACH = r"(?:the |each |every |all (?:of )?(?:the )?)?"
_ENGLISH_TO_DO = re.compile(
    rf"^what (?:(?:must|should|shall) {_EACH}(?P<bound>[^?]+?) do"
    rf"|(?:do|does|did|will) {_EACH}(?P<who_has>[^?]+?) (?:have|need) to do"
    rf"|(?:is|are|was|were) {_EACH}(?P<who_is>[^?]+?)"
    r" (?:(?:asked|expected|required|supposed|told|meant) )?to do)"
    r"(?P<rest>(?: (?:on|about|regarding|concerning|for)\b[^?]*)?)\W*$",
    re.I,
)
_OVER_TIME = re.compile(
    r",? (?:au fil|au cours) (?:des (?:réunions|séances|comités|ann[ée]es|mois)|du temps)\b"
    r"|,? (?:réunion après|réunion par|séance après|séance par) (?:réunion|séance)\b"
    r"|,? à chaque (?:réunion|séance)\b|,? d['’]une (?:réunion|séance) à l['’]autre\b"
    r"|,? over (?:time|the years)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """`plainly` is the same, asked of what tells it best alone; `kind` that of the documents that
    it is asked of, None for any; `bound` who is to do it, "la DINUM", empty where nobody is."""

    plainly: str
    kind: DocumentKind | None = None
    bound: str = ""


def asked_everywhere(text: str) -> Everywhere | None:
    """None for a question that asks no more than what tells it best."""
    said = _OVER_TIME.sub("", text)
    if found := _MENTIONED.match(said):
        topic = found["spoken_of"] or found["named"]
        return Everywhere(f"Que dit-on sur {topic} ?", kind=_kind(found))
    if found := _ENGLISH_MENTIONED.match(said):
        topic = found["spoken_of"] or found["named"] or found["discussed"]
        return Everywhere(f"What is said about {topic}?", kind=_kind(found))
    if found := _CHANGED.match(said):
        return Everywhere(f"Que dit-on sur {next(filter(None, found.groups()))} ?")
    if found := _TO_DO.match(said):
        return Everywhere(said, bound=found["who"])
    if found := _ENGLISH_TO_DO.match(said):
        who = found["bound"] or found["who_has"] or found["who_is"]
        return Everywhere(f"What must {who} do{found['rest']}?", bound=who)
    if found := _ALL_DECIDED.match(said):
        return Everywhere(f"{found['decided']} {said[found.end() :]}")
    return Everywhere(said) if said != text else None


def _kind(found: re.Match[str]) -> DocumentKind | None:
    return next((kind for kind in _KINDS if found[kind]), None)
