"""Times that are told from today, "l'an dernier", "depuis six mois", as the dates that they are."""

import re
from datetime import date, timedelta

from assistant.answer import Language
from assistant.language.quantities import whole_number
from assistant.questions.asking import asks_meetings
from assistant.reference import written_day, written_month
from index.language.analyzer import unaccented
from ingest.language.periods import ANY_MONTH_NUMBERS

_BEFORE = (
    r"(?:\b(?P<link>de|depuis|avant|après|dès|pour|jusqu['’]à|à partir de|d['’]ici(?: à)?|durant"
    r"|pendant|dans|sur|courant|en|à|since|before|after|until|till|from|of|for|by|during|in|than)"
    r"\s+)?"
)
_FRENCH = re.compile(
    rf"{_BEFORE}(?:(?:l['’]|(?P<article>le |du |la ))"
    r"(?P<unit>an(?:née)?|mois|semaine|trimestre|semestre) (?:(?P<last>derni(?:er|ère)|passée?)"
    r"|(?P<next>prochaine?))"
    r"|\bcet?(?:te)? (?P<this>année(?!-l| scolaire)|trimestre|semestre|semaine|mois(?=-ci))"
    r"(?:-ci)?)(?!\w| \()",
    re.I,
)
_ENGLISH = re.compile(
    rf"{_BEFORE}(?<!\bthe )\b(?:(?P<last>last)|(?P<next>next)|this)"
    r" (?P<unit>year|month|week|quarter)(?P<own>['’]s)?\b(?! of\b| \()",
    re.I,
)
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+)"
_UNIT = r"(?P<unit>jour|semaine|mois|année|an|day|week|month|year)s?\b"
_LATELY = (
    rf"\bdepuis {_COUNT} {_UNIT}",
    r"\b(?:(?:au cours d|durant l|pendant l|dans l|sur l)es|ces)"
    rf" {_COUNT} derni(?:er|ère)s {_UNIT}",
    rf"\b(?:in|over|during|for) the (?:last|past) (?:{_COUNT} )?{_UNIT}",
)
_AGO = (rf"\bil y a {_COUNT} {_UNIT}", rf"(?<!\w){_COUNT} {_UNIT} ago\b")
_ANY_MONTH = "|".join(ANY_MONTH_NUMBERS)
_NO_YEAR = re.compile(
    r"\b(?:depuis|since) (?:le |the )?(?:mois d(?:e |['’]))?"
    rf"(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<month>{_ANY_MONTH})\b"
    r"(?!,? (?:of )?\d)",
    re.I,
)
_ASIDE = re.compile(
    r"(?P<words>\b(?:(?:l['’]|le |la )?\w+ (?:derni(?:er|ère)|passée?|prochaine?)|du \w+ \w+"
    r"|cet?(?:te)? \w+(?:-ci)?|(?:last|this|next) \w+(?:['’]s)?)) \((?P<date>[^()]*)(?P<end>\)?)",
    re.I,
)
_OF = re.compile(r"^(?:de |d['’]|à |(of|than) (?:the )?|(the) )")
_WHILE = frozenset("durant pendant dans sur courant en during in".split())
_MONTHS = {"an": 12, "année": 12, "year": 12, "semestre": 6, "trimestre": 3, "quarter": 3,
           "mois": 1, "month": 1}  # fmt: skip
_DAYS = {"jour": 1, "day": 1, "semaine": 7, "week": 7}


def dated(text: str, today: date) -> str:
    """The question with the dates of what it tells from today: in its place where it is asked what
    meetings decided or said, else beside its words, which documents may hold. How long ago is a
    time of meetings alone: of a thing, "absent depuis six mois" are its words.

    >>> dated("Qu'a-t-on décidé l'an dernier ?", date(2026, 11, 30))
    "Qu'a-t-on décidé en 2025 ?"
    >>> dated("Combien d'agents cette année ?", date(2026, 11, 30))
    "Combien d'agents cette année (en 2026) ?"
    """
    of_meetings = asks_meetings(unaccented(text))

    def placed(found: re.Match[str], told: str) -> str:
        return told if of_meetings else f"{found.group()} ({_OF.sub(_in, told)})"

    told = _FRENCH.sub(lambda found: placed(found, _in_french(found, today)), text)
    told = _ENGLISH.sub(lambda found: placed(found, _in_english(found, today)), told)
    if of_meetings:
        for pattern in _LATELY:
            told = re.sub(pattern, lambda found: _lately(found, today), told, flags=re.I)
        for pattern in _AGO:
            told = re.sub(pattern, lambda found: _ago(found, today), told, flags=re.I)
        told = _NO_YEAR.sub(lambda found: _of_its_year(found, today), told)
    return told[:1].upper() + told[1:] if text[:1].isupper() else told


def _in(found: re.Match[str]) -> str:
    return "in " if found[1] or found[2] else "en "


