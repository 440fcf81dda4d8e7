"""What follows a quotation and takes some of it away: what excepts from it, denies it, puts it off
or ends it."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.language import lexicon
from assistant.language.sentences import Span, split_sentences
from assistant.quotations.selection import MOST_QUOTATIONS, Quotation, bounds
from index.language.analyzer import terms
from ingest.document import Paragraph, ParagraphKind
from ingest.language import bodies, headings, labels
from ingest.language.civilities import CIVILITY

_NEAR = 12
"""Paragraphs after what is quoted in which its item may go on."""
_TEXT = (ParagraphKind.PROSE, ParagraphKind.BULLET)
_REPORTED = re.compile(
    rf"(?:{CIVILITY}\s|L[ea] )[^.;:?!]{{2,60}}\s?:\s"
    rf"|(?:{CIVILITY}\s)?[^.;:?!]{{3,80}}? (?:ajout|annonc|confirm|indiqu|not|précis|rappel|répond"
    r"|signal|soulign)\w* qu(?:e |['’])",
    re.I,
)
_YET = re.compile(
    r"^\W*(?:(?:toutefois|cependant|néanmoins|en revanche|mais|pour autant|par contre|attention)"
    r"\b\W*)?",
    re.I,
)
_ADVERB = r"(?:(?:toutefois|cependant|donc|encore|néanmoins|aussi|déjà|\w+ment) )?"
_WAS = rf"(?:est|sont|sera|seront|a été|ont été|reste|restent|demeurent?) {_ADVERB}"
_NOT = (
    rf"(?:n['’]|ne )(?:(?:y|en|se) |s['’])?[^\W\d_]+ {_ADVERB}(?:pas|plus|jamais|point)\b"
    rf"(?: {_ADVERB}(?:été )?[\w'’]+)?"
)
_ONLY = (
    r"(?:n['’]|ne )(?:(?!\b(?:pas|plus|jamais|point)\b)[^.;:,]){1,40}? "
    r"qu(?:e |['’])(?!il|elle)"
)
_OUT = r"(?:exclu|interdit|exempt[ée]|dispens[ée]|exonér[ée]|écart[ée])e?s?\b"
_ENDED = (
    rf"{_WAS}(?:suspendu|annul[ée]|report[ée]|ajourn[ée]|différ[ée]|retir[ée]|abandonn[ée]"
    r"|repouss[ée]|supprim[ée]|décal[ée])e?s?\b"
    r"|(?:prend|prendra|prennent|prendront) fin\b|(?:cesse|expire)(?:nt|ra|ront)?\b"
    r"|(?:n['’]a|n['’]aura|n['’]ont|n['’]auront) (?:pas|plus) lieu\b"
)
_NARROWED = (
    rf"{_WAS}(?:{_OUT}|(?:limit[ée]|plafonn[ée]|réserv[ée]|subordonn[ée]|conditionn[ée]|soumis)"
    r"e?s? (?:aux?|à)\b)"
)
_SAVE = rf"[^.;:]{{0,80}}\b(?:{lexicon.EXCEPT}|sous réserve|à condition)\b"
_PRONOUN = re.compile(
    r"(?:ils?|elles?|cel(?:ui|le|les)-ci|ceux-ci|cela|ça)\b"
    r"(?! n['’]y a\b)(?! ne (?:reste|s['’]agit))",
    re.I,
)
_TAKES = re.compile(
    rf"\s*(?:(?P<ended>{_ENDED})|(?P<narrowed>{_NARROWED})|(?P<only>{_ONLY})|(?P<denied>{_NOT})"
    rf"|(?P<save>{_SAVE}))",
    re.I,
)
_NOUNS = re.compile(
    r"(?:l[ae] |les |l['’]|(?P<this>ce(?:t|tte|s)? )|tou(?:s|tes) les )"
    r"(?P<subject>(?:(?!\bqu(?:e|['’]))[^.;:!?]){2,120}?),?"
    rf"(?= (?:{_ENDED}|{_NARROWED}|{_ONLY}|{_NOT}))",
    re.I,
)
_EXCEPTS = re.compile(
    rf"(?:en )?(?:sont|est|restent|reste|demeurent) {_ADVERB}{_OUT}"
    rf"|(?:{lexicon.EXCEPT}|exception (?:est )?faite|par (?:exception|dérogation)|sous réserve d)",
    re.I,
)
"""What begins by excepting: "Sont exclus les élèves", "À l'exception des archives"."""
_DENIES = re.compile(
    rf"(?:ne sont|n['’]est|n['’]entrent|ne peuvent) {_ADVERB}(?:pas|plus) {_ADVERB}[\w'’]", re.I
)
_OF_OTHERS = re.compile(
    r"concern|vis[ée]|éligib|\bdroit\b|bénéfici|appliqu|compris|inclu|couver", re.I
)
"""What is denied of those whom the thing is not for."""
_HOLDS = re.compile(
    rf"{_OF_OTHERS.pattern}|comprend|couvr|vers[ée]|fourni|rembours|en charge|admis|autoris|permis"
    r"|valab|exig|obligatoire|cumul|définiti|arrêt[ée]|fix[ée]|acquis|garanti|confirm|sign[ée]"
    r"|financ|attribu|accord|prévu|possib|\bpeu(?:t|vent)\b|pourr|\bdoi(?:t|vent)\b|devr|\blieu\b"
    r"|tien|\bvaut\b|disponib|retenu|mainten|reconduct|renouvel|ouvert|vigueur",
    re.I,
)
"""What a thing no longer is or does that does not hold."""
_CLAUSE = re.compile(r"[^,;:(]*")
_ASPECTS = frozenset(
    terms(
        "application date début démarrage délai échéance entrée lancement mise ouverture tenue"
        " œuvre place service versement vigueur"
    )
)
"""What is said of a thing when it is the thing that is meant."""
_WHO = re.compile(
    rf"(?:{CIVILITY}\s|(?:{bodies.NOUN}|(?-i:{bodies.ACRONYM}))\b"
    rf"|(?:les )?(?:membres|élus)\b|{lexicon.ROLES})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is quoted, by its index terms with those of the question and of its titles."""

    stems: frozenset[str]
    asked: frozenset[str]

    def is_named(self, subject: str) -> bool:
        """Whether the first noun of a subject was told, whatever else it says."""
        return self.stems.issuperset(terms(subject)[:1])

    def is_it(self, subject: str) -> bool:
        """Whether a subject is the thing that was told, and says no more of it."""
        return _things(subject) <= self.stems

    def is_asked_about(self, subject: str) -> bool:
        return bool(_things(subject)) and _things(subject) <= self.asked


