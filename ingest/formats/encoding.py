"""Bytes to text, whatever office wrote them."""

import codecs
from string import ascii_letters

from ingest.errors import Reason, UnreadableFileError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\xd0\xcf\x11\xe0": "an old office file",
}
DAMAGED = "\ufffd"
_SOUND = 10
"""Letters beyond ASCII that are sound for each that is damaged."""
_FRENCH_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_FRENCH = "éèêëàâçîïôùûüœæ’‘“”«»–—…•€°\u00a0"
_CAPITALS = "ÉÈÊËÀÂÇÎÏÔÙÛŒ"


def decode(content: bytes) -> str:
    """UTF-8 or UTF-16 where it is, else the French 8-bit encoding that fits best. The few bytes
    that are damaged in what is plainly UTF-8 come out as `DAMAGED`.

    Raises UnreadableFileError for content that is not text.
    """
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableFileError(Reason.OTHER_KIND, kind)
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _mostly(content, encoding)
    if b"\0" in content:
        raise UnreadableFileError(Reason.NO_TEXT)
    try:
        return _mostly(content, "utf-8")
    except UnreadableFileError:
        return _best_guess(content)


def decoded(content: bytes, encoding: str) -> str:
    """By the encoding that it is said to have, else by the one that it has. Raises
    UnreadableFileError."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return decode(content)


def _mostly(content: bytes, encoding: str) -> str:
    """Raises UnreadableFileError where more than a few bytes are damaged."""
    text = content.decode(encoding, errors="replace")
    damaged = text.count(DAMAGED)
    if damaged and sum(not letter.isascii() for letter in text) < _SOUND * damaged:
        raise UnreadableFileError(Reason.CUT_TEXT, encoding)
    return text


def _best_guess(content: bytes) -> str:
    """The decoding with the most French letters; other languages are not guessed at."""
    texts = [content.decode(encoding, errors="replace") for encoding in _FRENCH_ENCODINGS]
    best = max(texts, key=_frenchness)
    foreign = sum(not letter.isascii() for letter in best)
    if foreign > 2 * _frenchness(best) or foreign > 2 * sum(map(best.count, ascii_letters)):
        raise UnreadableFileError(Reason.NO_ENCODING)
    return best


def _frenchness(text: str) -> float:
    """How many of its letters are French beyond ASCII; capitals within words are rarely so."""
    return sum(text.count(letter) for letter in _FRENCH) + 0.5 * sum(map(text.count, _CAPITALS))
