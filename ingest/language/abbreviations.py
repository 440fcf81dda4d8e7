"""Full stops that end no sentence: those of abbreviations and of initials."""

import re

from ingest.language.civilities import ABBREVIATED
from ingest.language.periods import MONTH_NUMBERS

_ANYWHERE = re.compile(
    rf"(?:\b(?:{'|'.join(ABBREVIATED)}|Ste?|[Cc]f|[Aa]rt|[Aa]l|pp?|[Ee]x|[Ee]nv|[Rr]esp|[Rr]éf"
    r"|[Tt]él|[Vv]ol|[Cc]hap|[Aa]v|[Bb]d|nos?|[A-ZÀ-ÖØ-Þ]|[CGPST]h|[CF][lr])"
    r"|\b[a-z](?:\.[a-z])+)\.$"
)
"""Those of one letter or two that French has no word of are initials: "K. Roux", "Th. Roux"."""
_BEFORE_NUMBER = re.compile(
    r"\b(?:Nos?|[Ff]ig|[Tt]rim|[Ss]em|[Mm]ax|[Mm]in|[Aa]pprox|[Ss]ect|pts?|arr)\.$"
)
_BEFORE_YEAR = re.compile(r"\b(?:janv|févr?|avr|juill?|sept|oct|nov|déc|dec|jan|feb|aug)\.$", re.I)
_BEFORE_DAY = re.compile(r"\b(?:lun|mar|mer|jeu|ven|sam|dim)\.$", re.I)
_BEFORE_NAME = re.compile(
    r"\b(?:[Bb]ât|[Ee]sc|[Aa]ppt|[Dd]ir|[Dd]ép|Sté|[EÉ]ts|Univ|Cdt|Cne|Lt|Col|Mgr)\.$"
)
_FOLLOWED = (
    (_BEFORE_NUMBER, re.compile(r"\s*\d")),
    (_BEFORE_YEAR, re.compile(r"\s*(?:19|20)\d\d\b")),
    (_BEFORE_DAY, re.compile(rf"\s*\d{{1,2}}(?:er)?(?:/|\s(?:{'|'.join(MONTH_NUMBERS)})\b)")),
    (_BEFORE_NAME, re.compile(r"\s*[A-ZÀ-ÖØ-Þ\d]")),
)
_SOMETIMES = re.compile("|".join(word.pattern for word, _ in _FOLLOWED), re.I)
"""Those that what follows tells, whatever their capitals: few full stops are theirs."""
_LETTERED = re.compile(
    r"\b(?:annexes?|b[âa]timents?|cat[ée]gories?|classes?|hypoth[èe]ses?|lots?|options?|permis"
    r"|plans?|sc[ée]narios?|tranches?|types?|variantes?|zones?|annex(?:es)?|buildings?|schedules?"
    r"|(?:b[âa]t|esc|appt)\.) [A-Z]\.$",
    re.I,
)
"""What bears a letter and is no one's initial: "le bâtiment B."."""
_LONGEST = 8
_NEAR = 40
"""Characters on each side of a full stop that tell what it is."""


def is_open(text: str, end: int) -> bool:
    """Whether the full stop that ends `text[:end]` is that of an abbreviation or of an initial,
    which what comes after it goes on with."""
    if not text.endswith(".", 0, end):
        return False
    near = max(0, end - _LONGEST)
    if _ANYWHERE.search(text, near, end):
        return not _LETTERED.search(text, max(0, end - _NEAR), end)
    if not _SOMETIMES.search(text, near, end):
        return False
    after = text[end : end + _NEAR]
    return any(follows.match(after) and word.search(text, near, end) for word, follows in _FOLLOWED)
