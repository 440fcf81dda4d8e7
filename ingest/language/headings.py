"""Which lines are headings, and of what level."""

import re

from ingest.document import Section
from ingest.language import bodies, labels
from ingest.language.civilities import CIVILITY
from ingest.language.periods import MONTHS

_AGENDA_ITEM = re.compile(
    r"(?:(?P<number>\d{1,2})\s*[.,)]?\s*)?(?P<title>(?:Fiche|Point)\s*n\s*[°ºo]\s*\d+\b.*"
    r"|(?:Point|Sujet|Question|Dossier|Affaire)\s*\d{1,2}\s*[-–—:]\s.{1,140}(?<![.;:,]))",
    re.S,
)
_ONE_OF_SEVERAL = re.compile(
    r"(?:march[ée]|lot|dossier|affaire|consultation|demande|offre|projet|candidature)\s+n\s*[°ºo]"
    r"\s*[\w/.-]+\s*[:–—-]\s",
    re.I,
)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?:\.\d{1,2})*|[A-H])"
    r"(?:\s*[.)]\s+|/\s+(?=[A-ZÀ-Ý]))(?P<title>\S.*)",
    re.S,
)
_DASHED = re.compile(
    r"(?P<number>[IVX]{1,5}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})*(?=\s[-–]\s+[«A-ZÀ-Ý]))"
    r"\s*[-–]\s+(?P<title>\S.*)",
    re.S,
)
_PART = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\s+(?P<title>[«“\"]?\s?[A-ZÀ-Ý].*)", re.S)
_COUNTED = re.compile(
    rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)\s+(?!(?i:{'|'.join(MONTHS)})\b)"
    r"(?P<title>[«“\"]?\s?[A-ZÀ-Ý].*)",
    re.S,
)
_KNOWN = re.compile(
    r"(?:ordre du jour|sommaire|table des matières|conclusions?|introduction|préambule|"
    r"points? divers|questions? diverses|divers|annexes?(?: (?:n\s*°\s*)?\d+)?|"
    r"participants|contexte|décisions?|suites(?: à donner)?|prochaines étapes)\s*:?",
    re.I,
)
_NAMES = re.compile(
    r"(?:liste des )?(?:participants|présents|membres présents|présences|appel nominal)\b", re.I
)
_CONTENTS = re.compile(r"(?:ordre du jour|sommaire|table des matières)\s*:?", re.I)
_TITLE_WORDS = re.compile(
    r"\b(?:relev[ée]|fiche|comit[ée]|conseil|compte[- ]rendu|proc[èe]s[- ]verbal|note|réunion|"
    r"séance|(?:19|20)\d\d|document d.exemple|exemple)\b",
    re.I,
)
_MARK = re.compile(r"[^\w«“\"'(\[]*")
"""The mark of an item, in a font that had no letter for it."""
_VOTE = re.compile(
    rf"{_MARK.pattern}(pour|contre|abstentions?)\s*:\s*(?:[\d/]|(?:néant|aucune?)\W*$"
    r"|[^\W\d_][^():;.]{0,60}\(\d{1,3}(?: voix)?\)\s*(?:[,;.–-]|et\b|$))",
    re.I,
)
"""How many, or by groups: "Contre : CGT-Culture (1), SUD-Culture (1)"."""
_OUTCOME = re.compile(
    r"(?:adopt|rejet|approuv)ée?s?(?=\s*(?:[.,;:!]|$)|\s+(?:à|par|avec|sans|moins|tel(?:le)?s?)\b)"
    rf"|(?:le |la |l['’]){bodies.NOUN} adopte\b"
    r"|vote\s*:\s*(?:(?:à )?(?:l['’])?unanimité|(?:à )?(?:la )?majorité|adopté"
    r"|\d+ (?:voix )?pour\b)",
    re.I,
)
_MOVE = re.compile(
    r".{0,200}\b(?:sort|sortent|entre|entrent|quitte|quittent|rejoint|rejoignent|arrive|arrivent|"
    r"revient|reviennent)\b.{0,200}\bséance\b",
    re.S,
)
_WITHHELD = r".{0,200}\bne (?:participent?|prennent|prend) pas\b"
_PROCEEDINGS = re.compile(
    r"(?:pour|contre|abstentions?|votants?|vote)\s*:|"
    r"(?:présente?s?|absente?s?|excusée?s?|participante?s?|(?:secrétaire|président(?:e|ence)?)"
    rf" de (?:la )?séance)\b[^:]*:|{CIVILITY}\s+[A-ZÀ-Ý][\w'’-]+|"
    rf"{_OUTCOME.pattern}|"
    rf"{_MOVE.pattern}|{_WITHHELD}|.*\bprocuration\b|"
    r"publiée? le\b|acte certifié|accusé de réception|envoi préfecture|"
    r"réception en préfecture|pour extrait",
    re.I,
)
"""Votes and comings and goings: short lines that stand alone, and no headings."""
_OF_LETTER = re.compile(
    r"(?:affaire suivie par|p\.? ?j\.? ?:|(?:nos |vos |[nv]/)?r[ée]f(?:[ée]rences?)?\.?\s?:"
    r"|t[ée]l(?:[ée]phone)?\.?\s?:|(?:courriel|m[ée]l)\s?:|[A-ZÀ-Ý][\w'’ -]{1,40}, le \d"
    r"|(?:de|[àa]|cc|envoy[ée](?: le)?|from|to|sent)\s?:\s"
    r"|bon(?:ne|s)? (?:soir[ée]e|journ[ée]e|apr[èe]s-midi|week-end|r[ée]ception|lecture)\b"
    r"|(?:bien |tr[èe]s )?(?:cordialement|amicalement|respectueusement)\b|bien à vous"
    r"|(?:avec mes |meilleures |sinc[èe]res )?salutations|bonjour\b)",
    re.I,
)
_OPENING = re.compile(
    r"(?:convoquée?s?|l['’]an) .{0,200}\bs['’](?:est|étai(?:t|ent)|étant) (?:\w+ )?réunie?s?\b",
    re.I | re.S,
)
_NOTE = re.compile(r"(?:\d{1,2}|\*{1,3}|[¹²³⁴-⁹])[.)]?\s?[^\W\d_«]")
_CAPITALISED = re.compile(r"(?:[A-ZÀ-Ý][\w'’.-]*+[\s,.]*+)++")
_AMOUNT_END = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3}){1,5}(?:,\d+)?\s*€?$")
_OF_GROUP = re.compile(rf"[^:]{{2,60}}\s?:\s+(?:[^:]{{2,40}}\s?:\s+)?{CIVILITY}\s")
"""Names of those whom it says: "Parents élus : Mme Colas, M. Hamidi"."""
_COUNT_END = re.compile(r"\s:\s\d[\d ]*$")
_ARTICLE = re.compile(
    r"(?:article|art\.)\s+(?:\d{1,3}(?:\s?er)?|premier|unique|[IVX]{1,5})\s*(?:\.\s*)?[:–—-]\s",
    re.I,
)
_SIGNS = re.compile(
    r"(?:pour )?(?:le|la) (?:maire|pr[ée]sidente?|direct(?:eur|rice)|secr[ée]taire|chef(?:fe)?"
    r"|pr[ée]f[èe]te?|d[ée]l[ée]gu[ée]e?|rect(?:eur|rice))\b[^.:]{0,60},"
    r"(?-i:(?: [A-ZÀ-Ý][\w'’.-]*){1,4})",
    re.I,
)
_LEGEND = re.compile(r"(?:l[ée]gende|sources?|lecture|n\.?b\.?)\s?:", re.I)
_LONGEST_NUMBERED = 150
_LONGEST_BARE = 90
_LONGEST_MARKED = 150
_LONGEST_OUTCOME = 150
CLOSES_NUMBERED = (".", ";", ":", ",", "!", "…")
"""What a numbered heading does not end with."""
_CLOSING = (*CLOSES_NUMBERED, "?")


