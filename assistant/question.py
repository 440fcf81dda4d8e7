"""What a question asks: its language, the words that name its subject, the answer it wants."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant import lexicon
from assistant.answer import Language
from assistant.errors import InvalidQuestionError

LONGEST_QUESTION = 2_000
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.I)
_PRONOUN = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous)$", re.I)


class Wanted(StrEnum):
    """What an answer must hold to be one."""

    MONEY = "money"
    NUMBER = "number"
    TIME = "time"
    REASON = "reason"
    ADDRESS = "address"
    ANYTHING = "anything"


_QUANTITIES = "pourcentage|proportion|part|nombre|taux|quantité|effectifs?|volume|note|score|seuil"
_WANTED_PATTERNS = {
    Wanted.MONEY: (
        r"\b(?:co[uû]t(?:e|é|er|s|ent|era|eront|erait|eraient|ée?s?)?|prix|budget|tarifs?|montants?|dépenses?)\b"
        r"|\bcombien d.(?:euros|argent)\b|\bhow much (?:does|did|will|is|was|money)\b"
        r"|\b(?:costs?|price)\b"
    ),
    Wanted.NUMBER: (
        rf"\bcombien\b|\bquel(?:le)?s? (?:{_QUANTITIES})\b|\bhow (?:many|much)\b"
        rf"|\bquel(?:le)?s? (?:est|sont|était) (?:la|le|les|l.) ?(?:{_QUANTITIES})\b"
        r"|\bwhat (?:percentage|share|number|rate|proportion|score)\b"
    ),
    Wanted.TIME: (
        r"\bquand\b|\bquel(?:le)?s? (?:dates?|délais?|échéances?|mois|années?)\b"
        r"|\bquel(?:le)?s? (?:est|sont|était) (?:la|le|les|l.) ?(?:date|échéance|délai|calendrier)"
        r"|\b(?:date limite|when|deadline|(?:what|which|last|due) date|how long)\b"
    ),
    Wanted.REASON: (
        r"\bpourquoi\b|\bpour quelles? raisons?\b|\bwhy\b|\bfor what reason\b"
        r"|\bquelles? (?:est|sont) (?:la|les) raisons?\b"
    ),
    Wanted.ADDRESS: (
        r"\burl\b|\badresse (?:du|de la|de l.|web|internet)\b|\bquel site\b|\blien vers\b"
        r"|\bnuméro de téléphone\b|\bweb ?site\b|\bweb address\b"
    ),
}
_COUNTED = re.compile(
    r"\b(?:combien d(?:e\s+|['’])|nombre d(?:e\s+|['’])|how many\s+|number of\s+)([^\W\d_]+)", re.I
)
_ASKS_DECISION = re.compile(
    r"\b(?:d[ée]ci[ds]\w*|tranch\w+|act[ée]e?s?|adopt\w+|valid[ée]\w*|approuv\w+|consigne"
    r"|accept[ée]\w*|retenue?s?|autoris[ée]\w*|refus[ée]\w*|doi(?:t|vent)|must|allowed|rejected"
    r"|approved?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """`subject` are the words that name what is asked about, as written and in order.
    `names` are those among them that look like proper names, which no other word replaces.
    `counted` is the word after "combien de", empty where nothing is counted.
    """

    text: str
    language: Language
    subject: tuple[str, ...]
    names: frozenset[str]
    counted: str
    wanted: Wanted
    asks_decision: bool


def analyse(text: str) -> Question:
    """Raises InvalidQuestionError for a question that is empty or too long."""
    stripped = " ".join(text.split())
    if not any(character.isalnum() for character in stripped):
        raise InvalidQuestionError("The question is empty; ask one, for instance on a project.")
    if len(stripped) > LONGEST_QUESTION:
        raise InvalidQuestionError(
            f"The question has {len(stripped):,} characters and {LONGEST_QUESTION:,} is the "
            "most; shorten it."
        )
    words = [_PRONOUN.sub("", _ELISION.sub("", word)) for word in _WORD.findall(stripped)]
    subject = tuple(dict.fromkeys(word for word in words if _names_subject(word)))
    return Question(
        text=stripped,
        language=_language(words),
        subject=subject,
        names=frozenset(_names(words, subject)),
        counted=_counted(stripped),
        wanted=_wanted(stripped),
        asks_decision=bool(_ASKS_DECISION.search(stripped)),
    )


def _names_subject(word: str) -> bool:
    """Whether a word is neither a function word nor one of those that ask."""
    bare = word.lower()
    asking = lexicon.FRAME | lexicon.FRENCH_WORDS | lexicon.ENGLISH_WORDS
    return len(bare) > 1 and bare not in asking


def _names(words: list[str], subject: tuple[str, ...]) -> list[str]:
    """Capitals and figures within a word tell a name; a capital that opens the sentence
    does not."""
    return [
        word
        for position, word in enumerate(words)
        if word in subject
        and (any(c.isupper() for c in word[1:]) or (position > 0 and word[0].isupper()))
    ]


def _language(words: list[str]) -> Language:
    lowered = [word.lower() for word in words]
    english = sum(word in lexicon.ENGLISH_WORDS for word in lowered)
    french = sum(word in lexicon.FRENCH_WORDS for word in lowered)
    return Language.ENGLISH if english > french else Language.FRENCH


def _counted(text: str) -> str:
    found = _COUNTED.search(text)
    return found.group(1) if found else ""


def _wanted(text: str) -> Wanted:
    for wanted, pattern in _WANTED_PATTERNS.items():
        if re.search(pattern, text, re.I):
            return wanted
    return Wanted.ANYTHING
