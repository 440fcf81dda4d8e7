"""What a text or a file name says of the document itself. What is not said stays empty."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from ingest.document import DocumentDate, DocumentKind, Origin
from ingest.facts.dates import MEETING, OPENING, REFERRED, is_date, name_date, told_date
from ingest.facts.titles import FICHE, MINUTES, SUBMITTED, title_of
from ingest.language import bodies, headings, mail
from ingest.structure.lines import Line

_SITTING = re.compile(
    r"^\W*(?:s[ée]ance|r[ée]union)\b|\b(?:rendue?s?|prise?s?)\s+en\s+s[ée]ance\b", re.I | re.M
)
_ATTENDED = re.compile(
    r"^[^\w\n]*(?:(?:[ée]taient|sont|membres) )*"
    r"(?:pr[ée]sente?s?\b|(?:absente?|excus[ée]e?)s?\s*:)|\bsecr[ée]taire de s[ée]ance\s*:",
    re.I | re.M,
)
_TOOK_PART = re.compile(
    rf"{_ATTENDED.pattern}"
    r"|^[^\w\n]*(?:participante?s?|participaient|autour de la table)\b[^\w\n]*:",
    re.I | re.M,
)
"""What an invitation lists too."""
_FAR = 2_000
"""Characters at most before the list of those present."""
_MET = re.compile(
    r"(?:^\W*|\s[–—-]\s)(?:s[ée]ance|r[ée]union|meeting)\b.{0,40}?\b\d{1,2}(?:er)?(?:/|\s[^\W\d]{3,})",
    re.I | re.M,
)
_TO_COME = re.compile(
    r"\b(?:ordre du jour|convocation|invitation|fiche|note|rapport|projet de|agenda|dossier"
    r"|communiqu[ée]|press release)\b",
    re.I,
)
"""What prepares a meeting, or tells the public of it, rather than reports it."""
_OTHERWISE = re.compile(
    r"\W*(?:convocation|invitation|communiqu[ée](?:\s+de\s+presse)?|foire\s+aux\s+questions"
    r"|press\s+release|agenda)\W*",
    re.I,
)
"""The line that opens a document which is no minutes."""
_HELD = re.compile(
    r"\b(?:s[ée]ance|r[ée]union)\s+(?:est\s+)?(?:lev[ée]e|close)\b"
    r"|\bprochaines?\s+(?:r[ée]union|s[ée]ance)|\b(?:adopt|approuv|rejet|valid)ée?s?\b"
    r"|\bavis\s+(?:dé)?favorable|\bnext meeting\b|\bagreed\b",
    re.I,
)
"""What only minutes say of a meeting."""
_AVIS = re.compile(r"^\W*avis\s+n\s*[°º]", re.I | re.M)
_BY_NAME = re.compile(r"relev[ée]|d[ée]lib[ée]ration|(?-i:(?<![^\W_])(?:CR|PV)(?![^\W_]))", re.I)
_DELIBERATED = re.compile(r"^[^\w\n]*d[ée]lib[ée]rations?\b", re.I | re.M)
_COMMITTEE = re.compile(
    rf"\b((?:{bodies.NOUN}|(?-i:{bodies.ENGLISH_NAME}))\b[^()\n]{{0,90}}?)\s*\(([A-Z][\w-]{{2,}})\)",
    re.I,
)
_HEAD_ACRONYM = re.compile(
    r"(?!proc|compte|r[ée]union|s[ée]ance|comit|conseil|commission|relev|d[ée]lib)"
    r"(?P<opens>[A-Z][A-Z-]{3,})(?:\s*[,:–—]|\s+-)\s*(?=.*\b(?:relev|comit|conseil|commission|séance))"
    r"|.*\b(?:préparatoire|destinée|soumise)\s+(?:au|à la|pour le)\s+(?P<for>[A-Z][A-Z-]{3,})\b",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:[Ll]e|[Ll]a|[Cc]e|[Cc]ette|du|au)\s+(?P<does>[A-Z][A-Z-]{3,})\s+(?:valide|adopte|décide|"
    r"demande|invite|approuve|confirme|retient|prend acte|est l.occasion)"
    r"|\b(?:[Mm]embres|accord|avis|secrétariat|présidence)\s+du\s+(?P<of>[A-Z][A-Z-]{3,})\b"
    r"|\b(?:décisions?|séance|réunion)\s+du\s+(?P<meets>[A-Z][A-Z-]{3,})\b(?!\s+n\s*°)"
)
_ACRONYM = re.compile(r"[A-Z][A-Z-]{3,}")
_ACRONYM_BESIDE = re.compile(r"\([A-Z][\w-]{2,}\)")
_HEAD_LINES = 12
_HEAD_LINE_LENGTH = 115
_LONGEST_READ = 400
"""Characters of a subject, or of a line with those that go on with it, that facts are read in."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, kind, committee and date as read; empty, OTHER or None where not said. `sources`
    has the name of each that was read, where, and the words that say it."""

    title: str
    kind: DocumentKind
    committee: str
    date: DocumentDate | None
    sources: tuple[tuple[str, Origin, str], ...]


def read_facts(
    lines: Sequence[Line], *, titles: Sequence[str], text: str, name: str, subject: str
) -> Facts:
    """`titles` are the headings that name the document, `name` is the file's, `subject` that of
    the mail that it is."""
    subject = mail.bare(subject) or _subject(lines)
    head = [line[:_LONGEST_READ] for line in (subject, *_head(lines)) if line]
    stem = PurePosixPath(name).stem
    undated = [title for title in titles if not is_date(title)]
    title, title_origin = title_of(undated, head, text=text, stem=stem)
    title, title_origin = (subject, Origin.TEXT) if subject else (title, title_origin)
    kind, kind_origin, kind_words = _kind(head, text, stem)
    committee = _committee(head, text, kind)
    when, date_words = told_date(head, text, kind) or name_date(stem) or (None, "")
    sources = (
        ("title", title_origin, title),
        ("kind", kind_origin, kind_words),
        ("committee", Origin.TEXT, committee),
        ("date", when.origin if when else Origin.TEXT, date_words),
    )
    return Facts(title, kind, committee, when, tuple(s for s in sources if s[2]))


def _subject(lines: Sequence[Line]) -> str:
    """That of the mail that a text opens with; empty where it opens with none."""
    opening = [line.text for line in lines[:_HEAD_LINES]]
    first = next(iter(mail.heads(opening)), None)
    return mail.subject_of(opening[first.start : first.stop]) if first and not first.start else ""


def _head(lines: Sequence[Line]) -> list[str]:
    """The lines above the first numbered heading, without the long ones of a text; the name of a
    body whole."""
    head: list[str] = []
    for line in lines[:_HEAD_LINES]:
        is_part = line.level > 1 and not MEETING.search(line.text)
        if re.match(r"\d{1,2}\s*[.,)]\s", line.text) or is_part:
            break
        goes_on = line.text[0].islower() or _ACRONYM_BESIDE.fullmatch(line.text)
        if head and not line.gap and goes_on and _may_go_on(head[-1]):
            head[-1] += f" {line.text}"
        elif len(line.text) <= _HEAD_LINE_LENGTH:
            head.append(line.text)
    return head


def _may_go_on(line: str) -> bool:
    """Whether a line of the head names a body, or minutes, that the next may go on with."""
    return bodies.opens(line) or bool(MINUTES.match(line))


def _kind(head: Sequence[str], text: str, stem: str) -> tuple[DocumentKind, Origin, str]:
    opening = "\n".join(head) + "\n" + text[:600]
    named = _BY_NAME.search(stem)
    lines = "\n".join(head)
    if head and _OTHERWISE.fullmatch(head[0]):
        return DocumentKind.OTHER, Origin.TEXT, head[0]
    said = MINUTES.search(opening) or _DELIBERATED.search(lines)
    if said := said or (_ATTENDED.search(text[:_FAR]) and _SITTING.search(lines)):
        return DocumentKind.RELEVE, Origin.TEXT, said.group()
    body = bodies.named_in(_own(head))
    met = _TOOK_PART.search(text[:_FAR]) or (_MET.search(lines) and _HELD.search(text))
    has_met = met and not _TO_COME.search(lines)
    gave = _AVIS.search(lines)
    if body and (has_met or gave or any(map(headings.is_outcome, text.splitlines()))):
        return DocumentKind.RELEVE, Origin.TEXT, body
    if named:
        return DocumentKind.RELEVE, Origin.FILE_NAME, named.group()
    if said := FICHE.search("\n".join(head)) or SUBMITTED.search(text[-600:]):
        return DocumentKind.FICHE, Origin.TEXT, said.group()
    if named := re.search(r"fiche", stem, re.I):
        return DocumentKind.FICHE, Origin.FILE_NAME, named.group()
    return DocumentKind.OTHER, Origin.TEXT, ""


def _committee(head: Sequence[str], text: str, kind: DocumentKind) -> str:
    """The acronym that the head gives a committee, else the body whose minutes they are, else
    the acronym that acts in the text, else the one that stands alone above what says that they are
    minutes."""
    for line in head:
        if found := _COMMITTEE.search(line):
            return found.group(2)
        if found := _HEAD_ACRONYM.match(line):
            acronym = found["opens"] or found["for"]
            if acronym.isupper():
                return str(acronym)
    if kind is DocumentKind.RELEVE or _SITTING.search("\n".join(head)):
        named = bodies.council_in(" ".join(head)) or bodies.named_in(_own(head))
        if told := named or bodies.council_in(text[:600]) or bodies.opened_in(text[:OPENING]):
            return told
    votes = Counter(m["does"] or m["of"] or m["meets"] for m in _NAMED.finditer(text))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        above = (line for line, after in pairwise(head) if MINUTES.match(after))
        return next(filter(_ACRONYM.fullmatch, above), "")
    return ranked[0][0]


def _own(head: Sequence[str]) -> list[str]:
    """The lines of a head that refer to no other document."""
    return [line for line in head if not REFERRED.match(line)]


def told_by_name(stem: str) -> tuple[list[str], tuple[DocumentDate, str] | None]:
    """The kinds and the date that a file name may give a document which does not say them."""
    return re.findall(rf"{_BY_NAME.pattern}|fiche", stem, re.I), name_date(stem)
