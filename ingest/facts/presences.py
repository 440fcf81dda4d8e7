"""Lists of names under what they are: "Présents : Mme Roux, M. Petit – Excusé : M. Sow"."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Presence
from ingest.language.civilities import CIVILITY

_PRESENCES = (
    (Presence.PRESENT, re.compile(r"présente?s? (?:et|ou) représenté", re.I)),
    (Presence.PROXY, re.compile(r"procuration|pouvoir|représentée?s?\b", re.I)),
    (Presence.EXCUSED, re.compile(r"excusé|apologies", re.I)),
    (Presence.ABSENT, re.compile(r"absent", re.I)),
    (Presence.SECRETARY, re.compile(r"secrétai?r|secretary|minutes", re.I)),
    (Presence.CHAIR, re.compile(r"présid|chair", re.I)),
)
_WHO = (
    r"présente?s?|participante?s?|participaient|assist(?:ai)?ent|si[ée]g(?:eai)?ent|invitée?s?"
    r"|absente?s?|excusée?s?|délégations?|observat(?:eur|rice)s?"
    r"|représentée?s?|représentante?s?|(?:a|ont) donné (?:procuration|pouvoir)|procurations?"
    r"|pouvoirs?|(?:vice[- ])?présid(?:ente?|ence)s?|secrétaires?|secrétariat|scrutateurs?"
    r"|membres|bureau de (?:l['’]assemblée|(?:la )?séance)"
    r"|present|apologies|attendees|in attendance|(?:vice-)?chair|secretary|minutes|delegations?"
    r"|observers?"
)
_OPENING = r"(?:(?:[ée]taient|sont|ont été|également|membres|liste des)\s+)*"
_LABEL = re.compile(
    rf"[-–•\s]*(?:appel(?: nominal)?\s?[.:–-]\s+)?(?:{_OPENING}(?:{_WHO})\b[^:.\n]{{0,120}}:"
    rf"|(?:(?:[ée]taient|sont) (?:\w+ )?(?:présente?s?|excusée?s?|absente?s?)|assist(?:ai)?ent)\b"
    rf"[^:.,\n]{{0,60}}?(?=\s{CIVILITY}\s))",
    re.I,
)
"""Also "Assistaient à la séance Mmes Roche et Sow", without a colon."""
_STRICT = re.compile(
    rf"\W*(?:appel(?: nominal)?\W+)?{_OPENING}(?:présente?s|absente?s?|excusée?s?|participante?s"
    r"|invitée?s|délégations|observat(?:eur|rice)s|present|apologies|attendees|delegations"
    r"|observers)(?:\s+(?:et\s+)?(?:excusée?s|représentée?s))?\s*:",
    re.I,
)
_UNNAMED = re.compile(
    r"(?!\W*\d)(?!.*\b(?:est|sont|a|ont|était|étaient|sera|seront|qui|que|on|ils?|elles?|nous|is|are|was"
    r"|were|has|have|they|we)\b)(?:[^.:!?]|(?<=\b[A-Z])\.){1,400}\.?\s*",
    re.I | re.S,
)
"""Services rather than people: no sentence on them."""
_NEXT = re.compile(rf"(?<=\s)(?=[A-ZÀ-Ý])(?i:{_OPENING}(?:{_WHO}))\b[^:.,;()\n]{{0,60}}:")
_BARE = re.compile(rf"{_OPENING}(?:{_WHO})(?: [^\W\d_]+){{0,2}}\s*:?", re.I)
_OF_BODY = re.compile(r"(?:membres|représentante?s?) (?!présent|absent|excusé|invité)", re.I)
_GROUP = re.compile(
    r"(?!(?i:r[ée]dact|diffusion|destinat|rapport|animat|date|lieu|objet|vote|quorum))"
    r"[A-ZÀ-Ý][^:;.]{0,60}\s?:\s+(?=\S)"
)
"""Who the names after it are of: "Parents élus : Mme Colas, M. Hamidi"."""
_SPLIT = re.compile(r"[,;\n]|\s+et\s+(?=[A-ZÀ-Ý])")
_TITLE = rf"{CIVILITY}\s+"
_SPLIT_LISTED = re.compile(
    rf"{_SPLIT.pattern}|\s+(?=[A-Z]{{2,6}}\s?:\s)|\s+[–—-]\s+(?=[A-ZÀ-Ý][^:,;.]{{1,40}}:)"
    r"|(?<=\w\w)(?<!\bMM)(?<!\bM[emr])(?<!\bM[rm][se])(?<!\b[DP]r)\.\s+(?=[A-ZÀ-Ý])"
    rf"|(?<!\bà)(?<!\bpar)(?<!\bde)(?<!\bpour)(?<!\bet)\s+(?={_TITLE}[A-ZÀ-Ý])"
)
"""Between those who are listed, also where a line ended between them."""
_WORD = r"[A-ZÀ-ÝŒ][\w'’.-]*"
_PARTICLE = r"de|du|des|la|le|d['’]|DE|DI|EL|LE|LA"
_GRADE = (
    r"(?:contr[ôo]leur|m[ée]decin|pharmacien|infirmier|lieutenant|capitaine|commandant|colonel"
    r"|g[ée]n[ée]ral|adjudant|sergent|caporal|brigadier|major|commissaire)[a-zé-]*"
    r"(?:\s(?:g[ée]n[ée]rale?|chef|major|principale?|divisionnaire))?\s+"
)
_NAMED = rf"(?P<name>(?:{_TITLE}|{_GRADE})?{_WORD}(?:[ ]+(?:{_PARTICLE})?[ ]?{_WORD}){{0,5}})"
_ROLE = r"\s*(?:\(.*\)?|[–-]\s.*|:\s*.*)"
_NAME = re.compile(rf"{_NAMED}(?:{_ROLE})?\.?")
_LISTED = re.compile(rf"{_NAMED}(?:{_ROLE}|\s+(?:[^.:]{{0,60}}\s)?(?:à|par)\s+{_TITLE}.*)?\.?")
"""Also "M. Petit, qui donne procuration à Mme Roux"."""
_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]")
_PLURAL = re.compile(r"(?:MM|Mmes|MMES|Messieurs|Mesdames)\b")
_NOBODY = re.compile(r"(?:néant|aucune?|tou(?:te)?s|nobody|none)\b.*", re.I)
_COUNT = re.compile(
    r"\W*(?:(?:soit\s+)?\d+\b[^,;]{0,80}|(?:le )?quorum\b[^,;]{0,80}|néant|aucune?|none)?\W*", re.I
)
_MISSING = re.compile(r"[\s,(]*(?:\([^()]*\)[\s,]*)?(?P<said>(?:excusé|absent)e?)\b", re.I)
_BESIDE = re.compile(
    r"(?!(?:qui|que|dont|où)\b(?!.{0,20}\b(?:procuration|pouvoir)\b))[a-zà-ÿ«\"](?:[^.:!?]|(?<=\bM)\.){1,80}"
)
"""What someone is, after a comma: "Mme Roux, secrétaire générale,"."""
_PERSON = re.compile(
    rf"{_TITLE}{_WORD}(?:[ ]+(?:{_PARTICLE})?[ ]?{_WORD}){{0,5}}"
    r"\.?\s*(?:$|[,(–-]\s?(?:[^.]|(?<=\bM)\.)*\.?$)"
)
_LONGEST_PERSON, _MOST_WORDS = 160, 8
_SPLIT_PERSONS = re.compile(r"[;\n]")
_LEAST_NAMES = 0.7


@dataclass(frozen=True, slots=True)
class Listing:
    """What a label of a text says of those whom `text[start:end]` names, which may be nobody."""

    presence: Presence
    start: int
    end: int


def listings(text: str) -> tuple[Listing, ...]:
    """The lists that a text is wholly made of, each after its label; none for another text."""
    label = _LABEL.match(text)
    if label is None:
        return ()
    labels = [label, *_NEXT.finditer(text, label.end())]
    ends = [*(found.start() for found in labels[1:]), len(text)]
    found = tuple(
        Listing(presence_of(label.group()), label.end(), end)
        for label, end in zip(labels, ends, strict=True)
    )
    named = [is_listed(text[part.start : part.end]) for part in found]
    unnamed = [
        bool(_STRICT.fullmatch(label.group()) and _UNNAMED.fullmatch(rest))
        for label, part in zip(labels, found, strict=True)
        for rest in (_without_brackets(text[part.start : part.end]),)
    ]
    fits = all(
        is_named or is_unnamed or _COUNT.fullmatch(_without_brackets(text[part.start : part.end]))
        for part, is_named, is_unnamed in zip(found, named, unnamed, strict=True)
    )
    is_empty = not text[label.end() :].strip() and (is_label(text) or not _OF_BODY.match(text))
    return found if fits and (any(named) or any(unnamed) or is_empty) else ()


def presence_of(label: str) -> Presence:
    """What a label says: those whom it only calls members are present."""
    said = (presence for presence, pattern in _PRESENCES if pattern.search(label))
    return next(said, Presence.PRESENT)


def is_label(text: str) -> bool:
    """ "Absents excusés", and nothing else."""
    return bool(_BARE.fullmatch(text.strip()))


def is_listed(text: str) -> bool:
    """Whether a text after a label names people, each with or without what they are."""
    bare = _without_brackets(text)
    pieces = [bare[start:end] for start, end in _pieces(bare, 0, len(bare))]
    named = len([*_names(bare, 0, len(bare))])
    beside = sum(bool(_BESIDE.fullmatch(p) or _COUNT.fullmatch(p)) for p in pieces)
    strange = len(pieces) - named - beside
    return named > 0 and beside <= named + 1 and named >= _LEAST_NAMES * (named + strange)


def are_names(text: str) -> bool:
    """Names side by side, or each with what the person is, between semicolons or alone: "Mme
    Roche, directrice ; M. Sow (exploitation)"."""
    for split in (_SPLIT, _SPLIT_PERSONS):
        pieces = [piece.strip() for piece in split.split(text) if piece.strip()]
        is_whole = split is _SPLIT
        named = sum(_is_name(piece) if is_whole else _is_person(piece) for piece in pieces)
        if pieces and named >= _LEAST_NAMES * len(pieces):
            return True
    return False