def starts_numbered(line: str) -> bool:
    """Whether a line may open a numbered heading or a numbered item."""
    return any(p.match(line) for p in (_AGENDA_ITEM, _NUMBERED, _DASHED))


def is_article(line: str) -> bool:
    """ "Article 2. – Le tarif…", "Article unique : …": one of those that a text is made of."""
    return bool(_ARTICLE.match(line))


def form_of_number(line: str) -> str:
    """How a line is numbered: "1" for "4.", "1.1" for "4.2.", "I", "A"; empty where it is not."""
    if not starts_numbered(line):
        return ""
    number = re.split(r"[\s)/–-]", line, maxsplit=1)[0].rstrip(".,")
    return re.sub(r"[A-H]", "A", re.sub(r"[IVX]+", "I", re.sub(r"\d+", "1", number)))


def agenda_item(text: str) -> Section | None:
    """ "1. Fiche n° 1 : …", "4, Fiche n°4", "3. Point n°3 :": headings whatever follows."""
    found = _AGENDA_ITEM.fullmatch(text)
    return Section(found["number"] or "", found["title"]) if found else None


def is_one_of_several(text: str) -> bool:
    """ "Marché n° 2022-41 : entretien des espaces verts": never the name of a document."""
    return bool(_ONE_OF_SEVERAL.match(text))


def numbered(text: str) -> Section | None:
    """ "4. Moyens à mobiliser", "II - Contexte", "2.1. Calendrier": short, in capital, not
    a sentence. An item of a numbered list may look the same; its neighbours tell."""
    found = _NUMBERED.fullmatch(text) or _DASHED.fullmatch(text)
    too_long = len(text) > _LONGEST_NUMBERED
    if not found or too_long or text.endswith(CLOSES_NUMBERED) or _PROCEEDINGS.match(text):
        return None
    first = found["title"].lstrip('«“" ')[:1]
    return Section(found["number"], found["title"]) if first.isupper() or first.isdigit() else None


