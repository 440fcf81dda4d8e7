"""The words around the quotations, in the language of the question."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from assistant.answer import EXTRACTIVE, Answer, Citation, Language, Nature
from assistant.conversation import Talk
from assistant.decisions import votes
from assistant.kinds import Wanted
from assistant.outcomes import item_of
from assistant.question import Question, period_named
from assistant.reference import written_date
from assistant.selection import is_listed_after
from ingest.document import DatePrecision, Document, DocumentDate, DocumentKind

_PREMISE = {
    Language.FRENCH: "La question suppose le contraire de ce qui est écrit. ",
    Language.ENGLISH: "The question assumes the opposite of what is written. ",
}
_MISSING = {
    Language.FRENCH: {
        Wanted.MONEY: "un montant",
        Wanted.NUMBER: "le nombre demandé",
        Wanted.SHARE: "la proportion demandée",
        Wanted.DURATION: "la durée demandée",
        Wanted.NAME: "le nom demandé",
        Wanted.ACTOR: "les personnes ou services demandés",
        Wanted.TIME: "la date demandée",
        Wanted.REASON: "la raison demandée",
        Wanted.PRESENCE: "la liste des présents ou des absents",
        Wanted.ADDRESS: "l'adresse demandée",
        Wanted.PLACE: "le lieu demandé",
    },
    Language.ENGLISH: {
        Wanted.MONEY: "an amount",
        Wanted.NUMBER: "the number asked for",
        Wanted.SHARE: "the share asked for",
        Wanted.DURATION: "the length of time asked for",
        Wanted.NAME: "the name asked for",
        Wanted.ACTOR: "the people or services asked for",
        Wanted.TIME: "the date asked for",
        Wanted.REASON: "the reason asked for",
        Wanted.PRESENCE: "the list of those present or absent",
        Wanted.ADDRESS: "the address asked for",
        Wanted.PLACE: "the place asked for",
    },
}
_WHEN = {
    Language.FRENCH: {True: "en dernier lieu", False: "auparavant"},
    Language.ENGLISH: {True: "most recently", False: "earlier"},
}
_OUTCOME = {Language.FRENCH: "Issue du point :", Language.ENGLISH: "Outcome of the item:"}


class Notice(StrEnum):
    """What readers are told of how a language model did."""

    BUSY = "busy"
    FAILED = "failed"
    SILENT = "silent"
    UNSUPPORTED = "unsupported"
    DROPPED = "dropped"


_NOTICES = {
    Language.FRENCH: {
        Notice.BUSY: "Le modèle de langage est occupé ; voici les extraits eux-mêmes.",
        Notice.FAILED: "Le modèle de langage n'a pas répondu ; voici les extraits eux-mêmes.",
        Notice.SILENT: (
            "Le modèle de langage ne trouve pas la réponse dans ces extraits ; les voici, à lire."
        ),
        Notice.UNSUPPORTED: (
            "Ce que le modèle de langage a écrit n'est pas confirmé par les extraits ; les voici."
        ),
        Notice.DROPPED: "Phrases retirées, que les extraits ne confirment pas : {}.",
    },
    Language.ENGLISH: {
        Notice.BUSY: "The language model is busy; here are the extracts themselves.",
        Notice.FAILED: "The language model gave no answer; here are the extracts themselves.",
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


def in_full(answer: Answer) -> str:
    """The text of an answer, after the question as it was understood where that is another, and
    what there is to know of how it was written."""
    parts = [answer.text, answer.notice, written_by(answer.generator, answer.language)]
    if answer.understood != " ".join(answer.question.split()):
        is_french = answer.language is Language.FRENCH
        heard = "Question comprise :" if is_french else "Question understood:"
        parts.insert(0, f"{heard} {answer.understood}")
    return "\n".join(filter(None, parts))


def answered(citations: Sequence[Citation], language: Language, *, false_premise: bool) -> str:
    """One line a source: what it is, then its quotations, each with its marker; the items of a
    list that follow another quotation on a line each."""
    lines: list[str] = []
    previous, last = "", citations[0]
    latest = _latest(citations)
    for citation in citations:
        if citation.is_outcome:
            after = "\n" if "\n" in lines[-1] else " "
            lines[-1] += f"{after}{_OUTCOME[language]} « {citation.quote} » [{citation.marker}]"
            previous = ""
            continue
        introduction = _introduction(citation, language, latest)
        quotation = f"« {citation.quote} » [{citation.marker}]"
        if introduction == previous and citation.outcome == last.outcome:
            is_item = is_listed_after(last.paragraph, citation.paragraph)
            lines[-1] += f"\n– {quotation}" if is_item else f" {quotation}"
        else:
            lines.append(f"{introduction} {quotation}")
        previous, last = introduction, citation
    return (_PREMISE[language] if false_premise else "") + "\n".join(lines)


def replied(said: Talk, language: Language, documents: int) -> str:
    """To a courtesy, or to a question on the assistant itself."""
    if language is Language.FRENCH:
        where = "le document indexé" if documents == 1 else f"les {documents} documents indexés"
        offer = (
            "Posez une question sur ce que disent les documents, par exemple : « Qu'a-t-il été "
            "décidé sur la messagerie ? »."
        )
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
    offer = "Ask what the documents say, for instance: “What was decided on instant messaging?”."
    return {
        Talk.GREETING: f"Hello. {offer}",
        Talk.THANKS: "You are welcome.",
        Talk.ABOUT: (
            f"I look in {where} and answer in their exact sentences, with the paragraph they "
            f"stand in. Where they are silent I say so; I add nothing of my own. {offer}"
        ),
    }[said]


def not_found(
    question: Question,
    *,
    unmet: Sequence[str],
    lacks: bool,
    is_unsure: bool,
    documents: int,
    filtered: bool,
) -> str:
    """`unmet` are the names that no document holds near the rest; `lacks` says that the
    subject was found, without the figure, date or reason that was asked for; `is_unsure` that
    a passage may answer after all."""
    french = question.language is Language.FRENCH
    where = _where(documents, french=french, filtered=filtered)
    if not question.subject:
        return (
            "La question ne nomme aucun sujet que je puisse chercher ; précisez-la."
            if french
            else "The question names no subject that I can look for; please add one."
        )
    if unmet and (period := period_named(question.text, unmet[0])):
        if french:
            return f"Je n'ai trouvé aucun passage qui réponde pour {period} {where}."
        return f"I found no passage that answers for {period} {where}."
    if unmet:
        return _not_spoken_of(unmet, where, question)
    if lacks:
        missing = _MISSING[question.language][question.wanted]
        if french:
            return f"Je n'ai trouvé aucun passage qui donne {missing} {where}."
        return f"I found no passage that gives {missing} {where}."
    if french:
        surely = " sûrement" if is_unsure else ""
        return f"Je n'ai trouvé aucun passage qui réponde{surely} à cette question {where}."
    surely = " surely" if is_unsure else ""
    return f"I found no passage that{surely} answers this question {where}."


def _not_spoken_of(words: Sequence[str], where: str, question: Question) -> str:
    """A decision "on" a name, else one that speaks of a common word, which may be a verb."""
    is_name = any(word[0].isupper() for word in words)
    is_decision = is_name or question.asks_decision
    if question.language is Language.FRENCH:
        nothing = "aucune décision" if is_decision else "aucun passage"
        link, also = ("sur", " ni sur ") if is_name else ("où il soit question de", " ni de ")
        return f"Je n'ai trouvé {nothing} {link} {also.join(map(_named, words))} {where}."
    nothing = "no decision" if is_decision else "no passage"
    link = "on" if is_name else "that speaks of"
    return f"I found {nothing} {link} {' or '.join(map(_named, words))} {where}."


def _named(word: str) -> str:
    """A name as it is, a common word between quotation marks."""
    return word if word[0].isupper() else f"« {word} »"


def _where(documents: int, *, french: bool, filtered: bool) -> str:
    if filtered:
        return "dans les documents que retiennent les filtres" if french else "under these filters"
    if documents == 1:
        return "dans le seul document indexé" if french else "in the one document"
    return f"dans les {documents} documents" if french else f"in the {documents} documents"


def _latest(citations: Sequence[Citation]) -> date | None:
    """The day of the last of several meetings that decided, None where no two did."""
    days = {c.document.date.first for c in citations if c.is_decision and c.document.date}
    return max(days) if len(days) > 1 else None


def _introduction(citation: Citation, language: Language, latest: date | None) -> str:
    document = citation.document
    if document.kind is DocumentKind.RELEVE:
        colon = " :" if language is Language.FRENCH else ":"
        return f"{_stated(citation, language, latest)} {_meeting(document, language)}{colon}"
    return _according_to(document, language)


def _stated(citation: Citation, language: Language, latest: date | None) -> str:
    """Only what decides is said to be decided, last or before where several meetings did; what
    stands in the report of an item whose outcome follows, or may, only to have been examined."""
    is_french = language is Language.FRENCH
    if citation.is_decision:
        decided = "Décidé" if is_french else "Decided"
        if latest is None or citation.document.date is None:
            return decided
        return f"{decided} {_WHEN[language][citation.document.date.first == latest]}"
    if citation.outcome or (votes(citation.document) and not item_of(citation.paragraph)):
        return "Examiné" if is_french else "Examined"
    if citation.nature is Nature.ANNOUNCEMENT:
        return "Annoncé" if is_french else "Announced"
    return "Sujet évoqué, sans décision," if is_french else "Discussed, without a decision,"


def _meeting(document: Document, language: Language) -> str:
    """ "au COSINUM du 3 décembre 2020", "at the COSINUM of 3 December 2020"."""
    parts: list[str] = []
    french = language is Language.FRENCH
    if document.committee:
        parts.append(f"{'au' if french else 'at the'} {document.committee}")
    else:
        title = document.title or document.source_path
        parts.append(f"d'après « {title} »" if french else f"according to “{title}”")
    if document.date is None:
        parts.append("(date non indiquée)" if french else "(undated)")
    elif document.committee:
        parts.append(_on(document.date, language))
    else:
        parts.append(f"({written_date(document.date, language)})")
    return " ".join(parts)


def _on(dated: DocumentDate, language: Language) -> str:
    written = written_date(dated, language)
    if language is Language.ENGLISH:
        return f"of {written}"
    if dated.precision is DatePrecision.DAY:
        return f"du {written}"
    return f"d'{written}" if written[0] in "ao" else f"de {written}"


def _according_to(document: Document, language: Language) -> str:
    title = document.title or document.source_path
    dated = f" ({written_date(document.date, language)})" if document.date else ""
    is_note = document.kind is DocumentKind.FICHE
    if language is Language.FRENCH:
        kind = "la fiche " if is_note and not title.lower().startswith("fiche") else ""
        return f"D'après {kind}« {title} »{dated} :"
    kind = "the briefing note " if is_note else ""
    return f"According to {kind}“{title}”{dated}:"
