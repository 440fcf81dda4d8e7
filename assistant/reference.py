"""How a source is named to readers, in French or in English."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from assistant.answer import EXTRACTIVE, Answer, Citation, Language
from assistant.interface import say
from ingest.document import DatePrecision, DocumentDate, DocumentKind, DocumentRecord, Paragraph
from ingest.language.bodies import at
from ingest.language.periods import ENGLISH_MONTHS, MONTHS

_ADDED = {
    Language.FRENCH: "document ajouté par un lecteur",
    Language.ENGLISH: "document added by a reader",
}
_NAMES_KIND = re.compile(r"fiche\b|note\b|[ée]l[ée]ments de langage\b", re.I)
_LONGEST_HEADING = 90
_SURE = 0.85


def reference(document: DocumentRecord, language: Language = Language.FRENCH) -> str:
    """ "Relevé de décisions, COSINUM, 3 décembre 2020"; what is not known is left out."""
    title = document.title or say(f"kind_{document.kind}_title", language)
    parts = [title]
    if document.committee and document.committee.lower() not in title.lower():
        parts.append(document.committee)
    if document.date:
        written = written_date(document.date, language)
        told = {written, written_date(document.date, Language.FRENCH)}
        if not any(day.lower() in title.lower() for day in told):
            parts.append(written)
    elif document.kind is DocumentKind.RELEVE:
        parts.append("date non indiquée" if language is Language.FRENCH else "undated")
    return ", ".join(parts)


def added(document: DocumentRecord, language: Language = Language.FRENCH) -> str:
    """What readers are told of a document that one of them added; empty of another."""
    return _ADDED[language] if document.is_added else ""


def told_by(document: DocumentRecord, language: Language) -> str:
    """ "au COSINUM du 3 décembre 2020, selon un document ajouté par un lecteur": what minutes that
    readers added say is given as theirs."""
    meeting, source = meeting_of(document, language), added(document, language)
    if not source:
        return meeting
    return f"{meeting}, {'selon un' if language is Language.FRENCH else 'according to a'} {source}"


def meeting_of(document: DocumentRecord, language: Language) -> str:
    """ "au COSINUM du 3 décembre 2020", "at the COSINUM of 3 December 2020"."""
    parts: list[str] = []
    french = language is Language.FRENCH
    if document.committee:
        before = at(document.committee) if french else "at the "
        parts.append(f"{before}{document.committee}")
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


def according_to(document: DocumentRecord, language: Language) -> str:
    """ "D'après la fiche « Doctrine cloud » (mai 2021) :"."""
    title = document.title or document.source_path
    dated = f" ({written_date(document.date, language)})" if document.date else ""
    dated += f", {source}" if (source := added(document, language)) else ""
    is_note = document.kind is DocumentKind.FICHE
    if language is Language.FRENCH:
        kind = "la fiche " if is_note and not _NAMES_KIND.match(title) else ""
        return f"D'après {kind}« {title} »{dated} :"
    kind = "the briefing note " if is_note else ""
    return f"According to {kind}“{title}”{dated}:"


def place(paragraph: Paragraph, language: Language = Language.FRENCH) -> str:
    """ "§ 1 « Fiche n° 1 : poste de travail », page 2, paragraphe 12"."""
    french = language is Language.FRENCH
    parts = [_section(paragraph)] if paragraph.sections else []
    if paragraph.page is not None:
        parts.append(f"page {paragraph.page}")
    parts.append(f"{'paragraphe' if french else 'paragraph'} {paragraph.ordinal}")
    if paragraph.ocr_confidence is not None:
        parts.append(_recognised(paragraph.ocr_confidence, language))
    return ", ".join(parts)


def references(answer: Answer) -> list[str]:
    """Where each quotation stands, one line a paragraph: "[1] [2] Relevé…, page 2 (file.pdf)";
    with the quotation, where the text of the answer is not made of them."""
    is_written = answer.generator != EXTRACTIVE
    return [
        f"{markers(group)} {reference(group[0].document, answer.language)}, "
        f"{place(group[0].paragraph, answer.language)} ({group[0].document.source_path})"
        + (" : " + " ".join(f"« {c.quote} »" for c in group) if is_written else "")
        for group in by_paragraph(answer.citations)
    ]


def passage_address(paragraph_id: str, start: int | None = None, end: int | None = None) -> str:
    """Where a paragraph is read on this server, a slice of it marked, else all of it; it stays."""
    marked = "" if start is None or end is None else f"?start={start}&end={end}"
    return f"/p/{paragraph_id}{marked}"


def by_paragraph(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Citations in a row of one paragraph together."""
    return [[*group] for _, group in groupby(citations, lambda c: c.paragraph.id)]


def markers(citations: Sequence[Citation]) -> str:
    return " ".join(f"[{citation.marker}]" for citation in citations)


def _recognised(confidence: float, language: Language) -> str:
    """Readers are told that a machine read the paper, and when to look at it themselves."""
    unsure = confidence < _SURE
    if language is Language.FRENCH:
        return "texte reconnu (OCR), à vérifier" if unsure else "texte reconnu (OCR)"
    return "recognised text (OCR), to be checked" if unsure else "recognised text (OCR)"


def _section(paragraph: Paragraph) -> str:
    section = paragraph.sections[-1]
    title = section.title
    if len(title) > _LONGEST_HEADING:
        title = title[:_LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"
    return f"§ {section.number} « {title} »" if section.number else f"« {title} »"


def written_date(dated: DocumentDate, language: Language) -> str:
    """A date in words, no more precise than it is known."""
    if dated.precision is DatePrecision.YEAR:
        return str(dated.first.year)
    if dated.precision is DatePrecision.MONTH:
        return written_month(dated.first, language)
    return written_day(dated.first, language)


def written_day(day: date, language: Language) -> str:
    """ "3 décembre 2020", "1er mai 2021", "1 May 2021"."""
    number = "1er" if day.day == 1 and language is Language.FRENCH else str(day.day)
    return f"{number} {written_month(day, language)}"


def written_month(day: date, language: Language) -> str:
    """ "décembre 2020", "May 2021"."""
    months = MONTHS if language is Language.FRENCH else ENGLISH_MONTHS
    return f"{months[day.month - 1]} {day.year}"
