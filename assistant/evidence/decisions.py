"""Whether a quotation states a decision, announces something, or only mentions its subject."""

import re
from collections.abc import Callable, Sequence

from assistant.answer import Nature
from assistant.evidence.reported import REPORTS, said_by_none
from assistant.evidence.ruling import heads, obliges, opens_with_body, rules, rules_itself
from assistant.evidence.settling import lays_down, only_tells
from assistant.language.acronyms import acronym_of
from assistant.language.lexicon import ANNOUNCES, COMMITS
from assistant.language.quoting import IN_MARKS
from assistant.language.ruling import UNDECIDED
from assistant.language.sentences import sentences_in, split_sentences
from assistant.language.speech import opens_speech, ruled_aloud
from ingest.document import Document, DocumentKind, Paragraph, ParagraphKind
from ingest.language import bodies, headings, labels

_BODY = rf"\b{bodies.NOUN}\b"
_VOTED = re.compile(
    rf"{_BODY}[^.;:]{{0,60}}?(?:\b(?:décide|adopte|approuve|valide|rejette|autorise|désigne"
    r"|prend acte)\b|à l['’]unanimité|à la majorité|après en avoir délibéré)"
    r"|(?:adopté|approuvé|rejeté|voté|élu|désigné)e?s? (?:à|par) (?:l['’]unanimité|la majorité|\d+"
    r" voix)|^(?:est|sont|a été|ont été) (?:élu|désigné|proclamé)e?s?\b"
    r"|\b(?:est|sont) (?:élu|proclamé)e?s? (?:maires?|présidente?s?|membres?|\w+ adjointe?s?)\b",
    re.I,
)
"""How minutes that vote tell what was decided, beside the outcomes themselves."""
_BY_VOTE = re.compile(r"\b(?:adopte|unanimité|majorité)\b", re.I)
_REACH = 30
_ELSEWHERE = re.compile(
    r"\b(?:n['’]|ne\b|pas\b|si\b|qu['’]|que\b|avai(?:t|ent)\b|loi\b|bureau d['’]études"
    r"|(?:conseil|commission) (?:régional|général|départemental|d['’]))",
    re.I,
)
"""What is not so, not yet, or decided by others."""
_SINCE = re.compile(r"\bdepuis\b|\ben (?:19|20)\d\d\b")
_FOR_OPINION = re.compile(r"\bpour (?:avis|information)\b\W*$", re.I)
"""Items of which a text is presented, "est maintenu à deux jours" being what that says."""
_ENACTS = re.compile(
    r"^[^\w\n]*(?:ARR[ÊE]TE|D[ÉE]CIDE|D[ÉE]LIB[ÈE]RE)\b|\baprès en avoir délibéré\b", re.M
)
_NUMBERED = re.compile(r"(?:décision|arrêté|délibération) n\s*[°ºo]", re.I)
_PROPOSES = re.compile(
    rf"\b(?:demandé|proposé)e?s? (?:en )?(?:au|à la|à l['’]) ?{bodies.NOUN}"
    r"|\bil (?:vous )?est (?:donc |ainsi |aujourd['’]hui )?(?:demandé|proposé)\b"
    r"|\bvous (?:est|sont|a été) (?:demandé|proposé)|\bnous vous (?:demandons|proposons)\b",
    re.I,
)
"""What a report asks of the meeting, whose outcome stands apart."""
_CARRIED = re.compile(
    r"[.!?]\s+(?:adopt|approuv)ée?s? (?:à|par) (?:l['’]unanimité|la majorité|\d+ voix)", re.I
)
"""What was proposed and adopted in one breath."""
_NO_DECISION = re.compile(
    r"\b(?:aucun(?:e)?\s+(?:arbitrage|décision|date)|(?:sans|pas de) décision"
    rf"|soumis(?:e|es)? à la discussion|a été (?:évoqué|présenté)e?|{UNDECIDED}"
    r"|sera (?:ré)?examinée?|(?:séance|réunion) est (?:ouverte|levée|close|suspendue)"
    r"|propose(?:nt)? (?:de |d['’]|que |qu['’])[^.;]{0,300}[.;] [^.;:]{0,80} renvoyée?s?"
    r" (?:à|aux?|devant|en|vers)"
    r"|(?:report|renvoy|ajourn)ée?s?"
    r" (?:à (?:la|une|l['’]) ?(?:prochaine |autre )?(?:séance|réunion)"
    r"|au prochain (?:comité|conseil|bureau|codir|copil)))\b",
    re.I,
)
_Read = Callable[[str], bool]
_FOUND: dict[tuple[_Read, str], bool] = {}
"""By what is read and the id of a document, which tells its content: so that no text is kept for
it."""
_FOUND_KEPT = 32_768
_FIRST_PERSON = re.compile(r"\bje\b|\bj['’]", re.I)
_PRONOUN = re.compile(
    r"(?:il|elle)\b(?! (?:n['’])?(?:est|a été|sera|fut|faut|convient|s['’]agit|y a)\b)", re.I
)
_BEFORE = 1_000
"""Characters before a sentence in which "it" is named."""


