"""What a note says on the whole, where it is asked about all that it is on: "Que dit la note sur le
parc automobile ?"."""

import re

from assistant.evidence.weighing import Evidence
from assistant.language.speech import Paragraphs
from assistant.questions.question import Question
from assistant.quotations.enumerating import as_beside
from assistant.quotations.selection import MOST_LIST_ITEMS
from assistant.quotations.titled import topic_of
from index.language.analyzer import terms
from ingest.document import DocumentKind, ParagraphKind

_SUMS_UP = tuple(
    re.compile(rf"\b(?:{titles})\b", re.I)
    for titles in (
        r"résumé|synthèse|à retenir|en bref|l['’]essentiel|messages? clés?",
        r"recommandations?|préconisations?|propositions?|conclusions?",
    )
)
"""The titles of what sums a note up, the best first."""
_NOTES = frozenset(terms("note fiche dossier rapport"))


def summed_up(question: Question, best: Evidence, paragraphs_of: Paragraphs) -> list[Evidence]:
    """What stands under such a title in the document that answers best, in its order; nothing of
    minutes, nor where more is asked about than the title of the document has."""
    document = best.hit.document
    topic = topic_of(question) - _NOTES
    if document.kind is DocumentKind.RELEVE or not topic or not topic <= {*terms(document.title)}:
        return []
    texts = [p for p in paragraphs_of(document.id) if p.kind is not ParagraphKind.HEADING]
    for title in _SUMS_UP:
        found = [p for p in texts if p.sections and title.search(p.sections[-1].title)]
        if found:
            return [as_beside(best, paragraph) for paragraph in found[: MOST_LIST_ITEMS + 1]]
    return []