def limiting(
    quoted: Sequence[Quotation], paragraphs: Sequence[Paragraph], question: str
) -> list[Quotation]:
    """The sentences after a quotation, in its item, that take something of it away; those that put
    off or end, further on, what the question names. `paragraphs` are those of the document."""
    return [*itertools.islice(_limiting(quoted, paragraphs, question), MOST_QUOTATIONS)]


def _limiting(
    quoted: Sequence[Quotation], paragraphs: Sequence[Paragraph], question: str
) -> Iterator[Quotation]:
    last = max(quoted, key=lambda quotation: (quotation.paragraph.ordinal, quotation.end))
    own, told = last.paragraph, _told(quoted, last.paragraph, question)
    is_next = True
    for paragraph, span in _following(last, paragraphs):
        sentence = paragraph.text[span.start : span.end]
        reported = _REPORTED.match(sentence)
        clause = _YET.sub("", sentence[reported.end() if reported else 0 :], count=1)
        if paragraph.sections == own.sections:
            is_limit = _takes_away(clause, told, is_next=is_next)
        else:
            others = (p for p in paragraphs if p.sections not in (own.sections, paragraph.sections))
            is_limit = _ends_what_is_asked_about(clause, told, others)
        if is_limit:
            start, end = bounds(paragraph, span)
            is_own = paragraph.id == own.id
            yield Quotation(last.document, paragraph, span.start if is_own else start, end)
        is_beside = paragraph.kind is own.kind is ParagraphKind.BULLET
        is_next = is_next and (is_limit or is_beside or reported is not None)


def _told(quoted: Sequence[Quotation], own: Paragraph, question: str) -> _Told:
    titles = (section.title for section in own.sections[-1:])
    above = (*titles, own.lead_in.rpartition("\n")[2], own.columns)
    asked = frozenset(terms(question))
    told = frozenset(terms(" ".join((*above, *(quotation.text for quotation in quoted)))))
    return _Told(asked | told, asked)


def _following(
    last: Quotation, paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, Span]]:
    """The sentences after what is quoted, each with its paragraph: those of its item, down to its
    vote, then those of the items after it."""
    own = last.paragraph
    is_over = False
    for paragraph in paragraphs[own.ordinal - 1 :]:
        is_of_item = paragraph.sections == own.sections
        further = paragraph.ordinal - own.ordinal
        is_far = further > _NEAR
        is_over = is_over or (0 < further <= _NEAR and _settles(paragraph.text))
        is_read = paragraph.kind in _TEXT or paragraph.id == own.id
        if not is_read or (is_of_item and (is_over or is_far)) or not (own.sections or is_of_item):
            continue
        for span in split_sentences(paragraph.text):
            if paragraph.id != own.id or span.start >= last.end:
                yield paragraph, span


def _settles(text: str) -> bool:
    """Whether it is what became of the item, which is quoted as its outcome."""
    told = headings.is_vote(text) or headings.tells_outcome(text)
    return told or labels.settles(text) or labels.closes(text)


def _takes_away(clause: str, told: _Told, *, is_next: bool) -> bool:
    """Whether its subject is what was told, or another that what was told is denied to, and it
    excepts, denies, narrows or ends it. What leans back, "Elle", "Cette prime", is on the sentence
    right before."""
    if is_next and (_EXCEPTS.match(clause) or _DENIES.match(clause)):
        return True
    subject = _NOUNS.match(clause)
    pronoun = None if subject else _PRONOUN.match(clause)
    start = subject.end() if subject else pronoun.end() if pronoun else None
    taken = _TAKES.match(clause, start) if start is not None else None
    leans = subject is None or bool(subject["this"])
    if taken is None or (leans and not is_next):
        return False
    told_of = not told.stems.isdisjoint(terms(taken["denied"] or ""))
    denied = _CLAUSE.match(clause, taken.start()) if taken["denied"] else None
    if denied and not (told_of or _HOLDS.search(denied[0])):
        return False
    name = subject["subject"] if subject else ""
    if _WHO.match(name):
        return False
    if taken["ended"] and name:
        return told.is_it(name)
    is_of_others = told_of or (denied and _OF_OTHERS.search(denied[0]))
    return leans or told.is_named(name) or bool(is_next and is_of_others)


def _ends_what_is_asked_about(clause: str, told: _Told, others: Iterable[Paragraph]) -> bool:
    """Whether it puts off or ends a thing of the question that no other item is on."""
    subject = _NOUNS.match(clause)
    taken = _TAKES.match(clause, subject.end()) if subject else None
    if subject is None or taken is None or not taken["ended"]:
        return False
    things = _things(subject["subject"])
    is_asked_about = told.is_asked_about(subject["subject"])
    return is_asked_about and all(things.isdisjoint(terms(other.text)) for other in others)


def _things(subject: str) -> frozenset[str]:
    return frozenset(terms(subject)) - _ASPECTS
