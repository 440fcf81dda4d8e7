"""The same question on another time: "Et en décembre ?", "Et l'année suivante ?"."""

import re

from assistant.questions.relative import without_words
from ingest.language.periods import ANY_MONTH_NUMBERS

_MONTH = rf"(?:{'|'.join(ANY_MONTH_NUMBERS)})"
_DAY = r"\d{1,2}(?:er|st|nd|rd|th)?"
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)\b", re.I)
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"\b(?:Q[1-4]\s+|(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}\s+(?:{_DAY},?\s+)?)?{_YEAR}\b", re.I
)
_BOUND = re.compile(
    r"\b(?:avant|après|depuis|dès|à (?:partir|compter) d[eu]|jusqu['’](?:en|à|au)|entre|before"
    r"|after|since|until|between)\s+(?:le |la |l['’])?",
    re.I,
)
_PLACED = re.compile(
    rf"(?:(?P<bound>{_BOUND.pattern})(?:[^?,;.]{{1,30}}?\s(?:et|and)\s(?:le |the )?)?"
    rf"|\b(?P<link>en|le|du|de|d|in|on)(?:\s+(?:the\s+)?|['’]))?{_PERIOD.pattern}",
    re.I,
)
_PART = re.compile(r"(?:au |à l['’]|à la |in the )?(?:\w+ (?:trimestre|semestre|half|quarter)|début"
                   r"|fin|mi|été|automne|hiver|printemps|rentrée|early|late)\b", re.I)  # fmt: skip
"""What is told in more words than a month or a year, and stands after none of its links."""
_YEARLESS = re.compile(
    r"(?:(?:le|au|the|du|de)\s+|d['’])?(?:mois d(?:e |['’]))?"
    rf"(?P<told>(?:{_DAY}\s+(?:of\s+)?)?{_MONTH})",
    re.I,
)
_BESIDE = re.compile(
    r"(?:l['’]an(?:née)? |the (?:year )?)(?:(?P<before>d['’]avant|précédente?|before|previous year)"
    r"|suivante?|d['’]après|after|(?:following|next) year)",
    re.I,
)
_FROM_THEN = re.compile(
    r"(?P<before>avant|before)|(?P<after>après|ensuite|after(?:wards)?|later)"
    r"|(?P<since>depuis|since)(?: lors| then)?"
    r"|(?P<now>aujourd['’]hui|maintenant|à ce jour|now|today)",
    re.I,
)
_THAT = re.compile(r"\s(?:ça|cela|that)$", re.I)
_FRENCH_BOUNDS = {"before": "avant", "after": "après", "since": "depuis"}
_LINKS = {
    False: {"le": "en", "du": "de", "d": "de", "on": "in"},
    True: {"en": "le", "de": "du", "d": "du", "in": "on"},
}
"""What stands before a month or a year for what stands before a day, and the reverse."""
_OF_TIMES = ("en", "in", "on", "le")
_IS_ENGLISH = re.compile(r"before|after|later|since|until|between", re.I)


def at_another_time(question: str, new: str, link: str = "") -> str | None:
    """The question on the time that a few words name, of the year of the question where they
    tell none, or beside it. `link` is what stands before them. None where they name no time, the
    words alone where they are before or after a time that is not told.

    >>> at_another_time("Qu'a-t-on décidé le 3 décembre 2020 sur Zoom ?", "mai", "en")
    "Qu'a-t-on décidé en mai 2020 sur Zoom ?"
    """
    question = without_words(question)
    years = set(re.findall(rf"\b{_YEAR}\b", question))
    if since := _FROM_THEN.fullmatch(_THAT.sub("", new)):
        return _from_then(question, since)
    opening = _BOUND.match(new)
    yearless = _YEARLESS.fullmatch(new, opening.end() if opening else 0)
    beside = _BESIDE.fullmatch(new)
    if named := _PERIOD.search(new):
        bound = _BOUND.search(new, 0, named.start()) or _PART.match(new)
        *_, last = _PERIOD.finditer(new)
        period = new[(bound or named).start() : last.end()]
    elif yearless and len(years) == 1:
        period = f"{opening.group() if opening else ''}{yearless['told']} {years.pop()}"
    elif beside and len(years) == 1:
        period = str(int(years.pop()) + (-1 if beside["before"] else 1))
    elif yearless or beside:
        period = ""
    else:
        return None
    if period and _PERIOD.search(question):
        own = link if link.lower() in _OF_TIMES else ""
        return _PLACED.sub(lambda found: _placed(found, period, own), question)
    link = link or ("en" if named and named.start() == 0 else "")
    return f"{question.rstrip(' ?!.…')} {link} {new}".replace("  ", " ")


def _from_then(question: str, since: re.Match[str]) -> str:
    """The question on what was before or after its time, or on now."""
    told = _PERIOD.search(question)
    if since["now"]:
        other = _PLACED.sub("", question, count=1).rstrip(" ?!.…")
        return f"{other} {since['now']}".replace("  ", " ") if told else question
    if not told:
        return since.group()
    bound = "before" if since["before"] else "after" if since["after"] else "since"
    if not _IS_ENGLISH.match(since.group()):
        bound = _FRENCH_BOUNDS[bound] + (" le" if re.match(rf"{_DAY}\s", told.group()) else "")
    return _PLACED.sub(f"{bound} {told.group()}", question, count=1)


def _placed(found: re.Match[str], period: str, own: str) -> str:
    """After what stood before the time that it takes the place of, `own` where that bounded it."""
    if _BOUND.match(period) or _PART.match(period):
        return period
    is_day = re.match(rf"{_DAY}\s|{_MONTH}\s+{_DAY}\b(?!\d)", period, re.I) is not None
    link = (found["link"] or "").lower()
    if found["bound"]:
        link = own or ("in" if _IS_ENGLISH.match(found["bound"]) else "en")
    the = "the " if _NTH.match(period) else ""
    return f"{_LINKS[is_day].get(link, link)} {the}{period}".lstrip()
