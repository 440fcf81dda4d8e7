"""The text of a page as PDFium gives it: its lines and its characters, as PDFium counts them."""

import re
from collections.abc import Set

_CUT = "\ufffe"
"""What PDFium has for a hyphen at the end of a line, which it does not end otherwise."""
LINE = re.compile(rf"[^\r\n{_CUT}]+{_CUT}?")
UNPRINTABLE = dict.fromkeys([*range(9), *range(11, 32), 0xFFFF])


def units(text: str) -> int:
    """How many characters PDFium counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    return text.replace(_CUT, "-").translate(UNPRINTABLE)


def masked(line: str, index: int, unseen: Set[int]) -> str:
    """A line, whose first character is at that position, with marks that are not printed in place
    of the characters that are not seen."""
    letters = []
    for letter in line:
        is_kept = letter.isspace() or index not in unseen
        letters.append(letter if is_kept else "\0" * units(letter))
        index += units(letter)
    return "".join(letters)
