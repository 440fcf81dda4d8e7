"""The forms of words that the stemmer does not follow, written down in `inflections.txt`."""

from collections.abc import Iterator
from pathlib import Path

_ENDINGS = {
    "+": ("a", "ai", "as", "ons", "ez", "ont", "ait", "aient"),
    "*": ("", "e", "s", "es"),
}


def inflections() -> dict[str, str]:
    """Each of these forms, folded, with the stem that all forms of its word have."""
    lines = Path(__file__).with_name("inflections.txt").read_text(encoding="utf-8").splitlines()
    return {
        form: opening + stem
        for line in lines
        if not line.startswith("#")
        for openings, stem, endings in [line.split(" | ")]
        for opening in openings.replace("-", "").split(" ")
        for form in _forms(opening, endings)
    }


def _forms(opening: str, endings: str) -> Iterator[str]:
    for ending in endings.split():
        kept = ending.rstrip("+*")
        yield from (opening + kept + last for last in _ENDINGS.get(ending[len(kept) :], ("",)))
