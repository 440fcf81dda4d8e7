"""What a web page holds and does not show: what is hidden, or in the colour of its ground.

Only what is certain is left out: not what a click may open, as the page tells it, nor what another
rule may show.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from bs4 import BeautifulSoup, Tag
from PIL import ImageColor
from soupsieve import SelectorSyntaxError
from soupsieve import compile as compile_selector

_NAMES = re.compile(
    r"display|visibility|opacity|font-size|position|left|top|right|text-indent|clip|clip-path|"
    r"height|max-height|width|max-width|overflow|color|background|background-color"
)
_DECLARED = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+([^;]++)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_NOTHING = re.compile(r"(?=\.?0)[0.]++(?:[a-z]++|%)?")
_FAR = re.compile(r"-(?:\d{4,}(?:\.\d+)?(?:px|pt)?|\d{3,}(?:\.\d+)?(?:em|rem|vw|vh|%))")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[, ]*){4}\)")
_CUT_OFF = re.compile(r"inset\((?:50|100)%\)")
_WORDS = re.compile(r"[\w-]+")
_HIDDEN = '[hidden]:not([hidden="until-found"]), dialog:not([open])'
_LAST_NAME = re.compile(r"([.#]?[\w-]+)(?:\[[^\]]*\])?\s*$")
_UNCERTAIN = re.compile(r"(?<![^,])[^,]*~(?!=)|:(?:hover|focus[\w-]*|active|target|checked)")
"""What a selector asks of what a reader does, or of all the siblings before, who are too many to be
looked at: without it, all that may be meant meets it."""
_LONGEST_NAME = 200
_MOST_RULES, _MOST_COMPARED = 2_000, 200_000
_ALIKE = 8
"""Of 255, how far the parts of colours that are told apart by no one may be."""
_UNKNOWN = "?"
_GROUNDS = ("background-color", "background", "bgcolor")
_INHERITED = ("visibility", "font-size", "text-indent", "color")
Style = Mapping[str, str]


def remove_unseen(page: BeautifulSoup) -> None:
    styles = _styles(page)
    opened = _names_told(page, "id")
    for element in page.select(_HIDDEN):
        styles[id(element)] = {"display": "none", **styles.get(id(element), {})}
    by_default = _UNKNOWN if page.select_one('link[rel~="stylesheet"]') else "white"
    for element in page.find_all(True):
        style = styles.get(id(element), {})
        if element.decomposed or not style or element.get("id") in opened:
            continue
        if _is_away(style):
            element.decompose()
            continue
        for name in _INHERITED:
            if name in style and _leaves_blank(name, element, styles, by_default):
                _remove_text(element, name, styles)


def _is_away(style: Style) -> bool:
    """Whether a box is shown nowhere, with all that it holds."""
    is_placed = style.get("position") in ("absolute", "fixed")
    is_cut = style.get("overflow", "").startswith(("hidden", "clip"))
    sides = (style.get(side, "") for side in ("left", "top", "right"))
    sizes = (
        style.get(f"{most}{side}", "") for most in ("", "max-") for side in ("height", "width")
    )
    return (
        style.get("display") == "none"
        or bool(_NOTHING.fullmatch(style.get("opacity", "")))
        or (is_placed and any(map(_FAR.fullmatch, sides)))
        or (is_placed and bool(_CLIPPED.fullmatch(style.get("clip", ""))))
        or (is_placed and bool(_CUT_OFF.fullmatch(style.get("clip-path", ""))))
        or (is_cut and any(map(_NOTHING.fullmatch, sizes)))
    )


def _leaves_blank(name: str, element: Tag, styles: Mapping[int, Style], by_default: str) -> bool:
    """Whether what a style says of its letters leaves none to be seen."""
    said = styles[id(element)][name]
    if name == "visibility":
        return said in ("hidden", "collapse")
    if name == "font-size":
        return bool(_NOTHING.fullmatch(said))
    if name == "text-indent":
        return bool(_FAR.fullmatch(said))
    colour, ground = _colour(said), by_default
    for around in (element, *element.parents):
        own = styles.get(id(around), {})
        if grounds := [own[key] for key in _GROUNDS if key in own]:
            ground = grounds[0]
            break
    under = _colour(ground)
    if colour is not None and len(colour) > 3 and colour[3] == 0:
        return True
    return (
        colour is not None
        and under is not None
        and all(abs(a - b) <= _ALIKE for a, b in zip(colour[:3], under[:3], strict=True))
    )


def _colour(said: str) -> tuple[int, ...] | None:
    if said == "transparent":
        return (0, 0, 0, 0)
    try:
        return ImageColor.getrgb(said)
    except ValueError:
        return None


def _remove_text(element: Tag, name: str, styles: Mapping[int, Style]) -> None:
    """The text that no other element within says the same of."""
    for text in element.find_all(string=True):
        within = takewhile(lambda tag: tag is not element, text.parents)
        if not any(name in styles.get(id(tag), {}) for tag in within):
            text.extract()


def _styles(page: BeautifulSoup) -> dict[int, Style]:
    """By element, what is certain of it: said in it, else by rules that all say the same."""
    told: dict[int, list[tuple[bool, Style]]] = {}
    may_be_opened = page.select_one("script[src]") is not None
    opened = _names_told(page, "class")
    elements, compared = _by_name(page), 0
    for is_certain, selector, style in [*_rules(page)][:_MOST_RULES]:
        candidates = [*_candidates(selector, elements)]
        compared += len(candidates)
        if compared > _MOST_COMPARED:
            told.clear()  # what the rules say together is not known
            break
        try:
            matches = compile_selector(selector).match if candidates else None
        except (SelectorSyntaxError, NotImplementedError, ValueError):
            continue
        found = [element for element in candidates if matches and matches(element)]
        for element in found:
            is_fixed = is_certain and not may_be_opened and opened.isdisjoint(_classes(element))
            told.setdefault(id(element), []).append((is_fixed, style))
    styles: dict[int, Style] = {}
    for element in page.find_all(True):
        own = _declared(str(element.get("style", "")))
        for name in ("bgcolor", "color"):
            if said := element.get(name):
                own.setdefault(name, str(said).strip().lower())
        rules = told.get(id(element), [])
        for name in {name for _, style in rules for name in style} - own.keys():
            values = {style[name] for _, style in rules if name in style}
            is_certain = any(fixed for fixed, style in rules if name in style)
            own[name] = values.pop() if is_certain and len(values) == 1 else _UNKNOWN
        if own:
            styles[id(element)] = own
    return styles


def _by_name(page: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements by their tags, classes and ids, as selectors name them."""
    found: dict[str, list[Tag]] = {}
    for element in page.find_all(True):
        names = {element.name, f"#{element.get('id')}", *(f".{name}" for name in _classes(element))}
        for name in names:
            found.setdefault(name, []).append(element)
    return found