def nature(document: Document, paragraph: Paragraph, quote: str) -> Nature:
    """Only minutes decide. The words of decision stand in the quotation, or in the sentence
    that introduces its list. Where the minutes close their items on a vote, what binds someone
    in the report of an item, a law, a contract, a wish, decides nothing."""
    if document.kind is not DocumentKind.RELEVE or paragraph.kind is ParagraphKind.HEADING:
        return Nature.MENTION
    if votes(document) and headings.tells_outcome(quote):
        return Nature.DECISION
    introduction = _introduction(paragraph)
    is_label = quote.rstrip().endswith(":")
    is_decided = (labels.is_decided(quote) and not is_label) or labels.is_decided(introduction)
    if is_decided or _stands_decided(document, paragraph, quote):
        return Nature.MENTION if _NO_DECISION.search(quote) else Nature.DECISION
    if _PROPOSES.search(f"{introduction}\n{quote}") and not _CARRIED.search(quote):
        return Nature.PROPOSAL if votes(document) else Nature.MENTION
    settled = _before_undecided(quote)
    if aloud := ruled_aloud(settled):
        return Nature.DECISION if _rules_aloud(aloud, settled) else Nature.MENTION
    is_said = _FIRST_PERSON.search(IN_MARKS.sub(" ", quote)) or opens_speech(quote)
    if is_said or not settled:
        return Nature.MENTION
    if votes(document):
        is_settled = _is_voted(introduction) or _is_voted(settled)
        return Nature.DECISION if is_settled else Nature.MENTION
    if _decides(document, paragraph, introduction) or _decides(document, paragraph, settled):
        is_proposed = is_for_opinion(paragraph) and not _is_ruled_here(document, settled)
        return Nature.PROPOSAL if is_proposed else Nature.DECISION
    told = said_by_none(quote)
    may_announce = settled == quote and not REPORTS.search(told)
    is_announced = (may_announce and ANNOUNCES.search(told)) or COMMITS.search(settled)
    return Nature.ANNOUNCEMENT if is_announced else Nature.MENTION


def _rules_aloud(aloud: str, settled: str) -> bool:
    """Whether who presides closes an item, or tells what came of the vote."""
    return aloud == settled or any(map(rules, sentences_in(aloud)))


def _introduction(paragraph: Paragraph) -> str:
    """What says what a list is of; not a paragraph that a list only follows."""
    first = paragraph.lead_in.partition("\n")[0].rstrip()
    return first if first.endswith((":", ",")) else ""


def _before_undecided(quote: str) -> str:
    """The sentences before one that says that something is not decided yet."""
    undecided = _NO_DECISION.search(quote)
    if undecided is None:
        return quote
    ends = [span.end for span in split_sentences(quote) if span.end <= undecided.start()]
    return quote[: max(ends, default=0)]


def is_decision(document: Document, paragraph: Paragraph, quote: str) -> bool:
    return nature(document, paragraph, quote) is Nature.DECISION


