"""Quotations held against their source, character for character."""

import re
from collections.abc import Iterable

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
IN_MARKS = re.compile(r"«[^«»]*»|“[^“”]*”")
"""What a text of minutes puts between marks of quotation, with them."""
QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
"""What models put there too, between straight marks as well; what stands within is a group."""
_SPACES = re.compile(r"\s+")


def quotations_in(text: str) -> list[str]:
    """What stands between marks of quotation, without spaces around it."""
    return [within(found) for found in QUOTED.finditer(text)]


def within(found: re.Match[str]) -> str:
    """What stands between the marks of one."""
    return "".join(filter(None, found.groups())).strip()


def find_quotation(quotation: str, source: str) -> tuple[int, int] | None:
    """The slice of `source` that `quotation` gives, None where it gives none.

    The same characters in the same order, whole words at both ends. Only two things may differ:
    a run of white space, no-break spaces included, stands for any other, and an apostrophe may
    be straight or curved. Case, accents, figures and punctuation may not, and nothing may be
    left out in the middle.
    """
    wanted = _SPACES.sub(" ", quotation.translate(_APOSTROPHES)).strip()
    if not any(map(str.isalnum, wanted)):
        return None
    pattern = r"\s+".join(map(re.escape, wanted.split(" ")))
    before = r"(?<!\w)" if _is_word(wanted[0]) else ""
    after = r"(?!\w)" if _is_word(wanted[-1]) else ""
    found = re.search(f"{before}{pattern}{after}", source.translate(_APOSTROPHES))
    return found.span() if found else None


def pieces(text: str, quotes: Iterable[str]) -> list[str]:
    """A text cut at its quotations, in their marks, and at its markers; what looks like a marker
    within a quotation is the document's own."""
    own = map(re.escape, quoted(quotes))
    return re.split("(" + "|".join([*own, r"\[\d{1,3}\]"]) + ")", text)


def quoted(quotes: Iterable[str]) -> list[str]:
    """Quotations between their marks, the longest first."""
    return sorted({f"« {quote} »" for quote in quotes}, key=len, reverse=True)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
