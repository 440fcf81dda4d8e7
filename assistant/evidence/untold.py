"""What is asked for by its name, and is not told without it: a deed, a fine, a refusal."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.evidence.deeds import tells_deed
from assistant.evidence.matching import Term
from assistant.evidence.passages import matches_of, words_above
from assistant.evidence.weighing import Evidence
from assistant.language import lexicon
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question
from index.language.context import context, whole_text

_WHO = (
    r"(?:qui|quel(?:le)?s? (?:élue?|candidate?|personne|équipe|entreprise|société|service|outil"
    r"|logiciel|produit|dispositif|solution|application|plate-?forme)s?) "
    r"(?:(?:a|ont|va|vont|avait|avaient|doit|doivent) )?(?:été |être )?(?:déjà |bien |finalement )?"
)
_FOLLOWS = (
    r"rempla|succ[eè]|nomm|nomin|désign|recrut|embauch|repr[ei]|élue?s?\b|élection"
    r"|int[ée]rim|relève|devien|(?:prend|pris)[^.;]{0,20} (?:suite|fonctions|poste)|confi|affect"
    r"|substitu|à la place|au profit|migr|bascul"
)
_WINS = (
    r"gagn|remport|vainq|vainc|victoi|lauréat|prim[ée]|récompens|distin|désign|attribu|obt[ie]"
    r"|re[çc][ou]|décern|médaill|retenu|retien|choi|battu|premi[eè]r|class|titre|élue?s?\b|emport|adjug"
)
_FAILING = (
    r"si\b|sinon\b|s['’]ils?\b|à défaut|faute d|en cas d|sous peine|sanction|pénalit|amendes?\b"
    r"|astreinte|en demeure"
)
_DEEDS = tuple(
    (re.compile(rf"^(?:et )?{asked}", re.I), re.compile(rf"\b(?:{told})", re.I))
    for asked, told in (
        (rf"{_WHO}(?:rempla[cç]|succ[eè]d|repren|repri[st])", _FOLLOWS),
        (rf"{_WHO}(?:recrut|embauch)", _FOLLOWS),
        (rf"{_WHO}(?:gagn|remport|obten|obtien|décroch)", _WINS),
        (r"(?:si (?:on|je|nous|elles?)|s['’]ils?)\s[^,?]+(?:, concernant [^?]+)?\W*$", _FAILING),
    )
)
"""Deeds with the words of which one at least tells them: who is there now, who won, what follows
where a thing is so or not."""
_IS = r"(?:(?:est|sont|était|étaient|furent|(?:a|ont) été) (?:l[ae]s? |l['’]))?"
_ACT = re.compile(
    rf"\bquel(?:le)?s? {_IS}(amendes?|sanctions?|pénalités?|astreintes?|contraventions?|plaintes?"
    r"|recours(?! (?:à|aux?)\b)|pétitions?|motions?|amendements?|moratoires?|dérogations?"
    r"|exonérations?|rabais|condamnations?)\b",
    re.I,
)
_WHY_REFUSED = re.compile(
    r"\b(?:pourquoi|pour quel(?:le)?s? (?:raisons?|motifs?)|why)\b(?! (?:pas|not)\b)[^?]{0,300}?"
    r"\b(?:refus|rejet|interdi(?!sci)|défavorable|reject|forbid|forbad)",
    re.I,
)
_REFUSES = re.compile(
    r"\b(?:défavorable|négati|refus|rejet|interdi|exclu|écart|abandon|arrêt|suppr|suspen|renonc"
    r"|retir|report|annul|contre\b|oppos|irrecevab|impossib|ne\b|n['’]|not\b|no\b|reject|oppos"
    r"|forbid|against)",
    re.I,
)
_AGAINST = re.compile(r"\b(?:défavorable|négati|refus|rejet|contre\b|oppos)", re.I)
_OPINION = re.compile(
    r"\b(?:a|ont)-(?:t-)?(?:ils?|elles?|on) (?:\w+ment |déjà |bien )?"
    r"(?:rendu|donné|émis|formulé)\b",
    re.I,
)
_TELLS_OPINION = re.compile(
    r"\bavis\b|favorable|\b(?:pour|contre)\s*:|\bopinion|\bréserves?\b|\bopposé", re.I
)
_EFFECT = re.compile(lexicon.EFFECT, re.I)
_JUDGED = re.compile(
    r"\b(?:problème|important|grave|gên|risqu|utile|nécessaire|inqui|préoccup|dangereu|souci|enjeu)",
    re.I,
)
"""What is asked of as good or bad, the reason of which is what comes of it."""
_LEAST = 0.3


def is_untold(question: Question, asked: Sequence[Term], evidence: Evidence) -> bool:
    """Whether neither the sentence nor what stands above it tells of what is asked for by name."""
    act = _act(question.text) if question.wanted is Wanted.ANYTHING else ""
    if act and not _is_met(act, asked, evidence):
        return True
    if not _tells_deed(question, asked, evidence):
        return True
    if question.wanted is Wanted.REASON and _is_of_another(question, asked, evidence):
        return True
    refuses = _refusal(question.text)
    if refuses and not refuses.search(_read(evidence)):
        return True
    return _gives_opinion(question.text) and not _TELLS_OPINION.search(_read(evidence))


@lru_cache(maxsize=64)
def _act(text: str) -> str:
    found = _ACT.search(text)
    return found[1] if found else ""


def _tells_deed(question: Question, asked: Sequence[Term], evidence: Evidence) -> bool:
    told = _deed(question.text)
    if told:
        return bool(told.search(f"{evidence.text} {_above(evidence)}"))
    return tells_deed(question, asked, evidence)


@lru_cache(maxsize=64)
def _deed(text: str) -> re.Pattern[str] | None:
    """What tells the deed whose doer is asked for."""
    return next((told for asked, told in _DEEDS if asked.search(text)), None)


@lru_cache(maxsize=64)
def _refusal(text: str) -> re.Pattern[str] | None:
    """What tells the refusal whose reasons are asked for."""
    found = _WHY_REFUSED.search(text)
    if found is None:
        return None
    return _AGAINST if found.group().lower().endswith("défavorable") else _REFUSES


@lru_cache(maxsize=64)
def _gives_opinion(text: str) -> bool:
    return bool(re.search(r"\bavis\b", text, re.I) and _OPINION.search(text))


def _is_met(word: str, asked: Sequence[Term], evidence: Evidence) -> bool:
    """By the sentence, the titles and the lead-in above it, or the titles of its columns; a word
    that is no term of the question is met by all."""
    term = next((term for term in asked if term.word == word), None)
    if term is None:
        return True
    misread = evidence.hit.paragraph.misread
    told = (words_above(text, misread) for text in (evidence.text, _above(evidence)))
    return any(matches_of([term], words)[0] >= _LEAST for words in told)


def _is_of_another(question: Question, asked: Sequence[Term], evidence: Evidence) -> bool:
    """Whether a reason stands before all that its paragraph says of the question, which is then on
    something else: "Il félicite les équipes, car… Il faut aller plus vite"; or has another effect
    than what is asked of, which it does not say before: "On y perd trop d'agents, ce qui nuit aux
    projets"."""
    paragraph = evidence.hit.paragraph
    reasons = [*lexicon.REASONS.finditer(evidence.text)]
    is_effect = reasons and all(_EFFECT.match(found.group()) for found in reasons)
    if is_effect and not _JUDGED.search(question.text):
        parts = (evidence.text[: reasons[0].start()], evidence.text[reasons[0].end() :])
        cause, effect = (matches_of(asked, words_above(part, paragraph.misread)) for part in parts)
        return not any(told > already for told, already in zip(effect, cause, strict=True))
    before = f"{_above(evidence)} {paragraph.text[: evidence.span.end]}"
    after = paragraph.text[evidence.span.end :]
    told, yet = (
        matches_of(asked, words_above(part, paragraph.misread)) for part in (before, after)
    )
    return any(yet) and not any(told)


def _above(evidence: Evidence) -> str:
    paragraph = evidence.hit.paragraph
    return f"{context(evidence.hit.document, paragraph)}. {paragraph.columns}"


def _read(evidence: Evidence) -> str:
    return whole_text(evidence.hit.document, evidence.hit.paragraph)
