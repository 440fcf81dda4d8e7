"""What a question is about, as the next one that leans on it has it: "concernant le budget"."""

import re

from assistant.questions.kinds import Wanted
from assistant.questions.leaning import is_of_something
from assistant.questions.numbered import is_place
from assistant.questions.pieces import pieces
from assistant.questions.question import Question, analyse, word_places

ASKS = re.compile(
    r"\b(?:qui|qu[e'’]|quoi|quand|comment|combien|pourquoi|où|quel(?:le)?s?|est-ce|who|what|when"
    r"|where|why|how|which)(?:\b|(?<=['’]))|-(?:t-)?(?:ils?|elles?|on|ce)\b"
    r"|^(?:c['’]|(?:ça|cela|je|tu|ils?|elles?|on|nous|vous|si|s['’]ils?|y|it|they|we|if|is|are)\b)",
    re.I,
)
_VERB = re.compile(
    r"\b\w+-(?:t-)?(?:ils?|elles?|on|ce)\b"
    r"|(?<!['’])(?-i:\b(?:ont|est|sont|sera|seront|doit|doivent|peut|peuvent|va|vont)\b)",
    re.I,
)
ON_THINGS = ("on", "about", "sur", "concernant")
_ON = re.compile(rf"\b(?:{'|'.join(ON_THINGS)})\s+(?:(?:the|la|les?)\s+|l['’])?$", re.I)
CARRIED = re.compile(r".*,\s(?:concernant|about)\s(?P<subject>.+)")
_TOPIC_FIRST = re.compile(
    r"((?![^,]*\b(?:qui|qu[e'’]|quoi|quand|comment|combien|pourquoi|où|est-ce|who|what|when|how)\b"
    r"|[^,]*-(?:t-)?(?:ils?|elles?|on)\b|(?:à|en|au|par|pour|selon|depuis|lors|dans)\s)[^,?]{2,80}),"
    r" (?:c['’]est |à |pour |de |par )?(?:qui|quoi|quand|combien|où|quel(?:le)?s?|comment)\b",
    re.I,
)
"""Names its subject before it asks: "la réunion sur l'équipement, qui l'organise"."""
_ASPECT = re.compile(
    r"quel(?:le)?s? (?:est|sont|était|étaient|sera) (?:le |la |les |l['’])\w+ "
    r"(?=de |du |des |d['’])|what (?:is|was|are|were) the \w+ of ",
    re.I,
)
_DETERMINED_BY = re.compile(
    r"(?:^|(?<=[\s'’]))(?:(?P<article>les? |la |l['’]|une? |du |au |des |aux |the )"
    r"(?P<place>(?:prochain|dernier|dernière)e?s? )?"
    r"|(?:de |d['’]|à |sur |pour |dans |avec |on |of |for ))$",
    re.I,
)
_OF = re.compile(r"\s(?:du |des |de |d['’])", re.I)
_AGREEING = {"il": "le ", "elle": "la ", "ils": "les ", "elles": "les "}
_COUNTED = re.compile(r"\bcombien d(?:e |['’])$", re.I)
_FEMININE = re.compile(r"(?:[ts]ion|té|[ae]nce|ure|aison|inte|ite|ape|tive|gle)s?$", re.I)
_NAMED = re.compile(r"(?P<article>le |la |les |l['’]|the )(?P<noun>[^\W\d_]+)\W*", re.I)
ARTICLES = {"du ": "le ", "au ": "le ", "des ": "les ", "aux ": "les "}


def subject_of(before: Question) -> str:
    """What a question, the first where it asks several things, was made to be about, else the
    thing of which it asks a figure or a name, with its article and without its verb: "le budget" of
    "Qui a voté contre le budget ?"."""
    if carried := CARRIED.match(bare(before.text)):
        return carried["subject"]
    if topic := _TOPIC_FIRST.match(before.text):
        return topic[1]
    asked = [piece for piece, _ in pieces(before.text, " ?")]
    if len(asked) > 1:
        return subject_of(analyse(asked[0]))
    text = before.text
    aspect = _ASPECT.match(text) if before.wanted is not Wanted.ANYTHING else None
    places = word_places(text, before.subject)
    things = [
        place
        for place in places
        if _DETERMINED_BY.search(text[: place[0]])
        or text[slice(*place)] in before.names
        or _opens(text, *place)
    ]
    on = [place for place in places if _ON.search(text[: place[0]])]
    things = [place for place in things or places if place >= max(on, default=place)]
    kept = [place for place in things if not aspect or place[0] >= aspect.end()]
    if not kept:
        return ", ".join(before.subject)
    verb = _VERB.search(text, kept[0][0])
    first = [place for place in places if not verb or place[1] <= verb.start()]
    parts = [(kept[0][0], max([p for p in first if p >= kept[0]], default=kept[0])[1])]
    if verb and (after := [place for place in kept if place[0] >= verb.end()]):
        parts.append((after[0][0], places[-1][1]))
    told = [_article(text[:start]) + text[start:end] for start, end in parts]
    return ", ".join(before.subject) if any(map(ASKS.search, told)) else ", ".join(told)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the thing stands first and bare, "brigade d'intervention", and is no figure of it."""
    is_of = start == 0 and _OF.match(text, end)
    return bool(is_of) and not is_of_something(text[start:end])


def agreeing(text: str, subject: str) -> str:
    """Of several things, the one that the pronoun that opens a text stands for: "la réserve" of
    "les agents, la réserve" for "elle sera reconstituée"."""
    article = _AGREEING.get(text.partition(" ")[0].lower(), "")
    fit = [thing for thing in subject.split(", ") if article and thing.startswith(article)]
    return fit[0] if len(fit) == 1 else subject


def asked_for(new: str) -> str:
    """What is named alone, as a question asks for it: "Quel est le calendrier" of "le calendrier".

    >>> asked_for("l'échéance"), asked_for("les risques"), asked_for("budget")
    ("Quelle est l'échéance", 'Quels sont les risques', 'budget')
    """
    named = _NAMED.fullmatch(new)
    if named is None or is_place(named["noun"]):
        return new
    article, are_many = named["article"].lower(), named["noun"][-1:] in "sx"
    if article == "the ":
        return f"What {'are' if are_many else 'is'} {new}"
    are_many = article == "les "
    is_feminine = article == "la " or (article != "le " and _FEMININE.search(named["noun"]))
    which = f"Quel{'le' if is_feminine else ''}{'s' if are_many else ''}"
    return f"{which} {'sont' if are_many else 'est'} {new}"


def _article(head: str) -> str:
    """The article that ends a text, "le" of "du", with "prochain" after it; empty for none."""
    if _COUNTED.search(head):
        return "les "
    found = _DETERMINED_BY.search(head)
    if found is None or not found["article"]:
        return ""
    article = found["article"].lower()
    return ARTICLES.get(article, article) + (found["place"] or "")


def bare(text: str) -> str:
    return text.rstrip(" ?!.…")