def words_beside(text: str, place: int) -> str:
    """The words that a date which stands there is written beside by `dated`; empty for none."""
    around = next((f for f in _ASIDE.finditer(text) if f.start("date") <= place < f.end()), None)
    return around["words"] if around else ""


def without_words(text: str) -> str:
    """With the dates alone that `dated` wrote beside words."""
    return _ASIDE.sub(lambda found: found["date"] if found["end"] else found.group(), text)


def _in_french(found: re.Match[str], today: date) -> str:
    unit = (found["unit"] or found["this"]).lower()
    first, last = _around(today, unit, _step(found))
    link, article = (found["link"] or "").lower(), (found["article"] or "").lower()
    if unit == "semaine":
        if link in ("", "de", *_WHILE):
            days = [written_day(day, Language.FRENCH) for day in (first, last)]
            return f"du {days[0]} au {days[1]}"
        return f"{link} le {written_day(first, Language.FRENCH)}"
    if unit in ("trimestre", "semestre"):
        rank = (first.month - 1) // _MONTHS[unit] + 1
        told = f"{rank}{'er' if rank == 1 else 'e'} {unit} {first.year}"
        if article == "du ":
            return f"du {told}"
        return f"au {told}" if not link or link in _WHILE else f"{link} le {told}"
    told = written_month(first, Language.FRENCH) if unit == "mois" else str(first.year)
    if article == "du ":
        link = "de"
    if not link or link in _WHILE:
        return f"en {told}"
    link = {"jusqu'à": "jusqu'en", "jusqu’à": "jusqu'en"}.get(link, link)
    is_elided = link.endswith("de") and told[0] in "ao"
    return f"{link[:-1]}'{told}" if is_elided else f"{link} {told}"


def _in_english(found: re.Match[str], today: date) -> str:
    unit, link = found["unit"].lower(), (found["link"] or "").lower()
    first, last = _around(today, unit, _step(found))
    if unit == "week":
        days = [written_day(day, Language.ENGLISH) for day in (first, last)]
        if link and link not in _WHILE:
            return f"{link} {days[0]}"
        return f"between {days[0]} and {days[1]}"
    told = str(first.year)
    if unit == "month":
        told = written_month(first, Language.ENGLISH)
    if unit == "quarter":
        told = f"Q{(first.month + 2) // 3} {first.year}"
    if found["own"]:
        return f"{link} the {told}".lstrip()
    return f"{link if link and link not in _WHILE else 'in'} {told}"


def _step(found: re.Match[str]) -> int:
    return -1 if found["last"] else 1 if found["next"] else 0


def _around(today: date, unit: str, step: int) -> tuple[date, date]:
    """The first and the last day of the unit that is so many after that of today."""
    if unit in _DAYS:
        first = today + timedelta(days=7 * step - today.weekday())
        return first, first + timedelta(days=6)
    months = _MONTHS[unit]
    place = (12 * today.year + today.month - 1) // months + step
    return _month(place * months), _month((place + 1) * months) - timedelta(days=1)


def _month(place: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(place // 12, place % 12 + 1, 1)


def _since(found: re.Match[str], today: date) -> date | None:
    """The day that so many days, weeks, months or years end today; None for no number."""
    count = whole_number(found["count"]) if found["count"] else 1
    unit = found["unit"].lower()
    if not count:
        return None
    if unit in _DAYS:
        return today - timedelta(days=count * _DAYS[unit])
    first = _month(12 * today.year + today.month - 1 - count * _MONTHS[unit])
    end = _month(12 * first.year + first.month) - timedelta(days=1)
    return first.replace(day=min(today.day, end.day))


def _lately(found: re.Match[str], today: date) -> str:
    day = _since(found, today)
    if day is None:
        return found.group()
    if re.search(r"\b(?:last|past)\b", found.group(), re.I):
        return f"since {written_day(day, Language.ENGLISH)}"
    return f"depuis le {written_day(day, Language.FRENCH)}"


def _ago(found: re.Match[str], today: date) -> str:
    day, unit = _since(found, today), found["unit"].lower()
    if day is None:
        return found.group()
    is_english = found.group().lower().endswith("ago")
    language = Language.ENGLISH if is_english else Language.FRENCH
    if unit in _DAYS:
        return f"{'on' if is_english else 'le'} {written_day(day, language)}"
    told = written_month(day, language) if _MONTHS[unit] == 1 else str(day.year)
    return f"{'in' if is_english else 'en'} {told}"


def _of_its_year(found: re.Match[str], today: date) -> str:
    """ "depuis septembre" is since the last one."""
    month = ANY_MONTH_NUMBERS[found["month"].lower()]
    is_past = (month, int(found["day"] or 1)) <= (today.month, today.day)
    return f"{found.group()} {today.year if is_past else today.year - 1}"
