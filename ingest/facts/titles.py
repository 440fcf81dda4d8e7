"""What a document is called: the heading that says what it is, with what it is on."""

import itertools
import re
from collections.abc import Sequence

from ingest.document import CELL, Origin
from ingest.language import bodies, headings

_SHORT = (
    r"(?-i:(?:(?<![^\n])|(?<=[–—:-]\s))(?:PV|CR))\s+(?:(?:rapide|provisoire|d[ée]finitif|synth[ée]tique)\s+)?"
    r"(?:[–—-]\s+)?(?:(?:du|de|de\s+la|de\s+l['’]|des)\s*)?"
    rf"(?:r[ée]union|s[ée]ance|r[ée]seau|groupe|{bodies.NOUN}|\d{{1,2}}(?:/|er\b|\s)"
    r"|n\s?[°ºo]\s?\d)"
)
"""At the head of a line or after a dash: "PV de la réunion", "CR du 21/05", "CR n° 7"."""
MINUTES = re.compile(
    r"\brelev[ée]s?\b(?:\s+(?:de|des)\s+(?:d[ée]cisions?|conclusions?))?"
    r"|\bcompte[- ]rendu\b|\bproc[èe]s[- ]verbal\b|\bregistre des d[ée]lib[ée]rations\b"
    r"|\bnotes de (?:s[ée]ance|r[ée]union)\b|\bsynth[èe]se de (?:la )?r[ée]union\b"
    r"|\bminutes of\b|(?-i:(?<![^\n])(?:Minutes|MINUTES)(?=\s*(?:[(\n–—-]|$)))"
    rf"|(?-i:\b(?:PV|CR)(?: du| de la| de l['’])? ?(?:{bodies.NOUN}|{bodies.ACRONYM})\b)|{_SHORT}",
    re.I,
)
"""What says that a document reports a meeting."""
SUBMITTED = re.compile(r"soumise? à l.avis d", re.I)
FICHE = re.compile(
    r"(?<!\bla )(?<!\bune )(?<!\bcette )\bfiche\b(?! de (?:poste|paie|paye))"
    rf"|^\W*note(?=\s+(?:[àa]|pour|de|d['’]|relative)|\s*:|\s*$)|^\W*[ée]l[ée]ments de langage\b"
    rf"|\bnote de synth[èe]se\b|{SUBMITTED.pattern}",
    re.I | re.M,
)
"""What says that a document is a note, for those who decide."""
_FROM_MINUTES = re.compile(rf"(?:{MINUTES.pattern}).*", re.I)
_LINE_OF_MINUTES = re.compile(
    rf"(?=.*\b(?:19|20)\d\d\b)(?:\S.{{0,120}}?\s[–—-]\s+)?(?:{MINUTES.pattern}).*(?<![.;:,])", re.I
)
"""With the year of the meeting, as the line that names a document has it."""
_NOTE = re.compile(r"\b(?:fiche|note)\b|^(?:d[ée]lib[ée]ration|avis)\s+n\b", re.I)
_ADDRESSED = re.compile(
    r"(?:note|rapport|lettre|courrier)\b(?:\s+(?:de\s+service|[àa]\b.*|pour\b.*|d['’]information))?"
    r"\s*:?|d[ée]lib[ée]ration\s+n\s*[°º]\s*[\w/.-]+",
    re.I,
)
_ABOUT = re.compile(r"(?:objet|sujet)\s*:\s*", re.I)
_OBJECT = re.compile(r"^\W*(?:objet|sujet)\s*:\s*(?P<object>\S[^\n]{3,200})$", re.I | re.M)
_NOTE_ALONE = re.compile(
    r"(?:(?:note|fiche)(?:\s+(?:(?:de|d['’])\s?)?[^\W\d_]+(?:\s+à\s+la\s+[^\W\d_]+)?)?"
    r"|[ée]l[ée]ments\s+de\s+langage|retour\s+d['’]exp[ée]rience|tableau\s+de\s+bord)\s*:?",
    re.I,
)
"""A kind of note, without what it is on."""
_ON = re.compile(
    r"\s*(?!(?i:version|mise? à jour|date|pour|[àa] l['’]attention|le \d))"
    r"(?P<on>[A-ZÀ-Ý](?![^\n:]{0,40}\s:)[^\n]{10,200}(?<![.;:,]))$",
    re.M,
)
"""The line below it, which is no label, nor says when and for whom it is."""
_KIND_ALONE = re.compile(
    r"(?:relev[ée]s?|compte[- ]rendu|proc[èe]s[- ]verbal)"
    r"(?:\s+(?:de|des)\s+(?:d[ée]cisions?|conclusions?|d[ée]lib[ée]rations?|r[ée]union))?",
    re.I,
)
_OF = "de la |du |des |de l['’]"
_OF_WHAT = re.compile(
    rf"\s+(?P<of>(?:(?-i:{_OF}|{_OF.upper()})|(?:r[ée]union|s[ée]ance)\s+d.{{1,12}}"
    rf"(?:{bodies.NOUN}|(?-i:{bodies.ACRONYM})))[^\n;]{{3,200}})",
    re.I,
)
_CHAIRED = re.compile(r",?\s+(?:sous la présidence|[àa] \d{1,2}\s?(?:h|:)\s?\d*|salle)\b.*", re.I)
_SERVICE = re.compile(
    r"(?:direction|service|secr[ée]tariat|ville|mairie|d[ée]partement|p[ôo]le|g[ée]n[ée]ral"
    r"|commune|m[ée]tropole|communaut[ée]|pr[ée]fecture|minist[èe]re|acad[ée]mie|universit[ée]"
    r"|centre hospitalier|[ée]tablissement|syndicat|r[ée]publique|premier ministre)\b"
    r"|[A-ZÀ-Ý][\w'’ -]{2,40}, le\b",
    re.I,
)
"""Who issues a document, at its head: not its title."""
_REGISTER = re.compile(r"registre\s+des\s+délibérations", re.I)
_DELIBERATION = re.compile(
    r"\bn\s*°\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*(?P<number>\d+)\b"
    r"|(?P<code>(?:[A-Z]{1,6}|\d{2,4})(?:[-./][A-Z\d]{1,6}){1,3})\b)"
)
_REPORTS = re.compile(r"[A-ZÀ-Ý].{0,80}\brapporte\s*:")
_LONGEST_SUBJECT_LINE = 250
_OPENING, _HEAD = 600, 1500


