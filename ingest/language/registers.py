"""Items that bear the number of a register: "2023-41 TARIFS DE L'EAU", "N° 2024-031 – Piscine"."""

import re

from ingest.language import headings, labels

_YEARLY = r"(?:[A-Z]{1,4}[-/])?(?:19|20)\d\d\s?[-/.]\s?(?!(?:19|20)\d\d\b)\d{1,4}(?![\d/-])"
_ITEM = re.compile(
    r"(?-i:(?=[A-ZÀ-Ý\d]))(?:(?P<named>(?:d[ée]lib[ée]ration|situation|rapport|question|avis"
    rf"|r[ée]solution|v[œo]u|motion|saisine|dossier|affaire)\s+n\s*[°º]\s*(?:{_YEARLY}|\d{{1,4}}(?![\d/-])))"
    rf"|(?P<numbered>N\s*[°º]\s*{_YEARLY})|{_YEARLY})"
    r"(?P<mark>\s*[:–—-]\s*|\s+\(?)(?P<title>\S.*)",
    re.I | re.S,
)
_LONGEST = 180


def is_item(text: str) -> bool:
    """Whether a text is the title of an item of a register, not a sentence on one."""
    found = _ITEM.fullmatch(text)
    if (
        not found
        or len(text) > _LONGEST
        or text.endswith(headings.CLOSES_NUMBERED)
        or labels.is_labelled(text)
    ):
        return False
    title, mark = found["title"], found["mark"].strip()
    named = found["named"] or found["numbered"]
    if headings.is_proceeding(title) or headings.is_outcome(title):
        return False
    return bool(named and mark) or title.isupper() or bool(mark and title[0].isupper())


def ends_before(title: str, line: str) -> bool:
    """Whether the title of an item ends before the line after it, which only goes on with it in
    the same letters."""
    if not is_item(title) or not line[0].isupper():
        return False
    letters = "".join(filter(str.isalpha, title))
    return not (letters.isupper() and line.isupper())
