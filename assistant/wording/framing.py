"""The words around the quotations, in the language of the question."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from assistant.answer import EXTRACTIVE, Answer, Citation, Language, Nature
from assistant.evidence.decisions import votes
from assistant.evidence.ruling import rules
from assistant.questions.conversation import Talk
from assistant.quotations.outcomes import item_of
from assistant.quotations.selection import is_listed_after
from assistant.reference import according_to, added, markers, told_by
from ingest.document import DocumentKind, ParagraphKind

_PREMISE = {
    Language.FRENCH: "La question suppose le contraire de ce qui est écrit. ",
    Language.ENGLISH: "The question assumes the opposite of what is written. ",
}
_WHEN = {
    Language.FRENCH: {True: "en dernier lieu", False: "auparavant"},
    Language.ENGLISH: {True: "most recently", False: "earlier"},
}
OUTCOME = {Language.FRENCH: "Issue du point :", Language.ENGLISH: "Outcome of the item:"}
_UNDECIDED = {
    Language.FRENCH: "Sujet évoqué, sans décision,",
    Language.ENGLISH: "Discussed, without a decision,",
}
CUT = {
    Language.FRENCH: "Ce sont les {} premiers extraits ; il y en a d'autres.",
    Language.ENGLISH: "These are the first {} extracts; there are more.",
}


_NAMES_WHAT_FOLLOWS = re.compile(
    r"[^\n]*\b(?:suivante?s?|following|décide(?:nt)?(?: que| de| d['’])?)\s*:", re.I
)


class Notice(StrEnum):
    """What readers are told of how a language model did."""

    BUSY = "busy"
    FAILED = "failed"
    LATE = "late"
    CUT = "cut"
    SILENT = "silent"
    UNSUPPORTED = "unsupported"
    DROPPED = "dropped"


_NOTICES = {
    Language.FRENCH: {
        Notice.BUSY: "Le modèle de langage est occupé ; voici les extraits eux-mêmes.",
        Notice.FAILED: "Le modèle de langage n'a pas répondu ; voici les extraits eux-mêmes.",
        Notice.LATE: "Le modèle de langage n'a pas répondu à temps ; voici les extraits eux-mêmes.",
        Notice.CUT: "Le modèle de langage s'est interrompu ; voici les extraits eux-mêmes.",
        Notice.SILENT: (
            "Le modèle de langage ne trouve pas la réponse dans ces extraits ; les voici, à lire."
        ),
        Notice.UNSUPPORTED: (
            "Ce que le modèle de langage a écrit n'est pas confirmé par les extraits ; les voici."
        ),
        Notice.DROPPED: "Phrases retirées, faute d'être confirmées par les extraits : {}.",
    },
    Language.ENGLISH: {
        Notice.BUSY: "The language model is busy; here are the extracts themselves.",
        Notice.FAILED: "The language model gave no answer; here are the extracts themselves.",
        Notice.LATE: "The language model did not answer in time; here are the extracts themselves.",
        Notice.CUT: "The language model stopped midway; here are the extracts themselves.",
        Notice.SILENT: (
            "The language model does not find the answer in these extracts; here they are, to read."
        ),
        Notice.UNSUPPORTED: (
            "What the language model wrote is not confirmed by the extracts; here they are."
        ),
        Notice.DROPPED: "Sentences left out, which the extracts do not confirm: {}.",
    },
}


_WRITTEN_BY = {
    Language.FRENCH: "Rédigé par un modèle de langage ({}) d'après les extraits cités.",
    Language.ENGLISH: "Written by a language model ({}) from the extracts that it cites.",
}


def noticed(notice: Notice, language: Language, sentences: int = 0) -> str:
    return _NOTICES[language][notice].format(sentences)


def written_by(generator: str, language: Language) -> str:
    """What readers are told of a text that a language model wrote; empty for quotations."""
    return "" if generator == EXTRACTIVE else _WRITTEN_BY[language].format(generator)


def _added_extracts(answer: Answer) -> str:
    """Which of the extracts that a model wrote from are of documents that readers added."""
    cited = [citation for citation in answer.citations if citation.document.is_added]
    if not cited:
        return ""
    source = added(cited[0].document, answer.language)
    of = "Extraits d'un" if answer.language is Language.FRENCH else "Extracts of a"
    colon = " :" if answer.language is Language.FRENCH else ":"
    return f"{of} {source}{colon} {markers(cited)}."


def in_full(answer: Answer) -> str:
    """The text of an answer, after the question as it was understood where that is another, and
    what there is to know of how it was written."""
    written = written_by(answer.generator, answer.language)
    parts = [answer.text, answer.notice, written, written and _added_extracts(answer)]
    if answer.understood != " ".join(answer.question.split()):
        is_french = answer.language is Language.FRENCH
        heard = "Question comprise :" if is_french else "Question understood:"
        parts.insert(0, f"{heard} {answer.understood}")
    return "\n".join(filter(None, parts))


def answered(
    citations: Sequence[Citation],
    language: Language,
    *,
    false_premise: bool,
    absent: Sequence[str] = (),
    items: int = 0,
    asks_decision: bool = False,
) -> str:
    """One line a source: what it is, then its quotations, each with its marker; the items of a
    list on a line each, under what introduces it. `absent` are words of a question in French
    that documents say in others; `items` how many are quoted of a list that has more, else 0;
    `asks_decision` where a decision is asked for."""
    lines: list[str] = []
    previous, last, lead_in = "", citations[0], ""
    latest = _latest(citations)
    ruling = {c.document.id for c in citations if rules(c.quote)} if asks_decision else set()
    for citation in citations:
        if citation.is_outcome:
            after = "\n" if "\n" in lines[-1] else " "
            told = "" if last.is_outcome else f"{OUTCOME[language]} "
            lines[-1] += f"{after}{told}« {citation.quote} » [{citation.marker}]"
            previous, last, lead_in = "", citation, ""
            continue
        is_undecided = asks_decision and citation.document.id not in ruling
        introduction = _introduction(citation, language, latest, is_undecided=is_undecided)
        quotation = f"« {citation.quote} » [{citation.marker}]"
        is_same = (
            introduction == previous
            and citation.outcome == last.outcome
            and citation.document.id == last.document.id
        )
        before, lead_in = lead_in if is_same else "", _lead_in(citation)
        is_item = is_same and is_listed_after(last.paragraph, citation.paragraph)
        if lead_in and lead_in != before and not is_item:
            above = " ".join(f"« {line} »" for line in lead_in.splitlines())
            quotation, is_item = f"{above}\n– {quotation}", False
        if is_same:
            lines[-1] += f"\n– {quotation}" if is_item else f" {quotation}"
        else:
            lines.append(f"{introduction} {quotation}")
        previous, last = introduction, citation
    before = _PREMISE[language] if false_premise else _said_otherwise(absent)
    lines += [CUT[language].format(items)] if items else []
    return before + "\n".join(lines)


def _lead_in(citation: Citation) -> str:
    """What introduces the list that an item is quoted of from its start, a line a level; empty
    where what stands before the quotations says the same: "adopte les décisions suivantes"."""
    paragraph = citation.paragraph
    is_item = paragraph.kind is ParagraphKind.BULLET and citation.start == 0
    is_told = citation.is_decision and _NAMES_WHAT_FOLLOWS.fullmatch(paragraph.lead_in)
    return paragraph.lead_in if is_item and not is_told else ""


def _said_otherwise(absent: Sequence[str]) -> str:
    """ "Le mot « prestataires » n'est pas dans les documents"."""
    if not absent:
        return ""
    *others, last = [f"« {word} »" for word in absent]
    said = f"Le mot {last} n'est pas"
    if others:
        said = f"Les mots {', '.join(others)} et {last} ne sont pas"
    return f"{said} dans les documents ; voici ce qui s'en rapproche. "


def replied(said: Talk, language: Language, documents: int) -> str:
    """To a courtesy, or to a question on the assistant itself."""
    if language is Language.FRENCH:
        where = "le document indexé" if documents == 1 else f"les {documents} documents indexés"
        offer = "Posez une question sur ce que disent les documents."
        return {
            Talk.GREETING: f"Bonjour. {offer}",
            Talk.THANKS: "Je vous en prie.",
            Talk.ABOUT: (
                f"Je cherche dans {where} et je réponds par leurs phrases exactes, avec le "
                "paragraphe où elles se trouvent. Quand ils ne disent rien, je le dis ; je "
                f"n'ajoute rien de mon cru. {offer}"
            ),
        }[said]
    where = "the one document" if documents == 1 else f"the {documents} documents"
    offer = "Ask what the documents say."
    return {
        Talk.GREETING: f"Hello. {offer}",
        Talk.THANKS: "You are welcome.",
        Talk.ABOUT: (
            f"I look in {where} and answer in their exact sentences, with the paragraph they "
            f"stand in. Where they are silent I say so; I add nothing of my own. {offer}"
        ),
    }[said]


def for_example(question: str, language: Language) -> str:
    """What is offered to ask, once documents are known to answer it."""
    if language is Language.FRENCH:
        return f"Par exemple : « {question} »"
    return f"For instance: “{question}”"


def _latest(citations: Sequence[Citation]) -> Mapping[str, date]:
    """By committee, the day of the last of its meetings that decided, where several did; what
    readers added does not count."""
    days: dict[str, set[date]] = {}
    for citation in citations:
        document = citation.document
        if citation.is_decision and document.date and not document.is_added:
            days.setdefault(document.committee, set()).add(document.date.first)
    return {committee: max(met) for committee, met in days.items() if len(met) > 1}


def _introduction(
    citation: Citation, language: Language, latest: Mapping[str, date], *, is_undecided: bool
) -> str:
    """A note of which a decision was asked for and that tells of none is said to tell of none."""
    document = citation.document
    if document.kind is DocumentKind.RELEVE:
        colon = " :" if language is Language.FRENCH else ":"
        if citation.paragraph.kind is ParagraphKind.ATTENDANCE:
            where = told_by(document, language)
            return f"{where[:1].upper()}{where[1:]}{colon}"
        where = f"{told_by(document, language)}{_spoken(citation.speaker, language)}"
        return f"{_stated(citation, language, latest)} {where}{colon}"
    source = according_to(document, language)
    return f"{_UNDECIDED[language]} {source[:1].lower()}{source[1:]}" if is_undecided else source


def _stated(citation: Citation, language: Language, latest: Mapping[str, date]) -> str:
    """Only what decides is said to be decided, last or before where several meetings of one
    committee did; what stands in the report of an item whose outcome follows, or may, only to have
    been examined."""
    is_french = language is Language.FRENCH
    if citation.is_decision:
        decided = "Décidé" if is_french else "Decided"
        last = latest.get(citation.document.committee)
        if last is None or citation.document.date is None or citation.document.is_added:
            return decided
        return f"{decided} {_WHEN[language][citation.document.date.first == last]}"
    if citation.outcome or (votes(citation.document) and not item_of(citation.paragraph)):
        return "Examiné" if is_french else "Examined"
    if citation.nature is Nature.ANNOUNCEMENT:
        return "Annoncé" if is_french else "Announced"
    return _UNDECIDED[language]


def _spoken(speaker: str, language: Language) -> str:
    """Who has the floor, where the quotation does not tell."""
    has_it = "a la parole" if language is Language.FRENCH else "speaking"
    return f" ({speaker} {has_it})" if speaker else ""