def _candidates(selector: str, elements: Mapping[str, list[Tag]]) -> Iterator[Tag]:
    """Those that have the last name that a selector tells, or one of a list of them does."""
    for part in selector.split(",") if "(" not in selector else ():
        if name := _LAST_NAME.search(part[-_LONGEST_NAME:]):
            yield from elements.get(name[1], [])


def _classes(element: Tag) -> list[str]:
    return [str(name) for name in element.get_attribute_list("class")]


def _rules(page: BeautifulSoup) -> Iterator[tuple[bool, str, Style]]:
    """Of the style sheets of a page: whether it always holds, its selector, what it says."""
    for sheet in page("style"):
        css = _COMMENT.sub(" ", sheet.get_text())
        around: list[str] = []
        start = 0
        for mark in re.finditer(r"[{}]", css):
            said, start = css[start : mark.start()], mark.end()
            if mark[0] == "{":
                around.append(said.rpartition(";")[2].strip())
            elif around:
                selector, style = around.pop(), _declared(said)
                always = _UNCERTAIN.sub("", selector)
                if style and not selector.startswith("@"):
                    yield not around and always == selector, always, style


def _declared(said: str) -> dict[str, str]:
    return {
        name: value.replace("!important", "").strip()
        for name, value in _DECLARED.findall(said.lower())
        if _NAMES.fullmatch(name)
    }


def _names_told(page: BeautifulSoup, kind: str) -> set[str]:
    """The names that what opens something may tell it by: links, buttons and scripts."""
    told = [script.get_text() for script in page("script")]
    if kind == "id":
        for element in page.find_all(True):
            told += [
                str(value)
                for name, value in element.attrs.items()
                if name in ("aria-controls", "for", "popovertarget")
                or (name == "href" and str(value).startswith("#"))
                or name.startswith("on")
                or name.endswith("target")
            ]
    return {word for text in told for word in _WORDS.findall(text)}
