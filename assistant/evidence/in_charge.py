"""Whether a sentence tells who runs a thing: a person or a body beside the words that say so."""

import re
from collections.abc import Sequence

from assistant.answer import Language
from assistant.evidence.matching import Term
from assistant.evidence.own_words import says, says_itself
from assistant.language import lexicon
from assistant.questions.kinds import is_running
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms
from ingest.document import Paragraph
from ingest.language.civilities import CIVILITY

RUNNERS = re.compile(r"\b(?:pilotes?|porteurs?|responsables?|référente?s?|acteurs?|qui)\b", re.I)
"""What the column of a table is called that tells it."""
_WHO = re.compile(
    rf"{CIVILITY} ?(?:d[eu] |d['’])?[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*|{lexicon.ACTORS.pattern}"
)
_DONE = (
    r"(?:(?:pilot|assur|coordonn|port|anim|dirig|men|supervis|gér|opér|confi|attribu)é"
    r"|suivi|conduit|pris)(?:e?s?)(?: en charge)?"
)
_OFFICE = (
    r"(?:pilotes?|responsables?|référente?s?|porteu(?:rs?|ses?)|coordonnat(?:eur|rice)s?"
    r"|chef(?:fe)?s? de (?:projet|file)|chargée?s?|en charge)"
)
_WHICH = re.compile(r"\bquel(?:le)?s? (\w+)", re.I)
_LONGEST_BEFORE = 120
"""Characters before who runs a thing in which what says so stands."""
_THE = r"(?:l[ae]s? |une? |l['’])?"
_TO = rf"(?:à {_THE}|aux? )"
_OPENS = r"(?:^|\b(?:l[ae]s? |une? |l['’]))"
_BEFORE = re.compile(
    rf"\b{_DONE}(?: \w+ment| désormais| depuis [^.;:,]{{1,20}})? (?:par {_THE}|{_TO})$"
    rf"|\b(?:confi|incomb|revien|échoi)\w*\b[^.;:]{{0,60}} {_TO}$"
    r"|\bsous (?:l[ae] |l['’])?(?:pilotage|coordination|conduite|direction|responsabilité|égide"
    rf"|supervision)(?: \w+)? d(?:e {_THE}|u |es |['’])$"
    rf"|{_OPENS}(?:{_OFFICE}|pilotage|coordination|suivi)\b[^.;:]{{0,60}}?"
    rf"(?: ?: | (?:est|sont|sera|seront) ){_THE}$"
    rf"|{_OPENS}{_OFFICE}\b[^.;:,]{{0,60}}(?:, | \(){_THE}$",
    re.I,
)
"""What stands right before who runs it: "assuré par", "sous le pilotage de la", "Pilote : "."""
_RUNS = (
    r"(?:(?:pilot|assur|coordonn|port|anim|dirig|mèn|supervis|gèr|opèr)(?:e|ent|era|eront|ait|aient)"
    r"|suit|suivent|suivra|suivait|conduit|conduisent|conduira|conduisait"
    r"|(?:prend|prennent|prendra|prendront) en charge|s['’]occupe(?:nt|ra)?|a la charge)\b"
)
_WILL_RUN = (
    r"(?:va|vont|doi(?:t|vent)|devr(?:a|ont)) (?:l[ae]s? |l['’]|en )?(?:piloter|assurer|coordonner"
    r"|porter|suivre|animer|diriger|mener|conduire|superviser|gérer|prendre en charge)\b"
)
_IS = r"(?:est|sont|sera|seront|reste|demeure|devient|désignée?s?|nommée?s?)"
_AFTER = re.compile(
    r"(?:[^.;:]{0,80}?(?:(?<!\bs)['’]|\s))?"
    rf"(?:{_RUNS}|{_WILL_RUN}|{_IS} (?:l[ae]s? )?{_OFFICE}\b)"
    rf"|[^.;:,(]{{0,40}}(?:, | \()(?:l[ae]s? )?{_OFFICE}\b",
    re.I,
)
"""What stands after: "pilote", "est responsable", ", chef de projet"."""


def tells_in_charge(
    question: Question, asked: Sequence[Term], sentence: str, paragraph: Paragraph
) -> bool:
    """Of a name, one that stands in the paragraph or above it, or something else of the question
    that does: what its document names alone is not what each of its sentences is on. One on the
    thing; in French, on the word of it that tells most, where there are several or it is used."""
    things = [term for term in asked if not is_running(term.word, question.text)]
    if any(term.is_name for term in asked) and not says_itself(things, paragraph):
        return False
    most = sorted(things, key=lambda term: -term.weight)[:1]
    is_used = len(things) > 1 or any(term.in_corpus for term in most)
    if question.language is Language.FRENCH and is_used and not says_itself(most, paragraph):
        return False
    if things and not says(things, paragraph):
        return False
    return bool(RUNNERS.search(paragraph.columns)) or someone_runs_it(question, sentence)


def someone_runs_it(question: Question, sentence: str) -> bool:
    """Someone other than what the question names: "Qui pilote…" is not told by "PILOT : …", but
    "Quelle direction…" is by a "direction"."""
    named = subject_terms(question.subject).difference(
        terms(" ".join(_WHICH.findall(question.text)))
    )
    return any(
        _BEFORE.search(sentence, max(who.start() - _LONGEST_BEFORE, 0), who.start())
        or _AFTER.match(sentence, who.end())
        for who in _WHO.finditer(sentence)
        if not named.issuperset(terms(who[0]))
    )
