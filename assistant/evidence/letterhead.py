"""What a document says at its head of whose it is: its passages are all of that body, establishment
or project, and seldom repeat its name."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath

from assistant.evidence.initials import has_initials
from assistant.evidence.matching import Term
from assistant.evidence.passages import matches_of, words_above
from assistant.questions.question import Question
from ingest.document import CELL, Document
from ingest.language import bodies, headings
from ingest.language.civilities import CIVILITY
from ingest.language.periods import MONTHS
from ingest.structure.lines import SENTENCE_END

_MOST_LINES = 8
_LONGEST_LINE = 160
_LONGEST_HEAD = 2_560
"""Characters of a text that are looked at."""
_HEADS_KEPT = 1_024
_OF_ANOTHER_YEAR = 0.8
_ENDS = re.compile(
    rf"\b{CIVILITY}\s|\b(?i:(?:présent|absent|excusé|invité|participant|rédact|auteur)\w*"
    rf"|membres|assist\w+|étaient|créé par|présid\w+|secrétaire|bonjour|objet|ordre du jour)\b"
    rf"|{re.escape(CELL)}",
)
"""Where a head gives way to who was there, and to what the document is on."""
_MARKED = re.compile(r"[-–—•*]\s")
_DATED = re.compile(rf"(?<!\S)\S*\d\S*|\b(?:{'|'.join(MONTHS)})\b", re.I)
_OF = r"d(?:e la |e l['’]|u |es |e |['’])"
_BODY = re.compile(
    rf"\b{bodies.NOUN}(?: (?!{_OF})(?P<own>[^\W\d_]+))?(?: {_OF}(?P<charge>[^\W\d_]+))?", re.I
)


def letterhead(document: Document) -> str:
    """Its title, its body, what its file is called and the lines above the text, without dates."""
    opening = document.text[:_LONGEST_HEAD]
    return _head(document.title, document.committee, document.source_path, opening)


@lru_cache(maxsize=_HEADS_KEPT)
def _head(title: str, committee: str, path: str, opening: str) -> str:
    name = re.sub(r"[\W_]+", " ", PurePath(path).stem)
    above = (_DATED.sub(" ", line) for line in _lines(opening))
    parts = [title, committee, _DATED.sub(" ", name), *above]
    return ". ".join(part for part in parts if part.strip())


def met_by_head(question: Question, asked: Sequence[Term], document: Document) -> list[float]:
    """How far names, in short or spelt out, and the words that name a body are met by the head of
    a document; other words are not."""
    named = _bodies_in(question.text)
    told = [term for term in asked if term.is_name or term.word in named]
    if not told:
        return [0.0] * len(asked)
    head = letterhead(document)
    strengths = matches_of(told, words_above(head, ()))
    met = {
        term.word: strength or float(has_initials(term.word, head))
        for term, strength in zip(told, strengths, strict=True)
    }
    return [met.get(term.word, 0.0) for term in asked]


@lru_cache(maxsize=64)
def _bodies_in(question: str) -> frozenset[str]:
    """Of "comité social d'administration", the two that tell it from other bodies."""
    return frozenset(
        filter(None, (w for found in _BODY.finditer(question) for w in found.groups()))
    )


def _lines(text: str) -> Iterator[str]:
    """To the first that is a sentence or an item, or names people; of a sentence that opens a
    meeting, what stands before the first name."""
    lines = filter(None, map(str.strip, text.splitlines()))
    for line in itertools.islice(lines, _MOST_LINES):
        end = _ENDS.search(line)
        told = line[: end.start()] if end else line
        is_opening = headings.opens_meeting(line) or bool(end)
        if _MARKED.match(line) or headings.starts_numbered(line) or len(told) > _LONGEST_LINE:
            return
        if told.rstrip().endswith((*SENTENCE_END, ",")) and not is_opening:
            return
        yield told
        if end:
            return


def in_year(
    year: str, asked: Sequence[Term], document: Document, matches: Sequence[float]
) -> list[float]:
    """What was decided in a year is told by the meetings of that year; another names it for what
    is to come, or came."""
    dated = document.date
    if dated is None:
        return [*matches]
    is_of_it = dated.first.year <= int(year) <= dated.last.year
    return [
        strength if term.word != year else 1.0 if is_of_it else min(strength, _OF_ANOTHER_YEAR)
        for term, strength in zip(asked, matches, strict=True)
    ]
