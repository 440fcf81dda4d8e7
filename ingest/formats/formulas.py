"""The formulas of Word files on one line, as Word itself can write them."""

import re

from ingest.formats.package import Element, W, new_element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SIGNS = {"den": "/", "sup": "^", "sub": "_", "rad": "√"}
_WHOLE = re.compile(r"[\w\s.,]*")


def write_formulas(root: Element) -> None:
    """Each becomes runs of text: (a+b)/c, x^2, √(1-x)."""
    for formula in [*root.iter(f"{_M}oMath")]:
        for part in [*formula.iter()]:
            _write(part)
    for run in [*root.iter(f"{_M}r")]:
        run.tag = f"{W}r"
    for text in [*root.iter(f"{_M}t")]:
        text.tag = f"{W}t"


def _write(part: Element) -> None:
    name = str(part.tag).removeprefix(_M)
    text = "".join(map(str, part.itertext()))
    if name == "d":
        _enclose(part, _character(part, "begChr", "("), _character(part, "endChr", ")"))
    elif name == "nary":
        _add(part, 0, _character(part, "chr", "∫"))
    elif name in (*_SIGNS, "num"):
        if name == "rad" or not _WHOLE.fullmatch(text):
            _enclose(part, "(", ")")
        if name in _SIGNS and text.strip():
            _add(part, 0, _SIGNS[name])


def _enclose(part: Element, opening: str, closing: str) -> None:
    _add(part, 0, opening)
    _add(part, len(part), closing)


def _character(part: Element, name: str, usual: str) -> str:
    said = part.find(f"*/{_M}{name}")
    return usual if said is None else said.get(f"{_M}val") or ""


def _add(part: Element, place: int, text: str) -> None:
    new_element(new_element(part, place, f"{_M}r"), 0, f"{_M}t").text = text
