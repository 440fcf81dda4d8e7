"""What a question asks of a meeting as a whole: what it decided, who was there, when it was."""

import re
from enum import StrEnum

from assistant.questions.kinds import WAS_THERE, Wanted
from assistant.questions.question import Question
from ingest.language import bodies
from ingest.language.periods import ANY_MONTH_NUMBERS


class Whole(StrEnum):
    """What is asked of a meeting."""

    DECISIONS = "decisions"
    SUBJECTS = "subjects"
    PRESENT = "present"
    MISSING = "missing"
    WHETHER_THERE = "whether there"
    DATE = "date"
    DUE = "due"
    OPEN = "open"


THERE = frozenset((Whole.PRESENT, Whole.MISSING, Whole.WHETHER_THERE))
AT_ANY = frozenset((Whole.DUE, Whole.OPEN))
"""What is asked of all meetings where none is named."""
LAST = re.compile(r"\b(?:derni[eè]re?|last|latest|most recent)\b", re.I)
_DECIDED = re.compile(
    r"\b(?:d[ée]ci[ds]\w*|arbitrages?|d[ée]lib[ée]rations?|(?:adopt|vot)(?:ée?s?|ed))\b", re.I
)
_SUMMED_UP = re.compile(
    r"\b(?:r[ée]sum(?:e[rz]?|é)|synth[èe]se|compte[- ]rendu|retenir|bilan"
    r"|s['’](?:est|était)[- ]il (?:dit|passé)|summar(?:y|i[sz]e)|sum up|recap|overview"
    r"|main points|takeaways|what happened)\b"
    r"|\b(?:que|qu['’]est-ce que) (?:dit|contient)\b",
    re.I,
)
_SPOKEN_OF = re.compile(
    r"\bordre du jour\b|\bagenda\b"
    r"|\b(?:points?|sujets?|thèmes?|questions?)\b[^?]*\b(?:abord|trait|évoqu|discut|examin|inscri)"
    r"|\bde quoi\b[^?]*\bparl|\bwhat was (?:discussed|covered|talked about)\b"
    r"|\b(?:topics?|subjects?|items?|issues?)\b[^?]*\b(?:discuss|cover|rais|address|examin|dealt)",
    re.I,
)
_MISSING = re.compile(r"\b(?:absente?s?|excus[ée]e?s?|absent|excused|missing|away)\b", re.I)
_MEETING = rf"(?:s[ée]ances?|r[ée]unions?|meetings?|sessions?|{bodies.NOUN}|(?-i:[A-Z]{{3,}}))"
_OF_MEETING = re.compile(
    rf"\b{_MEETING}\W+(?:d[eu]|d['’]|of|on|held on)\W*(?:\d|(?:{'|'.join(ANY_MONTH_NUMBERS)})\b)",
    re.I,
)
_MEETINGS = r"(?:s[ée]ances|r[ée]unions|meetings)"
_MET = (
    r"(?:(?:s['’]est|se sont|s['’]étai(?:t|ent))(?:-(?:il|elle)s?)? (?:réuni|tenu)e?s?"
    r"|(?:a|ont)(?:-t)?(?:-(?:il|elle)s?)? (?:bien )?eu lieu|took place|(?:was|were) held)"
)
_WHEN = (
    r"quand|à quelles? dates?|quelles? (?:est|sont|étaient) (?:la |les )?dates?|when|what dates?"
)
_MET_WHEN = re.compile(
    rf"\b(?:{_WHEN}|combien de fois)\b[^?]*\b{_MET}"
    rf"|^(?:{_WHEN}|dates?|de quand)\b[^?]*\b(?:derni[eè]re?s?|last|latest) {_MEETING}\b"
    rf"|^(?:(?:les |the )?dates?|liste|list) (?:des|of(?: the)?) {_MEETINGS}\b"
    rf"|^(?:quelles|which|what|combien de|nombre de|how many) {_MEETINGS}\b(?:[^?]*\b{_MET})?"
    rf"|^(?:quel(?:le)? (?:est|était|a été)|what (?:is|was)) (?:la|le|l['’]|the) "
    rf"(?:derni[eè]re?|last|latest) {_MEETING}\b"
    rf"|\b(?:when|how (?:often|many times)) (?:did|has|have) [^?]*\b(?:meet|met)\b",
    re.I,
)
_DUE = re.compile(
    r"\b(?:[ée]ch[ée]anc(?:e|ier)s?|dates? (?:limites?|butoirs?)|deadlines?|due dates?)\b", re.I
)
_DUE_BY = (
    re.compile(
        r"\b(?:que|qu['’]est-ce qui|quelles? (?:action|mesure|décision)s?|what"
        r"|which (?:action|measure|decision|task)s?)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:doi(?:t|vent)|devai(?:t|ent)|attendue?s?|prévue?s?|must|due|expected|required|planned"
        r"|(?:ha(?:s|ve)|needs?|is|are) to (?:be )?(?:done|do|completed|delivered|happen))\b",
        re.I,
    ),
    re.compile(r"\b(?:avant|d['’]ici|pour|au plus tard|by|before)\b", re.I),
)
"""One after another: what is to be done by some day."""
_OPEN = re.compile(
    r"\b(?:en suspens|(?:pas|non) (?:encore )?(?:été )?(?:tranch|décid|arbitr|régl|conclu)\w*"
    r"|reste(?:nt)? (?:à (?:trancher|décider|arbitrer|régler)|ouverte?s?)"
    r"|(?:report|ajourn|renvoy)ée?s?"
    r"(?=\W*$| à (?:la |une |l['’])(?:prochaine|autre|séance|réunion)| au prochain| ultérieurement)"
    r"|left (?:open|undecided|to (?:decide|settle))|undecided|unresolved|unsettled|pending"
    r"|outstanding|(?:remains?|still) (?:open|to be (?:decided|settled))"
    r"|(?:not|yet to be) (?:yet )?(?:been )?(?:decided|settled|resolved))\b",
    re.I,
)


def whole_asked(question: Question) -> Whole | None:
    """None for a question that asks something else."""
    text = question.text
    if person_asked(question):
        return Whole.WHETHER_THERE
    if question.wanted is Wanted.PRESENCE:
        return Whole.MISSING if _MISSING.search(text) else Whole.PRESENT
    if question.wanted is not Wanted.NEXT and _MET_WHEN.search(text):
        return Whole.DATE
    if question.wanted in (Wanted.ANYTHING, Wanted.TIME) and _asks_due(text):
        return Whole.DUE
    if question.wanted is not Wanted.ANYTHING or question.counted or question.asks_who:
        return None
    if _OPEN.search(text):
        return Whole.OPEN
    if _SPOKEN_OF.search(text):
        return Whole.SUBJECTS
    is_summed_up = _SUMMED_UP.search(text) and (question.timing or LAST.search(text))
    return Whole.DECISIONS if is_summed_up or _DECIDED.search(text) else None


def person_asked(question: Question) -> str:
    """Who it is asked of whether they were there, "Mme Petit"; empty where that is not asked."""
    found = WAS_THERE.match(question.text)
    return (found["who"] or found["whom"]) if found else ""


def _asks_due(text: str) -> bool:
    place = 0
    for words in _DUE_BY:
        if not (found := words.search(text, place)):
            return bool(_DUE.search(text))
        place = found.end()
    return True


def is_of_meeting(question: Question) -> bool:
    """Whether the time that is named is that of a meeting: "au COSINUM du 3 décembre"."""
    return bool(_OF_MEETING.search(question.text))
