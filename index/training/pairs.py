"""Pairs of texts that should be near each other, made from French administrative data.

Each function takes one record of a data set and yields (query, passage) pairs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]

_HEADING = re.compile(r"#{1,6}\s+(.*)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
_SHORTEST = 40
_LONGEST = 1_200


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with the headings above it, outermost first."""

    headings: tuple[str, ...]
    text: str


def split_passages(text: str) -> Iterator[Passage]:
    """Passages of a text with "###" headings; bullets stay with the line before them."""
    headings: dict[int, str] = {}
    lines: list[str] = []
    for line in [*text.split("\n"), "# "]:
        found = _HEADING.match(line) or (line == "# ")
        if not found and line.strip() and (not lines or line.startswith("- ")):
            lines.append(line.removeprefix("- ").strip())
            continue
        if lines:
            yield Passage(tuple(headings[k] for k in sorted(headings)), " ".join(lines))
        lines = [] if found or not line.strip() else [line.strip()]
        if isinstance(found, re.Match):
            level = line.index(" ")
            headings = {k: v for k, v in headings.items() if k < level} | {level: found[1]}


def from_fiche(fiche: Mapping[str, str]) -> Iterator[Pair]:
    """Title and headings -> passage, heading -> passage, description -> passage, and a
    sentence -> the rest of its passage."""
    title, description = fiche["title"], fiche["description"]
    for number, passage in enumerate(split_passages(fiche["text"])):
        text = passage.text[:_LONGEST]
        if len(text) < _SHORTEST:
            continue
        yield " ".join((title, *passage.headings)), text
        if passage.headings:
            yield passage.headings[-1], text
        if number < 3 and description[:50] not in text:
            yield description, text
        yield from _sentence_and_rest(text)


def from_question(record: Mapping[str, str]) -> Iterator[Pair]:
    """A question -> its answer, and -> each passage of the answer."""
    question = record["question"]
    yield question, record["answer"][:_LONGEST]
    for passage in split_passages(record["answer"]):
        if len(passage.text) >= _SHORTEST:
            yield " ".join((question, *passage.headings)), passage.text[:_LONGEST]


def from_reading(question: str, answers: Sequence[str], passage: str) -> Iterator[Pair]:
    """A question -> its passage, and -> the sentence of the passage that holds the answer."""
    yield question, passage[:_LONGEST]
    for sentence in _SENTENCE.split(passage):
        if answers and answers[0] in sentence:
            yield question, sentence
            return


def _sentence_and_rest(text: str) -> Iterator[Pair]:
    sentences = _SENTENCE.split(text)
    if len(sentences) > 1:
        chosen = len(text) % len(sentences)
        rest = sentences[:chosen] + sentences[chosen + 1 :]
        yield sentences[chosen], " ".join(rest)
