"""Lists that are asked for whole: "Quelles sont les recommandations ?"."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.matching import Term
from assistant.evidence.weighing import Evidence
from assistant.language.sentences import split_sentences
from assistant.language.speech import Paragraphs
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question, subject_terms
from assistant.quotations.selection import MOST_LIST_ITEMS
from index.language.analyzer import terms
from ingest.document import DocumentKind, Paragraph, ParagraphKind

_ASKS = re.compile(
    r"\b(?:quel(?:le)?s (?:(?:sont|étaient|furent|seront) )?(?:(?:les|des) )?"
    r"|list[es]* (?:\w+ )?(?:des |of )(?:the )?|(?:what|which) (?:(?:are|were) )?(?:the )?"
    r"|(?:que |qu['’](?:est-il |a-t-il été )?|what does (?:[\w'’]+ ){1,4})"
    r"(?=(?:recommand|recommend|préconis|propos|sugg)))"
    r"(?P<noun>[^\W\d_]{3,})",
    re.I,
)
_ASKS_OF_A_MASS = re.compile(
    r"\b(?:quel(?:le)?|what|which) (?:(?:est|était|sera) l(?:e |a |['’]))?(?P<noun>[^\W\d_]{3,})",
    re.I,
)
_ASKS_REQUESTS = re.compile(
    r"\bqu['’](?:est-il (?:demandé|attendu)|a-t-il été demandé|attend(?:-on|-il|-elle)?\b)"
    r"|\bque (?:demande(?:-t-on| (?:la|cette) (?:note|fiche))"
    r"|doit(?:-(?:il|elle|on))?\b.{0,60}?\b(?:décider|valider|arbitrer|trancher))\b"
    r"|\bsur quoi .{0,60}?\bprononcer\b"
    r"|\bquel(?:le)?s? (?:(?:est|sont) (?:la |les? |l['’]))?(?:décisions?|arbitrages?|validations?)"
    r" .{0,40}?(?:attendu|demandé|sollicité|soumis)e?s?\b",
    re.I,
)
_REQUESTS = re.compile(
    r"\b(?:attendu|demandé|sollicité|souhaité)e?s? (?:d|à|au|aux|par|pour)\b|\bsoumis(?:e|es)? à\b"
    r"|\b(?:décisions?|arbitrages?|validations?|avis|suites?)"
    r" (?:attendu|demandé|sollicité|souhaité|à (?:prendre|rendre|donner))e?s?\b",
    re.I,
)
"""The titles under which a note says what it asks of whom it is for."""
_REQUESTING = frozenset(
    terms(
        "arbitrage arbitrer attend attendu avis décider décision demande demandé fiche note"
        " prononcer sollicité soumis trancher validation valider"
    )
)
_CLOSES = re.compile(
    r"\b(?:(?:séance|réunion) est (?:levée|close)|procès-verbal (?:a été|est) (?:signé|lu|clos)"
    r"|meeting (?:was )?(?:closed|adjourned))\b",
    re.I,
)
"""The last lines of minutes, which stand in the section of their last item."""
_ALL_OR_NONE = re.compile(
    r"conditions|critères|étapes|exigences|modalités|pièces|phases|criteria|requirements"
    r"|stages|steps",
    re.I,
)
"""Things that hold together: with some of them left out, an answer misleads."""
_IS_TOLD = re.compile(
    r"(?:étudi|envisag|examin|exposé|formul|identifi|list|présent|propos)ée?s?|possibles?", re.I
)
"""What says no more of things than that a text has them."""
_ONE_OF_SEVERAL = re.compile(r"[^\W\d_]+\s+(?:n\s?[°º]\s?)?(?:\d{1,2}|[A-H]|[IVX]{1,4})\b")
"""The title of one of those that have the same name: "Option A – Achat"."""
_CALENDAR = re.compile(r"calendriers?|échéanciers?|jalons?|calendar|timetable", re.I)
_SHORTEST = 4
_ALIKE = 0.5
"""How strong the link must be of a word by which a list may be called too."""
_SHORT_PROSE = 280
"""Paragraphs without marks that may be the items of a list, in characters."""
_FEWEST = 2


def enumerated(
    question: Question,
    asked: Sequence[Term],
    fit: Sequence[Evidence],
    evidence: Sequence[Evidence],
    paragraphs_of: Paragraphs,
) -> list[Evidence]:
    """The items of the list that is asked for by what it is called, in the order of their
    document, where one has that in its title or above it and is wholly on the rest of the
    question; nothing else. There may be one more than are quoted. `fit` are the sentences that
    answer, `evidence` all that were weighed, the best first."""
    if requested := _requested(question, fit[0], paragraphs_of):
        return requested
    asks = _ASKS.search(question.text) or _ASKS_OF_A_MASS.search(question.text)
    if not asks or question.counted or not _may_be_listed(question.wanted, asks["noun"]):
        return []
    called = _names(asks["noun"], asked)
    best = next((e for e in fit if _is_called(called, e.hit.paragraph)), None)
    is_mass = asks.re is _ASKS_OF_A_MASS
    if best is not None and is_mass and not _is_titled(asks["noun"], best.hit.paragraph):
        return []
    is_introduced = fit[0].hit.paragraph.text.endswith(":")  # and quoted with its items
    if best is None or is_introduced:
        return []
    own = best.hit.paragraph
    paragraphs = paragraphs_of(best.hit.document.id)
    items = _items(called, own, paragraphs, is_mass=is_mass)
    told = {e.hit.paragraph.id: e for e in reversed(evidence)}
    of_noun = {
        n for n, t in enumerate(asked) if t.word == asks["noun"] or _IS_TOLD.fullmatch(t.word)
    }
    met = [met - of_noun for p in items if (met := _met([e for e in evidence if _is_of(p, e)]))]
    are_titles = any(p.kind is ParagraphKind.HEADING for p in items)
    is_on_all = are_titles or len({*met}) == 1
    is_whole = _ALL_OR_NONE.fullmatch(asks["noun"]) and own.id == fit[0].hit.paragraph.id
    if (
        question.wanted is Wanted.ANYTHING
        and not is_whole
        and not (is_on_all and _met(fit[:1]) - of_noun <= frozenset().union(*met))
    ):
        return []
    if items and items[0].kind is ParagraphKind.TABLE:
        return [as_beside(best, items[0])]
    if len(items) < _FEWEST or not (are_titles or len(met) >= _FEWEST):
        return []
    return [told.get(p.id) or as_beside(best, p) for p in items[: MOST_LIST_ITEMS + 1]]


def _is_of(item: Paragraph, evidence: Evidence) -> bool:
    """Whether a sentence is of an item, or stands under one that is a title."""
    paragraph = evidence.hit.paragraph
    titles = [section.title for section in paragraph.sections]
    is_title = item.kind is ParagraphKind.HEADING
    return paragraph.id == item.id or (is_title and any(map(item.text.endswith, titles)))


def _requested(question: Question, best: Evidence, paragraphs_of: Paragraphs) -> list[Evidence]:
    """Where that is asked, what the note that answers best asks of whom it is for, and no other."""
    document = best.hit.document
    if document.kind is DocumentKind.RELEVE or not _ASKS_REQUESTS.search(question.text):
        return []
    others = subject_terms(question.subject) - _REQUESTING
    told = [
        as_beside(best, paragraph)
        for paragraph in paragraphs_of(document.id)
        if paragraph.kind is not ParagraphKind.HEADING
        for section in paragraph.sections[-1:]
        if _REQUESTS.search(section.title)
        and (not others or not others.isdisjoint(terms(f"{document.title} {section.title}")))
    ]
    return told[: MOST_LIST_ITEMS + 1]


def _may_be_listed(wanted: Wanted, noun: str) -> bool:
    """Whether what is asked for may be a list: anything, or the days of a calendar."""
    is_calendar = wanted is Wanted.TIME and _CALENDAR.fullmatch(noun)
    return wanted is Wanted.ANYTHING or bool(is_calendar)


def _names(noun: str, asked: Sequence[Term]) -> frozenset[str]:
    """The index terms by which a list may be called, those of the same meaning too."""
    related = (
        stem
        for term in asked
        if term.word == noun
        for stem, strength in term.related.items()
        if strength >= _ALIKE
    )
    return frozenset((*terms(noun), *related))


def _is_called(called: frozenset[str], paragraph: Paragraph) -> bool:
    """Whether the title or the words above a list have what it is asked for by: "recommand" of
    "Recommandations"."""
    above = [section.title for section in paragraph.sections[-1:]]
    introduction = paragraph.lead_in.rpartition("\n")[2].rstrip()
    told = terms(" ".join([*above, introduction if introduction.endswith(":") else ""]))
    return any(
        term == other or (len(term) > _SHORTEST and other.startswith(term))
        for term in called
        for other in told
    )


def _is_titled(noun: str, paragraph: Paragraph) -> bool:
    """Whether the title above has the word in the same number: "Quel matériel est fourni ?" asks
    for all of it, "Quel risque est le premier ?" for but one of the "Risques"."""
    titles = (section.title for section in paragraph.sections[-1:])
    return any(re.search(rf"\b{re.escape(noun)}\b", title, re.I) for title in titles)


def _items(
    called: frozenset[str],
    paragraph: Paragraph,
    paragraphs: Sequence[Paragraph],
    *,
    is_mass: bool,
) -> Sequence[Paragraph]:
    """The bullets beside a paragraph, or the table there; else the paragraphs there, or the titles,
    that begin with what they are called, "Option 1 :", or all where they are short."""
    beside = [
        p for p in paragraphs if (p.sections, p.lead_in) == (paragraph.sections, paragraph.lead_in)
    ]
    bullets = [p for p in beside if p.kind is ParagraphKind.BULLET]
    tables = [p for p in beside if p.kind is ParagraphKind.TABLE]
    if paragraph in tables and not bullets:
        return [paragraph]
    prose = [p for p in beside if p.kind is ParagraphKind.PROSE and not _CLOSES.search(p.text)]
    headings = [p for p in paragraphs if p.kind is ParagraphKind.HEADING]
    titles = [p for p in headings if _ONE_OF_SEVERAL.match(p.text)]
    for some in (prose, () if is_mass else titles):
        named = [p for p in some if not called.isdisjoint(itertools.islice(terms(p.text), 1))]
        if len(named) >= _FEWEST:
            return named
    return bullets or (prose if all(len(p.text) <= _SHORT_PROSE for p in prose) else ())


def _met(evidence: Sequence[Evidence]) -> frozenset[int]:
    """The places of the terms that some of the sentences meet, by what stands above too."""
    return frozenset(n for e in evidence for n, match in enumerate(e.matches) if match)


def as_beside(evidence: Evidence, item: Paragraph) -> Evidence:
    """A paragraph that was not weighed, as one of its document that was."""
    hit = replace(evidence.hit, paragraph=item)
    return replace(evidence, hit=hit, span=split_sentences(item.text)[0])