def votes(document: Document) -> bool:
    """Whether minutes close their items on an outcome: "Adopté à l'unanimité."."""
    return document.kind is DocumentKind.RELEVE and _found(_has_outcomes, document)


def _found(read: _Read, document: Document) -> bool:
    known = _FOUND.get((read, document.id))
    if known is None:
        if len(_FOUND) >= _FOUND_KEPT:
            _FOUND.clear()
        known = _FOUND[read, document.id] = read(document.text)
    return known


def _has_outcomes(text: str) -> bool:
    """A note that the minutes themselves were approved closes no item; "Vote : unanimité" may
    stand anywhere."""
    told = [
        line
        for line in text.splitlines()
        if headings.tells_outcome(line) and not line.lower().startswith("vote")
    ]
    return len(told) > 1 or any(_BY_VOTE.search(line) for line in told)


def _stands_decided(document: Document, paragraph: Paragraph, quote: str) -> bool:
    """Not where minutes vote, but for the articles of their acts: what others decided is listed
    there too. The articles of a text that a meeting discusses are of no act."""
    if labels.is_of_article(paragraph):
        return labels.is_of_act(paragraph) or (not votes(document) and _found(_enacts, document))
    if votes(document):
        return False
    beside = labels.outcomes_beside(paragraph.columns, quote)
    return labels.stands_decided(paragraph, quote) or any(map(heads, beside))


def _enacts(text: str) -> bool:
    """Whether it is an act, by its formula or by its having no one say anything."""
    return bool(_ENACTS.search(text)) or not REPORTS.search(text)


def _is_voted(text: str) -> bool:
    if _NUMBERED.match(text):
        return True
    found = _VOTED.search(text)
    if found is None:
        return False
    clause = max(text.rfind(mark, 0, found.start()) for mark in ",;:") + 1
    is_past = _SINCE.search(text, found.end(), found.end() + _REACH)
    return not (is_past or _ELSEWHERE.search(text, clause, found.end()))


def _decides(document: Document, paragraph: Paragraph, text: str) -> bool:
    if _NUMBERED.match(text):
        return True
    is_row = paragraph.kind is ParagraphKind.TABLE
    named = _named(document, text)
    sentences = sentences_in(named)
    if any(map(_PRONOUN.match, sentences)):
        at = max(paragraph.text.find(text), 0)
        before = _named(document, paragraph.text[max(at - _BEFORE, 0) : at])
        sentences = _with_subjects(before, sentences)
    if obliges(named) or any(rules(told, is_row=is_row) for told in sentences):
        return True
    title = paragraph.sections[-1].title if paragraph.sections else ""
    is_told = is_row or only_tells(title, _introduction(paragraph))
    return not is_told and any(map(lays_down, sentences))


def is_for_opinion(paragraph: Paragraph) -> bool:
    """Whether a paragraph is of an item that a text is presented under: "(pour avis)"."""
    return any(_FOR_OPINION.search(section.title) for section in paragraph.sections)


def _is_ruled_here(document: Document, text: str) -> bool:
    sentences = sentences_in(_named(document, text))
    return any(rules_itself(told) or labels.settles(told) for told in sentences)


def _with_subjects(before: str, sentences: Sequence[str]) -> list[str]:
    """The sentences, "it" being the body that the sentence before tells of, where it does."""
    told: list[str] = []
    is_body = False
    for sentence in (*sentences_in(before), *sentences):
        pronoun = _PRONOUN.match(sentence)
        is_body = is_body if pronoun else opens_with_body(sentence)
        told.append(f"Le comité{sentence[pronoun.end() :]}" if pronoun and is_body else sentence)
    return told[-len(sentences) :]


def _named(document: Document, text: str) -> str:
    """The text, the name or the acronym of a body in its own minutes said "comité"."""
    name = document.committee
    if not name:
        return text
    short = acronym_of(name) or re.escape(name)
    return re.sub(rf"\b(?:(?i:{re.escape(name)})|{short})\b", "comité", text)
