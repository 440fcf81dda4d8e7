"""Who was there, who came and went, who signed: told apart from what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import headings
from ingest.civilities import CIVILITY
from ingest.document import Paragraph, ParagraphKind, Participant, Presence

_PRESENCES = (
    (Presence.PROXY, re.compile(r"procuration|pouvoir|représenté", re.I)),
    (Presence.EXCUSED, re.compile(r"excusé", re.I)),
    (Presence.ABSENT, re.compile(r"absent", re.I)),
    (Presence.SECRETARY, re.compile(r"secrétaire", re.I)),
    (Presence.CHAIR, re.compile(r"présid", re.I)),
    (Presence.PRESENT, re.compile(r"présent|particip|assist|invité", re.I)),
)
_LABEL = re.compile(
    r"[-–•\s]*(?:(?:étaient|sont|ont été|membres|liste des)\s+)*"
    r"(?:présente?s?|participante?s?|participaient|assistaient|invitée?s?|absente?s?|excusée?s?|"
    r"représentée?s?|ont donné (?:procuration|pouvoir)|procurations?|pouvoirs?|"
    r"secrétaire de séance|président(?:e|ence)?(?: de (?:la )?séance)?)\b[^:.\n]{0,120}:",
    re.I,
)
_GROUP = re.compile(r"[A-ZÀ-Ý][^:;.]{0,60}\s?:\s+(?=\S)")
"""Who the names after it are of: "Parents élus : Mme Colas, M. Hamidi"."""
_LONGEST_MOVE = 200
_SIGNED = re.compile(
    r"(?:pour extrait (?:certifié )?conforme|fait (?:à|le) .{3,40}\d{4}|signé\b|"
    r"pour le (?:ministre|président|directeur|maire)|(?:le|la|monsieur le|madame la) "
    r"(?:maire|présidente?|directeur|directrice|secrétaire)\b[^.:]{0,60},?$)",
    re.I,
)
_TAIL = 8
_LONGEST_SIGNATURE = 80
_SPLIT = re.compile(r"[,;\n]|\s+et\s+(?=[A-ZÀ-Ý])")
_AND = re.compile(r"[\s,;]*(?:et\s+)?")
_TITLE = rf"{CIVILITY}\s+"
_WORD = r"[A-ZÀ-ÝŒ][\w'’.-]*"
_PARTICLE = r"de|du|des|la|le|d['’]|DE|DI|EL|LE|LA"
_NAME = re.compile(
    rf"(?P<name>(?:{_TITLE})?{_WORD}(?:[ ]+(?:{_PARTICLE})?[ ]?{_WORD}){{0,5}})"
    r"(?:\s*(?:\(.*\)?|[–-]\s.*|:\s*.*))?\.?"
)
_PERSON = re.compile(
    rf"{_TITLE}{_WORD}(?:[ ]+(?:{_PARTICLE})?[ ]?{_WORD}){{0,5}}"
    r"\.?\s*(?:$|[,(–-]\s?(?:[^.]|(?<=\bM)\.)*\.?$)"
)
_LONGEST_PERSON, _MOST_WORDS = 160, 8
_SPLIT_PERSONS = re.compile(r"[;\n]")
_LEAST_NAMES = 0.7


def mark_attendance(
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], tuple[Participant, ...]]:
    """The paragraphs, those of attendance and signature marked as such, and who is listed."""
    marked: list[Paragraph] = []
    participants: list[Participant] = []
    presence: Presence | None = None
    style = ""
    for paragraph in paragraphs:
        label = _LABEL.match(paragraph.text)
        listed = paragraph.text[label.end() :] if label else paragraph.text
        if paragraph.kind not in (ParagraphKind.PROSE, ParagraphKind.BULLET):
            is_of_names = headings.is_of_names(paragraph.text)
            presence = _presence(paragraph.text) if is_of_names else None
        elif label and (not listed.strip() or _are_names(listed)):
            presence = _presence(label.group())
            style = _style(listed)
        elif presence and _are_names(listed) and style in ("", _style(listed)):
            style = _style(listed)
        elif presence and _are_of_group(listed):
            style = ""
        else:
            presence = None
        if presence and paragraph.kind is not ParagraphKind.HEADING:
            offset = len(paragraph.text) - len(listed)
            participants += _participants(paragraph, offset, presence)
            paragraph = replace(paragraph, kind=ParagraphKind.ATTENDANCE)
        elif _is_move(paragraph):
            paragraph = replace(paragraph, kind=ParagraphKind.ATTENDANCE)
        marked.append(paragraph)
    return tuple(_signatures(marked)), tuple(participants)


def _presence(label: str) -> Presence:
    return next(presence for presence, said in _PRESENCES if said.search(label))


def _is_move(paragraph: Paragraph) -> bool:
    is_text = paragraph.kind in (ParagraphKind.PROSE, ParagraphKind.BULLET)
    short = len(paragraph.text) <= _LONGEST_MOVE
    return is_text and short and headings.is_move(paragraph.text)


def _are_names(text: str) -> bool:
    """Names side by side, or each with what the person is, between semicolons or alone: "Mme
    Roche, directrice ; M. Sow (exploitation)"."""
    for split in (_SPLIT, _SPLIT_PERSONS):
        pieces = [piece.strip() for piece in split.split(text) if piece.strip()]
        is_whole = split is _SPLIT
        named = sum(_is_name(piece) if is_whole else _is_person(piece) for piece in pieces)
        if pieces and named >= _LEAST_NAMES * len(pieces):
            return True
    return False


