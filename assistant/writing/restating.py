"""Whether what a model made of a follow-up asks what was asked."""

import re

from assistant.language.polarity import denies
from assistant.questions.conversation import talk
from assistant.questions.kinds import Wanted
from assistant.questions.question import LONGEST_QUESTION, analyse
from index.language.analyzer import terms

_WORD = re.compile(r"\w+")
_WHEN = re.compile(r"\b(?:avant|après|depuis|jusqu|before|after|since|until)", re.I)
"""What changes a date, and is no term."""


def restates(reply: str, question: str, previous: str) -> bool:
    """Whether a reply is one question in words of the two, with all that the new one says: its
    terms and names, numbers and dates, negations, and what kind of answer it wants."""
    if len(reply) > LONGEST_QUESTION or not any(map(str.isalnum, reply)):
        return False
    if not reply.endswith("?") or "\n" in reply or talk(reply) or _words(reply) == _words(previous):
        return False
    own, asked, said = frozenset(terms(question)), analyse(question), frozenset(terms(reply))
    needed = frozenset(terms(" ".join(asked.subject))) | {
        term for term in own if any(map(str.isdigit, term))
    }
    return (
        needed <= said <= own.union(terms(previous))
        and _times(question) <= _times(reply)
        and (denies(reply) or not denies(question))
        and asked.wanted in (Wanted.ANYTHING, analyse(reply).wanted)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _times(text: str) -> set[str]:
    return {found.lower() for found in _WHEN.findall(text)}
