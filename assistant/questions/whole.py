"""What a question asks of a meeting as a whole: what it decided, who was there, when it was."""

import re
from enum import StrEnum

from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from ingest.language import bodies


class Whole(StrEnum):
    """What is asked of a meeting."""

    DECISIONS = "decisions"
    SUBJECTS = "subjects"
    PRESENT = "present"
    MISSING = "missing"
    DATE = "date"


THERE = frozenset((Whole.PRESENT, Whole.MISSING))
LAST = re.compile(r"\b(?:derni[eè]re?|last|latest|most recent)\b", re.I)
_DECIDED = re.compile(
    r"\b(?:d[ée]ci[ds]\w*|arbitrages?|d[ée]lib[ée]rations?|(?:adopt|vot)(?:ée?s?|ed))\b", re.I
)
_SUMMED_UP = re.compile(
    r"\b(?:r[ée]sum(?:e[rz]?|é)|synth[èe]se|compte[- ]rendu|retenir|bilan"
    r"|s['’](?:est|était)[- ]il (?:dit|passé)|summar(?:y|i[sz]e)|what happened)\b"
    r"|\b(?:que|qu['’]est-ce que) (?:dit|contient)\b",
    re.I,
)
_SPOKEN_OF = re.compile(
    r"\bordre du jour\b|\bagenda\b"
    r"|\b(?:points?|sujets?|thèmes?|questions?)\b[^?]*\b(?:abord|trait|évoqu|discut|examin|inscri)"
    r"|\bde quoi\b[^?]*\bparl|\bwhat was discussed\b|\btopics?\b[^?]*\bdiscussed\b",
    re.I,
)
_MISSING = re.compile(r"\b(?:absente?s?|excus[ée]e?s?|absent|excused|missing|away)\b", re.I)
_MEETING = rf"(?:s[ée]ances?|r[ée]unions?|meetings?|sessions?|{bodies.NOUN}|(?-i:{bodies.ACRONYM}))"
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


def whole_asked(question: Question) -> Whole | None:
    """None for a question that asks something else."""
    text = question.text
    if question.wanted is Wanted.PRESENCE:
        return Whole.MISSING if _MISSING.search(text) else Whole.PRESENT
    if question.wanted is not Wanted.NEXT and _MET_WHEN.search(text):
        return Whole.DATE
    if question.wanted is not Wanted.ANYTHING or question.counted or question.asks_who:
        return None
    if _SPOKEN_OF.search(text):
        return Whole.SUBJECTS
    is_summed_up = _SUMMED_UP.search(text) and (question.times or LAST.search(text))
    return Whole.DECISIONS if is_summed_up or _DECIDED.search(text) else None
