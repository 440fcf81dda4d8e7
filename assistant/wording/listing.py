"""The words around all the quotations of whole meetings, in the language of the question."""

from collections.abc import Sequence

from assistant.answer import Citation, Language
from assistant.evidence.decisions import votes
from assistant.evidence.ruling import orders
from assistant.language.speech import Paragraphs
from assistant.questions.meetings import Meetings
from assistant.questions.whole import AT_ANY, Whole
from assistant.quotations.meetings import MOST_TOLD, Documents, told
from assistant.quotations.orders import says_who
from assistant.quotations.pending import PendingOf
from assistant.quotations.selection import is_listed_after
from assistant.reference import reference, told_by
from assistant.wording.framing import CUT, OUTCOME
from ingest.document import Document, Paragraph, ParagraphKind, Section
from ingest.language import headings

_TOLD = {
    Language.FRENCH: {
        Whole.DECISIONS: "Décidé",
        Whole.SUBJECTS: "Points abordés",
        Whole.PRESENT: "Présents",
        Whole.MISSING: "Absents ou excusés",
        Whole.WHETHER_THERE: "Présence ou absence notée",
        Whole.DUE: "Échéances indiquées",
        Whole.OPEN: "Laissé en suspens",
    },
    Language.ENGLISH: {
        Whole.DECISIONS: "Decided",
        Whole.SUBJECTS: "Discussed",
        Whole.PRESENT: "Present",
        Whole.MISSING: "Absent or excused",
        Whole.WHETHER_THERE: "Presence or absence noted",
        Whole.DUE: "Dates set",
        Whole.OPEN: "Left open",
    },
}
_VOTED = {Language.FRENCH: "Mis aux voix", Language.ENGLISH: "Put to the vote"}
_UNDECIDED = {Language.FRENCH: "Sans décision : ", Language.ENGLISH: "Undecided: "}
_LATER = {
    Language.FRENCH: "Un document ajouté par un lecteur porte une date plus récente : « {} ».",
    Language.ENGLISH: "A document added by a reader bears a later date: “{}”.",
}
_DATELESS = {
    Language.FRENCH: (
        "Un autre relevé ne porte pas de date ; il peut être d'une séance plus récente.",
        "{} autres relevés ne portent pas de date ; ils peuvent être de séances plus récentes.",
    ),
    Language.ENGLISH: (
        "One more set of minutes has no date; it may be of a later meeting.",
        "{} more sets of minutes have no date; they may be of later meetings.",
    ),
}


_MINUTED = {
    Language.FRENCH: (
        "Dernière réunion dont les documents ont le relevé :",
        "Une réunion dont les documents ont le relevé :",
        "{} réunions dont les documents ont le relevé :",
    ),
    Language.ENGLISH: (
        "Last meeting that the documents have minutes of:",
        "One meeting that the documents have minutes of:",
        "{} meetings that the documents have minutes of:",
    ),
}
_NO_DATE = {
    Language.FRENCH: (
        "Un autre relevé ne porte pas de date.",
        "{} autres relevés ne portent pas de date.",
    ),
    Language.ENGLISH: (
        "One more set of minutes has no date.",
        "{} more sets of minutes have no date.",
    ),
}
_NOTHING = {
    Language.FRENCH: {
        Whole.DUE: "Je n'ai trouvé aucune échéance{} dans les relevés concernés.",
        Whole.OPEN: "Je n'ai trouvé aucun point laissé en suspens{} dans les relevés concernés.",
    },
    Language.ENGLISH: {
        Whole.DUE: "I found no date set{} in the minutes concerned.",
        Whole.OPEN: "I found no point left open{} in the minutes concerned.",
    },
}
_WITHIN = {
    Language.FRENCH: " dans la période demandée ({})",
    Language.ENGLISH: " in the time asked about ({})",
}
_FOR = {Language.FRENCH: " pour {}", Language.ENGLISH: " for {}"}


