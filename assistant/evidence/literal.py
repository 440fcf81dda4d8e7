"""Words that passages use as they are asked, which others of like meaning do not outweigh."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.matching import Term, match
from assistant.evidence.passages import words_above
from index.hit import Hit

_BESIDE_ITSELF = 0.6
"""What a word of like meaning counts for beside the word itself, were it but in the title."""


def with_own_words(asked: Sequence[Term], hits: Sequence[Hit]) -> Sequence[Term]:
    """The terms, with less for words of like meaning where the one that is asked stands in the
    titles of a passage: what is under them may well leave it out."""
    if len(asked) > 1 or not any(_has_all(asked, hit) for hit in hits):
        return asked
    return [
        replace(term, related={word: _BESIDE_ITSELF * s for word, s in term.related.items()})
        for term in asked
    ]


def _has_all(asked: Sequence[Term], hit: Hit) -> bool:
    words = words_above("\n".join(section.title for section in hit.paragraph.sections), ())
    return all(match(term, words.read, words.text) == 1.0 for term in asked)
