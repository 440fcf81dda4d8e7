"""From quotations to the citations of an answer: what each does, who says it, what became of it."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation, Nature
from assistant.evidence.decisions import nature
from assistant.evidence.ruling import orders
from assistant.evidence.weighing import Evidence
from assistant.language.speech import Paragraphs, opens_speech, said_before, speaker_of
from assistant.questions.question import Question, subject_terms
from assistant.quotations.limiting import limiting
from assistant.quotations.orders import says_who
from assistant.quotations.outcomes import with_outcomes
from assistant.quotations.overruling import overruled
from assistant.quotations.selection import Quotation, quote, with_items
from assistant.quotations.titled import is_within
from ingest.document import ParagraphKind
from ingest.language import headings

_ELECTED = re.compile(r"^(?:ont|a) été (?:élu|désigné|nommé)e?s?\b[^.;]{0,80}:$", re.I)
_SAID = (Nature.MENTION, Nature.ANNOUNCEMENT)


def cited(
    question: Question,
    chosen: Iterable[Evidence],
    weighed: Sequence[Evidence],
    paragraphs_of: Paragraphs,
) -> tuple[Citation, ...]:
    """The chosen sentences with what they cannot be read without, each thing once, numbered
    from 1; `weighed` are all that were."""
    quotations = {
        (quotation.paragraph.id, quotation.start): quotation
        for _, of_document in itertools.groupby(chosen, key=lambda e: e.hit.document.id)
        for quotation in _quoted(question, [*of_document], weighed, paragraphs_of)
    }
    citations = [citation_of(one, paragraphs_of) for one in quotations.values()]
    told = with_outcomes(
        like_their_rows(citations),
        paragraphs_of,
        asks_decision=question.asks_decision,
        subject=subject_terms(question.subject),
    )
    return tuple(like_their_rows(told))


def _quoted(
    question: Question,
    chosen: Sequence[Evidence],
    weighed: Sequence[Evidence],
    paragraphs_of: Paragraphs,
) -> Iterator[Quotation]:
    """What is quoted of one document, the votes under one title in their order, then what it says
    elsewhere against that."""
    paragraphs = paragraphs_of(chosen[0].hit.document.id)
    if all(headings.is_outcome(evidence.hit.paragraph.text) for evidence in chosen):
        titles = [evidence.hit.paragraph.sections for evidence in chosen]
        chosen = sorted(
            chosen,
            key=lambda e: (titles.index(e.hit.paragraph.sections), e.hit.paragraph.ordinal),
        )
    quoted = [quote(question, evidence, weighed, paragraphs) for evidence in chosen]
    yield from itertools.chain.from_iterable(quoted)
    for quotations in quoted:
        for limit in limiting(quotations, paragraphs, question.text):
            yield from with_items(limit, paragraphs)
    for evidence in chosen:
        yield from overruled(evidence.hit.document, evidence.hit.paragraph, paragraphs)


def like_their_rows(citations: Sequence[Citation]) -> list[Citation]:
    """The citations, the titles of columns doing what the rows quoted after them do, who rules
    what is ordered next, and those who are named after "Ont été élus :" what that does."""
    like = [
        replace(citation, nature=after.nature) if _is_of_next(citation, after) else citation
        for citation, after in itertools.pairwise(citations)
    ]
    told: list[Citation] = []
    elected: Citation | None = None
    for citation in (*like, *citations[-1:]):
        if _ELECTED.search(citation.quote):
            elected = citation
        elif elected and _is_named_by(elected, citation):
            citation = replace(citation, nature=elected.nature, speaker="")
        told.append(citation)
    return told


def _is_named_by(elected: Citation, citation: Citation) -> bool:
    """Whether it is one of the bullets, or their titles, right after who is told to be elected."""
    own, above = citation.paragraph, elected.paragraph
    is_listed = own.kind is ParagraphKind.BULLET or own.ordinal == above.ordinal + 1
    return is_listed and is_within(own, above)


def _is_of_next(citation: Citation, after: Citation) -> bool:
    if citation.quote == citation.paragraph.columns != "":
        return True
    is_of_act = citation.document.id == after.document.id and orders(after.quote)
    return is_of_act and says_who(citation.paragraph)


def citation_of(quotation: Quotation, paragraphs_of: Paragraphs) -> Citation:
    """Without its number yet."""
    document, paragraph, text = quotation.document, quotation.paragraph, quotation.text
    told = nature(document, paragraph, text)
    is_told = opens_speech(text) or headings.is_outcome(text)
    is_said = told in _SAID and paragraph.kind is not ParagraphKind.HEADING and not is_told
    said = said_before(document, paragraph, paragraphs_of) if is_said else ""
    return Citation(
        marker=0,
        paragraph=paragraph,
        document=document,
        quote=text,
        start=quotation.start,
        end=quotation.end,
        nature=told,
        speaker=speaker_of(document, paragraph, said) if is_said else "",
    )
