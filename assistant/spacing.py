"""Spaces of French that no line breaks at, in our own words alone."""

import re

NO_BREAK = "\u00a0"
_QUOTED = re.compile(r"(« [^«»]* »)")
_SPACE = re.compile(r"(?<=«) | (?=[»:;?!%])")


def bound(text: str) -> str:
    """No line breaks before its high points, nor within its marks of quotation. What stands between
    the marks is not ours, and stays as it is. English writes no such spaces."""
    pieces = _QUOTED.split(text)
    ours, quoted = pieces[::2], pieces[1::2]
    shown = [_SPACE.sub(NO_BREAK, piece) for piece in ours]
    for number, piece in enumerate(quoted):
        shown[number] += f"«{NO_BREAK}{piece[2:-2]}{NO_BREAK}»"
    return "".join(shown)
