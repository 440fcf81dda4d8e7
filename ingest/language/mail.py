"""Mails pasted into a text: the fields at their heads, their subjects, those that they answer."""

import re
from collections.abc import Sequence

_FIELD = re.compile(
    r"(?P<name>de|exp[ée]diteur|from|[àa]|destinataires?|to|cci?|date|envoy[ée](?: le)?|sent"
    r"|objet|sujet|subject)\s?:\s+(?P<value>\S.*)",
    re.I | re.S,
)
_ORIGINAL = re.compile(
    r"-{2,}\s*(?:message d['’]origine|message transf[ée]r[ée]|original message|forwarded message)"
    r"\s*-{2,}",
    re.I,
)
_FROM = {"de", "expéditeur", "expediteur", "from"}
_SUBJECT = {"objet", "sujet", "subject"}
_SENT = {"date", "envoyé", "envoyé le", "envoye", "envoye le", "sent"}
_ANSWERS = re.compile(r"(?:(?:tr|r[ée]p?|fwd?|wg|aw)\s?:\s*)+", re.I)
_FEWEST_FIELDS = 3


def heads(lines: Sequence[str]) -> list[range]:
    """Where the heads of mails stand: lines of fields that follow one another, who wrote first."""
    found: list[range] = []
    start = 0
    names = [_name(line) for line in lines]
    for end in range(len(lines) + 1):
        if end < len(lines) and names[end] and not (end > start and names[end] in _FROM):
            continue
        is_head = end - start >= _FEWEST_FIELDS and names[start] in _FROM
        if is_head and not _SUBJECT.isdisjoint(names[start:end]):
            opens = start > 0 and _ORIGINAL.fullmatch(lines[start - 1])
            found.append(range(start - bool(opens), end))
        start = end if end < len(lines) and names[end] else end + 1
    return found


def subject_of(lines: Sequence[str]) -> str:
    """What a mail is on, by the lines of its head, without "RE:" and "TR:"."""
    fields = (_FIELD.fullmatch(line) for line in lines)
    found = next((f["value"] for f in fields if f and f["name"].lower() in _SUBJECT), "")
    return bare(found)


def sender_of(lines: Sequence[str]) -> str:
    """The lines of a head that tell who wrote the mail and when."""
    return ", ".join(line for line in lines if _name(line) in _FROM | _SENT)


def bare(subject: str) -> str:
    """A subject without "RE:" and "TR:"."""
    return _ANSWERS.sub("", subject, count=1).strip() if _ANSWERS.match(subject) else subject


def _name(line: str) -> str:
    found = _FIELD.fullmatch(line)
    return found["name"].lower() if found else ""
