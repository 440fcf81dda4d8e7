"""What is only thought of is no answer to when, where, by whom or for how much a thing was done."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.evidence.matching import Term, match
from assistant.evidence.passages import matches_of, words_above
from assistant.evidence.weighing import Evidence
from assistant.language.lexicon import PARTICIPLE
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from index.language.analyzer import terms

_KINDS = frozenset(
    {
        Wanted.ACTOR, Wanted.DURATION, Wanted.MONEY, Wanted.NAME, Wanted.NUMBER, Wanted.PLACE,
        Wanted.SHARE, Wanted.TIME,
    }
)  # fmt: skip
_THOUGHT_OF = re.compile(
    r"\b\w{2,}(?:rait|raient)\b|\b(?:could|would|might)\b"
    r"|\b(?:envisag|propos|évoqu|projet|étudi|hypoth|demand|souhait|possib|candidat)",
    re.I,
)
"""A question of these asks of what is thought of."""
_DECIDING = re.compile(r"\b(?:décid|décision|tranch|arrêt)", re.I)
_ADVERB = r"(?:(?:aussi|encore|également|toutefois|toujours|à ce stade|\w+ment) )?"
_NOT_YET = re.compile(
    rf"\b(?:est|sont|serait|seraient) {_ADVERB}(?:envisagé|évoqué|suggéré)e?s?\b"
    r"|\b(?:est|reste|sont|restent) (?:une |des |à l['’]état d['’])?hypothèses?\b|\bà l['’]étude\b"
    rf"|\b(?:n['’](?:est|a)|ne sont|n['’]ont) pas {_ADVERB}(?:été )?"
    r"(?:inscrit|programmé|arrêté|décidé|tranché|confirmé)e?s?\b"
    r"|\bavant toute décision\b|\bappel à candidatures\b"
    r"|\bcandidatures? (?:(?:ont été|sont) )?(?:reçues?|examinées?|auditionnées?)\b"
    r"|\ben cours de (?:recrutement|désignation|sélection)\b",
    re.I,
)
_OPEN = re.compile(
    rf"\b(?:rien n['’](?:est|a) {_ADVERB}(?:été )?(?:arrêté|tranché|décidé|acté|confirmé|signé)"
    rf"|aucune décision n['’](?:est|a) {_ADVERB}(?:été )?(?:prise|arrêtée))\b",
    re.I,
)
"""A clause that says so of what was told before it."""
_NEXT = 100
"""Characters after a sentence in which such a clause begins."""
_MARKS = " \n\t\u00a0-–—(«,;:."
_CLAUSES = re.compile(r"(?<=[\wà-ÿ»)%€]{2})[.!?]\s+|;\s+")
_INFINITIVE = re.compile(r"\W*(?:\d+[.)]\s+)?(?P<verb>[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re))\b")
_WAS = r"(?:\b(?:a|ont) (?:été )?|\b(?:a|ont)-(?:t-)?(?:ils?|elles?|on) (?:été )?)"
_DONE = re.compile(rf"{_WAS}(?:\w+ment )?({PARTICIPLE})\b", re.I)
_RESULTS = re.compile(
    r"\bquel(?:le)?s? (?:(?:est|sont|étaient|furent|(?:a|ont) été) (?:l[ae]s? |l['’]))?"
    r"(?:premi(?:er|ère)s )?(?:résultats?|bilans?|conclusions?|enseignements?)\b",
    re.I,
)
_LAUNCHES = re.compile(
    r"\b(?:décid\w+|décision|propos\w+|accord\w*)(?: \w+)? (?:de |d['’]|pour )"
    r"(?:lancer|engager|mener|conduire|tester|expérimenter)\b"
    r"|\b(?:sera|seront) (?:lancé|engagé|mené|conduit)e?s?\b",
    re.I,
)
_TELLS_RESULTS = re.compile(r"\b(?:résultat|bilan|conclu|enseignement|montr|constat|révél)", re.I)
_OPTIONS = re.compile(
    r"\W*(?:deux|trois|quatre|cinq|six|\d{1,2}) (?:candidat(?:e|ure)?s|devis|offres|options"
    r"|propositions|scénarios|variantes)\b",
    re.I,
)
"""What a choice is among."""
_CHOSEN = re.compile(r"\b(?:chois|reten|sélectionn|désign|attribu)", re.I)
_LEAST = 0.3


def is_unsettled(question: Question, asked: Sequence[Term], evidence: Evidence) -> bool:
    """Whether the clause that is on the question says that it is only envisaged, or that nothing is
    settled; or tells to do what the question asks of as done, or to begin what results are asked
    of."""
    if _asks_for_results(question.text):
        is_launched = _LAUNCHES.search(evidence.text)
        return bool(is_launched) and not _TELLS_RESULTS.search(evidence.text)
    if not _asks_of_settled(question):
        return False
    if _asks_for_choice(question) and _OPTIONS.match(evidence.text):
        return not _CHOSEN.search(evidence.text)
    text, span = evidence.hit.paragraph.text, evidence.span
    may_be_open = _NOT_YET.search(evidence.text) or _OPEN.search(text, span.start, span.end + _NEXT)
    return _tells_to_do(question, asked, evidence.text) or (
        bool(may_be_open) and _is_thought_of(asked, evidence)
    )


def _asks_for_choice(question: Question) -> bool:
    """Whether what was chosen is asked for, and not among how many."""
    return question.wanted is not Wanted.NUMBER and bool(_CHOSEN.search(question.text))


@lru_cache(maxsize=64)
def _asks_for_results(text: str) -> bool:
    return bool(_RESULTS.search(text))


def _asks_of_settled(question: Question) -> bool:
    asks_kind = question.wanted in _KINDS or question.asks_who
    return asks_kind and not _is_of_thoughts(question.text, question.wanted)


@lru_cache(maxsize=64)
def _is_of_thoughts(text: str, wanted: Wanted) -> bool:
    """When a decision is to be taken is told by what is open."""
    asks_when = wanted is Wanted.TIME and _DECIDING.search(text)
    return bool(asks_when or _THOUGHT_OF.search(text))


def _is_thought_of(asked: Sequence[Term], evidence: Evidence) -> bool:
    """Of the clauses of a sentence, the one that tells most of the question."""
    clauses = _CLAUSES.split(evidence.text)
    told = [_told(asked, clause) for clause in clauses]
    best = told.index(max(told))
    after = [*clauses[best + 1 :], evidence.hit.paragraph.text[evidence.span.end :]]
    return bool(_NOT_YET.search(clauses[best]) or _OPEN.match(after[0].lstrip(_MARKS)))


def _told(asked: Sequence[Term], clause: str) -> float:
    matches = matches_of(asked, words_above(clause, ()))
    return sum(t.weight * m for t, m in zip(asked, matches, strict=True))


def _tells_to_do(question: Question, asked: Sequence[Term], sentence: str) -> bool:
    """ "Acheter deux bancs" where it is asked how many were bought."""
    infinitive, done = _INFINITIVE.match(sentence), _DONE.findall(question.text)
    if infinitive is None or not done:
        return False
    verb = infinitive["verb"]
    stems = frozenset(terms(verb))
    return any(match(t, stems, verb) >= _LEAST for t in asked if t.word in done)