def title_of(
    titles: Sequence[str], head: Sequence[str], *, text: str, stem: str
) -> tuple[str, Origin]:
    """The heading that says what the document is, else the first one, else the line of the
    head that opens minutes, else the words of the file name. A heading that does not say it leaves
    that to the line of the head that does. What only names a kind of document has what follows
    it, or what it is said to be on."""
    if deliberation := _deliberation(text):
        return deliberation, Origin.TEXT
    named = [_ABOUT.sub("", title) for title in titles if "exemple" not in title.lower()]
    told = [title for title in named if MINUTES.search(title) or _NOTE.search(title)]
    others = [title for title in named if not _SERVICE.match(title)]
    if told:
        return _completed(told[0], text), Origin.TEXT
    if line := next(filter(_LINE_OF_MINUTES.fullmatch, head), "") if named else "":
        return line, Origin.TEXT
    if others:
        return _completed(others[0], text), Origin.TEXT
    opening = (_FROM_MINUTES.search(cell) for line in head for cell in line.split(CELL))
    if found := next(filter(None, opening), None):
        return _CHAIRED.sub("", " ".join(found.group().split())), Origin.TEXT
    words = re.findall(r"[^\W\d_]{3,}", stem)
    if len(words) < 2 or re.search(r"[0-9a-f]{8,}", stem):
        return "", Origin.FILE_NAME
    return " ".join(re.findall(r"[^\W_]+", stem)).capitalize(), Origin.FILE_NAME


def _completed(title: str, text: str) -> str:
    """ "Procès-verbal" with the meeting that it is of, "Note à l'attention de" with its object."""
    if _KIND_ALONE.fullmatch(title):
        place = text.find(title)
        follows = _OF_WHAT.match(text, place + len(title)) if place >= 0 else None
        return f"{title} {_CHAIRED.sub('', follows['of'])}" if follows else title
    is_alone = _NOTE_ALONE.fullmatch(title)
    about = _OBJECT.search(text[:_HEAD]) if is_alone or _ADDRESSED.fullmatch(title) else None
    if about or not is_alone:
        return f"{title} : {about['object']}" if about else title
    place = text.find(title)
    below = _ON.match(text, place + len(title)) if place >= 0 else None
    return f"{title} : {below['on']}" if below and not _SERVICE.match(below["on"]) else title


def _deliberation(text: str) -> str:
    """What an extract from a register is on, with its number; empty for other texts."""
    if not _REGISTER.search(text[:_OPENING]):
        return ""
    number = _DELIBERATION.search(text[:_HEAD])
    told = (number["code"] or f"{number['year']}/{number['number']}") if number else ""
    named = f"Délibération n° {told}" if told else "Délibération"
    about = _OBJECT.search(text[:_HEAD])
    subject = about["object"] if about else _subject(text.split("\n\n"))
    return " : ".join(part for part in (named, subject) if part)


def _subject(blocks: Sequence[str]) -> str:
    """The title above who reports: the short lines that end no sentence, without those that
    answer a colon, as the names of the absent do."""
    above = [*itertools.takewhile(lambda block: not _REPORTS.match(block), blocks)]
    if len(above) == len(blocks):
        return ""
    lines: list[str] = []
    for block in reversed(above):
        if block.endswith(":"):
            named = bool(lines) and headings.is_capitalised(lines[-1])
            return " ".join(reversed(lines[:-1] if named else lines))
        if len(block) > _LONGEST_SUBJECT_LINE or block.endswith((".", ";", ",")):
            break
        lines.append(block)
    return " ".join(reversed(lines)) if len(lines) < len(blocks) else ""
