"""Who was there, who came and went, who signed: told apart from what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.document import Paragraph, ParagraphKind, Participant, Presence
from ingest.facts.presences import (
    Listing,
    are_names,
    are_of_group,
    listings,
    people,
    presence_of,
    style,
)
from ingest.facts.rolls import called_in
from ingest.language import headings

_LONGEST_MOVE = 200
_SIGNED = re.compile(
    r"(?:pour extrait (?:certifié )?conforme|fait (?:à|le) .{3,40}\d{4}|signé\b|"
    r"pour le (?:ministre|président|directeur|maire)|(?:le|la|monsieur le|madame la) "
    r"(?:maire|présidente?|directeur|directrice|secrétaire)\b[^.:]{0,60},?$)",
    re.I,
)
_TAIL = 8
_LONGEST_SIGNATURE = 80


def mark_attendance(
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], tuple[Participant, ...]]:
    """The paragraphs, those of attendance and signature marked as such, and who is listed."""
    marked: list[Paragraph] = []
    participants: list[Participant] = []
    reader = _Roll()
    for paragraph in paragraphs:
        named = reader.read(paragraph)
        if named is not None:
            participants += (_participant(paragraph, person) for person in named)
            paragraph = replace(paragraph, kind=ParagraphKind.ATTENDANCE)
        elif _is_move(paragraph):
            paragraph = replace(paragraph, kind=ParagraphKind.ATTENDANCE)
        marked.append(paragraph)
    return tuple(_signatures(marked)), tuple(participants)


class _Roll:
    """What the paragraphs read so far say of the names in the next: those under "Présents :"."""

    def __init__(self) -> None:
        self._presence: Presence | None = None
        self._style = ""
        self._is_open = False

    def read(self, paragraph: Paragraph) -> list[Listing] | None:
        """Those whom a paragraph names, if it is one of attendance; None for another."""
        text = paragraph.text
        is_open, self._is_open = self._is_open, False
        if paragraph.kind is ParagraphKind.TABLE:
            called = called_in(text, paragraph.columns, self._presence if is_open else None)
            self._presence = None
            return called or None
        if paragraph.kind not in (ParagraphKind.PROSE, ParagraphKind.BULLET):
            self._is_open = headings.is_of_names(text)
            self._presence = presence_of(text) if self._is_open else None
            return None
        if listed := listings(text):
            last = listed[-1]
            self._presence, self._style = last.presence, style(text[last.start :])
            self._is_open = not text[last.start :].strip()
            return [who for part in listed for who in people(text, part)]
        if self._presence is None or not self._goes_on(text):
            self._presence = None
            return None
        return [*people(text, Listing(self._presence, 0, len(text)))]

    def _goes_on(self, text: str) -> bool:
        """Whether a paragraph without a label names more of those before it."""
        if are_names(text) and self._style in ("", style(text)):
            self._style = style(text)
            return True
        self._style = ""
        return are_of_group(text)


def _participant(paragraph: Paragraph, person: Listing) -> Participant:
    name = paragraph.text[person.start : person.end]
    start = paragraph.start + person.start
    return Participant(name, person.presence, start, start + len(name))


def _is_move(paragraph: Paragraph) -> bool:
    is_text = paragraph.kind in (ParagraphKind.PROSE, ParagraphKind.BULLET)
    short = len(paragraph.text) <= _LONGEST_MOVE
    return is_text and short and headings.is_move(paragraph.text)


def _signatures(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Who signs is at the end: a formula, then names and titles."""
    signing = False
    for paragraph in paragraphs:
        in_tail = paragraph.ordinal > len(paragraphs) - _TAIL
        is_text = paragraph.kind in (ParagraphKind.PROSE, ParagraphKind.HEADING)
        short = len(paragraph.text) <= _LONGEST_SIGNATURE
        signed = bool(_SIGNED.match(paragraph.text)) and paragraph.ordinal > 1
        signing = (
            in_tail and is_text and short and (signed or (signing and are_names(paragraph.text)))
        )
        yield replace(paragraph, kind=ParagraphKind.SIGNATURE) if signing else paragraph
