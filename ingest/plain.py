"""Text that a terminal takes for no order and a log for no other line."""

import json
from unicodedata import bidirectional, category

_NO_SIGNS = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def in_plain(text: str, *, but: str = "") -> str:
    r"""The same with what is no sign of writing spelt out, "\x1b", but for some: controls, ends of
    lines, what turns the direction of writing, bytes of names that are not in UTF-8."""
    if text.isprintable():
        return text
    return "".join(c if c in but or not _is_no_sign(c) else ascii(c)[1:-1] for c in text)


def json_in_plain(text: str) -> str:
    """JSON that says the same, the same characters escaped as JSON has it."""
    if text.isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if _is_no_sign(c) else c for c in text)


def _is_no_sign(character: str) -> bool:
    return category(character) in _NO_SIGNS or bidirectional(character) in _TURNS
