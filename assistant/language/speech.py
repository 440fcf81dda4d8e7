"""Speeches in minutes: what a speaker has said so far tells what the rest is about."""

import itertools
import re
from collections.abc import Callable, Sequence

from assistant.language import lexicon
from index.language.analyzer import fold
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind
from ingest.language import headings
from ingest.language.civilities import CIVILITY

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_TITLE = rf"{CIVILITY}\s*(?:l[ea] |l['’]|d[eu] |d['’])?"
_TITLED = rf"{_TITLE}{_WORD}(?: {_WORD}){{0,3}}"
"""Someone as minutes name them: "M. Durand", "Mme de La Tour", "Mme le Maire"."""
_NO_FIRST_NAME = (
    r"(?!(?:Le|La|Les|L|Un|Une|Des|Du|Au|Aux|Annexe|Article|Budget|Chapitre|Comité|Conseil"
    r"|Direction|Fiche|Groupe|Liste|Lots?|Marché|Ministère|Note|Point|Projet|Section|Service"
    r"|Total|Vote)\b)"
)
_OF_GROUP = r"(?:\s?\((?:groupe|liste|au nom)\b[^()\n]{1,80}\))?"
_SPEAKER = re.compile(
    rf"(?:{_TITLED}{_OF_GROUP}"
    rf"|L[ea] (?:Maire|Présidente?)"
    rf"|{_NO_FIRST_NAME}{_WORD}(?: {_WORD}){{0,2}} [A-ZÀ-ÖØ-Þ]{{2}}[A-ZÀ-ÖØ-Þ'’-]*"
    r"(?=\s?:\s*(?:[«“\"(…A-ZÀ-ÖØ-Þ]|$)))\s?:"
)
"""Who speaks: "M. DURAND :", "Mme le Maire:", "Mme ROUX (groupe Agir) :", "Jeanne MARTIN : "; not
"Liste UMP :"."""
_UNSAID = (ParagraphKind.HEADING, ParagraphKind.ATTENDANCE, ParagraphKind.SIGNATURE)
_LONGEST = 30
"""Paragraphs of a speech."""
_SAYS = (
    r"(?:di(?:t|te|sait|sent)|pens\w+|répond\w*|déclar\w+|expliqu\w+|crai(?:nt|gn\w+)|reproch\w+"
    r"|critiqu\w+|estim\w+|affirm\w+|souti\w+|soutenu|demand\w+|propos\w+|rappel\w+|dénonc\w+"
    r"|says?|said|thinks?|thought|answer\w*|fear\w*|explain\w*|claim\w*)"
)
_PERSON = rf"{_TITLE}(?P<{{}}>{_WORD}(?: {_WORD}){{{{0,5}}}})"
_SAID_BY = re.compile(
    rf"\b(?:{_SAYS}|(?i:selon|d['’]après|according to)) {_PERSON.format('after')}"
    rf"|\b{_PERSON.format('before')} (?:(?:a|avait|a-t-(?:il|elle)) )?{_SAYS}\b"
)
"""Who is asked about for what they say: "Que craint M. Durand ?", "selon M. Durand"."""
_REPORTS = (
    rf"(?:{_SAYS}|(?:accept|ajout|confirm|constat|déplor|exprim|indiqu|inform|insist|interrog|observ"
    r"|précis|présent|réclam|regrett|relèv|remerci|rétorqu|s['’]interrog|s['’]oppos|s['’]inquièt"
    r"|signal|soulign|souhait|suggèr)(?:e|a)|(?:accède|adhère|rejoint|invite|refuse|conclut)"
    r"|(?:a|avait) (?:indiqué|précisé|souligné|ajouté)"
    r"|(?:(?:a|avait) )?fait (?:part|valoir|observer|remarquer|savoir|état))"
)
_REPORTED = re.compile(
    rf"{_TITLED}(?: ?\([^()\n]{{1,80}}\))?(?:,[^.:;?!]{{1,80}},)?"
    rf"(?: [^\s.:;?!]+){{0,3}}? {_REPORTS}\b"
    rf"|(?:L[ea] |L['’])(?i:{lexicon.ROLES})(?: [^\s.:;?!]+){{0,6}}? {_REPORTS}\b"
)
"""A paragraph that tells what someone says: "M. Salles rappelle", "La directrice répond"; not
what is said of someone, "Madame Durand a été élue en 1947"."""
_REPORTS_ITEM = re.compile(
    rf"{_TITLED}(?:, ?[^.:;?!,]{{1,80}}){{0,2}},?"
    r" (?:rapporte|expose|donne lecture du rapport|présente (?:le|son) rapport)\s?:\s*$"
)
"""Above the report of an item: "Monsieur le Maire, Jean Roux, rapporte :"."""
_SAID_WHOLE = re.compile(r"[«“\"][^«»“”\"]*[»”\"]\W*")
_PUTS_TO_VOTE = re.compile(
    r"\b(?:je|nous) (?:mets|mettons|soumets|soumettons|passe|passons|procède|procédons)\b"
    r"[^.!?]{0,100}\b(?:aux voix|au vote|au scrutin)\b[^.!?]*[.!?]*\s*",
    re.I,
)
_SO_DECIDED = re.compile(
    r"(?:^|[.!?…]\s+)(?:il en (?:est|sera) (?:donc |ainsi )*(?:décidé|convenu)"
    r"|c['’]est (?:donc )?(?:adopté|approuvé|décidé|rejeté))\b"
    r"|(?:^|[.!?…]|\s[:–—-])\s*(?:sous (?:cette|ces) réserves?, )?(?:les? |la |l['’])"
    r"(?:(?!\b(?:que|qui|si)\b|\bqu['’])[^.!?,;]){1,60} (?:est|sont) (?:donc |ainsi )?"
    r"(?:adopté|approuvé|rejeté)e?s? à (?:l['’]unanimité|la majorité)\b",
    re.I,
)
"""What a chair closes an item by, once nobody is against."""
_HYPHEN = re.compile(r"[-‐‑]")
Paragraphs = Callable[[str], Sequence[Paragraph]]
"""The paragraphs of a document, by its id, in order."""


