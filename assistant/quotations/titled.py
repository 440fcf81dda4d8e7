"""What stands under a title that is all that a question asks about: "Que dit le comité sur la
doctrine cloud ?"."""

import itertools
from collections.abc import Sequence

from assistant.answer import Nature
from assistant.evidence.decisions import nature
from assistant.language.sentences import leans_back, split_sentences
from assistant.questions.kinds import Wanted
from assistant.questions.question import Question, subject_terms
from index.language.analyzer import terms
from ingest.document import Document, Paragraph, ParagraphKind
from ingest.language import headings

_FEW_WORDS = 6
_TITLES = (ParagraphKind.PROSE, ParagraphKind.HEADING)


def topic_of(question: Question) -> frozenset[str]:
    """The index terms of what a question is about, where it asks nothing in particular of it."""
    is_open = question.wanted is Wanted.ANYTHING and not (question.counted or question.listed)
    return subject_terms(question.subject) if is_open else frozenset()


def is_titled(document: Document, paragraph: Paragraph, topic: frozenset[str]) -> bool:
    """Whether the title right above has all of a topic but the body whose minutes they are; or but
    what the document itself is titled with, "Ce qui a mal fonctionné" in that on the outage."""
    titled = terms(" ".join(section.title for section in paragraph.sections[-1:]))
    named = topic.difference(terms(document.committee))
    own = named.difference(terms(document.title))
    return any(part and part.issubset(titled) for part in (named, own))


def list_around(item: Paragraph, paragraphs: Sequence[Paragraph], *, most: int) -> list[Paragraph]:
    """The items of the list that one is of, itself among them; alone where it is of none, or of one
    that has more."""
    of_list = (ParagraphKind.BULLET, item.sections, item.lead_in)
    items = [p for p in paragraphs if (p.kind, p.sections, p.lead_in) == of_list]
    return items if item in items and len(items) <= most else [item]


def under_titles(introduction: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The line of titles that follows what introduces a list, and its items: "Titulaires
    Suppléants"; none where it is a sentence, or nothing is listed under it."""
    titles, *later = paragraphs[introduction.ordinal :] or [introduction]
    items = [
        *itertools.takewhile(
            lambda p: (
                p.kind is ParagraphKind.BULLET
                and is_within(p, introduction)
                and p.lead_in == titles.lead_in
                and not headings.is_vote(p.text)
            ),
            later,
        )
    ]
    is_line = titles.kind in _TITLES and len(titles.text.split()) <= _FEW_WORDS
    is_bare = is_line and titles.text[-1:].isalpha() and not headings.is_outcome(titles.text)
    return [titles, *items] if items and is_bare and is_within(titles, introduction) else []


def is_within(paragraph: Paragraph, above: Paragraph) -> bool:
    """Whether it comes after another in the same section, or in one within it."""
    is_after = bool(above.sections) and paragraph.ordinal > above.ordinal
    return is_after and paragraph.sections[: len(above.sections)] == above.sections


def told_apart(document: Document, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The slices of a paragraph that do the same, in order: what is decided there is quoted apart
    from what is only spoken of, with the sentences that lean on it."""
    text = paragraph.text
    runs: list[tuple[Nature, int, int]] = []
    for span in split_sentences(text):
        told = nature(document, paragraph, text[span.start : span.end])
        leans = told is not Nature.DECISION and leans_back(text, span)
        if runs and (leans or told is runs[-1][0]):
            runs[-1] = (runs[-1][0], runs[-1][1], span.end)
        else:
            runs.append((told, span.start, span.end))
    return [(start, len(text[:end].rstrip(" \n;,"))) for _, start, end in runs]