def are_of_group(text: str) -> bool:
    """ "Parents élus : Mme Colas, M. Hamidi"."""
    group = _GROUP.match(text)
    named = text[group.end() :] if group else ""
    return bool(named) and (are_names(named) or is_listed(named))


def people(text: str, listing: Listing) -> Iterator[Listing]:
    """Each name of a list, and whether the person is there: "M. Sow, excusé" is not."""
    for first, last in _names(text, listing.start, listing.end):
        missing = _MISSING.match(text, last, listing.end)
        presence = presence_of(missing["said"]) if missing else listing.presence
        yield Listing(presence, first, last)


def style(names: str) -> str:
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


def _without_brackets(text: str) -> str:
    """The text as long as it is, without what stands in brackets."""
    return re.sub(r"\([^()]*\)", lambda found: " " * len(found.group()), text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each that is listed begins, after who it is of, and ends."""
    bounds = [(start, start), *(m.span() for m in _SPLIT_LISTED.finditer(text, start, end))]
    for (_, first), (last, _) in itertools.pairwise([*bounds, (end, end)]):
        stripped = text[first:last].strip(" –—-\n").rstrip(" .")
        if stripped and not stripped.endswith(":"):
            first = text.index(stripped, first)
            group = _GROUP.match(text, first, last)
            yield group.end() if group else first, first + len(stripped)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a list: of two words, after "MM." or as initials of one."""
    bare = _without_brackets(text)
    is_plural = False
    for first, last in _pieces(bare, start, end):
        found = _LISTED.fullmatch(bare, first, last)
        if found is None or _NOBODY.match(bare, first, last):
            continue
        name = found["name"].rstrip(". ")
        is_plural = bool(_PLURAL.match(name)) or (is_plural and not re.match(_TITLE, name))
        if len(name.split()) >= 2 or is_plural or _INITIALS.fullmatch(name):
            yield first, first + len(name)


def _is_person(piece: str) -> bool:
    """A title and a name, then what the person is; no sentence on one."""
    is_sentence = piece.endswith(".") and len(piece.split()) > _MOST_WORDS
    return not is_sentence and len(piece) <= _LONGEST_PERSON and bool(_PERSON.match(piece))


def _is_name(piece: str) -> bool:
    """Two words in capitals, or one after a title: a lone word may be anything."""
    found = _NAME.fullmatch(piece)
    return found is not None and len(found["name"].split()) >= 2
