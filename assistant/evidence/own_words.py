"""Whether a paragraph has the words that are asked themselves."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.evidence.matching import FAMILY, Term, match
from index.language.analyzer import terms
from ingest.document import Paragraph


def says_itself(asked: Sequence[Term], paragraph: Paragraph) -> bool:
    """Whether it, or what stands above it, has one of the words, or what that is short for, and
    not only one of like meaning."""
    return says([replace(term, related={}, expressions=()) for term in asked], paragraph)


def says(asked: Sequence[Term], paragraph: Paragraph) -> bool:
    """The same, of words of like meaning too."""
    above = (section.title for section in paragraph.sections)
    text = " ".join([*above, paragraph.lead_in, paragraph.text])
    return any(match(term, _stems(text), text) >= FAMILY for term in asked)


@lru_cache(maxsize=64)
def _stems(text: str) -> frozenset[str]:
    """Many sentences of one paragraph are held against it."""
    return frozenset(terms(text))