def part_of(text: str, number: str) -> Section | None:
    """ "6.1 Calendrier" under "6. Marchés", whose number is given."""
    found = _PART.fullmatch(text)
    is_title = len(text) <= _LONGEST_BARE and not text.endswith(_CLOSING)
    if not found or not is_title or found["number"].rpartition(".")[0] != number:
        return None
    return Section(found["number"], found["title"])


def known(text: str) -> Section | None:
    """ "Conclusion", "Ordre du jour", "Points divers"."""
    return Section("", text.rstrip(" :")) if _KNOWN.fullmatch(text) else None


def starts_note(line: str) -> bool:
    """Whether a line may open a footnote: "1 Voir…", "* Hors…", "² Soit…"."""
    return bool(_NOTE.match(line))


def is_vote(text: str) -> bool:
    """ "Pour : 54", "Abstention : /": a line of its own wherever it stands."""
    return bool(_VOTE.match(text))


def vote(text: str) -> str:
    """What a line counts: "pour", "contre", "abstention"; empty for another line."""
    found = _VOTE.match(text)
    return found[1].lower() if found else ""


def is_outcome(text: str) -> bool:
    """ "Pour : 54", "Adopté à l'unanimité", "Le conseil adopte.": what became of an item; not what
    introduces a list, "Le comité adopte les décisions suivantes :"."""
    introduces = text.rstrip().endswith(":")
    return is_vote(text) or (not introduces and bool(_OUTCOME.match(text, length_of_mark(text))))


def tells_outcome(text: str) -> bool:
    """A short line that says what became of an item, not who voted how."""
    return len(text) <= _LONGEST_OUTCOME and is_outcome(text) and not is_vote(text)


def length_of_mark(text: str) -> int:
    """In characters, of what stands before an item where its font had no letter for it."""
    found = _MARK.match(text)
    return found.end() if found else 0


def is_move(text: str) -> bool:
    """ "M. Roux sort de séance", "Mme Petit quitte la séance à 17 h"."""
    return text[:1].isupper() and bool(_MOVE.match(text))


def is_of_letter(text: str) -> bool:
    """ "Affaire suivie par…", "P.J. : 2", "Paris, le 3 mai", "Envoyé : mardi", "Bonne journée":
    what frames a letter or a mail, short lines that are no headings."""
    return len(text) <= _LONGEST_NUMBERED and bool(_OF_LETTER.match(text))


def opens_meeting(text: str) -> bool:
    """ "Convoqué le 17 avril, le conseil s'est réuni en mairie, sous la présidence de…"."""
    return bool(_OPENING.match(text))


def is_proceeding(text: str) -> bool:
    """Votes, lists of those present, comings and goings."""
    return bool(_PROCEEDINGS.match(text))


def is_capitalised(text: str) -> bool:
    """Whether every word out of brackets has a capital, as in a list of names."""
    return bool(_CAPITALISED.fullmatch(re.sub(r"\([^()]*\)", "", text)))


def is_contents(text: str) -> bool:
    """Whether a heading stands above a table of contents or an agenda."""
    return bool(_CONTENTS.fullmatch(text))


def is_of_names(text: str) -> bool:
    """Whether a heading stands above those who were there, and above nothing else."""
    return bool(_NAMES.match(text))


def bare(text: str, *, in_head: bool = False, is_large: bool = False) -> Section | None:
    """A short line in capital that is not a sentence; only its place can tell it is one.
    At the head of a document, a date is one too, and a longer line in larger type."""
    capital = text[:1].isupper() or (in_head and text[:1].isdigit())
    told = labels.is_labelled(text) or _COUNT_END.search(text) or _OF_GROUP.match(text)
    if told or _SIGNS.fullmatch(text) or _LEGEND.match(text):
        return None
    if _PROCEEDINGS.match(text) or _AMOUNT_END.search(text):
        return None
    longest = _LONGEST_MARKED if in_head and is_large else _LONGEST_BARE
    fits = len(text) <= longest and capital and not text.endswith(_CLOSING)
    return Section("", text) if fits and sum(c.isalpha() for c in text) >= 4 else None


def is_title(text: str) -> bool:
    """Whether a bare heading at the top names the document rather than a part of it."""
    return bool(_TITLE_WORDS.search(text))


def from_markdown(text: str) -> Section:
    """The heading that a Markdown "#" line marks, with its number apart: "2 Budget" too, but no
    "2 Mai"."""
    counted = _COUNTED.fullmatch(text)
    if counted and len(text) <= _LONGEST_NUMBERED and not text.endswith(CLOSES_NUMBERED):
        return Section(counted["number"], counted["title"])
    return agenda_item(text) or numbered(text) or Section("", text.rstrip(" :"))


def is_prose(text: str) -> bool:
    """Whether what is marked as a heading is none: a sentence, not "Parcours - Tarifs 2009."."""
    return (
        len(text) > _LONGEST_MARKED
        and text.endswith(_CLOSING)
        and re.search(r"\s[-–]\s", text) is None
    )


def depth(section: Section) -> int:
    """1 for "3." or an unnumbered heading, 2 for "3.1", …"""
    return section.number.count(".") + 1
