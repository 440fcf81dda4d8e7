"""The bodies that meet, by the nouns, the acronyms and the names that minutes give them."""

import re
from collections.abc import Sequence

from ingest.language.periods import MONTH_NUMBERS

_FEMININE = (
    r"(?:sous-)?commission|assembl[ée]e|conf[ée]rence|r[ée]union\s+interminist[ée]rielle"
    r"|formation\s+sp[ée]cialis[ée]e"
)
_MASCULINE = (
    r"comit[ée]|conseil|bureau|directoire|jury|groupe\s+de\s+travail"
    r"|coll[èe]ge(?=\s+(?:des|de\s+(?:d[ée]ontologie|direction)|scientifique|m[ée]dical)\b)"
)
NOUN = rf"(?:(?i:{_FEMININE}|{_MASCULINE}))"
"""A pattern of what a body is called."""
_FEMININE_ACRONYMS = frozenset(
    "AG AGE AGO CAO CAP CAPA CAPL CAPN CCP CDAC CFVU CLE CLECT CME CPN RIM".split()
)
ACRONYM = (
    r"(?:AG|AGE|AGO|BN|CA|CAO|CAP|CAPA|CAPL|CAPN|CCP|CHSCT|CLECT|CODEV|CODIR|COMEX|COMOP|COPIL"
    r"|COSTRAT|COTECH|CSA|CSE|CST|CT|CTE|CTM|CTP|Codir|Comex|Comop|Copil|Costrat|Cotech)"
)
"""A pattern of those that bodies of many places have in common."""
_ELECTED = (
    r"(?:municipal|communautaire|m[ée]tropolitain|d[ée]partemental|r[ée]gional|g[ée]n[ée]ral)"
)
_OPENER = (
    r"(?:compte[- ]rendu|proc[èe]s[- ]verbal|\bPV|\bCR|relev[ée]s?|s[ée]ance|r[ée]union"
    r"|d[ée]lib[ée]rations?)"
    r"(?:\s+(?:(?:de|des|du|de\s+la)\s+)?(?:d[ée]cisions?|conclusions?|d[ée]lib[ée]rations?"
    r"|d[ée]bats|r[ée]union|s[ée]ance))*"
    r"(?:\s+(?:analytique|sommaire|succinct|int[ée]gral|pl[ée]ni[èe]re|publique|ordinaire"
    r"|extraordinaire|constitutive|d['’]installation))?"
)
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = rf"(?:\d|(?:{'|'.join((*DAYS, *MONTH_NUMBERS))})\b)"
_DATED = (
    rf"(?:(?:{'|'.join(DAYS)})\b|\d{{1,2}}[/.-]\d{{1,2}}[/.-]"
    rf"|\d{{1,2}}(?:er)?\s+(?:{'|'.join(MONTH_NUMBERS)})\b)"
)
_ENDS = (
    rf"(?!(?:(?:du|de|des|le|en|de\s+la|tenue?\s+le)\s+)?(?:{_DAY}|s[ée]ance|r[ée]union)"
    r"|(?:en\s+date|qui|tenue?|r[ée]unie?|relev[ée]|compte[- ]rendu|proc[èe]s[- ]verbal|ordre"
    r"|est|sont|a|ont|s['’])\b|n\s*[°º])"
)
_NAME = (
    rf"{NOUN}\b(?:(?:,(?=[^,;:]{{1,60}}\set\s))?\s+{_ENDS}[^\W\d_][\w'’-]*){{0,16}}"
    r"(?:\s+«[^«»]{1,60}»|\s+\"[^\"]{1,60}\")?"
)
_AFTER = r"\s*(?:\bdu\s+|\bde\s+la\s+|\bde\s+l['’]\s*|[-–—:,]\s+|\s)(?:\d+(?:e|er|[èe]me)\s+)?"
_NAMED = re.compile(rf"\b{_OPENER}{_AFTER}(?P<name>{_NAME})", re.I)
_OFFICE = r"bureau\s+(?:du|des|de\s+la|de\s+l['’])"
_ALONE = re.compile(
    rf"(?!{_OFFICE})(?P<name>{_NAME})\s*(?=$|[,:(–—-]|\bdu\b|\ble\b|\bn\s?[°º])(?!.*[.;]$)",
    re.I,
)
_LINKS = r"(?:D[EU]S?|ET|EN|LA|LE|POUR|SUR)"
"""What goes on with an acronym in a line of capitals: "CSA DE PROXIMITÉ"."""
_BY_ACRONYM = re.compile(
    rf"(?i:\b{_OPENER}{_AFTER})(?P<name>{ACRONYM}(?: (?!{_LINKS}\b)[A-Z][A-Z\d-]+)*)(?![\w'’-])"
)
_ACRONYM_ALONE = re.compile(
    rf"(?P<name>{ACRONYM}(?:\s+[\w'’-]+){{0,6}}?(?:\s+«[^«»]{{1,60}}»)?)\s*"
    rf"(?:(?=\s[-–—]|[:,]|\bdu\b)(?i:(?=.*(?:{_OPENER}|{_DAY})))|(?=\bn\s?[°º]\s?\d)"
    rf"|(?<=\s)(?i:(?={_DATED})))"
)
_ENGLISH_NOUN = r"Committee|COMMITTEE|Board|BOARD|Council|COUNCIL|Assembly|ASSEMBLY"
_CAPITALISED = r"(?:[A-Z][\w'’-]*\s+)"
ENGLISH_NAME = (
    rf"(?:{_CAPITALISED}{{1,5}}(?:{_ENGLISH_NOUN})"
    rf"|{_CAPITALISED}{{0,3}}(?:Working\s+Group|WORKING\s+GROUP))\b"
)
"""A pattern of what a body is called in English."""
_ENGLISH = re.compile(
    r"\b(?i:minutes|meeting|session)\s+(?i:of)\s+(?:the\s+)?(?:[\da-z]\w*\s+)*?"
    rf"(?P<name>{_CAPITALISED}{{1,5}}(?:{_ENGLISH_NOUN}|Group)\b)"
)
_ENGLISH_ALONE = re.compile(rf"(?P<name>{ENGLISH_NAME})\s*(?=$|[,:(–—]|\s-)")
_ACRONYM_PART = re.compile(rf"(?P<name>{ACRONYM})\s*")
_PART = re.compile(r"\s[-–—]\s")
_HELD = re.compile(rf"\s*(?:du|le|tenue?\s+le)\s+{_DAY}.{{0,30}}", re.I)
_OF_A_SUBJECT = (
    r"\s+(?:des?\s+(?:la\s+|l['’])?+|du\s+|d['’])"
    rf"(?!{_DAY}|(?:agglom|commun|d[ée]part|m[ée]trop|pays|r[ée]gion|s[ée]ance|territ|vill)\w*)"
    r"(?-i:[a-zà-ÿ])"
)
"""What an elected council is not of: "de l'environnement", but "de l'Ain", "de la ville"."""
_COUNCIL = re.compile(
    rf"\b(?P<name>conseil\s+{_ELECTED}(?!{_OF_A_SUBJECT})|commission\s+permanente"
    r"|assembl[ée]e\s+g[ée]n[ée]rale)\b",
    re.I,
)
_DANGLING = re.compile(r"(?:\s+(?:d[eu]s?|la|les?|[àa]|au|aux|et|en|pour|sur))+$", re.I)
_ACCENTED = {
    "comite": "comité",
    "assemblee": "assemblée",
    "conference": "conférence",
    "college": "collège",
}
_LONGEST = 120