def listed(
    meetings: Meetings,
    document_of: Documents,
    paragraphs_of: Paragraphs,
    pending_of: PendingOf,
    language: Language,
) -> tuple[str, tuple[Citation, ...]]:
    """The text of an answer on whole meetings, with its quotations; these are none where the
    minutes have nothing of what is asked, and the text says so where they leave nothing."""
    citations = told(meetings, document_of, paragraphs_of, pending_of)
    if not citations and meetings.asked in AT_ANY:
        within = "".join(_WITHIN[language].format(time) for time in meetings.due)
        within += _FOR[language].format(meetings.bound) if meetings.bound else ""
        return _NOTHING[language][meetings.asked].format(within), ()
    shown = tuple(citations[:MOST_TOLD])
    if meetings.asked is Whole.DATE:
        lines = _dates(shown, meetings, language)
    else:
        lines = _lines(shown, language, asked=meetings.asked)
    if len(citations) > len(shown):
        lines.append(CUT[language].format(len(shown)))
    if meetings.undated:
        few, many = (_DATELESS if meetings.is_last else _NO_DATE)[language]
        lines.append((few if meetings.undated == 1 else many).format(meetings.undated))
    if meetings.later:
        lines.append(_LATER[language].format(reference(meetings.later, language)))
    return "\n".join(lines), shown


def _dates(citations: Sequence[Citation], meetings: Meetings, language: Language) -> list[str]:
    """How many there were, then one a meeting."""
    last, one, many = _MINUTED[language]
    count = len(meetings.minutes)
    colon = " :" if language is Language.FRENCH else ":"
    lines = [last if meetings.is_last else one if count == 1 else many.format(count)]
    for citation in citations:
        met = told_by(citation.document, language)
        quotation = f"« {citation.quote} » [{citation.marker}]"
        lines.append(f"– {met[:1].upper()}{met[1:]}{colon} {quotation}")
    return lines


def _lines(citations: Sequence[Citation], language: Language, *, asked: Whole) -> list[str]:
    """One a meeting, one a section of its minutes, then one a quotation with the outcome of its
    item."""
    lines: list[str] = []
    several = _of_one_meeting(citations)
    document = ""
    sections: tuple[Section, ...] = ()
    above: Paragraph | None = None
    mark = ""
    for citation in citations:
        paragraph = citation.paragraph
        quotation = f"« {citation.quote} » [{citation.marker}]"
        if citation.is_outcome:
            lines[-1] += f" {OUTCOME[language]} {quotation}"
            continue
        if citation.document.id != document:
            document, sections, above = citation.document.id, (), None
            opening = _opening(citation.document, language, asked)
            lines += [opening] if opening not in lines else []
            lines += [citation.document.title] if citation.document.title in several else []
        is_titled = citation.document.title in several or paragraph.kind is ParagraphKind.HEADING
        if paragraph.sections != sections and not is_titled:
            sections = paragraph.sections
            lines += [section.label for section in sections[-1:]]
        if above is not None and says_who(above) and orders(citation.quote):
            lines[-1] += f" {quotation}"
            above = paragraph
            continue
        if above is None or not _is_beside(above, paragraph):
            mark = "•" if above is not None and _is_introduced(above, paragraph) else "–"
        is_undecided = asked is Whole.DECISIONS and _is_undecided(citation)
        lines.append(f"{mark} {_UNDECIDED[language] if is_undecided else ''}{quotation}")
        above = paragraph
    return lines


def _is_beside(above: Paragraph, paragraph: Paragraph) -> bool:
    """Whether both are items of one list."""
    items = above.kind is paragraph.kind is ParagraphKind.BULLET
    return items and above.lead_in == paragraph.lead_in and is_listed_after(above, paragraph)


def _is_introduced(above: Paragraph, paragraph: Paragraph) -> bool:
    """Whether it is of the list, or of the votes, that what is quoted above it begins."""
    if headings.is_vote(paragraph.text):
        return headings.is_vote(above.text) or above.text.endswith(":")
    return bool(paragraph.lead_in) and is_listed_after(above, paragraph)


def _is_undecided(citation: Citation) -> bool:
    """Not a label, "Décisions :", nor a count of votes, whose outcome the minutes do not say."""
    tells = citation.quote.endswith(":") or headings.is_vote(citation.quote)
    return not (citation.is_decision or citation.outcome or tells)


def _of_one_meeting(citations: Sequence[Citation]) -> frozenset[str]:
    """The titles of the documents that share a meeting with another: deliberations have one
    each."""
    met = {(c.document.committee, c.document.date): set[str]() for c in citations}
    for citation in citations:
        met[citation.document.committee, citation.document.date].add(citation.document.title)
    return frozenset(title for titles in met.values() if len(titles) > 1 for title in titles)


def _opening(document: Document, language: Language, asked: Whole) -> str:
    """ "Décidé au COSINUM du 3 décembre 2020 :"."""
    told = _TOLD[language][asked]
    if asked is Whole.DECISIONS and votes(document):
        told = _VOTED[language]
    colon = " :" if language is Language.FRENCH else ":"
    return f"{told} {told_by(document, language)}{colon}"