def _are_of_group(text: str) -> bool:
    group = _GROUP.match(text)
    return group is not None and _are_names(text[group.end() :])


def _is_person(piece: str) -> bool:
    """A title and a name, then what the person is; no sentence on one."""
    is_sentence = piece.endswith(".") and len(piece.split()) > _MOST_WORDS
    return not is_sentence and len(piece) <= _LONGEST_PERSON and bool(_PERSON.match(piece))


def _is_name(piece: str) -> bool:
    """Two words in capitals, or one after a title: a lone word may be anything."""
    found = _NAME.fullmatch(piece)
    return found is not None and len(found["name"].split()) >= 2


def _style(names: str) -> str:
    """How the first name is written: what follows a list in another way is not part of it."""
    found = _NAME.match(names.strip())
    words = found["name"].split() if found else []
    capitals = sum(len(word.rstrip(".")) > 1 and word.isupper() for word in words)
    titled = re.match(_TITLE, names.strip())
    return " ".join(
        name
        for name, present in (
            ("title", titled),
            ("capitals", capitals),
            ("only capitals", words and capitals == len(words)),
        )
        if present
    ) or ("plain" if words else "")


def _participants(paragraph: Paragraph, offset: int, presence: Presence) -> Iterator[Participant]:
    start = offset
    for end in (*(m.start() for m in _SPLIT.finditer(paragraph.text, offset)), len(paragraph.text)):
        for lead in (_AND, _GROUP):
            if found := lead.match(paragraph.text, start, end):
                start = found.end()
        found = _NAME.match(paragraph.text, start, end)
        if found and _is_name(found.group()):
            name = found["name"].rstrip(".")
            first = paragraph.start + found.start("name")
            yield Participant(name, presence, first, first + len(name))
        start = end


def _signatures(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Who signs is at the end: a formula, then names and titles."""
    signing = False
    for paragraph in paragraphs:
        in_tail = paragraph.ordinal > len(paragraphs) - _TAIL
        is_text = paragraph.kind in (ParagraphKind.PROSE, ParagraphKind.HEADING)
        short = len(paragraph.text) <= _LONGEST_SIGNATURE
        signed = bool(_SIGNED.match(paragraph.text)) and paragraph.ordinal > 1
        signing = (
            in_tail and is_text and short and (signed or (signing and _are_names(paragraph.text)))
        )
        yield replace(paragraph, kind=ParagraphKind.SIGNATURE) if signing else paragraph