def said_by(question: str) -> str:
    """The name of who said what is asked for; empty where it is not asked of someone."""
    found = _SAID_BY.search(question)
    return (found["after"] or found["before"]).rstrip(".'’-") if found else ""


def names(name: str, text: str) -> bool:
    """Whether a text holds the last word of a name, whatever the capitals and the hyphens."""
    last = _HYPHEN.sub(" ", fold(name.split()[-1]))
    said = _HYPHEN.sub(" ", fold(text))
    return re.search(rf"(?<![^\W_]){re.escape(last)}(?![^\W_])", said) is not None


def said_before(document: Document, paragraph: Paragraph, paragraphs_of: Paragraphs) -> str:
    """What was said before a paragraph in the same speech, who speaks first; empty where none
    is told to speak."""
    return "\n".join(other.text for other in _before(document, paragraph, paragraphs_of))


def speaker_of(document: Document, paragraph: Paragraph, said: str) -> str:
    """Who speaks, as the minutes name them; empty where they do not. `said` is what was said
    before in the same speech."""
    label = _SPEAKER.match(said or paragraph.text)
    if label is None or document.kind is not DocumentKind.RELEVE:
        return ""
    return label.group().rstrip(" \u00a0\u202f:")


def opens_speech(text: str) -> bool:
    """Whether a paragraph begins with who speaks."""
    return bool(_SPEAKER.match(text))


def ruled_aloud(text: str) -> str:
    """What whoever presides tells as decided in the first person: what follows "je mets aux voix
    le plan", or the whole of what ends "il en est ainsi décidé"; empty of another speech."""
    if _SO_DECIDED.search(text):
        return text
    put = _PUTS_TO_VOTE.search(text)
    return text[put.end() :] if put else ""


def _is_over(text: str) -> bool:
    """Whether what follows is of another: a label with all that is said between quotation marks."""
    label = _SPEAKER.match(text)
    return label is not None and bool(_SAID_WHOLE.fullmatch(text[label.end() :].strip()))


def _before(
    document: Document, paragraph: Paragraph, paragraphs_of: Paragraphs
) -> Sequence[Paragraph]:
    """The paragraphs of a speech down to one, from that which opens it; none where one of them
    tells what someone says, who may be another."""
    is_said = document.kind is DocumentKind.RELEVE and paragraph.kind not in _UNSAID
    if not is_said or opens_speech(paragraph.text) or _REPORTED.match(paragraph.text):
        return ()
    before = reversed(paragraphs_of(document.id)[: paragraph.ordinal - 1])
    speech: list[Paragraph] = []
    for other in itertools.islice(before, _LONGEST):
        is_apart = other.kind is ParagraphKind.HEADING or other.sections != paragraph.sections
        reports = _REPORTS_ITEM.match(other.text)
        if is_apart or headings.is_outcome(other.text) or _is_over(other.text):
            break
        if _REPORTED.match(other.text) and not reports:
            break
        speech.append(other)
        if opens_speech(other.text) or reports:
            return speech[::-1]
    return ()