def named_in(lines: Sequence[str]) -> str:
    """The body whose minutes a document is by the lines of its head, with a capital: "Comité de
    pilotage du projet Horizon", "CODIR"; empty where they name none. Minutes "of" a body tell it
    before a body that stands alone, which may be the office that wrote them."""
    for find in (
        _NAMED.search,
        _BY_ACRONYM.search,
        _ENGLISH.search,
        _ALONE.match,
        _ACRONYM_ALONE.match,
        _in_part,
        _ENGLISH_ALONE.match,
    ):
        if found := next(filter(None, map(find, lines)), None):
            return _written(found["name"])
    return ""


def _in_part(line: str) -> re.Match[str] | None:
    """The body that stands alone in a part of a line, after a dash."""
    parts = _PART.split(line)[1:]
    finds = (_ALONE.match, _ACRONYM_PART.fullmatch)
    return next((found for find in finds for found in map(find, parts) if found), None)


def opens(line: str) -> bool:
    """Whether a line begins with the name of a body."""
    return bool(re.match(rf"{NOUN}\b", line))


def opened_in(text: str) -> str:
    """The body that a running text names: "le compte rendu du comité de pilotage SIRH"."""
    found = _NAMED.search(text)
    return _written(found["name"]) if found else ""


def day_in(text: str) -> str:
    """What follows the name of a body in a running text: "du jeudi 5 octobre 2023"."""
    found = _NAMED.search(text)
    day = _HELD.match(text, found.end()) if found else None
    return day.group() if day else ""


def council_in(text: str) -> str:
    """The body of few words, "conseil municipal", that minutes name over several lines; empty
    where they do not."""
    found = re.search(rf"{_OPENER}\s+(?:du|de\s+la|de\s+l['’])\s*{_COUNCIL.pattern}", text, re.I)
    return _written(found["name"]) if found else ""


def at(name: str) -> str:
    """What French has before a body where something took place: "au ", "à la ", "à l'"; an
    acronym is taken for that of a comité or of a conseil, but for some."""
    if name[:1].lower() in "aeiouyéèêàâîôœ":
        return "à l'"
    is_feminine = name in _FEMININE_ACRONYMS or re.match(rf"(?:{_FEMININE})\b", name, re.I)
    return "à la " if is_feminine else "au "


def _written(name: str) -> str:
    """An elected council without its place; nothing that is longer than a name."""
    council = _COUNCIL.match(name)
    told = council["name"].lower() if council else name
    told = _DANGLING.sub("", " ".join(told.split()))
    if re.fullmatch(ENGLISH_NAME, told) and told.isupper():
        return told.title()
    if told.isupper() and not re.match(ACRONYM, told):
        noun, *others = told.lower().split(" ")
        told = " ".join((_ACCENTED.get(noun, noun), *others))
    return told[0].upper() + told[1:] if len(told) <= _LONGEST else ""
