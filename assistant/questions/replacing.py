"""Where in a question the thing stands that another takes the place of: "Et pour Teams ?"."""

import re

from assistant.answer import Language
from assistant.questions.numbered import PLACE
from assistant.questions.question import Question, subject_words, word_places

PREPOSITION = re.compile(
    r"\b(?:sur|pour|concernant|avec|chez|dans|about|on|for|of|with)\s+"
    r"(?:(?:la|le|les|the)\s+|l['’])?$",
    re.I,
)
OF = re.compile(r"(?<=\s)(?:de la |de l['’]|du |des |de |d['’])", re.I)
OF_END = re.compile(rf"{OF.pattern}$", re.I)
_LINKS = re.compile(r"\s+(?:de (?:la |l['’])?|du |des |d['’]|of (?:the )?)?", re.I)
_BARE_OF = re.compile(r"(?<=\s)(?:de |d['’])$", re.I)
_NOUN_OF = re.compile(r"(?<=[\s'’])[^\W\d_]+ (?:de |d['’])$", re.I)
_BARE_LINKS = re.compile(r"\s+(?:de |d['’])?", re.I)
_DETERMINED = re.compile(r"(?:[Ll]e |[Ll]a |[Ll]es |[Ll]['’]|[Uu]ne? |the |an? )[^A-ZÀ-Ý]+")
_WITH_ARTICLE = re.compile(
    r"(?:les? |la |l['’]|une? |the |an? |(?:leurs?|notre|nos|votre|vos|son|sa|ses) )", re.I
)
_OPENS = re.compile(r"(?:^|\s)(?:qui|quand|comment|pourquoi|où) $", re.I)
"""Before a verb: "qui opère la messagerie"."""
_AFTER_ARTICLE = re.compile(r"(?:\b(?:les?|la|du|des|de|aux?|une?|the) |\b[ld]['’])$", re.I)
_PURPOSES = ("pour", "avec", "chez", "for", "with")


def at_another_place(before: str, new: str) -> str | None:
    """The question on another of the same, by its place: "Et la troisième ?". None where either
    tells none."""
    told = PLACE.search(before)
    place = PLACE.fullmatch(_WITH_ARTICLE.sub("", new))
    return (
        f"{before[: told.start()]}{place.group()}{before[told.end() :]}" if told and place else None
    )


def after(before: Question, link: str) -> tuple[int, int] | None:
    """What follows the same word in the question before: "pour la brigade"."""
    found = re.search(rf"\b{re.escape(link)}\s", before.text, re.I) if link in _PURPOSES else None
    after = [
        place
        for place in word_places(before.text, subject_words(before.text))
        if found and place[0] >= found.end()
    ]
    if not after:
        return None
    start, end = after[0]
    for place in after[1:]:
        if _LINKS.fullmatch(before.text[end : place[0]]):
            end = place[1]
    return start, end


def replaced(before: Question, new: str) -> tuple[int, int]:
    """Where the subject to be changed stands: a name for a name, with "projet" before it for
    "le projet Belette", what is asked of it for a common word ("Et le budget ?"); without names,
    what follows the last word like "sur" or "de", else the last thing that is named. "Les
    dossiers" take the place of "les courriers de simple information" as a whole."""
    named = subject_words(before.text)
    places = word_places(before.text, [word for word in named if word in before.names] or named)
    is_determined = _WITH_ARTICLE.match(new)
    if before.names:
        start, end = _with_noun(before)
        common = _before(before, start) if _DETERMINED.fullmatch(new) else None
        return common or ((start, end) if is_determined else (places[0][0], places[-1][1]))
    heads = [
        n
        for n, (start, _) in enumerate(places)
        if _is_linked(before.text[:start])
        and not (is_determined and _BARE_OF.search(before.text[:start]))
    ]
    first = heads[-1] if heads else len(places) - 1
    while is_determined and not heads and first and _is_of(before.text, places, first):
        if _OPENS.search(before.text[: places[first - 1][0]]):
            break
        first -= 1
    start = places[first][0]
    while is_determined and (noun := _NOUN_OF.search(before.text[:start])):
        start = noun.start()
    return start, places[-1][1]


def _with_noun(before: Question) -> tuple[int, int]:
    """Where the names stand, with the noun that is said of them: "le projet Hermine", "the Hermine
    project"; no verb."""
    named = subject_words(before.text)
    names = word_places(before.text, [word for word in named if word in before.names])
    others = word_places(before.text, [word for word in named if word not in before.names])
    start, end = names[0][0], names[-1][1]
    text = before.text
    beside = (s for s, e in others if text[e:start].isspace() and _AFTER_ARTICLE.search(text[:s]))
    if before.language is Language.FRENCH:
        return next(beside, start), end
    return start, next((e for s, e in others if text[end:s].isspace()), end)


def _before(before: Question, end: int) -> tuple[int, int] | None:
    """The common words right before a name: "calendrier" of "calendrier de TECH.GOUV"."""
    named = subject_words(before.text)
    others = word_places(before.text, [word for word in named if word not in before.names])
    start = last = end
    for place in reversed([place for place in others if place[1] <= end]):
        opens = _OPENS.search(before.text[: place[0]])
        if opens or not _LINKS.fullmatch(before.text[place[1] : start]):
            break
        last = place[1] if start == end else last
        start = place[0]
    return None if start == end else (start, last)


def _is_of(text: str, places: list[tuple[int, int]], place: int) -> bool:
    """Whether a word is said of the one before it, as "simple information" of "courriers"."""
    return bool(_BARE_LINKS.fullmatch(text[places[place - 1][1] : places[place][0]]))


def _is_linked(head: str) -> bool:
    return bool(PREPOSITION.search(head) or OF_END.search(head))
